"""Which decisions ask for another look."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from pydantic import AwareDatetime, TypeAdapter
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from factcheck.review.entries import READ_FIELDS, checksum
from factcheck.review.withdrawing import nodes_in_force
from factcheck.review.yaml_file import plain

__all__ = ["claim_checksum", "instant", "refresh_stale", "seen_now"]

_MOMENT: TypeAdapter[dt.datetime] = TypeAdapter(AwareDatetime)
ABSENT = "the claim is no longer in the article"


def claim_checksum(claim: Mapping[str, Any]) -> str:
    """Checksum of a claim as it stands: the words in the article, and what is made of them."""
    shown = {key: plain(claim.get(key)) for key in READ_FIELDS}
    return checksum({"read": shown, "exact": (plain(claim.get("quote")) or {}).get("exact")})


def seen_now(claim: Mapping[str, Any]) -> dict[str, str]:
    """What a person who looks at a claim now sees, as the `seen` of a decision."""
    machine = claim.get("machine") or {}
    seen = {"claim": claim_checksum(claim), "evidence": machine.get("evidence_of"), "reading": machine.get("reading")}
    return {key: str(value) for key, value in seen.items() if value is not None}


def instant(value: object) -> dt.datetime:
    """The moment that a file's `at` names; files keep it as text."""
    return _MOMENT.validate_python(str(value))


def refresh_stale(node: CommentedMap, changed: str | None = None) -> None:
    """List the last decision of each person under `stale` where what they saw is not what stands now.

    A decision that says what was seen is compared with the claim; one that does not (written by hand) is taken to be on what stood
    there until `changed` says otherwise.

    Args:
        node: the claim.
        changed: what has just changed about the claim, if anything.
    """
    absent = bool(node.get("absent"))
    now = seen_now(node)
    listed = {(item["by"], instant(item["at"])): item for item in node.get("stale") or []}
    last: dict[str, Mapping[str, Any]] = {}
    for decision in sorted(nodes_in_force(node.get("decisions") or []), key=lambda one: instant(one["at"])):
        last[str(decision["by"])] = decision
    entries: list[CommentedMap] = []
    for by, decision in last.items():
        entry = listed.get((by, instant(decision["at"])))
        because = ABSENT if absent else _difference(plain(decision.get("seen")), now)
        if because is None and not decision.get("seen"):
            because = changed or (entry["because"] if entry else None)
        if because is not None:
            entries.append(entry or CommentedMap(by=by, at=str(decision["at"]), because=because))
    if [id(item) for item in entries] == [id(item) for item in node.get("stale") or []]:
        return
    node.pop("stale", None)
    if entries:
        # above the decisions: what ends a claim carries the comments that stand before the next one
        place = list(node).index("decisions") if "decisions" in node else len(node)
        node.insert(place, "stale", CommentedSeq(entries))


def _difference(seen: Mapping[str, Any] | str | None, now: Mapping[str, str]) -> str | None:
    if not seen:
        return None
    saw = {"reading": seen} if isinstance(seen, str) else seen
    reasons = {"claim": "the claim changed", "evidence": "its evidence changed", "reading": "what factcheck found changed"}
    for key, reason in reasons.items():
        if saw.get(key) is not None and not _same(str(saw[key]), now.get(key, "")):
            return reason
    return None


def _same(one: str, other: str) -> bool:
    """Whether two checksums agree, one of which may be cut shorter."""
    shorter = min(len(one), len(other))
    return shorter >= 8 and one[:shorter] == other[:shorter]
