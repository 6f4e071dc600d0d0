"""Decisions that their own people withdrew: nothing is removed from the file, and what they had corrected is put back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import AwareDatetime, TypeAdapter
from ruamel.yaml.comments import CommentedMap

from factcheck.models import Decision
from factcheck.review.entries import READ_FIELDS, checksum
from factcheck.review.yaml_file import plain

__all__ = ["in_force", "nodes_in_force", "take_out"]

_MOMENT: TypeAdapter[dt.datetime] = TypeAdapter(AwareDatetime)
_CLAIM_FIELDS = ("text", "kind", "mode")
_SOURCE_FIELDS = {"source": "source", "source_kind": "kind"}
"""A correction's field, and where it stands in the last link of the chain."""


def in_force(decisions: Sequence[Decision]) -> list[Decision]:
    """The decisions that nobody withdrew, in their order."""
    return [decisions[i] for i in _kept([(one.by, one.at, one.action, one.fields.get("withdraws")) for one in decisions])]


def nodes_in_force(decisions: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Likewise, of the nodes of a loaded file."""
    facts = [
        (str(one["by"]), _MOMENT.validate_python(str(one["at"])), str(one["action"]), (plain(one.get("fields")) or {}).get("withdraws"))
        for one in decisions
    ]
    return [decisions[i] for i in _kept(facts)]


def _kept(decisions: Sequence[tuple[str, dt.datetime, str, str | None]]) -> list[int]:
    """Indices of what is in force, from who, when, what, and which moment a withdrawal names (the last before it when it names none)."""
    kept: dict[int, None] = {}
    for i in sorted(range(len(decisions)), key=lambda i: (decisions[i][1], i)):
        by, _, action, named = decisions[i]
        if action != "withdraw":
            kept[i] = None
            continue
        own = [j for j in kept if decisions[j][0] == by and (named is None or _same_moment(decisions[j][1], named))]
        if own:
            del kept[own[-1]]
    return sorted(kept)


def _same_moment(at: dt.datetime, named: str) -> bool:
    try:
        return at == _MOMENT.validate_python(named)
    except ValueError:
        return False


def take_out(node: CommentedMap, place: int) -> None:
    """Put back what a correction changed in the claim, where it still stands: to the correction before it, else to the machine's reading.

    Of a claim that a person added there is no earlier reading; it stays as it stands.

    Args:
        node: the claim.
        place: of the decision, in its `decisions`.
    """
    made = node["decisions"][place]
    fields: Mapping[str, Any] = plain(made.get("fields")) or {}
    machine = node.get("machine")
    reads = machine.get("reads") if isinstance(machine, CommentedMap) else None
    others = [plain(one.get("fields")) or {} for one in nodes_in_force(node["decisions"]) if one is not made]

    def before(name: str, read: Any) -> Any:  # noqa: ANN401
        return next((other[name] for other in reversed(others) if name in other), read)

    for name in _CLAIM_FIELDS:
        if name in fields and plain(node.get(name)) == fields[name]:
            node[name] = before(name, plain(reads[name]) if reads and name in reads else node[name])
    link = node["chain"][-1]
    read_chain = plain(reads["chain"]) if reads and "chain" in reads else None
    for name, key in _SOURCE_FIELDS.items():
        if name in fields and plain(link.get(key)) == fields[name]:
            link[key] = before(name, read_chain[-1][key] if read_chain else link[key])
    if fields.keys() & _SOURCE_FIELDS.keys():
        if read_chain and {key: link.get(key) for key in _SOURCE_FIELDS.values()} == {
            key: read_chain[-1][key] for key in _SOURCE_FIELDS.values()
        }:
            for key, value in read_chain[-1].items():
                link[key] = value
        else:
            link["named"] = link["kind"] != "anonymous"
    if reads is not None:
        for name in [name for name in READ_FIELDS if name in reads and plain(reads[name]) == plain(node.get(name))]:
            del reads[name]
        if not reads:
            del machine["reads"]
    shown = checksum({key: plain(node.get(key)) for key in READ_FIELDS})
    if isinstance(machine, CommentedMap) and str(machine.get("claim", ""))[: len(shown)] == shown:
        node.pop("edited", None)
