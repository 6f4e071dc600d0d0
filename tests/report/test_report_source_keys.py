"""Each source has a key of its own, by which the page's filter finds its claims."""

import report_fixture as fixture

from factcheck.models import Attribution, Source
from factcheck.report.card_view import source_keys


def keys(*names):
    first = fixture.claims()[0]
    chain = tuple(Attribution(source=Source(name=name, canonical=name, kind="organization", named=True)) for name in names)
    claim = first.claim.model_copy(update={"chain": chain})
    return source_keys(fixture.report(claims=(first.model_copy(update={"claim": claim}),)))


def test_no_two_sources_share_a_key():
    for names in (("Unit", "Unit 3", "Unit!"), ("Unit 2", "Unit", "unit", "UNIT"), ("Юнит", "Source 1", "部门"), ("a" * 50, "a" * 60)):
        found = keys(*names)
        assert list(found) == list(names)
        assert len(set(found.values())) == len(names)
    assert keys("Mara Vance", "The Harbour Board") == {"Mara Vance": "mara-vance", "The Harbour Board": "the-harbour-board"}


def test_many_sources_of_one_spelling_are_told_apart():
    names = [f"Unit{'!' * number}" for number in range(150)]
    assert len(set(keys(*names).values())) == len(names)
