"""Proposals lie beside the annotation file, and nothing that reads decisions takes one for a decision."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from page_fixture import make

from factcheck.cli.main import app
from factcheck.errors import AnnotationError, InputError
from factcheck.review import AnnotationStore, read_annotation
from factcheck.review.proposals import is_stale, open_proposals, proposals_file, propose, read_proposals


@pytest.fixture
def path(tmp_path):
    return make(tmp_path)


def test_the_annotation_file_is_not_written(path):
    before = path.read_bytes()
    made = propose(path, "c001", "correct", by="agent:helper", note=" It is so. ", fields={"support": "refuted"})
    assert path.read_bytes() == before
    assert read_proposals(path) == (made,)
    assert (made.note, made.fields) == ("It is so.", {"support": "refuted"})
    assert proposals_file(path).name == "harbour.proposals.jsonl"


@pytest.mark.parametrize(
    ("claim", "action", "more"),
    [
        ("c999", "confirm", {}),
        ("c001", "withdraw", {}),
        ("c001", "correct", {}),
        ("c001", "confirm", {"fields": {"support": "refuted"}}),
        ("c001", "correct", {"fields": {"support": "true"}}),
        ("c001", "confirm", {"by": " "}),
        ("c001", "confirm", {"note": "x" * 4_001}),
    ],
)
def test_what_nobody_could_decide_is_refused(path, claim, action, more):
    with pytest.raises(InputError):
        propose(path, claim, action, **{"by": "agent:helper", **more})
    assert not proposals_file(path).exists()


def test_a_proposal_about_a_claim_that_changed_since_is_told(path):
    made = propose(path, "c002", "confirm", by="agent:helper")
    store = AnnotationStore(path)
    assert not is_stale(made, store.seen("c002"))
    store.decide("c002", "correct", by="Ida", fields={"text": "The crane fell once."})
    assert is_stale(made, store.seen("c002"))


def test_many_at_once_are_all_kept(path):
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda n: propose(path, "c001", "hold", by=f"agent:{n}"), range(12)))
    assert {one.id for one in read_proposals(path)} == {one.id for one in made}


def test_a_broken_line_is_named(path):
    propose(path, "c001", "hold", by="agent:helper")
    with proposals_file(path).open("a") as file:
        file.write('{"id": "x"}\n')
    with pytest.raises(AnnotationError, match=r"harbour\.proposals\.jsonl:2: claim"):
        read_proposals(path)


def test_the_page_shows_it_as_a_proposal(path):
    from factcheck.review.page.desk import Desk
    from factcheck.review.page.drawing import draw

    desk = Desk(path)
    revision = desk.state()["revision"]
    propose(path, "c001", "correct", by="agent:<b>helper</b>", note="<script>alert(1)</script>", fields={"support": "refuted"})
    assert desk.state()["revision"] != revision
    panel, _ = desk.claim("c001")
    html = draw("claim.html.j2", p=panel, library=desk.library)
    assert "Proposed, not decided" in html
    assert "Correct?" in html
    assert "<script>alert(1)" not in html
    assert panel.history == ()
    with desk.store() as store:
        store.decide("c001", "confirm", by="Ida")
    panel, _ = desk.claim("c001")
    assert panel.proposals[0].answered


def test_the_statistics_count_it_apart(path):
    from typer.testing import CliRunner

    propose(path, "c001", "dismiss", by="agent:helper", note="Nothing to check.")
    out = CliRunner().invoke(app, ["claims", "stats", str(path), "--list"]).output
    assert "0 decided" in out
    assert "proposed, and not decided by anybody: 1 agent:helper" in out
    assert "c001  proposed by agent:helper: dismiss  Nothing to check." in out
    assert open_proposals(read_annotation(path), read_proposals(path))


def test_a_note_with_odd_line_ends_spoils_no_other(path):
    first = propose(path, "c001", "hold", by="agent:helper", note="one\u2028two\u0085three")
    second = propose(path, "c001", "hold", by="agent:helper")
    assert read_proposals(path) == (first, second)


def test_the_lock_lies_where_those_of_annotation_files_do(path):
    propose(path, "c001", "confirm", by="agent:helper")
    assert {one.name for one in path.parent.iterdir() if one.name.startswith(".")} <= {".factcheck"}
