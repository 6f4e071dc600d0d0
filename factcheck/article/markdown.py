"""Markdown, with or without YAML front matter."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from factcheck.article.base import Content, Stated, join_blocks
from factcheck.article.sidecar import stated_from
from factcheck.errors import ArticleError
from factcheck.formats.fragment import fragment_blocks
from factcheck.formats.markdown import inline_text, parse
from factcheck.formats.metadata import MetadataError, read_metadata, split_front_matter
from factcheck.models import BlockKind

if TYPE_CHECKING:
    from markdown_it.token import Token

__all__ = ["MarkdownReader"]

_CONTAINERS: dict[str, BlockKind] = {"blockquote_open": "block_quote", "list_item_open": "list_item"}


class MarkdownReader:
    """Reads Markdown; the markup is taken away, its meaning kept."""

    suffixes: ClassVar[tuple[str, ...]] = (".md", ".markdown")

    def read(self, raw: str, *, name: str) -> Content:
        """Find the blocks and what the front matter states.

        See `factcheck.formats.metadata.FIELDS` for the keys of the front matter; others are left alone.

        Raises:
            ArticleError: The front matter is not valid YAML, or its date is none.
        """
        stated, body = _front_matter(raw.lstrip("\ufeff").replace("\r\n", "\n"), name)
        tokens = parse(body)
        text, drafts = join_blocks(_blocks(tokens, titled=stated.title is not None))
        title = next((draft.span.of(text) for draft in drafts if draft.kind == "headline"), None)
        return Content(text, drafts, stated.or_else(Stated(title=title)), structured=True)


def _front_matter(raw: str, name: str) -> tuple[Stated, str]:
    source, body = split_front_matter(raw)
    try:
        fields = read_metadata(source, first_line=2)
    except MetadataError as error:
        raise ArticleError(f"{name}:{error.line}: front matter: {error}") from error
    return stated_from({field: fields.get(field) for field in Stated._fields}, where=f"{name}: front matter"), body


def _blocks(tokens: list[Token], *, titled: bool) -> Iterator[tuple[str, BlockKind | None]]:
    """Text and kind of each block; the first heading is the headline unless the front matter gave a title."""
    containers: list[BlockKind] = []
    opened = ""
    headline = titled
    for token in tokens:
        if token.type in _CONTAINERS:
            containers.append(_CONTAINERS[token.type])
        elif token.type in {"blockquote_close", "list_item_close"}:
            containers.pop()
        elif token.type == "fence":
            yield token.content, "notice"
        elif token.type == "html_block":
            yield from fragment_blocks(token.content)
        elif token.type.endswith("_open"):
            opened = token.type
        elif token.type == "inline":
            text, caption = _inline(token)
            kind: BlockKind | None = containers[-1] if containers else None
            if opened == "heading_open":
                kind, headline = ("heading", True) if headline else ("headline", True)
            elif caption:
                kind = "caption"
            yield text, kind


def _inline(token: Token) -> tuple[str, bool]:
    """The text of an inline token without its markup, and whether it is nothing but a picture's description."""
    pictures = sum(child.type == "image" for child in token.children or [])
    only_pictures = pictures > 0 and all(child.type in {"image", "softbreak", "hardbreak"} for child in token.children or [])
    return inline_text(token), only_pictures
