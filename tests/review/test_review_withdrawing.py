"""A decision that is withdrawn stays in the file, counts no more, and takes its corrections with it."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_annotation_file import article, checked, claims
from test_review_store import open_store, span

from factcheck.errors import ClaimChangedError, InputError
from factcheck.models import Decision
from factcheck.review import read_annotation, write_annotation
from factcheck.review.schema import AnnotatedLink
from factcheck.review.standing import latest, standing
from factcheck.review.withdrawing import in_force


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "bridge.yaml"
    write_annotation(path, article(), [checked(one, "supported") for one in claims()])
    return path


def test_a_correction_goes_back_to_the_one_before_it_and_then_to_the_machines_reading(path):
    store = open_store(path)
    first = read_annotation(path).claims[0]
    store.decide("c001", "correct", by="Ida", fields={"text": "It is shut.", "kind": "opinion"})
    store.decide("c001", "correct", by="Tom", fields={"text": "It is open.", "source": "Ann"})
    store.withdraw("c001", by="Tom")
    found = read_annotation(path).claims[0]
    assert (found.text, found.kind, found.chain, found.edited) == ("It is shut.", "opinion", first.chain, True)
    assert standing(found).decision.by == "Ida"
    assert found.stale == ()
    store.withdraw("c001", by="Ida")
    found = read_annotation(path).claims[0]
    assert (found.text, found.kind, found.chain, found.edited) == (first.text, first.kind, first.chain, False)
    assert found.machine == first.machine
    assert (latest(found), len(found.decisions)) == (None, 4)


def test_what_somebody_else_made_of_it_since_is_left_alone(path):
    store = open_store(path)
    store.decide("c001", "correct", by="Ida", fields={"text": "It is shut."})
    store.decide("c001", "correct", by="Tom", fields={"text": "It is open."})
    store.withdraw("c001", by="Ida")
    assert read_annotation(path).claims[0].text == "It is open."


def test_a_withdrawal_names_the_decision_and_a_run_changes_nothing_about_it(path):
    store = open_store(path)
    made = store.decide("c001", "dismiss", by="Ida", note="No.")
    withdrawn = store.withdraw("c001", by="Ida", at=made.at)
    assert withdrawn.fields == {"withdraws": "2025-06-21T12:00:00Z"}
    write_annotation(path, article(), [checked(one, "refuted") for one in claims()])
    found = read_annotation(path).claims[0]
    assert (standing(found).decision, found.stale) == (None, ())
    assert "c001" in [claim.id for claim in store.open_claims()]


def test_only_a_decision_of_ones_own_that_is_in_force_is_withdrawn(path):
    store = open_store(path)
    made = store.decide("c001", "hold", by="Ida")
    before = path.read_bytes()
    for by, at in (("Tom", None), ("Ida", made.at + dt.timedelta(seconds=1))):
        with pytest.raises(InputError, match="withdrawn"):
            store.withdraw("c001", by=by, at=at)
    assert path.read_bytes() == before
    with pytest.raises(InputError, match="no action"):
        store.decide("c001", "withdraw", by="Ida")


def test_a_claim_that_a_person_added_goes_back_to_what_they_first_said(path):
    store = open_store(path)
    added = store.add_claim([span("twice a day")], by="Ida")
    first = read_annotation(path).claim(added)
    store.decide(added, "correct", by="Tom", fields={"text": "It runs twice a day.", "source": "Ann", "source_kind": "person"})
    store.decide(added, "correct", by="Ida", fields={"text": "It runs once a day."})
    found = read_annotation(path).claim(added)
    assert (found.text, found.edited, found.as_added.text) == ("It runs once a day.", True, "Twice a day.")
    store.withdraw(added, by="Ida")
    assert read_annotation(path).claim(added).text == "It runs twice a day."
    store.withdraw(added, by="Tom")
    found = read_annotation(path).claim(added)
    assert (found.text, found.chain, found.edited, found.as_added) == (first.text, first.chain, False, None)
    write_annotation(path, article(), [checked(one, "supported") for one in claims()])
    assert read_annotation(path).claim(added).text == first.text


def test_a_whole_chain_is_one_correction_and_goes_back_as_a_whole(path):
    store = open_store(path)
    first = read_annotation(path).claims[0]
    chain = [AnnotatedLink(source="Harbour Times", kind="outlet", named=True), AnnotatedLink(source="Ann", kind="person", named=True)]
    made = store.decide("c001", "correct", by="Ida", fields={"support": "refuted"}, chain=chain)
    assert made.fields == {"support": "refuted", "chain": "Harbour Times > Ann", "source": "Ann", "source_kind": "person"}
    found = read_annotation(path).claims[0]
    assert (found.chain, found.edited, found.stale, len(found.decisions)) == (tuple(chain), True, (), 1)
    store.withdraw("c001", by="Ida")
    found = read_annotation(path).claims[0]
    assert (found.chain, found.edited, found.machine) == (first.chain, False, first.machine)
    assert standing(found).support == "supported"


def test_a_change_that_expects_what_is_gone_is_refused(path):
    one, two = open_store(path), open_store(path)
    seen = two.seen("c001")
    one.decide("c001", "confirm", by="Ida")
    with two.expecting("c001", seen):
        two.decide("c001", "confirm", by="Tom")
    one.decide("c001", "correct", by="Ida", fields={"text": "It is shut."})
    before = path.read_bytes()
    with two.expecting("c001", seen), pytest.raises(ClaimChangedError, match="c001"):
        two.decide("c001", "dismiss", by="Tom")
    assert path.read_bytes() == before
    two.decide("c001", "dismiss", by="Tom")


MOMENT = dt.datetime(2025, 6, 21, tzinfo=dt.UTC)
STEPS = st.lists(st.tuples(st.sampled_from(["Ida", "Tom"]), st.booleans()), max_size=12)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(steps=STEPS, seed=st.randoms(use_true_random=False))
def test_in_any_order_of_the_file_the_same_decisions_are_in_force(steps, seed):
    made: list[Decision] = []
    expected: dict[str, list[Decision]] = {"Ida": [], "Tom": []}
    for number, (by, back) in enumerate(steps):
        at = MOMENT + dt.timedelta(minutes=number)
        if not back:
            made.append(Decision(by=by, at=at, action="hold"))
            expected[by].append(made[-1])
        elif expected[by]:
            gone = expected[by].pop()
            made.append(Decision(by=by, at=at, action="withdraw", fields={"withdraws": gone.at.isoformat()}))
    seed.shuffle(made)
    assert sorted(one.at for one in in_force(made)) == sorted(one.at for own in expected.values() for one in own)


def test_a_chain_that_is_withdrawn_leaves_the_speaker_that_another_decision_gave(path):
    store = open_store(path)
    store.decide("c001", "correct", by="Tom", fields={"source": "Mara V. Vance"})
    links = [
        AnnotatedLink(source="Harbour Times", kind="outlet", named=True),
        AnnotatedLink(source="Mara V. Vance", kind="person", named=True),
    ]
    store.decide("c001", "correct", by="Ida", chain=links)
    assert len(read_annotation(path).claims[0].chain) == 2
    store.withdraw("c001", by="Ida")
    assert [link.source for link in read_annotation(path).claims[0].chain] == ["Mara V. Vance"]
    store.withdraw("c001", by="Tom")
    assert [link.source for link in read_annotation(path).claims[0].chain] == ["Mara Vance"]
