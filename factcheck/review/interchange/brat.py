"""brat standoff (https://brat.nlplab.org/standoff.html): the text in a `.txt`, a line each in the `.ann`; code points."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter, ValidationError

from factcheck.errors import InputError
from factcheck.models import Span
from factcheck.review.interchange.base import LABELS, Exchange, Item
from factcheck.review.offsets import Offsets
from factcheck.review.schema import AnnotatedLink

__all__ = ["Brat"]

_CHAIN: TypeAdapter[tuple[AnnotatedLink, ...]] = TypeAdapter(tuple[AnnotatedLink, ...])
_WORDS = re.compile(r"[^\n]*[^\s][^\n]*")


class Brat:
    """`brat`."""

    name = "brat"
    suffixes = (".ann", ".txt")
    cannot_hold = (
        "decisions with their history (the labels that stand are held)",
        "people's own evidence, and the machine's evidence and reasons",
        "line breaks within a claim's text",
    )

    def write(self, exchange: Exchange) -> dict[str, str]:
        """A `Claim` each, attributes for its labels, notes for its id, text and chain."""
        lines: list[str] = []
        attributes = notes = 0
        for number, item in enumerate(exchange.items, 1):
            pieces = [piece for span in item.spans for piece in _lines(exchange.text, span)]
            places = ";".join(f"{piece.start} {piece.end}" for piece in pieces)
            lines.append(f"T{number}\tClaim {places}\t{' '.join(piece.of(exchange.text) for piece in pieces)}")
            for label, value in item.labels().items():
                attributes += 1
                lines.append(f"A{attributes}\t{label.capitalize()} T{number} {value}")
            chain = None if item.chain is None else [link.model_dump(exclude_none=True) for link in item.chain]
            said = {"ClaimId": item.id, "AnnotatorNotes": None if item.text is None else " ".join(item.text.split("\n"))}
            if chain is not None:
                said["Chain"] = json.dumps(chain, ensure_ascii=False)
            for kind, note in said.items():
                if note is not None:
                    notes += 1
                    lines.append(f"#{notes}\t{kind} T{number}\t{note}")
        return {".ann": "".join(f"{line}\n" for line in lines), ".txt": exchange.text}

    def read(self, files: Mapping[str, str]) -> Exchange:
        """Every text-bound annotation is a claim; attributes and notes of other kinds than ours are passed over."""
        text = files[".txt"]
        offsets = Offsets(text)
        spans: dict[str, tuple[Span, ...]] = {}
        fields: dict[str, dict[str, Any]] = {}
        for number, line in enumerate(files[".ann"].split("\n"), 1):
            try:
                _read(line, text, offsets, spans, fields)
            except (ValueError, IndexError, KeyError, ValidationError):
                raise InputError(f"line {number} is no brat annotation: {line[:60]!r}") from None
        return Exchange(article_id="", text=text, items=tuple(Item(spans=found, **fields[key]) for key, found in spans.items()))


def _lines(text: str, span: Span) -> list[Span]:
    """The lines of a span: brat draws no annotation across a line break, but one of several pieces."""
    return [Span(start=found.start(), end=found.end()) for found in _WORDS.finditer(text, span.start, span.end)]


def _read(line: str, text: str, offsets: Offsets, spans: dict[str, tuple[Span, ...]], fields: dict[str, dict[str, Any]]) -> None:
    if not line.strip():
        return
    key, about, *rest = line.split("\t", 2)
    if key.startswith("T"):
        pieces = [offsets.span(*map(int, place.split()), unit="code points") for place in about.split(" ", 1)[1].split(";")]
        spans[key] = _rejoined(text, pieces)
        fields[key] = {}
    elif key.startswith(("A", "M")):
        label, target, value = about.split(" ", 2)
        if label.lower() in LABELS and target in fields:
            fields[target][label.lower()] = value
    elif key.startswith("#"):
        kind, target = about.split(" ", 1)
        if target in fields:
            if kind == "ClaimId":
                fields[target]["id"] = rest[0]
            elif kind == "AnnotatorNotes":
                fields[target]["text"] = rest[0]
            elif kind == "Chain":
                fields[target]["chain"] = _CHAIN.validate_json(rest[0])


def _rejoined(text: str, pieces: list[Span]) -> tuple[Span, ...]:
    """The pieces with those made one again that only a line break keeps apart."""
    found: list[Span] = []
    for piece in pieces:
        between = text[found[-1].end : piece.start] if found else "."
        if found and "\n" in between and not between.strip():
            found[-1] = Span(start=found[-1].start, end=piece.end)
        else:
            found.append(piece)
    return tuple(found)
