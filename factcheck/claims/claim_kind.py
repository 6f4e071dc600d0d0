"""What kind of assertion a claim is: fact, statistic, prediction, opinion or intent."""

from __future__ import annotations

import re

from factcheck.claims.chains import Reported
from factcheck.claims.lexicons import matcher
from factcheck.models import ClaimKind, Mode

__all__ = ["kind_of"]

_NUMBER = re.compile(r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|dozens?|hundreds?|thousands?|million|billion|half|third|quarter)\b", re.IGNORECASE)
_FIRST_PERSON_PLAN = re.compile(r"\b(?:I|[Ww]e)(?:['’]ll| will| shall| want| intend| plan| hope| aim)\b|\b[Ww]e['’]re going to\b")
_COLLECTIVE_FUTURE = re.compile(r"\b(?:is|are|was|were) to [a-z]+\b|\b(?:plans?|planned|intends?|intended|aims?|vow(?:s|ed)?|pledg\w+|promis\w+) to\b")


def kind_of(text: str, mode: Mode, reported: Reported | None) -> ClaimKind:
    """The kind of the claim whose content reads `text`; `reported` is None for the author's voice."""
    if reported is not None:
        return _reported_kind(text, mode, reported.cue)
    if _COLLECTIVE_FUTURE.search(text):
        return "intent"
    if re.search(r"\b(?:will|would|may|might|could)\s+(?!have\b)\w+", text) and not re.search(r"\bwould\s+\w+\s+(?:been|said)\b", text):
        return "prediction"
    return "statistic" if _is_statistic(text) else "fact"


def _is_statistic(text: str) -> bool:
    return bool(_NUMBER.search(text) or "record" in text) and bool(matcher("kinds", "statistic").search(text))


def _reported_kind(text: str, mode: Mode, cue: str) -> ClaimKind:
    if _FIRST_PERSON_PLAN.search(text) or matcher("kinds", "cue_intent").search(cue):
        return "intent"
    if matcher("kinds", "cue_prediction").search(cue):
        return "prediction"
    if matcher("kinds", "cue_opinion").search(cue):
        return "opinion"
    if _COLLECTIVE_FUTURE.search(text):
        return "intent"
    if _is_statistic(text):
        return "statistic"
    opinion = bool(matcher("kinds", "opinion").search(text))
    if re.search(r"\b(?:will|would|won['’]t|may|might|could|likely to|going to)\b", text):
        return "opinion" if opinion and mode == "direct" else "prediction"
    return "opinion" if opinion else "fact"
