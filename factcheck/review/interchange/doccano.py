"""doccano JSONL (sequence labelling with relations): a line an article, an entity a stretch.

doccano's page counts UTF-16 code units unless the project counts grapheme clusters (doccano issue 2290); this reads and writes UTF-16.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, get_args

from factcheck.errors import InputError
from factcheck.models import ClaimKind, Span
from factcheck.review.interchange.base import Exchange, Item
from factcheck.review.offsets import Offsets

__all__ = ["Doccano"]

_PART = "part"


class Doccano:
    """`doccano`."""

    name = "doccano"
    suffixes = (".jsonl",)
    cannot_hold = (
        "claim ids (claims are found again by their place)",
        "the claim's text, chain and mode",
        "verdicts, sourcing, decisions and evidence: an entity has one label, and it is the claim's kind",
    )

    def write(self, exchange: Exchange) -> dict[str, str]:
        """One line."""
        offsets = Offsets(exchange.text)
        entities: list[dict[str, Any]] = []
        relations: list[dict[str, Any]] = []
        for item in exchange.items:
            first = len(entities)
            for number, span in enumerate(item.spans):
                place = {"start_offset": offsets.to_units(span.start), "end_offset": offsets.to_units(span.end)}
                entities.append({"id": len(entities), "label": (item.kind or "fact") if number == 0 else _PART, **place})
                if number:
                    relations.append({"id": len(relations), "from_id": first, "to_id": len(entities) - 1, "type": _PART})
        line = {
            "id": 1,
            "text": exchange.text,
            "article_id": exchange.article_id,
            "entities": entities,
            "relations": relations,
            "Comments": [],
        }
        return {".jsonl": json.dumps(line, ensure_ascii=False) + "\n"}

    def read(self, files: Mapping[str, str]) -> Exchange:
        """The first line; with entities, or with the plain `label` triples of a project without relations."""
        try:
            row = json.loads(files[".jsonl"].strip().split("\n")[0])
            text = str(row["text"])
            offsets = Offsets(text)
            rows = row.get("entities")
            if rows is None:
                triples = enumerate(row.get("label") or row.get("labels") or [])
                rows = [{"id": number, "start_offset": start, "end_offset": end, "label": label} for number, (start, end, label) in triples]
            spans: dict[int, Span] = {}
            kinds: dict[int, str | None] = {}
            for entity in rows:
                spans[entity["id"]] = offsets.span(int(entity["start_offset"]), int(entity["end_offset"]), unit="UTF-16")
                kinds[entity["id"]] = entity["label"] if entity["label"] in get_args(ClaimKind) else None
            parts: dict[int, list[int]] = {}
            for relation in row.get("relations") or []:
                parts.setdefault(relation["from_id"], []).append(relation["to_id"])
        except (ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
            raise InputError(f"not a doccano export of sequence labels ({type(error).__name__}: {error})") from None
        attached = {to for targets in parts.values() for to in targets}
        items = tuple(
            Item(spans=(span, *(spans[to] for to in parts.get(key, ()))), kind=kinds[key])
            for key, span in spans.items()
            if key not in attached
        )
        return Exchange(article_id=str(row.get("article_id", "")), text=text, items=items)
