"""Whose words a document has, by how its publisher is given: "Bay Radio (Reuters)", "Reuters (via Bay Radio)", "Bay Radio (citing X)"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from factcheck.claims.outlets import is_outlet
from factcheck.evidence.origins.lists import alternatives
from factcheck.evidence.origins.names import agency_in, same_outlet

__all__ = ["PublisherLine", "read_publisher"]


class PublisherLine(NamedTuple):
    """A publisher as printed, taken apart."""

    head: str
    """Who published it, without asides."""
    voice: str
    """Whose text or story it is; the head unless another is credited."""
    retold: bool
    """It tells the voice's story in words of its own; False where it prints it, or is the voice."""
    reason: str | None
    """For a reader, where the voice is another than the head."""


_ASIDE = re.compile(r"\(([^()]+)\)")
_CARRIED = re.compile(rf"(?:{alternatives('publisher_line', 'carried')})\b", re.IGNORECASE)
_FROM = re.compile(rf"(?:{alternatives('publisher_line', 'from')})\s+(?:the\s+)?(?P<name>[A-Z].*)", re.IGNORECASE)
_RETOLD = re.compile(rf"\b(?:{alternatives('publisher_line', 'retold')})\b", re.IGNORECASE)
_LONGER_NAME = re.compile(r"\s*(?:(?:of|for)\s)?[A-Z]")
_ON = re.compile(r"^(?P<by>[A-Z][^()]*?)\s+(?:on|citing|quoting)\s+(?:the\s+)?(?P<name>[A-Z][^()]*)$")


@lru_cache(maxsize=4096)
def read_publisher(publisher: str) -> PublisherLine:
    """Take a publisher's name apart.

    Args:
        publisher: as the corpus gives it.
    """
    head = _ASIDE.sub(" ", publisher).strip() or publisher
    asides = [aside.strip() for aside in _ASIDE.findall(publisher)]
    for part in (head, *asides):
        # "Reuters on Bloomberg": the second is where the first has it from
        if (relay := _ON.match(part)) and is_outlet(relay["by"]):
            return PublisherLine(head, relay["name"].strip(), True, _credits(relay["name"].strip()))
    for aside in asides:
        named = _FROM.match(aside)
        # "(on example.org)" and "(copy on …)" say where it went; "(citing …)" where it comes from
        if named and not _CARRIED.match(aside):
            return PublisherLine(head, _clean(named["name"]), True, _credits(_clean(named["name"])))
        agency = None if _CARRIED.match(aside) else agency_in(aside)
        if agency is not None and not same_outlet(agency, head):
            return PublisherLine(head, agency, bool(_RETOLD.search(aside)), _credits(agency))
    agency = agency_in(head)
    # "Reuters", "Reuters report summarised on …", but not a name that only begins with an agency's
    if agency is not None and head.startswith(agency) and not _LONGER_NAME.match(head.removeprefix(agency)):
        retold = _RETOLD.search(head) is not None
        return PublisherLine(head, agency, retold, _credits(agency) if retold else None)
    return PublisherLine(head, head, False, None)


def _clean(name: str) -> str:
    return re.split(r"\s*[,;]", name)[0].strip()


def _credits(name: str) -> str:
    return f"credits {name} in its publisher line"
