"""Whether a passage only has the claim's own source say it once more.

Who says a thing twice does not make it so: a company on its own product, a ministry on its own conduct, an analyst quoted in two papers.
Such a passage shows that they said so, and that is the other question.
"""

from __future__ import annotations

import re

from factcheck.evidence.origins import aliases
from factcheck.models import Claim, Passage, Source, Span
from factcheck.verdict.diff.presence import is_country, kindred
from factcheck.verdict.diff.reading import read
from factcheck.verdict.mentions import findable, mentions, published_by, speaks

__all__ = ["own_word"]

_GOVERNMENT_SPEAKS = re.compile(
    r"\b(?:ministry|minister|government|foreign office|cabinet|state council|customs|spokes\w+)\W+(?:[\w.]+\W+){0,6}?"
    r"(?:said|says|told|announced|stated|repeated|described)\b",
    re.IGNORECASE,
)


def own_word(claim: Claim, passage: Passage, rationale: Span) -> str | None:
    """Why the support of a passage is the word of somebody in the claim's chain; None when it is not.

    Outlets and documents are left to the passages' origins, which know who relays whom.

    Args:
        claim: the claim.
        passage: one that may support it.
        rationale: the words that decide, as offsets into the document.
    """
    for link in reversed(claim.chain):
        source = link.source
        if source.kind in {"outlet", "document", "author"} or not findable(source):
            continue
        if published_by(source, passage) or _speaks_in(source, passage, rationale) or _state_speaks(source, passage):
            return f"it only has {source.canonical}, the claim's own source, say so"
    return None


def _speaks_in(source: Source, passage: Passage, rationale: Span) -> bool:
    """Whether the deciding sentences, or the one before them, have the source say something."""
    text = passage.text
    reading = read(text, passage.date)
    start, end = rationale.start - passage.span.start, rationale.end - passage.span.start
    first, last = reading.sentence_at(start)[0], reading.sentence_at(max(start, end - 1))[1]
    if _speaks_within(source, passage, first, last):
        return True
    # "He also said", "the controls were described as": who says so stands in the sentence before
    carried = re.match(r"(?:he|she|they|it|the \w+s? (?:was|were|also))\b", text[first:last].lstrip(), re.IGNORECASE)
    return bool(carried and first and _speaks_within(source, passage, reading.sentence_at(first - 1)[0], first))


def _speaks_within(source: Source, passage: Passage, start: int, end: int) -> bool:
    """Whether a stretch of the passage has `source` say something."""
    part = passage.model_copy(
        update={
            "text": passage.text[start:end],
            "title": None,
            "publisher": None,
            "span": Span(start=passage.span.start + start, end=passage.span.start + end),
        }
    )
    return mentions(source, part) and speaks(source, aliases(source), part)


def _state_speaks(source: Source, passage: Passage) -> bool:
    """Whether the source is a state and a voice of its government speaks in the passage."""
    words = source.canonical.casefold().removeprefix("the ").split()
    if source.kind != "organization" or len(words) != 1 or not is_country(words[0]):
        return False
    text = f"{passage.title or ''}\n{passage.text}"
    named = any(kindred(words[0], word.casefold()) for word in re.findall(r"\b[A-Z]\w+", text))
    return named and bool(_GOVERNMENT_SPEAKS.search(passage.text))
