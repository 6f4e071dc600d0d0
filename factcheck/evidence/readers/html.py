"""HTML pages, read by trafilatura."""

from __future__ import annotations

from factcheck.errors import CorpusError
from factcheck.evidence.readers.fields import decode, make_document
from factcheck.formats.html import extract, load
from factcheck.models import Document

__all__ = ["read_html"]


def read_html(data: bytes, where: str, *, identifier: str) -> Document:
    """The article of a saved page, without menus, comments and page furniture.

    Title, publisher, date and address are those that the page states about itself.

    Raises:
        CorpusError: not UTF-8, or no article found in it.
    """
    tree = load(decode(data, where))
    page = None if tree is None else extract(tree)
    fields = {} if page is None else {name: getattr(page, name, None) for name in ("title", "url", "date", "text")}
    text = fields.get("text")
    if page is None or not isinstance(text, str) or not text.strip():
        raise CorpusError(f"{where}: no article found in this HTML page; save its text as .txt or .md instead")
    # The page's headline stands in its text too; it is the title, and no sentence that evidence could be quoted with.
    headline, _, rest = text.partition("\n")
    if rest.strip() and headline.strip() == str(fields["title"] or "").strip():
        fields["text"] = rest.lstrip("\n")
    publisher = getattr(page, "sitename", None) or getattr(page, "hostname", None)
    return make_document({"id": identifier, "publisher": publisher, **fields}, where)
