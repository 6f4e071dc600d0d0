"""Source phrases that name or describe somebody by themselves: "Minister Mary Falk of Norland", "two officials"."""

from __future__ import annotations

import re

from factcheck.claims.companies import reads_as_company
from factcheck.claims.lexicons import phrases
from factcheck.claims.names import NameIndex, strip_article, strip_titles
from factcheck.claims.resolution.gender import by_first_name
from factcheck.claims.resolution.role_descriptions import RoleDescriptions
from factcheck.claims.source_kinds import Classified, classify, head_noun, is_outlet, is_person_name
from factcheck.models import Source, Span

__all__ = ["NamedSources"]

_PUBLICATIONS = frozenset(
    {
        *("report", "reports", "article", "story", "column", "editorial", "interview", "coverage"),
        *("newspaper", "paper", "magazine", "agency", "outlet", "broadcaster"),
    }
)
"""Heads of phrases whose outlet is the source: "a report by The Daily Record"."""
_CAPITALS = r"((?:[Tt]he\s+)?[A-Z][\w'’.&-]*(?:\s(?:(?:of|the|and|for)\s){0,2}[A-Z][\w'’.&-]*)*)"
_ISSUER = re.compile(rf"\b(?:by|in|from|of|with|to)\s+{_CAPITALS}")
_POSSESSIVE = re.compile(r"((?:[Tt]he\s)?[A-Z][\w.&-]*(?:\s[A-Z][\w.&-]*)*)['’]s?\s")
_ATTRIBUTIVE = re.compile(r"(?:[Tt]he\s|[Aa]n?\s)?([A-Z][\w.&-]*(?:\s[A-Z][\w.&-]*)*)\s[a-z]+$")
_TOO_COMMON = frozenset({"government", "police", "people", "state"})
_TITLE = re.compile(r"(Mr|Mrs|Ms|Miss|Sir|Dame|Lady)\b")


class NamedSources:
    """Reads the phrases of one article that stand for themselves."""

    def __init__(self, text: str, names: NameIndex, roles: RoleDescriptions) -> None:
        self._text = text
        self._names = names
        self._roles = roles

    def read(self, phrase: str, span: Span) -> Source:
        """The source that `phrase`, the words under `span`, names or describes."""
        issuer = _issuing_outlet(phrase)
        if issuer is not None:
            name, offset = issuer
            bare = strip_article(name)
            start = self._text.find(bare, span.start + offset, span.end)
            where = Span(start=start, end=start + len(bare)) if start >= 0 else span
            return Source(name=bare, canonical=self._canonical(name), kind="outlet", named=True, span=where)
        bare = strip_titles(phrase.split(",", maxsplit=1)[0])
        canonical = self._names.canonical(bare) if bare[:1].isupper() else bare
        reading = classify(phrase, self._roles.of(canonical), canonical)
        left, joined, last = bare.rpartition(" and ")
        if reading.kind == "person" and joined and reading.name == last and classify(left).kind == "organization":
            # "Ostara Electronics and Karo Lumen": what an institution is joined with is one too.
            reading = Classified(bare, "organization", named=True, person=False)
        full = self._names.canonical(reading.name) if reading.named else reading.name
        if reading.person:
            full = self._person(full, reading.name, phrase, span.start)
            reading = reading._replace(kind=classify(phrase, self._roles.of(full), full).kind)
            if reading.kind == "person" and reading.name == bare and reads_as_company(self._text, full, bare, span.end):
                reading = reading._replace(kind="organization", person=False)
        elif reading.kind in ("organization", "outlet"):
            full = self._canonical(reading.name)
        start = self._text.find(reading.name, span.start, span.end)
        where = Span(start=start, end=start + len(reading.name)) if start >= 0 else span
        return Source(name=where.of(self._text), canonical=full or reading.name, kind=reading.kind, named=reading.named, span=where)

    def _person(self, full: str, name: str, phrase: str, position: int) -> str:
        """The full name of a person; a bare surname that several bear stays as it is where nothing tells them apart."""
        if not is_person_name(full) and full != name:
            return name
        namesakes = [other for other in self._names.namesakes(name) if is_person_name(other)] if " " not in name else []
        title = _TITLE.search(phrase)
        if len(namesakes) > 1 and title is not None:
            female = title.group(1).lower() in phrases("roles", "female")
            fitting = [other for other in namesakes if by_first_name(other.split()[0]) in (None, female)]
            namesakes = fitting or namesakes
        if not namesakes:
            return full
        if len(namesakes) == 1 or not self._names.is_shared(name):
            return max(namesakes, key=lambda other: self._names.counts[other])
        paragraph = self._text[self._text.rfind("\n", 0, position) + 1 : position]
        here = [other for other in namesakes if other in paragraph]
        return here[0] if len(here) == 1 else name

    def _canonical(self, name: str) -> str:
        bare = strip_article(name)
        full = self._names.canonical(bare) if bare[:1].isupper() else bare
        if bare[:1].islower():
            return self._by_head(bare) or name.strip()
        return f"The {full}" if re.match(r"the\s", name, re.IGNORECASE) and is_outlet(full) and f"The {full}" in self._text else full

    def _by_head(self, phrase: str) -> str | None:
        """The fullest name whose last or first word is the head of a common noun phrase: "the ministry" is the "Ministry of Health"."""
        head = head_noun(phrase)
        if head in _TOO_COMMON or phrase.lower() != head:
            return None
        for name in self._names.counts:
            words = name.lower().split()
            if len(words) > 1 and head in (words[0], words[-1]) and not is_person_name(name):
                return strip_article(name)
        return None


def _issuing_outlet(phrase: str) -> tuple[str, int] | None:
    """The outlet behind "a report by The Daily Record", "the Daily Record report" or "Daily Record's reporter Jane Roe", and its offset."""
    if head_noun(phrase) not in _PUBLICATIONS:
        return None
    for match in _ISSUER.finditer(phrase):
        if is_outlet(match.group(1)):
            return match.group(1), match.start(1)
    attributive = _ATTRIBUTIVE.match(phrase)
    if attributive is not None and is_outlet(attributive.group(1)):
        return attributive.group(1), attributive.start(1)
    possessive = _POSSESSIVE.search(phrase)
    if possessive is not None and is_outlet(possessive.group(1)):
        return possessive.group(1), possessive.start(1)
    return None
