"""Which dates lie ahead although no verb in the future says so: "opens on Monday", "adjourned until Friday", "a deadline of March 31"."""

from __future__ import annotations

import re

from factcheck.claims.clauses import find_finite
from factcheck.claims.lexicons import phrases
from factcheck.claims.tokens import tokenize
from factcheck.models import Span

__all__ = ["is_present", "points_ahead"]

_EDGE = r"(?:(?:at|by)\s)?(?:the\s(?:end|start|beginning|middle)\sof\s)?(?:early\s|late\s|mid-?\s?)?"
_UNTIL = re.compile(rf"\b(?:until|till)\s{_EDGE}$", re.IGNORECASE)
_LOOKS_BACK = re.compile(
    r"\b(?:was|were|did|didn['’]t|had\sbeen|stayed|remained|lasted|lived|worked|served|ran|waited|continued|held|kept|fought|slept|hid"
    r"|staying|remaining|waiting)\b",
    re.IGNORECASE,
)
"""A state or an action that came to an end: "was shut until Friday", "did not learn of it until Monday"."""
_SETTLED = re.compile(
    r"\b(?:(?:schedul|plann|slat|book|pencil)l?ed(?:\sin)?\s(?:for|on)|(?:set|due)\s(?:for|on|in|by|back\sto)|deadline\s(?:of|is|on|for)"
    r"|(?:postpon|delay|defer|adjourn|resched|mov|push)\w*\s(?:[\w’'-]+\s){0,5}?(?:to|until)"
    r"|(?:call|schedul|plann?|announc|conven|arrang|organi[sz])\w*\s(?:(?!that\b)[\w’'-]+\s){1,8}?(?:for|from)"
    rf"|(?:elections?|hearing|trial|vote|referendum|strike|march|summit|meeting|talks|protest)\s(?:\w+\s)?(?:for))\s{_EDGE}$",
    re.IGNORECASE,
)
"""What was fixed for a day: by then it had not come."""
_BY = re.compile(rf"\b(?:by|before)\s{_EDGE}$", re.IGNORECASE)
_INFINITIVE = re.compile(
    r"\b(?:promis|pledg|vow|agree|order|plan|aim|hop|expect|want|need|ask|urg|vot|decid|due|set|likely|able|time|deadline|efforts?|bid|deal)\w*"
    r"\s(?:[\w’'-]+\s){0,4}?to\s(?!have\b)[a-z]+\b"
)
_PRESENT = frozenset({"is", "are"})
_BEHIND = frozenset({"after", "since", "following", "follows", "accused", "charged", "suspected", "convicted"})
"""What makes a day beside a verb in the present one of what went before."""
_TIMETABLE = phrases("verbs", "timetable")
_PAST_SHIFT = re.compile(r"\b(?:since|last)\s$", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?;:]\s|\n|[“”\"]")
_BACK = 90


def points_ahead(text: str, start: int, clause: Span, statement: Span) -> bool:
    """Whether the date at `start` is one that lies ahead of publication.

    Args:
        text: the article's text.
        start: where the date begins.
        clause: the clause that it stands in.
        statement: the statement that it stands in, which may be a fragment: "to end the cuts by Friday".
    """
    before = _SENTENCE.split(text[max(0, start - _BACK) : start])[-1]
    if _PAST_SHIFT.search(before):
        return False
    led = text[clause.start : start]
    if _UNTIL.search(before):
        return not _LOOKS_BACK.search(led)
    if _SETTLED.search(before):
        return True
    if re.match(r"(?:not\s)?to\s(?!have\b)[a-z]+\s", text[statement.start : start]):
        return True
    return _BY.search(before) is not None and _INFINITIVE.search(led) is not None


def is_present(text: str, clause: Span) -> bool:
    """Whether a clause tells of a timetable in the present tense: "the trial opens on Monday", "the summit is on Friday"."""
    tokens = tokenize(text, clause)
    finite = find_finite(tokens, 0, len(tokens))
    if finite is None:
        return False
    word = tokens[finite].lower
    if any(token.lower in phrases("verbs", "simple_past") or token.lower in _BEHIND for token in tokens):
        return False  # "shares fell", "is closed after a lorry overturned": the day is of what happened
    if word in _PRESENT:
        # "the summit is on Friday", "ministers are meeting on Friday", not "oil is up"
        return finite == len(tokens) - 1 or tokens[-1].lower in ("on", "next") or tokens[finite + 1].lower.endswith("ing")
    return any(word in (verb, f"{verb}s", f"{verb}es") for verb in _TIMETABLE)
