"""Whom a pronoun means: the nearest speaker or subject that fits it, sentence by sentence backwards.

Within a sentence who spoke comes first, then who is its subject, then the only other one that fits. Where several fit equally nobody
is chosen: the words are kept as they are written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from factcheck.claims.lexicons import phrases
from factcheck.claims.resolution.gender import Genders
from factcheck.claims.resolution.history import INSTITUTIONS, PEOPLE, History, is_plural
from factcheck.claims.resolution.narration import Named, Narration
from factcheck.claims.source_kinds import classify
from factcheck.models import Source, SourceKind, Span

__all__ = ["FEMININE", "FIRST_PERSON", "PERSONAL", "PRONOUNS", "Pronouns", "within"]

PERSONAL = frozenset({"he", "she", "him", "her", "himself", "herself"})
FEMININE = frozenset({"she", "her", "herself"})
FIRST_PERSON = frozenset({"i", "we", "me", "us", "myself", "ourselves"})
_PLURAL = frozenset({"they", "them", "themselves"})
_NEUTER = frozenset({"it", "itself", "this", "that"})
PRONOUNS = PERSONAL | FIRST_PERSON | _PLURAL | _NEUTER
_PERSON_SENTENCES, _PERSON_BLOCKS = 10, 4
"""How far back "he" and "she" reach; one person may be the topic for paragraphs."""
_THING_SENTENCES, _THING_BLOCKS = 5, 1
"""How far back "it" and "they" reach; both stand for too much to reach far."""
_GROUP_REACH = 200


def within(word: str, outer: Source, *, quoted: bool, female: bool | None) -> bool:
    """Whether a pronoun inside what `outer` says means `outer`.

    Args:
        word: the pronoun, in lower case.
        outer: who says it.
        quoted: in the very words of `outer`, who is "I" or "we" there; in indirect speech they are "he", "she", "it" or "they".
        female: the gender of `outer`.
    """
    if word in FIRST_PERSON:
        return True
    if quoted:
        return False
    if word in PERSONAL:
        return (outer.kind in PEOPLE or (outer.kind == "anonymous" and not is_plural(outer))) and female in (None, word in FEMININE)
    if word in _NEUTER:
        return word == "it" and outer.kind in INSTITUTIONS
    return is_plural(outer) or outer.kind in ("organization", "anonymous")


class Pronouns:
    """Resolves the pronouns of one article."""

    def __init__(self, narration: Narration, history: History, genders: Genders) -> None:
        self._narration = narration
        self._history = history
        self._genders = genders

    def resolve(self, word: str, span: Span, *, other_than: str | None = None) -> Source:
        """The source that `word` at `span` means, under the words written there; unnamed where that is not certain.

        Args:
            word: the pronoun, in lower case.
            span: where it stands.
            other_than: canonical name of somebody whom it does not mean.
        """
        phrase = span.of(self._narration.text) or word
        found = self.antecedent(word, span.start, other_than=other_than)
        if found is not None:
            return found.model_copy(update={"name": phrase, "span": span})
        alone: SourceKind = "organization" if word in _NEUTER else "person" if word in PERSONAL else "anonymous"
        return Source(name=phrase, canonical=phrase, kind=alone, named=False, span=span)

    def antecedent(self, word: str, position: int, *, other_than: str | None = None) -> Source | None:
        """Whom `word` at `position` means; None where that is not certain."""
        if word in PERSONAL:
            return self._person(word in FEMININE, position, other_than)
        if word in _PLURAL:
            return self._group(position)
        return self._institution(position) if word in _NEUTER else None

    # --- he and she ---

    def _person(self, female: bool, position: int, other_than: str | None) -> Source | None:
        def fits(source: Source) -> bool:
            single = source.kind in PEOPLE or (source.kind == "anonymous" and not is_plural(source))
            return (
                single
                and " and " not in source.canonical
                and source.canonical.lower() not in PRONOUNS
                and source.canonical != other_than
                and self._genders.female(source) in (None, female)
            )

        for number, start, end in self._backwards(position, _PERSON_SENTENCES, _PERSON_BLOCKS):
            spoke = [mention.source for mention in self._history.between(start, end) if fits(mention.source)]
            if spoke:
                return spoke[0]
            here = end == position
            named = [item for item in self._narration.named_in(number) if item.position < end and item.source.kind in PEOPLE]
            found = _subject_or_only([item for item in named if fits(item.source)], subjects_only=here)
            if found is not None:
                return found
        for mention in self._history.before(position):
            if fits(mention.source):
                return mention.source if self._genders.female(mention.source) == female else None
        return None

    # --- it ---

    def _institution(self, position: int) -> Source | None:
        for number, start, end in self._backwards(position, _THING_SENTENCES, _THING_BLOCKS):
            spoke = [mention.source for mention in self._history.between(start, end)]
            speaking = [source for source in spoke if _speaks_as_institution(source) and source.canonical.lower() not in PRONOUNS]
            if speaking:
                return speaking[0]
            named = [item for item in self._narration.named_in(number) if item.position < end and item.source.kind in INSTITUTIONS]
            if named:
                alone = len({item.source.canonical for item in named}) == 1 and not spoke
                return named[0].source if alone and named[0].subject else None
        return None

    # --- they ---

    def _group(self, position: int) -> Source | None:
        for number, start, end in self._backwards(position, _THING_SENTENCES, _THING_BLOCKS):
            spoke = [mention.source for mention in self._history.between(start, end)]
            for source in spoke:
                if source.canonical.lower() in PRONOUNS:
                    continue
                if is_plural(source) or source.kind in ("organization", "anonymous") or _speaks_as_institution(source):
                    return source
            named = [item for item in self._narration.named_in(number) if item.position < end]
            joined = _joined(named)
            if joined is not None:
                return joined
            group = self._described_group(start, end)
            if group is not None:
                return group
            institutions = [item.source for item in named if item.source.kind in INSTITUTIONS and item.subject]
            if institutions:
                return institutions[0]
        return None

    def _described_group(self, start: int, end: int) -> Source | None:
        """A group that stands in a sentence: "senior officials", "the two divers"."""
        low = max(start, end - _GROUP_REACH)
        found = [match for match in _groups().finditer(self._narration.text, low, end) if not self._narration.reported(match.start())]
        if not found:
            return None
        name = found[-1].group().strip()
        return Source(name=name, canonical=name, kind="anonymous", named=False)

    # --- both ---

    def pair(self, position: int) -> Source | None:
        """Two who are named or speak together in this sentence or the one before: whom "both" and "the two" mean."""
        for number, start, end in self._backwards(position, 2, 1):
            for mention in self._history.between(start, end):
                if mention.source.canonical.count(" and ") == 1 and mention.source.named:
                    return mention.source
            joined = _joined([item for item in self._narration.named_in(number) if item.position < end])
            if joined is not None:
                return joined
        return None

    def one_of_two(self, position: int, *, first: bool) -> Source | None:
        """The former or the latter of exactly two who are named in this sentence or the one before."""
        for number, _, end in self._backwards(position, 2, 1):
            named = list({item.source.canonical: item.source for item in self._narration.named_in(number) if item.position < end}.values())
            if named:
                return named[0 if first else 1] if len(named) == 2 else None
        return None

    def _backwards(self, position: int, sentences: int, blocks: int) -> Iterator[tuple[int, int, int]]:
        """Number, start and end of the sentences up to `position`, the nearest first."""
        last = self._narration.sentence_at(position)
        for number in range(last, max(-1, last - sentences), -1):
            if self._narration.blocks_between(number, last) > blocks:
                return
            span = self._narration.sentences[number].span
            end = position if number == last else self._narration.sentences[number + 1].span.start
            yield number, span.start, end


def _subject_or_only(named: list[Named], *, subjects_only: bool) -> Source | None:
    for item in named:
        if item.subject and not item.joined:
            return item.source
    different = {item.source.canonical: item.source for item in named}
    return next(iter(different.values())) if len(different) == 1 and not subjects_only else None


def _joined(named: list[Named]) -> Source | None:
    """Two people or institutions in one "A and B"."""
    for left, right in pairwise(named):
        if left.joined and right.joined and (left.source.kind in PEOPLE) == (right.source.kind in PEOPLE):
            both = f"{left.source.canonical} and {right.source.canonical}"
            return left.source.model_copy(update={"name": both, "canonical": both, "span": None})
    return None


def _speaks_as_institution(source: Source) -> bool:
    return source.kind in INSTITUTIONS or (source.kind == "spokesperson" and classify(source.canonical).kind in INSTITUTIONS)


@cache
def _groups() -> re.Pattern[str]:
    heads = "|".join(sorted(head for head in phrases("anonymous", "heads") if head.endswith(("s", "people", "men")) and " " not in head))
    return re.compile(rf"\b(?:(?:[A-Z][\w-]*|the|two|three|four|five|six|senior|local|some|many|several|other)\s){{0,3}}(?:{heads})\b")
