"""What people do to a file through the store: kept, on disk, and never over somebody else's work."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from test_annotation_file import QUOTES, TEXT, article, checked, claim, claims

from factcheck.errors import AnnotationError, InputError, OutputError
from factcheck.models import Span
from factcheck.review import AnnotationStore, read_annotation, write_annotation
from factcheck.review.schema import AnnotatedLink
from factcheck.review.standing import standing

NOON = dt.datetime(2025, 6, 21, 12, tzinfo=dt.UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "bridge.yaml"
    write_annotation(path, article(), [checked(one, "supported") for one in claims()])
    return path


def open_store(path: Path, text: str = TEXT) -> AnnotationStore:
    return AnnotationStore(path, article(text), clock=lambda: NOON)


def span(quote: str, text: str = TEXT) -> Span:
    return Span(start=text.index(quote), end=text.index(quote) + len(quote))


def test_a_decision_is_on_disk_with_what_the_person_saw(path):
    store = open_store(path)
    store.decide("c001", "confirm", by="Ida Roe", note="Rang the ports agency.")
    (made,) = read_annotation(path).claims[0].decisions
    assert (made.by, made.at, made.action, made.note) == ("Ida Roe", NOON, "confirm", "Rang the ports agency.")
    assert made.seen.reading == read_annotation(path).claims[0].machine.reading
    assert made.seen.claim
    assert made.seen.evidence


def test_decisions_are_appended_and_told_apart_within_a_second(path):
    store = open_store(path)
    store.decide("c001", "hold", by="Ida")
    store.decide("c001", "confirm", by="Ida")
    one, two = read_annotation(path).claims[0].decisions
    assert (one.action, two.action) == ("hold", "confirm")
    assert two.at > one.at
    assert standing(read_annotation(path).claims[0]).settled


def test_a_correction_changes_the_claim_and_is_not_stale_by_itself(path):
    store = open_store(path)
    store.decide("c002", "confirm", by="Tom")
    store.decide("c002", "correct", by="Ida", fields={"support": "refuted", "text": "The ferry runs once a day.", "source": "Ann Vance"})
    found = read_annotation(path).claims[1]
    assert (found.text, found.chain[-1].source, found.edited) == ("The ferry runs once a day.", "Ann Vance", True)
    assert (found.machine.support.label, standing(found).support) == ("supported", "refuted")
    assert [(entry.by, entry.because) for entry in found.stale] == [("Tom", "the claim changed")]


@pytest.mark.parametrize(
    ("action", "fields", "message"),
    [
        ("confirm", {"support": "refuted"}, "only a correction"),
        ("correct", {}, "at least one field"),
        ("correct", {"support": "true"}, "support cannot be 'true'"),
        ("correct", {"colour": "red"}, "no field 'colour'"),
        ("approve", {}, "no action 'approve'"),
    ],
)
def test_what_is_no_decision_is_refused_and_nothing_written(path, action, fields, message):
    before = path.read_bytes()
    with pytest.raises(InputError, match=message):
        open_store(path).decide("c001", action, by="Ida", fields=fields)
    assert path.read_bytes() == before


def test_two_stores_on_one_file_keep_both_peoples_decisions(path):
    one, two = open_store(path), open_store(path)
    one.decide("c001", "confirm", by="Ida")
    two.decide("c001", "dismiss", by="Tom")
    two.decide("c002", "hold", by="Tom")
    one.decide("c003", "needs_source", by="Ida")
    assert [[made.by for made in found.decisions] for found in read_annotation(path).claims] == [["Ida", "Tom"], ["Tom"], ["Ida"]]


def test_a_change_by_hand_is_kept_and_noticed(path):
    store = open_store(path)
    path.write_text(path.read_text().replace("  - id: c002\n", "  - id: c002  # ask Tom\n    desk: city\n"))
    assert store.reload_if_changed()
    assert not store.reload_if_changed()
    path.write_text(path.read_text().replace("desk: city", "desk: ports"))
    store.decide("c002", "hold", by="Ida")
    written = path.read_text()
    assert "# ask Tom" in written
    assert "desk: ports" in written
    assert "action: hold" in written


def test_a_file_broken_by_hand_meanwhile_is_left_as_it_is(path):
    store = open_store(path)
    path.write_text(path.read_text().replace("mode: indirect", "mode: sideways", 1))
    before = path.read_bytes()
    with pytest.raises(AnnotationError, match=r"bridge.yaml:\d+:\d+: claims.0.mode"):
        store.decide("c001", "confirm", by="Ida")
    assert path.read_bytes() == before
    path.write_text(path.read_text().replace("mode: sideways", "mode: indirect"))
    store.decide("c001", "confirm", by="Ida")
    assert read_annotation(path).claims[0].decisions


def test_a_decision_on_what_changed_meanwhile_is_stale_at_once(path):
    store = open_store(path)
    seen = store.seen("c001")
    write_annotation(path, article(), [checked(one, "refuted") for one in claims()])
    store.decide("c001", "confirm", by="Ida", seen=seen)
    assert read_annotation(path).claims[0].stale[0].because == "what factcheck found changed"


def test_comments_before_the_next_claim_stay_there(path):
    store = open_store(path)
    for by in ("Ida", "Tom"):
        store.decide("c001", "confirm", by=by)
        path.write_text(path.read_text().replace("  - id: c002", "  # about the ferry\n  - id: c002") if by == "Ida" else path.read_text())
    store.add_claim([span("The mayor said")], by="Ida", text="The mayor spoke.")
    assert "  # about the ferry\n  - id: c002" in path.read_text()


def test_a_claim_that_the_machine_missed(path):
    store = open_store(path)
    added = store.add_claim([span("twice a day")], by="Ida", text="It runs twice a day.", kind="statistic")
    found = read_annotation(path).claim(added)
    assert (found.quote.exact, found.quote.prefix, found.added_by, found.machine) == (
        "twice a day",
        TEXT[: span("twice a day").start][-32:],
        "Ida",
        None,
    )
    assert (found.chain[0].source, found.chain[0].kind) == ("Harbour Times", "author")
    assert [one.id for one in read_annotation(path).claims] == ["c001", "c002", added, "c003"]
    write_annotation(path, article(), [checked(one) for one in claims()])
    assert read_annotation(path).claim(added) == found
    text = TEXT.replace("twice a day", "three times a day")
    write_annotation(
        path, article(text), [checked(one) for one in claims(text, (QUOTES[0], "the ferry runs three times a day", QUOTES[2]))]
    )
    assert read_annotation(path).claim(added).absent


def test_an_added_claim_follows_its_words_through_an_edit(path):
    store = open_store(path)
    added = store.add_claim([span("twice a day")], by="Ida")
    text = "At noon. " + TEXT
    write_annotation(path, article(text), [checked(one) for one in claims(text)])
    found = read_annotation(path).claim(added)
    assert text[found.position.start : found.position.end] == found.quote.exact == "twice a day"


def test_splitting_and_merging_keep_the_old_claims_and_their_decisions(path):
    store = open_store(path)
    store.decide("c002", "hold", by="Tom")
    parts = store.split("c002", [span("the ferry runs"), span("twice a day")], by="Ida")
    joined = store.merge(["c001", parts[0]], by="Ida")
    annotation = read_annotation(path)
    assert annotation.claim("c002").replaced_by == parts
    assert annotation.claim("c002").decisions[0].by == "Tom"
    assert annotation.claim(parts[1]).split_from == "c002"
    assert annotation.claim(joined).merged_from == ("c001", parts[0])
    assert [(part.start, part.end) for part in annotation.claim(joined).parts] == [
        (span("the ferry runs").start, span("the ferry runs").end)
    ]
    assert [one.id for one in store.claims] == [joined, parts[1], "c003"]
    write_annotation(path, article(), [checked(one) for one in claims()])
    assert read_annotation(path).claim("c002").replaced_by == parts
    assert len(read_annotation(path).claims) == 6
    with pytest.raises(InputError, match="was replaced"):
        store.split("c002", [span("the ferry"), span("runs")], by="Ida")


def test_a_span_that_a_person_fixed_stays_fixed(path):
    store = open_store(path)
    store.fix_span("c001", [span("bridge is closed")])
    write_annotation(path, article(), [checked(one, "supported") for one in claims()])
    found = read_annotation(path).claims[0]
    assert (found.quote.exact, found.fixed_span, found.machine.reads.quote) == ("bridge is closed", True, "the bridge is closed")
    text = "Now: " + TEXT
    write_annotation(path, article(text), [checked(one, "supported") for one in claims(text)])
    found = read_annotation(path).claims[0]
    assert (found.quote.exact, found.id) == ("bridge is closed", "c001")
    assert text[found.position.start : found.position.end] == "bridge is closed"
    assert len(read_annotation(path).claims) == 3


def test_a_decided_claim_is_the_persons_and_the_machines_new_reading_stands_beside_it(path):
    store = open_store(path)
    store.decide("c001", "confirm", by="Ida")
    write_annotation(
        path, article(), [checked(claim(TEXT, QUOTES[0], said="The Lower Bridge is closed."), "supported"), *map(checked, claims()[1:])]
    )
    first, second, _ = read_annotation(path).claims
    assert (first.text, first.machine.reads.text) == ("The bridge is closed.", "The Lower Bridge is closed.")
    assert first.stale[0].because == "what factcheck found changed"
    assert second.stale == ()


def test_confidence_and_wording_alone_make_nothing_stale(path):
    store = open_store(path)
    store.decide("c001", "confirm", by="Ida")
    write_annotation(path, article(), [checked(one, "supported", 0.9) for one in claims()])
    assert read_annotation(path).claims[0].stale == ()
    assert read_annotation(path).claims[0].machine.support.confidence == 0.9


def test_a_chain_is_fixed_and_evidence_attached(path):
    store = open_store(path)
    store.fix_chain(
        "c001", [AnnotatedLink(source="Harbour Times", kind="outlet", named=True), AnnotatedLink(source="Ann", kind="person", named=True)]
    )
    store.attach_evidence("c001", by="Ida", url="https://example.org/notice", quote="Closed until June.", relation="supports")
    write_annotation(path, article(), [checked(one, "supported") for one in claims()])
    found = read_annotation(path).claims[0]
    assert [link.source for link in found.chain] == ["Harbour Times", "Ann"]
    assert (found.evidence[0].quote, found.evidence[0].relation, found.evidence[0].by) == ("Closed until June.", "supports", "Ida")
    with pytest.raises(InputError, match="needs a passage"):
        store.attach_evidence("c001", by="Ida", note="somewhere")


def test_work_on_the_text_needs_the_text(path):
    with pytest.raises(AnnotationError, match="--article"):
        AnnotationStore(path).add_claim([Span(start=0, end=4)], by="Ida")
    with pytest.raises(AnnotationError, match="not the one that this file was written for"):
        open_store(path, TEXT + " More.").fix_span("c001", [Span(start=0, end=4)])
    with pytest.raises(InputError, match="marks no words"):
        open_store(path).add_claim([Span(start=0, end=4_000)], by="Ida")


def test_the_file_says_where_its_article_lies(tmp_path):
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "bridge.txt").write_text(TEXT)
    from factcheck.article import read_article

    draft = read_article(tmp_path / "seeds" / "bridge.txt")
    path = tmp_path / "claims" / "bridge.yaml"
    write_annotation(path, draft, claims(draft.text), file=tmp_path / "seeds" / "bridge.txt")
    assert read_annotation(path).article.file == "../seeds/bridge.txt"
    assert AnnotationStore(path).article.text == draft.text


def test_a_full_disk_is_one_line_and_loses_nothing(path, monkeypatch):
    import errno
    import os

    store = open_store(path)
    store.decide("c001", "confirm", by="Ida")
    before = path.read_bytes()

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(OutputError, match="No space left") as caught:
            store.decide("c002", "confirm", by="Ida")
    assert "\n" not in str(caught.value)
    assert path.read_bytes() == before
    assert [name.name for name in path.parent.iterdir() if name.suffix == ".partial"] == []
    store.decide("c002", "confirm", by="Ida")
    assert [len(found.decisions) for found in read_annotation(path).claims] == [1, 1, 0]


def test_whoever_confirms_a_correction_means_it(path):
    store = open_store(path)
    store.decide("c001", "correct", by="Ida", fields={"support": "refuted"})
    store.decide("c001", "confirm", by="Tom")
    assert standing(read_annotation(path).claims[0]).support == "refuted"
    store.decide("c001", "correct", by="Tom", fields={"support": "conflicting"})
    assert standing(read_annotation(path).claims[0]).support == "conflicting"
    write_annotation(path, article(), [checked(one, "not_enough_evidence") for one in claims()])
    open_store(path).decide("c001", "confirm", by="Ann")
    assert standing(read_annotation(path).claims[0]).support == "not_enough_evidence"


def test_a_quote_changed_by_hand_is_found_or_noted(path):
    path.write_text(path.read_text().replace("exact: the bridge is closed", "exact: bridge is closed"))
    write_annotation(path, article(), [checked(one, "supported") for one in claims()])
    found = read_annotation(path).claims[0]
    assert (found.fixed_span, TEXT[found.position.start : found.position.end]) == (True, "bridge is closed")
    path.write_text(path.read_text().replace("exact: tolls will rise", "exact: taxes fell by half"))
    write_annotation(path, article(), [checked(one, "supported") for one in claims()])
    last = read_annotation(path).claims[2]
    assert (last.quote.exact, last.fixed_span) == ("tolls will rise", False)
    assert (last.conflicts[0].field, last.conflicts[0].theirs) == ("quote", "taxes fell by half")
    before = path.read_bytes()
    write_annotation(path, article(), [checked(one, "supported") for one in claims()])
    assert path.read_bytes() == before


def test_nothing_is_decided_about_a_claim_that_was_replaced(path):
    store = open_store(path)
    store.split("c002", [span("the ferry runs"), span("twice a day")], by="Ida")
    with pytest.raises(InputError, match="c002: was replaced by p"):
        store.decide("c002", "confirm", by="Ida")


def test_the_place_of_an_absent_claim_is_one_in_another_text(path):
    store = open_store(path)
    added = store.add_claim([span("the bridge is")], by="Ida")
    text = "Rain fell on the quay for hours. She said the ferry runs twice a day."
    ran = [checked(claim(text, "the ferry runs twice a day"), "supported")]
    write_annotation(path, article(text), ran)
    assert read_annotation(path).claim(added).absent
    ran = [checked(claim(text, "the quay for"), "supported"), *ran]
    write_annotation(path, article(text), ran)
    found = read_annotation(path).claim(added)
    assert (found.absent, found.quote.exact, found.conflicts) == (True, "the bridge is", ())
    for one in (one for one in read_annotation(path).claims if not one.absent):
        assert text[one.position.start : one.position.end] == one.quote.exact
