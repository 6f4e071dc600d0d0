"""Where a content begins and ends inside its sentence."""

from __future__ import annotations

from factcheck.claims.cue_grammar.lexicon import verb_forms, words
from factcheck.claims.cue_grammar.line import Line, Range

__all__ = ["clause_end", "object_end", "strip_marks"]

_OCCASIONS = words("occasions")
_CIRCUMSTANCES = words("circumstances")
_SUBJECTS = words("subject_pronouns")
_PARTICIPIAL = words("participial") | words("inverting") | words("addressing")


def strip_marks(line: Line, content: Range) -> Range | None:
    """`content` without marks at its edges, save quotation marks that belong to it; None where no word is left."""
    start, end = content
    while (
        start < end
        and not line.is_word(start)
        and not line.opens_quotation(start)
        and line.word(start) not in {"$", "#", "@", "(", "£", "€"}
    ):
        start += 1
    while end > start and not line.is_word(end - 1) and not line.closes_quotation(end - 1) and line.word(end - 1) not in {"%", ")"}:
        end -= 1
    return (start, end) if any(line.is_word(index) for index in range(start, end)) else None


def clause_end(line: Line, start: int, *, said: bool = False) -> int:
    """Where the content ends that is a clause beginning at `start`: the end of the sentence, or where another attribution takes over.

    Args:
        said: The cue is in the past, so that "and warned" may go on with the same speaker.
    """
    index = start
    depth = 0
    while index < line.size:
        word = line.word(index)
        if index in line.brackets and index > start:
            return index
        if line.quoted(index):
            index = line.quotation_end(index)
            if line.word(index) in {"as", "after", "when", "while", "before", "during", "because"}:
                return index
            continue
        if word == "(":
            depth += 1
        elif word == ")":
            depth = max(0, depth - 1)
        elif depth:
            pass
        elif (
            word == ";"
            or (word in {",", "—", "–"} and index > start and _other_attribution(line, index + 1))
            or (word in {"but", "and", "while", "as"} and index > start and _speaker_and_cue(line, index + 1))
            or (word in {"but", "and"} and said and index > start + 2 and _second_cue(line, index + 1))
        ):
            return index
        index += 1
    return line.size


def _second_cue(line: Line, index: int) -> bool:
    """Whether after "and" the same speaker goes on with another verb of saying."""
    while line.is_adverb(index):
        index += 1
    form = verb_forms().get(line.word(index))
    if form is None or form.shape != "past" or not (form.lemma in words("inverting") or form.lemma in words("addressing")):
        return False
    return line.word(index + 1) not in {"by", "in", "at", "for", "with", ",", "."}


def _other_attribution(line: Line, index: int) -> bool:
    """Whether after a comma the author goes on to attribute: "adding that", "according to", "said Roe", "he said"."""
    word = line.word(index)
    if word == "according" and line.word(index + 1) == "to":
        return True
    while line.is_adverb(index):
        index += 1
    form = verb_forms().get(line.word(index))
    if form is not None and form.shape == "ing" and form.lemma in _PARTICIPIAL and not line.capital(index):
        return line.word(index + 1) not in {",", ".", ""}
    if word == "while" or (
        word in {"in", "on", "at", "during"} and line.word(index + 1) in {"a", "an", "the", "his", "her"} and _occasion(line, index + 2)
    ):
        return True
    if word in {"and", "but", "while", "though", "although", "as"}:
        if form := verb_forms().get(line.word(index + 1)):
            return form.shape in ("past", "s") and _introduces(line, index + 1)
        return _speaker_and_cue(line, index + 1, any_verb=True)
    return _speaker_and_cue(line, index, trailing=True)


def _introduces(line: Line, index: int) -> bool:
    following = line.word(index + 1)
    return (
        following in {"that", ":", "how", "whether", "it", "he", "she", "they"}
        or line.opens_quotation(index + 1)
        or (following == "," and line.opens_quotation(index + 2))
        or ("to" in verb_forms()[line.word(index)].frames and following == "to")
    )


def _speaker_and_cue(line: Line, index: int, *, trailing: bool = False, any_verb: bool = False) -> bool:
    """Whether a pronoun or a short name and a verb of saying follow: ", he said", "and Roe argued that"."""
    position = index
    while (
        position < line.size
        and position - index < 6
        and (line.capital(position) or line.word(position) in _SUBJECTS or line.word(position) in {"the", ".", "a"})
    ):
        position += 1
        if line.word(position - 1) in _SUBJECTS:
            break
    if position == index:
        return False
    while line.is_adverb(position) or line.word(position) in {"has", "have", "had"}:
        position += 1
    form = verb_forms().get(line.word(position))
    if (
        form is None
        or form.shape not in ("past", "s")
        or not (form.lemma in words("inverting") or (any_verb and line.word(position - 1) in _SUBJECTS))
    ):
        return False
    after = line.word(position + 1)
    return after in {",", ".", "", "in", "on"} if trailing else after != "by"


def object_end(line: Line, start: int) -> int:
    """Where the content ends that is a noun phrase beginning at `start`, with what hangs on it but not when or where it was said."""
    index = start
    while index < line.size:
        word = line.word(index)
        if line.quoted(index):
            index = line.quotation_end(index)
            continue
        if word in {",", ";", ":", "—", "–", ".", "?", "!"}:
            if not (word == "." and index < line.size - 2) and not (word == "," and line.word(index + 1).isdigit()):
                return index
        elif (
            (index > start and (word in _CIRCUMSTANCES or line.skip_time(index) > index))
            or (
                word in {"in", "at", "on"}
                and index > start
                and line.word(index + 1) in {"a", "an", "the", "his", "her"}
                and _occasion(line, index + 2)
            )
            or (word == "as" and index > start and line.word(index + 1) in {"he", "she", "they", "the"})
        ):
            return index
        elif word == "that" and line.word(index - 1) in verb_forms():
            return clause_end(line, index)  # "cited sources saying that …"
        elif word in {"and", "or"} and index > start and (form := verb_forms().get(line.word(index + 1))) and form.shape in ("past", "s"):
            return index
        index += 1
    return line.size


def _occasion(line: Line, index: int) -> bool:
    return any(line.word(position) in _OCCASIONS for position in range(index, min(index + 4, line.size)))
