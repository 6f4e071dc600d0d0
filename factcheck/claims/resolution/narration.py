"""Whom the author's own sentences name: the people and institutions that a pronoun may mean besides those who spoke.

Names inside reported content are left out: who is merely talked about seldom goes on to speak, and what a source says must not decide
who the next one is.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from factcheck.claims.base import Sentence, TaggedAttribution
from factcheck.claims.lexicons import phrases
from factcheck.claims.names import name_runs, strip_titles
from factcheck.claims.resolution.history import INSTITUTIONS, PEOPLE
from factcheck.claims.resolution.named import NamedSources
from factcheck.models import Source, Span
from factcheck.months import MONTHS
from factcheck.sentences import sentence_spans

__all__ = ["Named", "Narration"]

_NAMED_INSTITUTIONS = INSTITUTIONS - {"document"}
_WORD = re.compile(r"[\w’'-]+|[^\w\s]")
_STOPS = frozenset(".;!?")
_WORDS_BEFORE = 8
"""How many words before a name are read for whether it is a subject."""
_LONGEST = 600
"""Code points of a sentence that are read for names; bounds the work on hostile input."""


class Named(NamedTuple):
    """A person or institution that the author names."""

    source: Source
    position: int
    subject: bool
    """It begins the sentence, or a clause of it, which is what pronouns most often go back to."""
    joined: bool
    """It is one of "A and B"."""


class Narration:
    """The sentences of one article, and who is named in them outside reported content."""

    def __init__(self, text: str, sentences: Sequence[Sentence], tags: Sequence[TaggedAttribution], named: NamedSources) -> None:
        """Args: `sentences` in reading order, found here when there are none; `tags` who is reported to say what."""
        self.text = text
        self.sentences = sentences or [Sentence(span, text.count("\n", 0, span.start)) for span in sentence_spans(text)]
        self._starts = [sentence.span.start for sentence in self.sentences]
        self._contents = _united([span for tag in tags for span in tag.content])
        self._speakers = frozenset(strip_titles(span.of(text)) for tag in tags for span in tag.source)
        self._content_starts = [span.start for span in self._contents]
        self._named = named
        self._known: dict[int, tuple[Named, ...]] = {}

    def sentence_at(self, position: int) -> int:
        """The number of the sentence at `position`, or of the last one before it; -1 before the first."""
        return bisect_right(self._starts, position) - 1

    def blocks_between(self, earlier: int, later: int) -> int:
        """How many paragraphs lie between two sentences; 0 within one."""
        return self.sentences[later].block - self.sentences[earlier].block

    def reported(self, position: int) -> bool:
        """Whether `position` lies in what a source is reported to say."""
        number = bisect_right(self._content_starts, position) - 1
        return number >= 0 and position < self._contents[number].end

    def named_in(self, number: int) -> tuple[Named, ...]:
        """Who is named in a sentence, in reading order."""
        if number not in self._known:
            self._known[number] = tuple(self._names(self.sentences[number].span))
        return self._known[number]

    def _names(self, sentence: Span) -> list[Named]:
        found: list[Named] = []
        for run in name_runs(self.text, Span(start=sentence.start, end=min(sentence.end, sentence.start + _LONGEST))):
            if self.reported(run.start) or self.text[run.end : run.end + 2] in ("'s", "’s"):
                continue
            opening = run.start == sentence.start
            parts = _parts(self.text, run, opening=opening)
            for part in parts:
                source = self._named.read(part.of(self.text), part)
                if source.kind in _NAMED_INSTITUTIONS or (source.kind in PEOPLE and self._person(source)):
                    subject = self.text[run.end : run.end + 1] not in _STOPS and self._subject(sentence.start, run.start)
                    found.append(Named(source, part.start, subject=subject, joined=len(parts) > 1))
        return found

    def _person(self, source: Source) -> bool:
        """Whether a name is surely a person's: a full name, a first name, or that of somebody who speaks; "Nonetheless" is none."""
        name = strip_titles(source.canonical)
        if name in MONTHS:
            return False
        return " " in name or name.lower() in phrases("first_names", "names") or name in self._speakers

    def _subject(self, start: int, position: int) -> bool:
        """Whether nothing but roles and articles stands between a name and the beginning of its clause."""
        low = max(start, position - 90)
        words = _WORD.findall(self.text[low:position])[-_WORDS_BEFORE:]
        openers = phrases("syntax", "clause_conjunctions", "subordinators")
        roles = phrases("roles", "official", "spokesperson", "person", "past_markers", "candidate_markers")
        for word in reversed(words):
            lower = word.lower()
            if lower in openers or not word[0].isalnum():
                return word not in ("(", "[")
            if lower in ("the", "a", "an", "its", "his", "her", "their") or lower in roles or word[0].isupper() or "-" in word:
                continue
            return False
        return True


def _parts(text: str, run: Span, *, opening: bool) -> list[Span]:
    """A run of capitalised words without the first word of a sentence that is no name, and its halves where "and" joins two names."""
    words = run.of(text)
    start = run.start
    first, _, rest = words.partition(" ")
    small = phrases("syntax", "determiners", "subject_pronouns", "prepositions", "subordinators", "adverbs", "clause_conjunctions")
    if opening and first.lower() in small:
        if not rest:
            return []
        start += len(first) + 1
        words = rest
    left, joined, right = words.partition(" and ")
    if joined and " " in strip_titles(left) and " " in strip_titles(right):
        return [Span(start=start, end=start + len(left)), Span(start=start + len(left) + len(joined), end=start + len(words))]
    return [Span(start=start, end=start + len(words))]


def _united(spans: Sequence[Span]) -> list[Span]:
    united: list[Span] = []
    for span in sorted(spans, key=lambda span: span.start):
        if united and span.start <= united[-1].end:
            united[-1] = Span(start=united[-1].start, end=max(united[-1].end, span.end))
        else:
            united.append(span)
    return united
