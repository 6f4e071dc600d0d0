"""Workers, journal and pages together, with a checker that needs no weights."""

from __future__ import annotations

import csv
import json

import batch_double as double
import jsonschema
import pytest

from factcheck.batch import running
from factcheck.batch.checking import Job
from factcheck.batch.listing import list_articles
from factcheck.batch.running import Runner
from factcheck.batch.summary import batch_schema
from factcheck.errors import OutputError
from factcheck.models.batch import BatchSummary
from factcheck.report import read_report
from factcheck.review.store import AnnotationStore


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.setattr(running, "Pool", double.InlinePool)
    double.write_corpus(tmp_path / "evidence")
    for number in (3, 4):
        double.write_article(tmp_path / "drafts" / f"berth-{number}.txt", number)
    return tmp_path


def job_in(place, **more):
    return Job(evidence=place / "evidence", out=place / "out", index=place / "index", **more)


def run(place, job=None, *, again=False, stop_after=None, load=double.load, timeout=60.0, workers=2, arguments=None):
    """What happened, by article; the summary; and what was not even begun."""
    job = job or job_in(place)
    with Runner(job, workers=workers, timeout=timeout, load=load) as runner:
        listing = list_articles(arguments or [str(place / "drafts")], job.out)
        plan = runner.plan(listing, again=again)
        events = [*plan.unchanged, *plan.unreadable]
        for event in runner.work(plan):
            events.append(event)
            if stop_after is not None and len(events) >= stop_after:
                break
        return {event.entry.source.rsplit("/", 1)[-1]: event.kind for event in events}, runner.write_pages()


def test_every_article_has_its_reports_and_the_summary_counts_what_they_hold(place):
    kinds, summary = run(place)
    assert kinds == {"berth-3.txt": "checked", "berth-4.txt": "checked"}
    reports = [read_report(place / "out" / entry.reports["json"]) for entry in summary.articles]
    assert sum(len(report.claims) for report in reports) == summary.counts.claims > 0
    for entry, report in zip(summary.articles, reports, strict=True):
        assert entry.counts.supported == sum(checked.verdict.label == "supported" for checked in report.claims)
        assert entry.concerns.wrong >= len({claim.number for claim in entry.urgent if claim.group == "wrong"})
        assert f'id="claim-{entry.urgent[0].number}"' in (place / "out" / entry.reports["html"]).read_text()
    saved = json.loads((place / "out" / "summary.json").read_text())
    jsonschema.validate(saved, batch_schema())
    assert BatchSummary.model_validate(saved) == summary
    with (place / "out" / "summary.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["id"] for row in rows] == [entry.id for entry in summary.articles]
    assert [int(row["claims"]) for row in rows] == [entry.counts.claims for entry in summary.articles]


def test_what_cannot_be_read_fails_alone_and_is_tried_again(place):
    (place / "drafts" / "d-binary.txt").write_bytes(bytes(range(256)) * 20)
    kinds, summary = run(place)
    assert kinds == {"berth-3.txt": "checked", "berth-4.txt": "checked", "d-binary.txt": "failed"}
    assert (summary.done, summary.failed) == (2, 1)
    assert "binary" in summary.articles[-1].reason
    assert "binary" in (place / "out" / "index.html").read_text()
    kinds, _ = run(place)
    assert kinds == {"berth-3.txt": "unchanged", "berth-4.txt": "unchanged", "d-binary.txt": "failed"}


def test_what_was_finished_is_not_done_again_and_the_rest_is(place):
    for number in (5, 6, 7):
        double.write_article(place / "drafts" / f"berth-{number}.txt", number)
    first, _ = run(place, stop_after=2, workers=1)
    done = {path: path.stat().st_mtime_ns for path in (place / "out" / "reports").iterdir() if path.suffix == ".json"}
    second, summary = run(place)
    assert {name for name, kind in second.items() if kind == "unchanged"} == first.keys()
    assert len(first) == 2
    assert summary.done == 5
    recorded = {entry.reports["json"].split("/")[-1]: entry for entry in summary.articles if entry.source.split("/")[-1] in first}
    assert all(path.stat().st_mtime_ns == moment for path, moment in done.items() if path.name in recorded)


@pytest.mark.parametrize("what", ["text", "sidecar", "evidence", "settings", "report", "again"])
def test_whatever_a_report_depends_on_has_it_made_again(place, what):
    run(place)
    job = job_in(place)
    draft, again, changed = place / "drafts" / "berth-3.txt", False, {"berth-3.txt"}
    if what == "text":
        double.write_article(draft, 8)
    elif what == "sidecar":
        (place / "drafts" / "berth-3.txt.meta.yaml").write_text("publisher: The Quay Observer\n")
    elif what == "report":
        (place / "out" / "reports" / "berth-3.json").unlink()
    else:
        changed = {"berth-3.txt", "berth-4.txt"}
        if what == "evidence":
            double.write_corpus(place / "evidence", "Berth 3 will close.")
        elif what == "settings":
            job = job_in(place, publisher="The Quay Observer")
        else:
            again = True
    kinds, _ = run(place, job, again=again)
    assert {name for name, kind in kinds.items() if kind == "checked"} == changed


def test_decisions_survive_and_have_the_article_checked_again(place):
    job = job_in(place, claims=place / "claims")
    run(place, job)
    file = place / "claims" / "berth-3.yaml"
    assert run(place, job)[0]["berth-3.txt"] == "unchanged"
    AnnotationStore(file).decide("c001", "dismiss", by="Ida Roe")
    kinds, summary = run(place, job)
    assert kinds == {"berth-3.txt": "checked", "berth-4.txt": "unchanged"}
    assert "Ida Roe" in file.read_text()
    entry = next(entry for entry in summary.articles if entry.id == "berth-3")
    assert entry.annotation == "../claims/berth-3.yaml"
    [settled] = [claim for claim in entry.urgent if claim.settled]
    assert settled.id == "c001"
    assert "Ida Roe" in settled.decision


def test_articles_of_an_earlier_run_stay_on_the_index_until_they_are_gone(place):
    run(place)
    _, summary = run(place, arguments=[str(place / "drafts" / "berth-3.txt")])
    assert {entry.id: entry.earlier for entry in summary.articles} == {"berth-3": False, "berth-4": True}
    (place / "drafts" / "berth-4.txt").unlink()
    _, summary = run(place, arguments=[str(place / "drafts" / "berth-3.txt")])
    assert [entry.id for entry in summary.articles] == ["berth-3"]


def test_two_batches_do_not_share_a_folder_and_other_files_are_safe(place):
    job = job_in(place)
    with Runner(job, workers=1, timeout=None, load=double.load), pytest.raises(OutputError, match="another batch"):
        Runner(job, workers=1, timeout=None, load=double.load).__enter__()
    full = place / "full"
    full.mkdir()
    (full / "letter.txt").write_text("Dear all,")
    with pytest.raises(OutputError, match="other files"):
        Runner(job.model_copy(update={"out": full}), workers=1, timeout=None).__enter__()
    assert [path.name for path in full.iterdir()] == ["letter.txt"]
