"""Attributions whose cue is a verb."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.claims.clauses import find_finite
from factcheck.claims.cue_grammar.complements import Complement, complement_content, complement_of
from factcheck.claims.cue_grammar.contents import clause_end, strip_marks
from factcheck.claims.cue_grammar.groups import Group, verb_group
from factcheck.claims.cue_grammar.inversions import after_content
from factcheck.claims.cue_grammar.lexicon import verb_forms, words
from factcheck.claims.cue_grammar.line import Found, Line, Range
from factcheck.claims.cue_grammar.phrases import subject_before

__all__ = ["verb_attributions"]

_ALSO_NOUNS = words("also_nouns")
_RAISING = words("raising")
_FINITE_ONLY = words("finite_only")


def verb_attributions(line: Line) -> Iterator[Found]:
    """The attributions of a sentence whose cue is a verb outside quotations, in reading order."""
    forms = verb_forms()
    groups = []
    for index in range(line.size):
        form = forms.get(line.word(index))
        if (
            form is None
            or line.quoted(index)
            or (line.capital(index) and index and not line.tokens[index].text.isupper() and line.is_word(index - 1))
        ):
            continue
        if form.shape == "s" and form.lemma in _ALSO_NOUNS and _is_subject(line, index):
            continue
        group = verb_group(line, index, form)
        if group is not None:
            groups.append(group)
    following = {group.verb: found for group in groups if (found := after_content(line, group))}
    agent: tuple[Range, ...] = ()
    for number, group in enumerate(groups):
        floor = groups[number - 1].verb + 1 if number else 0
        found = following.get(group.verb) or _before_content(line, group, agent, floor)
        if found is None:
            continue
        if found.source:
            agent = found.source
        yield found


def _is_subject(line: Line, index: int) -> bool:
    """Whether a form such as "estimates" is a plural noun that a verb follows: "Estimates suggest", "Figures from the board show"."""
    following = verb_forms().get(line.word(index + 1))
    if following is not None and following.shape in ("base", "past"):
        return True
    return index == 0 and not line.capital(1) and find_finite(line.tokens, 1, min(line.size, 14)) is not None


def _before_content(line: Line, group: Group, agent: tuple[Range, ...], floor: int) -> Found | None:
    complement = complement_of(line, group)
    if complement is None or complement.frame == "end":
        return None
    cue = (group.start, complement.cue_end)
    if group.passive:
        return _passive(line, group, complement, floor)
    if group.infinitive or group.participle:
        source = _controller(line, group, agent)
    else:
        source = subject_before(line, group.start, floor=floor)
        if not source and line.word(group.start - 1) in {"and", "but", ","}:
            source = agent
    if not source and not (group.participle or group.infinitive):
        return None
    if group.participle and group.verb <= 1:
        return _opening_participle(line, complement, cue)
    if complement.frame == "np" and not group.finite and group.form.lemma in _FINITE_ONLY:
        return None
    content = complement_content(line, complement, group)
    if content is None and line.word(line.size - 1) == ":":
        return Found(source, (cue,), ())  # what it introduces is the next paragraph
    return Found(source, (cue,), (content,)) if content else None


def _opening_participle(line: Line, complement: Complement, cue: Range) -> Found | None:
    """'Citing the cost, Roe left': the content ends at the comma, and the subject after it is the source."""
    for index in range(complement.start, min(line.size, complement.start + 40)):
        if line.word(index) == "," and not line.quoted(index):
            content = strip_marks(line, (complement.start, index))
            end = index + 1
            while line.capital(end) or (line.word(end) in {"the", ".", "he", "she", "they"} and end - index < 3):
                end += 1
            return Found(((index + 1, end),) if end > index + 1 else (), (cue,), (content,)) if content else None
    return None


def _controller(line: Line, group: Group, agent: tuple[Range, ...]) -> tuple[Range, ...]:
    """Who performs a participle or an infinitive: the noun right before it, or else the last source or the subject of the sentence."""
    before = line.word(group.start - 1)
    if (
        before
        and before not in {",", "and", "but", "—", "–", "by", "of", "for", "in", "after", "before", "while", "when", "without", "from"}
        and group.participle
    ):
        adjacent = subject_before(line, group.start)
        if adjacent:
            return adjacent
    absolute = group.start
    while absolute and line.capital(absolute - 1):
        absolute -= 1
    if group.participle and absolute < group.start and line.word(absolute - 1) == "with":
        return ((absolute, group.start),)  # "with Roe stating that …"
    if agent:
        return agent
    return _sentence_subject(line, group.start)


def _sentence_subject(line: Line, limit: int) -> tuple[Range, ...]:
    """The phrase before the first auxiliary or finite verb of the sentence."""
    start = 0
    while (index := find_finite(line.tokens, start, min(limit, 40))) is not None:
        if not line.quoted(index) and (found := subject_before(line, index)):
            return found
        start = index + 1
    return ()


def _passive(line: Line, group: Group, complement: Complement, floor: int) -> Found | None:
    """'is expected to', 'was told that', 'was asked about', 'was quoted as saying', 'It is believed that'."""
    subject = subject_before(line, group.start, floor=floor)
    cue = (group.start, group.verb + 1)
    if complement.frame == "to" and group.form.lemma in _RAISING:
        rest = strip_marks(line, (complement.start, clause_end(line, complement.start)))
        return Found((), (cue,), (*subject, rest)) if rest and subject else None
    if complement.frame == "that" and subject and line.word(subject[0][0]) == "it":
        content = complement_content(line, complement, group)
        return Found((), (cue,), (content,)) if content else None
    if group.form.lemma in {"quote", "ask"}:
        content = complement_content(line, complement, group)
        if group.form.lemma == "quote":
            return Found(subject, ((group.start, complement.cue_end),), (content,)) if content else None
        return Found((), ((group.start, complement.cue_end),), (content,)) if content else None
    return None
