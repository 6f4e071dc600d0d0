"""W3C Web Annotation (https://www.w3.org/TR/annotation-model/) as JSON-LD: a page with an annotation for each claim and decision.

The recommendation counts TextPositionSelector in code points, not code units (4.2.5); a file that counts UTF-16 is told by its quotes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from pydantic import TypeAdapter, ValidationError

from factcheck.errors import InputError
from factcheck.models import Decision, Span
from factcheck.review.anchors import quote_at
from factcheck.review.interchange.base import LABELS, Exchange, Item
from factcheck.review.offsets import Offsets
from factcheck.review.schema import AnnotatedLink

__all__ = ["WebAnnotation"]

_CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"fc": "urn:factcheck:", "fc:chain": {"@type": "@json"}, "fc:seen": {"@type": "@json"}}]
_CHAIN: TypeAdapter[tuple[AnnotatedLink, ...]] = TypeAdapter(tuple[AnnotatedLink, ...])


class WebAnnotation:
    """`web-annotation`."""

    name = "web-annotation"
    suffixes = (".jsonld",)
    cannot_hold = (
        "people's own evidence, and the machine's evidence and reasons",
        "which claims were edited, split or merged",
    )

    def write(self, exchange: Exchange) -> dict[str, str]:
        """A page with the claims, and the decisions as annotations on them."""
        base = f"urn:factcheck:{quote(exchange.article_id)}"
        items: list[dict[str, Any]] = []
        for number, item in enumerate(exchange.items):
            name = f"{base}:{quote(item.id or f'claim{number}')}"
            bodies = [] if item.text is None else [{"type": "TextualBody", "purpose": "describing", "value": item.text}]
            bodies += [_tag(label, value) for label, value in item.labels().items()]
            claim: dict[str, Any] = {"id": name, "type": "Annotation", "motivation": "assessing", "body": bodies}
            if item.chain is not None:
                claim["fc:chain"] = [link.model_dump(exclude_none=True) for link in item.chain]
            claim["target"] = [self._target(exchange, base, span) for span in item.spans]
            items.append(claim)
            items += [_decision(f"{name}:decision{place}", name, one) for place, one in enumerate(item.decisions or (), 1)]
        page = {"@context": _CONTEXT, "id": base, "type": "AnnotationPage", "fc:text": exchange.text}
        known = {"fc:title": exchange.title, "fc:url": exchange.url}
        content = {**page, **{key: value for key, value in known.items() if value is not None}, "items": items}
        return {".jsonld": json.dumps(content, indent=2, ensure_ascii=False) + "\n"}

    def _target(self, exchange: Exchange, base: str, span: Span) -> dict[str, Any]:
        words = quote_at(exchange.text, span.start, span.end)
        return {
            "source": exchange.url or base,
            "selector": [
                {"type": "TextQuoteSelector", "exact": words.exact, "prefix": words.prefix, "suffix": words.suffix},
                {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            ],
        }

    def read(self, files: Mapping[str, str]) -> Exchange:
        """The claims of a page, with the decisions about them."""
        from urllib.parse import unquote

        try:
            page = json.loads(files[".jsonld"])
            text = page["fc:text"]
            offsets = Offsets(text)
            decisions: dict[str, list[Decision]] = {}
            for row in page["items"]:
                if isinstance(row["target"], str):
                    decisions.setdefault(row["target"], []).append(_read_decision(row))
            items = tuple(
                Item(
                    id=unquote(row["id"].rsplit(":", 1)[1]),
                    spans=tuple(_span(offsets, target) for target in _several(row["target"])),
                    chain=_CHAIN.validate_python(row["fc:chain"]) if "fc:chain" in row else None,
                    decisions=tuple(decisions.get(row["id"], ())),
                    **_bodies(row),
                )
                for row in page["items"]
                if not isinstance(row["target"], str)
            )
            name = unquote(str(page.get("id", "")).rsplit(":", 1)[-1])
            return Exchange(article_id=name, text=text, items=items, title=page.get("fc:title"), url=page.get("fc:url"))
        except (ValueError, KeyError, IndexError, TypeError, AttributeError, ValidationError) as error:
            first = " ".join(str(error).split())[:120]
            raise InputError(f"not a page of web annotations that factcheck can read ({type(error).__name__}: {first})") from None


def _tag(name: str, value: str) -> dict[str, str]:
    return {"type": "TextualBody", "purpose": "tagging", "value": f"{name}:{value}"}


def _decision(name: str, target: str, one: Decision) -> dict[str, Any]:
    bodies = [_tag("action", one.action), *(_tag(f"field.{field}", value) for field, value in one.fields.items())]
    if one.note is not None:
        bodies.append({"type": "TextualBody", "purpose": "commenting", "value": one.note})
    seen = {"fc:seen": one.seen.model_dump(exclude_none=True)} if one.seen else {}
    return {
        "id": name,
        "type": "Annotation",
        "motivation": "moderating",
        "creator": {"type": "Person", "name": one.by},
        "created": one.at.isoformat(),
        "body": bodies,
        **seen,
        "target": target,
    }


def _tags(row: Mapping[str, Any]) -> dict[str, str]:
    return dict(body["value"].split(":", 1) for body in _several(row.get("body", [])) if body.get("purpose") == "tagging")


def _bodies(row: Mapping[str, Any]) -> dict[str, str]:
    found = {name: value for name, value in _tags(row).items() if name in LABELS}
    said = [body["value"] for body in _several(row.get("body", [])) if body.get("purpose") == "describing"]
    return {**found, **({"text": said[0]} if said else {})}


def _read_decision(row: Mapping[str, Any]) -> Decision:
    tags = _tags(row)
    notes = [body["value"] for body in _several(row["body"]) if body.get("purpose") == "commenting"]
    fields = {name.removeprefix("field."): value for name, value in tags.items() if name.startswith("field.")}
    return Decision.model_validate(
        {
            "by": row["creator"]["name"],
            "at": row["created"],
            "action": tags["action"],
            "fields": fields,
            "note": notes[0] if notes else None,
            "seen": row.get("fc:seen"),
        }
    )


def _span(offsets: Offsets, target: Mapping[str, Any]) -> Span:
    by_type = {selector["type"]: selector for selector in _several(target["selector"])}
    place = by_type["TextPositionSelector"]
    words = by_type.get("TextQuoteSelector", {}).get("exact")
    return offsets.span(int(place["start"]), int(place["end"]), unit="code points", words=words)


def _several(value: Any) -> list[Any]:  # noqa: ANN401
    return value if isinstance(value, list) else [value]
