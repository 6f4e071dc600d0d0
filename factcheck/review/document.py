"""A loaded annotation file with the text that it came from, so that a save writes anew only the claims that changed.

Writing YAML with comments takes most of the time of a save, and a decision touches one claim of a hundred. The claims that nobody touched
keep their very lines. Where a file is not laid out as factcheck lays it out, or the parts would not make the whole, all of it is written.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, NamedTuple

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from factcheck.review.comments import comment_lines
from factcheck.review.schema import Annotation
from factcheck.review.yaml_file import Saved, dump, load_text, reads_back, replace, save, validate

__all__ = ["Document"]

_CLAIM = re.compile(r"^  - ", re.MULTILINE)
"""Where a claim begins, as factcheck lays files out."""
_CLAIMS = re.compile(r"^claims:[^\n]*\n", re.MULTILINE)
_SHARED = re.compile(r"(?:^|[-:?,\[{]) *[&*]\w", re.MULTILINE)
"""What may be an anchor or its alias: parts of a file that are not to be read one without the other."""
_KEY = re.compile(r"^(?=[^\s#-])", re.MULTILINE)
"""Where a field of the file itself begins."""


class _Parts(NamedTuple):
    """A file's text, cut at its claims."""

    head: str
    claims: dict[str, str]
    """Text by print."""
    above: dict[str, str]
    """The lines of comment above a claim that hang on the list, by their print; those that hang on the claim before are in its text."""
    tail: str
    outside: str
    """Print of what is no claim."""

    @property
    def text(self) -> str:
        return self.head + "".join(self.claims.values()) + self.tail


class Document:
    """An annotation file in memory: what it says, as a tree to be changed, and its text."""

    def __init__(self, path: Path, content: bytes) -> None:
        """Read a file's content.

        Raises:
            AnnotationError: it is broken; names line and column.
        """
        self.root = load_text(path, content)
        self.annotation: Annotation = validate(path, self.root)
        self._parts = _parts_of(content.decode("utf-8").replace("\r\n", "\n"), self.root)

    def save(self, path: Path) -> Saved:
        """Replace the file at once by what the tree now says.

        Raises:
            AnnotationError: what would be written is no valid annotation file; the old one is untouched.
            OutputError: it cannot be written; the old one is untouched.
        """
        annotation = validate(path, self.root)
        parts = self._patched(annotation)
        if parts is None:
            saved = save(path, self.root)
            parts = _parts_of(saved.content.decode("utf-8"), self.root)
        else:
            saved = replace(path, parts.text, annotation)
        self.annotation, self._parts = annotation, parts
        return saved

    def _patched(self, annotation: Annotation) -> _Parts | None:
        """The text with only the changed claims written anew, which are read back; None where that would not be the whole."""
        parts, claims = self._parts, self.root.get("claims")
        if parts is None or not isinstance(claims, CommentedSeq) or parts.outside != _outside(self.root, claims):
            return None
        pieces: dict[str, str] = {}
        for place, (node, claim) in enumerate(zip(claims, annotation.claims, strict=True)):
            above, known = _above(claims, place), _print_at(claims, place)
            if above not in parts.above:
                return None
            pieces[known] = parts.claims.get(known) or parts.above[above] + _text_of(node)
            if known not in parts.claims and not reads_back(f"claims:\n{pieces[known]}", [claim]):
                return None
        made = parts._replace(claims=pieces)
        lost = comment_lines(parts.text) - comment_lines(made.text)
        return None if lost or _SHARED.search(made.text) else made


def _parts_of(text: str, root: CommentedMap) -> _Parts | None:
    claims = root.get("claims")
    opening = _CLAIMS.search(text)
    if opening is None or not isinstance(claims, CommentedSeq) or not text.endswith("\n") or _SHARED.search(text):
        return None
    after = _KEY.search(text, opening.end())
    end = after.start() if after else len(text)
    starts = [found.start() for found in _CLAIM.finditer(text, opening.end(), end)]
    if not starts or len(starts) != len(claims):
        return None
    above = {"": ""}
    for place, start in enumerate(starts):
        if found := _above(claims, place):
            lines = text[:start].splitlines(keepends=True)
            lines = lines[len(lines) - sum(token.value.count("\n") for token in claims.ca.items[place][1] or ()) :]
            if not lines or any(line.strip() and not line.lstrip().startswith("#") for line in lines):
                return None
            above[found] = "".join(lines)
            starts[place] = start - len(above[found])
    pieces = [text[start:stop] for start, stop in zip(starts, [*starts[1:], end], strict=True)]
    prints = [_print_at(claims, place) for place in range(len(claims))]
    return _Parts(text[: starts[0]], dict(zip(prints, pieces, strict=True)), above, text[end:], _outside(root, claims))


def _above(claims: CommentedSeq, place: int) -> str:
    held = claims.ca.items.get(place)
    return repr(held) if held else ""


def _print_at(claims: CommentedSeq, place: int) -> str:
    return _above(claims, place) + _print(claims[place])


def _text_of(node: CommentedMap) -> str:
    """A claim's lines, as they stand in a file."""
    return dump(CommentedMap(claims=CommentedSeq([node]))).removeprefix("claims:\n")


def _outside(root: CommentedMap, claims: CommentedSeq) -> str:
    """Print of everything but the claims."""
    parts: list[str] = [_comments(root), repr((claims.ca.comment, claims.ca.end)), str(claims.fa.flow_style())]
    for key, value in root.items():
        parts += [str(key), "" if key == "claims" else _print(value)]
    return "\x1f".join(parts)


def _print(node: Any) -> str:  # noqa: ANN401
    """All that decides how a node is written: two nodes of one print have one text."""
    parts: list[str] = []
    _add_print(node, parts)
    return "\x1f".join(parts)


def _add_print(node: Any, parts: list[str]) -> None:  # noqa: ANN401
    if isinstance(node, CommentedMap):
        parts += ["{", str(node.fa.flow_style()), _comments(node)]
        for key, value in node.items():
            parts.append(str(key))
            _add_print(value, parts)
        parts.append("}")
    elif isinstance(node, CommentedSeq):
        parts += ["[", str(node.fa.flow_style()), _comments(node)]
        for value in node:
            _add_print(value, parts)
        parts.append("]")
    else:
        parts += [type(node).__name__, str(node)]


def _comments(node: CommentedMap | CommentedSeq) -> str:
    held = node.ca
    return repr((held.comment, held.items, held.end)) if held.comment or held.items or getattr(held, "end", None) else ""
