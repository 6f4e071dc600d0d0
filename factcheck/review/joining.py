"""Two people's copies of one annotation file, made one: claim by claim, and no decision lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from ruamel.yaml.comments import CommentedMap, CommentedSeq
from yaml import YAMLError

from factcheck.errors import AnnotationError, OutputError
from factcheck.review.annotation import next_number
from factcheck.review.carrying import carry, comments_of
from factcheck.review.comments import comment_lines, cut_end, drop_below, hang, lift, move_below
from factcheck.review.entries import READ_FIELDS
from factcheck.review.locking import locked
from factcheck.review.merging import note_conflict, notice_edits, set_reads
from factcheck.review.pairing import pair_claims
from factcheck.review.staleness import instant, refresh_stale
from factcheck.review.yaml_file import dump, load, load_text, plain, read_bytes, save, validate

__all__ = ["HandConflict", "Joined", "join", "join_files"]

_LISTS = ("decisions", "evidence", "conflicts")
"""Of which both copies' entries are kept."""
_MACHINES = ("machine", "absent")
"""A run's, which the next run writes anew: taken from the copy that the last run wrote."""
_DERIVED = ("stale",)
_TOGETHER = {"position": "quote", "parts": "quote", "fixed_span": "quote"}
"""Fields that go with another one, whichever copy that is taken from."""


class HandConflict(NamedTuple):
    """Two people changed one thing in two ways; ours stands, theirs is noted beside it."""

    claim: str | None
    """Id; None for what is said of the article or the file."""
    field: str
    ours: object
    theirs: object


class Joined(NamedTuple):
    """What came of two copies."""

    root: CommentedMap
    conflicts: tuple[HandConflict, ...]
    lost_comments: tuple[str, ...]
    """Comments of the other copy that are about nothing that the merged file has."""


def join(path: Path, ours: CommentedMap, theirs: CommentedMap, base: CommentedMap | None = None) -> Joined:
    """Put their copy into ours.

    Decisions, people's evidence and noted conflicts of both are kept, decisions by time. A field that only one of them changed (against
    `base`; without it, that only one marked as edited) is taken from that one. What both changed in two ways stays as ours and is noted
    under `conflicts`. A claim that one of them deleted comes back: claims are marked absent or replaced, not deleted.

    Args:
        path: names the file in errors.
        ours: is changed, and keeps its comments and order.
        theirs: the other copy.
        base: what both were made from.

    Raises:
        AnnotationError: they are about two articles.
    """
    mine, other = validate(path, ours), validate(path, theirs)
    if mine.article.id != other.article.id and not ({c.quote.exact for c in mine.claims} & {c.quote.exact for c in other.claims}):
        raise AnnotationError(f"{path}: the two are about different articles ({mine.article.id!r} and {other.article.id!r})")
    was = validate(path, base) if base is not None else None
    said = dump(theirs)
    dropped = _dropped(base, ours)
    theirs_newer = was is not None and mine.article.sha256 == was.article.sha256 != other.article.sha256
    for root in filter(None, (ours, theirs)):
        for node in root.get("claims") or []:
            notice_edits(node)
    conflicts = _join_head(ours, theirs, base, run_is_theirs=theirs_newer)

    pairs = pair_claims(mine.claims, other.claims)
    origins = pair_claims(was.claims, other.claims) if was else {}
    base_nodes = {str(node["id"]): node for node in (base.get("claims") or [] if base is not None else [])}
    our_nodes = {str(node["id"]): node for node in ours.get("claims") or []}
    renamed = _renamed(pairs, list(our_nodes), [claim.id for claim in other.claims])
    last: CommentedMap | None = None
    for node in list(theirs.get("claims") or []):
        identifier = str(node["id"])
        _rename(node, renamed)
        if identifier in pairs:
            target = our_nodes[pairs[identifier]]
            origin = base_nodes.get(origins.get(identifier, ""))
            conflicts += _join_claim(target, node, origin, run_is_theirs=theirs_newer)
        else:
            target = node
            _insert(ours, node, last)
        refresh_stale(target)
        last = target
    if not isinstance(ours.get("claims"), CommentedSeq):
        ours["claims"] = CommentedSeq()
    validate(path, ours)
    try:
        text, lost = carry(path, dump(ours), said, renamed=renamed, dropped=dropped)
    except YAMLError:  # the parser that finds comments knows YAML 1.1 only
        text, lost = dump(ours), sorted(comment_lines(said) - comment_lines(dump(ours)))
    whole = load_text(path, text.encode())
    if plain(whole) != plain(ours):  # a comment would have changed what the file says
        whole, lost = ours, sorted(comment_lines(said) - comment_lines(dump(ours)))
    return Joined(whole, tuple(conflicts), tuple(lost))


def _dropped(base: CommentedMap | None, ours: CommentedMap) -> set[str]:
    """The comments that our side took out."""
    if base is None:
        return set()
    return {comment.text for comment in comments_of(dump(base))} - {comment.text for comment in comments_of(dump(ours))}


def _renamed(pairs: Mapping[str, str], ours: Sequence[str], theirs: Sequence[str]) -> dict[str, str]:
    """New names of their claims: that of ours where it is the same claim, the next free one where the id is taken by another."""
    names = dict(pairs)
    number = next_number([*ours, *theirs])
    for identifier in theirs:
        if identifier not in names and identifier in ours:
            names[identifier] = f"c{number:03d}"
            number += 1
    return {old: new for old, new in names.items() if old != new}


def _rename(node: CommentedMap, names: Mapping[str, str]) -> None:
    if str(node["id"]) in names:
        node["id"] = names[str(node["id"])]
    if str(node.get("split_from")) in names:
        node["split_from"] = names[str(node["split_from"])]
    for key in ("merged_from", "replaced_by"):
        for place, identifier in enumerate(node.get(key) or ()):
            node[key][place] = names.get(str(identifier), identifier)


def _insert(root: CommentedMap, node: CommentedMap, after: CommentedMap | None) -> None:
    if not isinstance(root.get("claims"), CommentedSeq):
        root["claims"] = CommentedSeq()
    sequence = root["claims"]
    if not sequence:
        sequence.fa.set_block_style()
    place = next((number for number, other in enumerate(sequence) if other is after), -1) + 1
    drop_below(node)  # they stand in ours already, or are told of as lost
    sequence.insert(place, node)
    lift(sequence, place)


def _join_head(ours: CommentedMap, theirs: CommentedMap, base: CommentedMap | None, *, run_is_theirs: bool) -> list[HandConflict]:
    """Article, models and versions, which are a run's, from the copy that the last run wrote; a person's own fields from both."""
    run = ("article", "rules_version", "models")
    if run_is_theirs:
        for key in run:
            if key in theirs:
                ours[key] = theirs[key]
    conflicts = []
    for key in theirs:
        if key in {*run, "claims", "factcheck_annotation"}:
            continue
        conflicts += _join_field(None, ours, theirs, base, key)
    return conflicts


def _join_claim(ours: CommentedMap, theirs: CommentedMap, base: CommentedMap | None, *, run_is_theirs: bool) -> list[HandConflict]:
    for key in _LISTS:
        _unite(ours, theirs, key)
    take_run = run_is_theirs or "machine" not in ours or (base is not None and _reading(ours) == _reading(base) != _reading(theirs))
    read = _as_machine_reads(theirs)
    if take_run:
        for key in _MACHINES:
            if key in theirs:
                _set(ours, theirs, key)
            elif key == "absent":
                ours.pop(key, None)
    conflicts: list[HandConflict] = []
    done = {*_LISTS, *_MACHINES, *_DERIVED, *_TOGETHER, "id", "edited"}
    for key in [*theirs, *(key for key in ours if key not in theirs)]:
        if key not in done:
            conflicts += _join_field(str(ours["id"]), ours, theirs, base, key, prefer=run_is_theirs)
    if theirs.get("edited") and not ours.get("edited"):
        _set(ours, theirs, "edited")
    for conflict in conflicts:
        note_conflict(ours, conflict.field, conflict.ours, conflict.theirs)
    if take_run and "machine" in ours:
        set_reads(ours, read)
    return conflicts


def _reading(node: CommentedMap) -> object:
    return (plain(node.get("machine")) or {}).get("reading")


def _as_machine_reads(node: CommentedMap) -> dict[str, Any]:
    """The claim as a run read it: what stands there, but where a person changed it."""
    shown = {"quote": _value(node, "quote"), **{key: plain(node.get(key)) for key in READ_FIELDS}}
    return {**shown, **((plain(node.get("machine")) or {}).get("reads") or {})}


def _join_field(
    identifier: str | None,
    ours: CommentedMap,
    theirs: CommentedMap,
    base: CommentedMap | None,
    key: str,
    *,
    prefer: bool = False,
) -> list[HandConflict]:
    """Take one field from whoever changed it.

    Args:
        identifier: of the claim.
        ours: is changed.
        theirs: the other copy.
        base: what both were made from.
        key: the field.
        prefer: theirs was written for the article as it now is, so that its words and place are the ones that hold.
    """
    mine, other = _value(ours, key), _value(theirs, key)
    newer_words = prefer and key == "quote"
    if mine == other and not newer_words:
        return []
    by_us, by_them = _who_changed(ours, theirs, base, key)
    if by_us and by_them and mine != other:
        return [HandConflict(identifier, key, mine, other)]
    if not by_us and (by_them or newer_words):
        for name in (key, *(name for name, leader in _TOGETHER.items() if leader == key)):
            if name in theirs:
                _set(ours, theirs, name)
            else:
                ours.pop(name, None)
    return []


def _value(node: CommentedMap, key: str) -> object:
    value = plain(node.get(key))
    return (value or {}).get("exact") if key == "quote" else value


def _who_changed(ours: CommentedMap, theirs: CommentedMap, base: CommentedMap | None, key: str) -> tuple[bool, bool]:
    """Whether the field was changed in ours and in theirs; where both were, and one of them by a run, only the person's counts."""
    by_hand = key in ours and _by_hand(ours, key), key in theirs and _by_hand(theirs, key)
    if base is None:
        return by_hand if key in ours and key in theirs else (key in ours, key in theirs)
    before = _value(base, key)
    changed = _value(ours, key) != before, _value(theirs, key) != before
    return by_hand if all(changed) and by_hand[0] != by_hand[1] else changed


def _by_hand(node: CommentedMap, key: str) -> bool:
    """Whether a person made the field what it is, as far as one copy tells; a field that runs do not write is always a person's."""
    if key not in {"text", "chain", "mode", "kind", "quote"}:
        return True
    if not node.get("fixed_span" if key == "quote" else "edited"):
        return bool(node.get("added_by"))
    reads = (node.get("machine") or {}).get("reads")
    return key in reads if reads else True


def _set(ours: CommentedMap, theirs: CommentedMap, key: str) -> None:
    """Take a field over, in the place that it has among its neighbours."""
    if key in ours:
        ours[key] = theirs[key]
        return
    names = list(theirs)
    before = [name for name in names[: names.index(key)] if name in ours]
    ours.insert(list(ours).index(before[-1]) + 1 if before else len(ours), key, theirs[key])


def _unite(ours: CommentedMap, theirs: CommentedMap, key: str) -> None:
    """Keep the entries of both copies; decisions and evidence by time."""
    held, given = ours.get(key) or [], theirs.get(key) or []
    known = [_content(item) for item in held]
    new = [item for item in given if _content(item) not in known]
    for item in new:
        drop_below(item)
    items = [*held, *new]
    if key != "conflicts":
        items.sort(key=lambda item: (instant(item["at"]), str(item["by"]), repr(sorted(_content(item).items()))))
    if [id(item) for item in items] == [id(item) for item in held]:
        return
    if held:
        move_below(held[-1], items[-1])
    _put_list(ours, theirs, key, items)


def _put_list(ours: CommentedMap, theirs: CommentedMap, key: str, items: list[CommentedMap]) -> None:
    made = CommentedSeq(items)
    if key in ours:
        hang(items[-1], cut_end(ours[key]))
        ours[key] = made
        return
    names = list(theirs)
    before = [name for name in names[: names.index(key)] if name in ours]
    ours.insert(list(ours).index(before[-1]) + 1 if before else len(ours), key, made)


def _content(item: Mapping[str, Any]) -> dict[str, Any]:
    """What an entry says, however its time is written."""
    content: dict[str, Any] = plain(item)
    return {**content, "at": instant(content["at"]).isoformat()} if "at" in content else content


def join_files(ours: Path, theirs: Path, *, base: Path | None = None, out: Path | None = None) -> Joined:
    """Merge two files into `out`, or into ours.

    Args:
        ours: one copy.
        theirs: the other.
        base: what both were made from; an empty file, as git gives where there was none, counts as none.
        out: where to write; ours when left out.

    Raises:
        AnnotationError: one of them is broken (named with line and column), or they are about two articles; nothing is written.
        OutputError: the result cannot be written.
    """
    target = out or ours
    if target.exists() and not any(target.samefile(place) for place in (ours, theirs)):
        raise OutputError(f"{target} is there already, and may hold decisions; merge into one of the two, or choose another name")
    known = base if base is not None and read_bytes(base).strip() else None
    with locked(target):
        started, other = _loaded(ours), _loaded(theirs)
        joined = join(ours, started, other, _loaded(known) if known else None)
        save(target, joined.root)
    return joined


def _loaded(path: Path) -> CommentedMap:
    root = load(path)
    validate(path, root)
    return root
