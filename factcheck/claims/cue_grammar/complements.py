"""What follows a cue verb: which of its frames, and where the content lies."""

from __future__ import annotations

from typing import NamedTuple

from factcheck.claims.clauses import find_finite, is_finite
from factcheck.claims.cue_grammar.contents import clause_end, object_end, strip_marks
from factcheck.claims.cue_grammar.groups import Group
from factcheck.claims.cue_grammar.lexicon import words
from factcheck.claims.cue_grammar.line import Line, Range
from factcheck.claims.lexicons import phrases

__all__ = ["Complement", "clausal", "complement_content", "complement_of", "skip_adverbs"]

_PREPOSITIONS = words("prepositions")
_SUBJECTS = words("subject_pronouns")
_WH = words("wh")
_ADDRESSING = words("addressing")
_INVERTING = words("inverting")
_ADJUNCTS = words("adjunct_heads")
_TIME_NOUNS = words("time_nouns")
_CLAUSE_OPENERS = words("determiners") - {"that", "her", "his"}
_CLEARLY_FINITE = words("clearly_finite")
_AUXILIARIES = words("auxiliaries")


class Complement(NamedTuple):
    """One of the frames of a verb, found after it."""

    frame: str
    start: int
    """Where the content begins."""
    cue_end: int
    """The verb and a particle that belongs to it."""


def complement_of(line: Line, group: Group) -> Complement | None:
    """What follows the verb, as one of its frames."""
    index = group.verb + 1
    frames = group.form.frames
    position = skip_adverbs(line, index)
    word = line.word(position)
    if word in frames and word not in {"to", "that", "np", "end", "quote", "clause", "wh"}:
        following = skip_adverbs(line, position + 1)
        if word == "out" and line.word(following) == "that":
            return Complement("that", following, position + 1)
        return Complement("particle", position + 1, position + 1)
    direct = _frame_at(line, position, frames)
    if direct and not (direct == "np" and group.form.lemma in _ADDRESSING):
        return Complement(direct, position if direct != "quote" or line.quoted(position) else position + 1, index)
    if group.form.lemma in _ADDRESSING:
        return _addressed(line, position, index, group)
    return _after_adjunct(line, position, index, frames)


def _frame_at(line: Line, position: int, frames: frozenset[str]) -> str | None:
    word = line.word(position)
    if not word or word in {".", ";", "!", "?", "—", "–", "-", ")"}:
        return "end" if "end" in frames else None
    if word == ",":
        if line.opens_quotation(position + 1) and "quote" in frames:
            return "quote"
        return "end" if "end" in frames else None
    if word == ":" or line.opens_quotation(position):
        return "quote" if "quote" in frames or "that" in frames or "np" in frames else None
    if line.closes_quotation(position):
        return None
    if word == "that":
        return "that" if "that" in frames or "np" in frames else None
    if word == "to":
        return "to" if "to" in frames else None
    if word in _WH:
        return "wh" if "wh" in frames else None
    if word in _SUBJECTS and word != "you":
        return "clause" if "clause" in frames or "that" in frames or "np" in frames else None
    if word in _PREPOSITIONS or word in {"and", "or", "but", "than", "by", "up", "out", "off", "down", "back", "away"}:
        return None
    if "np" in frames:
        return "np"
    return "bare" if "bare" in frames and _bare_clause(line, position) else None


def skip_adverbs(line: Line, index: int) -> int:
    """The index after adverbs and dates that stand at `index`."""
    while True:
        after = line.skip_time(index)
        if after == index and line.is_adverb(index) and line.word(index) not in {"both", "all"}:
            after = index + 1
        if after == index:
            return index
        index = after


def _addressed(line: Line, position: int, cue_end: int, group: Group) -> Complement | None:
    """After whom the verb addresses: "told reporters on Monday that …"; without a clause, everything after the verb."""
    frames = group.form.frames
    limit = min(line.size, position + 22)
    for index in range(position, limit):
        word = line.word(index)
        if (word in {"that", ":"} and index > position) or (line.opens_quotation(index) and index > position):
            return Complement("that" if word == "that" else "quote", index + (word == ":"), cue_end)
        if index > position and (word in _WH and word not in {"who", "which"}):
            return Complement("wh", index, cue_end)
        if index > position and word == "to" and group.form.lemma not in {"tell", "text"}:
            return Complement("np", position, cue_end)
        if index > position and word == "to" and line.is_word(index + 1) and group.form.lemma == "tell":
            return Complement("to", index, cue_end)
        if index > position and ((word in _SUBJECTS and word not in {"it", "you"}) or word == "it"):
            return Complement("clause", index, cue_end)
        if (
            index > position
            and word in _CLAUSE_OPENERS
            and line.word(index - 1) not in _PREPOSITIONS | {"and", "or"}
            and line.is_word(index - 1)
            and clausal(line, index)
        ):
            return Complement("clause", index, cue_end)
        if index > position and word == "about":
            return Complement("particle", index + 1, cue_end)
        if word in {".", ";"} and index >= line.size - 2:
            return Complement("end", index, cue_end) if "end" in frames or group.form.lemma == "tell" else None
        if word == "," and index > position:
            return Complement("quote" if line.opens_quotation(index + 1) else "end", index + (line.opens_quotation(index + 1)), cue_end)
    if (
        group.form.lemma not in {"tell", "text", "inform", "remind", "assure"}
        and "np" in frames
        and _frame_at(line, position, frames) == "np"
    ):
        return Complement("np", position, cue_end)
    # "told reporters the plan was dead": the addressee is one word or a short name.
    index = position + 1
    while line.capital(index) and line.capital(index - 1):
        index += 1
    return Complement("that", index, cue_end) if index < line.size - 1 else None


def _after_adjunct(line: Line, position: int, cue_end: int, frames: frozenset[str]) -> Complement | None:
    """After where, when or to whom it was said: "said in a statement that …", "said to cheers, “…”"."""
    if line.word(position) not in _ADJUNCTS:
        return None
    for index in range(position + 1, min(line.size, position + 25)):
        word = line.word(index)
        if word == "that" and "that" in frames and line.word(index - 1) not in _PREPOSITIONS:
            return Complement("that", index, cue_end)
        if line.opens_quotation(index) and "quote" in frames and line.word(index - 1) in {",", ":"} | frozenset(_TIME_NOUNS):
            return Complement("quote", index, cue_end)
        if word == ":" and "quote" in frames:
            return Complement("quote", index + 1, cue_end)
        if word == "," and "end" in frames:
            if line.opens_quotation(index + 1):
                return Complement("quote", index + 1, cue_end)
            return Complement("end", index, cue_end)
        if word in {".", ";"} and index >= line.size - 2 and "end" in frames:
            return Complement("end", index, cue_end)
        if word in _SUBJECTS and word != "you" and "that" in frames and index > position + 1:
            return Complement("clause", index, cue_end)
    if "end" in frames and position + 25 >= line.size:
        return Complement("end", line.size, cue_end)
    return None


def complement_content(line: Line, complement: Complement, group: Group) -> Range | None:
    """The content that begins with the complement, up to where another attribution or another circumstance takes over."""
    start = complement.start
    form = group.form
    said = form.shape == "past"
    speaking = form.lemma in _INVERTING and "that" in form.frames
    if (
        complement.frame in {"np", "particle"}
        and not line.opens_quotation(start)
        and not clausal(line, start)
        and not (speaking and complement.frame == "np")
    ):
        end = object_end(line, start)
    elif line.opens_quotation(start) and complement.frame == "quote":
        end = line.quotation_end(start)
        if line.word(end - 2) not in {",", ".", "?", "!"} and line.word(end) not in {".", ",", ";", ""}:
            end = clause_end(line, end, said=said)
    else:
        end = clause_end(line, start, said=said)
    return strip_marks(line, (start, min(end, relative_end(line, group.start, start))))


def _bare_clause(line: Line, start: int) -> bool:
    """Whether a clause begins at `start` without "that": its verb must be no participle, as in "found guns used in …"."""
    if clausal(line, start):
        return True
    finite = find_finite(line.tokens, start, min(line.size, start + 10))
    if finite is None or finite == start or any(not line.is_word(index) for index in range(start, finite)):
        return False
    return not line.word(finite).endswith("ed") and line.word(finite) not in phrases("verbs", "past_or_participle")


def relative_end(line: Line, verb: int, start: int) -> int:
    """Where a content ends whose verb stands in a relative clause about the subject: before the verb of the main clause.

    "Divers who said the wreck was empty have left": the content has one verb, the next that nothing subordinates is the divers'; with one
    alone, as in "divers who announced a search are waiting", the content is a noun phrase.
    """
    if line.word(verb - 1) not in {"who", "which"} or line.quoted(start):
        return line.size
    if find_finite(line.tokens, 0, verb - 1) is not None:
        return line.size  # the sentence has had its verb: "He met divers who said …"
    inserted = line.word(verb - 2) == ","
    first: int | None = None
    subordinate = line.word(start) in {"that", "to"}
    for index in range(start + 1, min(line.size, start + 40)):
        word = line.word(index)
        if line.quoted(index):
            continue
        if word == "," and inserted and first is not None:
            return index
        if word in {"and", "but", "or", "who", "which", "that", "because", "when", "while", "if", "as", "after", "before", ","}:
            subordinate = True
        elif is_finite(line.tokens, index, start):
            if first is not None and not subordinate and line.word(index - 1) not in _AUXILIARIES:
                return index
            first = index if first is None else first
            subordinate = False
    return first if first is not None and not inserted else line.size


def clausal(line: Line, start: int) -> bool:
    """Whether a finite verb follows soon enough for the words at `start` to be a clause rather than an object."""
    for index in range(start + 1, min(line.size, start + 14)):
        word = line.word(index)
        if word in _CLEARLY_FINITE:
            return True
        if word in {"that", "who", "which", "when", "because", "as", "while", ",", "after", "if", "to"}:
            return False
    return False
