"""Where the passages found for one claim come from, and which of them depend on the claim's own source."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Final, Literal, NamedTuple

from factcheck.claims.outlets import is_outlet
from factcheck.evidence.origins.credits import names_as_source
from factcheck.evidence.origins.joining import Links
from factcheck.evidence.origins.names import aliases
from factcheck.evidence.origins.names import same_outlet as _same
from factcheck.evidence.origins.reading import read
from factcheck.evidence.origins.shared_text import shared_percent
from factcheck.evidence.origins.tracing import Group, Trace, labels, trace
from factcheck.evidence.publishers import same_publisher
from factcheck.models import Attribution, Document, Passage, Provenance, Source

__all__ = ["Origin", "find_origins", "trace_passages"]

_ONE_VOICE_DAYS: Final = 1
"""Two reports of one outlet on one claim that are this near in time are one witness: they may well be one report told twice."""


class Origin(NamedTuple):
    """Where a passage comes from."""

    name: str
    """The origin's name; the same for all passages that share it."""
    dependent: str | None
    """Why its agreement confirms nothing, for a reader; None when it may."""
    provenance: Provenance
    """Of its document."""


def trace_passages(passages: Iterable[Passage], chains: Iterable[Sequence[Attribution]] = ()) -> Trace:
    """Compare the documents of passages with one another, by the passages at hand.

    Args:
        passages: of any number of claims; the same one may come more than once.
        chains: of those claims: the outlets that they name are known outlets.
    """
    parts: dict[str, dict[str, Passage]] = {}
    for passage in passages:
        parts.setdefault(passage.document_id, {})[passage.id] = passage
    outlets = sorted({link.source.canonical for chain in chains for link in chain if link.source.kind == "outlet" and link.source.named})
    return trace([_document(found.values()) for found in parts.values()], outlets)


def _document(passages: Iterable[Passage]) -> Document:
    parts = sorted(passages, key=lambda passage: (passage.span.start, passage.id))
    first = parts[0]
    return Document(
        id=first.document_id,
        text="\n".join(part.text for part in parts),
        title=first.title,
        publisher=first.publisher,
        publisher_type=first.publisher_type,
        url=first.url,
        date=first.date,
    )


def find_origins(
    chain: Sequence[Attribution], passages: Sequence[Passage], traced: Trace | None = None, *, relayed: Iterable[Source] = ()
) -> list[Origin]:
    """The origin of each passage found for one claim.

    An origin is a report (see `tracing`), and as the passages bear on one claim, an outlet's reports of one day are one witness too, as
    are those without a date. What comes from anybody in the claim's chain shows that they said so, not that it is so; the
    same holds for whoever relays or copies them.

    Args:
        chain: of the claim.
        passages: those found for the claim, in any order.
        traced: their documents compared with those of other claims, so that a copy is known as one where its origin was found for another
            claim only; those of `passages` alone when left out.
        relayed: outlets that the article relays anywhere. Where the chain names nobody, the article may have the claim from one of them, so
            they do not confirm it either.

    Returns:
        One origin for each passage, in order.
    """
    compared = traced or trace_passages(passages, [chain])
    documents: dict[str, Document] = {}
    for identifier in dict.fromkeys(passage.document_id for passage in passages):
        documents[identifier] = _document({p.id: p for p in passages if p.document_id == identifier}.values())
    names = _names(documents, compared)
    unnamed = bool(chain) and all(link.source.kind == "anonymous" for link in chain)
    behind = [source for source in relayed if source.kind == "outlet" and source.named] if unnamed else []
    reasons = {i: _dependence(chain, behind, document, compared.groups[i].name) for i, document in documents.items()}
    copied = {i: reasons[i] or _copied(i, documents, reasons) for i in documents}
    provenances = {i: compared.provenances[i].model_copy(update={"origin": names[i]}) for i in documents}
    return [Origin(names[p.document_id], copied[p.document_id], provenances[p.document_id]) for p in passages]


def _names(documents: Iterable[str], compared: Trace) -> dict[str, str]:
    """Names of origins by document; those that are one voice have one, after the earliest of them."""
    groups = sorted({compared.groups[i] for i in documents}, key=lambda g: (g.date is None, str(g.date), g.name, g.members))
    links = Links(len(groups))
    for one, other in combinations(range(len(groups)), 2):
        if _one_voice(groups[one], groups[other]):
            links.join(one, other)
    voices = [[groups[number] for number in numbers] for numbers in links.groups()]
    named = {group: label for held, label in zip(voices, labels([held[0] for held in voices]), strict=True) for group in held}
    return {i: named[compared.groups[i]] for i in documents}


def _one_voice(one: Group, other: Group) -> bool:
    theirs = dict(other.outlets)
    return any(_near(first, second) for outlet, dates in one.outlets for first in dates for second in theirs.get(outlet, ()))


def _near(one: dt.date | None, other: dt.date | None) -> bool:
    return one is None or other is None or abs((one - other).days) <= _ONE_VOICE_DAYS


def _dependence(chain: Sequence[Attribution], behind: Sequence[Source], document: Document, origin: str) -> str | None:
    for source in (link.source for link in chain):
        if source.kind in {"author", "anonymous"} or not (source.named or source.kind == "spokesperson"):
            continue
        tie = _tie(source, document, origin)
        if tie is not None:
            return (
                f"{source.canonical} is the claim's own source" if tie == "is" else f"it relays {source.canonical}, the claim's own source"
            )
    for source in behind:
        if _tie(source, document, origin) is not None:
            return f"the article relays {source.canonical}, and names nobody else who says so"
    return None


def _tie(source: Source, document: Document, origin: str) -> Literal["is", "relays"] | None:
    """Whether a document is a source's own or relays it."""
    forms = [source.canonical, source.name]
    if source.kind == "spokesperson":
        forms += [re.split(r"\s(?:for|of)\s", form)[-1] for form in forms]
    if source.kind == "outlet":
        forms += [part for form in forms for part in form.split(" and ") if " and " in form and is_outlet(part)]
    voice = read(document).voice
    if any(_same(voice, form) or _bears(document.publisher, form) for form in forms):
        return "is"
    text = f"{document.title or ''}\n{document.text}"
    relays = source.kind in {"outlet", "document"} and names_as_source(aliases(source), text, saying=True)
    return "relays" if relays or any(_same(origin, form) for form in forms) else None


def _bears(publisher: str | None, name: str) -> bool:
    return publisher is not None and same_publisher(publisher, name)


def _copied(identifier: str, documents: dict[str, Document], reasons: dict[str, str | None]) -> str | None:
    """The reason of another document that shares the text of this one."""
    text = documents[identifier].text
    others = (other for other in documents if other != identifier and reasons[other])
    return next((reasons[other] for other in others if shared_percent(text, documents[other].text) is not None), None)
