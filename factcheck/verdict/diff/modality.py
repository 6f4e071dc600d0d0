"""What a claim states as done against what a passage has as possible, wanted, planned or threatened, and the reverse.

The words before a predicate tell how far it has got (`modality.toml`). Two texts are compared where they have the predicate, or a near
one, of the same things: a "could" in another sentence contradicts nothing.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from factcheck.claims.lexicons import phrases
from factcheck.models import DiffItem, Span
from factcheck.verdict.diff.align import owners_before, same_days
from factcheck.verdict.diff.pairing import Pairing
from factcheck.verdict.diff.presence import kindred
from factcheck.verdict.diff.reading import Reading
from factcheck.wordlist import word_set
from factcheck.words import FUNCTION_WORDS, Word, content_stems, stem

__all__ = ["compare_modality"]

DONE = 6
"""The step of what has happened."""
APART = 2
"""Steps between two texts that make a mismatch."""
REACH = 5
"""Words before a predicate among which its modal word stands."""
BEFORE, AFTER = 5, 12
"""Words before and after a predicate that say of what."""
SHARED = 2
"""Things that both texts say the predicate of, at least."""
SHARE = 0.3
"""And what part of the claim's own."""
MEANWHILE = dt.timedelta(days=45)
"""What was planned so long before the article may have been done since."""
LEAD = 30
"""Characters before a verb in which its auxiliary stands."""
UNDERSTATED = 0.8
"""The same part where the claim says less than the passage: a later or fuller report may say more, so nearly all else must agree."""
_BREAK = re.compile(r"[;:,()]|\b(?:that|which|who|because|although|though|while|whereas|if|unless|but|and)\b", re.IGNORECASE)
_DENIED = re.compile(r"\b(?:not|never|no|nor|neither|without|denied|denies|yet to|hardly)\b|n['’]t\b", re.IGNORECASE)
_AUXILIARY = re.compile(r"\b(?:has|have|had|was|were|been)\b(?:\s\w+ly|\s(?:also|already|now|been|since|just))*\s?$", re.IGNORECASE)
_STILL_OPEN = re.compile(r"\b(?:is|are)\b(?:\s\w+ly|\s(?:also|now))*\s?$|\bto\s(?:be\s)?$", re.IGNORECASE)


_NOT_YET = re.compile(r"\b(?:be|being|get|to)\s(?:\w+ly\s)?$", re.IGNORECASE)


_BARE = word_set("could may might can would should will shall must")
"""Modal words that a bare verb follows."""


_VERBAL = _BARE | word_set("to is are was were be been being has have had do does did")
"""Words that show that the verb of a sentence stands elsewhere."""
_NO_PARTICIPLE = re.compile(
    r"(?<!\bthe)(?<!\ba)(?<!\ban)(?<!\bof)(?<!\bby)(?<!\bin)(?<!\bfor)(?<!\bwith)(?<!\bits)(?<!\btheir)(?<!\bto)(?<!\band)(?<![,;:])\s(?:\w+ly\s)?$"
)
"""Before a word in "-ed" that is a past tense: no article, preposition or comma, which make an adjective of it."""


class _Predicate(NamedTuple):
    word: Word
    step: int
    cue_start: int
    """Where the words begin that say how far it has got."""


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((files("factcheck.verdict.diff") / "modality.toml").read_text(encoding="utf-8"))


@cache
def _steps() -> tuple[tuple[tuple[str, ...], int], ...]:
    """Each modal word or phrase, as `_form` gives its words, with its step; longest first."""
    found = [(tuple(_form(w) for w in phrase.split()), int(step)) for step, listed in _table()["steps"].items() for phrase in listed]
    return tuple(sorted(found, key=lambda entry: (-len(entry[0]), entry)))


@lru_cache(maxsize=4096)
def _form(word: str) -> str:
    """The stem, but for what is no form of a verb: adverbs ("likely"), "willing", names ("May")."""
    return word if word.endswith("ly") or word == "willing" or word[0].isupper() else stem(word)


@cache
def _modal_words() -> frozenset[tuple[str, ...]]:
    """They say how far something has got, and are no predicate of their own."""
    return frozenset(phrase for phrase, _ in _steps() if len(phrase) == 1)


@cache
def _families(kind: str) -> dict[str, frozenset[int]]:
    """The families of `predicates` or of `things` in which a stem is."""
    table: dict[str, set[int]] = {}
    for number, family in enumerate(_table()["near"][kind]):
        for word in family.split():
            table.setdefault(stem(word), set()).add(number)
    return {word: frozenset(numbers) for word, numbers in table.items()}


def _near(a: str, b: str, kind: str) -> bool:
    """Whether two stems are of one word or of one family."""
    return a == b or bool(_families(kind).get(a, frozenset()) & _families(kind).get(b, frozenset()))


def _alike(a: str, b: str) -> bool:
    """Whether two stems may be of one thing."""
    return _near(a, b, "things") or _near(a, b, "predicates") or kindred(a, b)


def compare_modality(pair: Pairing) -> list[DiffItem]:
    """One item for the claim's predicate that the passage has further or less far on its way; at most one a claim."""
    best: tuple[float, int, DiffItem] | None = None
    for start, end in pair.claim.parts:
        for mine in _predicates(pair.claim.reading, start, end):
            for item in _against(pair, mine, (start, end)):
                rank = (item.alignment, -item.passage_span.start)
                if best is None or rank > best[:2]:
                    best = (*rank, item)
    return [best[2]] if best is not None else []


def _against(pair: Pairing, mine: _Predicate, part: tuple[int, int]) -> list[DiffItem]:
    """Where the passage has the claim's predicate of the same things at another step; nothing where it also has it as far."""
    reading = pair.passage.reading
    key = stem(mine.word.text)
    beside = _arguments(pair.claim.reading, mine, *part)
    whole = pair.claim.stems - {key}
    written, told = pair.claim.article.date, pair.passage.passage.date
    old = mine.step == DONE and written is not None and told is not None and written - told > MEANWHILE
    found = []
    for start, end in reading.sentences:
        there = reading.stems_in(start, end)
        if mine.step == DONE and _shares(beside, there, SHARE) and _also_done(reading, start, end, key):
            return []
        for other in _predicates(reading, start, end, of=key):
            weaker = other.step < mine.step
            if not (_shares(beside, there, SHARE) if weaker else _shares(whole, there, UNDERSTATED)):
                continue
            if abs(mine.step - other.step) < APART:
                return []
            if not (weaker and old) and not _of_another(pair, mine, other, (start, end)):
                own = beside if weaker else whole
                share = sum(1 for s in own if any(_alike(s, t) for t in there)) / max(1, len(own))
                found.append(_item(pair, mine, other, min(1.0, round(share, 2))))
    return found


def _shares(own: frozenset[str], there: frozenset[str], least: float) -> bool:
    """Whether a sentence has enough of the things that a predicate is said of."""
    shared = sum(1 for s in own if any(_alike(s, t) for t in there))
    return shared >= SHARED and shared / max(1, len(own)) >= least


def _also_done(reading: Reading, start: int, end: int, key: str) -> bool:
    """Whether a stretch has the predicate in a form that tells of something done, whatever else it has."""
    words = reading.words_in(start, end)
    for number, word in enumerate(words):
        lead = reading.text[words[max(0, number - REACH)].start : word.start]
        if stem(word.text) != key or _DENIED.search(lead) or _NOT_YET.search(lead):
            continue
        found = _step(reading, words, number, start, noun=True)
        if found is None and _finished(word.text, reading.text[max(start, word.start - LEAD) : word.start]):
            return True
    return False


def _of_another(pair: Pairing, mine: _Predicate, other: _Predicate, sentence: tuple[int, int]) -> bool:
    """Whether somebody else does it in the passage, or at another time."""
    reading = pair.passage.reading
    theirs = owners_before(reading, other.cue_start)
    known = pair.claim.subjects
    if theirs and owners_before(pair.claim.reading, mine.cue_start) and not any(kindred(a, b) for a in known for b in theirs):
        return True
    return not same_days(pair.dates, [d for d in reading.dates if sentence[0] <= d.start < sentence[1]])


def _arguments(reading: Reading, predicate: _Predicate, start: int, end: int) -> frozenset[str]:
    """Stems of what a predicate is said of: the words of meaning before and after it within a range."""
    before = reading.words_in(start, predicate.cue_start)[-BEFORE:]
    after = reading.words_in(predicate.word.end, end)[:AFTER]
    return content_stems([*before, *after]) - {stem(predicate.word.text)}


def _predicates(reading: Reading, start: int, end: int, of: str | None = None) -> Iterator[_Predicate]:
    """The predicates of a stretch whose words show how far they have got; `of` keeps to those near one stem."""
    # what comes before a claim in its sentence may be the attribution that says how far it has got: "threatened to"
    first = min(start, reading.sentence_at(start)[0])
    words = reading.words_in(first, end)
    for number, word in enumerate(words):
        if word.start < start or word.text.lower() in FUNCTION_WORDS or (of is not None and not _near(of, stem(word.text), "predicates")):
            continue
        if (_form(word.text),) in _modal_words():
            continue
        found = _step(reading, words, number, first, noun=of is not None)
        if found is not None:
            yield found


def _step(reading: Reading, words: list[Word], number: int, start: int, *, noun: bool) -> _Predicate | None:
    """How far the predicate has got, by the modal word before it in its clause, else by its own form; None where neither shows."""
    word = words[number]
    before = words[max(0, number - REACH) : number]
    text = reading.text
    while before and _BREAK.search(text, before[0].start, word.start):
        before = before[1:]
    lead = text[before[0].start if before else word.start : word.start]
    if _DENIED.search(lead):
        return None
    found = [(step, at[0].start) for at in (before[i:] for i in range(len(before))) if (step := _modal(at, word, noun=noun))]
    if found:
        # "may have decided to": no further than the least of them
        return _Predicate(word, min(found)[0], min(start for _, start in found))
    lead = text[max(start, word.start - LEAD) : word.start]
    helped = _AUXILIARY.search(lead)
    if not _finished(word.text, lead) or not (helped or _first_verb(words, number)):
        return None
    return _Predicate(word, DONE, word.start - len(lead) + helped.start() if helped else word.start)


def _modal(at: list[Word], word: Word, *, noun: bool) -> int:
    """The step of the modal phrase that some words begin with, where it rules the predicate after them; 0 where there is none."""
    forms = tuple(_form(w.text) for w in at)
    size, step = next(((len(phrase), step) for phrase, step in _steps() if forms[: len(phrase)] == phrase), (0, 0))
    return step if size and _governs(at, size, word, noun=noun) else 0


def _governs(at: list[Word], size: int, word: Word, *, noun: bool) -> bool:
    """Whether a modal phrase rules the predicate: "to" or a gerund follows a verb, a bare form an auxiliary.

    Words of meaning may stand between only where the predicate may be a noun: "could come under strain".
    """
    between = [w.text.lower() for w in at[size:]]
    if not noun and any(w not in FUNCTION_WORDS and not w.endswith("ly") for w in between):
        return False
    if at[0].text.lower() in _BARE:
        return noun or "to" not in between
    return "to" in between or word.text.lower().endswith("ing") or (noun and not between)


def _first_verb(words: list[Word], number: int) -> bool:
    """Whether a word in "-ed" may be the verb of its sentence: there is no other, and no "by" after it, which makes a participle."""
    after = [w.text.lower() for w in words[number + 1 :]]
    if after[:1] == ["by"] or any(w.text.lower() in _VERBAL for w in words[:number]):
        return False
    return not any(w in _VERBAL - {"to"} or w.endswith("ed") or w in phrases("verbs", "simple_past") for w in after)


@lru_cache(maxsize=4096)
def _finished(word: str, lead: str) -> bool:
    """Whether a word's form and what stands right before it tell of something done."""
    lowered = word.lower()
    participle = (lowered.endswith("ed") and not lowered.endswith("eed") and "-" not in lowered) or lowered in phrases(
        "verbs", "past_or_participle", "participles"
    )
    if _STILL_OPEN.search(lead):
        return False
    if _AUXILIARY.search(lead):
        return participle
    return lowered in phrases("verbs", "simple_past") or (participle and _NO_PARTICIPLE.search(lead) is not None)


def _item(pair: Pairing, mine: _Predicate, other: _Predicate, sure: float) -> DiffItem:
    ours, theirs = pair.claim.reading.text, pair.passage.reading.text
    here = ours[mine.cue_start : mine.word.end]
    there = theirs[other.cue_start : other.word.end]
    weaker = other.step < mine.step
    if mine.step == DONE:
        detail = f"the article states {here!r} as a fact, the passage only {there!r}"
    elif other.step == DONE:
        detail = f"the article has only {here!r}, the passage states {there!r} as a fact"
    else:
        detail = f"the article has {here!r}, the passage {'no more than ' if weaker else ''}{there!r}"
    shift = pair.passage.shift
    return DiffItem(
        kind="modality",
        agrees=False,
        claim_text=here,
        claim_span=Span(start=mine.cue_start, end=mine.word.end),
        passage_text=there,
        passage_span=Span(start=other.cue_start + shift, end=other.word.end + shift),
        detail=detail,
        veto=weaker and mine.step == DONE,
        alignment=sure,
        difference="weaker" if weaker else "stronger",
    )
