"""What front matter and sidecar files say about a publication: a few known fields, each a line of text.

PyYAML parses, but no Python values are made of what it finds: every value stays the text that was written, so `title: 1984` and
`publisher: No` mean what they say, and a file of a few bytes cannot stand for a huge tree.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from yaml.events import Event
    from yaml.nodes import Node

__all__ = ["FIELDS", "MAX_CHARACTERS", "MetadataError", "parse_day", "read_metadata", "split_front_matter"]

MAX_CHARACTERS: Final = 20_000
"""Longer metadata are a mistake, and would take seconds to parse."""

FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "id": ("id",),
    "title": ("title", "headline"),
    "byline": ("byline", "author", "authors"),
    "publisher": ("publisher", "site", "site_name", "outlet"),
    "publisher_type": ("publisher_type",),
    "date": ("date", "published", "pubdate"),
    "url": ("url", "canonical", "canonical_url", "link"),
}
"""The fields, and the keys that give each; the first that says anything counts."""

_MAX_DEPTH: Final = 16
_LISTS: Final = frozenset({"byline"})
"""Fields of which there may be several."""
_NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})
_FLAGS: Final = frozenset({"true", "false", "yes", "no", "on", "off"})
_FENCE = re.compile(r"^-{3,}[ \t]*(?:\n|\Z)", re.MULTILINE)
"""python-frontmatter's own leaves line ends and eats blank lines, so that lines could not be counted."""
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?![\w-])|(\d{4})-(\d{2})-(\d{2})T")


class MetadataError(ValueError):
    """Metadata cannot be used; the text is one line, without the name of the file.

    Attributes:
        line: Where, counted as the caller asked.
    """

    def __init__(self, problem: str, line: int) -> None:
        super().__init__(problem)
        self.line = line


def split_front_matter(text: str) -> tuple[str, str]:
    r"""The YAML between two lines of `---` at the very top, and the rest; no YAML where there is no such block.

    Args:
        text: A whole file, its line ends `\n`.
    """
    from frontmatter.default_handlers import YAMLHandler

    handler = YAMLHandler(fm_boundary=_FENCE)
    try:
        return handler.split(text) if handler.detect(text) else ("", text)
    except ValueError:
        return "", text  # a rule at the top, and no second one


def read_metadata(source: str, *, first_line: int = 1, only: Collection[str] | None = None) -> dict[str, str]:
    """The fields that YAML gives, by their names in `FIELDS`; blank ones are left out.

    Args:
        source: The YAML, without fences.
        first_line: Number of its first line in the file.
        only: The keys that are allowed, and no others for the same fields; None passes over unknown keys, whatever they hold.

    Raises:
        MetadataError: It is no YAML mapping, uses anchors, aliases or tags, or a field is no line of text.
    """
    if not source.strip():
        return {}
    if len(source) > MAX_CHARACTERS:
        raise MetadataError(f"too large for metadata; keep it below {MAX_CHARACTERS:,} characters", first_line)
    nodes = _nodes(source, first_line)
    if only is not None and (unknown := [key for key in nodes if key not in only]):
        raise MetadataError(f"unknown key {unknown[0][:60]!r}; known are {', '.join(sorted(only))}", _line(nodes[unknown[0]], first_line))
    fields: dict[str, str] = {}
    for field, keys in FIELDS.items():
        for key in keys if only is None else keys[:1]:
            if key not in nodes:
                continue
            value = _text(nodes[key], field, first_line)
            # Site generators know `published: true`, which is no date.
            if value and (key == field or value.lower() not in _FLAGS):
                fields[field] = value
                break
    return fields


def parse_day(value: str) -> dt.date:
    """The day of `2024-05-03`, with or without a time behind it.

    Raises:
        ValueError: It is no date, or no day of the calendar; says what to write.
    """
    text = value.strip()
    try:
        if match := _DAY.match(text):
            year, month, day = (int(number) for number in match.groups() if number)
            return dt.date(year, month, day)
        return dt.datetime.fromisoformat(text).date()
    except ValueError:
        raise ValueError(f"{text[:40]!r} is no date; write YYYY-MM-DD") from None


def _nodes(source: str, first_line: int) -> dict[str, Node]:
    """The values of a mapping, unevaluated; none stands for something written elsewhere."""
    import yaml

    try:
        _refuse_indirect(yaml.parse(source, Loader=yaml.SafeLoader), first_line)
        root = yaml.compose(source, Loader=yaml.SafeLoader)
    except MetadataError:
        raise
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = " ".join(str(getattr(error, "problem", None) or "cannot be parsed").split())
        raise MetadataError(f"invalid YAML: {problem}", first_line + (mark.line if mark else 0)) from None
    except (ValueError, RecursionError):
        raise MetadataError("invalid YAML: nesting too deep", first_line) from None
    if root is None or (isinstance(root, yaml.ScalarNode) and root.value in _NULLS):
        return {}
    if not isinstance(root, yaml.MappingNode):
        raise MetadataError("must be a mapping; write lines such as 'publisher: Harbor Daily'", first_line)
    nodes: dict[str, Node] = {}
    for key, value in root.value:
        if not isinstance(key, yaml.ScalarNode):
            continue
        if key.value in nodes:
            raise MetadataError(f"{key.value[:60]!r} is given twice; keep one", _line(key, first_line))
        nodes[key.value] = value
    return nodes


def _refuse_indirect(events: Iterable[Event], first_line: int) -> None:
    """Stop at the first event that stands for something else, or lies too deep: the parser's time grows with the square of depth."""
    depth = 0
    for event in events:
        line = first_line + int(event.start_mark.line)
        if getattr(event, "anchor", None) is not None:  # of an anchor, and of an alias to it
            raise MetadataError("anchors and aliases (&a, *a) are not read; write the value out", line)
        if getattr(event, "tag", None) is not None:
            raise MetadataError("tags (!a) are not read; write the value alone", line)
        name = type(event).__name__
        depth += name.endswith(("MappingStartEvent", "SequenceStartEvent"))
        depth -= name.endswith(("MappingEndEvent", "SequenceEndEvent"))
        if depth > _MAX_DEPTH:
            raise MetadataError("invalid YAML: nesting too deep", line)


def _text(node: Node, field: str, first_line: int) -> str:
    import yaml

    parts = node.value if isinstance(node, yaml.SequenceNode) and field in _LISTS else [node]
    if not all(isinstance(part, yaml.ScalarNode) for part in parts):
        raise MetadataError(f"{field}: must be one line of text", _line(node, first_line))
    return ", ".join(part.value.strip() for part in parts if part.style or part.value not in _NULLS)


def _line(node: Node, first_line: int) -> int:
    return first_line + int(node.start_mark.line)
