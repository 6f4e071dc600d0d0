"""JSON Lines: one document a line."""

from __future__ import annotations

import json

from factcheck.errors import CorpusError
from factcheck.evidence.readers.fields import decode, make_document
from factcheck.models import Document

__all__ = ["read_jsonl"]


def read_jsonl(data: bytes, where: str) -> list[tuple[Document, str]]:
    """Documents of a JSON Lines file, each with its place (`file:line`); blank lines are passed over.

    Raises:
        CorpusError: a line is not a JSON object that makes a document.
    """
    found: list[tuple[Document, str]] = []
    # Not splitlines: JSON strings may hold U+2028 and other characters that Python takes for line ends.
    for number, line in enumerate(decode(data, where).split("\n"), start=1):
        if not line.strip():
            continue
        place = f"{where}:{number}"
        try:
            value = json.loads(line)
        except json.JSONDecodeError as error:
            raise CorpusError(f"{place}: invalid JSON: {error.msg} at column {error.colno}") from None
        except (ValueError, RecursionError):
            raise CorpusError(f"{place}: invalid JSON: a number too long or nesting too deep") from None
        if not isinstance(value, dict):
            raise CorpusError(f"{place}: expected one JSON object a line, found {type(value).__name__}")
        found.append((make_document(value, place), place))
    return found
