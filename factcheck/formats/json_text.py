"""JSON that comes from outside."""

from __future__ import annotations

import json
import re
from typing import Final

__all__ = ["parse_json", "parse_json_values"]


_SPACE: Final = re.compile(r"[ \t\r\n]*")


def parse_json(text: str) -> object:
    """What a JSON text says.

    Raises:
        ValueError: It is no JSON; says in a few words what is wrong.
    """
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise ValueError(f"invalid JSON: {error.msg} in line {error.lineno}, column {error.colno}") from None
    except (ValueError, RecursionError):
        raise ValueError("invalid JSON: a number too long or nesting too deep") from None


def parse_json_values(text: str) -> list[object]:
    """What JSON texts say that stand one behind the other: one a line, or as answers of a server were appended to a file.

    Raises:
        ValueError: There is none, or what follows is no JSON; says in a few words what is wrong.
    """
    values: list[object] = []
    decoder, at = json.JSONDecoder(), 0
    try:
        while True:
            at = _SPACE.match(text, at).end()  # type: ignore[union-attr]
            if values and at == len(text):
                return values
            value, at = decoder.raw_decode(text, at)
            values.append(value)
    except json.JSONDecodeError as error:
        raise ValueError(f"invalid JSON: {error.msg} in line {error.lineno}, column {error.colno}") from None
    except (ValueError, RecursionError):
        raise ValueError("invalid JSON: a number too long or nesting too deep") from None
