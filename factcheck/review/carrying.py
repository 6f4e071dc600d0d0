"""Comments that only one of two copies has, put into the other at the line that they are about."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from factcheck.review.yaml_file import load_text

__all__ = ["Comment", "carry", "comments_of"]

Place = tuple[str, ...]
"""Where something stands in a file, by what it is rather than by its number: `claims`, a claim's id, its field."""


class Comment(NamedTuple):
    """A comment of a file."""

    line: int
    """From 0."""
    text: str
    """With its `#`."""
    alone: bool
    """It has the line for itself, and is about what follows."""


def comments_of(text: str) -> list[Comment]:
    """The comments of a YAML text; what merely looks like one within a quotation is none."""
    import yaml

    lines = text.splitlines()
    ends: dict[int, int] = {}
    within: set[int] = set()
    for token in yaml.scan(text, Loader=getattr(yaml, "CLoader", yaml.Loader)):
        start, end = token.start_mark, token.end_mark
        if (start.line, start.column) == (end.line, end.column):
            continue
        within.update(range(start.line, end.line))
        ends[end.line] = max(ends.get(end.line, 0), end.column)
    found = []
    for number, line in enumerate(lines):
        rest = line[ends.get(number, 0) :].strip()
        if rest.startswith("#") and number not in within:
            found.append(Comment(number, rest, number not in ends))
    return found


def carry(path: Path, ours: str, theirs: str, *, renamed: Mapping[str, str], dropped: Collection[str]) -> tuple[str, list[str]]:
    """Put the comments that only their text has into ours.

    Args:
        path: names the file in errors.
        ours: the merged text.
        theirs: the other copy.
        renamed: what claims of theirs are called in ours, where that is something else.
        dropped: comments that our side took out, and that are not to come back.

    Returns:
        Our text with them, and the comments that are about nothing that it has.
    """
    had = comments_of(ours)
    known = {comment.text for comment in had} | set(dropped)
    new = [comment for comment in comments_of(theirs) if comment.text not in known]
    if not new:
        return ours, []
    at = dict(_places(load_text(path, ours.encode()), ()))
    names: dict[int, list[Place]] = {}
    for place, line in _places(load_text(path, theirs.encode()), ()):
        names.setdefault(line, []).append(_renamed(place, renamed))
    lines, their_lines = ours.splitlines(), theirs.splitlines()
    taken = {comment.line for comment in had if not comment.alone}
    above: dict[int, list[str]] = {}
    lost: list[str] = []
    for comment in new:
        about = comment.line if not comment.alone else min((line for line in names if line > comment.line), default=len(their_lines))
        target = len(lines) if about == len(their_lines) else _found(names.get(about, []), at)
        if target is None:
            lost.append(comment.text)
        elif comment.alone or target in taken or not _same_line(names.get(about, []), at, target):
            indent = lines[target][: len(lines[target]) - len(lines[target].lstrip())] if target < len(lines) else ""
            above.setdefault(target, []).append(indent + comment.text)
        else:
            lines[target] += "  " + comment.text
            taken.add(target)
    made = [line for number in range(len(lines) + 1) for line in (*above.get(number, ()), *lines[number : number + 1])]
    return "\n".join(made) + "\n", lost


def _places(node: Any, place: Place) -> Iterator[tuple[Place, int]]:  # noqa: ANN401
    """Every field and item that begins on a line, with its line."""
    if isinstance(node, CommentedMap) and not node.fa.flow_style():
        for key in node:
            yield (*place, str(key)), node.lc.key(key)[0]
            yield from _places(node[key], (*place, str(key)))
    elif isinstance(node, CommentedSeq) and not node.fa.flow_style():
        for number, item in enumerate(node):
            name = (*place, _name(item, number))
            yield name, node.lc.item(number)[0]
            yield from _places(item, name)


def _name(item: Any, number: int) -> str:  # noqa: ANN401
    if isinstance(item, CommentedMap):
        known = [str(item[key]) for key in ("id", "by", "at", "passage", "source", "role") if key in item]
        return "/".join(known) or str(number)
    return str(number)


def _renamed(place: Place, names: Mapping[str, str]) -> Place:
    return (*place[:1], names.get(place[1], place[1]), *place[2:]) if len(place) > 1 and place[0] == "claims" else place


def _found(places: list[Place], at: Mapping[Place, int]) -> int | None:
    """The line of ours that has what theirs has there; else that of the claim that it belongs to."""
    exact = [at[place] for place in places if place in at]
    return exact[0] if exact else next((at[place[:2]] for place in places if len(place) > 1 and place[:2] in at), None)


def _same_line(places: list[Place], at: Mapping[Place, int], target: int) -> bool:
    """Whether the line is about the same thing, and not merely the beginning of its claim."""
    return any(at.get(place) == target for place in places)
