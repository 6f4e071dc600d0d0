"""Whether a passage only has the claim's own source say it once more.

Who says a thing twice does not make it so: a company on its own product, a ministry on its own conduct, an analyst quoted in two papers.
Such a passage shows that they said so, and that is the other question.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from factcheck.claims.lexicons import phrases
from factcheck.claims.noun_phrases import head_noun
from factcheck.claims.person_names import is_person_name
from factcheck.evidence.origins import aliases
from factcheck.models import Claim, Passage, Source, Span
from factcheck.verdict.diff.countries import is_country
from factcheck.verdict.diff.presence import kindred
from factcheck.verdict.diff.reading import read
from factcheck.verdict.mentions import findable, head_speaks, mentions, published_by, speaks
from factcheck.verdict.quotes import quoted_spans

__all__ = ["own_word"]

_GOVERNMENT_SPEAKS = re.compile(
    r"\b(?:ministry|minister|government|foreign office|cabinet|state council|customs|spokes\w+)\W+(?:\w[\w.]*[^\w.]+){0,6}?"
    r"(?:said|says|told|announced|stated|repeated|described)\b",
    re.IGNORECASE,
)


_CARRIED = re.compile(
    r"^(?:he|she|they|it|the \w+s? (?:was|were|also))\b"
    r"|\b(?:he|she|they|it) (?:said|says|told|added|wrote|warned|insisted|explained)\b",
    re.IGNORECASE,
)
"""Words whose speaker stands before: "He also said", "the controls were described as", “…,” he said."""
LOOKS_BACK = 2
"""Sentences before in which that speaker is sought, up to one that names somebody."""


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
        if source.kind in {"outlet", "document", "author"}:
            continue
        voices = [_voice_of(source)] if findable(source) else []
        if source.kind == "anonymous" and (group := _group_of(source)):
            voices.append(group)
        own = any(_speaks_in(voice, passage, rationale) for voice in voices)
        if own or (findable(source) and (published_by(source, passage) or _state_speaks(source, passage))):
            return f"it only has {source.canonical}, the claim's own source, say so"
    return None


Speaking = Callable[[Passage], bool]
"""Whether a stretch of a passage has somebody say something."""


def _voice_of(source: Source) -> Speaking:
    names = aliases(source)
    return lambda part: mentions(source, part) and speaks(source, names, part)


def _group_of(source: Source) -> Speaking | None:
    """People without a name who are told by what they are: "prosecutors", not "people familiar with the matter", who are None."""
    head = head_noun(source.canonical).casefold()
    if not head or head in phrases("anonymous", "interchangeable"):
        return None
    return lambda part: head_speaks(head, part)


def _speaks_in(speaking: Speaking, passage: Passage, rationale: Span) -> bool:
    """Whether the deciding sentences, or one shortly before them, have somebody say something."""
    text = passage.text
    reading = read(text, passage.date)
    start, end = rationale.start - passage.span.start, rationale.end - passage.span.start
    first, last = reading.sentence_at(start)[0], reading.sentence_at(max(start, end - 1))[1]
    if speaking(_stretch(passage, first, last)):
        return True
    deciding = text[first:last].strip()
    carried = _CARRIED.search(deciding)
    if not _only_quoted(deciding) and (carried is None or _names_a_person(deciding[: carried.start()])):
        return False
    for _ in range(LOOKS_BACK):
        if not first:
            return False
        first, last = reading.sentence_at(first - 1)[0], first
        if speaking(_stretch(passage, first, last)):
            return True
        if any(first <= name.start < last for name in reading.names):
            return False
    return False


def _names_a_person(words: str) -> bool:
    """Whether somebody is named outside of quotation marks."""
    quoted = quoted_spans(words)
    names = [words[name.start : name.end] for name in read(words, None).names if not any(q.start <= name.start < q.end for q in quoted)]
    return any(is_person_name(name) for name in names)


def _only_quoted(sentence: str) -> bool:
    return sentence[:1] in {'"', "“"} and sentence.rstrip(" .,;:!?…)")[-1:] in {'"', "”"}


def _stretch(passage: Passage, start: int, end: int) -> Passage:
    """A part of the passage, without the rest of it."""
    span = Span(start=passage.span.start + start, end=passage.span.start + end)
    return passage.model_copy(update={"text": passage.text[start:end], "title": None, "publisher": None, "span": span})


def _state_speaks(source: Source, passage: Passage) -> bool:
    """Whether the source is a state and a voice of its government speaks in the passage."""
    words = source.canonical.casefold().removeprefix("the ").split()
    if source.kind != "organization" or len(words) != 1 or not is_country(words[0]):
        return False
    text = f"{passage.title or ''}\n{passage.text}"
    named = any(kindred(words[0], word.casefold()) for word in re.findall(r"\b[A-Z]\w+", text))
    return named and bool(_GOVERNMENT_SPEAKS.search(passage.text))
