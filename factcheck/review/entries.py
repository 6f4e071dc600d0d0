"""The entries that a run writes into an annotation file: plain mappings in the order in which people read them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from factcheck.article import languages_left_out
from factcheck.models import Article, Attribution, CheckedBefore, CheckedClaim, Claim, ModelInfo
from factcheck.review.schema import Quote

__all__ = ["READ_FIELDS", "article_entry", "checksum", "claim_entry", "evidence_checksum", "findings", "model_entries", "weighed"]

READ_FIELDS = ("text", "chain", "mode", "kind")
"""What a person may correct in place."""
_DIGITS = 16
"""Hexadecimal digits of a checksum: enough to tell a change, short enough to read past."""


def article_entry(article: Article, file: str | None = None, item: str | None = None) -> dict[str, Any]:
    """Which article the file is about."""
    known = {
        "title": article.title,
        "publisher": article.publisher,
        "date": article.date.isoformat() if article.date else None,
        "url": article.url,
        "file": file,
        "item": item,
    }
    counts = [f"{count} in {language}" for language, count in languages_left_out(article).most_common()]
    left_out = {"left_out": ", ".join(counts)} if counts else {}
    return {"id": article.id, **{key: value for key, value in known.items() if value is not None}, **left_out, "sha256": article.sha256}


def model_entries(models: Sequence[ModelInfo]) -> list[dict[str, Any]]:
    """The models that took part."""
    return [{"role": model.role, "name": model.name, "sha256": model.sha256} for model in models]


def claim_entry(claim: Claim, quote: Quote) -> dict[str, Any]:
    """The claim itself: where it stands, and how factcheck reads it."""
    parts = [{"start": part.start, "end": part.end} for part in claim.extra_spans]
    return {
        "quote": {"exact": quote.exact, "prefix": quote.prefix, "suffix": quote.suffix},
        "position": {"start": claim.span.start, "end": claim.span.end},
        **({"parts": parts} if parts else {}),
        "text": claim.text,
        "chain": [_link(link) for link in claim.chain],
        "mode": claim.mode,
        "kind": claim.kind,
    }


def _link(link: Attribution) -> dict[str, Any]:
    source = link.source
    entry: dict[str, Any] = {"source": source.canonical, "kind": source.kind, "named": source.named}
    if source.name != source.canonical:
        entry["mention"] = source.name
    if link.cue is not None:
        entry["cue"] = link.cue.text
    return entry


def findings(checked: CheckedClaim) -> dict[str, Any]:
    """What factcheck found out about the claim, without the checksums."""
    verdict = checked.verdict
    weighed = {"confidence": round(verdict.confidence, 4)} if verdict.confidence is not None else {}
    found: dict[str, Any] = {"support": {"label": verdict.label, **weighed, "why": verdict.explanation}}
    if checked.attribution is not None:
        found["attribution"] = {"label": checked.attribution.label, "why": checked.attribution.explanation}
    sourcing = checked.sourcing
    found["sourcing"] = {
        "grade": sourcing.grade,
        **({"with_evidence": sourcing.with_evidence} if sourcing.with_evidence is not None else {}),
        "rules": [rule.id for rule in sourcing.rules],
        "independent_origins": sourcing.independent_origins,
    }
    found["check_worthiness"] = round(checked.claim.check_worthiness, 2)
    if differing := _mismatches(checked):
        found["mismatches"] = differing
    found["evidence"] = [
        {
            "passage": assessment.evidence.passage.id,
            "relation": assessment.relation,
            **({"excluded": assessment.excluded} if assessment.excluded is not None else {}),
        }
        for assessment in checked.evidence
    ]
    if checked.checked_before:
        found["checked_before"] = [_before(one) for one in checked.checked_before]
    return found


def _before(one: CheckedBefore) -> dict[str, Any]:
    """A published fact-check; what is not known is left out."""
    known = one.model_dump(mode="json", exclude={"document_id"}, exclude_none=True, exclude_defaults=True)
    return {"document": one.document_id, **known}


def _mismatches(checked: CheckedClaim) -> list[dict[str, Any]]:
    """The details that passages which count give differently, each once, with the first passage that does; sure ones first."""
    entries: dict[tuple[str, str], dict[str, Any]] = {}
    for assessment in checked.evidence:
        for item in assessment.diff if assessment.excluded is None else ():
            if not item.agrees:
                entry = {"kind": item.kind, "sure": item.veto, "passage": assessment.evidence.passage.id, "detail": item.detail}
                known = entries.setdefault((item.kind, item.detail.casefold()), entry)
                known["sure"] = known["sure"] or item.veto
    return sorted(entries.values(), key=lambda entry: not entry["sure"])


def evidence_checksum(checked: CheckedClaim) -> str:
    """Checksum of the passages by id and text, in any order."""
    passages = sorted((assessment.evidence.passage.id, assessment.evidence.passage.text) for assessment in checked.evidence)
    return checksum({"passages": passages})


def weighed(found: Mapping[str, Any]) -> dict[str, Any]:
    """What makes a decision stale when it changes: the findings without confidence and wording, which every new model moves a little."""
    kept = {name: value for name, value in found.items() if name not in {"evidence", "mismatches", "check_worthiness"}}
    for name in ("support", "attribution"):
        if name in kept:
            kept[name] = {"label": kept[name].get("label")}
    if "checked_before" in kept:
        told = ([one["document"], one["relation"], one.get("rating")] for one in kept["checked_before"])
        kept["checked_before"] = sorted(told, key=str)
    # sorted, as the order of the passages is that of their scores
    counted = sorted((item["passage"], item["relation"], item.get("excluded") is not None) for item in found.get("evidence", []))
    # the kinds of sure ones only, and nothing where there is none: so files from before mismatches were written keep their decisions
    sure = sorted({item["kind"] for item in found.get("mismatches", []) if item["sure"]})
    return {**kept, **({"mismatches": sure} if sure else {}), "evidence": [list(item) for item in counted]}


def checksum(content: Mapping[str, Any]) -> str:
    """First 16 hexadecimal digits of the SHA-256 of a plain mapping, whatever the order of its keys."""
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=True).encode()).hexdigest()[:_DIGITS]
