"""What a claim says of somebody against what a passage says: denied or not, done or only possible, by whom to whom, and in what office.

Conservative, because most sentences with a "not" somewhere contradict nothing: only where one sentence of the passage has nearly all of the
claim's words, and the very same predicate, is it compared.
"""

from __future__ import annotations

from typing import NamedTuple

from factcheck.models import Difference, DiffItem, DiffKind, Span
from factcheck.verdict.diff.modality import compare_modality
from factcheck.verdict.diff.names import Name
from factcheck.verdict.diff.negation import denials, lemma, unclear
from factcheck.verdict.diff.pairing import Pairing
from factcheck.verdict.diff.reading import Reading
from factcheck.verdict.diff.titles import compare_titles
from factcheck.words import Word, stem

__all__ = ["compare_predicates"]

MIN_COVERAGE = 0.8
"""Share of the claim's content words that one sentence of the passage must have."""
MOST_EXTRA = 2.0
"""How many times the claim's content words that sentence may have; a longer one says much else."""


class _Line(NamedTuple):
    """A sentence: its text and its half-open range."""

    reading: Reading
    start: int
    end: int

    @property
    def words(self) -> list[Word]:
        return self.reading.words_in(self.start, self.end)

    def plain(self, wanted: str) -> Word | None:
        """The word with a lemma."""
        return next((w for w in self.words if lemma(stem(w.text)) == wanted), None)


def compare_predicates(pair: Pairing) -> list[DiffItem]:
    """One item for a predicate that is denied in one text only, done in the claim and only possible in the passage, or turned about.

    Titles of a person whom both texts name are compared wherever they stand.
    """
    items = compare_titles(pair)
    found = _aligned(pair)
    if found is not None:
        ours, theirs, sure = found
        items += _negation(pair, ours, theirs, sure)
        items += _roles(pair, ours, theirs, sure)
    return items if any(item.kind == "negation" for item in items) else [*items, *compare_modality(pair)]


def _aligned(pair: Pairing) -> tuple[_Line, _Line, float] | None:
    """The claim's only sentence and the passage's that has nearly all of its words."""
    if len(pair.claim.parts) != 1 or len(pair.claim.stems) < 3:
        return None
    reading = pair.passage.reading
    wanted = {lemma(word) for word in pair.claim.stems}
    shares = [(len(wanted & {lemma(word) for word in reading.stems_in(*s)}) / len(wanted), -s[0], s) for s in reading.sentences]
    share, _, (start, end) = max(shares)
    if share < MIN_COVERAGE or len(reading.stems_in(start, end)) > MOST_EXTRA * len(wanted):
        return None
    return _Line(pair.claim.reading, *pair.claim.parts[0]), _Line(reading, start, end), round(share, 2)


def _negation(pair: Pairing, ours: _Line, theirs: _Line, sure: float) -> list[DiffItem]:
    mine, other = denials(*ours), denials(*theirs)
    if unclear(*ours) or unclear(*theirs) or bool(mine) == bool(other):
        return []
    denying, plain = (ours, theirs) if mine else (theirs, ours)
    for key, word in (mine or other).items():
        counterpart = plain.plain(key)
        # "who had never voted before, voted": the same is also said without the denial
        if counterpart is not None and sum(lemma(stem(w.text)) == key for w in denying.words) == 1:
            a, b = (word, counterpart) if mine else (counterpart, word)
            side = "article" if mine else "passage"
            return [_item(pair, "negation", a, b, f"only the {side} denies {word.text!r}", "reversed", sure, veto=True)]
    return []


def _roles(pair: Pairing, ours: _Line, theirs: _Line, sure: float) -> list[DiffItem]:
    """Two names about one verb, the other way round in the passage."""
    mine = ours.reading.names_in(ours.start, ours.end)
    other = theirs.reading.names_in(theirs.start, theirs.end)
    if len(mine) != 2 or len(other) != 2 or mine[0].full != other[1].full or mine[1].full != other[0].full:
        return []
    a, b = _between(ours, mine), _between(theirs, other)
    if not a or [stem(w) for w in a] != [stem(w) for w in b] or "by" in a or "and" in a or "or" in a:
        return []
    detail = f"the article has {_text(ours, mine[0])} do to {_text(ours, mine[1])} what the passage has the other way round"
    first, last = Word(mine[0].start, mine[0].end, ""), Word(other[0].start, other[0].end, "")
    return [_item(pair, "roles", first, last, detail, "swapped", sure, veto=True)]


def _between(line: _Line, names: list[Name]) -> list[str]:
    return [w.text.lower() for w in line.reading.words_in(names[0].end, names[1].start)]


def _text(line: _Line, name: Name) -> str:
    return line.reading.text[name.start : name.end]


def _item(
    pair: Pairing, kind: DiffKind, ours: Word, theirs: Word, detail: str, difference: Difference, sure: float, *, veto: bool
) -> DiffItem:
    shift = pair.passage.shift
    return DiffItem(
        kind=kind,
        agrees=False,
        claim_text=pair.claim.reading.text[ours.start : ours.end],
        claim_span=Span(start=ours.start, end=ours.end),
        passage_text=pair.passage.reading.text[theirs.start : theirs.end],
        passage_span=Span(start=theirs.start + shift, end=theirs.end + shift),
        detail=detail,
        veto=veto,
        alignment=sure,
        difference=difference,
    )
