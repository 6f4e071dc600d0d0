"""Independent origins: how many different places the support for a claim comes from.

Ten outlets that print one agency's story are one origin. What tells a copy from a witness is read from the passage
itself: the agency in its publisher ("Daily Example (Reuters)", "Reuters (via …)"), and the outlet that it names as
its own source ("citing the Journal", "the Journal's story"). Text that two publishers share almost word for word is one origin too,
whoever wrote it first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from factcheck.evidence.copies import copies_of
from factcheck.evidence.publishers import same_publisher
from factcheck.models import Assessment, Claim, Passage

__all__ = ["independent_origins"]

_WORD = re.compile(r"[^\W_]+")
_FILLER = frozenset({"the", "a", "an", "of", "and", "news", "agency", "inc", "ltd", "llc", "corp", "co"})
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
    [
        "times",
        "post",
        "journal",
        "herald",
        "guardian",
        "telegraph",
        "tribune",
        "globe",
        "standard",
        "star",
        "sun",
        "mirror",
        "mail",
        "express",
        "chronicle",
        "observer",
        "gazette",
        "independent",
        "press",
    ]
)
"""Words that many newspapers share: enough to mean one that is known from the context, not enough to tell two apart."""
_HANDLING = re.compile(r"\s*\((?:via|copy|reprint|edited|translat|summar|syndicat|archived|citing)[^()]*\)\s*$", re.IGNORECASE)
_BEFORE = re.compile(
    r"\b(?:citing|cites|cited|quoting|relaying|relays|repeats|repeating|restates|according to|attribut\w+(?: \w+){0,4} to"
    r"|(?:summary|digest|account|copy|reprint|version|translation) of|as reported by|reported by|drawn from|based on)\s*(?:an? |the )?$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"^(?:[’']s)?\s+(?:also |first |earlier |newspaper |news agency ){0,2}"
    r"(?:report(?:ed|s)?|stor(?:y|ies)|account|article|dispatch|finding|wrote|as its source)\b"
)
_WINDOW = 60
"""Code points on either side of an outlet's name in which the words that make it the source are looked for."""


def independent_origins(claim: Claim, assessments: Sequence[Assessment]) -> tuple[str, ...]:
    """Origins that support the content on their own account, in order of first appearance.

    Left out are passages that are excluded, and those that come from anybody in the claim's own chain: a party's word
    about itself confirms nothing, and neither does the outlet that the article relays. A passage without a publisher
    counts by its document.
    """
    chain = list(
        dict.fromkeys(name for link in claim.chain if link.source.kind != "author" for name in (link.source.canonical, link.source.name))
    )
    outlets = [link.source.canonical for link in claim.chain if link.source.kind == "outlet"]
    known = [*outlets, *(_publisher(assessment.evidence.passage) for assessment in assessments), *_AGENCIES]
    found: list[str] = []
    counted: list[Passage] = []
    for assessment in assessments:
        if assessment.relation != "supports" or assessment.excluded is not None:
            continue
        passage = assessment.evidence.passage
        origin = _origin(passage, dict.fromkeys(known))
        if any(_same(origin, other) for other in [*chain, *found]) or any(_share_text(passage, other) for other in counted):
            continue
        found.append(origin)
        counted.append(passage)
    return tuple(found)


def _share_text(left: Passage, right: Passage) -> bool:
    return bool(copies_of(left.text, [right]) or copies_of(right.text, [left]))


def _publisher(passage: Passage) -> str:
    """Whose text it is, by its publisher: the agency if one is named, else the name without a note on how it was copied."""
    publisher = passage.publisher or passage.document_id
    agency = _AGENCY.search(publisher)
    return agency[0] if agency else _HANDLING.sub("", publisher) or publisher


def _origin(passage: Passage, known: Iterable[str]) -> str:
    """The outlet that the passage names as its own source, or else its publisher."""
    publisher = _publisher(passage)
    title = passage.title or ""
    text = f"{title}. {passage.text}"
    others = [outlet for outlet in known if not _same(outlet, publisher)]
    cited = [(place, outlet) for outlet in others if (place := 0 if _credited(outlet, title) else _cited_at(outlet, text)) is not None]
    return min(cited)[1] if cited else publisher


def _credited(outlet: str, title: str) -> bool:
    """Whether a headline credits the outlet: "… - Harbour Times", "Harbour Times: …"."""
    return any(title.startswith(f"{alias}:") or re.search(rf"\s[-–—]\s{re.escape(alias)}$", title) for alias in _aliases(outlet))


def _cited_at(outlet: str, text: str) -> int | None:
    """Where `text` names `outlet` as its source, None when it does not."""
    aliases = [alias for alias in _aliases(outlet) if alias in text]
    if not aliases:
        return None
    for match in re.finditer(rf"\b(?:{'|'.join(map(re.escape, aliases))})\b", text):
        if _BEFORE.search(text[max(0, match.start() - _WINDOW) : match.start()]) or _AFTER.match(text[match.end() : match.end() + _WINDOW]):
            return match.start()
    return None


def _aliases(outlet: str) -> list[str]:
    """How an outlet is called in running text: its name, its initials, and "the" with the last word of a longer name."""
    name = re.sub(r"^The\s+", "", outlet)
    words = [word for word in _WORD.findall(name) if word[0].isupper()]
    aliases = [name]
    if len(words) > 2:
        aliases.append("".join(word[0] for word in words))
    if len(words) > 1 and words[-1].casefold() in _PRESS_WORDS:
        aliases += [f"the {words[-1]}", f"The {words[-1]}"]
    return aliases


def _key(name: str) -> tuple[str, ...]:
    words = tuple(word.casefold() for word in _WORD.findall(name))
    return tuple(word for word in words if word not in _FILLER) or words


def _same(left: str, right: str) -> bool:
    """Whether both name one publisher, or one is a shorter form of the other."""
    if same_publisher(left, right):
        return True
    short, long = sorted((_key(left), _key(right)), key=len)
    if len(short) == 1 and len(long) > 1:
        # "China" is not the South China Morning Post, and "The Times" is not The New York Times
        return short[0] == long[0] and short[0] not in _PRESS_WORDS
    return bool(short) and set(short) <= set(long)
