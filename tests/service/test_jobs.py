"""Jobs on disk: what was accepted is done, whatever happens meanwhile; what is deleted is gone."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from service_fixture import ARTICLE, SlowEngine, engine, until

from factcheck.errors import OutputError
from factcheck.report import render
from factcheck.service.claims import ClaimsFolder
from factcheck.service.errors import BusyError, ConflictError, NotFoundError
from factcheck.service.jobs import Counts, Retention
from factcheck.service.operations import Service
from factcheck.service.requests import CheckRequest
from factcheck.service.store import MAX_ATTEMPTS, JobStore
from factcheck.service.worker import Workers

REQUEST = CheckRequest.model_validate({"article": ARTICLE}).model_dump_json()
COUNTS = Counts(claims=0, support={}, attribution={}, sourcing={})


def test_concurrent_jobs_give_the_bytes_of_single_checks(tmp_path):
    given = Service(engine(tmp_path), ClaimsFolder(None))
    requests = [
        CheckRequest.model_validate({"article": {"content": f"Berth {n} will close on Monday, the harbour master said."}})
        for n in range(1, 7)
    ]
    alone = [render(given.check(request), "json") for request in requests]
    with closing(JobStore(tmp_path / "jobs")) as store:
        jobs = [store.add(request.model_dump_json()).id for request in requests * 3]
        workers = Workers(given, store, count=4)
        workers.start()
        until(lambda: all(store.job(one).state == "done" for one in jobs))
        workers.end()
        assert [store.report(one) for one in jobs] == alone * 3


def test_a_killed_server_leaves_its_jobs_and_the_next_takes_them_up(tmp_path):
    code = f"""
import os, sys
from pathlib import Path
from factcheck.service.store import JobStore
from factcheck.service.jobs import Counts
store = JobStore(Path({str(tmp_path / "jobs")!r}))
ids = [store.add({REQUEST!r}).id for _ in range(3)]
store.take(); store.finish(ids[0], report="{{}}", counts=Counts(claims=0, support={{}}, attribution={{}}, sourcing={{}}))
store.take()
print(" ".join(ids), flush=True)
os.kill(os.getpid(), 9)
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=Path(__file__).parents[2], check=False)
    assert run.returncode == -9, run.stderr
    done, running, waiting = run.stdout.split()
    with closing(JobStore(tmp_path / "jobs")) as store:
        assert [store.job(one).state for one in (done, running, waiting)] == ["done", "waiting", "waiting"]
        assert store.job(running).attempts == 1
        assert store.report(done) == "{}"
        workers = Workers(Service(engine(tmp_path), ClaimsFolder(None)), store, count=2)
        workers.start()
        until(lambda: {store.job(one).state for one in (running, waiting)} == {"done"})
        workers.end()
        assert store.job(running).attempts == 2
        kinds = [json.loads(event.data).get("state") for event in store.events(running, 0)]
        assert [kind for kind in kinds if kind] == ["waiting", "running", "waiting", "running", "done"]


def test_a_server_that_ends_in_good_order_lets_jobs_wait_again(tmp_path):
    slow = SlowEngine(engine(tmp_path))
    with closing(JobStore(tmp_path / "jobs")) as store:
        job = store.add(REQUEST).id
        workers = Workers(Service(slow, ClaimsFolder(None)), store, count=1)
        workers.start()
        until(slow.begun.is_set)
        workers.end()
        assert not workers.alive
        assert (store.job(job).state, store.job(job).attempts) == ("waiting", 0)


def test_a_job_that_kills_the_server_again_and_again_is_given_up(tmp_path):
    for _ in range(MAX_ATTEMPTS):
        with closing(JobStore(tmp_path / "jobs")) as store:
            job = (store.jobs() or [store.add(REQUEST)])[0].id
            store.take()
    with closing(JobStore(tmp_path / "jobs")) as store:
        assert store.job(job).state == "failed"
        assert "given up" in store.job(job).problem


def test_finished_jobs_are_kept_for_so_long_and_so_many(tmp_path):
    now = [dt.datetime(2025, 5, 2, 12, tzinfo=dt.UTC)]
    with closing(JobStore(tmp_path / "jobs", retention=Retention(hours=2, jobs=3), clock=lambda: now[0])) as store:
        jobs = []
        for _ in range(5):
            jobs.append(store.add(REQUEST).id)
            store.take()
            store.finish(jobs[-1], report="{}", counts=COUNTS)
        waiting = store.add(REQUEST).id
        assert store.clean() == 2
        assert {one.id for one in store.jobs(state="done")} == set(jobs[2:])
        now[0] += dt.timedelta(hours=3)
        assert store.clean() == 3
        assert [one.id for one in store.jobs()] == [waiting]
        with pytest.raises(NotFoundError):
            store.report(jobs[4])
        assert store.events(jobs[4], 0) == ()


def test_too_many_wait_and_unfinished_ones_stay(tmp_path):
    with closing(JobStore(tmp_path / "jobs", most_waiting=1)) as store:
        job = store.add(REQUEST).id
        with pytest.raises(BusyError):
            store.add(REQUEST)
        with pytest.raises(ConflictError):
            store.delete(job)
        store.cancel(job)
        store.delete(job)
        assert store.jobs() == ()


def test_the_folder_is_its_owners_and_one_servers(tmp_path):
    with closing(JobStore(tmp_path / "jobs")):
        assert (tmp_path / "jobs").stat().st_mode & 0o077 == 0
        assert all(path.stat().st_mode & 0o077 == 0 for path in (tmp_path / "jobs").iterdir())
        with pytest.raises(OutputError, match="another server"):
            JobStore(tmp_path / "jobs")
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError):
        JobStore(tmp_path / "file" / "jobs")


def test_a_full_disk_ends_neither_workers_nor_cleaner(tmp_path, monkeypatch):
    with closing(JobStore(tmp_path / "jobs")) as store:
        take, clean, failed = store.take, store.clean, []

        def once(then):
            def run():
                if then not in failed:
                    failed.append(then)
                    raise sqlite3.OperationalError("database or disk is full")
                return then()

            return run

        monkeypatch.setattr(store, "take", once(take))
        monkeypatch.setattr(store, "clean", once(clean))
        job = store.add(REQUEST).id
        workers = Workers(Service(engine(tmp_path), ClaimsFolder(None)), store, count=1)
        workers.start()
        until(lambda: store.job(job).state == "done")
        assert workers.alive
        assert len(failed) == 2
        workers.end()


def test_a_result_that_a_full_disk_refuses_is_written_when_there_is_room(tmp_path, monkeypatch):
    with closing(JobStore(tmp_path / "jobs")) as store:
        finish, progress, refused = store.finish, store.progress, []

        def later(write, times):
            def run(*given, **named):
                if refused.count(write) < times:
                    refused.append(write)
                    raise sqlite3.OperationalError("database or disk is full")
                return write(*given, **named)

            return run

        monkeypatch.setattr(store, "finish", later(finish, 2))
        monkeypatch.setattr(store, "progress", later(progress, 1))
        job = store.add(REQUEST).id
        workers = Workers(Service(engine(tmp_path), ClaimsFolder(None)), store, count=1)
        workers.start()
        until(lambda: store.job(job).state == "done")
        workers.end()
        assert store.report(job) is not None
        assert refused.count(finish) == 2


def test_the_version_names_the_rules_that_the_engine_grades_by(tmp_path):
    made = engine(tmp_path)
    made._rules = made._rules.model_copy(update={"version": "desk-7"})
    assert Service(made, ClaimsFolder(None)).version().rules == "desk-7"
