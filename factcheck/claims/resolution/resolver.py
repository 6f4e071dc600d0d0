"""The one door to source resolution: a phrase to the source that it means."""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcheck.claims.base import Sentence, TaggedAttribution
from factcheck.claims.names import NameIndex
from factcheck.claims.resolution.descriptions import Descriptions
from factcheck.claims.resolution.gender import Genders
from factcheck.claims.resolution.history import PEOPLE, History, Mention, is_plural
from factcheck.claims.resolution.named import NamedSources
from factcheck.claims.resolution.narration import Narration
from factcheck.claims.resolution.pronouns import PERSONAL, PRONOUNS, Pronouns, within
from factcheck.claims.resolution.relative import RELATIVE, relative
from factcheck.claims.resolution.role_descriptions import RoleDescriptions
from factcheck.claims.resolution.self_reference import (
    is_expletive,
    may_be_the_institution,
    may_be_the_speaker,
    speak_of_themselves,
    spoken_for,
    told_somebody,
)
from factcheck.claims.resolution.teams import Teams
from factcheck.claims.source_kinds import classify
from factcheck.models import Source, Span

__all__ = ["SourceResolver"]

_SOMEBODYS = re.compile(r"(?P<whose>[Hh]is|[Hh]er|[Tt]heir|[A-Z][\w.-]*(?=['’]))(?:['’]s?)?\s[a-z]")
_SOMEBODYS_BEFORE = re.compile(r"\b(?P<whose>[Hh]is|[Hh]er|[Tt]heir|[A-Z][\w.-]*(?=['’]))(?:['’]s?)?\s(?:[\w-]+\s){0,3}[a-z][\w-]*,?\s$")
_INTRODUCTION = 60
"""Code points before a name in which it is said whose lawyer, doctor or sister somebody is."""
_POSSESSIVES = {"his": "he", "her": "she", "its": "it", "their": "they"}
_PAIR = re.compile(
    r"(?:both|the (?:two|pair|duo))(?:\s(?:men|women|leaders|ministers|presidents|lawmakers|senators|companies|groups|parties))?",
    re.IGNORECASE,
)
_ONE_OF_TWO = {"the former": True, "the latter": False}


class SourceResolver:
    """Resolves the sources of one article in reading order; remembers who spoke.

    Args:
        text: the article's text.
        sentences: its sentences, in reading order; found in the text when there are none.
        tags: its attributions, so that whoever is named only in what others say is not taken for a speaker.
    """

    def __init__(self, text: str, sentences: Sequence[Sentence] = (), tags: Sequence[TaggedAttribution] = ()) -> None:
        self._text = text
        self.names = NameIndex(text)
        self._history = History()
        self._roles = RoleDescriptions(text)
        self._genders = Genders(text, self._roles)
        self._named = NamedSources(text, self.names, self._roles)
        self._narration = Narration(text, sentences, tags, self._named)
        self._pronouns = Pronouns(self._narration, self._history, self._genders)
        self._teams = Teams(text)
        self._descriptions = Descriptions(self._narration, self._history, self._roles, self._named)

    @property
    def history(self) -> Sequence[Mention]:
        """Who spoke so far."""
        return self._history.mentions

    def describe(self, canonical: str) -> str:
        """The roles that stand right before or after the full name somewhere in the article."""
        return self._roles.of(canonical)

    def remember(self, source: Source, position: int, *, nested: bool = False) -> None:
        """Notes that `source` spoke at `position`; `nested` in what another person says."""
        self._history.add(Mention(source, position, self._genders.female(source), nested))

    def last_speaker(self, position: int) -> Source | None:
        """Who spoke last before `position`, the author left out."""
        spoke = (mention.source for mention in self._history.before(position) if mention.source.kind != "author")
        return next(spoke, None)

    def subject_at(self, position: int) -> Source | None:
        """The last person or institution that is a subject of the author's sentence at `position`, before it."""
        number = self._narration.sentence_at(position)
        named = self._narration.named_in(number) if number >= 0 else ()
        return next((item.source for item in reversed(named) if item.position < position and item.subject), None)

    def resolve(self, span: Span, *, inside: Source | None = None, quoted: bool = False) -> Source:
        """The source that the phrase under `span` means.

        Args:
            span: where it stands.
            inside: who says what the phrase stands in; None in the author's own words.
            quoted: the phrase stands in the very words of `inside`.
        """
        phrase = span.of(self._text)
        word = phrase.strip().lower()
        if word in RELATIVE and phrase.strip() != "WHO":
            return relative(self._text, span, self._named)
        if word == "i" and self._text[max(0, span.start - 4) : span.start].lower() == "the ":
            return self._named.read("the i", Span(start=span.start - 4, end=span.end))  # a newspaper
        if word in PRONOUNS:
            if inside is not None and within(word, inside, quoted=quoted, female=self._genders.female(inside)):
                return inside.model_copy(update={"name": phrase, "span": span})
            return self._pronouns.resolve(word, span, other_than=inside.canonical if inside is not None and quoted else None)
        team = self._teams.antecedent(phrase, span) or self._teams.introduced(phrase, span)
        if team is not None:
            return team
        antecedent = self._pointed_at(phrase, span.start)
        if antecedent is not None:
            return antecedent.model_copy(update={"name": phrase, "span": span})
        return self._named.read(phrase, span)

    def subject_before(self, pronoun: str, position: int, *, speaker: Source | None = None) -> str | None:
        """Full name of whom "he", "she", "it" or "they" means at `position`; None when the article leaves it open.

        Args:
            pronoun: in lower case; "his" and "her" too.
            position: where it stands.
            speaker: who says it in indirect speech, most often of themselves, unless their gender is another or they speak for somebody:
                "Her lawyer, Paul Fox, said she was innocent".
        """
        word = _POSSESSIVES.get(pronoun, pronoun)
        if word == "it" and pronoun == "it" and is_expletive(self._text, position):
            return None
        if speaker is not None and word in ("it", "they") and speaker.kind not in ("organization", "outlet"):
            whom = spoken_for(self._text, speaker)
            if whom is not None and word == "it":
                return whom
        if speaker is not None and word == "they" and speak_of_themselves(self._text, position, speaker):
            return speaker.canonical
        if speaker is not None and word in PERSONAL and told_somebody(self._text, position, speaker):
            return None
        of_themselves = speaker is not None and speaker.named and speaker.kind in (PEOPLE if word in PERSONAL else ("organization",))
        if speaker is not None and of_themselves:
            if word in PERSONAL:
                fits = within(word, speaker, quoted=False, female=self._genders.female(speaker))
            else:
                fits = word != "they" or is_plural(speaker)
            if fits and word == "it" and not may_be_the_institution(self._text, position, speaker):
                return None
            if fits and word in PERSONAL and not may_be_the_speaker(self._text, word, position, speaker):
                return None
            if fits and not (word in PERSONAL and self._speaks_for_another(speaker)):
                return speaker.canonical
        if word != "it" and word not in PERSONAL:
            return None
        found = self._pronouns.antecedent(word, position, other_than=speaker.canonical if speaker is not None and of_themselves else None)
        if found is None or not found.named or (word == "it" and speaker is not None and found.kind in ("outlet", "document")):
            return None  # what an outlet tells is seldom of itself
        return found.canonical

    def _speaks_for_another(self, speaker: Source) -> bool:
        """Whether the speaker is introduced as somebody's: "his doctor, Ida Roe", "Brandt's sister Amy Brandt"."""
        if speaker.span is None:
            return False
        before = self._text[max(0, speaker.span.start - _INTRODUCTION) : speaker.span.start]
        match = _SOMEBODYS.match(speaker.name) or _SOMEBODYS_BEFORE.search(before)
        return match is not None and classify(match["whose"]).kind != "organization"

    def _pointed_at(self, phrase: str, position: int) -> Source | None:
        words = phrase.strip()
        if _PAIR.fullmatch(words):
            return self._pronouns.pair(position)
        if words.lower() in _ONE_OF_TWO:
            return self._pronouns.one_of_two(position, first=_ONE_OF_TWO[words.lower()])
        return self._descriptions.antecedent(phrase, position)
