"""Whom a text names as its source: "citing X", "X reported", "told X", a headline that ends in "- X", an agency's dateline or byline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from factcheck.claims.outlets import is_outlet
from factcheck.evidence.origins.lists import agency_forms, alternatives, words
from factcheck.evidence.origins.names import agency_in

__all__ = ["Credit", "agency_line", "credited_names", "has_own_sources", "names_as_source"]


class Credit(NamedTuple):
    """A name that a text gives as the source of what it says."""

    name: str
    at: int
    """Where in the text, by code points; before 0 in the headline."""
    how: Literal["cites", "told", "reported"]
    words: str
    """The words that say so."""


_CAPITALISED = r"[A-Z](?:[\w'’&-]|\.(?=\w))*(?:(?<=\b[A-Z])\.)?"
_NAME = re.compile(rf"(?<![\w-]){_CAPITALISED}(?:\s(?:(?:of|and|for|du|de)\s(?:the\s)?)?{_CAPITALISED})*")
_OPENING = re.compile(r"([A-Z][\w'’-]*)\s(?:the\s)?")
_ARTICLE_BEFORE = re.compile(r"\b[Tt]he\s$")
_ARTICLE_FIRST = re.compile(r"^[Tt]he\s")
_POSSESSIVE = re.compile(r"[’']s?$")
_WINDOW = 80
"""Code points on either side of a name in which the words that make it the source are looked for."""
_FAR = 160
"""The same for "credits … to X", between whose two ends the whole statement may stand."""
_HEADLINE = re.compile(r"(?:\s[-–—|]\s|\()(?:the\s)?(?P<name>[A-Z][^-–—|():]*?)\)?(?:\s\([^()]*\))?$")
_HEADLINE_FIRST = re.compile(r"^(?P<name>[A-Z][^:]{1,40}):\s")
_DATELINE = re.compile(r"^[^\n()]{0,60}\((?P<names>[^()]{2,60})\)\s*[-–—:]")
_BYLINE = re.compile(r"^(?:By\s)[^\n]{0,80}?(?:,\s|\s\|\s|\s/\s|\n|\s[-–—]\s)(?P<names>[^\n]{2,60})$", re.MULTILINE)
_SIGNED = re.compile(r"(?:[-–—]{1,2}\s?|\(|©\s?(?:\d{4}\s)?|Copyright\s(?:\d{4}\s)?)(?:The\s)?(?P<names>[^()\n–—]{2,60}?)\)?\.?\s*$")


@cache
def _before() -> re.Pattern[str]:
    gap = r"\s(?:the\s|an?\s)?(?:\w+\s){0,2}"
    cites, told, credits_ = (alternatives("before", key) for key in ("cites", "told", "credits"))
    far = rf"\b(?:{credits_})\b[^.;\n]{{0,{_FAR - 20}}}?\b(?:to|from)\s(?:the\s)?"
    return re.compile(rf"(?:(?P<cites>\b(?:{cites}){gap})|(?P<told>\b(?:{told})\s(?:the\s)?)|(?P<far>{far}))$", re.IGNORECASE)


@cache
def _after(key: str) -> re.Pattern[str]:
    between = alternatives("after", "between")
    relayed = r"|,?\sas\s(?:cited|quoted|relayed|reported)\sby\b" if key == "reported" else ""
    return re.compile(rf"(?:[’']s)?\s+(?:(?:{between})\s){{0,2}}(?:{alternatives('after', key)})\b{relayed}", re.IGNORECASE)


@cache
def _apart() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives('apart', 'words')})\s(?:what\s|that\s|how\s)?(?:the\s|an?\s)?(?:\w+\s){{0,1}}$", re.IGNORECASE)


@cache
def _own() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives('own', 'phrases')})\b", re.IGNORECASE)


@lru_cache(maxsize=4096)
def credited_names(title: str, text: str) -> tuple[Credit, ...]:
    """Every name that stands where a source stands, in reading order; whether it is an outlet is for the caller to tell.

    Args:
        title: the headline, empty if there is none.
        text: the document's text.
    """
    found = [Credit(name, at - len(title) - 1, "reported", why) for name, at, why in _in_headline(title)]
    found += [credit._replace(at=credit.at - len(title) - 1) for credit in _in_text(title)]
    found += _in_text(text)
    return tuple(sorted(found, key=lambda credit: credit.at))


def _in_headline(title: str) -> Iterable[tuple[str, int, str]]:
    for pattern in (_HEADLINE, _HEADLINE_FIRST):
        if match := pattern.search(title):
            yield match["name"].strip(), match.start("name"), f"credits {match['name'].strip()} in its headline"


def _in_text(text: str) -> list[Credit]:
    found = []
    for match in _NAME.finditer(text):
        start, end = _trimmed(text, *match.span())
        how = _how(text, start, end) if start < end else None
        if how is not None:
            article = _ARTICLE_BEFORE.search(text[max(0, start - 4) : start])
            shown = f"says “{_snippet(text, start, end, tail=how == 'reported')}”"
            found.append(Credit(_outlet_of((article[0] if article else "") + text[start:end]), start, how, shown))
    return found


def _outlet_of(name: str) -> str:
    """Of "Mara Vance of Fox News" the outlet."""
    person, of, employer = name.rpartition(" of ")
    return employer if of and " " in person and is_outlet(employer) else name


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A run of capitalised words without what only opens the sentence, without a possessive, and without a second name after "and"."""
    while (opening := _OPENING.match(text[start:end])) and _opens(opening[1]):
        start += opening.end()
    name = text[start:end]
    if " and " in name and not is_outlet(name):
        name = name.split(" and ", 1)[0]
    name = _POSSESSIVE.sub("", name.rstrip(".-"))
    return start, start + len(name)


def _opens(word: str) -> bool:
    lower = word.casefold()
    return lower != "the" and (lower in words("common", "words") or lower in _first_words() or lower in words("apart", "words"))


@cache
def _first_words() -> frozenset[str]:
    """What the phrases that name a source begin with."""
    return frozenset(phrase.split()[0].rstrip("*") for key in ("cites", "told", "credits") for phrase in words("before", key))


def _how(text: str, start: int, end: int) -> Literal["cites", "told", "reported"] | None:
    lead = text[max(0, start - _FAR) : start]
    before = _before().search(lead)
    if before is not None and (before["far"] or before.start() >= len(lead) - _WINDOW):
        return "told" if before["told"] else "cites"
    if _after("reported").match(text[end : end + _WINDOW]) and not _apart().search(lead[-_WINDOW:]):
        return "reported"
    return None


def names_as_source(names: Sequence[str], text: str, *, saying: bool = False) -> bool:
    """Whether `text` has one of `names` as its source.

    Args:
        names: the forms of one name.
        text: of a document, with its headline.
        saying: "X said" makes it one too, not only "X reported".
    """
    present = [name for name in names if name in text]
    if not present:
        return False
    for match in re.finditer(rf"(?<!\w)(?:{'|'.join(map(re.escape, present))})(?!\w)", text):
        start, end = match.span()
        if _how(text, start, end) is not None or (saying and _after("said").match(text[end : end + _WINDOW])):
            return True
    return False


def agency_line(text: str) -> tuple[str, str] | None:
    """The agency of a dateline ("PORT ALDER (AP) -"), of a byline or at the foot, with the words for a reader; None without one."""
    for pattern, kind in ((_DATELINE, "dateline"), (_BYLINE, "byline"), (_SIGNED, "last line")):
        match = pattern.search(text[:400] if kind != "last line" else text[-80:])
        agency = agency_in(match["names"]) if match else None
        if agency is not None and match is not None and _ARTICLE_FIRST.sub("", match["names"]).startswith(agency_forms(agency)):
            return agency, f"credits {agency} in its {kind}"
    return None


def has_own_sources(text: str, names: Iterable[str]) -> bool:
    """Whether a document says that it has sources of its own: in so many words, or as somebody "told" one of its publisher's `names`."""
    if _own().search(text):
        return True
    return any(
        re.search(rf"\b(?:told|tells|said to|confirmed to|spoke to|spoke with|spoken to)\s(?:the\s)?{re.escape(name)}(?!\w)", text)
        for name in names
    )


def _snippet(text: str, start: int, end: int, *, tail: bool) -> str:
    """A name with the words that make it a source, shortened, within the sentence."""
    lead = re.split(r"[.!?]\s|\n", text[max(0, start - _FAR) : start])[-1]
    far = _before().search(lead)
    if far is not None and far["far"]:
        opening, link = far["far"].split()[0], re.search(r"\b(?:to|from)\s(?:the\s)?$", far["far"], re.IGNORECASE)
        return f"{opening} … {link[0] if link else ''}{text[start:end]}"
    rest = re.split(r"[.!?;\n]" if text[end:].startswith(", as ") else r"[.!?;,\n]", text[end : end + 40])[0] if tail else ""
    return " ".join([*lead.split()[-6:], text[start:end]]) + " ".join(rest.split(" ")[:3]).rstrip()
