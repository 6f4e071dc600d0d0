"""Put what a run says into a loaded annotation file, around what people wrote there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from factcheck.review.entries import READ_FIELDS, checksum, weighed
from factcheck.review.staleness import refresh_stale
from factcheck.review.yaml_file import plain

__all__ = [
    "VERDICT_FIELDS",
    "as_node",
    "assign",
    "mark_absent",
    "note_conflict",
    "notice_edits",
    "remember",
    "set_flag",
    "set_reads",
    "update_claim",
]

_OPTIONAL = frozenset(
    {"parts", "mention", "cue", "excluded", "support", "attribution", "sourcing", "evidence", "title", "publisher", "date", "left_out"}
    | {"reads", "url", "quote", "text", "chain", "mode", "kind", "confidence", "models", "with_evidence", "check_worthiness", "mismatches"}
    | {"checked_before", "rating", "claimant", "later"}
)
"""Fields of ours that a run may drop; any other field that it does not know is a person's."""
_ONE_LINE = (
    frozenset({"start", "end"}),
    frozenset({"passage", "relation", "excluded"}),
    frozenset({"kind", "sure", "passage", "detail"}),
    frozenset({"rules", "models"}),
)
"""Small mappings that stand on one line, by their fields."""
VERDICT_FIELDS = ("support", "attribution", "sourcing", "check_worthiness", "mismatches", "evidence", "checked_before")
"""What a check found, among the fields of `machine`."""
_SPAN = ("quote", "position", "parts")


def as_node(value: Any) -> Any:  # noqa: ANN401
    """A plain value as a YAML node; lists of words, places and evidence on one line each."""
    if isinstance(value, Mapping):
        made = CommentedMap((key, as_node(part)) for key, part in value.items())
        if any(value.keys() <= fields for fields in _ONE_LINE) and not any(isinstance(part, Mapping | list) for part in value.values()):
            made.fa.set_flow_style()
        return made
    if isinstance(value, list | tuple):
        node = CommentedSeq([as_node(part) for part in value])
        if not any(isinstance(part, Mapping | list | tuple) for part in value):
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
    return isinstance(value, Mapping) and all(
        part.get(key) == value[key] for key in ("source", "passage", "role", "document") if key in value
    )


def update_claim(
    node: CommentedMap,
    entry: Mapping[str, Any],
    found: Mapping[str, Any] | None,
    *,
    evidence: str | None = None,
    versions: Mapping[str, Any] | None = None,
) -> None:
    """Write a claim's new reading into its node.

    A claim that nobody has touched follows the run in everything. Once a person has decided about it, edited or added it, what stands
    there is theirs: the run rewrites `machine`, and the span where the article's words changed.

    Args:
        node: the claim in the file; a fresh one has only its id.
        entry: the claim as `entries.claim_entry` gives it.
        found: verdicts and sourcing, or None when the run did not check claims; those of an unchanged claim then stay.
        evidence: checksum of the passages behind `found`.
        versions: of the rules and models behind `found`.
    """
    before = plain(node.get("machine")) or {}
    fresh = "machine" not in node and "text" not in node
    notice_edits(node)
    theirs = not fresh and any(node.get(key) for key in ("edited", "decisions", "added_by"))
    own_span = bool(node.get("fixed_span") or node.get("added_by"))
    left = {*(READ_FIELDS if theirs else ()), *(_SPAN if own_span else ())}
    assign(node, {key: value for key, value in entry.items() if key not in left}, optional=frozenset({"parts"} - left))
    node.pop("absent", None)

    read = {key: entry[key] for key in READ_FIELDS}
    exact = entry["quote"]["exact"]
    claim_sum = checksum({"read": read, "exact": exact})
    kept = found is None and before.get("reading_of") == claim_sum
    if kept:
        found = {key: before[key] for key in VERDICT_FIELDS if key in before}
        evidence, versions = before.get("evidence_of"), before.get("versions")
    shown = {key: plain(node.get(key)) for key in READ_FIELDS}
    differs = {key: value for key, value in read.items() if value != shown[key]}
    if exact != plain(node["quote"])["exact"]:
        differs = {"quote": exact, **differs}
    machine = {
        **(found or {}),
        **({"reads": differs} if differs else {}),
        **({"versions": dict(versions)} if versions else {}),
        "claim": checksum(shown),
        "quote_of": checksum({"exact": plain(node["quote"])["exact"]}),
        "reading_of": claim_sum,
        **({"evidence_of": evidence} if evidence else {}),
        "reading": checksum({"claim": claim_sum, "found": weighed(found or {}), "evidence": evidence}),
    }
    if "decisions" not in node:
        node["decisions"] = CommentedSeq()
    if "machine" not in node:
        node.insert(list(node).index("decisions"), "machine", CommentedMap())
    for gone in {"evidence_of", "versions"} & node["machine"].keys() - machine.keys():
        del node["machine"][gone]
    assign(node["machine"], machine)
    changed = None
    if before.get("reading") not in {None, machine["reading"]}:
        changed = "the claim changed" if before.get("reading_of") != claim_sum else "what factcheck found changed"
    refresh_stale(node, changed)


def notice_edits(node: CommentedMap) -> None:
    """Flag what a person changed by hand since the last run."""
    before = plain(node.get("machine")) or {}
    shown = checksum({key: plain(node.get(key)) for key in READ_FIELDS})
    if before.get("claim") is not None and before["claim"][: len(shown)] != shown:
        set_flag(node, "edited", after="kind")
    words = checksum({"exact": (plain(node.get("quote")) or {}).get("exact")})
    if before.get("quote_of") not in {None, words}:
        set_flag(node, "fixed_span", after="kind")


def remember(node: CommentedMap, key: str) -> None:
    """Keep what a field said before a person changed it: beside the machine's findings, or, of a claim that people added, beside it."""
    machine = node.get("machine")
    if node.get("added_by"):
        reads = _block(node, "as_added", list(node).index("added_by") + 1)
    elif isinstance(machine, CommentedMap):
        names = [name for name in machine if name in VERDICT_FIELDS]
        reads = _block(machine, "reads", list(machine).index(names[-1]) + 1 if names else 0)
    else:
        return
    if key not in reads:
        value = plain(node[key])
        reads[key] = as_node(value["exact"] if key == "quote" else value)


def _block(node: CommentedMap, name: str, place: int) -> CommentedMap:
    if not isinstance(node.get(name), CommentedMap):
        node.pop(name, None)
        node.insert(place, name, CommentedMap())
    found: CommentedMap = node[name]
    return found


def set_reads(node: CommentedMap, read: Mapping[str, Any]) -> None:
    """Say how a run reads the claim, where that is not what stands there.

    Args:
        node: the claim, with its machine block.
        read: `quote` and the fields of `READ_FIELDS`, as the run reads them.
    """
    shown = {"quote": plain(node["quote"])["exact"], **{key: plain(node.get(key)) for key in READ_FIELDS}}
    machine = node["machine"]
    machine.pop("reads", None)
    if differs := {key: value for key, value in read.items() if value != shown.get(key)}:
        names = [name for name in machine if name in VERDICT_FIELDS]
        machine.insert(list(machine).index(names[-1]) + 1 if names else 0, "reads", as_node(differs))


def mark_absent(node: CommentedMap) -> None:
    """Say that the run did not find the claim; its decisions are on words that are no longer there."""
    if not node.get("absent"):
        set_flag(node, "absent", after="id")
    refresh_stale(node, "the claim is no longer in the article")


def note_conflict(node: CommentedMap, field: str, ours: object, theirs: object) -> None:
    """Note beside a claim what one of two people, or a person and a run, has otherwise; once."""
    entry = as_node({"field": field, "ours": ours, "theirs": theirs})
    noted = node.get("conflicts") or []
    if any(plain(item) == plain(entry) for item in noted):
        return
    if not noted:
        node.insert(list(node).index("decisions") if "decisions" in node else len(node), "conflicts", CommentedSeq())
    node["conflicts"].append(entry)


def set_flag(node: CommentedMap, flag: str, *, after: str) -> None:
    """Set a field to true, after another one."""
    if not node.get(flag):
        node.pop(flag, None)
        node.insert(list(node).index(after) + 1, flag, True)
