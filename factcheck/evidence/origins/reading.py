"""What one document says of where it comes from; read once, whatever it is compared with."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from factcheck.evidence.origins.agency_lines import agency_line
from factcheck.evidence.origins.credits import Credit, credited_names, has_own_sources
from factcheck.evidence.origins.links import address, linked
from factcheck.evidence.origins.names import forms_of, named_in, resolve, same_outlet
from factcheck.evidence.origins.publisher_line import read_publisher
from factcheck.evidence.origins.remarks import rests_on_unnamed_report
from factcheck.models import Document

__all__ = ["Reading", "read"]


class Reading(NamedTuple):
    """The signs of derivation in one document."""

    head: str
    """Who published it; its id where nobody is named."""
    voice: str
    """Whose text it prints: the agency of its publisher line, dateline or byline, else the publisher."""
    retold: bool
    """The publisher line says that the voice's story is told anew."""
    reason: str | None
    """Where the voice was found, for a reader; None where it is just the publisher."""
    credits: tuple[Credit, ...]
    """Names of others that stand as the source, in reading order, outlets or not."""
    own_sources: bool
    """It says that it has sources of its own."""
    unnamed_report: bool
    """It says that it goes back to a report, and not to whose."""
    address: str | None
    linked: frozenset[str]
    """Addresses that it links to."""


def read(document: Document) -> Reading:
    """The signs of derivation in a document; cached by what they are read from."""
    return _read(document.publisher or document.id, document.title or "", document.text, document.url)


@lru_cache(maxsize=4096)
def _read(publisher: str, title: str, text: str, url: str | None) -> Reading:
    line = read_publisher(publisher)
    voice, reason = line.voice, line.reason
    if line.voice == line.head and (signed := agency_line(text)) is not None and not same_outlet(signed[0], voice):
        voice, reason = signed
    ours = (voice, line.head)
    # whoever is named in the publisher line is accounted for by it
    named = tuple(c for c in credited_names(title, text) if resolve(c.name, ours) not in ours and not named_in(c.name, publisher))
    own = has_own_sources(text, [form.removeprefix("the ") for form in forms_of(ours, "outlet")])
    return Reading(line.head, voice, line.retold, reason, named, own, rests_on_unnamed_report(text), address(url), linked(text))
