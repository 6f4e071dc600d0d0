"""The sentences of an article."""

from __future__ import annotations

from factcheck.claims.base import Sentence
from factcheck.models import Article
from factcheck.sentences import sentence_spans

__all__ = ["split_sentences"]


def split_sentences(article: Article) -> list[Sentence]:
    """The sentences of the blocks that may yield claims, in reading order; none crosses a block."""
    kinds = {block.span: index for index, block in enumerate(article.blocks)}
    return [
        Sentence(span=span, block=kinds[block.span])
        for block in article.asserting_blocks
        for span in sentence_spans(article.text, block.span)
    ]
