"""Whom a definite description without a name refers back to: "the minister", "the company", "the report"."""

from __future__ import annotations

import re
from typing import NamedTuple

from factcheck.agencies import agency_named
from factcheck.claims.lexicons import phrases
from factcheck.claims.names import strip_article
from factcheck.claims.resolution.history import INSTITUTIONS, PEOPLE, History
from factcheck.claims.resolution.named import NamedSources
from factcheck.claims.resolution.narration import Narration
from factcheck.claims.resolution.role_descriptions import RoleDescriptions
from factcheck.claims.source_kinds import head_noun
from factcheck.models import Source, SourceKind

__all__ = ["Descriptions"]

_DEFINITE = re.compile(r"^(?:the|this|that|these|those|its|their|his|her)\s", re.IGNORECASE)
_CAPITAL_INSIDE = re.compile(r"(?<!^)\b[A-Z]")
_OWNER = re.compile(r"^.*['’]s?\s")
_OFFICE_OF = re.compile(r"\s(?:of|for|to)\s")
"""What of a description says whose it is: "the governor's spokeswoman", "a spokeswoman for the governor" is no governor."""
_SPOKES = re.compile(r"spokes\w+")
_ANY_INSTITUTION = frozenset({"company", "firm", "group", "organization", "organisation", "agency"})
_BUSINESSES = frozenset({"company", "firm"})
_SOVEREIGN = frozenset({"government", "police", "country"})
"""Institutions of which a reader knows many: "the government" is not whichever government spoke before."""
_REACH = 1_500
"""Code points back in which the author may have named whom a description means."""


class _Wanted(NamedTuple):
    kinds: frozenset[SourceKind]
    head: str


class Descriptions:
    """Resolves the definite descriptions of one article."""

    def __init__(self, narration: Narration, history: History, roles: RoleDescriptions, named: NamedSources) -> None:
        self._narration = narration
        self._history = history
        self._roles = roles
        self._named = named

    def antecedent(self, phrase: str, position: int) -> Source | None:
        """The one before `position` whom `phrase` refers back to; None when it is no such phrase or nobody fits."""
        if not _DEFINITE.match(phrase) or (_CAPITAL_INSIDE.search(phrase) and not self._history.has_spoken(phrase)):
            return None
        wanted = _wanted(phrase)
        if wanted is None:
            return None
        for mention in self._history.before(position):
            if mention.source.kind in wanted.kinds and self._fits(mention.source, wanted.head):
                return mention.source
        return self._narrated(wanted, position)

    def _narrated(self, wanted: _Wanted, position: int) -> Source | None:
        """The last one whom the author named with that role or as that institution, without having let them speak."""
        last = self._narration.sentence_at(position)
        for number in range(last, -1, -1):
            start = self._narration.sentences[number].span.start
            if position - start > _REACH:
                return None
            for item in reversed(self._narration.named_in(number)):
                if item.position < position and item.source.kind in wanted.kinds and self._bears(item.source, wanted):
                    return item.source
        return None

    def _bears(self, source: Source, wanted: _Wanted) -> bool:
        if source.kind in PEOPLE:
            return wanted.kinds >= PEOPLE and self._fits(source, wanted.head)
        words = source.canonical.lower().split()
        return source.kind in INSTITUTIONS and wanted.head in (words[0], words[-1])

    def _fits(self, source: Source, head: str) -> bool:
        described = (source.name, source.canonical, *self._roles.of(source.canonical).split(" ; "))
        words = " ; ".join(_OFFICE_OF.split(_OWNER.sub("", words))[0] for words in described).lower()
        if source.kind in ("outlet", "document"):
            return (source.kind == "outlet" and (head != "agency" or _is_news_agency(source))) or head in words
        if _SPOKES.fullmatch(head):
            return True
        if source.kind == "organization":
            return head in words or (head in _ANY_INSTITUTION and _may_be(source, head))
        return re.search(rf"\b{re.escape(head)}", words) is not None


def _is_news_agency(source: Source) -> bool:
    name = strip_article(source.canonical).lower()
    return agency_named(name) is not None or "agency" in name


def _may_be(source: Source, head: str) -> bool:
    """Whether an institution whose name does not say so may be called so: no police force is "the company", no firm "the agency"."""
    name = strip_article(source.canonical)
    if head == "agency":
        return name.isupper()
    words = f" {name.lower()} "
    public = any(f" {word} " in words for word in phrases("organizations", "public")) or name.lower() in phrases("organizations", "places")
    return head not in _BUSINESSES or not public


def _wanted(phrase: str) -> _Wanted | None:
    """What kinds of source a description may refer back to; None for one that stands for itself."""
    head = head_noun(phrase)
    bare = strip_article(phrase).lower()
    if bare in phrases("outlets", "anaphors"):
        return _Wanted(frozenset({"outlet", "organization" if bare == "agency" else "document"}), head)
    if _SPOKES.fullmatch(head):
        return _Wanted(frozenset({"spokesperson"}), head)
    if bare != head:
        return None
    if head in phrases("documents", "heads"):
        statement = head in phrases("documents", "statements")
        return _Wanted(frozenset({"document", "spokesperson"}) if statement else frozenset({"document"}), head)
    if head in phrases("roles", "official", "spokesperson", "person"):
        return _Wanted(PEOPLE | {"anonymous"}, head)
    if head in phrases("organizations", "heads") and head not in _SOVEREIGN:
        return _Wanted(frozenset({"organization"}), head)
    if head in phrases("anonymous", "heads"):
        return _Wanted(frozenset({"anonymous"}), head)
    return None
