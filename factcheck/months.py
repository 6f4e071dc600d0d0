"""The months' English names, in one table: those of `calendar` and `strftime` follow the machine's locale."""

from __future__ import annotations

from typing import Final

__all__ = ["MONTHS", "month_number"]

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

_NUMBERS: Final = {name[:3].lower(): number for number, name in enumerate(MONTHS, start=1)}


def month_number(name: str) -> int | None:
    """Number of a month, 1 to 12, by its name or an abbreviation of three letters or more ("Sept."); None for any other word."""
    word = name.strip().rstrip(".").lower()
    number = _NUMBERS.get(word[:3])
    return number if number is not None and (MONTHS[number - 1].lower().startswith(word)) else None
