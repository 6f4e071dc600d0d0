"""Label Studio JSON: one task with a region a stretch, per-region choices and text.

Offsets of `Text` regions are code points since Label Studio 1.4.1 (HumanSignal/label-studio issues 1008, 1347); older exports count UTF-16,
which the region's own `text` gives away. The labelling configuration that fits is in docs/annotation-file.md.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter, ValidationError

from factcheck.errors import InputError
from factcheck.models import Span
from factcheck.review.interchange.base import LABELS, Exchange, Item
from factcheck.review.offsets import Offsets
from factcheck.review.schema import AnnotatedLink

__all__ = ["LabelStudio"]

_LINK: TypeAdapter[AnnotatedLink] = TypeAdapter(AnnotatedLink)


class LabelStudio:
    """`label-studio`."""

    name = "label-studio"
    suffixes = (".json",)
    cannot_hold = (
        "decisions with their history (the labels that stand are held)",
        "people's own evidence, and the machine's evidence and reasons",
        "which claims were edited, split or merged",
    )

    def write(self, exchange: Exchange) -> dict[str, str]:
        """One task with one annotation."""
        result: list[dict[str, Any]] = []
        for number, item in enumerate(exchange.items):
            result += _rows(item, item.id or f"claim{number}", exchange.text)
        data = {"text": exchange.text, "article_id": exchange.article_id, "title": exchange.title, "url": exchange.url}
        task = {"data": {key: value for key, value in data.items() if value is not None}, "annotations": [{"result": result}]}
        return {".json": json.dumps([task], indent=2, ensure_ascii=False) + "\n"}

    def read(self, files: Mapping[str, str]) -> Exchange:
        """The first annotation of the one task."""
        try:
            tasks = json.loads(files[".json"])
            task = tasks[0] if isinstance(tasks, list) else tasks
            data = task["data"]
            results = (task.get("annotations") or task.get("predictions"))[0]["result"]
            items = self._items(str(data["text"]), results)
            return Exchange(
                article_id=str(data.get("article_id", "")), text=data["text"], items=items, title=data.get("title"), url=data.get("url")
            )
        except (ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
            raise InputError(f"not a Label Studio export of a text task ({type(error).__name__}: {error})") from None

    def _items(self, text: str, results: list[dict[str, Any]]) -> tuple[Item, ...]:
        offsets = Offsets(text)
        spans: dict[str, Span] = {}
        fields: dict[str, dict[str, Any]] = {}
        parts: dict[str, list[str]] = {}
        for row in results:
            if row.get("type") == "relation":
                parts.setdefault(row["from_id"], []).append(row["to_id"])
                continue
            region, value = str(row["id"]), row["value"]
            words = _words(row)
            if words is not None or region not in spans:
                spans[region] = offsets.span(int(value["start"]), int(value["end"]), unit="code points", words=words)
            known = fields.setdefault(region, {})
            if row["type"] == "choices" and row["from_name"] in LABELS:
                known[row["from_name"]] = str(value["choices"][0])
            elif row["type"] == "choices" and row["from_name"] == "decision":
                known["action"] = str(value["choices"][0])
            elif row["type"] == "textarea" and row["from_name"] == "note":
                known["note"] = "\n".join(value["text"])
            elif row["type"] == "textarea" and row["from_name"] == "statement":
                known["text"] = "\n".join(value["text"])
            elif row["type"] == "textarea" and row["from_name"] == "chain":
                known["chain"] = tuple(_link(line) for line in value["text"])
        attached = {to for targets in parts.values() for to in targets}
        return tuple(
            Item(spans=(span, *(spans[to] for to in parts.get(region, ()))), id=region, **fields[region])
            for region, span in spans.items()
            if region not in attached
        )


def _rows(item: Item, name: str, text: str) -> list[dict[str, Any]]:
    """A region for each stretch, and what is known of the claim on the first."""
    rows: list[dict[str, Any]] = []
    for part, span in enumerate(item.spans):
        place = {"start": span.start, "end": span.end, "text": span.of(text)}
        about: list[tuple[str, str, dict[str, list[str]]]] = [("claim", "labels", {"labels": ["part" if part else "claim"]})]
        if part == 0:
            about += [(label, "choices", {"choices": [value]}) for label, value in item.labels().items()]
            if item.text is not None:
                about.append(("statement", "textarea", {"text": [item.text]}))
            if item.chain is not None:
                links = [json.dumps(link.model_dump(exclude_none=True), ensure_ascii=False) for link in item.chain]
                about.append(("chain", "textarea", {"text": links}))
        region = f"{name}.{part}" if part else name
        rows += [
            {"id": region, "from_name": control, "to_name": "text", "type": kind, "origin": "manual", "value": {**place, **value}}
            for control, kind, value in about
        ]
    return rows + [
        {"type": "relation", "from_id": name, "to_id": f"{name}.{part}", "direction": "right", "labels": ["part"]}
        for part in range(1, len(item.spans))
    ]


def _words(row: Mapping[str, Any]) -> str | None:
    """The words under a region; a text area has its own `text`, a list."""
    words = row["value"].get("text")
    return words if isinstance(words, str) else None


def _link(line: str) -> AnnotatedLink:
    try:
        return _LINK.validate_json(line)
    except ValidationError:
        raise InputError(f'a line of a chain is a source as JSON ({{"source": …, "kind": …, "named": …}}), not {line[:60]!r}') from None
