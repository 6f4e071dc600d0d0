"""What kind of assertion a claim is: fact, statistic, prediction, opinion or intent."""

from __future__ import annotations

import re

from factcheck.claims.chains import Reported
from factcheck.claims.lexicons import matcher
from factcheck.claims.tense import tells_of_the_past
from factcheck.models import ClaimKind, Mode

__all__ = ["kind_of"]

_NUMBER = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|dozens?|hundreds?|thousands?|million|billion|half|third|quarter)\b",
    re.IGNORECASE,
)
_FIRST_PERSON_PLAN = re.compile(r"\b(?:I|[Ww]e)(?:['’]ll| will| shall| want| intend| plan| hope| aim)\b|\b[Ww]e['’]re going to\b")
_AGENT_WILL = re.compile(
    r"^(?:(?:the|its|their|his|her)\s)?(?:he|she|they|we|I|\w*\s?(?:government|ministry|department|company|officials?|authorities|agency|council|party|parliament|team|police|administration|president|minister))\s(?:will|would|shall)\s",
    re.IGNORECASE,
)
_COLLECTIVE_FUTURE = re.compile(
    r"\b(?:is|are|was|were) to [a-z]+\b|\b(?:plans?|planned|intends?|intended|aims?|vow(?:s|ed)?|pledg\w+|promis\w+) to\b"
)


def kind_of(text: str, mode: Mode, reported: Reported | None) -> ClaimKind:
    """The kind of the claim whose content reads `text`; `reported` is None for the author's voice."""
    if reported is not None:
        return _reported_kind(text, mode, reported.cue)
    if _COLLECTIVE_FUTURE.search(text):
        return "intent"
    if _AGENT_WILL.search(text):
        return "intent"
    if re.search(r"\b(?:will|is scheduled|are scheduled|set to|due to (?:be|begin|take|start))\b", text):
        return "prediction"
    return "statistic" if _is_statistic(text) else "fact"


def _is_statistic(text: str) -> bool:
    if re.search(r"\bper ?cent\b|%|-fold\b|\b(?:a|one|two|three)[ -](?:quarter|third|half)s? of\b", text):
        return True
    return bool(_NUMBER.search(text) or "record" in text) and bool(matcher("kinds", "statistic").search(text))


def _reported_kind(text: str, mode: Mode, cue: str) -> ClaimKind:
    if _FIRST_PERSON_PLAN.search(text) or matcher("kinds", "cue_intent").search(cue):
        return "intent"
    if matcher("kinds", "cue_prediction").search(cue):
        return "prediction"
    if matcher("kinds", "cue_opinion").search(cue):
        return "opinion"
    if _COLLECTIVE_FUTURE.search(text) or _AGENT_WILL.search(text) or re.search(r"\bwants? to\b", text):
        return "intent"
    if _is_statistic(text):
        return "statistic"
    opinion = bool(matcher("kinds", "evaluative_adjectives", "evaluative_words", "normative_verbs").search(text))
    if re.search(r"\b(?:will|would|won['’]t|may|might|could|likely to|going to)\b", text):
        return "opinion" if opinion and mode == "direct" else "prediction"
    if mode == "direct" and not opinion and not tells_of_the_past(text):
        # What people say in their own words about the present is a judgement more often than not.
        return "opinion"
    return "opinion" if opinion else "fact"
