"""The cue grammar: reads each sentence by its patterns, then links quotations across sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from factcheck.claims.base import Sentence, TaggedAttribution
from factcheck.claims.cue_grammar.fixed import according_to, adverbial, colon, nominal
from factcheck.claims.cue_grammar.line import Found, Line, Range
from factcheck.claims.cue_grammar.verbs import verb_attributions
from factcheck.claims.linking import link_quotations
from factcheck.claims.quotations import find_quotations
from factcheck.models import ModelInfo, Span

__all__ = ["CueGrammarTagger"]

_LONGEST = 2_000
"""Code points of the longest stretch read as one sentence."""


class CueGrammarTagger:
    """Tags attributions by patterns over a lexicon: no weights, no part-of-speech tagger, linear in the length of the text."""

    info: ModelInfo | None = None

    def tag(self, text: str, sentences: Sequence[Sentence]) -> list[TaggedAttribution]:
        """The attributions of `text` in reading order of their cues; nested ones are all there, each with its own content."""
        paragraphs = [_paragraph(group) for _, group in groupby(sentences, key=lambda sentence: sentence.block)]
        quotations = [quotation for quotation in find_quotations(text, paragraphs) if quotation.depth == 0]
        found: list[TaggedAttribution] = []
        for window in _windows(text, sentences):
            line = Line(text, window, quotations)
            found += (_tagged(line, item) for item in _patterns(line))
        return link_quotations(text, sentences, quotations, found)


def _windows(text: str, sentences: Sequence[Sentence]) -> Iterator[Span]:
    """The sentences, cut where one is longer than any sentence of prose: the patterns look ahead to its end."""
    for sentence in sentences:
        start = sentence.span.start
        while sentence.span.end - start > _LONGEST:
            cut = text.rfind(" ", start, start + _LONGEST) + 1
            end = cut if cut > start else start + _LONGEST
            yield Span(start=start, end=end)
            start = end
        yield Span(start=start, end=sentence.span.end)


def _paragraph(group: Iterable[Sentence]) -> Span:
    members = list(group)
    return Span(start=members[0].span.start, end=members[-1].span.end)


def _patterns(line: Line) -> Iterator[Found]:
    taken: set[int] = set()
    for pattern in (colon, according_to, verb_attributions, nominal, adverbial):
        for found in pattern(line):
            cue = {index for start, end in found.cue for index in range(start, end)}
            if not cue & taken:
                taken |= cue
                yield found


def _tagged(line: Line, found: Found) -> TaggedAttribution:
    return TaggedAttribution(source=_spans(line, found.source), cue=_spans(line, found.cue), content=_spans(line, found.content))


def _spans(line: Line, ranges: Sequence[Range]) -> tuple[Span, ...]:
    """Token ranges as offsets in reading order; what a pattern left empty, or read twice in a garbled sentence, falls away."""
    spans: list[Span] = []
    for start, end in sorted(ranges):
        if start < end and (not spans or spans[-1].end <= line.tokens[start].start):
            spans.append(Span(start=line.tokens[start].start, end=line.tokens[end - 1].end))
    return tuple(spans)
