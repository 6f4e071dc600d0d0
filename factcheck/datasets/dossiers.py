"""Dossiers: articles of attributed statements, each with passages to check it against, and a label for every pair of the two.

The data sets of pairs and of claims that the verifier is trained and measured on are made of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from factcheck.datasets.pairs import LabelledPair
from factcheck.datasets.records import Identified, VerdictRecord, read_records
from factcheck.errors import InputError

__all__ = ["Dossier", "Part", "dossier_articles", "dossier_claims", "dossier_evidence", "dossier_pairs", "read_dossiers"]

Part = Literal["train", "dev", "test"]
"""By the last digit of the id: 0 is for tests, 5 for development, and training has the rest."""
_ENDINGS: dict[Part, str] = {"train": "neither 0 nor 5", "dev": "5", "test": "0"}
_CONTENT = re.compile(r"\[\[(.+?)\]\]")
_UNTOLD: dict[str, Any] = {"chain": [{"kind": "author"}], "mode": None, "claim_kind": None, "sourcing": None}
"""What gold for `factcheck evaluate claims` says of a claim and a dossier does not."""


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Statement(_Strict):
    """A sentence of the article that attributes something."""

    printed: str = Field(alias="s", pattern=_CONTENT.pattern)
    """As printed; what is attributed stands in double brackets."""
    claim: str
    """What is attributed, as a sentence that stands alone."""
    reworded: str | None = None
    """The same in other words, for what a claim and its evidence share need not be words."""
    origin: str | None = None
    """Of the report that the article has it from; None if it goes back to none of the passages."""

    @property
    def content(self) -> str:
        """What is attributed in the words of the article, as a sentence."""
        found = str(_CONTENT.findall(self.printed)[0]).strip(' "“”').rstrip(",;")
        return found[0].upper() + found[1:] + ("" if found[-1] in ".!?" else ".")


class DossierPassage(_Strict):
    """A page to check the article against."""

    id: str
    publisher: str
    date: str
    title: str
    text: str
    origin: str
    """Of the report that it goes back to; passages that retell one report share it."""
    note: str | None = None
    """The page as a researcher would write it down."""


class Labels(_Strict):
    """The passages that settle a statement; every other one leaves it open."""

    supporting: tuple[str, ...] = Field(default=(), alias="S")
    refuting: tuple[str, ...] = Field(default=(), alias="R")

    def of(self, passage: str) -> str:
        """The label of a pair."""
        return "supports" if passage in self.supporting else "refutes" if passage in self.refuting else "nei"


class Dossier(Identified):
    """An article, its passages, and how each stands to each statement."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    outlet: str
    date: str
    sentences: tuple[Statement, ...]
    passages: tuple[DossierPassage, ...]
    labels: dict[int, Labels]
    """By the number of the statement, from 1."""
    note_labels: dict[int, Labels] | None = None
    """The same for the notes."""

    @model_validator(mode="after")
    def _whole(self) -> Dossier:
        known = {passage.id for passage in self.passages}
        for labels in (self.labels, self.note_labels or {}):
            if labels and set(labels) != set(range(1, len(self.sentences) + 1)):
                raise ValueError(f"{self.id}: labels are needed for statements 1 to {len(self.sentences)}")
            named = {name for one in labels.values() for name in (*one.supporting, *one.refuting)}
            if not named <= known:
                raise ValueError(f"{self.id}: no passage {', '.join(sorted(named - known))}")
        return self

    @property
    def part(self) -> Part:
        """By the last digit of the id: 0 is for tests, 5 for development, and training has the rest."""
        parts: dict[str, Part] = {"0": "test", "5": "dev"}
        return parts.get(str(self.id)[-1], "train")

    def pages(self, *, notes: bool) -> list[tuple[str, str]]:
        """Id and text of each passage, or its note."""
        texts = ((passage.id, passage.note if notes else passage.text) for passage in self.passages)
        return [(name, text) for name, text in texts if text]


def read_dossiers(path: Path, part: Part | None = None) -> list[Dossier]:
    """The dossiers of a file, or those of one part.

    Raises:
        InputError: the file is missing, a line is no dossier, or there is none of that part.
    """
    found = [one for one in read_records(path, Dossier) if part in (None, one.part)]
    if not found:
        raise InputError(f"{path} holds no dossier of the {part} part: those have ids that end in {_ENDINGS[part or 'train']}")
    return found


def dossier_pairs(dossiers: Iterable[Dossier], dataset: str) -> Iterator[LabelledPair]:
    """Each passage, and each note, beside each statement: as it stands alone (ids in `c`), as printed (`w`), and reworded (`r`)."""
    for one, notes, number, statement, labels, pages in _labelled(dossiers):
        for name, text in pages:
            for form, claim in (("c", statement.claim), ("w", statement.content), ("r", statement.reworded)):
                if claim is None:
                    continue
                yield LabelledPair(text, claim, labels.of(name), dataset, f"{one.id}-{number}-{name}-{form}{'n' * notes}")


def dossier_claims(dossiers: Iterable[Dossier], dataset: str) -> Iterator[VerdictRecord]:
    """Each statement as it stands alone with all passages, or all notes, and what they say of it together."""
    for one, notes, number, statement, labels, pages in _labelled(dossiers):
        found = (
            "conflicting" if labels.supporting and labels.refuting else labels.of(next(iter((*labels.supporting, *labels.refuting)), ""))
        )
        yield VerdictRecord.model_validate(
            {
                "id": f"{one.id}-{number}{'-n' * notes}",
                "claim": statement.claim,
                "evidence": tuple(text for _, text in pages),
                "label": found,
                "dataset": dataset,
            }
        )


def dossier_articles(dossiers: Iterable[Dossier]) -> Iterator[dict[str, Any]]:
    """Each article as gold for `factcheck evaluate claims`: where its statements stand, and what `dossier_evidence` says of them.

    A passage that goes back to the report from which the article has a statement is a copy and settles nothing by agreeing. Who says
    what, and how well that is sourced, the dossiers do not tell: every statement has the author for its chain.
    """
    for one in dossiers:
        text, claims = "", []
        for number, statement in enumerate(one.sentences, 1):
            before, content, after = re.split(r"\[\[|\]\]", statement.printed)
            start = len(text) + len(before)
            text += f"{before}{content}{after}\n\n"
            span = {"start": start, "end": start + len(content), "text": content}
            claims.append({"id": f"c{number}", "span": span, "claim": statement.claim, **_UNTOLD, **_gold(one, number)})
        yield {"id": one.id, "publisher": one.outlet, "date": one.date, "text": text, "claims": claims}


def dossier_evidence(dossiers: Iterable[Dossier]) -> Iterator[dict[str, Any]]:
    """Every passage as a document of a corpus."""
    for one in dossiers:
        for page in one.passages:
            yield {"id": f"{one.id}-{page.id}", "title": page.title, "publisher": page.publisher, "date": page.date, "text": page.text}


def _gold(dossier: Dossier, number: int) -> dict[str, Any]:
    """What the passages say of a statement together, where copies settle nothing by agreeing."""
    origin, labels = dossier.sentences[number - 1].origin, dossier.labels[number]
    origins = {passage.id: passage.origin for passage in dossier.passages}
    independent = {origins[name] for name in labels.supporting} - {origin}
    support = {
        (True, False): "supported",
        (True, True): "conflicting",
        (False, True): "refuted",
        (False, False): "not_enough_evidence",
    }[bool(independent), bool(labels.refuting)]
    relations = [(name, "supports") for name in labels.supporting] + [(name, "contradicts") for name in labels.refuting]
    return {
        "support": support,
        "independent_origins": len(independent),
        "circular_copies": sum(origins[name] == origin for name in labels.supporting),
        "evidence": [{"evidence_id": f"{dossier.id}-{name}", "relation": relation} for name, relation in relations],
    }


def _labelled(dossiers: Iterable[Dossier]) -> Iterator[tuple[Dossier, bool, int, Statement, Labels, Sequence[tuple[str, str]]]]:
    for one in dossiers:
        for notes, labels in ((False, one.labels), (True, one.note_labels)):
            for number, statement in enumerate(one.sentences, 1):
                if labels:
                    yield one, notes, number, statement, labels[number], one.pages(notes=notes)
