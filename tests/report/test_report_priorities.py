from __future__ import annotations

import pytest
import report_fixture as fixture
from report_parts import COPY, LEDGER, diff, weigh

from factcheck.report import render, triage
from factcheck.report.priorities import is_later, mismatches, rests_on_one_anonymous_source


def by_id(report, number):
    return next(checked for checked in report.claims if checked.claim.id == f"c{number:03}")


def ids(concerns):
    return [concern.checked.claim.id for concern in concerns]


def test_what_is_contradicted_or_at_odds_comes_first_and_the_gravest_on_top():
    found = triage(fixture.report())
    assert ids(found.wrong)[:2] == ["c001", "c005"]
    assert set(ids(found.wrong)) == {"c001", "c002", "c003", "c004", "c005", "c010", "c011"}
    assert found.wrong[0].reasons == ("refuted", "mismatch", "anonymous")


def test_each_claim_is_listed_once_and_opinions_are_not_called_unchecked():
    found = triage(fixture.report())
    listed = [*ids(found.wrong), *ids(found.anonymous), *ids(found.unchecked)]
    assert len(listed) == len(set(listed))
    assert ids(found.anonymous) == ["c012", "c009"]
    assert ids(found.unchecked) == ["c008", "c013"]


def test_an_unnamed_spokesperson_is_not_an_anonymous_source():
    checked = by_id(fixture.report(), 12)
    assert rests_on_one_anonymous_source(checked)
    link = checked.claim.chain[0]
    voice = link.model_copy(update={"source": link.source.model_copy(update={"kind": "spokesperson"})})
    claim = checked.claim.model_copy(update={"chain": (voice,)})
    assert not rests_on_one_anonymous_source(checked.model_copy(update={"claim": claim}))


def test_two_independent_origins_lift_a_claim_out_of_the_anonymous_list():
    checked = by_id(fixture.report(), 12)
    backed = checked.model_copy(update={"sourcing": checked.sourcing.model_copy(update={"independent_origins": 2})})
    assert not rests_on_one_anonymous_source(backed)


def test_a_passage_that_does_not_count_yields_no_mismatch():
    checked = by_id(fixture.report(), 1)
    item = diff("number", "nine", "nine", COPY, "other")
    copied = checked.model_copy(update={"evidence": (weigh(COPY, "neutral", None, item, excluded="a copy of the article"),)})
    assert not mismatches(copied)
    assert mismatches(checked)


@pytest.mark.parametrize(
    ("kind", "options", "raised"),
    [
        ("number", {}, False),
        ("date", {}, False),
        ("number", {"veto": True}, True),
        ("quotation", {"difference": "words"}, True),
        ("name", {"difference": "spelling"}, True),
    ],
)
def test_an_unsure_difference_from_a_passage_on_something_else_is_not_raised(kind, options, raised):
    item = diff(kind, "nine", "nine", LEDGER, "It differs.").model_copy(update=options)

    def beside(relation):
        return by_id(fixture.report(), 8).model_copy(update={"evidence": (weigh(LEDGER, relation, None, item),)})

    assert bool(mismatches(beside("neutral"))) is raised
    assert mismatches(beside("supports"))


def test_a_mismatch_that_several_passages_show_stands_once():
    checked = by_id(fixture.report(), 1)
    twice = checked.model_copy(update={"evidence": (*checked.evidence, checked.evidence[-1].model_copy(update={"relation": "neutral"}))})
    assert [len(mismatch.assessments) for mismatch in mismatches(twice)] == [2]


def test_claims_that_only_repeat_a_mismatch_stand_with_the_first_one():
    item = diff("money", "$2.5 billion", "$4.5 billion", LEDGER, "Off by $2 billion.")
    quiet = [by_id(fixture.report(), number) for number in (8, 13)]
    claims = tuple(checked.model_copy(update={"evidence": (weigh(LEDGER, "supports", None, item),)}) for checked in quiet)
    found = triage(fixture.report(claims=claims))
    assert ids(found.wrong) == ["c008"]
    assert found.wrong[0].reasons == ("difference", "unchecked")
    assert [checked.claim.id for checked in found.wrong[0].also] == ["c013"]
    assert "The same in" in render(fixture.report(claims=claims), "html")


def test_a_later_development_is_told_from_a_copy_that_was_published_later():
    report = fixture.report()
    assert is_later(report, by_id(report, 8).evidence[0])
    copied = next(a for a in by_id(report, 1).evidence if a.evidence.passage.id == COPY.id)
    assert copied.excluded
    assert not is_later(report, copied)


def test_unchecked_claims_stand_in_order_of_check_worthiness():
    report = fixture.report()
    first = triage(report).unchecked[0].checked
    twin = first.model_copy(update={"claim": first.claim.model_copy(update={"id": "c901", "check_worthiness": 0.9})})
    weaker = first.model_copy(update={"claim": first.claim.model_copy(update={"id": "c902", "check_worthiness": 0.1})})
    found = ids(triage(report.model_copy(update={"claims": (weaker, *report.claims, twin)})).unchecked)
    assert found[0] == "c901"
    assert found[-1] == "c902"
