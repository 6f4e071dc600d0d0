"""A cue verb with its auxiliaries, and whether a form is a verb where it stands."""

from __future__ import annotations

from typing import NamedTuple

from factcheck.claims.cue_grammar.lexicon import VerbForm, words
from factcheck.claims.cue_grammar.line import Line
from factcheck.claims.cue_grammar.phrases import subject_before

__all__ = ["Group", "verb_group"]

_AUXILIARIES = words("auxiliaries")
_BE = words("be")
_HAVE = words("have")
_DETERMINERS = words("determiners")
_POSSESSIVES = words("possessives")
_PREPOSITIONS = words("prepositions")
_SUBJECTS = words("subject_pronouns")
_ALSO_NOUNS = words("also_nouns")
_COPULAR = frozenset({"'s", "'re", "'m"})


class Group(NamedTuple):
    """A verb with its auxiliaries and adverbs."""

    start: int
    verb: int
    form: VerbForm
    passive: bool
    infinitive: bool
    participle: bool
    """An -ing form without an auxiliary."""

    @property
    def finite(self) -> bool:
        """Whether the group is the verb of a clause of its own."""
        return not (self.infinitive or self.participle)


def verb_group(line: Line, verb: int, form: VerbForm) -> Group | None:
    """The verb group around `verb`, or None where the form is a noun, an adjective or a reduced relative clause."""
    start = verb
    auxiliary = ""
    while start > 0:
        word = line.word(start - 1)
        if line.quoted(start - 1):
            break
        if word in _AUXILIARIES or (word == "to" and form.shape == "base"):
            auxiliary = auxiliary or word
        elif contraction := _contraction(word):
            auxiliary = auxiliary or contraction
            break
        elif not (line.is_adverb(start - 1) and (start > 1)):
            break
        start -= 1
    # An adverb that opens the sentence or follows a comma belongs to the sentence.
    while start < verb and line.is_adverb(start) and (start == 0 or line.word(start - 1) == ",") and not auxiliary:
        start += 1
    before = line.word(start - 1) if start else ""
    passive = form.shape == "past" and auxiliary in _BE | _COPULAR - {"'s"}
    infinitive = auxiliary == "to"
    participle = form.shape == "ing" and auxiliary not in _BE | _COPULAR
    if form.shape == "base" and not auxiliary and not _plural_subject(line, start - 1, form):
        return None
    if (
        form.shape in ("base", "s")
        and not auxiliary
        and (before in _DETERMINERS or before in _POSSESSIVES or before in _PREPOSITIONS or before.endswith(("'s", "s'")))
    ):
        return None
    if (
        form.shape == "past"
        and not auxiliary
        and (before in _DETERMINERS or before in _POSSESSIVES or before.endswith("'s") or (before in _PREPOSITIONS and before != "as"))
    ):
        return None
    if form.shape == "base" and auxiliary in _BE | _HAVE:
        return None
    if form.shape == "s" and auxiliary:
        return None
    if participle and (before in _DETERMINERS or before in _POSSESSIVES or before.endswith(("'s", "s'"))):
        return None
    return Group(start, verb, form, passive, infinitive, participle)


def _contraction(word: str) -> str:
    """The auxiliary that a pronoun has swallowed: "they've", "she'll"."""
    pronoun, mark, rest = word.partition("'")
    return mark + rest if mark and pronoun in _SUBJECTS | {"who", "that"} and rest in {"s", "re", "ve", "ll", "d", "m"} else ""


_PLURALS = frozenset(
    {
        "people",
        "men",
        "women",
        "police",
        "who",
        "they",
        "we",
        "i",
        "you",
        "some",
        "many",
        "others",
        "both",
        "few",
        "critics",
        "that",
        "which",
    }
)


def _plural_subject(line: Line, index: int, form: VerbForm) -> bool:
    """Whether the word at `index` can be the subject of an uninflected verb."""
    word = line.word(index)
    phrase = subject_before(line, index + 1)
    if phrase and any(
        line.word(position).endswith("s") and line.word(position + 1) in _PREPOSITIONS for position in range(phrase[0][0], index)
    ):
        return True
    if (
        form.lemma not in _ALSO_NOUNS
        and line.is_word(index)
        and word not in _PREPOSITIONS
        and word not in _DETERMINERS
        and not line.is_adverb(index)
    ):
        return word not in {"and", "or", "but", "not", "let"}
    if any(line.word(position) in {"and", "both"} and line.capital(position + 1) for position in range(max(0, index - 5), index)):
        return True
    return word in _PLURALS or (word.endswith("s") and not word.endswith(("'s", "ss", "us", "is")) and len(word) > 3)
