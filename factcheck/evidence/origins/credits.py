"""Whom a text names as its source: "citing X", "X reported", "told X", a headline that ends in "- X"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from factcheck.agencies import agency_forms, has_other_bearers
from factcheck.claims.companies import reads_as_company
from factcheck.claims.lexicons import phrases
from factcheck.claims.outlets import MEDIA_NOUN, is_outlet
from factcheck.claims.person_names import is_institutional, is_person_name
from factcheck.evidence.origins.lists import alternatives, words

__all__ = ["Credit", "credited_names", "has_own_sources", "names_as_source"]


class Credit(NamedTuple):
    """A name that a text gives as the source of what it says."""

    name: str
    at: int
    """Where in the text, by code points; before 0 in the headline."""
    how: Literal["cites", "told", "reported"]
    words: str
    """The words that say so."""
    outlet: bool = False
    """They say that it is an outlet."""


_CAPITALISED = r"[A-Z](?:[\w'’&-]|\.(?=\w))*(?:(?<=\b[A-Z])\.)?"
_SMALL = "|".join(form for forms in agency_forms().values() for form in forms if form.islower())
_NUMBERED = r"(?:(?:(?<=Channel)|(?<=Canal)|(?<=Kanal))\s\d{1,2}\b(?:\sNews)?)?"
_NAME = re.compile(
    rf"(?<![\w-])(?:{_CAPITALISED}(?:\s(?:(?:of|and|for|du|de)\s(?:the\s)?)?{_CAPITALISED})*{_NUMBERED}|(?:{_SMALL})(?![\w-]))"
)
_OPENING = re.compile(r"([A-Z][\w'’-]*)\s(?:the\s)?")
_ARTICLE_BEFORE = re.compile(r"\b[Tt]he\s$")
_POSSESSIVE = re.compile(r"[’']s?$")
_POSSESSOR = re.compile(r"(?P<owner>[^’']+)[’']s?\s(?=[A-Z])")
_NOUN_BEFORE = re.compile(rf"\b(?:{MEDIA_NOUN})\s$")
_NOUN_AFTER = re.compile(rf"\s(?:state\s)?(?:{MEDIA_NOUN})\b(?!\s(?:the\s)?[A-Z])")
_SENTENCE_BEFORE = re.compile(r"(?:^|[.!?”\"\n]\s?)$")
_SAID_OF = re.compile(r"\b(?:said|says|called|calls|insisted|added|stressed)(?:\sthat)?\s(?:the\s|an?\s)?$")
_ASIDE_ENDS = re.compile(r"\s*(?:$|[.,;:\n”\"]|(?:that|on|in|late|early|citing|quoting|earlier|last|this)\b)")
"""What follows "X reported" where all that is said stands before or in a clause; "reported a loss" is a company's."""
_WINDOW = 80
"""Code points on either side of a name in which the words that make it the source are looked for."""
_FAR = 160
"""The same for "credits … to X", between whose two ends the whole statement may stand."""
_HEADLINE = re.compile(r"(?:\s[-–—|]\s|\()(?:the\s)?(?P<name>[A-Z][^-–—|():]*?)\)?(?:\s\([^()]*\))?$")
_HEADLINE_FIRST = re.compile(r"^(?P<name>[A-Z][^:]{1,40}):\s")


@cache
def _before() -> re.Pattern[str]:
    gap = r"\s(?:the\s|an?\s)?(?:\w+\s){0,2}"
    cites, told, credits_ = (alternatives("before", key) for key in ("cites", "told", "credits"))
    inverted = rf"[,”\"]\s(?:{alternatives('before', 'inverted')})\s(?:the\s)?"
    far = rf"\b(?:{credits_})\b[^.;\n]{{0,{_FAR - 20}}}?\b(?:to|from)\s(?:the\s)?"
    return re.compile(rf"(?:(?P<cites>\b(?:{cites}){gap}|{inverted})|(?P<told>\b(?:{told})\s(?:the\s)?)|(?P<far>{far}))$", re.IGNORECASE)


@cache
def _after(key: str) -> re.Pattern[str]:
    between = alternatives("after", "between")
    relayed = r"|,?\sas\s(?:cited|quoted|relayed|reported)\sby\b" if key == "reported" else ""
    return re.compile(rf"(?:[’']s)?\s+(?:(?:{between})\s){{0,2}}(?:{alternatives('after', key)})\b{relayed}", re.IGNORECASE)


@cache
def _apart() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives('apart', 'words')})\s(?:what\s|that\s|how\s)?(?:the\s|an?\s)?(?:\w+\s){{0,1}}$", re.IGNORECASE)


@cache
def _apart_further() -> re.Pattern[str]:
    """The same before "a report by": a few words may stand between."""
    return re.compile(rf"\b(?:{alternatives('apart', 'words')})\s(?:\w+\s){{0,3}}$", re.IGNORECASE)


@cache
def _false() -> re.Pattern[str]:
    wrong = alternatives("apart", "false")
    return re.compile(rf"[^.;\n]{{0,{_FAR - 20}}}?\b(?:is|are|was|were|as)\s(?:\w+\s){{0,2}}(?:{wrong})\b", re.IGNORECASE)


@cache
def _long_ago(side: Literal["before", "after"]) -> re.Pattern[str]:
    ago = alternatives("apart", f"long_ago_{side}").replace("\\#", r"(?:19|20)\d\d")
    if side == "after":
        return re.compile(rf"(?:\s(?:{MEDIA_NOUN}))?(?:\sback)?\s(?:\w+\s){{0,2}}?(?:{ago})\b", re.IGNORECASE)
    told = alternatives("before", "told")
    return re.compile(rf"\b(?:{ago}),?\s(?:\w+\s){{0,2}}(?:{told})\s(?:the\s)?$", re.IGNORECASE)


@cache
def _quotes() -> re.Pattern[str]:
    verb = alternatives("after", "quoted")
    return re.compile(rf"\s(?:{verb})\s[^.;\n]{{1,{_WINDOW}}}?\sas\s(?:saying|telling|stating|confirming|denying)\b", re.IGNORECASE)


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
        name = text[start:end]
        if how is None or (how == "cites" and has_other_bearers(name)):
            continue
        article = _ARTICLE_BEFORE.search(text[max(0, start - 4) : start])
        shown = f"says “{_snippet(text, start, end, tail=how == 'reported')}”"
        full = _outlet_of((article[0] if article else "") + name)
        found.append(
            Credit(full, start, how, shown, outlet=_described(text, start, end) or (how == "reported" and _reports(text, start, end)))
        )
    return found


def _described(text: str, start: int, end: int) -> bool:
    """Whether a noun beside a name says that an outlet bears it."""
    return bool(_NOUN_BEFORE.search(text[max(0, start - _WINDOW) : start]) or _NOUN_AFTER.match(text[end : end + _WINDOW]))


def _reports(text: str, start: int, end: int) -> bool:
    """Whether a bare name, of nobody known to be something else, is one that "reported"."""
    name, rest = text[start:end], text[end : end + _WINDOW]
    verb = _after("reporting").match(rest)
    if verb is None or not _ASIDE_ENDS.match(rest, verb.end()) or name.isupper():
        return False
    alone = " " not in name
    article = _ARTICLE_BEFORE.search(text[max(0, start - 4) : start]) is not None
    if not article and (_SENTENCE_BEFORE.search(text[max(0, start - 3) : start]) if alone else is_person_name(name)):
        return False  # "Residents reported that …"
    parts = {word.casefold() for word in name.split()}
    known = phrases("organizations", "places", "names", "never_personal") | phrases("first_names", "names") | {*words("common", "words")}
    if name.casefold() in known or known & parts or any(map(is_institutional, parts)) or reads_as_company(text, name, name, end):
        return False
    return not alone or re.search(rf"(?<![.!?]\s)\b(?!The\b)[A-Z][\w'’-]+\s{re.escape(name)}(?!\w)", text) is None


def _outlet_of(name: str) -> str:
    """Of "Mara Vance of Fox News" the outlet."""
    person, of, employer = name.rpartition(" of ")
    return employer if of and " " in person and is_outlet(employer) else name


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A run of capitalised words without what only opens the sentence, without a possessive, and without a second name after "and"."""
    while (opening := _OPENING.match(text[start:end])) and _opens(opening[1]):
        start += opening.end()
    while (owner := _POSSESSOR.match(text[start:end])) is not None:
        if is_outlet(owner["owner"]):
            return start, start + len(owner["owner"])  # "the BBC's Today programme"
        rest = text[start + owner.end() : end]
        place = owner["owner"].casefold() in phrases("organizations", "places")
        if not place and (has_other_bearers(rest) or not is_outlet(rest)):
            break
        start += owner.end()
    name = text[start:end]
    if " and " in name and (not is_outlet(name) or all(map(is_outlet, name.split(" and ")))):
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
    lead, rest = text[max(0, start - _FAR) : start], text[end : end + _FAR]
    before = _before().search(lead)
    if before is not None and (before["far"] or before.start() >= len(lead) - _WINDOW):
        if _set_apart(lead[: before.start()], before[0], rest):
            return None
        return "told" if before["told"] else "cites"
    after = _after("reported").match(rest) or (_described(text, start, end) and _after("said").match(rest)) or _quotes().match(rest)
    return "reported" if after and not _apart().search(lead[-_WINDOW:]) and not _called_false(lead, rest) else None


def _set_apart(lead: str, cue: str, rest: str) -> bool:
    """Whether what credits a name speaks of a story that is denied, or of something said long before."""
    if _apart_further().search(lead[-_WINDOW:]) or _called_false(lead, rest):
        return True
    return bool(_long_ago("before").search(f"{lead[-_WINDOW:]}{cue}") or _long_ago("after").match(rest))


def _called_false(lead: str, rest: str) -> bool:
    return _SAID_OF.search(lead[-_WINDOW:]) is not None and _false().match(rest) is not None


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


def has_own_sources(text: str, names: Iterable[str]) -> bool:
    """Whether a document says that it has sources of its own: in so many words, or as somebody "told" one of its publisher's `names`."""
    if _own().search(text):
        return True
    held = [re.escape(name) for name in names]
    ours = "|".join([alternatives("own", "voices"), *held])
    if re.search(rf"(?<!\w)(?:{ours})\s(?:has|have)\s(?:\w+\s)?learn(?:ed|t)\b", text, re.IGNORECASE):
        return True
    told = rf"\b(?:told|tells|said to|confirmed to|spoke to|spoke with|spoken to)\s(?:the\s)?(?:{'|'.join(held)})(?!\w)"
    return bool(held) and re.search(told, text) is not None


def _snippet(text: str, start: int, end: int, *, tail: bool) -> str:
    """A name with the words that make it a source, shortened, within the sentence."""
    lead = re.split(r"[.!?]\s|\n", text[max(0, start - _FAR) : start])[-1]
    far = _before().search(lead)
    if far is not None and far["far"]:
        opening, link = far["far"].split()[0], re.search(r"\b(?:to|from)\s(?:the\s)?$", far["far"], re.IGNORECASE)
        return f"{opening} … {link[0] if link else ''}{text[start:end]}"
    rest = re.split(r"[.!?;\n]" if text[end:].startswith(", as ") else r"[.!?;,\n]", text[end : end + 40])[0] if tail else ""
    return " ".join([*lead.split()[-6:], text[start:end]]) + " ".join(rest.split(" ")[:3]).rstrip()
