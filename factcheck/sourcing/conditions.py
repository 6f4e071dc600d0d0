"""When each sourcing rule fires: one small function a rule, by its id. What follows from it stands in `rules.toml`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from factcheck.models import Assessment, Attribution, Claim, Passage, Verdict
from factcheck.sourcing import links
from factcheck.sourcing.vague import Vague, document_types, launders, vague_link, vague_rules

__all__ = ["CONDITIONS", "Case", "Condition"]

_ON_RECORD: Final = frozenset({"spokesperson", "official", "organization", "person"})
_ABOUT_FACTS: Final = frozenset({"fact", "statistic"})


class Case(NamedTuple):
    """What a rule looks at: a claim, one link of its chain, and the evidence."""

    claim: Claim
    place: int
    """Which link; the last one for rules about the claim or the evidence."""
    assessments: Sequence[Assessment] = ()
    verdict: Verdict | None = None
    sentence: str = ""
    """The article's sentence that holds the claim."""

    @property
    def link(self) -> Attribution:
        """The link."""
        return self.claim.chain[self.place]

    @property
    def outer(self) -> Attribution | None:
        """The link that carries it."""
        return self.claim.chain[self.place - 1] if self.place else None

    @property
    def inner(self) -> Attribution | None:
        """The link that it carries."""
        return self.claim.chain[self.place + 1] if self.place + 1 < len(self.claim.chain) else None

    @property
    def unnamed(self) -> bool:
        """Whether a reader cannot tell who the link's source is."""
        source = self.link.source
        if source.kind == "document":
            return links.is_vague_document(source)
        if source.kind == "anonymous" or (not source.named and source.kind != "spokesperson"):
            return True
        return source.kind == "organization" and links.is_unnamed_group(source)

    @property
    def vague(self) -> Vague | None:
        """How the link attributes to nobody in particular, if it does."""
        return vague_link(self.link, self.claim.quote, self.sentence) if self.unnamed else None

    @property
    def supporting(self) -> tuple[Assessment, ...]:
        """Passages that support the content and depend on nobody in the chain."""
        return tuple(a for a in self.assessments if a.relation == "supports" and a.excluded is None and a.dependent is None)

    @property
    def origins(self) -> int:
        """How many independent origins support the content."""
        return len({a.origin for a in self.supporting})

    @property
    def document(self) -> Passage | None:
        """The first supporting passage that is an identified document."""
        return next((a.evidence.passage for a in self.supporting if _is_identified(a.evidence.passage)), None)


Condition = Callable[[Case], bool]
CONDITIONS: Final[dict[str, Condition]] = {}
"""By the id of the rule."""


def _fires(rule: str) -> Callable[[Condition], Condition]:
    def register(condition: Condition) -> Condition:
        CONDITIONS[rule] = condition
        return condition

    return register


def _is_identified(passage: Passage) -> bool:
    kind = (passage.publisher_type or "").casefold().replace(" ", "-").replace("_", "-")
    return kind in document_types() and None not in {passage.title, passage.publisher, passage.date}


def _is(kind: str) -> Condition:
    return lambda case: case.link.source.kind == kind


def _is_vague(rule: str) -> Condition:
    return lambda case: case.vague is not None and case.vague.rule == rule


def _supported(case: Case) -> bool:
    return case.verdict is not None and case.verdict.label == "supported"


CONDITIONS.update({rule: _is_vague(rule) for rule in vague_rules()})
CONDITIONS["author-voice"] = _is("author")
CONDITIONS["identified-document"] = _is("document")
CONDITIONS["outlet"] = _is("outlet")
CONDITIONS["institutional-voice"] = _is("spokesperson")
CONDITIONS["office-holder"] = _is("official")
CONDITIONS["institution"] = _is("organization")
CONDITIONS["named-person"] = _is("person")


@_fires("unnamed-document")
def _unnamed_document(case: Case) -> bool:
    return case.link.source.kind == "document" and links.is_vague_document(case.link.source)


@_fires("document-without-issuer")
def _document_without_issuer(case: Case) -> bool:
    source = case.link.source
    return source.kind == "document" and not links.is_identified(source, case.outer.source if case.outer else None)


@_fires("unnamed-source")
def _unnamed_source(case: Case) -> bool:
    return case.unnamed


@_fires("carrier")
def _carrier(case: Case) -> bool:
    return case.link.source.kind == "outlet" and case.inner is not None and links.carries(case.link, case.inner)


@_fires("relayed-by-outlet")
def _relayed_by_outlet(case: Case) -> bool:
    return case.link.source.kind == "outlet" and case.inner is not None and not links.carries(case.link, case.inner)


@_fires("relayed-by-source")
def _relayed_by_source(case: Case) -> bool:
    if case.inner is None or case.link.source.kind == "outlet" or case.inner.source.kind == "document":
        return False
    return not links.same_voice(case.link.source, case.inner.source)


@_fires("laundered")
def _laundered(case: Case) -> bool:
    return launders(case.claim.chain[-1]) or (case.claim.speaker.kind == "author" and links.hearsay(case.claim) is not None)


@_fires("second-hand")
def _second_hand(case: Case) -> bool:
    claim = case.claim
    if claim.speaker.kind != "person" or len(claim.chain) > 1 or claim.kind != "fact":
        return False
    return links.names_others(claim) and not links.concerns_speaker(claim)


@_fires("hearsay")
def _hearsay(case: Case) -> bool:
    return case.claim.speaker.kind in _ON_RECORD and links.hearsay(case.claim) is not None


@_fires("allegation")
def _allegation(case: Case) -> bool:
    return case.claim.speaker.kind in _ON_RECORD and links.accuses(case.link, case.claim)


@_fires("corroborated")
def _corroborated(case: Case) -> bool:
    return _supported(case) and case.origins > 1


@_fires("corroborated-by-name")
def _corroborated_by_name(case: Case) -> bool:
    if not _corroborated(case) or case.claim.speaker.kind == "author":
        return False
    return not any(case._replace(place=place).unnamed for place in range(len(case.claim.chain)))


@_fires("documented")
def _documented(case: Case) -> bool:
    return _supported(case) and case.document is not None


@_fires("interested-party")
def _interested_party(case: Case) -> bool:
    claim = case.claim
    if claim.kind not in _ABOUT_FACTS or claim.speaker.kind not in _ON_RECORD or case.origins:
        return False
    return links.speaks_of_itself(claim)


@_fires("contradicted")
def _contradicted(case: Case) -> bool:
    return case.verdict is not None and case.verdict.label in {"refuted", "conflicting"}


@_fires("single-origin")
def _single_origin(case: Case) -> bool:
    return case.origins == 1


@_fires("uncorroborated")
def _uncorroborated(case: Case) -> bool:
    return bool(case.assessments) and not case.origins and (case.verdict is None or case.verdict.label != "not_checkable")
