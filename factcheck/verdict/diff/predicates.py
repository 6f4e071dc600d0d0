"""What a claim says of somebody against what a passage says: denied or not, done or only possible, by whom to whom, and in what office.

Conservative, because most sentences with a "not" somewhere contradict nothing: only where one sentence of the passage has nearly all of the
claim's words, and the very same predicate, is it compared.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from factcheck.models import Difference, DiffItem, DiffKind, Span
from factcheck.verdict.diff.modality import compare_modality
from factcheck.verdict.diff.names import TITLES, Name, fold
from factcheck.verdict.diff.pairing import Pairing
from factcheck.verdict.diff.reading import Reading
from factcheck.wordlist import word_set
from factcheck.words import FUNCTION_WORDS, Word, stem

__all__ = ["compare_predicates"]

MIN_COVERAGE = 0.8
"""Share of the claim's content words that one sentence of the passage must have."""
MOST_EXTRA = 2.0
"""How many times the claim's content words that sentence may have; a longer one says much else."""
REACH = 4
"""Words after a negation or a modal within which its predicate stands."""
_NEGATED = re.compile(
    r"\b(?:not|never|no longer|cannot|den(?:y|ies|ied|ying)|(?:failed|refused|declined|unable) to|stopped short of)\b|n['’]t\b",
    re.IGNORECASE,
)
_UNCLEAR = re.compile(
    r"\b(?:neither|nor|without|none|nobody|nothing|unless|except|lacks?|or (?:\w+ )?not|not only)\b|\bno\s"
    r"|(?:\b(?:not|never|cannot)|n['’]t)\b[^.;]{0,80}\b(?:until|till|before)\b",
    re.IGNORECASE,
)
"""Other ways of denying, and those that deny half; a sentence with one of them is not compared."""
_PLAIN_TITLES = word_set("mr mrs ms miss dr sir dame lady lord former acting then-president deputy vice assistant under head lead")


class _Line(NamedTuple):
    """A sentence: its text and its half-open range."""

    reading: Reading
    start: int
    end: int

    @property
    def words(self) -> list[Word]:
        return self.reading.words_in(self.start, self.end)

    def ruled(self, pattern: re.Pattern[str]) -> dict[str, Word]:
        """Stem and word of the first word of meaning after each match."""
        found: dict[str, Word] = {}
        for match in pattern.finditer(self.reading.text, self.start, self.end):
            for word in self.reading.words_in(match.end(), self.end)[:REACH]:
                if word.text.lower() not in FUNCTION_WORDS:
                    found.setdefault(stem(word.text), word)
                    break
        return found

    def plain(self, wanted: str) -> Word | None:
        """The word with a stem."""
        return next((w for w in self.words if stem(w.text) == wanted), None)


def compare_predicates(pair: Pairing) -> list[DiffItem]:
    """One item for a predicate that is denied in one text only, done in the claim and only possible in the passage, or turned about.

    Titles of a person whom both texts name are compared wherever they stand.
    """
    items = _titles(pair)
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
    wanted = pair.claim.stems
    shares = [(len(wanted & reading.stems_in(*s)) / len(wanted), -s[0], s) for s in reading.sentences]
    share, _, (start, end) = max(shares)
    if share < MIN_COVERAGE or len(reading.stems_in(start, end)) > MOST_EXTRA * len(wanted):
        return None
    return _Line(pair.claim.reading, *pair.claim.parts[0]), _Line(reading, start, end), round(share, 2)


def _negation(pair: Pairing, ours: _Line, theirs: _Line, sure: float) -> list[DiffItem]:
    mine, other = ours.ruled(_NEGATED), theirs.ruled(_NEGATED)
    unclear = any(_UNCLEAR.search(line.reading.text, line.start, line.end) for line in (ours, theirs))
    if unclear or bool(mine) == bool(other):
        return []
    denying, plain = (ours, theirs) if mine else (theirs, ours)
    for key, word in (mine or other).items():
        counterpart = plain.plain(key)
        # "who had never voted before, voted": the same is also said without the denial
        if counterpart is not None and sum(stem(w.text) == key for w in denying.words) == 1:
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


def _titles(pair: Pairing) -> list[DiffItem]:
    items = []
    for ours in pair.claim.names:
        mine = _title(pair.claim.reading, ours)
        same = [n for n in pair.passage.reading.names if n.full == ours.full]
        others = [(n, title) for n in same if (title := _title(pair.passage.reading, n)) is not None]
        if mine is None or not others or any(fold(title.text) == fold(mine.text) for _, title in others):
            continue
        detail = f"the article calls {ours.full[-1].title()} {mine.text}, the passage {others[0][1].text}"
        items.append(_item(pair, "title", mine, others[0][1], detail, "other", 0.9, veto=False))
    return items


def _title(reading: Reading, name: Name) -> Word | None:
    """The word right before a name that says what its bearer is."""
    before = reading.words_in(reading.sentence_at(name.start)[0], name.start)[-1:]
    if not before or reading.text[before[0].end : name.start] != " ":
        return None
    word = fold(before[0].text)
    return before[0] if word in TITLES and word not in _PLAIN_TITLES else None


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
