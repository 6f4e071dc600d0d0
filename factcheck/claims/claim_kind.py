"""What kind of assertion a claim is: fact, statistic, prediction, opinion or intent."""

from __future__ import annotations

import re

from factcheck.claims.chains import Reported
from factcheck.claims.clauses import find_finite, is_adverb
from factcheck.claims.lexicons import matcher, phrases
from factcheck.claims.tense import tells_of_the_past
from factcheck.claims.tokens import Token, tokenize
from factcheck.models import ClaimKind, Mode, SourceKind, Span

__all__ = ["kind_of", "main_modal"]

_NUMBER = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|dozens?|hundreds?|thousands?|million|billion|half|third|quarter)\b",
    re.IGNORECASE,
)
_SHARE = re.compile(r"\bper ?cent\b|%|-fold\b|\b(?:a|one|two|three)[ -](?:quarter|third|half)s? of\b")
_FIRST_PERSON_PLAN = re.compile(r"\b(?:I|[Ww]e)(?:['’]ll| will| shall| want| intend| plan| hope| aim)\b|\b[Ww]e['’]re going to\b")
_AGENT_WILL = re.compile(
    r"^(?:(?:the|its|their|his|her)\s)?(?:he|she|they|we|I|\w*\s?(?:government|ministry|department|company|officials?|authorities|agency|council|party|parliament|team|police|administration|president|minister))\s(?:will|would|shall)\s",
    re.IGNORECASE,
)
_SPEAKERS_OWN = re.compile(r"^(?:it\s+(?:also\s+)?)?(?:will|would|won't|won’t|shall|may)\s", re.IGNORECASE)
"""Without a subject of its own, or with one that points back: an institution speaks of what it will do itself."""
_PASSIVE_FUTURE = re.compile(r"\b(?:will|would|won't|won’t)\s+(?:not\s+|also\s+|now\s+)?be\s+\w+(?:ed|en|nt|ught|lt|ld)\b")
_IS_TO = re.compile(r"\b(?:is|are|was|were) to (?!be\b)[a-z]+\b")
_PLANS_TO = re.compile(
    r"(?P<before>\b\w+\s)?\b(?:plans?|planned|intends?|intended|aims?|vow(?:s|ed)?|pledg(?:es?|ed)|promis(?:es?|ed)) to\b"
)
_MAKES_A_NOUN = frozenset(
    {
        "a",
        "an",
        "the",
        "no",
        "any",
        "its",
        "his",
        "her",
        "their",
        "our",
        "my",
        "this",
        "that",
        "current",
        "new",
        "of",
        "have",
        "has",
        "had",
        "s",
    }
)
"""Words before "plan to" or "pledge to" that make it the name of a plan, not the planning."""
_SCHEDULED = re.compile(r"\b(?:will|(?:is|are) scheduled|(?:is|are) to be|set to|due to (?:be|begin|take|start))\b")
_LIKELY = re.compile(r"\b(?:likely to|going to|set to|bound to|expected to)\b")
_COUNTERFACTUAL = re.compile(r"\b(?:would|could|might)(?:n['’]t| not)?(?: not)? have\b")
_GRADED = re.compile(
    r"\b(?:most|so|very|too|extremely|deeply|highly|totally)\s+\w+(?:ed|ing|ous|ful|ive|able|ible|al|ent|ant|ic)\b", re.IGNORECASE
)
_PREDICATE = re.compile(
    r"(?:\b(?:is|are|was|were|be|been|being|it|them|him|her|as|an?|remains?|remained|becomes?|became|looks?|looked|seems?|seemed)|['’](?:s|re|m)|n['’]t)\s+(?:(?:\w+ly|not|more|less|also|still|quite|rather)\s+)*$",
    re.IGNORECASE,
)
"""What stands before an adjective that judges; in a writer's words "significant sums" is no judgement, "the sum is significant" is."""
_FUTURE = frozenset({"will", "would", "won't", "wouldn't", "may", "might", "could", "shall"})
_CONDITIONS = frozenset({"if", "once", "unless", "when"})
_INSTITUTIONS: frozenset[SourceKind] = frozenset({"organization", "official", "spokesperson"})
_COUNTED = re.compile(
    r"(?:an?\s+)?(?:(?:about|around|over|under|nearly|almost|roughly|some|another|additional|estimated|only|just|exactly|more\s+than|less\s+than|fewer\s+than|at\s+least|at\s+most|up\s+to|as\s+many\s+as|a\s+total\s+of|a\s+record)\s+)*"
    r"(?:(?:US|A|C|NZ)?\s?[$£€]\s?)?(?P<number>\d[\d,.]*)(?![\d.:/-])(?P<scale>\s(?:million|billion|trillion|thousand))?\s?(?P<after>[^\W\d_][\w'-]*|$|,)",
    re.IGNORECASE,
)
"""A number of things, with what bounds it, where the object or the subject of a statement begins."""
_FEW = 10
"""Counts below this are part of the event ("the two teams"), not what is reported of it."""


def kind_of(text: str, mode: Mode, reported: Reported | None) -> ClaimKind:
    """The kind of the claim whose content reads `text`; `reported` is None for the author's voice."""
    tokens = tokenize(text, Span(start=0, end=len(text)))
    if reported is not None:
        return _reported_kind(text, tokens, mode, reported)
    if _plans(text) or _AGENT_WILL.search(text):
        return "intent"
    if _SCHEDULED.search(text) or main_modal(tokens) in ("would", "wouldn't"):
        return "prediction"
    return "statistic" if _is_statistic(text, tokens) else "fact"


def _plans(text: str) -> bool:
    if _IS_TO.search(text):
        return True
    return any((match.group("before") or "").strip().lower() not in _MAKES_A_NOUN for match in _PLANS_TO.finditer(text))


def main_modal(tokens: list[Token]) -> str | None:
    """The modal of the main clause, if it has one: in "the road that may close is old" there is none."""
    start = _after_condition(tokens)
    finite = find_finite(tokens, start, len(tokens))
    if finite is None:
        return next((token.lower for token in tokens[start:] if token.lower in _FUTURE), None)
    return tokens[finite].lower if tokens[finite].lower in _FUTURE else None


def _after_condition(tokens: list[Token]) -> int:
    """Where the main clause begins: after the comma of a condition ("If implemented, the move could ..."), else at once."""
    if not tokens or tokens[0].lower not in _CONDITIONS:
        return 0
    return next((index + 1 for index, token in enumerate(tokens) if token.text == ","), 0)


def _is_statistic(text: str, tokens: list[Token]) -> bool:
    if _SHARE.search(text) or _counts(text, tokens):
        return True
    return bool(_NUMBER.search(text) or "a record" in text) and bool(matcher("kinds", "statistic").search(text))


def _counts(text: str, tokens: list[Token]) -> bool:
    """Whether what the statement reports is a number of things: its object or its subject begins with one."""
    finite = find_finite(tokens, 0, len(tokens), main=False)
    starts = [0]
    if finite is not None:
        after = finite + 1
        while after < len(tokens) and (is_adverb(tokens[after]) or tokens[after].lower.endswith(("ed", "en", "ing"))):
            after += 1
        starts.append(after)
    if tokens and tokens[0].lower.endswith("ing"):
        starts.append(1)
    for start in starts:
        found = _COUNTED.match(text, tokens[start].start) if start < len(tokens) else None
        if found is None or found.group("after").lower().removesuffix("s") in phrases("kinds", "measures"):
            continue
        number = found.group("number").rstrip(".,").replace(",", "")
        year = len(number) == 4 and number.isdigit() and number[:2] in ("19", "20") and not found.group("after").endswith("s")
        if not year and (found.group("scale") or float(number.split(".")[0] or 0) >= _FEW):
            return True
    return False


def _judges(text: str, mode: Mode) -> bool:
    if matcher("kinds", "evaluative_words", "normative_verbs").search(text) or _GRADED.search(text):
        return True
    judging = matcher("kinds", "evaluative_adjectives").finditer(text)
    return any(mode != "indirect" or _PREDICATE.search(text, 0, match.start()) for match in judging)


def _reported_kind(text: str, tokens: list[Token], mode: Mode, reported: Reported) -> ClaimKind:
    cue = reported.cue
    speaker = reported.chain[-1].source.kind if reported.chain else None
    if _FIRST_PERSON_PLAN.search(text) or matcher("kinds", "cue_intent").search(cue):
        return "intent"
    if matcher("kinds", "cue_prediction").search(cue) and not tells_of_the_past(tokens, main=True):
        return "prediction"
    if matcher("kinds", "cue_opinion").search(cue):
        return "opinion"
    if _plans(text) or _AGENT_WILL.search(text) or re.search(r"\bwants? to\b", text):
        return "intent"
    modal = None if _COUNTERFACTUAL.search(text) else main_modal(tokens)
    if speaker in _INSTITUTIONS and (_SPEAKERS_OWN.match(text) or (modal and _PASSIVE_FUTURE.search(text))):
        return "intent"
    opinion = _judges(text, mode)
    if modal in ("will", "would", "won't", "wouldn't", "shall") and not (opinion and mode == "direct"):
        return "prediction"
    if _is_statistic(text, tokens):
        return "statistic"
    if modal or _LIKELY.search(text):
        return "opinion" if opinion and mode == "direct" else "prediction"
    if mode == "direct" and not opinion and not tells_of_the_past(tokens, main=True):
        # What people say in their own words about the present is a judgement more often than not.
        return "opinion"
    return "opinion" if opinion else "fact"
