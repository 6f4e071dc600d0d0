"""JSON that comes from outside."""

from __future__ import annotations

import json

__all__ = ["parse_json"]


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
