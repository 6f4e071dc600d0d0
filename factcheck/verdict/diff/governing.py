"""Which verb a date belongs to, and whether two verbs may tell of one event."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files

from factcheck.claims.lexicons import phrases
from factcheck.verdict.diff.reading import Reading
from factcheck.wordlist import word_set
from factcheck.words import FUNCTION_WORDS, Word, stem

__all__ = ["governing_verb", "may_be_one_event"]

REACH = 12
"""Words before and after a date among which its verb stands."""
_BOUNDARY = re.compile(
    r"[;:“”\"()—–]|,\s(?!\d{4})|\b(?:that|and|but|while|because|which|who|when|where|although|though|after|before|since|as|if)\s"
)
_BEFORE_BARE = word_set("to will would shall may might can could must should did does do cannot")
_NO_VERB = word_set("based related called named located known used united expected scheduled set due planned said told according")
"""Words in the form of a verb that say nothing of the event."""


@cache
def _families() -> dict[str, frozenset[int]]:
    lines = tomllib.loads((files("factcheck.verdict.diff") / "events.toml").read_text(encoding="utf-8"))["families"]
    table: dict[str, set[int]] = {}
    for number, line in enumerate(lines):
        for word in line.split():
            table.setdefault(stem(word), set()).add(number)
    return {word: frozenset(numbers) for word, numbers in table.items()}


def may_be_one_event(one: str | None, other: str | None) -> bool:
    """Whether two verbs, as stems, may tell of one event: not where both are known and of no family, or one repeats the other."""
    if one is None or other is None or one == other:
        return True
    if one in {f"re{other}", f"un{other}"} or other in {f"re{one}", f"un{one}"}:
        return False
    mine, theirs = _families().get(one), _families().get(other)
    return mine is None or theirs is None or bool(mine & theirs)


def governing_verb(reading: Reading, start: int, end: int) -> str | None:
    """The stem of the verb that a date belongs to: the nearest before it in its clause, else the first after it; None where none shows."""
    first, last = reading.sentence_at(start)
    before = _clause(reading, reading.words_in(first, start)[-REACH:], start, back=True)
    verb = next((w for n, w in reversed(list(enumerate(before))) if _is_verb(before, n)), None)
    if verb is None and all(w.text[0].isupper() or w.text.lower() in FUNCTION_WORDS for w in before):
        after = _clause(reading, reading.words_in(end, last)[:REACH], start, back=False)
        verb = next((w for n, w in enumerate(after) if _is_verb(after, n)), None)
    return stem(verb.text) if verb is not None else None


def _clause(reading: Reading, words: list[Word], start: int, *, back: bool) -> list[Word]:
    """Those of the words that no boundary of a clause parts from the date; a comma right after an opening date is none."""
    if not words:
        return []
    text = reading.text
    if back:
        low = max((m.end() for m in _BOUNDARY.finditer(text, words[0].start, start)), default=words[0].start)
        return [w for w in words if w.start >= low]
    close = _BOUNDARY.search(text, words[0].start, words[-1].end)
    return [w for w in words if close is None or w.end <= close.start() + 1]


def _is_verb(words: list[Word], number: int) -> bool:
    return _verbal(words[number].text, words[number - 1].text.lower() if number else "")


@lru_cache(maxsize=16384)
def _verbal(word: str, before: str) -> bool:
    lowered = word.lower()
    if word[0].isupper() or lowered in _NO_VERB or lowered in FUNCTION_WORDS:
        return False
    if lowered in phrases("verbs", "simple_past", "past_or_participle", "participles") or (len(lowered) > 4 and lowered.endswith("ed")):
        return before not in {"the", "a", "an", "of"}
    return before in _BEFORE_BARE
