"""What looks like a date and is none that could be told: a count of four digits, a named day, the day that an event is called by."""

from __future__ import annotations

import re

__all__ = ["counts_things", "names_a_day", "names_an_event"]

_THINGS = (
    r"(?:men|women|children|jobs|posts|workers|employees|homes|houses|flats|soldiers|troops|police|officers|staff"
    r"|firefighters|students|pupils|teachers|patients|doctors|nurses|beds|cases|deaths|members|passengers|vehicles|cars|trucks|tonnes|tons"
    r"|families|households|seats|voters|supporters|protesters|demonstrators|residents|villagers|flights|schools|shops|stores|branches"
    r"|companies|firms|hectares|acres|units|refugees|migrants|prisoners|hostages|victims|survivors|inhabitants|copies|tickets|signatures"
    r"|participants|guests|visitors|tourists|animals|birds|cattle|sheep|trees|farms|farmers|megawatts|litres|barrels|hours|words|pages)"
)
_COUNTED = re.compile(rf"\s(?:[a-z]+\s)?{_THINGS}\b")
_ALWAYS_COUNTED = re.compile(r"\s(?:[a-z]+\s)?(?:people|dollars|euros)\b")
_OF_THAT_YEAR = re.compile(r"\b(?:the|since|until|late|early|mid)[\s-]$", re.IGNORECASE)
_NAMED_DAY = re.compile(r"\b(?:Ash|Big|Black|Bloody|Clean|Cyber|Easter|Fat|Giving|Good|Holy|Maundy|Palm|Shrove|Super|Whit)\s$")
_EVENTS = (
    r"(?:attacks?|assault|bombings?|coup|earthquake|hijackings|insurrection|killings|massacre|murders|pogrom|raid|rebellion|revolution|riots?"
    r"|shootings?|siege|storming|terror|tragedy|tsunami|uprising)"
)
_EVENT_AFTER = re.compile(rf"\s(?:[a-z]+\s)?{_EVENTS}\b")
_EVENT_BEFORE = re.compile(rf"\b{_EVENTS}\sof\s$")


def counts_things(text: str, start: int, end: int) -> bool:
    """Whether the four digits between `start` and `end` count what follows ("1500 jobs") rather than name a year ("the 2020 deaths")."""
    if _ALWAYS_COUNTED.match(text, end):
        return True
    return bool(_COUNTED.match(text, end)) and not _OF_THAT_YEAR.search(text[max(0, start - 8) : start])


def names_a_day(text: str, start: int) -> bool:
    """Whether the weekday at `start` is part of a name, as in "Black Friday": which day that was, the day of publication does not tell."""
    return bool(_NAMED_DAY.search(text[max(0, start - 8) : start]))


def names_an_event(text: str, start: int, end: int) -> bool:
    """Whether a day without its year is what an event is called by: "the October 7 attacks", "the attacks of October 7"."""
    return bool(_EVENT_AFTER.match(text, end) or _EVENT_BEFORE.search(text[max(0, start - 20) : start]))
