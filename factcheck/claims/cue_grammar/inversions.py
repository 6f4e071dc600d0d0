"""Attributions that follow their content or stand inside it: "…," said Roe; X, Roe said, Y."""

from __future__ import annotations

from factcheck.claims.cue_grammar.complements import Complement, clausal, complement_of, skip_adverbs
from factcheck.claims.cue_grammar.contents import clause_end, strip_marks
from factcheck.claims.cue_grammar.groups import Group
from factcheck.claims.cue_grammar.lexicon import verb_forms, words
from factcheck.claims.cue_grammar.line import Found, Line, Range
from factcheck.claims.cue_grammar.phrases import subject_after, subject_before

__all__ = ["after_content"]

_DETERMINERS = words("determiners")
_PREPOSITIONS = words("prepositions")
_WH = words("wh")
_ADDRESSING = words("addressing")
_INVERTING = words("inverting")
_QUOTING = _INVERTING | _ADDRESSING
_NO_CONTENT = words("prepositions") | {"who", "which", "according", "but", "and", "a", "an", "while", "when", "speaking"}
"""Words that after an attribution in the middle do not go on with its content."""
_FINITE = words("plain_verbs") | words("auxiliaries") - {"to", "be", "been", "being", "having"}


def after_content(line: Line, group: Group) -> Found | None:
    """An attribution that follows its content, or stands inside it; its place is noted, as it ends the contents of others."""
    if _is_owned(line, group.start):
        return None
    found = _inverted(line, group)
    if found is None and group.finite and not group.passive:
        source = subject_before(line, group.start)
        complement = complement_of(line, group)
        after_quotation = bool(source) and line.closes_quotation(source[0][0] - 1) and group.form.lemma in _QUOTING
        if after_quotation and (complement is None or complement.frame != "end"):
            complement = Complement("end", group.verb + 1, group.verb + 1)
        if complement is not None and complement.frame == "end":
            found = _trailing(line, group, source, (group.start, complement.cue_end), complement)
    if found is not None and found.content and found.content[0][0] < group.start:
        line.brackets.add(min(found.source[0][0], group.start) - 1)
    return found


def _is_owned(line: Line, index: int) -> bool:
    """Whether a possessive right before makes a noun of what may be a verb: "analysts' estimates"."""
    word = line.word(index - 1) if index else ""
    return word.endswith(("'s", "’s", "s'", "s’")) or (word in {"'", "’"} and index > 1 and line.word(index - 2).endswith("s"))


def _inverted(line: Line, group: Group) -> Found | None:
    """'“…,” said Roe' and 'The plan is dead, said Roe, who …'."""
    # "…,” Roe, a farmer, told the paper": whom one tells is no subject
    if (
        group.form.lemma not in _INVERTING
        or group.form.lemma == "tell"
        or group.start != group.verb
        or group.form.shape not in ("past", "s", "base")
    ):
        return None
    if group.verb == 0:
        return _opening(line)
    before = line.word(group.verb - 1)
    if before not in {",", "?", "!"} and not line.closes_quotation(group.verb - 1):
        return None
    if not line.is_word(group.verb + 1) or line.quoted(group.verb + 1):
        return None
    first = line.word(group.verb + 1)
    if first in {"that", "to", "about", "he", "she", "they", "it"} and not (
        first in {"he", "she", "they"} and line.word(group.verb + 2) in {",", ".", ""}
    ):
        return None
    if line.skip_time(group.verb + 1) > group.verb + 1 or first in _PREPOSITIONS or first in _WH or line.is_adverb(group.verb + 1):
        return None
    # "…, and said the plan", "Roe, a senator, said the plan": a name or a role must follow, and a clause must precede.
    if not line.closes_quotation(group.verb - 1) and not (line.capital(group.verb + 1) or first in {"the", "a", "an", "one"}):
        return None
    if not line.closes_quotation(group.verb - 1) and (clausal(line, group.verb + 1) or not _has_verb(line, group.verb)):
        return None
    source = subject_after(line, group.verb + 1)
    if source is None:
        return None
    left = strip_marks(line, (0, group.verb))
    if left is None:
        return Found((source,), ((group.verb, group.verb + 1),), ())
    right = _resumed(line, source[1])
    return Found((source,), ((group.verb, group.verb + 1),), (left, right) if right else (left,))


def _opening(line: Line) -> Found | None:
    """'Said Roe: “X”'."""
    source = subject_after(line, 1)
    if source is None or line.word(source[1]) != ":" or not line.capital(1):
        return None
    content = strip_marks(line, (source[1] + 1, line.size))
    return Found((source,), ((0, 1),), (content,) if content else ())


def _has_verb(line: Line, end: int) -> bool:
    """Whether the words before `end` make a clause: a finite verb outside a relative clause that they end with."""
    relative = False
    for index in range(end):
        word = line.word(index)
        if word == ",":
            relative = line.word(index + 1) in {"who", "which", "whose", "where"}
        elif (
            not relative
            and index
            and not line.capital(index)
            and (word in _FINITE or (word.endswith("ed") and line.word(index - 1) not in _DETERMINERS | _PREPOSITIONS))
        ):
            return True
    return False


def _resumed(line: Line, index: int) -> Range | None:
    """The content after its attribution in the middle: 'X, said Roe, Y' and '“X,” he said, “Y”'."""
    index = skip_adverbs(line, index)
    if line.word(index) not in {",", ":", ";", "—", "–"}:
        for position in range(index, min(line.size, index + 15)):
            if line.word(position) in {",", ":"} and line.opens_quotation(position + 1):
                index = position
                break
        else:
            return None
    if line.word(index + 1).endswith("ing") and verb_forms().get(line.word(index + 1)):
        return None
    if line.opens_quotation(index + 1):
        return strip_marks(line, (index + 1, clause_end(line, index + 1)))
    if line.word(index) in {",", "—", "–"} and line.word(index + 1) not in _NO_CONTENT:
        return strip_marks(line, (index + 1, clause_end(line, index + 1)))
    return None


def _trailing(line: Line, group: Group, source: tuple[Range, ...], cue: Range, complement: Complement) -> Found | None:
    """'X, Roe said', 'X, Roe said on Monday, Y', '“X,” Roe said. “Y”'; or nothing before: the content stood in the sentence before."""
    if not source or not group.finite:
        return None
    start = source[0][0]
    resumed = _resumed(line, complement.start)
    left = strip_marks(line, (0, start)) if start else None
    if line.word(start - 1) in {"if", "that", "when", "because", "what", "how", "whether", "where", "than"}:
        return None
    if left and line.word(start - 1) not in {",", "?", "!", "."} and not line.closes_quotation(start - 1):
        left = None
    if (
        left
        and resumed
        and line.opens_quotation(resumed[0])
        and not line.closes_quotation(left[1] - 1)
        and line.word(left[0]) in words("fronted")
    ):
        left = None
    if left and line.word(left[0]) == "as" and left[1] - left[0] <= 2:
        left = None
    if not left and line.word(start - 1) == "as" and resumed:
        return Found(source, (cue,), (resumed,))
    contents = tuple(part for part in (left, resumed) if part)
    if not contents and start > 2:
        return None
    return Found(source, (cue,), contents)
