"""Comments of a YAML file stay before what they stood before, also when something is added above them."""

from __future__ import annotations

from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import CommentMark
from ruamel.yaml.tokens import CommentToken

__all__ = ["append", "comment_lines", "cut_end", "drop_below", "hang", "lift", "move_below"]


def append(sequence: CommentedSeq, item: CommentedMap) -> None:
    """Add an item at the end; lines of comment below the former last item, which are about what follows, stay below the new one."""
    sequence.append(item)
    lift(sequence, len(sequence) - 1)


def lift(sequence: CommentedSeq, place: int) -> None:
    """Move the lines of comment between an item and the one before it below the item: for an item that has just been put in."""
    if place > 0:
        move_below(sequence[place - 1], sequence[place])
    if place == len(sequence) - 1:
        hang(sequence[place], cut_end(sequence))


def move_below(item: CommentedMap, other: CommentedMap) -> None:
    """Move the lines of comment below one item to below another."""
    if item is not other:
        hang(other, drop_below(item))


def comment_lines(text: str) -> set[str]:
    """The comments of a file, one a line, as written."""
    return {line.strip() for line in text.splitlines() if line.lstrip().startswith("#")}


def _last_leaf(node: Any) -> tuple[Any, Any]:  # noqa: ANN401
    """The node and key of the last scalar or one-line value."""
    while True:
        key = list(node)[-1] if isinstance(node, CommentedMap) else len(node) - 1
        child = node[key]
        if not isinstance(child, CommentedMap | CommentedSeq) or not child or child.fa.flow_style():
            return node, key
        node = child


def _slot(node: Any) -> int:  # noqa: ANN401
    """Where ruamel keeps the comment behind a value."""
    return 2 if isinstance(node, CommentedMap) else 0


def cut_end(node: Any) -> str:  # noqa: ANN401
    """Take away the lines of comment that ruamel keeps at the end of a list or mapping, where its last value stands on one line."""
    tokens = getattr(node.ca, "end", None) or []
    lines = "".join("\n" + " " * token.start_mark.column + token.value.rstrip("\n") for token in tokens)
    if tokens:
        node.ca.end = []
    return lines + "\n" if lines else ""


def drop_below(item: CommentedMap) -> str:
    """Take away the lines of comment below an item's last value; the comment on its own line stays."""
    ends: list[str] = []
    node: Any = item
    while True:
        ends.append(cut_end(node))
        key = list(node)[-1] if isinstance(node, CommentedMap) else len(node) - 1
        child = node[key]
        if not isinstance(child, CommentedMap | CommentedSeq) or not child or child.fa.flow_style():
            break
        node = child
    return _cut_leaf(node, key) + "".join(reversed(ends))


def _cut_leaf(node: Any, key: Any) -> str:  # noqa: ANN401
    tokens = node.ca.items.get(key)
    token = tokens[_slot(node)] if tokens and len(tokens) > _slot(node) else None
    if token is None:
        return ""
    inline, newline, below = str(token.value).partition("\n")
    if not newline or not below.strip():
        return ""
    if inline.strip():
        token.value = inline + "\n"
    else:
        tokens[_slot(node)] = None
        if not any(tokens):
            del node.ca.items[key]
    return "\n" + below


def hang(item: CommentedMap, below: str) -> None:
    """Put lines of comment below an item."""
    if not below:
        return
    node, key = _last_leaf(item)
    tokens = node.ca.items.setdefault(key, [None] * (4 if isinstance(node, CommentedMap) else 2))
    held = tokens[_slot(node)]
    if held is None:
        tokens[_slot(node)] = CommentToken(below, CommentMark(0), None)
    else:
        held.value = held.value.rstrip("\n") + below
