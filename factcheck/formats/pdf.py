"""PDF files: their pages as lines with their place on the page, read by pypdf."""

from __future__ import annotations

import io
import logging
import math
import zlib
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from factcheck.errors import ArticleError

if TYPE_CHECKING:
    from pypdf import PdfReader

__all__ = ["PdfLine", "open_pdf", "page_lines"]

MAX_PAGES: Final = 300
"""More are no article."""
MAX_CHARACTERS: Final = 2_000_000
"""Of all pages together, headers and footers included."""


class PdfLine(NamedTuple):
    """A line of a page, as pypdf finds it."""

    page: int
    """From 0."""
    start: int
    """Offset of its first character in the page's text, in code points."""
    text: str
    x: float
    """Of its first character, in points from the left."""
    y: float
    """Of its baseline, in points from the bottom."""
    edge: float
    """Distance of the baseline from the nearer of the page's upper and lower edge, as a share of its height."""
    size: float
    """Of its font, in points; 0 where the page does not say where the line stands."""


def open_pdf(data: bytes, *, name: str) -> PdfReader:
    """Open a PDF that needs no password.

    Args:
        data: The file.
        name: What to call it in an error.

    Raises:
        ArticleError: It is broken, encrypted, has too many pages, or pypdf is not installed.
    """
    try:
        from pypdf import PdfReader
        from pypdf.errors import DependencyError, PyPdfError
    except ImportError:
        raise ArticleError(f"{name}: reading PDF files needs pypdf; install it: pip install 'factcheck-newsroom[pdf]'") from None
    # What pypdf has to say about a broken file is not for the user of this tool.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    locked = f"{name}: is a PDF file with a password; save it without one"
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ArticleError(locked)
        pages = len(reader.pages)
    except DependencyError:
        raise ArticleError(locked) from None
    except (PyPdfError, *_BROKEN):
        raise _broken(name) from None
    if pages > MAX_PAGES:
        raise ArticleError(f"{name}: has {pages:,} pages; is this an article? at most {MAX_PAGES} are read")
    return reader


def page_lines(reader: PdfReader, *, name: str) -> list[list[PdfLine]]:
    """The lines of every page, in the order in which the page draws them; blank ones are left out.

    Raises:
        ArticleError: A page is broken, or there is more text than any article has.
    """
    from pypdf.errors import PyPdfError

    pages, total = [], 0
    try:
        for number, page in enumerate(reader.pages):
            pieces: list[tuple[str, float, float, float]] = []

            def visit(text: str, outer: Sequence[float], inner: Sequence[float], _font: Any, size: float) -> None:  # noqa: ANN401 - pypdf's
                pieces.append((text, *_place(outer, inner, size)))  # noqa: B023 - called within this turn of the loop

            page.extract_text(visitor_text=visit)
            total += sum(len(text) for text, *_ in pieces)
            if total > MAX_CHARACTERS:
                raise ArticleError(f"{name}: has more text than an article can have; check it in parts")
            pages.append(list(_lines(pieces, number, float(page.mediabox.bottom), float(page.mediabox.top))))
    except (PyPdfError, *_BROKEN):
        raise _broken(name) from None
    return pages


_BROKEN: Final = (
    ValueError,
    KeyError,
    IndexError,
    TypeError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    RuntimeError,  # NotImplementedError and RecursionError are such
    EOFError,
    OSError,
    zlib.error,
)
"""What pypdf lets through when a file is not what it says."""


def _broken(name: str) -> ArticleError:
    return ArticleError(f"{name}: is a PDF file that cannot be read; open it and save it again, or copy its text into a .txt file")


def _place(outer: Sequence[float], inner: Sequence[float], size: float) -> tuple[float, float, float]:
    """Place and font size on the page, from the two matrices that stand between."""
    if (inner[4], inner[5]) == (0, 0) and tuple(outer[:4]) == (1, 0, 0, 1):
        return 0.0, 0.0, 0.0
    x = inner[4] * outer[0] + inner[5] * outer[2] + outer[4]
    y = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
    scale = math.hypot(inner[2] * outer[0] + inner[3] * outer[2], inner[2] * outer[1] + inner[3] * outer[3])
    return float(x), float(y), float(abs(size) * scale)


def _lines(pieces: Sequence[tuple[str, float, float, float]], page: int, bottom: float, top: float) -> Iterator[PdfLine]:
    height = max(top - bottom, 1.0)
    at, start, text, place = 0, 0, "", None
    for piece, *where in [*pieces, ("\n", 0.0, 0.0, 0.0)]:
        for part in piece.splitlines(keepends=True):
            end = part != part.rstrip("\n\r\x0b\x0c\x85\u2028\u2029")
            words = part[:-1] if end else part
            if words.strip() and place is None:
                place = where
            text += words
            at += len(part)
            if end:
                if text.strip() and place is not None:
                    edge = min(place[1] - bottom, top - place[1]) / height
                    yield PdfLine(page, start, text, place[0], place[1], edge, place[2])
                start, text, place = at, "", None
