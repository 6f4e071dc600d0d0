"""What was checked before: the same claim, its opposite, and near misses; all claims, people and fact-checks here are made up."""

import datetime as dt

import pytest

from factcheck.article import parse_article
from factcheck.evidence.reviewed import Reviewed
from factcheck.models import Attribution, Claim, Document, Probabilities, Review, Source, Span
from factcheck.verdict.checked_before import MIN_SIMILARITY, MOST, Statement, checked_before, relate
from factcheck.verdict.verifiers import load_verifier

AUTHOR = Attribution(source=Source(name="the author", canonical="the author", kind="author", named=True))
CLAIM = "The measles vaccine causes autism."


@pytest.fixture(scope="module")
def verifier():
    return load_verifier()


class Contrary:
    """Finds that everything refutes everything."""

    name, sha256 = "contrary", "0"

    def verify(self, pairs, *, progress=None):
        return [Probabilities(supports=0.0, refutes=1.0, nei=0.0) for _ in pairs]


class Unasked:
    name, sha256 = "unasked", "0"

    def verify(self, pairs, *, progress=None):
        raise AssertionError(f"asked about {pairs}")


def made(text=CLAIM, url=None):
    article = parse_article(text, id="story", date=dt.date(2025, 6, 20), url=url)
    span = Span(start=0, end=len(text))
    return article, Claim(id="c1", span=span, quote=text, text=text, chain=(AUTHOR,), mode="none", kind="fact", sentence=span)


def candidate(claim="Vaccines against measles cause autism.", similarity=0.9, name="a", **review):
    fields = {"reviewer": "Fjord Facts", "rating": "Mostly false", "date": dt.date(2025, 2, 4), "url": f"https://fjord.example/{name}"}
    checked = Review(claim=claim, **{**fields, **review})
    return Reviewed(Document(id=name, text=claim, publisher="Fjord Facts", review=checked), checked, similarity)


def found(candidates, verifier, text=CLAIM, url=None, **options):
    article, claim = made(text, url)
    return checked_before(article, [claim], [candidates], verifier, **options)[0]


def test_equal_wording_is_the_same_claim_and_no_verifier_is_asked():
    (related,) = relate([(Statement("“Crime doubled” in Oslo."), Statement("Crime doubled in Oslo"))], Unasked())
    assert (related.relation, related.agreement) == ("same", 1.0)


def test_the_same_words_of_another_year_are_another_claim():
    old, new = (Statement("Crime fell this year.", dt.date(year, 5, 1)) for year in (2019, 2024))
    assert relate([(old, new)], Unasked()) == [None]
    undated = Statement("Crime fell this year.")
    assert [one.relation for one in relate([(undated, new), (old, old)], Unasked())] == ["same", "same"]


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Growth was -2%.", "Growth was 2%."),
        ("It cost $5 million.", "It cost €5 million."),
        ("Doctors said: no, vaccines work.", "Doctors said no vaccines work."),
        ("!!!", "???"),
    ],
)
def test_signs_and_stops_within_are_part_of_the_wording(ours, theirs):
    (related,) = relate([(Statement(ours), Statement(theirs))], Contrary())
    assert related is None or related.relation == "opposite"


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (CLAIM, "Vaccines against measles cause autism."),
        ("The deficit rose 5% last year.", "The deficit rose 5 percent last year."),
        ("Wind turbines have killed thousands of whales.", "Wind turbines are killing whales by the thousands."),
    ],
)
def test_the_same_claim_in_other_words(ours, theirs, verifier):
    (related,) = relate([(Statement(ours), Statement(theirs))], verifier)
    assert related is not None
    assert related.relation == "same"
    assert related.agreement > 0.5


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("The bridge is safe for lorries.", "The bridge is not safe for lorries."),
        ("Wind turbines do not kill whales.", "Wind turbines kill whales."),
    ],
)
def test_a_denial_is_told_as_the_opposite_either_way(ours, theirs, verifier):
    pairs = [(Statement(ours), Statement(theirs)), (Statement(theirs), Statement(ours))]
    assert [related and related.relation for related in relate(pairs, verifier)] == ["opposite", "opposite"]


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("The deficit rose 5% last year.", "The deficit rose 50% last year."),
        ("The town owes over 700 pensioners money.", "The town owes over 500 pensioners money."),
        ("The pier was built in 1987.", "The pier was built in 1978."),
        ("Mayor Ann Lee sold the water works.", "Mayor Tom Reed sold the water works."),
        ("The ferry is late on most days.", "The ferry is painted blue and white."),
    ],
)
def test_a_near_miss_is_neither(ours, theirs, verifier):
    assert relate([(Statement(ours), Statement(theirs))], verifier) == [None]


def test_the_other_direction_is_never_the_same(verifier):
    (related,) = relate(
        [(Statement("Unemployment in Norvale rose last year."), Statement("Unemployment in Norvale fell last year."))], verifier
    )
    assert related is None or related.relation == "opposite"


def test_what_is_told_is_what_was_published(verifier):
    (told,) = found([candidate(claimant="A forum", rating="Pants </b> on fire")], verifier, as_of=dt.date(2025, 6, 20))
    assert (told.relation, told.publisher, told.claimant, told.rating) == ("same", "Fjord Facts", "A forum", "Pants </b> on fire")
    assert (told.date, told.url, told.similarity, told.later) == (dt.date(2025, 2, 4), "https://fjord.example/a", 0.9, False)


def test_a_later_fact_check_is_marked_and_stands_last(verifier):
    later = candidate(name="b", similarity=0.99, date=dt.date(2025, 9, 1))
    told = found([later, candidate()], verifier, as_of=dt.date(2025, 6, 20))
    assert [(one.document_id, one.later) for one in told] == [("a", False), ("b", True)]
    assert [one.later for one in found([later], verifier)] == [False]


def test_what_is_not_near_is_not_even_read():
    assert found([candidate(similarity=MIN_SIMILARITY - 0.01)], Unasked()) == ()
    assert found([], Unasked()) == ()


def test_a_fact_check_is_not_told_of_itself():
    assert found([candidate()], Unasked(), url="http://www.fjord.example/a/") == ()


def test_one_fact_check_brought_in_twice_is_told_once_and_not_more_than_a_few(verifier):
    twice = [candidate(), candidate(name="b", url="https://fjord.example/a")]
    assert len(found(twice, verifier)) == 1
    assert len(found([candidate(name=f"n{number}") for number in range(MOST + 3)], verifier)) == MOST


def test_claims_and_candidates_must_match():
    article, claim = made()
    with pytest.raises(ValueError, match="zip"):
        checked_before(article, [claim], [], Unasked())
