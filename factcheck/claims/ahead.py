"""Which dates lie ahead although no verb in the future says so: "opens on Monday", "adjourned until Friday", "a deadline of March 31"."""

from __future__ import annotations

import re

from factcheck.claims.clauses import find_finite
from factcheck.claims.cue_grammar.lexicon import verb_forms
from factcheck.claims.lexicons import phrases
from factcheck.claims.tokens import tokenize
from factcheck.models import Span

__all__ = ["is_present", "points_ahead"]

_EDGE = r"(?:(?:at|by)\s)?(?:the\s(?:end|start|beginning|middle)\sof\s)?(?:early\s|late\s|mid-?\s?)?"
_UNTIL = re.compile(rf"\b(?:until|till)\s{_EDGE}$", re.IGNORECASE)
_STATE = re.compile(r"\b(?:was|were|stayed|remained|lasted|had\sbeen|lived|worked|served|ran)\b", re.IGNORECASE)
"""A state that came to an end: "was shut until Friday" looks back."""
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
_PRESENT = frozenset({"is", "are", "isn't", "aren't"})
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
        return not _STATE.search(led)
    if _SETTLED.search(before):
        return True
    if re.match(r"(?:not\s)?to\s(?!have\b)[a-z]+\s", text[statement.start : start]):
        return True
    return _BY.search(before) is not None and _INFINITIVE.search(led) is not None


def is_present(text: str, clause: Span) -> bool:
    """Whether the first finite verb of a clause is in the present tense and none of saying: of a timetable, "the trial opens on Monday"."""
    tokens = tokenize(text, clause)
    finite = find_finite(tokens, 0, len(tokens))
    if finite is None:
        return False
    if any(token.lower in phrases("verbs", "simple_past") for token in tokens):
        return False  # "shares fell": what looks like a verb in the present is a noun
    word = tokens[finite].lower
    if word in _PRESENT:
        return True
    form = verb_forms().get(word)
    if word in phrases("verbs", "finite_auxiliaries", "simple_past", "past_or_participle") or (
        form is not None and form.shape in ("s", "base")
    ):
        return False
    return word in phrases("verbs", "base") or (word.endswith("s") and not word.endswith("ss"))
