from __future__ import annotations

import pytest

from factcheck.models import Article, Block, Probabilities, Span
from factcheck.verdict import judge
from factcheck.verdict.base import ContextualVerifier
from factcheck.verdict.context import BEFORE, LEAD, claim_context, in_context, put_claim, shortened

PARAGRAPHS = (
    "Fenbury council plans to close the pier.",
    "The pier in winter. Photo: A. Marsh",
    "Traders oppose it. They say the move would cost 40 jobs.",
)


class Plain:
    """Remembers what it is asked."""

    name, sha256 = "plain", "0" * 64

    def __init__(self) -> None:
        self.asked = []

    def verify(self, pairs, *, progress=None):
        self.asked += [claim for claim, _ in pairs]
        return [Probabilities(supports=0.9, refutes=0.0, nei=0.1) for _ in pairs]


class InContext(Plain):
    """Reads contexts too."""

    def put(self, claim, context):
        return in_context(claim, context)


@pytest.fixture
def paper() -> Article:
    text = "\n\n".join(PARAGRAPHS)
    kinds = ("paragraph", "caption", "paragraph")
    starts = [text.index(part) for part in PARAGRAPHS]
    blocks = tuple(
        Block(span=Span(start=at, end=at + len(part)), kind=kind) for at, part, kind in zip(starts, PARAGRAPHS, kinds, strict=True)
    )
    return Article(id="pier", text=text, blocks=blocks)


def test_the_context_is_what_stands_before_the_claim_without_captions(paper, claim) -> None:
    made = claim(paper, "the move would cost 40 jobs")
    assert claim_context(paper, made) == "Fenbury council plans to close the pier. Traders oppose it. They say"
    titled = paper.model_copy(update={"title": "Pier to close"})
    assert claim_context(titled, made) == "Pier to close … Fenbury council plans to close the pier. Traders oppose it. They say"


def test_what_an_article_begins_with_has_no_context_but_its_title(paper, claim) -> None:
    made = claim(paper, "Fenbury council plans to close the pier")
    assert claim_context(paper, made) == ""
    assert claim_context(paper.model_copy(update={"title": "Pier to close"}), made) == "Pier to close"


def test_long_contexts_keep_the_beginning_and_the_end_in_whole_words() -> None:
    lead, before = "opening " * 40, "earlier " * 40 + "just before"
    made = shortened(lead, before)
    head, _, tail = made.partition(" … ")
    assert set(head.split()) == {"opening"}
    assert LEAD - 8 <= len(head) <= LEAD
    assert tail.endswith("earlier just before")
    assert tail.startswith("earlier")
    assert BEFORE - 8 <= len(tail) <= BEFORE
    assert shortened("Same words.", "Same words. And more.") == "Same words. And more."


def test_only_a_verifier_that_reads_contexts_is_given_one(paper, claim, evidence) -> None:
    made = claim(paper, "the move would cost 40 jobs")
    reads, plain = InContext(), Plain()
    assert isinstance(reads, ContextualVerifier)
    assert not isinstance(plain, ContextualVerifier)
    for verifier in (reads, plain):
        judge(paper, [made], [[evidence("Closing the pier would cost forty jobs. It rains.")]], verifier)
    assert all(asked.startswith("the move would cost 40 jobs | Fenbury council plans") for asked in reads.asked)
    assert len(reads.asked) == 2
    assert set(plain.asked) == {"the move would cost 40 jobs"}
    assert put_claim(reads, "It rains.", "") == "It rains."
