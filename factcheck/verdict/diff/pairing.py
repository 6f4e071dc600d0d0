"""How sure it is that a detail of a claim and one of a passage are about the same thing.

One detail differs where the rest agrees: the more of the claim's other words and other details the passage has, and the more words the
two details have beside them in common, the surer.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import NamedTuple

from factcheck.models import ResolvedDate
from factcheck.verdict.diff.align import ClaimView, PassageView
from factcheck.verdict.diff.dates import LONGEST_YEAR, DateMention, precision_of
from factcheck.verdict.diff.names import Name, fold
from factcheck.verdict.diff.presence import Presence
from factcheck.verdict.diff.quantities import Quantity
from factcheck.verdict.diff.reading import Reading
from factcheck.words import FUNCTION_WORDS, content_stems, split_words, stem

__all__ = ["Pairing", "Place", "in_place", "leads"]

SUBJECT_WORDS = 2
"""Most words before the name with which a sentence begins."""
LONGEST_RUN = 60
"""Characters before and after a name in which the rest of a longer one stands."""
_RUN_BEFORE = re.compile(r"(?:\b[A-Z][\w’'-]*\s(?:(?:of|and|for|the|&)\s){0,2})+$")
_RUN_AFTER = re.compile(r"(?:\s(?:(?:of|and|for|the|&)\s){0,2}[A-Z][\w’'-]*)+")
NEAR = 4
"""Words before and after a detail that say what it is a detail of."""


class Place(NamedTuple):
    """A detail in one of the texts: half-open offsets."""

    start: int
    end: int


class Pairing:
    """A claim beside a passage."""

    def __init__(self, claim: ClaimView, passage: PassageView) -> None:
        self.claim = claim
        self.passage = passage
        self.presence = Presence(passage)
        self._held: dict[Name, bool] = {}

    @cached_property
    def dates(self) -> list[DateMention]:
        """The claim's dates: as its own stage resolved them, and those that only the diff reads."""
        own = [m for m in self.claim.reading.dates if self.claim.holds(m.start, m.end)]
        resolved = [_resolved(d, own) for d in self.claim.claim.dates]
        return sorted([*resolved, *(m for m in own if not any(m.start < r.end and r.start < m.end for r in resolved))])

    @cached_property
    def claim_words(self) -> frozenset[str]:
        """Folded words of the claim, as written and as a sentence by itself, the parts of hyphenated ones too."""
        words = [w.text for start, end in self.claim.parts for w in self.claim.reading.words_in(start, end)]
        words += [w.text for w in split_words(self.claim.claim.text)]
        return frozenset(fold(part) for word in words for part in {word, *word.split("-")})

    def has_name(self, name: Name) -> bool:
        """Whether the passage has a name of the claim, perhaps inflected, misspelled, by its initials or in its short form."""
        if name not in self._held:
            self._held[name] = self.presence.has_name(name) or self.presence.has_form(_run(self.claim.reading, name))
        return self._held[name]

    @cached_property
    def lacking(self) -> list[Place]:
        """Details of the claim that the passage does not state."""
        names = [Place(n.start, n.end) for n in self.claim.names if not self.has_name(n)]
        numbers = [Place(q.start, q.end) for q in self._numbers if not self.presence.has_number(q.written)]
        return [*names, *numbers, *(Place(d.start, d.end) for d in self.dates if not self.presence.has_date(d))]

    @cached_property
    def elided(self) -> frozenset[Place]:
        """Names of the claim that the passage may mean without naming them.

        A passage cut from a text about somebody calls them "she"; so the claim's leading names, or if it has these the first other,
        are no mismatch.
        """
        words = [w.text.lower() for w in self.passage.reading.words[:2]]
        opening = [w.text.lower() for w in self.claim.reading.words[:2]]
        topic = next((fold(w) for w in words if w not in {"the", "a", "an"}), "")
        told = opening == words or (topic in self.claim_words and topic not in FUNCTION_WORDS)
        if told or not self.passage.opens_without_a_name:
            return frozenset()
        unnamed = [n for n in self.claim.names if not self.has_name(n)]
        leading = [n for n in unnamed if leads(self.claim.reading, n)]
        return frozenset(Place(n.start, n.end) for n in leading or unnamed[:1])

    @cached_property
    def details(self) -> int:
        """How many details the claim has."""
        return len(self.claim.names) + len(self._numbers) + len(self.dates)

    @cached_property
    def _numbers(self) -> list[Quantity]:
        """Amounts of the claim that are no part of a name ("Apollo 11")."""
        ends = {n.end + 1 for n in self.claim.names}
        return [q for q in self.claim.reading.quantities if self.claim.holds(q.start, q.end) and q.start not in ends]

    def alignment(self, ours: Place, theirs: Place) -> float:
        """How sure it is that two details are one detail given twice, from 0 to 1."""
        share, found, near = self.share(ours, theirs), self.found(ours), self._near(ours, theirs)
        return round(min(1.0, max(0.0, 0.4 * share + 0.3 * found + 0.3 * near)), 2)

    def share(self, ours: Place, theirs: Place, *, whole: bool = False) -> float:
        """Share of the claim's other words that the sentences about `theirs` and the title have, or the whole passage."""
        context = self.claim.stems - _stems(self.claim.reading, ours)
        scene = self.passage.stems if whole else self._scene(theirs.start)
        return len(context & scene) / max(2, len(context))

    def same_event(self, ours: Place, theirs: Place) -> bool:
        """Whether the surroundings of `theirs` share a word with the claim that is part of no name; always, where it has one or none."""
        named = frozenset(stem(token) for name in self.claim.names for token in name.tokens)
        context = self.claim.stems - _stems(self.claim.reading, ours) - named
        return len(context) < 2 or bool(context & self._scene(theirs.start))

    def found(self, ours: Place) -> float:
        """Share of the claim's other details that the passage states; 1 when it has no others."""
        rest = self.details - 1 - len(self.elided)
        lacking = sum(1 for place in self.lacking if (place.end <= ours.start or place.start >= ours.end) and place not in self.elided)
        return 1 - lacking / rest if rest > 0 else 1.0

    def nearest_sentence(self, offset: int) -> bool:
        """Whether no other sentence of the passage shares more words with the claim than the one that holds `offset`."""
        reading = self.passage.reading
        start, end = reading.sentence_at(offset)
        mine = len(self.claim.stems & reading.stems_in(start, end))
        return all(len(self.claim.stems & reading.stems_in(*other)) <= mine for other in reading.sentences)

    def touching(self, ours: Place, theirs: Place) -> bool:
        """Whether the two details stand beside the same word, or share two words of meaning near by."""
        mine, other = self.claim.reading, self.passage.reading
        (before, after), (left, right) = _neighbours(mine, ours), _neighbours(other, theirs)
        if (before and left and before[-1] == left[-1]) or (after and right and after[0] == right[0]):
            return True
        if (set(before) & set(left) | set(after) & set(right)) - _JOINS:
            return True
        return len((_beside(mine, ours) & _beside(other, theirs)) - FUNCTION_WORDS) >= 2

    def _near(self, ours: Place, theirs: Place) -> float:
        mine = _beside(self.claim.reading, ours)
        other = _beside(self.passage.reading, theirs)
        if not mine:
            return 0.0
        content = {s for s in mine if s not in FUNCTION_WORDS}
        shared = mine & other
        return min(1.0, len(shared & content) / max(1, min(2, len(content))) * 0.8 + 0.2 * bool(shared - content))

    def _scene(self, offset: int) -> frozenset[str]:
        """Stems of the sentence that holds `offset`, of those beside it, and of the title."""
        reading = self.passage.reading
        start, end = reading.sentence_at(offset)
        first, _ = reading.sentence_at(max(0, start - 2))
        _, last = reading.sentence_at(min(len(reading.text), end + 1))
        return reading.stems_in(first, last) | self.passage.title_stems


def _run(reading: Reading, name: Name) -> str:
    """A name with the capitalised words around it, titles and small words between them included: "General Motors"."""
    first, last = reading.sentence_at(name.start)
    before = _RUN_BEFORE.search(reading.text, max(first, name.start - LONGEST_RUN), name.start)
    after = _RUN_AFTER.match(reading.text, name.end, min(last, name.end + LONGEST_RUN))
    return reading.text[before.start() if before else name.start : after.end() if after else name.end]


def _resolved(date: ResolvedDate, own: list[DateMention]) -> DateMention:
    """A date as the claim's own stage resolved it, unless the diff reads more words as one date ("2019-20")."""
    here = next((m for m in own if m.start < date.span.end and date.span.start < m.end), None)
    if here is not None and (here.last - here.first).days > LONGEST_YEAR:
        return here
    unsure = here is not None and (here.unsure or (here.first != date.first and here.precision == "day"))
    return DateMention(
        date.span.start, date.span.end, date.first, date.last, precision_of(date.first, date.last), yearless=False, unsure=unsure
    )


def _stems(reading: Reading, place: Place) -> frozenset[str]:
    return content_stems(reading.words_in(place.start, place.end))


def _beside(reading: Reading, place: Place) -> frozenset[str]:
    first, last = reading.sentence_at(place.start)
    words = [*reading.words_in(first, place.start)[-NEAR:], *reading.words_in(place.end, last)[:NEAR]]
    return frozenset(stem(word.text) for word in words)


_JOINS = frozenset(("the", "a", "an", "and", "of", "or", "is", "was"))
"""Words too common beside a name to show that two names stand in one place, unless right beside both."""


def _neighbours(reading: Reading, place: Place) -> tuple[list[str], list[str]]:
    """Stems of the two words before and the two after a detail, within its sentence."""
    first, last = reading.sentence_at(place.start)
    before, after = reading.words_in(first, place.start)[-2:], reading.words_in(place.end, last)[:2]
    return [stem(w.text) for w in before], [stem(w.text) for w in after]


_PLACE_BEFORE = re.compile(r"\b(?:in|at|from|near|to|into|across|outside)\s(?:the\s)?$")


def in_place(reading: Reading, name: Name) -> bool:
    """Whether a name stands where a place does."""
    return bool(_PLACE_BEFORE.search(reading.text[max(0, name.start - 14) : name.start]))


def leads(reading: Reading, name: Name) -> bool:
    """Whether a sentence begins with the name."""
    first, _ = reading.sentence_at(name.start)
    return len(reading.words_in(first, name.start)) <= SUBJECT_WORDS and not in_place(reading, name)
