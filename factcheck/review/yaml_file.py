"""Annotation files on disk: YAML that keeps people's comments and order, errors with a line number."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from factcheck.errors import AnnotationError
from factcheck.files import write_text
from factcheck.review.schema import ANNOTATION_VERSION, AnnotatedClaim, Annotation

__all__ = ["Saved", "dump", "load", "load_text", "plain", "read_bytes", "reads_back", "replace", "save", "validate"]

_MAX_BYTES = 64 * 1024 * 1024
_MAX_DEPTH = 32
_MAX_NODES = 2_000_000
"""Aliases make a small file stand for a huge tree; no annotation comes near this."""
_TIMESTAMP = "tag:yaml.org,2002:timestamp"


def _yaml() -> YAML:
    yaml = YAML(typ="rt")
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.width = 1 << 30  # one line a field: edits and diffs stay small, and nothing is wrapped differently on the next run
    yaml.preserve_quotes = True
    yaml.allow_unicode = True
    for resolvers in yaml.resolver.versioned_resolver.values():
        # dates stay the text that was written, so that reading and writing a file changes nothing
        resolvers[:] = [pair for pair in resolvers if pair[0] != _TIMESTAMP]
    return yaml


def load(path: Path) -> CommentedMap:
    """Read a file with its comments.

    Raises:
        AnnotationError: it cannot be read, or is not a YAML mapping; names line and column.
    """
    return load_text(path, read_bytes(path))


def read_bytes(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        AnnotationError: it cannot be read, or is too large to be an annotation file.
    """
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise AnnotationError(f"{path}: larger than {_MAX_BYTES // 2**20} MB, so not an annotation file")
        return path.read_bytes()
    except OSError as error:
        raise AnnotationError(f"{path}: cannot be read: {error.strerror or error}") from error


def load_text(path: Path, content: bytes) -> CommentedMap:
    """Read the content of a file with its comments.

    Raises:
        AnnotationError: it is not a YAML mapping; names line and column.
    """
    try:
        node = _yaml().load(content.decode("utf-8").replace("\r\n", "\n"))
    except UnicodeDecodeError as error:
        raise AnnotationError(f"{path}: not UTF-8 text, so not an annotation file") from error
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = " ".join(str(error.problem or error.context or "broken").split())
        where = f"{mark.line + 1}:{mark.column + 1}" if mark else "1:1"
        raise AnnotationError(f"{path}:{where}: not valid YAML: {problem}") from error
    except (YAMLError, ValueError, RecursionError) as error:
        first = str(error).strip().splitlines() or ["nested too deeply"]
        raise AnnotationError(f"{path}: not valid YAML: {first[0]}") from error
    if not isinstance(node, CommentedMap):
        raise AnnotationError(
            f"{path}: not an annotation file; expected a mapping that begins with factcheck_annotation: {ANNOTATION_VERSION}"
        )
    return node


class Saved(NamedTuple):
    """What was written."""

    content: bytes
    annotation: Annotation


def save(path: Path, node: CommentedMap) -> Saved:
    """Replace a file at once, through to the disk; returns what was written.

    What was made is read back before it takes the old file's place, so that no file that cannot be read is ever left behind.

    Raises:
        AnnotationError: what would be written is no valid annotation file; the old one is untouched.
        OutputError: it cannot be written; the old one is untouched.
    """
    annotation = validate(path, node)
    text = dump(node)
    if not reads_back(text, annotation.claims):
        raise AnnotationError(f"{path}: would not read back as it was written, so nothing was; please report it")
    return replace(path, text, annotation)


def replace(path: Path, text: str, annotation: Annotation) -> Saved:
    """Replace a file at once by a text of which `reads_back` holds, through to the disk; a link goes on pointing to it.

    Raises:
        OutputError: it cannot be written; the old one is untouched.
    """
    write_text(path, text, durable=True)
    return Saved(text.encode("utf-8"), annotation)


def reads_back(text: str, claims: Sequence[AnnotatedClaim]) -> bool:
    """Whether a file's text, or one of some of its claims, has those claims with as many decisions on each, by another parser."""
    try:
        return _decided(_reread(text)) == [(claim.id, len(claim.decisions)) for claim in claims]
    except YAMLError:
        return False


def _reread(text: str) -> Any:  # noqa: ANN401
    """The text as plain lists, mappings and strings, by another parser: a second opinion, and ten times as fast."""
    import yaml

    try:
        return yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))  # noqa: S506 - builds nothing but strings
    except yaml.YAMLError:
        return plain(_yaml().load(text))  # YAML 1.2 allows what the faster parser does not


def _decided(content: Any) -> list[tuple[str, int]]:  # noqa: ANN401
    if not isinstance(content, Mapping):
        return []
    return [(claim["id"], len(claim.get("decisions") or ())) for claim in content.get("claims") or ()]


def dump(node: CommentedMap) -> str:
    """The text of a file."""
    out = io.StringIO()
    _yaml().dump(node, out)
    return out.getvalue()


def validate(path: Path, node: CommentedMap) -> Annotation:
    """What a loaded file says.

    Raises:
        AnnotationError: it is of another version, or a field is missing or wrong; names line and column.
    """
    version = node.get("factcheck_annotation")
    if version != ANNOTATION_VERSION:
        said = "has no factcheck_annotation version" if version is None else f"is of annotation version {version!r}"
        raise AnnotationError(f"{path}: {said}; this factcheck reads version {ANNOTATION_VERSION}")
    try:
        return Annotation.model_validate(plain(node))
    except RecursionError as error:
        raise AnnotationError(f"{path}: nested too deeply, or refers to itself") from error
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or "claims"
        what = " ".join(first["msg"].removeprefix("Value error, ").split())
        line, column = _mark(node, first["loc"])
        raise AnnotationError(f"{path}:{line}:{column}: {where}: {what}") from error


def plain(node: object) -> Any:  # noqa: ANN401
    """The node as dicts, lists and scalars without comments; lists and dicts are copied."""
    left = [_MAX_NODES]

    def copy(part: object, depth: int) -> Any:  # noqa: ANN401
        left[0] -= 1
        if depth > _MAX_DEPTH or left[0] < 0:
            raise RecursionError
        if isinstance(part, Mapping):
            return {str(key): copy(value, depth + 1) for key, value in part.items()}
        if isinstance(part, Sequence) and not isinstance(part, str | bytes):
            return [copy(value, depth + 1) for value in part]
        if isinstance(part, bool) or part is None:
            return part
        return next((kind(part) for kind in (str, int, float) if isinstance(part, kind)), part)

    return copy(node, 0)


def _mark(node: Any, location: Sequence[str | int]) -> tuple[int, int]:  # noqa: ANN401
    """Line and column of the innermost part of `location` that the file has, from 1."""
    line, column = 0, 0
    for part in location:
        try:
            line, column = node.lc.key(part) if isinstance(part, str) else node.lc.item(part)
            node = node[part]
        except (AttributeError, KeyError, IndexError, TypeError):
            break
    return line + 1, column + 1
