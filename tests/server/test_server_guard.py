"""Who may speak to the server, and how much."""

from __future__ import annotations

import pytest
from service_fixture import ARTICLE, HOST, TOKEN, SlowEngine, application, claims_folder, engine, until
from starlette.testclient import TestClient

from factcheck.server.limits import ServerLimits
from factcheck.service.claims import ClaimsFolder
from factcheck.service.operations import Service

BEARER = {"authorization": f"Bearer {TOKEN}"}


def problem(answer, status, kind):
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["type"] == f"/v1/problems/{kind}"
    return answer


@pytest.mark.parametrize("header", [None, "Bearer", "Bearer wrong", f"Basic {TOKEN}", f"Bearer {TOKEN}x", "Bearer \u00e9"])
def test_without_the_token_nothing_but_health(served, header):
    client, _ = served
    del client.headers["authorization"]
    try:
        headers = {} if header is None else {"authorization": header.encode("latin-1")}
        for method, path in (
            ("GET", "/v1/version"),
            ("GET", "/v1/jobs"),
            ("POST", "/v1/checks"),
            ("GET", "/v1/openapi.json"),
            ("GET", "/v1/x"),
        ):
            answer = problem(client.request(method, path, headers=headers), 401, "unauthorized")
            assert answer.headers["www-authenticate"].startswith("Bearer")
        assert client.get("/v1/health/live").status_code == 200
    finally:
        client.headers["authorization"] = BEARER["authorization"]


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:80", "evil.example:8765", ""])
def test_another_host_is_refused(served, host):
    client, _ = served
    problem(client.get("/v1/health/live", headers={"host": host}), 421, "bad-host")


@pytest.mark.parametrize(
    "headers", [{"origin": "https://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}]
)
def test_web_pages_are_refused_and_there_is_no_cors(served, headers):
    client, _ = served
    for method in ("GET", "POST", "OPTIONS"):
        answer = problem(client.request(method, "/v1/jobs", headers=headers), 403, "cross-site")
        assert not [name for name in answer.headers if name.startswith("access-control")]


def test_a_write_is_json_of_limited_size(served):
    client, _ = served
    problem(client.post("/v1/extract", content=b"{}", headers={"content-type": "text/plain"}), 415, "not-json")
    problem(client.post("/v1/extract", content=b" " * 2_000_001, headers={"content-type": "application/json"}), 413, "too-large")

    def pieces():
        for _ in range(300):
            yield b" " * 10_000

    problem(client.post("/v1/extract", content=pieces(), headers={"content-type": "application/json"}), 413, "too-large")
    problem(client.post("/v1/extract", json={"article": {"content": "word " * 50_000}}), 413, "too-large")


def test_a_caller_who_asks_too_often_waits(tmp_path):
    given = Service(engine(tmp_path), ClaimsFolder(None))
    with application(given, tmp_path, tokens=(TOKEN, "another-token-of-the-desk"), limits=ServerLimits(requests=5)) as (app, _):
        client = TestClient(app, base_url=f"http://{HOST}")
        answers = [client.get("/v1/version", headers=BEARER) for _ in range(6)]
        assert [one.status_code for one in answers] == [200] * 5 + [429]
        assert 1 <= int(problem(answers[-1], 429, "too-many-requests").headers["retry-after"]) <= 60
        assert client.get("/v1/version", headers={"authorization": "Bearer another-token-of-the-desk"}).status_code == 200
        assert [client.get("/v1/version").status_code for _ in range(6)] == [401] * 5 + [429]
        assert client.get("/v1/health/live").status_code == 200
        assert problem(client.get("/v1/claims", headers={"authorization": "Bearer another-token-of-the-desk"}), 501, "not-here")


def test_jobs_wait_watch_and_are_cancelled(tmp_path, monkeypatch):
    slow = SlowEngine(engine(tmp_path))
    given = Service(slow, ClaimsFolder(claims_folder(tmp_path)))
    limits = ServerLimits(waiting=2)
    with (
        application(given, tmp_path, limits=limits, workers=1) as (app, desk),
        TestClient(app, base_url=f"http://{HOST}", headers=BEARER) as client,
    ):
        first = client.post("/v1/checks", json={"article": ARTICLE}).json()["id"]
        until(slow.begun.is_set)
        second, third = (client.post("/v1/checks", json={"article": ARTICLE}).json() for _ in range(2))
        assert (second["ahead"], third["ahead"]) == (0, 1)
        refused = problem(client.post("/v1/checks", json={"article": ARTICLE}), 503, "busy")
        assert int(refused.headers["retry-after"]) > 0
        with monkeypatch.context() as full:
            full.setattr(desk.bell, "_most", 0)
            problem(client.get(f"/v1/jobs/{first}?wait=5"), 503, "busy")
            problem(client.get(f"/v1/jobs/{first}/events"), 503, "busy")
        until(lambda: client.get(f"/v1/jobs/{first}").json()["progress"])
        problem(client.get(f"/v1/jobs/{first}/report"), 409, "conflict")
        problem(client.delete(f"/v1/jobs/{first}"), 409, "conflict")
        assert client.post(f"/v1/jobs/{second['id']}/cancel").json()["state"] == "cancelled"
        assert client.post(f"/v1/jobs/{first}/cancel").json()["state"] == "cancelled"
        slow.begun.clear()
        until(slow.begun.is_set)  # the worker has let go of the first and skips the second
        slow.go.set()
        assert client.get(f"/v1/jobs/{third['id']}?wait=20").json()["state"] == "done"
        states = {one["id"]: one["state"] for one in client.get("/v1/jobs").json()["jobs"]}
        assert states == {first: "cancelled", second["id"]: "cancelled", third["id"]: "done"}
        assert [one["id"] for one in client.get("/v1/jobs?state=done").json()["jobs"]] == [third["id"]]
        assert "cancelled" in client.get(f"/v1/jobs/{first}/events").text
