"""Attributions without a verb of the author's: "according to", colons, nouns of saying, and bare adverbs."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.claims.clauses import find_finite
from factcheck.claims.cue_grammar.contents import clause_end, object_end, strip_marks
from factcheck.claims.cue_grammar.lexicon import bare_adverbs, nouns, words
from factcheck.claims.cue_grammar.line import Found, Line, Range
from factcheck.claims.cue_grammar.phrases import subject_after, subject_before

__all__ = ["according_to", "adverbial", "colon", "nominal"]

_LONGEST_NAME = 5
_DETERMINERS = words("determiners")
_POSSESSIVES = words("possessives")


def according_to(line: Line) -> Iterator[Found]:
    """'According to Roe, X', 'X, according to Roe', 'X, according to Roe, Y'."""
    for index in range(line.size - 2):
        if line.word(index) != "according" or line.word(index + 1) != "to" or line.quoted(index):
            continue
        fronted = not any(line.is_word(position) for position in range(index)) or line.word(index - 1) in {
            "and",
            "but",
            "however",
            "meanwhile",
            ";",
        }
        comma = _closing_comma(line, index + 2) if fronted or line.word(index - 1) in {",", "—", "–"} else None
        if fronted or (comma is not None and index and line.word(index - 1) == "," and index <= 6):
            bare = _unmarked_end(line, index + 2, comma if comma is not None else line.size) if fronted else None
            if bare is not None:
                content = strip_marks(line, (bare, line.size))
                if content:
                    yield Found(((index + 2, bare),), ((index, index + 2),), (content,))
                continue
            if comma is None:
                continue
            content = strip_marks(line, (comma + 1, line.size))
            head = strip_marks(line, (0, index - 1)) if not fronted else None
            if head and all(
                line.is_adverb(position) or line.word(position) in words("fronted") or not line.is_word(position)
                for position in range(*head)
            ):
                head = None
            parts = tuple(part for part in (head, content) if part)
            yield Found(((index + 2, comma),), ((index, index + 2),), parts)
            continue
        end = subject_after(line, index + 2)
        source_end = end[1] if end else line.size
        left = strip_marks(line, (0, index))
        if left and source_end > index + 2:
            yield Found(((index + 2, source_end),), ((index, index + 2),), (left,))


def _unmarked_end(line: Line, start: int, stop: int) -> int | None:
    """Where a source ends that no comma closes: "According to Roe the dam was unsafe"; None where a comma does, or nothing tells."""
    end = start + 1 if line.word(start) == "the" else start
    while line.capital(end) and end < stop:
        end += 1
    if not start < end < stop or end - start > _LONGEST_NAME:
        return None
    opens = line.word(end) in _DETERMINERS | {"he", "she", "it", "they", "there"}
    return end if opens and find_finite(line.tokens, end + 1, min(stop, end + 14)) is not None else None


def _closing_comma(line: Line, start: int) -> int | None:
    """The comma that ends the source of a fronted "according to", past an apposition that is short and has no verb."""
    first = _next_comma(line, start)
    if first is None:
        return None
    if line.word(first + 1) in {"a", "an", "the", "who", "which", "head", "director", "president", "chairman"}:
        second = _next_comma(line, first + 1)
        if second is not None and second - first <= 14:
            has_verb = any(line.word(position) in words("plain_verbs") for position in range(first + 2, second))
            if not has_verb or line.word(first + 1) in {"who", "which"}:
                return second
    return first


def _next_comma(line: Line, start: int) -> int | None:
    for index in range(start, min(line.size, start + 40)):
        if line.word(index) == "," and not line.quoted(index):
            return index
    return None


def colon(line: Line) -> Iterator[Found]:
    """'Roe: “X”' and, as in transcripts, 'ROE: X'."""
    for index in range(1, min(line.size, 14)):
        if line.word(index) != ":":
            continue
        if index + 1 >= line.size:
            return
        first = 1 if line.opens_quotation(0) else 0
        if first and not line.tokens[1].text.isupper():
            return
        names = line.tokens[first:index]
        quoted = line.opens_quotation(index + 1)
        shouted = all(token.text.isupper() or not token.is_word for token in names) and any(len(token.text) > 1 for token in names)
        named = (
            quoted
            and not first
            and line.capital(0)
            and all(token.capital or not token.is_word or token.lower in {"of", "the", "on", "to"} for token in names)
        )
        if (shouted or named) and any(token.is_word for token in names):
            content = strip_marks(line, (index + 1, line.size))
            if content:
                yield Found(((first, index),), ((index, index + 1),), (content,))
        return


def nominal(line: Line) -> Iterator[Found]:
    """'Roe's claim that X', 'a report that X', 'There are reports that X'."""
    table = nouns()
    for index in range(1, line.size - 2):
        frames = table.get(line.word(index))
        if frames is None or line.quoted(index) or (line.capital(index) and index > 0 and line.capital(index - 1)):
            continue
        following = line.word(index + 1)
        if following not in frames:
            continue
        if following in {"of", "for", "to", "about"} and not _owned(line, index):
            continue
        start = index + 1 if following in {"that", "to"} else index + 2
        end = _short_clause_end(line, start) if following in {"that", "to"} else object_end(line, start)
        content = strip_marks(line, (start, end))
        if content:
            yield Found(_owner(line, index), ((index, index + 1 if following in {"that", "to"} else index + 2),), (content,))


def _owned(line: Line, index: int) -> bool:
    return bool(_owner(line, index))


def _owner(line: Line, index: int) -> tuple[Range, ...]:
    """Whose claim it is: "his claim", "Roe's widely shared claim"."""
    for position in range(index - 1, max(-1, index - 4), -1):
        word = line.word(position)
        if word in _POSSESSIVES:
            return ((position, position + 1),)
        if word.endswith(("'s", "s'")) or word == "'s" or (word in {"'", "’"} and line.word(position - 1).endswith("s")):
            return subject_before(line, position + 1)
        if not line.is_word(position):
            return ()
    return ()


def _short_clause_end(line: Line, start: int) -> int:
    for index in range(start + 2, line.size):
        if not line.quoted(index) and line.word(index) in {",", ";", "—", "–", ":"}:
            return index
    return clause_end(line, start)


def adverbial(line: Line) -> Iterator[Found]:
    """'Roe reportedly left': nobody is named, and the content is the clause around the adverb."""
    for index in range(line.size):
        if line.word(index) not in bare_adverbs() or line.quoted(index):
            continue
        left = strip_marks(line, (_clause_start(line, index), index))
        right = strip_marks(line, (index + 1, clause_end(line, index + 1)))
        parts = tuple(part for part in (left, right) if part)
        if parts:
            yield Found((), ((index, index + 1),), parts)


def _clause_start(line: Line, index: int) -> int:
    while index > 0 and not (line.word(index - 1) in {";", "—", "–", "that", "who", "which", "but"} or line.quoted(index - 1)):
        index -= 1
    return index
