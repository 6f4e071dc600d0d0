"""One unnamed official and several; equal sums of different things; figures of comparison."""

from __future__ import annotations

import pytest

from factcheck.models import Source, Span
from factcheck.verdict import diff

HEAD = "A Harbour Office official"


@pytest.fixture
def voices(article, claim, passage):
    def run(theirs: str, head: str = HEAD):
        a = article(f"{head} said the new ferry is no danger to swimmers.")
        source = Source(name=head, canonical=head, kind="anonymous", named=False, span=Span(start=0, end=len(head)))
        c = claim(a, "the new ferry is no danger to swimmers", source=source)
        return [(i.claim_text, i.passage_text) for i in diff(a, c, passage(theirs)) if i.kind == "number"]

    return run


def test_one_official_of_the_article_are_several_in_the_passage(voices) -> None:
    assert voices("Harbour Office officials called the new ferry no danger to swimmers.") == [(HEAD, "Harbour Office officials")]


def test_several_officials_of_the_article_are_one_in_the_passage(voices) -> None:
    heads = "Harbour Office officials"
    assert voices("A Harbour Office official called the new ferry no danger to swimmers.", heads) == [(heads, "A Harbour Office official")]


@pytest.mark.parametrize(
    "theirs",
    [
        "A Harbour Office official called the new ferry no danger to swimmers.",
        "City Council officials called the new ferry no danger to swimmers.",
        "Harbour Office officials went to Lindby.",
        "Harbour Office officials met. A Harbour Office official called the new ferry no danger to swimmers.",
    ],
)
def test_the_same_number_and_other_people_are_no_finding(voices, theirs: str) -> None:
    assert voices(theirs) == []


def amounts(article, claim, passage, ours: str, theirs: str):
    a = article(ours)
    found = [i for i in diff(a, claim(a), passage(theirs)) if not i.agrees and i.kind in {"money", "number"}]
    return [(i.difference, i.claim_text, i.passage_text) for i in found]


def test_missed_sales_are_no_loss(article, claim, passage) -> None:
    theirs = "Norvik put the price of the ban on salt in Lindby at $40 million of sales."
    found = amounts(article, claim, passage, "The ban on salt in Lindby brought Norvik a loss of $40 million.", theirs)
    assert found == [("measure", "$40 million", "$40 million")]
    assert amounts(article, claim, passage, "The ban on salt in Lindby brought Norvik a loss of $40 million in sales.", theirs) == []


def test_a_figure_that_another_is_compared_with_is_no_counterpart(article, claim, passage) -> None:
    theirs = "Skippers of Lindby made up 26% of the best sailors, against 51% for those of Alder."
    found = amounts(article, claim, passage, "Half of the best sailors were skippers of Lindby.", theirs)
    assert [there for _, _, there in found] in ([], ["26%"])


def test_a_quarter_goes_with_the_sum_that_it_follows(article, claim, passage) -> None:
    ours = "Norvik had a loss of $40 million in the first quarter and a loss of $70 million in the second quarter."
    theirs = "Norvik missed $40 million of first-quarter sales, with a further $70 million of sales missed in the second quarter."
    found = amounts(article, claim, passage, ours, theirs)
    assert found == [("measure", "$40 million", "$40 million"), ("measure", "$70 million", "$70 million")]
