"""When two details are about the same thing: shared context, compatible owners and periods."""

from __future__ import annotations

import datetime as dt
import re
from functools import cached_property

from factcheck.models import Article, Claim, Passage
from factcheck.verdict.diff.dates import DateMention
from factcheck.verdict.diff.names import Name, fold
from factcheck.verdict.diff.reading import Reading, read
from factcheck.verdict.diff.units import ROLES
from factcheck.words import content_stems, split_words, stem

__all__ = ["ClaimView", "PassageView", "overlap", "owners_before", "periods_around", "role_near"]

_PLACE_BEFORE = re.compile(
    r"\b(?:in|to|from|at|into|outside|inside|across|throughout|via|near|around|against|towards?)\s(?:the\s)?(?:[A-Z]\S*\s)?$"
)
LONGEST_REACH = 600
"""Characters before and after an amount in which its quarter is sought."""
MOST_BEFORE_A_TOPIC = 1
"""Words before the name that a passage is about: an article or a title."""
_PERIOD = re.compile(
    r"\b(first|second|third|fourth|final|last)[- ](?:fiscal[- ])?(quarter|half)\b|\bQ([1-4])\b|\b(H[12])\b"
    r"|\b(full[- ]year|annual(?:ly)?|monthly|weekly|daily|quarterly)\b",
    re.IGNORECASE,
)
_OF_ANOTHER = re.compile(
    r"\d(?:\s?(?:thousand|million|billion|trillion|percent|bn|mn|m|%))?\s(?:of|in|for|during)\s(?:the\s|its\s)?$", re.IGNORECASE
)
_ORDINALS = {"first": "1", "second": "2", "third": "3", "fourth": "4", "final": "4", "last": "last"}


class ClaimView:
    """A claim as the diff reads it: its parts of the article, and who speaks."""

    def __init__(self, article: Article, claim: Claim) -> None:
        self.article = article
        self.claim = claim
        self.reading: Reading = read(article.text, article.date)
        self.parts = [(span.start, span.end) for span in claim.spans]

    @cached_property
    def stems(self) -> frozenset[str]:
        """Content stems of the claim as written and as a self-contained sentence."""
        found = content_stems(split_words(self.claim.text))
        for start, end in self.parts:
            found |= self.reading.stems_in(start, end)
        return found - self.source_stems

    @cached_property
    def source_stems(self) -> frozenset[str]:
        """Stems of outlets and unnamed sources that relay the claim; they say nothing about its subject."""
        relays = [a.source for a in self.claim.chain if a.source.kind in {"outlet", "anonymous", "document", "author"}]
        return content_stems(split_words(" ".join(f"{s.name} {s.canonical}" for s in relays)))

    @cached_property
    def subjects(self) -> frozenset[str]:
        """Folded words of the names that the self-contained claim mentions."""
        return _name_words(read(self.claim.text, self.article.date).names) | _name_words(self.names)

    @cached_property
    def names(self) -> list[Name]:
        """Names inside the claim's parts."""
        return [name for start, end in self.parts for name in self.reading.names_in(start, end)]

    def holds(self, start: int, end: int) -> bool:
        """Whether a range of the article lies in the claim."""
        return any(first <= start and end <= last for first, last in self.parts)


class PassageView:
    """A passage as the diff reads it, with its offset into the document."""

    def __init__(self, passage: Passage) -> None:
        self.passage = passage
        self.reading: Reading = read(passage.text, passage.date)
        self.shift = passage.span.start

    @cached_property
    def title_words(self) -> frozenset[str]:
        """Folded words of the title."""
        return frozenset(fold(word.text) for word in split_words(self.passage.title or ""))

    @cached_property
    def stems(self) -> frozenset[str]:
        """Content stems of passage and title."""
        return self.reading.stems_in(0, len(self.reading.text)) | self.title_stems

    @cached_property
    def opens_without_a_name(self) -> bool:
        """Whether whom it is about must have been named before: its first sentence begins with no name, and it has no title."""
        first, last = self.reading.sentences[0]
        named = self.reading.names_in(first, last)
        return not self.title_words and not (named and len(self.reading.words_in(first, named[0].start)) <= MOST_BEFORE_A_TOPIC)

    @cached_property
    def title_stems(self) -> frozenset[str]:
        """Content stems of the title."""
        return content_stems(split_words(self.passage.title or ""))


def _name_words(names: list[Name]) -> frozenset[str]:
    return frozenset(token for name in names for token in name.full if len(token) > 1)


def overlap(ours: frozenset[str], theirs: frozenset[str]) -> float:
    """Share of the smaller set found in the other, with sets under four counted as four (0 to 1)."""
    return len(ours & theirs) / max(4, min(len(ours), len(theirs)))


def owners_before(reading: Reading, offset: int) -> frozenset[str]:
    """Words of the name nearest before `offset` in its sentence that is no place after a preposition: whose amount it is."""
    start, _ = reading.sentence_at(offset)
    for name in reversed(reading.names_in(start, offset)):
        if not _PLACE_BEFORE.search(reading.text[max(start, name.start - 30) : name.start]):
            return frozenset(token for token in name.full if len(token) > 1)
    return frozenset()


def role_near(reading: Reading, start: int, end: int) -> str:
    """What an amount measures: the nearest word of `units.ROLES` within its sentence, five words each way; empty when there is none."""
    first, last = reading.sentence_at(start)
    before = reading.words_in(first, start)[-5:]
    after = reading.words_in(end, last)[:5]
    best, distance = "", 99
    for steps, word in [*enumerate(reversed(before), 1), *enumerate(after, 1)]:
        between = reading.text[word.end : start] if word.start < start else reading.text[end : word.start]
        if re.search(r"[;,]\s|\sand\s|\sagainst\s|\d", between) and steps > 1:
            continue
        for part in word.text.split("-"):
            role = ROLES.get(stem(part))
            if role is not None and steps < distance:
                best, distance = role, steps
    return best


def periods_around(reading: Reading, offset: int, title: str | None) -> frozenset[str]:
    """The quarter or half that an amount is for: nearest in its sentence, else the last one named before, else the title's."""
    start, end = reading.sentence_at(offset)
    # a sentence without end would be searched once for each of its amounts
    start, end = max(start, offset - LONGEST_REACH), min(end, offset + LONGEST_REACH)
    inside = list(_PERIOD.finditer(reading.text, start, end))
    # one before that belongs to another amount ("$2 million of first-quarter sales and a further $3 million") says nothing of this
    free = [m for m in inside if m.start() > offset or not _OF_ANOTHER.search(reading.text, max(start, m.start() - 40), m.start())]
    if inside:
        return frozenset({min((abs(m.start() - offset), _period(m)) for m in free or inside)[1]})
    previous = [_period(m) for m in _PERIOD.finditer(reading.text, max(0, start - 400), start)] if title is not None else []
    if previous:
        return frozenset({previous[-1]})
    return frozenset(_period(m) for m in _PERIOD.finditer(title or ""))


def _period(match: re.Match[str]) -> str:
    ordinal, unit, quarter, half, rhythm = match.groups()
    if unit:
        return f"{unit[0].lower()}{_ORDINALS[ordinal.lower()]}"
    return f"q{quarter}" if quarter else (half or rhythm).lower()


def same_days(ours: list[DateMention], theirs: list[DateMention]) -> bool:
    """Whether two lists of dates could describe one time: either is empty, or some pair overlaps."""
    return not ours or not theirs or any(a.first <= b.last and b.first <= a.last for a in ours for b in theirs)


def within(first: dt.date, last: dt.date, mention: DateMention) -> bool:
    """Whether a range of days and a mention share a day."""
    return first <= mention.last and mention.first <= last
