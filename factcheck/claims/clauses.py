"""Where a finite verb stands and whether words make a statement: light-weight syntax from closed classes and word forms.

No parser is at hand, so every test errs on the side of "no clause": an unsplit claim costs a reader less than a torn one.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from factcheck.claims.lexicons import phrases
from factcheck.claims.tokens import Token

__all__ = ["find_finite", "is_finite", "is_infinitive_or_participle", "may_assert", "starts_subject"]

_FINITE_AUXILIARIES = phrases("verbs", "finite_auxiliaries")
_BE_HAVE = phrases("verbs", "be_have_forms")
_MODALS = phrases("verbs", "modals")
_SIMPLE_PAST = phrases("verbs", "simple_past")
_AMBIGUOUS_PAST = phrases("verbs", "past_or_participle")
_PARTICIPLES = phrases("verbs", "participles")
_NOT_PAST = phrases("verbs", "not_past")
_DETERMINERS = phrases("syntax", "determiners")
_PRONOUNS = phrases("syntax", "subject_pronouns")
_PREPOSITIONS = phrases("syntax", "prepositions")
_SUBORDINATORS = phrases("syntax", "subordinators")
_ADVERBS = phrases("syntax", "adverbs")
_PLURAL_PRONOUNS = frozenset({"they", "we", "i", "you", "who", "these", "those"})
_SHORTEST_SENTENCE = 4
_ADJECTIVAL = ("al", "ic", "ive", "ous", "ful", "ary", "able", "ible", "less", "ing")
_NOUNS_LIKE_ADJECTIVES = phrases("syntax", "nouns_like_adjectives")
_CONTRACTED = ("'s", "'re", "'ve", "'ll", "'d", "'m")

_AFTER_CONTRACTED_IS = frozenset({"a", "an", "been", "going", "not"})
"""What cannot follow a possessive: "the mayor's not going", "Rome's a city"."""


@cache
def _third_person() -> frozenset[str]:
    forms = set()
    for verb in phrases("verbs", "base"):
        if verb.endswith(("s", "sh", "ch", "x", "z", "o")):
            forms.add(verb + "es")
        elif verb.endswith("y") and verb[-2] not in "aeiou":
            forms.add(verb[:-1] + "ies")
        else:
            forms.add(verb + "s")
    return frozenset(forms)


def is_adverb(token: Token) -> bool:
    """Whether the word may stand between a subject and its verb."""
    return token.lower in _ADVERBS or (token.lower.endswith("ly") and len(token.lower) > 4)


def _previous(tokens: Sequence[Token], index: int, low: int) -> Token | None:
    position = index - 1
    while position >= low and is_adverb(tokens[position]):
        position -= 1
    return tokens[position] if position >= low else None


def is_finite(tokens: Sequence[Token], index: int, low: int = 0) -> bool:
    """Whether the token can be the finite verb of a clause that begins at `low` or later."""
    token = tokens[index]
    word = token.lower
    if not token.text[0].isalpha():
        return False
    if word in _FINITE_AUXILIARIES:
        return not (word in ("may", "will", "can", "might") and ((token.capital and index > low) or _after_determiner(tokens, index, low)))
    if word in _SIMPLE_PAST:
        return not (token.capital and index > low)
    if word.endswith(_CONTRACTED) and word.split("'")[0] in _PRONOUNS | {"what", "here"}:
        return True
    if word.endswith("'s") and index + 1 < len(tokens) and tokens[index + 1].lower in _AFTER_CONTRACTED_IS:
        return True
    if token.capital and index > low:
        return False
    previous = _previous(tokens, index, low)
    if word in _AMBIGUOUS_PAST or (word.endswith("ed") and len(word) > 3 and word not in _NOT_PAST):
        return _past_in_context(tokens, index, previous)
    if word in _third_person():
        return (
            previous is not None and _nominal(previous) and not previous.lower.endswith("'s") and _verb_may_go_on(tokens, index, previous)
        )
    if word in phrases("verbs", "base") and previous is not None and index > low:
        return previous.lower in _PLURAL_PRONOUNS or (
            _plural_noun(previous) and (tokens[index - 1] is not previous or _verb_may_go_on(tokens, index, previous))
        )
    return False


def _after_determiner(tokens: Sequence[Token], index: int, low: int) -> bool:
    return index > low and tokens[index - 1].lower in _DETERMINERS - _PRONOUNS


def _plural_noun(token: Token) -> bool:
    return (
        token.lower.endswith("s")
        and len(token.lower) > 3
        and not token.lower.endswith(("ss", "'s", "us", "is"))
        and token.lower not in _PREPOSITIONS
    )


def _nominal(token: Token) -> bool:
    """Whether the word may end a subject."""
    if not token.is_word:
        return token.text in ')"”,'
    word = token.lower
    return word in _PRONOUNS or (word not in _DETERMINERS and word not in _PREPOSITIONS and word not in _BE_HAVE and word not in _MODALS)


def _past_in_context(tokens: Sequence[Token], index: int, previous: Token | None) -> bool:
    if previous is None:
        return False
    if (
        previous.lower in _BE_HAVE
        or previous.lower in _MODALS
        or previous.lower in _PREPOSITIONS
        or previous.lower.endswith(("n't", "'s", "'ve", "'re"))
    ):
        return False
    if previous.lower in _DETERMINERS and previous.lower not in _PRONOUNS:
        return False
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    # "the man arrested by police": a participle with its agent, not a verb of its own.
    if following is None or following.lower != "by" or previous.lower in _PRONOUNS:
        return True
    if index + 2 < len(tokens) and tokens[index + 2].text[0].isdigit():
        # "lost by 54 points": a measure, no agent.
        return True
    return index + 2 < len(tokens) and tokens[index + 2].lower.endswith("ing")


def _verb_may_go_on(tokens: Sequence[Token], index: int, previous: Token) -> bool:
    """Whether what surrounds a form like "claims" fits a verb better than a noun."""
    if previous.lower in _PRONOUNS:
        return True
    if previous.lower.endswith(_ADJECTIVAL) and previous.lower not in _NOUNS_LIKE_ADJECTIVES and not previous.capital:
        return False
    if index + 1 >= len(tokens):
        return False
    following = tokens[index + 1]
    if not following.is_word:
        return following.text in '"“'
    word = following.lower
    # "claims of", "plans for", "results in": before these, nouns are as common as verbs.
    if word in ("of", "for", "and", "or"):
        return False
    open_class = (
        word in _DETERMINERS | _PRONOUNS | _PREPOSITIONS | _SUBORDINATORS
        or is_adverb(following)
        or following.capital
        or following.text[0].isdigit()
    )
    return open_class or word in _BE_HAVE - _FINITE_AUXILIARIES or (previous.capital and word not in _FINITE_AUXILIARIES)


def find_finite(tokens: Sequence[Token], low: int, high: int, *, main: bool = True) -> int | None:
    """Index of the first finite verb in `tokens[low:high]`; with `main`, one that no subordinator opens."""
    subordinate = False
    for index in range(low, high):
        if is_finite(tokens, index, low):
            if not (main and subordinate):
                return index
            subordinate = False
        elif (
            main
            and tokens[index].lower in _SUBORDINATORS
            and tokens[index].lower not in ("as", "that", "once", "after", "before", "since", "until")
            and index > low
        ):
            subordinate = True
    return None


def may_assert(tokens: Sequence[Token]) -> bool:
    """Whether the words of a whole sentence without a sure finite verb hold one that only its form tells ("Much rests on her answer").

    A sentence of running prose asserts something far more often than not, so a form that could be a noun within a clause is enough here.
    Requests ("Read it here") and labels are left out.
    """
    words = [token for token in tokens if token.is_word]
    if len(words) < _SHORTEST_SENTENCE or words[0].lower in phrases("verbs", "base") or not tokens[-1].text.endswith("."):
        return False
    forms = _third_person() | phrases("verbs", "simple_past", "past_or_participle")
    return any(
        not token.capital
        and (token.lower in forms or (token.lower.endswith("ed") and token.lower not in _NOT_PAST))
        and _nominal(words[at])
        for at, token in enumerate(words[1:])
    )


def starts_subject(tokens: Sequence[Token], index: int) -> bool:
    """Whether a noun phrase may begin at `index`."""
    if index >= len(tokens):
        return False
    token = tokens[index]
    if not token.is_word:
        return token.text in '"“‘$£€'
    return (
        token.lower not in _PREPOSITIONS | (_SUBORDINATORS - {"that", "what", "who"})
        and not is_finite(tokens, index, index)
        and not token.lower.endswith("ing")
    )


def is_infinitive_or_participle(tokens: Sequence[Token]) -> bool:
    """Whether a fragment begins with "to" and a verb, or with a participle, so that it lacks its subject."""
    index = 0
    while index < len(tokens) and (is_adverb(tokens[index]) or not tokens[index].is_word):
        index += 1
    if index >= len(tokens):
        return False
    word = tokens[index].lower
    if word == "to":
        return index + 1 < len(tokens) and tokens[index + 1].lower in phrases("verbs", "base") | {"be", "have", "do"}
    return (word.endswith("ing") and word not in phrases("verbs", "not_participles") and len(word) > 4) or word in _PARTICIPLES
