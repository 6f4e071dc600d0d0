"""Denials, and what others say as the thing denied: "dismissed reports that", "pushed back on claims that"."""

from __future__ import annotations

import re

__all__ = ["CONTESTING", "DENIAL", "HEARSAY", "TOLD_BY_OTHERS", "denied_before"]

_VERBS = (
    r"(?:den(?:y|ies|ied|ying)|disput(?:e|es|ed|ing)|refut(?:e|es|ed|ing)|reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|contest(?:s|ed|ing)?"
    r"|discount(?:s|ed|ing)?|scotch(?:es|ed|ing)?|quash(?:es|ed|ing)?|rebut(?:s|ted|ting)?|debunk(?:s|ed|ing)?|challeng(?:e|es|ed|ing)"
    r"|rubbish(?:es|ed|ing)?)"
)
_NOUNS = (
    r"(?:accounts?|accusations?|allegations?|arguments?|assertions?|charges|claims?|contentions?|ideas?|notions?|remarks|reports?|rumou?rs?"
    r"|speculation|stories|story|suggestions?|theory|theories)"
)
CONTESTING = re.compile(rf"\b{_VERBS}\b")
"""A verb of denying, in lower case."""
DENIAL = re.compile(rf"(?:(?:has|have|had|also|\w+ly|on \w+day)\s)*{_VERBS}\b")
"""The same with what may stand before it, from the beginning of a cue."""
HEARSAY = re.compile(rf"(?:(?:an?|the|any)\s)?{_NOUNS}(?:\sthat)?")
"""A cue that is only what others say."""
TOLD_BY_OTHERS = re.compile(
    rf"(?:(?:an?|the|any|all)\s)?(?:[\w.’'-]+\s){{0,5}}?{_NOUNS}\s(?:[\w.’'-]+\s){{0,6}}?that\s",
    re.IGNORECASE,
)
"""What others say, as an object: "reports that", "a Courier report that"."""
_BRUSHED_OFF = re.compile(
    rf"\b(?:{_VERBS}|(?:shrug(?:ged|s)?|laugh(?:ed|s)?|brush(?:ed|es)?) (?:off|aside)|push(?:ed|es)? back (?:on|against)"
    r"|pour(?:ed|s)? cold water on|(?:took|takes?) issue with|hit(?:s|ting)? (?:back (?:at|against)|out at)"
    r"|play(?:s|ed)? down)\s(?:(?:an?|the|any|all)\s)?(?:[\w-]+\s){0,2}$",
    re.IGNORECASE,
)


def denied_before(text: str, start: int) -> bool:
    """Whether the words right before `start` deny, dismiss or shrug off what is named there."""
    return bool(_BRUSHED_OFF.search(text[max(0, start - 60) : start]))
