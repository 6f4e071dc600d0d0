"""Who published an article, and who wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from factcheck.agencies import agency_signed
from factcheck.article.dates import DATE
from factcheck.article.lexicon import canonical, furniture, word_set

__all__ = ["Byline", "parse_byline", "publisher_of_rights"]

_MAX_WORDS = 16
_NAME_WORD = re.compile(r"[A-ZÀ-ÖØ-Þ][\w.'’-]*$")
_SEPARATORS = re.compile(r"\s*[|•·;]\s*|\s+[-–—/]+\s+|\s*,\s+")
_SOURCE_LINE = re.compile(
    r"[\[(【「]?\s*(?:source|sources|from|text|author|reporter|correspondent|written by)\s*[/:：|]\s*"
    r"([^/:\[\]()【】][^:\[\]()【】]*?)\s*[\])】」]?$",
    re.IGNORECASE,
)
_BRACKETS = (("[", "]"), ("(", ")"), ("【", "】"))
_URL = re.compile(r"https?:|www\.", re.IGNORECASE)
_DATE = re.compile(DATE, re.IGNORECASE)
_RIGHTS = re.compile(
    r"(?:©|\(c\)|copyright)[\s©,]*(?:\(c\))?\s*(?:\d{4}(?:\s?[-–]\s?\d{4})?)?,?\s*(?:by )?"
    r"([A-Z][\w&'’ -]{2,50}?)(?:,? (?:Inc|Ltd|LLC|Corp|plc|Limited)\b\.?)?(?:,? \d{4}(?:\s?[-–]\s?\d{4})?)?(?:\.|,|;|\||$| All )",
    re.IGNORECASE,
)


class Byline(NamedTuple):
    """What a byline says."""

    person: str | None
    """Author names as printed, without "By"."""
    publisher: str | None


def parse_byline(line: str, *, bare: bool = False) -> Byline | None:
    """Read a byline such as "By Jane Doe, Harbor Daily" or "[Source/Harbor Daily Jane Doe]".

    The last word that ends the names of news outlets ("Daily", "Network") parts an outlet from a person behind it.

    Args:
        line: One block.
        bare: A name needs no "By" before it, as where a date line follows.

    Returns:
        None when the line is no byline.
    """
    if len(line) > 160 or len(line.split()) > _MAX_WORDS or _URL.search(line):
        return None
    if source := _SOURCE_LINE.match(line):
        bracketed = any(line.startswith(left) and line.endswith(right) for left, right in _BRACKETS)
        parts = [part for part in re.split(r"[/|,;]| - ", source.group(1)) if part.strip()]
        return _read(parts, outlet_first=True) if bracketed or len(line.split()) <= 8 else None
    if opener := _opener(line):
        return _read(_SEPARATORS.split(opener), outlet_first=False)
    names, *others = [part for part in _SEPARATORS.split(line.strip()) if part]
    if not _is_names(names) or len(names.split()) < 2 or line.rstrip().endswith((".", "!", "?", ":")):
        return None
    if others and all(_is_role(part) or _outlet_end(part.split()) == len(part.split()) for part in others) and any(map(_is_role, others)):
        return _read([names, *others], outlet_first=False)
    return Byline(names, None) if bare and not others and len(names.split()) <= 4 and not _outlet_end(names.split()) else None


def publisher_of_rights(text: str) -> str | None:
    """Holder of the rights in a copyright line, None where it names nobody."""
    match = _RIGHTS.search(text[:300])
    if not match or not _NAME_WORD.match(match.group(1).split()[0]):
        return None
    name = match.group(1).strip()
    return name if _outlet_end(name.split()) else None


def _opener(line: str) -> str | None:
    """What follows "By" and its like, when it starts with a name."""
    line = line.strip(" *_[]()")
    low = line.lower()
    for opener in sorted(furniture()["byline"]["openers"], key=len, reverse=True):
        rest = line[len(opener) :]
        if low.startswith(opener) and rest[:1] in {" ", ":"} and rest.strip(" :"):
            rest = rest.strip(" :")
            return rest if _names_only(rest) else None
    return None


def _names_only(rest: str) -> bool:
    words = [word for word in re.split(r"[\s,|•·;]+", _DATE.sub(" ", rest)) if word and re.search(r"\w|&", word)]
    if not words or not _NAME_WORD.match(words[0]) or re.match(r"\d", rest):
        return False
    roles = word_set("byline", "roles")
    return all(
        _NAME_WORD.match(word)
        or word.lower() in word_set("byline", "particles")
        or word.lower() in roles
        or word.lower() in {"in", "at", "of", "for", "to", "the"}
        for word in words
    )


def _is_names(text: str) -> bool:
    words = text.split()
    return (
        bool(words)
        and bool(_NAME_WORD.match(words[0]))
        and all(_NAME_WORD.match(word) or word in word_set("byline", "particles") for word in words)
    )


def _is_role(text: str) -> bool:
    tokens = canonical(text).split()
    roles = word_set("byline", "roles")
    return any(token in roles for token in tokens) and "said" not in tokens


def _outlet_end(words: Sequence[str]) -> int:
    """Number of leading words that make up the name of an outlet, 0 for none."""
    outlets = word_set("byline", "outlet_words")
    return max((i + 1 for i, word in enumerate(words) if canonical(word) in outlets or agency_signed(word.strip(".,"))), default=0)


def _read(parts: Iterable[str], *, outlet_first: bool) -> Byline | None:
    people: list[str] = []
    publisher: str | None = None
    for part in (part.strip(" .[]()") for part in parts):
        words = part.split()
        if not words or _DATE.search(part):
            continue
        end = _outlet_end(words)
        if agency := agency_signed(part):
            publisher = publisher or agency
        elif outlet_first and end:
            publisher = publisher or " ".join(words[:end])
            people += [" ".join(words[end:])] if words[end:] else []
        elif people and end == len(words) and not _is_role(part):
            publisher = publisher or part
        elif people and _is_role(part):
            continue
        elif outlet_first and publisher is None and not people and len(words) > 3:
            publisher = part
        elif _is_names(part) or not people:
            people.append(part)
    if not people and publisher is None:
        return None
    return Byline(", ".join(people) or None, publisher)
