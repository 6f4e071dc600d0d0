"""Gold and prediction records: JSON lines, gzipped or not, checked as they are read."""

from __future__ import annotations

import datetime as dt
import gzip
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, FiniteFloat, ValidationError, field_validator

from factcheck.errors import InputError
from factcheck.files import write_text
from factcheck.models import Span

__all__ = [
    "AnnotatedClaim",
    "AttributionPrediction",
    "AttributionRecord",
    "AttributionSpans",
    "ClaimPrediction",
    "ClaimRecord",
    "EntailmentRecord",
    "Link",
    "NamedEntity",
    "OriginRecord",
    "ProbabilityPrediction",
    "Record",
    "RecordSpan",
    "VerdictRecord",
    "labelled",
    "parse_lines",
    "read_lines",
    "read_records",
    "write_records",
]

Offsets = tuple[int, int]
_GZIP_MAGIC = b"\x1f\x8b"


class Record(BaseModel):
    """Base of all records: immutable; fields that no metric needs are passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore", populate_by_name=True)


class RecordSpan(Span):
    """Half-open offsets into the record's text."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Identified(Record):
    """A record with an id, unique in its file."""

    id: str | int


class Link(Record):
    """One source of a chain."""

    name: str | None = None
    canonical: str | None = None
    kind: str


class AnnotatedClaim(Record):
    """A claim as annotated or predicted."""

    span: RecordSpan
    extra_spans: tuple[RecordSpan, ...] = ()
    chain: tuple[Link, ...] = ()
    """Outermost first; empty is read as the author's own voice."""
    mode: str | None = None
    claim_kind: str | None = None
    sourcing: str | None = None
    optional: bool = False
    """Costs nothing when missed."""
    support: str | None = None
    support_of_attribution: str | None = None
    """Did that source say it? None where gold does not judge it, and in the author's own voice."""
    independent_origins: int | None = None
    circular_copies: int | None = None

    @property
    def offsets(self) -> tuple[Offsets, ...]:
        """Start and end of every part."""
        return tuple((span.start, span.end) for span in (self.span, *self.extra_spans))


class ArticleRecord(Identified):
    """A text and what is known about its publication."""

    text: str
    title: str | None = None
    publisher: str | None = None
    date: dt.date | None = None
    """None also where the record's date is no ISO date."""

    @field_validator("date", mode="before")
    @classmethod
    def _iso_or_nothing(cls, value: object) -> dt.date | None:
        try:
            return dt.date.fromisoformat(str(value)[:10])
        except ValueError:
            return None


class ClaimRecord(ArticleRecord):
    """An annotated article."""

    claims: tuple[AnnotatedClaim, ...] | None = None
    """None where nobody annotated the article: it is predicted on, not scored."""
    nonclaims: tuple[RecordSpan, ...] = ()
    """Headlines, bylines, captions and the like: predictions there are left out."""
    annotated: RecordSpan | None = None
    """The part that was annotated; None is all of it."""

    @field_validator("claims")
    @classmethod
    def _with_a_source(cls, claims: tuple[AnnotatedClaim, ...] | None) -> tuple[AnnotatedClaim, ...] | None:
        if any(not claim.chain for claim in claims or ()):
            raise ValueError("a gold claim has an empty chain")
        return claims


class ClaimPrediction(Identified):
    """The claims predicted for an article."""

    claims: tuple[AnnotatedClaim, ...]


class OriginRecord(Identified):
    """Where a document of a corpus comes from."""

    role: str | None = None
    """`origin`, `syndication`, `syndication_distorted`, or anything else for a document that is none of them."""
    derived_from: str | None = None
    """The report that it copies, by a name that all of its copies share."""
    origin_id: str | None = None
    """The name under which others copy this one, where they do."""

    @property
    def origin(self) -> tuple[str, str | int]:
        """The same for all documents of one origin."""
        name = self.derived_from or self.origin_id
        return ("origin", name) if name else ("id", self.id)


class NamedEntity(Record):
    """Who a source is, wherever the text says so."""

    name: str | None = None
    """None for one whom the text does not name."""


class AttributionSpans(Record):
    """One attribution: where its source, its cue and its content stand."""

    source: tuple[Offsets, ...]
    cue: tuple[Offsets, ...]
    content: tuple[Offsets, ...]
    quote: str = ""
    """`direct`, `mixed` or `indirect`."""
    nested: bool | None = None
    """It stands in the content of another one; None where nobody annotated that."""
    source_entity: NamedEntity | None = None
    """Who the source is; None where nobody annotated that."""

    @property
    def offsets(self) -> tuple[Offsets, ...]:
        """Start and end of every part."""
        return (*self.cue, *self.content, *self.source)


class AttributionRecord(ArticleRecord):
    """An article with its attributions, None where nobody annotated them."""

    attributions: tuple[AttributionSpans, ...] | None = None
    discard: tuple[Offsets, ...] = ()
    """Regions that nobody is judged on."""


class AttributionPrediction(Identified):
    """The attributions predicted for an article."""

    attributions: tuple[AttributionSpans, ...]


class EntailmentRecord(Identified):
    """A pair, and its label if it has one."""

    premise: str
    hypothesis: str
    label: Literal["supports", "refutes", "nei"] | None = None
    dataset: str | None = None

    @property
    def statement(self) -> str:
        """What is judged."""
        return self.hypothesis


class VerdictRecord(Identified):
    """A claim, the evidence found for it, and whether all of it together supports it."""

    claim: str
    evidence: tuple[str, ...]
    label: Literal["supports", "refutes", "nei", "conflicting"] | None = None
    dataset: str | None = None

    @property
    def statement(self) -> str:
        """What is judged."""
        return self.claim


class ProbabilityPrediction(Identified):
    """Probabilities by label."""

    probs: dict[str, FiniteFloat]


R = TypeVar("R", bound=Record)
I = TypeVar("I", bound=Identified)  # noqa: E741 - the type of identified records


def read_lines(path: Path) -> Iterator[tuple[int, str]]:
    """Number and text of each line that is not blank; the file may be gzipped, whatever its name.

    Raises:
        InputError: the file is missing, cannot be unpacked, or a line is not UTF-8.
    """
    number = 0
    try:
        with path.open("rb") as raw:
            zipped = raw.read(2) == _GZIP_MAGIC
            raw.seek(0)
            for number, line in enumerate(gzip.GzipFile(fileobj=raw) if zipped else raw, 1):
                text = line.decode("utf-8-sig" if number == 1 else "utf-8").strip("\r\n")
                if text.strip():
                    yield number, text
    except FileNotFoundError:
        raise InputError(f"{path} does not exist") from None
    except UnicodeDecodeError:
        raise InputError(f"{path}, line {number}: not UTF-8") from None
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(f"{path} cannot be read after line {number}: {getattr(error, 'strerror', None) or error}") from None


def parse_lines(path: Path, kind: type[R], *, limit: int | None = None) -> Iterator[tuple[int, R]]:
    """Line number and record of each line, at most `limit`.

    Raises:
        InputError: the file cannot be read, or a line is not such a record; names the line.
    """
    for taken, (number, line) in enumerate(read_lines(path)):
        if limit is not None and taken >= limit:
            return
        try:
            yield number, kind.model_validate(json.loads(line))
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            where = ".".join(str(part) for part in first["loc"])
            raise InputError(f"{path}, line {number}: {where + ': ' if where else ''}{first['msg']}") from None
        except (ValueError, RecursionError) as error:
            raise InputError(f"{path}, line {number}: not JSON: {error}") from None


def read_records(path: Path, kind: type[I], *, limit: int | None = None) -> list[I]:
    """The records of a file of JSON lines, the first `limit` of them.

    Raises:
        InputError: the file is missing or empty, a line is broken, or an id stands twice.
    """
    lines: dict[str | int, int] = {}
    records: list[I] = []
    for number, record in parse_lines(path, kind, limit=limit):
        if record.id in lines:
            raise InputError(f"{path}, line {number}: id {record.id!r} already stands in line {lines[record.id]}")
        lines[record.id] = number
        records.append(record)
    if not records:
        raise InputError(f"{path} holds no records")
    return records


def labelled(gold: Path, records: Sequence[I], field: str, *, predicting: bool) -> tuple[list[I], list[str]]:
    """The records that can be scored, those with a `field`, and a note about the others.

    Raises:
        InputError: no record can be scored, and nothing else is to be done.
    """
    found = [record for record in records if getattr(record, field) is not None]
    if not found and not predicting:
        raise InputError(
            f"{gold}: no record has {field!r}, so there is nothing to score; to predict only, say where to write the predictions"
        )
    others = len(records) - len(found)
    return found, [f"{others} of {len(records)} records have no {field!r}: predicted, not scored"] if others else []


def write_records(path: Path, records: Iterable[Mapping[str, Any]]) -> None:
    """Write JSON lines, all of them or nothing; in ASCII, so that no text can break a line or the encoding.

    Raises:
        OutputError: the file cannot be written.
    """
    write_text(path, "".join(json.dumps(record) + "\n" for record in records))
