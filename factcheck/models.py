"""The domain: what flows from stage to stage, as frozen pydantic types.

Spans are half-open `[start, end)` offsets in Unicode code points. Those of a claim point into
`Article.text`; those of evidence point into the text of the document that the passage comes from.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from functools import cached_property
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from factcheck.spans import Model, Span

__all__ = [
    "Article",
    "Assessment",
    "Attribution",
    "AttributionLabel",
    "AttributionVerdict",
    "Block",
    "BlockKind",
    "CheckedClaim",
    "Claim",
    "ClaimKind",
    "CorpusInfo",
    "Cue",
    "Decision",
    "DiffItem",
    "DiffKind",
    "Difference",
    "Document",
    "Evidence",
    "FiredRule",
    "Grade",
    "Leaning",
    "Mode",
    "Model",
    "ModelInfo",
    "Passage",
    "Probabilities",
    "PublisherType",
    "Relation",
    "Report",
    "ResolvedDate",
    "Source",
    "SourceKind",
    "Sourcing",
    "Span",
    "SupportLabel",
    "Verdict",
]

BlockKind = Literal[
    "headline",
    "byline",
    "dateline",
    "heading",
    "paragraph",
    "list_item",
    "block_quote",
    "caption",
    "pull_quote",
    "notice",
    "link",
]
"""What a block of an article is. `notice` is copyright, disclaimer and page furniture; `link` a bare "original source" line."""

ASSERTING_BLOCKS: frozenset[BlockKind] = frozenset({"paragraph", "list_item", "block_quote"})
"""Kinds of block that may yield claims."""

SourceKind = Literal["outlet", "person", "organization", "official", "spokesperson", "anonymous", "document", "author"]
Mode = Literal["direct", "mixed", "indirect", "none"]
ClaimKind = Literal["fact", "statistic", "prediction", "opinion", "intent"]
SupportLabel = Literal["supported", "refuted", "conflicting", "not_enough_evidence", "not_checkable"]
AttributionLabel = Literal["verbatim", "paraphrased", "altered", "misattributed", "not_found"]
Grade = Literal["strong", "moderate", "weak", "none"]
PublisherType = str
"""As the corpus gives it, e.g. `newspaper`, `wire`, `government`, `company`; free text."""
Relation = Literal["supports", "refutes", "neutral"]
DiffKind = Literal["number", "money", "ordinal", "duration", "date", "name", "place", "title", "roles", "negation", "modality", "quotation"]
Difference = Literal["value", "spelling", "other", "swapped", "reversed", "weaker", "words"]


# --- the article ---------------------------------------------------------------------------------


class Block(Model):
    """One paragraph-like unit of an article and its role on the page."""

    span: Span
    kind: BlockKind
    language: str | None = None
    """ISO 639 code of a language other than English; no claims are made from such a block."""


class Article(Model):
    """An article: its normalised text, its blocks, and what is known about its publication."""

    id: str
    """Slug of the file name, or what the caller gives; names the annotation file."""
    text: str
    blocks: tuple[Block, ...]
    title: str | None = None
    byline: str | None = None
    """Author names as printed, without "By"."""
    publisher: str | None = None
    date: dt.date | None = None
    """Date of publication; relative dates are anchored to it."""
    date_inferred: bool = False
    """The date was not printed as such but is the latest that the text itself implies."""
    place: str | None = None
    """Place of the dateline."""
    url: str | None = None

    @cached_property
    def sha256(self) -> str:
        """SHA-256 of the normalised text in UTF-8, in hexadecimal."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def asserting_blocks(self) -> tuple[Block, ...]:
        """The blocks that may yield claims, in reading order."""
        return tuple(block for block in self.blocks if block.kind in ASSERTING_BLOCKS and block.language is None)


# --- claims --------------------------------------------------------------------------------------


class Source(Model):
    """Who or what a statement is attributed to."""

    name: str
    """As written where it is mentioned."""
    canonical: str
    """The fullest name that the article gives."""
    kind: SourceKind
    named: bool
    """False when a reader cannot tell who it is."""
    span: Span | None = None
    """The mention; None when the source is carried over or implied."""


class Cue(Model):
    """The words that attribute, without the source."""

    text: str
    span: Span


class Attribution(Model):
    """One link of a chain: a source, and the cue that hands the statement on (None when carried over)."""

    source: Source
    cue: Cue | None = None


class ResolvedDate(Model):
    """A date expression of the article, anchored to its date of publication; both ends inclusive."""

    text: str
    span: Span
    first: dt.date
    last: dt.date


class Claim(Model):
    """One assertion of the article, with everyone it passed through."""

    id: str
    """Minted once, kept for the life of the annotation file."""
    span: Span
    extra_spans: tuple[Span, ...] = ()
    """Further parts, where the content is interrupted by its attribution."""
    quote: str
    """`article.text` under `span`."""
    text: str
    """The content as one self-contained sentence."""
    chain: Annotated[tuple[Attribution, ...], Field(min_length=1)]
    """Outermost first; the last one is the speaker. The author's own voice is one link of kind `author`."""
    mode: Mode
    kind: ClaimKind
    sentence: Span
    """The sentence of the article that holds the claim."""
    dates: tuple[ResolvedDate, ...] = ()
    check_worthiness: Annotated[float, Field(ge=0, le=1)] = 0.5
    """How much it resembles claims that fact-checkers took up, by a linear model over its wording and its kind.
    Fitted on claims that PolitiFact rated (PolitiHop, LIAR-PLUS) against claims of news, interviews and speeches in general (GUM). It ranks
    claims; it is no probability, and says nothing of whether a claim is so. 0.5 where nothing scored it."""

    @property
    def speaker(self) -> Source:
        """The innermost source: whose statement it is."""
        return self.chain[-1].source

    @property
    def spans(self) -> tuple[Span, ...]:
        """All parts of the claim, in reading order."""
        return tuple(sorted((self.span, *self.extra_spans), key=lambda span: span.start))


# --- evidence ------------------------------------------------------------------------------------


class Document(Model):
    """One document of the evidence corpus."""

    id: str
    text: str
    title: str | None = None
    publisher: str | None = None
    publisher_type: PublisherType | None = None
    url: str | None = None
    date: dt.date | None = None


class Passage(Model):
    """A stretch of a document, with what a reader needs to judge where it comes from."""

    id: str
    """`<document id>#<number>`, counted from 0."""
    document_id: str
    span: Span
    """Offsets into the document's text."""
    text: str
    title: str | None = None
    publisher: str | None = None
    publisher_type: PublisherType | None = None
    url: str | None = None
    date: dt.date | None = None


class Evidence(Model):
    """A passage that search found for a claim."""

    passage: Passage
    score: float
    """What search ranks by; comparable within one query only."""
    cosine: float
    """Cosine of the embeddings, -1 to 1."""
    reranked: float | None = None
    """What the reranker makes of claim and passage, 0 to 1; None where it did not read them."""


# --- verdicts ------------------------------------------------------------------------------------


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


class Sourcing(Model):
    """How strongly a claim is sourced, by the published rules."""

    grade: Grade
    rules: tuple[FiredRule, ...]
    independent_origins: int
    """Distinct origins among the passages that support the content, those in the claim's chain left out."""
    advice: str | None = None
    """What would strengthen it."""


# --- the report, and its review -----------------------------------------------------------------


class CheckedClaim(Model):
    """A claim with everything found out about it."""

    claim: Claim
    verdict: Verdict
    attribution: AttributionVerdict | None
    """None for the author's own voice: there is nobody to have said it."""
    sourcing: Sourcing
    evidence: tuple[Assessment, ...]


class ModelInfo(Model):
    """A model that took part, exactly enough to repeat the run."""

    role: Literal["embedder", "reranker", "verifier", "tagger"]
    name: str
    sha256: str


class CorpusInfo(Model):
    """The evidence corpus as it was."""

    name: str
    sha256: str
    documents: int
    passages: int


class Report(Model):
    """The fact-check report of one article."""

    schema_version: Literal[1] = 1
    factcheck_version: str
    article: Article
    as_of: dt.date | None
    """Evidence published later does not count."""
    corpus: CorpusInfo
    models: tuple[ModelInfo, ...]
    rules_version: str
    claims: tuple[CheckedClaim, ...]
    warnings: tuple[str, ...] = ()


class Decision(Model):
    """What a person decided about a claim; never rewritten."""

    by: str
    at: AwareDatetime
    action: Literal["confirm", "correct", "needs_source", "hold", "dismiss"]
    fields: dict[str, str] = Field(default_factory=dict)
    note: str | None = None
    seen: str | None = None
    """SHA-256 of the machine's reading that the person saw."""
