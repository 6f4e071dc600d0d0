"""Proper names in running text, and when two spellings are too close to be two names."""

from __future__ import annotations

import re
from typing import NamedTuple

from rapidfuzz.distance import OSA

from factcheck.spelling import name_key, plain_letters
from factcheck.verdict.diff.countries import is_country
from factcheck.verdict.diff.units import ROLES
from factcheck.wordlist import word_set
from factcheck.words import FUNCTION_WORDS, stem

__all__ = ["TITLES", "Name", "find_names", "fold", "misspelled"]

TITLES = word_set(
    """
    mr mrs ms miss dr sir lord lady dame prof professor president vice ceo cfo cto chief chairman chairwoman chair director minister
    secretary senator sen representative rep congressman congresswoman governor gov mayor judge justice general gen colonel col
    captain capt lieutenant lt sergeant sgt officer king queen prince princess pope bishop ambassador spokesman spokeswoman
    spokesperson reporter reporters correspondent analyst founder commissioner attorney prosecutor chancellor premier prime under
    undersecretary deputy assistant acting former then-president leader head coach
    """
)
"""Words before a name that say what its bearer is; they end a name that runs before them and are no part of the one after."""

_CALENDAR = word_set(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october
    november december jan feb mar apr jun jul aug sept sep oct nov dec
    """
)
_OPENERS = word_set(
    """
    many several various numerous another later today currently originally eventually despite unlike around one two three four five six
    seven eight nine ten around along among following based set born next additionally furthermore therefore thus overall initially recently
    finally often sometimes usually people scientists researchers part yes well okay
    """
)
"""Words that open sentences and are no names by themselves."""
_PARTICLES = word_set(
    """
    de da di del della der den van von bin ibn al el la le du dos das ter ten mac
    """
)
_TOKEN = re.compile(r"[^\W\d_][\w\u0300-\u036f]*(?:[.'’&-][\w][\w\u0300-\u036f]*)*\.?")
_INFLECTIONS = frozenset(("s", "es", "n", "an", "ian", "ans", "ns", "ese", "i", "is", "ish", "er", "ers", "ic", "a", "al", "y", "ny"))
"""Endings that make one word of another: a demonym, a plural, an adjective is no misspelling."""
_COMMON_ENDINGS = ("s", "ly", "ing", "ed", "ion", "ment", "ness", "ity", "ce", "people", "police")
MIN_SURNAME = 6
"""Shortest single word that one changed letter marks as a misspelling: shorter ones are often two names (Li, Lin; Iran, Iraq)."""


class Name(NamedTuple):
    """A mention of a name; `full` is the longest form of it that the same text gives."""

    start: int
    end: int
    tokens: tuple[str, ...]
    full: tuple[str, ...]
    opens: bool
    """The mention opens a sentence, where a capital letter shows nothing."""


def fold(word: str) -> str:
    """Lower-cased in basic letters, without possessive and final stop."""
    plain = plain_letters(word).lower()
    return plain.removesuffix("'s").rstrip(".'")


def find_names(text: str, sentence_starts: frozenset[int]) -> list[Name]:
    """Runs of capitalised words, each resolved to the fullest form in `text`.

    Args:
        text: running text in ordinary case; headlines in title case give false names.
        sentence_starts: offsets at which a sentence begins.
    """
    runs: list[list[re.Match[str]]] = []
    run: list[re.Match[str]] = []
    previous_end = -1
    for match in _TOKEN.finditer(text):
        word = match.group()
        key = fold(word)
        joined = bool(run) and text[previous_end : match.start()] == " " and not _possessive(run[-1].group())
        named = word[0].isupper() and key not in FUNCTION_WORDS and key not in _CALENDAR and key not in TITLES
        if not joined and run:
            runs.append(run)
            run = []
        if named or (run and key in _PARTICLES and word[0].islower()):
            run.append(match)
        elif run:
            runs.append(run)
            run = []
        # a full stop after a lower-case or long word ends the sentence, and the name with it
        if run and word.endswith(".") and len(word) > 4:
            runs.append(run)
            run = []
        previous_end = match.end()
    if run:
        runs.append(run)
    mentions = [_mention(text, run, sentence_starts) for run in runs]
    return _resolve(text, [m for m in mentions if m is not None])


def _possessive(word: str) -> bool:
    return word.endswith(("'s", "’s"))


def _mention(text: str, run: list[re.Match[str]], sentence_starts: frozenset[int]) -> Name | None:
    while run and run[-1].group()[0].islower():
        run = run[:-1]
    if not run:
        return None
    tokens = tuple(fold(m.group()) for m in run)
    end = run[-1].end()
    last = run[-1].group()
    end -= 2 if _possessive(last) else 1 if last.endswith(".") and len(last) > 4 else 0
    opens = run[0].start() in sentence_starts or text[max(0, run[0].start() - 1) : run[0].start()] in {'"', "“", "("}
    return Name(run[0].start(), end, tokens, tokens, opens)


def _resolve(text: str, mentions: list[Name]) -> list[Name]:
    """Give short mentions their full form, where exactly one fits."""
    fulls: dict[str, list[tuple[str, ...]]] = {}
    for full in sorted({m.tokens for m in mentions if len(m.tokens) > 1 and m.tokens[0] != m.tokens[-1]}):
        fulls.setdefault(full[-1], []).append(full)
    inside = {m.tokens[0] for m in mentions if not m.opens}
    resolved = []
    for mention in mentions:
        if len(mention.tokens) == 1:
            token = mention.tokens[0]
            candidates = fulls.get(token, []) if len(token) > 2 else []
            if mention.opens and not candidates and token not in inside and not _likely_name(mention, text):
                continue
            if mention.opens and token in _OPENERS and not candidates:
                continue
            if len(candidates) == 1:
                mention = mention._replace(full=candidates[0])  # noqa: PLW2901
        resolved.append(mention)
    return resolved


def _likely_name(mention: Name, text: str) -> bool:
    """Whether a lone word that opens a sentence is a name: in capitals, a country's, or unlike the other words that open sentences."""
    word = text[mention.start : mention.end]
    if (len(word) > 1 and word.isupper()) or is_country(fold(word)):
        return True
    return len(word) > 2 and not word.endswith(_COMMON_ENDINGS) and stem(word) not in ROLES and text[mention.end : mention.end + 1] != ","


def misspelled(ours: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[str, str] | None:
    """The one word in which two names of equal length differ by a slip of spelling, or None.

    Names of several words must agree in all others. One changed, missing, added or swapped letter counts, two in words of seven letters
    and more;
    inflection, a changed initial and another way of spelling one name (Harbour, Harbor; Mohammed, Muhammad) do not.
    """
    if len(ours) != len(theirs):
        return None
    differing = [(a, b) for a, b in zip(ours, theirs, strict=True) if name_key(a) != name_key(b)]
    if len(differing) != 1:
        return None
    a, b = differing[0]
    shorter = min(len(a), len(b))
    single = len(ours) == 1
    if shorter < (MIN_SURNAME if single else 4) or not (a.isalpha() and b.isalpha()) or a[0] != b[0]:
        return None
    distance = OSA.distance(a, b, score_cutoff=2)
    if distance > (2 if shorter >= 7 and not single else 1) or _inflected(a, b):
        return None
    return a, b


def _inflected(a: str, b: str) -> bool:
    short, long = sorted((a, b), key=len)
    for cut in range(3):
        base = short[: len(short) - cut] if cut else short
        if (
            len(base) >= 3
            and long.startswith(base)
            and long[len(base) :] in _INFLECTIONS
            and (cut == 0 or short[len(base) :] in _INFLECTIONS | {"y", "a", "o"})
        ):
            return True
    return False
