"""The webhook: signed, tried again, kept over a restart, never with the article, and not to private addresses unless told."""

from __future__ import annotations

import base64
import json
import threading
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from service_fixture import ARTICLE, until
from standardwebhooks.webhooks import Webhook as Verifier

from factcheck.errors import InputError
from factcheck.server.webhook import Webhook
from factcheck.service.jobs import Counts
from factcheck.service.requests import CheckRequest
from factcheck.service.store import JobStore

SECRET = "whsec_" + base64.b64encode(b"thirty-two bytes of a test's own").decode()
REQUEST = CheckRequest.model_validate({"article": ARTICLE}).model_dump_json()
COUNTS = Counts(claims=2, support={"refuted": 2}, attribution={}, sourcing={"weak": 2})


@contextmanager
def receiver(*statuses):
    """A server that answers with one status after another, the last for ever; what it was sent."""
    got = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["content-length"]))
            status = statuses[min(len(got), len(statuses) - 1)]
            got.append((dict(self.headers), body))
            self.send_response(status)
            self.send_header("content-length", "0")
            if status == 302:
                self.send_header("location", "/elsewhere")
            self.end_headers()

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/hook", got
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def finished(store):
    job = store.add(REQUEST).id
    store.take()
    store.finish(job, report="{}", counts=COUNTS)
    return job


def test_it_is_signed_and_says_nothing_of_the_article(tmp_path):
    with receiver(204) as (address, got), closing(JobStore(tmp_path / "jobs", deliver=True)) as store:
        hook = Webhook(store, address, SECRET, public="https://desk.example/", allow_private=True)
        hook.start()
        job = finished(store)
        hook.wake()
        until(lambda: store.deliveries() == () and got)
        hook.end()
    [(headers, body)] = got
    sent = Verifier(SECRET).verify(body, headers)
    assert sent["type"] == "job.finished"
    assert sent["data"] == {
        "id": job,
        "state": "done",
        "counts": COUNTS.model_dump(),
        "report": f"https://desk.example/v1/jobs/{job}/report",
    }
    assert not any(word.encode() in body for word in ("harbour", "berth", "Quay"))


def test_it_is_tried_again_with_the_same_id_and_given_up_at_last(tmp_path):
    with receiver(500, 302, 503) as (address, got), closing(JobStore(tmp_path / "jobs", deliver=True)) as store:
        hook = Webhook(store, address, SECRET, public="http://x", allow_private=True, delays=(0.02, 0.02, 0.02))
        hook.start()
        finished(store)
        hook.wake()
        until(lambda: store.deliveries() == ())
        hook.end()
    assert len(got) == 4
    assert len({headers["webhook-id"] for headers, _ in got}) == 1


def test_what_is_due_survives_a_restart(tmp_path):
    with closing(JobStore(tmp_path / "jobs", deliver=True)) as store:
        job = finished(store)
    with receiver(200) as (address, got), closing(JobStore(tmp_path / "jobs", deliver=True)) as store:
        hook = Webhook(store, address, SECRET, public="http://x", allow_private=True)
        hook.start()
        until(lambda: store.deliveries() == () and got)
        hook.end()
    assert json.loads(got[0][1])["data"]["id"] == job


def test_at_its_end_no_attempt_is_left_that_would_need_the_store(tmp_path):
    with receiver(204) as (address, got), closing(JobStore(tmp_path / "jobs", deliver=True)) as store:
        hook = Webhook(store, address, SECRET, public="http://x", allow_private=True)
        hook.start()
        finished(store)
        hook.wake()
        until(lambda: got)
        hook.end()
        assert not any(thread.name == "webhook" for thread in threading.enumerate())
        assert store.deliveries() == ()


def test_one_that_never_began_ends_too(tmp_path):
    with closing(JobStore(tmp_path / "jobs", deliver=True)) as store:
        Webhook(store, "http://192.0.2.1/", SECRET, public="http://x").end()


def test_a_private_address_is_refused_unless_told(tmp_path):
    with receiver(200) as (address, got), closing(JobStore(tmp_path / "jobs", deliver=True)) as store:
        hook = Webhook(store, address, SECRET, public="http://x", delays=())
        hook.start()
        finished(store)
        hook.wake()
        until(lambda: store.deliveries() == ())
        hook.end()
        assert got == []


@pytest.mark.parametrize(
    ("address", "secret"), [("ftp://x/", SECRET), ("https://u:p@x/", SECRET), ("https://x/", "whsec_"), ("https://x/", "short")]
)
def test_a_wrong_address_or_secret_is_told_at_start(tmp_path, address, secret):
    with closing(JobStore(tmp_path / "jobs", deliver=True)) as store, pytest.raises(InputError) as told:
        Webhook(store, address, secret, public="http://x")
    assert secret == SECRET or secret not in str(told.value).replace("whsec_%s", "")
