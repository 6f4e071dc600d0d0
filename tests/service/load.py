"""Load on a running server, by hand: `locust -f tests/service/load.py` (docs/server.md says how); no part of the test suite.

Every client sends a part of a real article text, waits until its check is done, reads the report, and looks something up in between. At the
end every job that was accepted must be done: one that is not counts as a failure.
"""

from __future__ import annotations

import itertools
import json
import os
import time
from pathlib import Path

from locust import HttpUser, between, events, task

ROOT = Path(__file__).parents[2]
ROWS = [json.loads(line) for line in (ROOT / "tests" / "data" / "gum_news.jsonl").read_text("utf-8").splitlines()]
PARAGRAPHS = int(os.environ.get("LOAD_PARAGRAPHS", "4"))
"""Of each article; 0 sends the whole."""
HEADERS = {"authorization": f"Bearer {os.environ['FACTCHECK_TOKEN']}"}


def parts():
    """Articles, or consecutive parts of them, over and over."""
    for row in itertools.cycle(ROWS):
        paragraphs = [one for one in row["text"].split("\n\n") if len(one) > 80]
        step = PARAGRAPHS or len(paragraphs)
        for start in range(0, len(paragraphs), step):
            yield {"content": "\n\n".join(paragraphs[start : start + step]), "publisher": row["publisher"], "date": row["date"]}


ARTICLES = parts()
ACCEPTED: list[str] = []


class Desk(HttpUser):
    """A program of the newsroom."""

    wait_time = between(0, 0.2)

    @task(4)
    def check(self):
        """Send a draft and wait for its report."""
        answer = self.client.post("/v1/checks", json={"article": next(ARTICLES)}, headers=HEADERS)
        if answer.status_code != 202:
            return
        job = answer.json()["id"]
        ACCEPTED.append(job)
        state = "waiting"
        while state in {"waiting", "running"}:
            state = self.client.get(f"/v1/jobs/{job}?wait=20", headers=HEADERS, name="/v1/jobs/[id]?wait").json()["state"]
        with self.client.get(f"/v1/jobs/{job}/report", headers=HEADERS, name="/v1/jobs/[id]/report", catch_response=True) as report:
            if state != "done" or not report.ok:
                report.failure(f"job {state}, report {report.status_code}")

    @task(1)
    def search(self):
        """Look something up."""
        self.client.post("/v1/search", json={"query": "chip exports to China", "count": 5}, headers=HEADERS)


@events.test_stop.add_listener
def none_is_lost(environment, **_):
    """Wait for what was accepted, and count it."""
    import requests

    end, states = time.monotonic() + 600, {}
    while time.monotonic() < end:
        for job in ACCEPTED:
            if states.get(job) != "done":
                states[job] = requests.get(f"{environment.host}/v1/jobs/{job}", headers=HEADERS, timeout=30).json()["state"]
        if all(state not in {"waiting", "running"} for state in states.values()):
            break
        time.sleep(1)
    done = sum(state == "done" for state in states.values())
    print(f"accepted {len(ACCEPTED)}, done {done}, lost or failed {len(ACCEPTED) - done}")  # noqa: T201 - its result
    if done != len(ACCEPTED):
        environment.process_exit_code = 1
