"""Where a passage comes from, and whether that is the claim's own source.

Ten outlets that print one agency's story are one origin. What tells a copy from a witness is read from the documents
themselves: the agency in the publisher ("Daily Example (Reuters)", "Reuters (via …)"), the outlet that a text names as
its own source ("citing the Journal", "the Journal's story"), and text that two publishers share almost word for word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from factcheck.evidence.copies import copies_of
from factcheck.evidence.publishers import same_publisher
from factcheck.models import Attribution, Passage, Source, SourceKind, Span

__all__ = ["Origin", "aliases", "find_origins"]


class Origin(NamedTuple):
    """Where a passage comes from."""

    name: str
    """The origin's name; the same for all passages that share it."""
    dependent: str | None
    """Why its agreement confirms nothing, for a reader; None when it may."""


_WORD = re.compile(r"[^\W_]+")
_FILLER = frozenset(("the", "a", "an", "of", "and", "news", "agency", "inc", "ltd", "llc", "corp", "co"))
_AGENCIES = (
    "Reuters",
    "Associated Press",
    "Agence France-Presse",
    "Bloomberg",
    "Xinhua",
    "Kyodo",
    "Yonhap",
    "TASS",
    "Interfax",
    "Press Trust of India",
    "ANSA",
    "Deutsche Presse-Agentur",
)
"""News agencies, whose text others print under their own name."""
_AGENCY = re.compile(rf"\b(?:{'|'.join(map(re.escape, _AGENCIES))})\b")
_PRESS_WORDS = frozenset(
    (
        *("times", "post", "journal", "herald", "guardian", "telegraph", "tribune", "globe", "standard", "star", "sun"),
        *("mirror", "mail", "express", "chronicle", "observer", "gazette", "independent", "press"),
    )
)
"""Words that many newspapers share: enough to mean one that is known from the context, not enough to tell two apart."""
_HANDLING = re.compile(r"\s*\((?:via|copy|reprint|edited|translat|summar|syndicat|archived|citing)[^()]*\)\s*$", re.IGNORECASE)
_CITING = re.compile(r"\((?:citing|quoting)\s+([^()]+)\)", re.IGNORECASE)
_BEFORE = re.compile(
    r"\b(?:citing|cites?|cited(?: by)?|quoting|relay(?:ing|s|ed by)|repeat(?:s|ing)|restates|according to|reported by|drawing on|drawn from"
    r"|based on|referring to|(?:attribut|credit)\w*(?: \w+){0,6} to|(?:summary|digest|account|copy|reprint|version|translation) of"
    r"|told|(?:spoke|spoken|speaking|said|confirmed|statements?|comments?|remarks|emails?|gave|shown) (?:to|with)|interview (?:to|with))"
    r"\s(?:the\s|an?\s)?(?:\w+\s){0,2}$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?:[’']s)?\s+(?:also |first |earlier |has |had |newspaper |news agency ){0,2}"
    r"(?:report(?:ed|s|ing)?|stor(?:y|ies)|account|article|dispatch|headline|finding|wrote|as its source)\b"
)
_OWN_AFTER = re.compile(r"(?:[’']s)?\s+(?:also |first |earlier |has |had |newspaper |news agency ){0,2}(?:said|says|view)\b")
"""What marks a relay of the claim's own outlet, but not of any publisher: that a company said a thing is also reporting."""
_WINDOW = 80
"""Code points on either side of a name in which the words that make it the source are looked for."""


def find_origins(chain: Sequence[Attribution], passages: Sequence[Passage]) -> list[Origin]:
    """The origin of each passage found for one claim.

    Passages of one document have one origin; so have documents of one publisher, those that name the same outlet as their source, and
    those that share their text. A passage without a publisher goes by its document. What comes from anybody in the claim's chain shows that
    they said so, not that it is so; the same holds for whoever relays or copies them.

    Args:
        chain: of the claim.
        passages: those found for the claim, in any order.

    Returns:
        One origin for each passage, in order.
    """
    documents: dict[str, list[Passage]] = {}
    for passage in passages:
        documents.setdefault(passage.document_id, []).append(passage)
    outlets = [link.source.canonical for link in chain if link.source.kind == "outlet" and link.source.named]
    known = list(dict.fromkeys([*outlets, *(_publisher(parts[0]) for parts in documents.values()), *_AGENCIES]))
    names = {document: _name(parts, known) for document, parts in documents.items()}
    reasons = {document: _dependence(chain, parts, names[document]) for document, parts in documents.items()}
    groups: list[list[str]] = []
    for document, parts in documents.items():
        joined = [
            group
            for group in groups
            if any(_same(names[document], names[other]) or _share_text(parts, documents[other]) for other in group)
        ]
        groups = [group for group in groups if group not in joined] + [[*(other for group in joined for other in group), document]]
    labels = {document: names[group[0]] for group in groups for document in group}
    copied = {
        document: next((reasons[o] for o in documents if reasons[o] and o != document and _share_text(parts, documents[o])), None)
        for document, parts in documents.items()
    }
    return [Origin(labels[p.document_id], reasons[p.document_id] or copied[p.document_id]) for p in passages]


@lru_cache(maxsize=4096)
def _aliases(names: tuple[str, ...], kind: SourceKind) -> tuple[str, ...]:
    found = []
    for name in dict.fromkeys(names):
        plain = re.sub(r"^(?:[Tt]he|[Aa]n?)\s", "", re.sub(r"\s*\([^()]*\)", "", name)).strip()
        words = plain.split()
        capital = [w for w in words if w[:1].isupper()]
        if not capital:
            continue
        found.append(plain)
        if len(capital) > 2:
            found.append("".join(w[0] for w in capital))
        if kind in {"person", "official", "spokesperson"} and len(words) > 1 and len(words[-1]) > 2 and words[-1][:1].isupper():
            found.append(words[-1])
        if kind in {"organization", "spokesperson"} and len(capital) > 1 and len(capital) < len(words):
            found.append(" ".join(capital))
        if kind == "outlet" and len(words) > 1 and words[-1].casefold() in _PRESS_WORDS:
            found += [f"the {words[-1]}", f"The {words[-1]}"]
    return tuple(dict.fromkeys(found))


def aliases(source: Source) -> tuple[str, ...]:
    """Names by which running text may call a source: full, without the article, its initials, a person's surname, "the Journal" of a
    longer title.
    """
    return _aliases((source.canonical, source.name), source.kind)


def _publisher(passage: Passage) -> str:
    """Whose text it is, by its publisher: the agency if one is named, or whom it cites, else the name without a note on copying."""
    publisher = passage.publisher or passage.document_id
    if agency := _AGENCY.search(publisher):
        return agency[0]
    citing = _CITING.search(publisher)
    return citing[1].strip() if citing else _HANDLING.sub("", publisher) or publisher


def _name(parts: Sequence[Passage], known: Iterable[str]) -> str:
    """The outlet that the document names as its own source, or else its publisher."""
    publisher, title, text = _publisher(parts[0]), parts[0].title or "", _text(parts)
    cited = []
    for outlet in known:
        if _same(outlet, publisher):
            continue
        names = _aliases((outlet,), "outlet")
        place = -1 if _credited(names, title) else _cited_at(names, text, _AFTER)
        if place is not None:
            cited.append((place, outlet))
    return min(cited)[1] if cited else publisher


def _dependence(chain: Sequence[Attribution], parts: Sequence[Passage], name: str) -> str | None:
    publisher, text = _publisher(parts[0]), _text(parts)
    for source in (link.source for link in chain):
        if source.kind in {"author", "anonymous"} or not (source.named or source.kind == "spokesperson"):
            continue
        forms = [source.canonical, source.name]
        if source.kind == "spokesperson":
            forms += [re.split(r"\s(?:for|of)\s", form)[-1] for form in forms]
        if any(_same(publisher, form) or _bears(parts[0].publisher, form) for form in forms):
            return f"{source.canonical} is the claim's own source"
        relays = source.kind in {"outlet", "document"} and any(
            _cited_at(aliases(source), text, after) is not None for after in (_AFTER, _OWN_AFTER)
        )
        if relays or any(_same(name, form) for form in forms):
            return f"it relays {source.canonical}, the claim's own source"
    return None


def _bears(publisher: str | None, name: str) -> bool:
    return publisher is not None and same_publisher(publisher, name)


def _text(parts: Sequence[Passage]) -> str:
    return "\n".join((parts[0].title or "", *(part.text for part in parts)))


def _credited(names: Iterable[str], title: str) -> bool:
    """Whether a headline credits the outlet: "… - Harbour Times", "Harbour Times: …"."""
    return any(title.startswith(f"{name}:") or re.search(rf"\s[-–—]\s{re.escape(name)}$", title) for name in names)


def _cited_at(names: Sequence[str], text: str, after: re.Pattern[str]) -> int | None:
    """Where `text` has one of `names` as its source, None when it does not."""
    present = [name for name in names if name in text]
    if not present:
        return None
    for match in re.finditer(rf"(?<!\w)(?:{'|'.join(map(re.escape, present))})(?!\w)", text):
        start, end = match.span()
        if _BEFORE.search(text[max(0, start - _WINDOW) : start]) or after.match(text[end : end + _WINDOW]):
            return start
    return None


def _share_text(left: Sequence[Passage], right: Sequence[Passage]) -> bool:
    return any(_shared(a.text, b.text) for a in left for b in right)


@lru_cache(maxsize=4096)
def _shared(left: str, right: str) -> bool:
    return any(copies_of(a, [_bare(b)]) for a, b in ((left, right), (right, left)))


def _bare(text: str) -> Passage:
    return Passage(id="", document_id="", span=Span(start=0, end=len(text)), text=text)


def _key(name: str) -> tuple[str, ...]:
    words = tuple(word.casefold() for word in _WORD.findall(name))
    return tuple(word for word in words if word not in _FILLER) or words


@lru_cache(maxsize=4096)
def _same(left: str, right: str) -> bool:
    """Whether both name one publisher, or one is a shorter form of the other."""
    if left == right or same_publisher(left, right):
        return True
    short, long = sorted((_key(left), _key(right)), key=len)
    if len(short) == 1 and len(long) > 1:
        # "China" is not the South China Morning Post, and "The Times" is not The New York Times
        return short[0] == long[0] and short[0] not in _PRESS_WORDS
    return bool(short) and set(short) <= set(long)
