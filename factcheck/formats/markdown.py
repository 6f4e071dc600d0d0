"""Markdown: one dialect, and one rule for what of it is text, for articles and evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token

__all__ = ["inline_text", "parse"]


def parse(body: str) -> list[Token]:
    """The tokens of CommonMark with tables and strikethrough; an indented paragraph is prose, as news holds no code."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("code").parse(body)


def inline_text(token: Token) -> str:
    """The text of an inline token without its markup; a picture counts with its description."""
    parts: list[str] = []
    for child in token.children or ():
        if child.type in {"softbreak", "hardbreak"}:
            parts.append("\n")
        elif child.type in {"text", "code_inline", "text_special", "image"}:
            parts.append(child.content)
    return "".join(parts)
