"""The sentences of an article."""

from __future__ import annotations

from factcheck.claims.base import Sentence
from factcheck.models import Article
from factcheck.sentences import sentence_spans

__all__ = ["split_sentences"]


def split_sentences(article: Article, *, asserting: bool = True) -> list[Sentence]:
    """The sentences of an article in reading order; none crosses a block.

    Args:
        article: The article.
        asserting: Only those of blocks that may yield claims; else those of headlines, captions and so on as well.
    """
    kinds = {block.span: index for index, block in enumerate(article.blocks)}
    return [
        Sentence(span=span, block=kinds[block.span])
        for block in (article.asserting_blocks if asserting else article.blocks)
        for span in sentence_spans(article.text, block.span)
    ]
