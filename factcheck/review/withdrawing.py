"""Decisions that their own people withdrew: nothing is removed from the file, and what they had corrected is put back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pydantic import AwareDatetime, TypeAdapter
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from factcheck.models import Decision
from factcheck.review.entries import READ_FIELDS, checksum
from factcheck.review.yaml_file import plain

__all__ = ["chain_text", "in_force", "nodes_in_force", "take_out"]

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
    """Put back what a correction changed in the claim, where it still stands: to the correction before it, else to the first reading.

    That is the machine's, or, of a claim that a person added, theirs.

    Args:
        node: the claim.
        place: of the decision, in its `decisions`.
    """
    made = node["decisions"][place]
    fields: Mapping[str, Any] = plain(made.get("fields")) or {}
    holder = node if node.get("added_by") else node.get("machine")
    block = "as_added" if node.get("added_by") else "reads"
    reads = holder.get(block) if isinstance(holder, CommentedMap) else None
    others = [plain(one.get("fields")) or {} for one in nodes_in_force(node["decisions"]) if one is not made]

    def before(name: str, read: Any) -> Any:  # noqa: ANN401
        return next((other[name] for other in reversed(others) if name in other), read)

    for name in _CLAIM_FIELDS:
        if name in fields and plain(node.get(name)) == fields[name]:
            node[name] = before(name, plain(reads[name]) if reads and name in reads else node[name])
    _put_back_sources(node, fields, before, plain(reads["chain"]) if reads and "chain" in reads else None, others)
    if reads is not None and isinstance(holder, CommentedMap):
        for name in [name for name in READ_FIELDS if name in reads and plain(reads[name]) == plain(node.get(name))]:
            del reads[name]
        if not reads:
            del holder[block]
    if _is_first(node):
        node.pop("edited", None)


def _put_back_sources(
    node: CommentedMap,
    fields: Mapping[str, Any],
    before: Callable[[str, Any], Any],
    read: list[dict[str, Any]] | None,
    others: Sequence[Mapping[str, Any]],
) -> None:
    """The chain, or only its speaker, as it was before a correction; `read` is the first reading, where it is another."""
    touched = {"chain", *_SOURCE_FIELDS}
    if not fields.keys() & touched:
        return
    if read and fields.get("chain") == chain_text(node["chain"]) and not any("chain" in other for other in others):
        node["chain"] = CommentedSeq([CommentedMap(link) for link in read])
        _lay_over(node["chain"][-1], others)
        return
    link = node["chain"][-1]
    for name, key in _SOURCE_FIELDS.items():
        if name in fields and plain(link.get(key)) == fields[name]:
            link[key] = before(name, read[-1][key] if read else link[key])
    if read and all(link.get(key) == read[-1][key] for key in _SOURCE_FIELDS.values()):
        for key, value in read[-1].items():
            link[key] = value
    else:
        link["named"] = link["kind"] != "anonymous"


def _lay_over(speaker: CommentedMap, corrections: Sequence[Mapping[str, Any]]) -> None:
    """What other corrections in force say of the speaker, in their order."""
    given = {key: other[name] for other in corrections for name, key in _SOURCE_FIELDS.items() if name in other}
    if given:
        speaker.update(given)
        speaker["named"] = speaker["kind"] != "anonymous"
        speaker.pop("mention", None)


def chain_text(chain: Sequence[Mapping[str, Any]]) -> str:
    """A chain in one line, as a decision that corrected it says it."""
    return " > ".join(str(link["source"]) for link in chain)


def _is_first(node: CommentedMap) -> bool:
    """Whether the claim says what it said before any person corrected it."""
    if node.get("added_by"):
        return not (node.get("as_added") or {}).keys() & set(READ_FIELDS)
    shown = checksum({key: plain(node.get(key)) for key in READ_FIELDS})
    return str((node.get("machine") or {}).get("claim", ""))[: len(shown)] == shown
