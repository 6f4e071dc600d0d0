"""What was found out about a claim: each passage weighed, the two verdicts, the sourcing."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from factcheck.models.evidence import Evidence, Provenance
from factcheck.spans import Model, Span

__all__ = [
    "Assessment",
    "AttributionLabel",
    "AttributionVerdict",
    "DiffItem",
    "DiffKind",
    "Difference",
    "Edit",
    "EditKind",
    "FiredRule",
    "Grade",
    "Leaning",
    "Probabilities",
    "Relation",
    "Sourcing",
    "SupportLabel",
    "VagueSourcing",
    "Verdict",
]

SupportLabel = Literal["supported", "refuted", "conflicting", "not_enough_evidence", "not_checkable"]
AttributionLabel = Literal["verbatim", "paraphrased", "altered", "misattributed", "not_found"]
Grade = Literal["strong", "moderate", "weak", "none"]
Relation = Literal["supports", "refutes", "neutral"]
DiffKind = Literal["number", "money", "ordinal", "duration", "date", "name", "place", "title", "roles", "negation", "modality", "quotation"]
Difference = Literal["value", "spelling", "other", "swapped", "reversed", "weaker", "stronger", "words", "measure", "voices"]
EditKind = Literal["same", "changed", "added", "dropped"]
"""What became of words of a quotation: `added` ones stand in the article only, `dropped` ones in the evidence only."""


class Probabilities(Model):
    """What the verifier thinks of one claim against one passage; sums to 1."""

    supports: float
    refutes: float
    nei: float

    @property
    def relation(self) -> Relation:
        """The most probable of the three."""
        best = max(self.supports, self.refutes, self.nei)
        return "supports" if best == self.supports else "refutes" if best == self.refutes else "neutral"


class Edit(Model):
    """A run of words of a quotation beside the wording of the evidence."""

    kind: EditKind
    claim_text: str = ""
    """As the article quotes; empty where the words were dropped."""
    passage_text: str = ""
    """As the evidence has it; empty where the words were added."""


class DiffItem(Model):
    """One comparable detail of a claim beside its counterpart in a passage."""

    kind: DiffKind
    agrees: bool
    claim_text: str
    claim_span: Span
    """Offsets into the article's text."""
    passage_text: str
    passage_span: Span
    """Offsets into the document's text."""
    detail: str
    """What differs and by how much, for a reader."""
    veto: bool = False
    """The mismatch is sure enough to keep the passage from supporting the claim."""
    alignment: Annotated[float, Field(ge=0, le=1)] = 1.0
    """How sure it is that the two details are about the same thing."""
    difference: Difference | None = None
    """In what way the two differ; None where they agree."""
    edits: tuple[Edit, ...] = ()
    """A quotation word by word beside the nearest wording of the passage, in order; empty for other kinds, and where all agrees."""


class Assessment(Model):
    """One passage weighed against one claim."""

    evidence: Evidence
    probabilities: Probabilities
    relation: Relation
    """After the diff and the exclusions; what counts."""
    rationale: Span
    """The words that decide, as offsets into the document's text."""
    diff: tuple[DiffItem, ...] = ()
    excluded: str | None = None
    """Why the passage cannot count for or against: a copy of the article, its own publisher, published later."""
    origin: str = ""
    """Name of where the passage comes from; passages with the same one count once. Empty when it was not looked for."""
    provenance: Provenance | None = None
    """Whether the document reports or copies, whom, and why that is thought; None when it was not looked for."""
    dependent: str | None = None
    """Why its support does not count: it comes from the claim's own source, or relays it. Against the claim it counts."""


class Leaning(Model):
    """The verdict that was withheld because it was less sure than asked for."""

    label: SupportLabel
    confidence: Annotated[float, Field(ge=0, le=1)]


class Verdict(Model):
    """Is it so?"""

    label: SupportLabel
    confidence: Annotated[float, Field(ge=0, le=1)] | None
    """Probability that the label is right; None when nothing was weighed (not checkable, or no passage that may count)."""
    explanation: str
    """One generated sentence that names passage and reason."""
    passage_ids: tuple[str, ...] = ()
    """The passages that decide; never empty for supported, refuted or conflicting."""
    leaning: Leaning | None = None
    """What the evidence leans to, where the tool abstained; None in every other case."""


class AttributionVerdict(Model):
    """Did that source say it?"""

    label: AttributionLabel
    explanation: str
    passage_ids: tuple[str, ...] = ()


class FiredRule(Model):
    """A sourcing rule that applied, and why."""

    id: str
    reason: str
    advice: str | None = None
    """What would lift what it holds down."""


class VagueSourcing(Model):
    """Words that attribute to nobody in particular."""

    rule: str
    """Id of the rule about their kind."""
    wording: str
    advice: str | None = None


class Sourcing(Model):
    """How strongly a claim is sourced, by the published rules."""

    grade: Grade
    """Of the attribution in the article, whatever the evidence says."""
    with_evidence: Grade | None = None
    """The same, as the evidence raises or limits it; None when no evidence was looked for."""
    rules: tuple[FiredRule, ...]
    independent_origins: int
    """Distinct origins among the passages that support the content, those in the claim's chain left out."""
    vague: VagueSourcing | None = None
    """The first link that attributes to nobody in particular."""
    advice: str | None = None
    """What would strengthen it."""
