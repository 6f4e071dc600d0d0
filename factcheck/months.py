"""The months' English names, in one table: those of `calendar` and `strftime` follow the machine's locale."""

from __future__ import annotations

from typing import Final

__all__ = ["MONTHS", "MONTH_PATTERN", "month_number"]

MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
"""In order; the name of month 1 is `MONTHS[0]`."""


def _spellings(name: str) -> str:
    """Pattern of a month's name, in full or shortened as newspapers do, then with or without a full stop."""
    if len(name) <= 4:
        return name if len(name) < 4 else rf"{name}?\.?"
    usual = rf"{name[:3]}(?:{name[3:]}|\.)?"
    return rf"{name[:4]}(?:{name[4:]}|\.)?|{name[:3]}\.?" if name == "September" else usual


MONTH_PATTERN: Final = f"(?:{'|'.join(map(_spellings, MONTHS))})"
"""Of one month as English news prints it: "March", "Mar.", "Mar", "Sept."."""

_NUMBERS: Final = {name[:3].lower(): number for number, name in enumerate(MONTHS, start=1)}


def month_number(name: str) -> int | None:
    """Number of a month, 1 to 12, by its name or an abbreviation of three letters or more ("Sept."); None for any other word."""
    word = name.strip().rstrip(".").lower()
    number = _NUMBERS.get(word[:3])
    return number if number is not None and (MONTHS[number - 1].lower().startswith(word)) else None
