"""Splitting a statement into those of its parts that have truth conditions of their own.

Two statements joined by a conjunction are two claims; verb phrases that describe one event are one. Relative clauses after a comma,
consequences ("…, forcing the mill to close") and contrasts ("while A, B") assert something that can be checked by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from factcheck.claims.clauses import find_finite, is_adverb, is_finite, starts_subject
from factcheck.claims.lexicons import phrases
from factcheck.claims.tokens import Token, tokenize, trim
from factcheck.models import Span

__all__ = ["Voice", "split_statement"]

Voice = Literal["author", "reported", "quoted"]

_CONJUNCTIONS = phrases("syntax", "clause_conjunctions")
_CONTRAST = phrases("syntax", "contrast")
_CONSEQUENCE = phrases("syntax", "consequence_participles")
_SEQUENCE = phrases("syntax", "sequence_adverbs")
_SUBORDINATORS = phrases("syntax", "subordinators")
_AUXILIARIES = phrases("verbs", "finite_auxiliaries")
_PRONOUNS = phrases("syntax", "subject_pronouns")
_BE_HAVE = phrases("verbs", "be_have_forms")
_PARTICIPLES = phrases("verbs", "past_or_participle", "participles")
_DETERMINERS = phrases("syntax", "determiners")
_TEMPORAL = frozenset({"as", "before", "after", "since", "until", "once"})
_CONDITIONS = frozenset({"if", "when", "unless", "because", "since", "once", "after", "before", "until", "whenever"})
_OPENING_PREPOSITIONS = frozenset({"by", "in", "on", "at", "during", "despite", "from", "since", "as", "for"})
_RELATIVE = frozenset({"who", "which", "that", "whose", "where"})
_LONGEST_ITEM = 3
_SCHEDULED = frozenset({"set", "due", "scheduled", "expected", "slated", "planned"})
_REACH = 14
"""Words within which the subject of a coordinated statement must meet its verb."""
_MINIMUM = 3
"""Words below which a part is not worth a claim."""


def split_statement(text: str, span: Span, voice: Voice) -> list[Span]:
    """The parts of the statement under `span`, in reading order, each without conjunction, quotation marks at its edges and final stop."""
    tokens = tokenize(text, span)
    cuts = _cuts(tokens, voice)
    parts: list[Span] = []
    first = 0
    for index, resume in [*cuts, (len(tokens), len(tokens))]:
        if index > first:
            parts.append(trim(text, Span(start=tokens[first].start, end=tokens[index - 1].end)))
        first = max(first, resume)
    return [part for part in parts if part.end > part.start]


def _cuts(tokens: Sequence[Token], voice: Voice) -> list[tuple[int, int]]:
    """Pairs (index where a part ends, index where the next begins)."""
    depth = _depths(tokens)
    cuts: list[tuple[int, int]] = []
    low = 0
    if tokens and tokens[0].lower in _CONTRAST:
        low = 1
        comma = _end_of_opening_clause(tokens, depth)
        if comma is not None:
            cuts.append((0, 1))
            cuts.append((comma, comma + 1))
            low = comma + 1
    index = low + 1
    if tokens and tokens[0].lower in _CONDITIONS and (comma := _end_of_opening_clause(tokens, depth)) is not None:
        # "If the bridge is closed and trains are late, …": the main clause is still to come.
        index = comma + 1
    while index < len(tokens) - 1:
        cut = None if depth[index] else _cut_at(tokens, index, low, voice)
        if cut is not None and _words(tokens[low : cut[0]]) >= _MINIMUM and _words(tokens[cut[1] :]) >= _MINIMUM - 1:
            cuts.append(cut)
            low = index = cut[1]
        index += 1
    return cuts


def _words(tokens: Sequence[Token]) -> int:
    return sum(token.is_word for token in tokens)


def _depths(tokens: Sequence[Token]) -> list[bool]:
    """Whether each token lies inside brackets, or inside a quotation that does not embrace the whole."""
    whole = sum(token.text in '"“”' for token in tokens) == 0 or (
        tokens[0].text in '"“' and all(token.text not in '"”' for token in tokens[1:-2])
    )
    inside: list[bool] = []
    brackets, quoted = 0, False
    for token in tokens:
        if token.text in "([":
            brackets += 1
        elif token.text in ")]":
            brackets = max(0, brackets - 1)
        elif token.text in '"“”' and not whole:
            quoted = token.text == "“" or (token.text == '"' and not quoted)
        inside.append(brackets > 0 or quoted)
    return inside


def _end_of_opening_clause(tokens: Sequence[Token], depth: Sequence[bool]) -> int | None:
    for index in range(2, len(tokens) - 2):
        if tokens[index].text == "," and not depth[index] and find_finite(tokens, 1, index) is not None:
            following = tokens[index + 1]
            if (
                starts_subject(tokens, index + 1)
                and following.lower not in _CONJUNCTIONS
                and find_finite(tokens, index + 1, len(tokens)) is not None
            ):
                # An enumeration before the verb ("coastal, inland, and island ferries will …") has no verb between its commas.
                return index
    return None


def _cut_at(tokens: Sequence[Token], index: int, low: int, voice: Voice) -> tuple[int, int] | None:
    token = tokens[index]
    if token.text == ";":
        return (index, index + 1) if find_finite(tokens, low, index) is not None else None
    comma = tokens[index - 1].text in ",–—"
    if token.lower in _CONJUNCTIONS:
        return _conjunction_cut(tokens, index, low, voice, comma=comma)
    if token.text == ":":
        return (index, index + 1) if _explains(tokens, index, low) else None
    if token.text in ",–—" and index + 2 < len(tokens):
        return _comma_cut(tokens, index, low)
    return None


def _explains(tokens: Sequence[Token], colon: int, low: int) -> bool:
    """Whether both sides of a colon are statements ("The plan has one aim: the port must stay open")."""
    return (
        colon - low > _MINIMUM
        and len(tokens) - colon > _MINIMUM + 1
        and find_finite(tokens, low, colon) is not None
        and tokens[colon + 1].is_word
        and tokens[colon + 1].lower not in _SUBORDINATORS
        and _statement_follows(tokens, colon + 1, comma=False)
    )


def _conjunction_cut(tokens: Sequence[Token], index: int, low: int, voice: Voice, *, comma: bool) -> tuple[int, int] | None:
    end = index - 1 if comma else index
    word = tokens[index].lower
    following = index + 1
    if word == "and" and tokens[low].lower in _CONSEQUENCE and tokens[following].lower in _CONSEQUENCE:
        return end, following
    if not _complete(tokens, low, end) or (comma and _closes_series(tokens, low, end)):
        return None
    if not comma and word in ("while", "whilst", "so", "or", "nor"):
        return None
    if word in ("but", "and", "so") and tokens[following].lower in ("that", "if", "when", "while", "although", "because"):
        reached = find_finite(tokens, following + 1, min(len(tokens), following + _REACH))
        return (end, following + 1 if tokens[following].lower == "that" else following) if reached is not None else None
    if word == "and" and not comma and _joins_names(tokens, index, low):
        return None
    if _statement_follows(tokens, following, comma=comma):
        return end, following
    if word in ("and", "but", "yet") and _shares_auxiliary(tokens, low, end, following):
        return None
    if word in ("and", "but", "yet") and _verb_phrase_follows(tokens, following, voice, adversative=word != "and"):
        return end, following
    return None


def _joins_names(tokens: Sequence[Token], index: int, low: int) -> bool:
    """Whether "and" stands between two names whose verb follows, while what looked like a verb before is a participle of their phrase.

    "The diesel sold in Norland and Sudland is smuggled".
    """
    if index + 2 >= len(tokens) or not (
        tokens[index - 1].capital and tokens[index + 1].capital and is_finite(tokens, index + 2, index + 1)
    ):
        return False
    finite = find_finite(tokens, low, index, main=False)
    if finite is None or finite + 1 >= index or tokens[finite].lower in _AUXILIARIES:
        return False
    between = [token.lower for token in tokens[finite + 1 : index]]
    return between[0] in phrases("syntax", "prepositions") and tokens[finite].lower in phrases("verbs", "transitive")


def _shares_auxiliary(tokens: Sequence[Token], low: int, end: int, following: int) -> bool:
    """Whether a participle follows that has the auxiliary of the verb before: "had been decided in May but kept secret"."""
    if following >= len(tokens) or tokens[following].lower not in _PARTICIPLES:
        return False
    finite = find_finite(tokens, low, end)
    return (
        finite is not None
        and tokens[finite].lower in _BE_HAVE
        and any(token.lower in _PARTICIPLES or token.lower.endswith("ed") for token in tokens[finite + 1 : finite + 4])
    )


def _complete(tokens: Sequence[Token], low: int, end: int) -> bool:
    """Whether `tokens[low:end]` has a finite verb, also after its last subordinator ("shows that men and women …" is not complete)."""
    finite = find_finite(tokens, low, end, main=False)
    if finite is None:
        return False
    if (
        tokens[finite - 1].lower in ("who", "which", "that")
        and finite - 1 > low
        and find_finite(tokens, finite + 1, end, main=False) is None
    ):
        # "all those who were hurt and the dead were taken …": so far the verb is only the subject's own.
        return False
    for position in range(end - 1, low, -1):
        word = tokens[position].lower
        # "after Upper and Lower Norland signed": nothing but a name stands between, so the conjunction joins names.
        if word in _TEMPORAL and end - position <= 3 and tokens[position + 1].capital:
            return False
        if word in _SUBORDINATORS and word not in _TEMPORAL:
            return find_finite(tokens, position + 1, end, main=False) is not None or is_finite(tokens, position + 1, position)
    return True


def _closes_series(tokens: Sequence[Token], low: int, comma: int) -> bool:
    """Whether the comma before a conjunction ends an item of a list ("boats, nets, and ropes"), not a clause or an apposition."""
    before = next((index for index in range(comma - 1, low, -1) if tokens[index].text == ","), None)
    if before is None:
        return False
    item = tokens[before + 1 : comma]
    return (
        0 < len(item) <= _LONGEST_ITEM
        and item[0].text.islower()
        and item[0].lower not in _DETERMINERS | phrases("syntax", "prepositions", "subordinators", "adverbs")
        and find_finite(tokens, before + 1, comma, main=False) is None
    )


def _statement_follows(tokens: Sequence[Token], start: int, *, comma: bool) -> bool:
    if comma and tokens[start].lower in _OPENING_PREPOSITIONS:
        return find_finite(tokens, start + 1, min(len(tokens), start + _REACH)) is not None
    if not starts_subject(tokens, start):
        return False
    stop = min(len(tokens), start + _REACH)
    position = start + 1
    commas = 0
    while position < stop:
        token = tokens[position]
        if token.text == "," and position + 1 < stop and tokens[position + 1].lower in _RELATIVE:
            # "and the crews, who had waited since noon, were sent home": the subject's relative clause is passed over.
            position = next((index for index in range(position + 1, len(tokens)) if tokens[index].text == ","), len(tokens)) + 1
            stop = min(len(tokens), position + _REACH)
            continue
        if token.text in ";:" or (token.lower in _SUBORDINATORS and token.lower not in ("as", "of")):
            return False
        if token.lower in ("and", "or", "but") and not comma:
            return False
        if token.text == ",":
            commas += 1
            if tokens[min(position + 1, stop - 1)].lower == "with":
                return False
        elif is_finite(tokens, position, start):
            # One comma between what would be a subject and its verb: the last item of a list ("nails, and screws, do better than …").
            return commas != 1
        position += 1
    return False


def _verb_phrase_follows(tokens: Sequence[Token], start: int, voice: Voice, *, adversative: bool) -> bool:
    position = start
    sequence = False
    while position < len(tokens) and is_adverb(tokens[position]):
        sequence = sequence or tokens[position].lower in _SEQUENCE
        position += 1
    if position >= len(tokens):
        return False
    finite = tokens[position].lower in _AUXILIARIES or is_finite(tokens, position, start - 1)
    past = tokens[position].lower.endswith("ed")
    if not (finite or past):
        return False
    if voice == "author":
        return (sequence or adversative) and finite
    if voice == "quoted":
        return adversative and finite
    return tokens[position].lower in _AUXILIARIES or ((sequence or adversative) and len(tokens) - position >= _MINIMUM)


def _rules_its_verb(tokens: Sequence[Token], position: int) -> bool:
    """Whether a relative pronoun before `position` is the subject of its clause, since no other subject follows."""
    token = tokens[min(position, len(tokens) - 1)]
    return not (token.capital or token.lower in _DETERMINERS | _PRONOUNS)


def _comma_cut(tokens: Sequence[Token], index: int, low: int) -> tuple[int, int] | None:
    following = tokens[index + 1]
    if following.lower in ("which", "where", "whose"):
        if find_finite(tokens, low, index, main=False) is None:
            return None
        if following.lower == "which" and not _rules_its_verb(tokens, index + 2):
            return None  # "a loan, which its owner turned down": an object, of which the clause alone says nothing
        start = index + 2 if following.lower == "which" else index + 1
        return (index, start) if find_finite(tokens, index + 2, min(len(tokens), index + 2 + _REACH), main=False) is not None else None
    if following.lower == "with":
        # ", with a vote expected in May": a plan beside the event.
        plan = next((at for at in range(index + 3, min(len(tokens) - 2, index + _REACH)) if tokens[at].lower in _SCHEDULED), None)
        named = plan is not None and not any(token.text in ",;" or token.lower in _SUBORDINATORS for token in tokens[index + 2 : plan])
        return (index, index + 2) if named and find_finite(tokens, low, index, main=False) is not None else None
    position = index + 1
    while position < len(tokens) - 1 and is_adverb(tokens[position]):
        position += 1
    if tokens[position].lower in _CONSEQUENCE and find_finite(tokens, low, index, main=False) is not None:
        return index, index + 1
    return None
