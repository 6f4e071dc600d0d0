"""Put what a run says into a loaded annotation file, around what people wrote there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from factcheck.review.entries import READ_FIELDS, checksum
from factcheck.review.yaml_file import plain

__all__ = ["as_node", "assign", "mark_absent", "mark_stale", "update_claim"]

_OPTIONAL = frozenset(
    {"parts", "mention", "cue", "excluded", "support", "attribution", "sourcing", "evidence", "title", "publisher", "date", "left_out"}
)
"""Fields of ours that a run may drop; any other field that it does not know is a person's."""
_VERDICT = ("support", "attribution", "sourcing", "evidence")


def as_node(value: Any) -> Any:  # noqa: ANN401
    """A plain value as a YAML node; lists of words on one line."""
    if isinstance(value, Mapping):
        return CommentedMap((key, as_node(part)) for key, part in value.items())
    if isinstance(value, list):
        node = CommentedSeq([as_node(part) for part in value])
        if not any(isinstance(part, Mapping | list) for part in value):
            node.fa.set_flow_style()
        return node
    if isinstance(value, str) and not value.isprintable():
        return DoubleQuotedScalarString(value)  # YAML folds rare line breaks into spaces unless they are escaped
    return value


def assign(node: CommentedMap, content: Mapping[str, Any], *, optional: frozenset[str] = _OPTIONAL) -> None:
    """Set the fields of `content` in place, keeping comments, order and unknown fields.

    A field of `optional` that `content` lacks is removed.
    """
    for key in [key for key in node if key in optional and key not in content]:
        del node[key]
    place = len(node)
    for key, value in content.items():
        if key not in node:
            node.insert(place, key, as_node(value))
        elif isinstance(value, Mapping) and isinstance(node[key], CommentedMap):
            assign(node[key], value)
        elif isinstance(value, list) and isinstance(node[key], CommentedSeq):
            _assign_list(node, key, value)
        elif plain(node[key]) != value or isinstance(node[key], bool) != isinstance(value, bool):
            node[key] = as_node(value)
        place = list(node).index(key) + 1


def _assign_list(node: CommentedMap, key: str, values: Sequence[Any]) -> None:
    old = node[key]
    if plain(old) == list(values):
        return
    if len(old) == len(values) and all(
        isinstance(part, CommentedMap) and _same_thing(part, value) for part, value in zip(old, values, strict=True)
    ):
        for part, value in zip(old, values, strict=True):
            assign(part, value)
        return
    node[key] = as_node(list(values))


def _same_thing(part: CommentedMap, value: Any) -> bool:  # noqa: ANN401
    """Whether a list's item is still about the same source, passage or model."""
    return isinstance(value, Mapping) and all(part.get(key) == value[key] for key in ("source", "passage", "role") if key in value)


def update_claim(node: CommentedMap, entry: Mapping[str, Any], found: Mapping[str, Any] | None) -> None:
    """Write a claim's new reading into its node.

    Args:
        node: the claim in the file; a fresh one has only its id.
        entry: the claim as `entries.claim_entry` gives it.
        found: verdicts and sourcing, or None when the run did not check claims; those of an unchanged claim then stay.
    """
    before = plain(node.get("machine")) or {}
    fresh = "machine" not in node and "text" not in node
    read = {key: entry[key] for key in READ_FIELDS}
    if not fresh and before.get("claim") not in {None, checksum({key: plain(node.get(key)) for key in READ_FIELDS})}:
        _set_flag(node, "edited", after="kind")
    own = {key: value for key, value in entry.items() if key not in READ_FIELDS} if node.get("edited") else dict(entry)
    assign(node, own, optional=frozenset({"parts"}))
    node.pop("absent", None)

    claim_sum = checksum({"read": read, "exact": entry["quote"]["exact"]})
    if found is None and before.get("reading_of") == claim_sum:
        found = {key: before[key] for key in _VERDICT if key in before}
    shown = {key: plain(node.get(key)) for key in READ_FIELDS}
    reading = checksum({"claim": claim_sum, "found": found or {}})
    machine = {**(found or {}), "claim": checksum(shown), "reading_of": claim_sum, "reading": reading}
    if "decisions" not in node:
        node["decisions"] = CommentedSeq()
    if "machine" not in node:
        node.insert(list(node).index("decisions"), "machine", CommentedMap())
    assign(node["machine"], machine)
    if before.get("reading") not in {None, reading}:
        what = "the claim" if before.get("reading_of") != claim_sum else "what factcheck found"
        mark_stale(node, f"{what} changed")


def mark_absent(node: CommentedMap) -> None:
    """Say that the run did not find the claim; its decisions are on words that are no longer there."""
    if not node.get("absent"):
        _set_flag(node, "absent", after="id")
        mark_stale(node, "the claim is no longer in the article")


def mark_stale(node: CommentedMap, because: str) -> None:
    """List the decisions that were taken before this change, unless they are listed or were taken on what now stands."""
    machine = node.get("machine") or {}
    listed = {item.get("decision") for item in node.get("stale") or [] if isinstance(item, Mapping)}
    for number, decision in enumerate(node.get("decisions") or [], 1):
        on_current = not node.get("absent") and decision.get("seen") is not None and decision.get("seen") == machine.get("reading")
        if number in listed or on_current:
            continue
        if not node.get("stale"):
            node["stale"] = CommentedSeq()
        node["stale"].append(as_node({"decision": number, "because": because}))


def _set_flag(node: CommentedMap, flag: str, *, after: str) -> None:
    if not node.get(flag):
        node.pop(flag, None)
        node.insert(list(node).index(after) + 1, flag, True)
