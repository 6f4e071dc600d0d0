"""Joining the roles of attributions across sentences: what every tagger needs once single sentences are read.

A quotation of several sentences belongs to the attribution that opened it, and a quotation that stands alone directly after an
attributed one goes to the same source.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from factcheck.claims.base import Sentence, TaggedAttribution
from factcheck.claims.quotations import Quotation
from factcheck.models import Span

__all__ = ["link_quotations", "merge_spans"]


def merge_spans(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """`spans` in reading order, those joined that overlap or that only white space parts."""
    merged: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, span.end)):
        if merged and (span.start <= merged[-1].end or not text[merged[-1].end : span.start].strip()):
            merged[-1] = Span(start=merged[-1].start, end=max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def link_quotations(
    text: str, sentences: Sequence[Sentence], quotations: Sequence[Quotation], attributions: Sequence[TaggedAttribution]
) -> list[TaggedAttribution]:
    """Extends contents over the quotations they open, and hands quotations that stand alone to the source before them.

    Args:
        text: The article's text.
        sentences: In reading order.
        quotations: The outermost ones, in reading order.
        attributions: As found sentence by sentence; one without content looks for it in the sentence before.

    Returns:
        The attributions in reading order; those that found no content are dropped.
    """
    return _Linker(text, sentences, quotations, attributions).run()


class _Linker:
    def __init__(
        self, text: str, sentences: Sequence[Sentence], quotations: Sequence[Quotation], attributions: Sequence[TaggedAttribution]
    ) -> None:
        self.text = text
        self.sentences = sentences
        self.starts = [sentence.span.start for sentence in sentences]
        self.quotations = quotations
        self.quotation_starts = [quotation.span.start for quotation in quotations]
        self.items = [[list(a.source), list(a.cue), list(a.content)] for a in attributions]
        self.by_sentence: dict[int, list[int]] = {}
        for number, item in enumerate(self.items):
            spans = item[1] or item[2] or item[0]
            self.by_sentence.setdefault(self._sentence_at(spans[0].start), []).append(number)

    def _sentence_at(self, offset: int) -> int:
        return max(0, bisect_right(self.starts, offset) - 1)

    def _quotation_over(self, offset: int) -> Quotation | None:
        number = bisect_right(self.quotation_starts, offset) - 1
        if number >= 0 and self.quotations[number].span.start <= offset < self.quotations[number].span.end:
            return self.quotations[number]
        return None

    def _quoted_whole(self, index: int) -> bool:
        """Whether a sentence is nothing but quotation."""
        position, end = self.sentences[index].span.start, self.sentences[index].span.end
        while position < end:
            quotation = self._quotation_over(position)
            if quotation is None:
                if self.text[position].isalnum():
                    return False
                position += 1
            else:
                position = quotation.span.end
        return self._quotation_over(self.sentences[index].span.start) is not None

    def run(self) -> list[TaggedAttribution]:
        self._extend()
        self._float()
        result = [
            TaggedAttribution(source=tuple(source), cue=tuple(cue), content=merge_spans(self.text, content))
            for source, cue, content in self.items
            if content
        ]
        return sorted(result, key=lambda a: ((a.cue or a.content)[0].start, -a.content[-1].end))

    def _extend(self) -> None:
        """Lets a content that holds part of a quotation hold all of it, in earlier and later sentences."""
        for _, cue, content in self.items:
            for number, span in enumerate(list(content)):
                start, end = span.start, span.end
                first, last = self._quotation_over(start), self._quotation_over(max(start, end - 1))
                if first is not None and not (cue and first.span.start <= cue[0].start < first.span.end):
                    start = first.span.start
                if last is not None and not (cue and last.span.start <= cue[0].start < last.span.end):
                    end = last.span.end
                content[number] = Span(start=start, end=end)

    def _float(self) -> None:
        """Gives sentences that are quotations without attribution to the source before, or to the one that follows with "he said"."""
        claimed = self._claimed()
        previous: int | None = None
        for index, sentence in enumerate(self.sentences):
            own = self.by_sentence.get(index)
            if own:
                first = own[0]
                if (
                    not self.items[first][2]
                    and index
                    and self._ends_quoted(index - 1)
                    and self.sentences[index - 1].block == sentence.block
                ):
                    self._take_back(first, index - 1, claimed)
                quoted = [
                    number
                    for number in own
                    if any(self._quotation_over(span.end - 1) or self._quotation_over(span.start) for span in self.items[number][2])
                ]
                previous = quoted[-1] if quoted else None
                if previous is None:
                    opening = [number for number in own if not self.items[number][2]]
                    previous = opening[-1] if opening and self.text[sentence.span.end - 1] == ":" else None
                    if previous is not None and self._introduces_paragraph(index):
                        self._take_paragraph(previous, index + 1, claimed)
            elif claimed[index]:
                continue
            elif previous is not None and self._quoted_whole(index) and self._may_follow(index):
                self.items[previous][2].append(sentence.span)
                claimed[index] = True
            else:
                previous = None

    def _claimed(self) -> list[bool]:
        claimed = [False] * len(self.sentences)
        for _, _, content in self.items:
            for span in content:
                index = self._sentence_at(span.start)
                while index < len(self.sentences) and self.sentences[index].span.start < span.end:
                    claimed[index] = True
                    index += 1
        return claimed

    def _ends_quoted(self, index: int) -> bool:
        return self._quotation_over(self.sentences[index].span.end - 1) is not None

    def _take_back(self, number: int, index: int, claimed: list[bool]) -> None:
        while index >= 0 and not claimed[index] and self._quoted_whole(index):
            self.items[number][2].append(self.sentences[index].span)
            claimed[index] = True
            if index == 0 or self.sentences[index - 1].block != self.sentences[index].block:
                break
            index -= 1

    def _introduces_paragraph(self, index: int) -> bool:
        """Whether the next paragraph is set as a quotation without marks."""
        return (
            index + 1 < len(self.sentences)
            and self.sentences[index + 1].block != self.sentences[index].block
            and self._quotation_over(self.sentences[index + 1].span.start) is None
        )

    def _take_paragraph(self, number: int, index: int, claimed: list[bool]) -> None:
        block = self.sentences[index].block
        while index < len(self.sentences) and self.sentences[index].block == block:
            self.items[number][2].append(self.sentences[index].span)
            claimed[index] = True
            index += 1

    def _may_follow(self, index: int) -> bool:
        """Whether a lone quotation is close enough to go on with the one before: the same paragraph, or the next one."""
        return self.sentences[index].block - self.sentences[index - 1].block <= 1
