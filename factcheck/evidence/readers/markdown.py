"""Markdown, with or without front matter."""

from __future__ import annotations

from factcheck.evidence.readers.fields import decode, make_document
from factcheck.evidence.readers.front_matter import parse_metadata
from factcheck.formats.markdown import inline_text, parse
from factcheck.formats.metadata import split_front_matter
from factcheck.models import Document

__all__ = ["read_markdown"]


def read_markdown(data: bytes, where: str, *, identifier: str) -> Document:
    """The document of a Markdown file; its text is what a reader sees, one blank line between blocks.

    A first-level heading at the top is the title, unless the front matter gives one.

    Args:
        data: the file.
        where: its name, for messages.
        identifier: id unless the front matter gives one.

    Raises:
        CorpusError: not UTF-8, bad front matter, or no text.
    """
    source, body = split_front_matter(decode(data, where))
    fields = parse_metadata(source, where, first_line=2)
    heading, text = _plain_text(body, split_heading="title" not in fields)
    return make_document({"id": identifier, "title": heading, **fields, "text": text}, where)


def _plain_text(body: str, *, split_heading: bool) -> tuple[str | None, str]:
    tokens = parse(body)
    blocks: list[str] = []
    heading: str | None = None
    for index, token in enumerate(tokens):
        if token.type == "inline":
            text = inline_text(token).strip()
            if split_heading and not blocks and heading is None and tokens[index - 1].tag == "h1":
                heading = text
            elif text:
                blocks.append(text)
        elif token.type == "fence" and token.content.strip():
            blocks.append(token.content.strip("\n"))
    return heading, "\n\n".join(blocks)
