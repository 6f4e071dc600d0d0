"""The domain: what flows from stage to stage, as frozen pydantic types.

Spans are half-open `[start, end)` offsets in Unicode code points. Those of a claim point into
`Article.text`; those of evidence point into the text of the document that the passage comes from.
"""

from __future__ import annotations

from factcheck.models.article import ASSERTING_BLOCKS, Article, Block, BlockKind, Fetched, FilePart, FilePlace
from factcheck.models.checked_before import CheckedBefore, CheckedRelation
from factcheck.models.claim import Attribution, Claim, ClaimKind, Cue, Mode, ResolvedDate, Source, SourceKind, is_anonymous
from factcheck.models.evidence import Document, Evidence, Passage, Provenance, ProvenanceRole, PublisherType, Review
from factcheck.models.report import Action, CheckedClaim, CorpusInfo, Decision, ModelInfo, Report, Seen, Usage
from factcheck.models.verdict import (
    Assessment,
    AttributionLabel,
    AttributionVerdict,
    Difference,
    DiffItem,
    DiffKind,
    Edit,
    EditKind,
    FiredRule,
    Grade,
    Leaning,
    Probabilities,
    Relation,
    Sourcing,
    SupportLabel,
    VagueSourcing,
    Verdict,
)
from factcheck.spans import Model, Span

__all__ = [
    "ASSERTING_BLOCKS",
    "Action",
    "Article",
    "Assessment",
    "Attribution",
    "AttributionLabel",
    "AttributionVerdict",
    "Block",
    "BlockKind",
    "CheckedBefore",
    "CheckedClaim",
    "CheckedRelation",
    "Claim",
    "ClaimKind",
    "CorpusInfo",
    "Cue",
    "Decision",
    "DiffItem",
    "DiffKind",
    "Difference",
    "Document",
    "Edit",
    "EditKind",
    "Evidence",
    "Fetched",
    "FilePart",
    "FilePlace",
    "FiredRule",
    "Grade",
    "Leaning",
    "Mode",
    "Model",
    "ModelInfo",
    "Passage",
    "Probabilities",
    "Provenance",
    "ProvenanceRole",
    "PublisherType",
    "Relation",
    "Report",
    "ResolvedDate",
    "Review",
    "Seen",
    "Source",
    "SourceKind",
    "Sourcing",
    "Span",
    "SupportLabel",
    "Usage",
    "VagueSourcing",
    "Verdict",
    "is_anonymous",
]
