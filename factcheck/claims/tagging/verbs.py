"""Cue verbs: whether a form is one where it stands, its verb group, its subject, and which pattern its surroundings follow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from factcheck.claims.clauses import find_finite
from factcheck.claims.tagging.contents import clause_end, object_end, strip_marks
from factcheck.claims.tagging.lexicon import VerbForm, verb_forms, words
from factcheck.claims.tagging.line import Found, Line, Range
from factcheck.claims.tagging.phrases import subject_after, subject_before

__all__ = ["verb_attributions"]

_AUXILIARIES = words("auxiliaries")
_BE = words("be")
_HAVE = words("have")
_DO = words("do_and_modals")
_DETERMINERS = words("determiners")
_POSSESSIVES = words("possessives")
_PREPOSITIONS = words("prepositions")
_SUBJECTS = words("subject_pronouns")
_OBJECTS = words("object_pronouns")
_WH = words("wh")
_ADDRESSING = words("addressing")
_INVERTING = words("inverting")
_RAISING = words("raising")
_ADJUNCTS = words("adjunct_heads")
_TIME_NOUNS = words("time_nouns")
_QUOTING = _INVERTING | _ADDRESSING
_FINITE_ONLY = words("finite_only")
_ALSO_NOUNS = words("also_nouns")
_NO_CONTENT = words("prepositions") | {"who", "which", "according", "but", "and", "a", "an", "while", "when", "speaking"}
"""Words that after an attribution in the middle do not go on with its content."""
_COPULAR = frozenset({"'s", "'re", "'m"})
_FINITE = words("plain_verbs") | words("auxiliaries") - {"to", "be", "been", "being", "having"}


class _Group(NamedTuple):
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
        return not (self.infinitive or self.participle)


class _Complement(NamedTuple):
    frame: str
    start: int
    """Where the content begins."""
    cue_end: int
    """The verb and a particle that belongs to it."""


def verb_attributions(line: Line) -> Iterator[Found]:
    """The attributions of a sentence whose cue is a verb outside quotations, in reading order."""
    forms = verb_forms()
    groups = []
    for index in range(line.size):
        form = forms.get(line.word(index))
        if form is None or line.quoted(index) or (line.capital(index) and index and not line.tokens[index].text.isupper() and line.is_word(index - 1)):
            continue
        group = _group(line, index, form)
        if group is not None:
            groups.append(group)
    after_content = {group.verb: found for group in groups if (found := _after_content(line, group))}
    agent: tuple[Range, ...] = ()
    for number, group in enumerate(groups):
        floor = groups[number - 1].verb + 1 if number else 0
        found = after_content.get(group.verb) or _before_content(line, group, agent, floor)
        if found is None:
            continue
        if found.source:
            agent = found.source
        yield found


def _after_content(line: Line, group: _Group) -> Found | None:
    """An attribution that follows its content, or stands inside it; its place is noted, as it ends the contents of others."""
    found = _inverted(line, group)
    if found is None and group.finite and not group.passive:
        source = subject_before(line, group.start)
        complement = _complement(line, group)
        after_quotation = bool(source) and line.closes_quotation(source[0][0] - 1) and group.form.lemma in _QUOTING
        if after_quotation and (complement is None or complement.frame != "end"):
            complement = _Complement("end", group.verb + 1, group.verb + 1)
        if complement is not None and complement.frame == "end":
            found = _trailing(line, group, source, (group.start, complement.cue_end), complement)
    if found is not None and found.content and found.content[0][0] < group.start:
        line.brackets.add(min(found.source[0][0], group.start) - 1)
    return found


def _group(line: Line, verb: int, form: VerbForm) -> _Group | None:
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
    if form.shape in ("base", "s") and not auxiliary and (before in _DETERMINERS or before in _POSSESSIVES or before in _PREPOSITIONS or before.endswith(("'s", "s'"))):
        return None
    if form.shape == "past" and not auxiliary and (before in _DETERMINERS or before in _POSSESSIVES or before.endswith("'s") or (before in _PREPOSITIONS and before != "as")):
        return None
    if form.shape == "base" and auxiliary in _BE | _HAVE:
        return None
    if form.shape == "s" and auxiliary:
        return None
    if participle and (before in _DETERMINERS or before in _POSSESSIVES or before.endswith(("'s", "s'"))):
        return None
    return _Group(start, verb, form, passive, infinitive, participle)


def _contraction(word: str) -> str:
    """The auxiliary that a pronoun has swallowed: "they've", "she'll"."""
    pronoun, mark, rest = word.partition("'")
    return mark + rest if mark and pronoun in _SUBJECTS | {"who", "that"} and rest in {"s", "re", "ve", "ll", "d", "m"} else ""


_PLURALS = frozenset({"people", "men", "women", "police", "who", "they", "we", "i", "you", "some", "many", "others", "both", "few", "critics", "that", "which"})


def _plural_subject(line: Line, index: int, form: VerbForm) -> bool:
    """Whether the word at `index` can be the subject of an uninflected verb."""
    word = line.word(index)
    phrase = subject_before(line, index + 1)
    if phrase and any(line.word(position).endswith("s") and line.word(position + 1) in _PREPOSITIONS for position in range(phrase[0][0], index)):
        return True
    if form.lemma not in _ALSO_NOUNS and line.is_word(index) and word not in _PREPOSITIONS and word not in _DETERMINERS and not line.is_adverb(index):
        return word not in {"and", "or", "but", "not", "let"}
    if any(line.word(position) in {"and", "both"} and line.capital(position + 1) for position in range(max(0, index - 5), index)):
        return True
    return word in _PLURALS or (word.endswith("s") and not word.endswith(("'s", "ss", "us", "is")) and len(word) > 3)


def _complement(line: Line, group: _Group) -> _Complement | None:
    """What follows the verb, as one of its frames."""
    index = group.verb + 1
    frames = group.form.frames
    position = _skip_adverbs(line, index)
    word = line.word(position)
    if word in frames and word not in {"to", "that", "np", "end", "quote", "clause", "wh"}:
        following = _skip_adverbs(line, position + 1)
        if word == "out" and line.word(following) == "that":
            return _Complement("that", following, position + 1)
        return _Complement("particle", position + 1, position + 1)
    direct = _frame_at(line, position, frames)
    if direct and not (direct == "np" and group.form.lemma in _ADDRESSING):
        return _Complement(direct, position if direct not in {"quote"} or line.quoted(position) else position + 1, index)
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
    return "np" if "np" in frames else None


def _skip_adverbs(line: Line, index: int) -> int:
    while True:
        after = line.skip_time(index)
        if after == index and line.is_adverb(index) and line.word(index) not in {"both", "all"}:
            after = index + 1
        if after == index:
            return index
        index = after


def _addressed(line: Line, position: int, cue_end: int, group: _Group) -> _Complement | None:
    """After whom the verb addresses: "told reporters on Monday that …"; without a clause, everything after the verb."""
    frames = group.form.frames
    limit = min(line.size, position + 22)
    for index in range(position, limit):
        word = line.word(index)
        if word in {"that", ":"} and index > position or (line.opens_quotation(index) and index > position):
            return _Complement("that" if word == "that" else "quote", index + (word == ":"), cue_end)
        if index > position and (word in _WH and word not in {"who", "which"}):
            return _Complement("wh", index, cue_end)
        if index > position and word == "to" and group.form.lemma not in {"tell", "text"}:
            return _Complement("np", position, cue_end)
        if index > position and word == "to" and line.is_word(index + 1) and group.form.lemma == "tell":
            return _Complement("to", index, cue_end)
        if index > position and (word in _SUBJECTS and word not in {"it", "you"} or word == "it"):
            return _Complement("clause", index, cue_end)
        if index > position and word == "about":
            return _Complement("particle", index + 1, cue_end)
        if word in {".", ";"} and index >= line.size - 2:
            return _Complement("end", index, cue_end) if "end" in frames or group.form.lemma == "tell" else None
        if word == "," and index > position:
            return _Complement("quote" if line.opens_quotation(index + 1) else "end", index + (line.opens_quotation(index + 1)), cue_end)
    if group.form.lemma not in {"tell", "text", "inform", "remind", "assure"} and "np" in frames and _frame_at(line, position, frames) == "np":
        return _Complement("np", position, cue_end)
    # "told reporters the plan was dead": the addressee is one word or a short name.
    index = position + 1
    while line.capital(index) and line.capital(index - 1):
        index += 1
    return _Complement("that", index, cue_end) if index < line.size - 1 else None


def _after_adjunct(line: Line, position: int, cue_end: int, frames: frozenset[str]) -> _Complement | None:
    """After where, when or to whom it was said: "said in a statement that …", "said to cheers, “…”"."""
    if line.word(position) not in _ADJUNCTS:
        return None
    for index in range(position + 1, min(line.size, position + 25)):
        word = line.word(index)
        if word == "that" and "that" in frames and line.word(index - 1) not in _PREPOSITIONS:
            return _Complement("that", index, cue_end)
        if line.opens_quotation(index) and "quote" in frames and line.word(index - 1) in {",", ":"} | frozenset(_TIME_NOUNS):
            return _Complement("quote", index, cue_end)
        if word == ":" and "quote" in frames:
            return _Complement("quote", index + 1, cue_end)
        if word == "," and "end" in frames:
            if line.opens_quotation(index + 1):
                return _Complement("quote", index + 1, cue_end)
            return _Complement("end", index, cue_end)
        if word in {".", ";"} and index >= line.size - 2 and "end" in frames:
            return _Complement("end", index, cue_end)
        if word in _SUBJECTS and word != "you" and "that" in frames and index > position + 1:
            return _Complement("clause", index, cue_end)
    if "end" in frames and position + 25 >= line.size:
        return _Complement("end", line.size, cue_end)
    return None


def _before_content(line: Line, group: _Group, agent: tuple[Range, ...], floor: int) -> Found | None:
    complement = _complement(line, group)
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
    content = _content_after(line, complement, group.form)
    if content is None and line.word(line.size - 1) == ":":
        return Found(source, (cue,), ())  # what it introduces is the next paragraph
    return Found(source, (cue,), (content,)) if content else None


def _opening_participle(line: Line, complement: _Complement, cue: Range) -> Found | None:
    """'Citing the cost, Roe left': the content ends at the comma, and the subject after it is the source."""
    for index in range(complement.start, min(line.size, complement.start + 40)):
        if line.word(index) == "," and not line.quoted(index):
            content = strip_marks(line, (complement.start, index))
            end = index + 1
            while line.capital(end) or (line.word(end) in {"the", ".", "he", "she", "they"} and end - index < 3):
                end += 1
            return Found(((index + 1, end),) if end > index + 1 else (), (cue,), (content,)) if content else None
    return None


def _content_after(line: Line, complement: _Complement, form: VerbForm) -> Range | None:
    start = complement.start
    said = form.shape == "past"
    speaking = form.lemma in _INVERTING and "that" in form.frames
    if complement.frame in {"np", "particle"} and not line.opens_quotation(start) and not _clausal(line, start) and not (speaking and complement.frame == "np"):
        end = object_end(line, start)
    elif line.opens_quotation(start) and complement.frame == "quote":
        end = line.quotation_end(start)
        if line.word(end - 2) not in {",", ".", "?", "!"} and line.word(end) not in {".", ",", ";", ""}:
            end = clause_end(line, end, said=said)
    else:
        end = clause_end(line, start, said=said)
    return strip_marks(line, (start, end))


def _clausal(line: Line, start: int) -> bool:
    """Whether a finite verb follows soon enough for the words at `start` to be a clause rather than an object."""
    for index in range(start + 1, min(line.size, start + 14)):
        word = line.word(index)
        if word in {"is", "are", "was", "were", "has", "had", "have", "will", "would", "can", "could", "should", "may", "might", "must", "did", "does", "do", "isn't", "wasn't", "aren't", "won't", "can't", "wouldn't", "didn't", "doesn't", "don't"}:
            return True
        if word in {"that", "who", "which", "when", "because", "as", "while", ",", "after", "if", "to"}:
            return False
    return False


def _controller(line: Line, group: _Group, agent: tuple[Range, ...]) -> tuple[Range, ...]:
    """Who performs a participle or an infinitive: the noun right before it, or else the last source or the subject of the sentence."""
    before = line.word(group.start - 1)
    if before and before not in {",", "and", "but", "—", "–", "by", "of", "for", "in", "after", "before", "while", "when", "without", "from"} and group.participle:
        adjacent = subject_before(line, group.start)
        if adjacent:
            return adjacent
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


def _inverted(line: Line, group: _Group) -> Found | None:
    """'“…,” said Roe' and 'The plan is dead, said Roe, who …'."""
    if group.form.lemma not in _INVERTING or group.start != group.verb or group.form.shape not in ("past", "s", "base"):
        return None
    if group.verb == 0:
        return _opening(line, group)
    before = line.word(group.verb - 1)
    if before not in {",", "?", "!"} and not line.closes_quotation(group.verb - 1):
        return None
    if not line.is_word(group.verb + 1) or line.quoted(group.verb + 1):
        return None
    first = line.word(group.verb + 1)
    if first in {"that", "to", "about", "he", "she", "they", "it"} and not (first in {"he", "she", "they"} and line.word(group.verb + 2) in {",", ".", ""}):
        return None
    if line.skip_time(group.verb + 1) > group.verb + 1 or first in _PREPOSITIONS or first in _WH or line.is_adverb(group.verb + 1):
        return None
    # "…, and said the plan", "Roe, a senator, said the plan": a name or a role must follow, and a clause must precede.
    if not line.closes_quotation(group.verb - 1) and not (line.capital(group.verb + 1) or first in {"the", "a", "an", "one"}):
        return None
    if not line.closes_quotation(group.verb - 1) and (_clausal(line, group.verb + 1) or not _has_verb(line, group.verb)):
        return None
    source = subject_after(line, group.verb + 1)
    if source is None:
        return None
    left = strip_marks(line, (0, group.verb))
    if left is None:
        return Found((source,), ((group.verb, group.verb + 1),), ())
    right = _resumed(line, source[1])
    return Found((source,), ((group.verb, group.verb + 1),), (left, right) if right else (left,))


def _opening(line: Line, group: _Group) -> Found | None:
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
        elif not relative and index and not line.capital(index):
            if word in _FINITE or (word.endswith("ed") and line.word(index - 1) not in _DETERMINERS | _PREPOSITIONS):
                return True
    return False


def _resumed(line: Line, index: int) -> Range | None:
    """The content after its attribution in the middle: 'X, said Roe, Y' and '“X,” he said, “Y”'."""
    index = _skip_adverbs(line, index)
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


def _trailing(line: Line, group: _Group, source: tuple[Range, ...], cue: Range, complement: _Complement) -> Found | None:
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
    if left and resumed and line.opens_quotation(resumed[0]) and not line.closes_quotation(left[1] - 1) and line.word(left[0]) in words("fronted"):
        left = None
    if left and line.word(left[0]) == "as" and left[1] - left[0] <= 2:
        left = None
    if not left and line.word(start - 1) == "as" and resumed:
        return Found(source, (cue,), (resumed,))
    contents = tuple(part for part in (left, resumed) if part)
    if not contents and start > 2:
        return None
    return Found(source, (cue,), contents)


def _passive(line: Line, group: _Group, complement: _Complement, floor: int) -> Found | None:
    """'is expected to', 'was told that', 'was asked about', 'was quoted as saying', 'It is believed that'."""
    subject = subject_before(line, group.start, floor=floor)
    cue = (group.start, group.verb + 1)
    if complement.frame == "to" and group.form.lemma in _RAISING:
        rest = strip_marks(line, (complement.start, clause_end(line, complement.start)))
        return Found((), (cue,), (*subject, rest)) if rest and subject else None
    if complement.frame == "that" and subject and line.word(subject[0][0]) == "it":
        content = _content_after(line, complement, group.form)
        return Found((), (cue,), (content,)) if content else None
    if group.form.lemma in {"quote", "ask"} or (group.form.lemma == "tell" and False):
        content = _content_after(line, complement, group.form)
        if group.form.lemma == "quote":
            return Found(subject, ((group.start, complement.cue_end),), (content,)) if content else None
        return Found((), ((group.start, complement.cue_end),), (content,)) if content else None
    return None
