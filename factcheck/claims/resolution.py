"""Source resolution: who a source phrase means, by the names of the article and the sources before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from factcheck.claims.companies import reads_as_company
from factcheck.claims.lexicons import matcher, phrases
from factcheck.claims.names import NameIndex, strip_article, strip_titles
from factcheck.claims.source_kinds import Classified, classify, head_noun, is_outlet, is_person_name
from factcheck.models import Source, SourceKind, Span

__all__ = ["Mention", "SourceResolver"]

_PERSONAL = frozenset({"he", "she", "him", "her", "himself", "herself"})
_FEMININE = frozenset({"she", "her", "herself"})
_PLURAL = frozenset({"they", "them", "both", "the two", "the pair", "we"})
_NEUTER = frozenset({"it", "this", "that"})
_DEFINITE = re.compile(r"^(?:the|this|that|these|those|its|their|his|her)\s", re.IGNORECASE)
_ISSUER = re.compile(r"\b(?:by|in|from|of|with|to)\s+((?:[Tt]he\s+)?[A-Z][\w'’.&-]*(?:\s(?:(?:of|the|and|for)\s){0,2}[A-Z][\w'’.&-]*)*)")
_PEOPLE: frozenset[SourceKind] = frozenset({"person", "official", "spokesperson"})
_INSTITUTIONS: frozenset[SourceKind] = frozenset({"outlet", "organization", "document"})


_MEMORY = 200
"""How many mentions back a pronoun or definite phrase can refer."""

_LEADING_NAME = re.compile(r"((?:The\s)?[A-Z][\w&.-]*(?:\s[A-Z][\w&.-]*){0,5})(?=\s(?:\w+ly\s|also\s|already\s)?[a-z])")

_OTHER_NAME = re.compile(r"\b(?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)[a-z]*\b)[A-Z]")
_EXPLETIVE = re.compile(
    r"\bit\s+(?:(?:also|has|had|will|would|may|might|could|\w+ly)\s+)*(?:is|was|be|been|seem|appear|remain|rain|snow|happen|turn|take|took|became|become|follow)",
    re.IGNORECASE,
)
"""An "it" that may stand for nobody: "it is unclear", "it took years"."""


class Mention(NamedTuple):
    """A source that spoke earlier, with where."""

    source: Source
    position: int
    female: bool | None
    """By title or pronoun; None when the article does not show it."""


class SourceResolver:
    """Resolves the sources of one article in reading order; remembers who spoke."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.names = NameIndex(text)
        self._history: list[Mention] = []
        self._descriptions: dict[str, str] = {}
        self._genders: dict[str, bool | None] = {}

    @property
    def history(self) -> Sequence[Mention]:
        """Who spoke so far, in reading order."""
        return self._history

    def remember(self, source: Source, position: int) -> None:
        """Notes that `source` spoke at `position`."""
        if source.canonical not in self._genders:
            self._genders[source.canonical] = self._gender(source)
        self._history.append(Mention(source, position, self._genders[source.canonical]))

    def resolve(self, span: Span) -> Source:
        """The source that the phrase under `span` means."""
        phrase = span.of(self._text)
        word = phrase.strip().lower()
        if word in ("who", "which", "whom"):
            return self._relative(phrase, span)
        if word in _PERSONAL | _PLURAL | _NEUTER:
            return self._pronoun(word, phrase, span)
        antecedent = self._antecedent(phrase, span.start)
        if antecedent is not None:
            return antecedent.model_copy(update={"name": phrase, "span": span})
        return self._named(phrase, span)

    def subject_before(self, pronoun: str, position: int) -> str | None:
        """Full name of whom "he", "she", "it" or "they" means at `position`; None when the article leaves it open."""
        word = {"his": "he", "her": "she", "its": "it", "their": "they"}.get(pronoun, pronoun)
        if word == "it":
            if _EXPLETIVE.search(self._text, position, position + 80):
                return None
            institution = self._institution_before(position)
            return institution.canonical if institution is not None else None
        if word not in _PERSONAL:
            return None
        found = self._pronoun(word, word, Span(start=position, end=position))
        return found.canonical if found.named else None

    def _named(self, phrase: str, span: Span) -> Source:
        issuer = self._issuing_outlet(phrase)
        if issuer is not None:
            name, start = issuer
            return Source(
                name=strip_article(name),
                canonical=self._canonical(name),
                kind="outlet",
                named=True,
                span=_inside(span, start, name, self._text),
            )
        bare = strip_titles(phrase.split(",", maxsplit=1)[0])
        canonical = self.names.canonical(bare) if bare[:1].isupper() else bare
        reading = classify(phrase, self.describe(canonical), canonical)
        left, joined, last = bare.rpartition(" and ")
        if reading.kind == "person" and joined and reading.name == last and classify(left).kind == "organization":
            # "Ostara Electronics and Karo Lumen": what an institution is joined with is one too.
            reading = Classified(bare, "organization", named=True, person=False)
        full = self.names.canonical(reading.name) if reading.named else reading.name
        if reading.person:
            if not is_person_name(full) and full != reading.name:
                full = reading.name
            reading = reading._replace(kind=classify(phrase, self.describe(full), full).kind)
            if reading.kind == "person" and reading.name == bare and reads_as_company(self._text, full, bare, span.end):
                reading = reading._replace(kind="organization", person=False)
        elif reading.kind in ("organization", "outlet"):
            full = self._canonical(reading.name)
        start = self._text.find(reading.name, span.start, span.end)
        where = Span(start=start, end=start + len(reading.name)) if start >= 0 else span
        return Source(name=where.of(self._text), canonical=full or reading.name, kind=reading.kind, named=reading.named, span=where)

    def _canonical(self, name: str) -> str:
        bare = strip_article(name)
        full = self.names.canonical(bare) if bare[:1].isupper() else bare
        if bare[:1].islower():
            return self._by_head(bare) or name.strip()
        return f"The {full}" if re.match(r"the\s", name, re.IGNORECASE) and is_outlet(full) and f"The {full}" in self._text else full

    def _by_head(self, phrase: str) -> str | None:
        """The fullest name whose last or first word is the head of a common noun phrase: "the ministry" is the "Ministry of Health"."""
        head = head_noun(phrase)
        if head in ("government", "police", "people", "state") or phrase.lower() != head:
            return None
        for name in self.names.counts:
            words = name.lower().split()
            if len(words) > 1 and head in (words[0], words[-1]) and not is_person_name(name):
                return strip_article(name)
        return None

    def _issuing_outlet(self, phrase: str) -> tuple[str, int] | None:
        """The outlet behind "a report by The Daily Record" or "Daily Record reporter Jane Roe"."""
        head = head_noun(phrase)
        if head not in (
            "report",
            "reports",
            "article",
            "story",
            "column",
            "editorial",
            "interview",
            "newspaper",
            "paper",
            "magazine",
            "agency",
            "outlet",
            "broadcaster",
            "coverage",
        ):
            return None
        for match in _ISSUER.finditer(phrase):
            if is_outlet(match.group(1)):
                return match.group(1), match.start(1)
        match_possessive = re.search(r"((?:[Tt]he\s)?[A-Z][\w.&-]*(?:\s[A-Z][\w.&-]*)*)['’]s?\s", phrase)
        if match_possessive is not None and is_outlet(match_possessive.group(1)):
            return match_possessive.group(1), match_possessive.start(1)
        return None

    def describe(self, canonical: str) -> str:
        """The roles that stand right before or after the full name somewhere in the article."""
        if canonical not in self._descriptions:
            self._descriptions[canonical] = " ; ".join(self._roles_beside(canonical)) if " " in canonical else ""
        return self._descriptions[canonical]

    def _roles_beside(self, name: str) -> list[str]:
        roles = matcher("roles", "official", "spokesperson", "person", "past_markers", "candidate_markers")
        found: list[str] = []
        for match in re.finditer(re.escape(name), self._text):
            before = re.split(r"[.,;:\n\"“”()]", self._text[max(0, match.start() - 90) : match.start()].rstrip(", "))[-1]
            last = [role for role in roles.finditer(before) if not before[role.end() :].strip()]
            if last:
                found.append(" ".join(before.split()[-7:]))
            elif (
                (starting := roles.search(before)) is not None
                and re.match(r"\s+(?:of|for)\s", before[starting.end() :])
                and before.rstrip()[-1:].isalpha()
                and not re.search(r"\b(?:by|said|told|and|with|to|was|is)\s*$", before)
            ):
                found.append(before[starting.start() :])
            after = self._text[match.end() : match.end() + 140]
            apposition = re.match(
                r",\s+(?:\d{1,3},\s+)?((?:[^.;:\n\"“”]|(?<=\b[A-Z])\.){3,110}?)(?:,|(?<!\b[A-Z])\.|\s(?:said|says|told|who|is|was|has)\b)",
                after,
            )
            if (
                apposition is not None
                and roles.search(apposition.group(1))
                and not re.match(r"(?:and|but|who|which)\b", apposition.group(1))
            ):
                found.append(apposition.group(1))
        return list(dict.fromkeys(found))

    def _gender(self, source: Source) -> bool | None:
        if source.kind not in _PEOPLE:
            return None
        words = f"{source.name} {self.describe(source.canonical)}".lower()
        surname = source.canonical.split()[-1]
        title = re.search(rf"\b(Mr|Mrs|Ms|Miss|Sir|Dame|Lady)\.?\s(?:\w+\s)?{re.escape(surname)}\b", self._text)
        if title is not None:
            return title.group(1).lower() in phrases("roles", "female")
        if matcher("roles", "female").search(words):
            return True
        return False if matcher("roles", "male").search(words) else None

    def _plural_before(self, phrase: str, span: Span) -> Source | None:
        """The group that "they" means when one stands before it in the same sentence."""
        low = max(self._text.rfind(". ", 0, span.start) + 1, self._text.rfind("\n", 0, span.start) + 1, span.start - 200)
        heads = "|".join(sorted(head for head in phrases("anonymous", "heads") if head.endswith("s") and " " not in head))
        found = list(
            re.finditer(rf"(?:(?:[A-Z][\w-]*|senior|local|some|many|several|other)\s){{0,3}}\b(?:{heads})\b", self._text[low : span.start])
        )
        if not found:
            return None
        name = found[-1].group().strip()
        return Source(name=phrase, canonical=name, kind="anonymous", named=False, span=span)

    def _pronoun(self, word: str, phrase: str, span: Span) -> Source:
        if word == "they":
            group = self._plural_before(phrase, span)
            if group is not None:
                return group
        for mention in reversed(self._history[-_MEMORY:]):
            kind = mention.source.kind
            if kind == "author" or mention.position >= span.start:
                continue
            if word in _PERSONAL:
                if kind not in _PEOPLE and not (kind == "anonymous" and not head_noun(mention.source.name).endswith("s")):
                    continue
                if mention.female is not None and mention.female != (word in _FEMININE):
                    continue
                named = self._subject_between(mention.position, span.start)
                if named is not None and self._gender(named) in (None, word in _FEMININE):
                    return named.model_copy(update={"name": phrase, "span": span})
            elif word in _NEUTER and kind not in _INSTITUTIONS and kind != "spokesperson":
                continue
            return mention.source.model_copy(update={"name": phrase, "span": span})
        named = self._subject_between(0, span.start) if word in _PERSONAL else None
        if word == "it":
            named = self._institution_before(span.start)
        if named is not None:
            return named.model_copy(update={"name": phrase, "span": span})
        kind_alone: SourceKind = "person" if word in _PERSONAL else "organization" if word in _NEUTER else "anonymous"
        return Source(name=phrase, canonical=phrase, kind=kind_alone, named=False, span=span)

    def _institution_before(self, position: int) -> Source | None:
        """The institution that "it" means: the subject of the sentence before in the same paragraph, when no other name stands in it."""
        end = max(self._text.rfind(". ", 0, position), self._text.rfind('." ', 0, position))
        low = max(self._text.rfind("\n", 0, position) + 1, position - 300)
        if end <= low:
            return None
        stop = self._text.rfind(". ", low, end)
        start = stop + 2 if stop >= 0 else low
        subject = _LEADING_NAME.match(self._text, start, end)
        if subject is None or _OTHER_NAME.search(self._text, subject.end(1), end):
            return None
        found = self._named(subject.group(1), Span(start=subject.start(1), end=subject.end(1)))
        return found if found.named and found.kind == "organization" else None

    def _relative(self, phrase: str, span: Span) -> Source:
        """The noun phrase right before a relative pronoun."""
        low = max(self._text.rfind("\n", 0, span.start) + 1, span.start - 90)
        before = self._text[low : span.start].rstrip(" ,")
        name = re.search(r"[A-Z][\w'’.&-]*(?:\s(?:of\s|the\s)?[A-Z][\w'’.&-]*)*$", before)
        if name is None:
            words = before.split()[-3:]
            return Source(name=phrase, canonical=" ".join(words), kind="anonymous", named=False, span=span)
        found = self._named(name.group(), Span(start=low + name.start(), end=low + name.end()))
        return found.model_copy(update={"name": phrase, "span": span})

    def _subject_between(self, low: int, high: int) -> Source | None:
        """A person whose name begins a sentence in the text between, the latest; a subject is what a pronoun most often means."""
        window = max(low, high - 400)
        best: re.Match[str] | None = None
        for match in re.finditer(
            r"(?:^|[.!?\n]['\"”’]?\s+)((?:[A-Z][\w'’.-]+)(?:\s[A-Z][\w'’.-]+){0,3})(?=,?\s+[a-z])", self._text[window:high]
        ):
            name = match.group(1)
            if window + match.start(1) > low and is_person_name(self.names.canonical(name)):
                best = match
        if best is None:
            return None
        start = window + best.start(1)
        return self._named(best.group(1), Span(start=start, end=start + len(best.group(1))))

    def _antecedent(self, phrase: str, position: int) -> Source | None:
        """The earlier source that a definite phrase without a name refers back to."""
        if not _DEFINITE.match(phrase) or (re.search(r"(?<!^)\b[A-Z]", phrase) and not self._same_phrase(phrase)):
            return None
        head = head_noun(phrase)
        bare = strip_article(phrase).lower()
        wanted: frozenset[SourceKind]
        if bare in phrases("outlets", "anaphors"):
            wanted = frozenset({"outlet", "document"})
        elif head in phrases("documents", "heads") and bare == head:
            wanted = frozenset({"document", "spokesperson"}) if head in phrases("documents", "statements") else frozenset({"document"})
        elif re.fullmatch(r"spokes\w+", head):
            wanted = frozenset({"spokesperson"})
        elif head in phrases("roles", "official", "spokesperson", "person") and bare == head:
            wanted = _PEOPLE | {"anonymous"}
        elif head in phrases("organizations", "heads") and bare == head and head not in ("government", "police", "country"):
            wanted = frozenset({"organization"})
        elif head in phrases("anonymous", "heads") and bare == head:
            wanted = frozenset({"anonymous"})
        else:
            return None
        for mention in reversed(self._history[-_MEMORY:]):
            if mention.source.kind in wanted and mention.position < position and self._fits(mention.source, head):
                return mention.source
        return None

    def _same_phrase(self, phrase: str) -> bool:
        return any(mention.source.name.lower() == phrase.lower() for mention in self._history)

    def _fits(self, source: Source, head: str) -> bool:
        words = f"{source.name} {source.canonical} {self.describe(source.canonical)}".lower()
        if source.kind in ("outlet", "document"):
            return source.kind == "outlet" or head in words
        if re.fullmatch(r"spokes\w+", head):
            return True
        if source.kind == "organization":
            return head in words or head in ("company", "firm", "group", "organization", "organisation", "agency")
        return re.search(rf"\b{re.escape(head)}", words) is not None


def _inside(span: Span, offset: int, name: str, text: str) -> Span:
    bare = strip_article(name)
    start = text.find(bare, span.start + offset, span.end)
    return Span(start=start, end=start + len(bare)) if start >= 0 else span
