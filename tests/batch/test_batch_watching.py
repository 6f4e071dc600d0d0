"""A watched folder, step by step: what is saved is checked when it rests, and nothing twice."""

from __future__ import annotations

import os
import threading
import time

import batch_double as double
import pytest

from factcheck.batch import running
from factcheck.batch.checking import Job
from factcheck.batch.running import Runner
from factcheck.batch.watching import _Rest, changes, watch_folder


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.setattr(running, "Pool", double.InlinePool)
    double.write_corpus(tmp_path / "evidence")
    (tmp_path / "drafts").mkdir()
    return tmp_path


def pause():
    time.sleep(0.1)


def old(path, seconds=60):
    os.utime(path, (time.time() - seconds,) * 2)
    return path


def watched(place, *steps, once=False):
    """What happened when the folder was looked at, once at first and once after each step."""
    job = Job(evidence=place / "evidence", out=place / "drafts" / "out", index=place / "index")
    stop, left, told = threading.Event(), list(steps), []

    def wake(_seconds):
        if not left:
            stop.set()
            return False
        told.append("|")
        left.pop(0)()
        return True

    with Runner(job, workers=1, timeout=None, load=double.load) as runner:
        for event in watch_folder(place / "drafts", job, runner, settle=0.05, once=once, stop=stop, wake=wake):
            told += [(event.kind, getattr(event, "text", None) or event.entry.id)]  # beside what `wake` notes
        return told, runner.write_pages()


def test_a_draft_is_checked_when_it_is_saved_and_again_when_it_is_changed(place):
    draft = place / "drafts" / "berth.txt"

    def save_like_an_editor():
        double.write_article(draft.with_name(".berth.txt.swp"), 9)
        double.write_article(draft.with_name("~$berth.docx"), 9)
        new = double.write_article(draft.with_name("berth.txt.new"), 7)
        old(new).replace(draft)

    told, summary = watched(place, lambda: old(double.write_article(draft)), lambda: None, save_like_an_editor, pause)
    assert told == ["|", ("checked", "berth"), "|", "|", "|", ("checked", "berth")]
    assert "700 ships" in (place / "drafts" / "out" / "reports" / "berth.html").read_text()
    assert summary.done == 1


def test_what_is_still_being_written_waits(place):
    draft = place / "drafts" / "berth.txt"

    def ahead():
        double.write_article(draft)
        os.utime(draft, (time.time() + 3600,) * 2)  # the clock of another machine: it rests when it has not changed for a while

    told, _ = watched(place, ahead, pause)
    assert told == ["|", "|", ("checked", "berth")]


def test_rest_is_when_nothing_changed_for_a_while(tmp_path):
    now = [1000.0]
    rest = _Rest(2, clock=lambda: now[0])
    path = tmp_path / "a.txt"
    path.write_text("x")
    os.utime(path, (999, 999))
    assert not rest.resting(path)
    now[0] = 1001.5
    assert rest.resting(path)
    path.write_text("xy")
    assert not rest.resting(path)
    now[0] = 1003.0
    assert not rest.resting(path)
    now[0] = 1003.6
    assert rest.resting(path)
    path.unlink()
    assert not rest.resting(path)


def test_a_broken_draft_is_told_once_until_it_changes(place):
    draft = place / "drafts" / "berth.txt"
    draft.write_bytes(bytes(range(256)) * 20)
    old(draft)
    told, summary = watched(place, lambda: None, lambda: old(double.write_article(draft), 50), pause)
    assert told == [("failed", "berth"), "|", "|", "|", ("checked", "berth")]
    assert summary.failed == 0


def test_other_evidence_has_every_draft_checked_again_and_broken_evidence_has_none(place):
    for number in (3, 4):
        old(double.write_article(place / "drafts" / f"berth-{number}.txt", number))

    def break_evidence():
        (place / "evidence" / "harbour.jsonl").write_text("{broken")

    told, _ = watched(place, break_evidence, lambda: double.write_corpus(place / "evidence", "Berth 3 will close.", "It rained."))
    kinds = [event if event == "|" else event[0] for event in told]
    assert kinds == ["checked", "checked", "|", "evidence-unusable", "|", "evidence", "checked", "checked"]
    assert "harbour.jsonl" in told[3][1]


def test_a_draft_that_is_gone_leaves_the_index_and_keeps_its_report(place):
    draft = old(double.write_article(place / "drafts" / "berth.txt"))
    told, summary = watched(place, draft.unlink)
    assert told == [("checked", "berth"), "|", ("gone", "../berth.txt")]
    assert summary.articles == ()
    assert (place / "drafts" / "out" / "reports" / "berth.html").exists()


def test_once_checks_what_is_there_and_ends(place):
    old(double.write_article(place / "drafts" / "berth.txt"))
    assert watched(place, once=True)[0] == [("checked", "berth")]
    assert watched(place, once=True)[0] == []


def test_the_system_tells_of_a_saved_file(tmp_path):
    stop = threading.Event()
    wake = changes([tmp_path], stop)
    assert not wake(0.01)
    (tmp_path / "a.txt").write_text("x")
    assert wake(30)
    stop.set()
    assert not wake(30)
