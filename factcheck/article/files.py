"""Bytes to text, or one line that says why not."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from factcheck.errors import ArticleError

__all__ = ["MAX_BYTES", "MAX_FILE_BYTES", "decode", "decode_page", "read_file", "require_size"]

MAX_BYTES = 5_000_000
"""A larger text is no article."""
MAX_FILE_BYTES = 50_000_000
"""A larger file is none, even with pictures in it, or with many articles."""

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_UTF32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_MAGIC = {
    b"%PDF-": "a PDF file",
    b"PK\x03\x04": "a zip file",
    b"\xd0\xcf\x11\xe0": "an old Word file, or one with a password",
    b"{\\rtf": "an RTF file",
    b"\x1f\x8b": "a gzip file",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
}
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_META_CHARSET = re.compile(rb"<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_META_WITHIN = 4096
_ENCODING = re.compile(
    r"utf-?(?:8|16|16le|16be)|(?:us-)?ascii|latin-?\d|iso-?8859-\d{1,2}|(?:windows|cp|ibm)-?\d{3,4}|koi8-[ru]|mac(?:intosh|[-_]roman)"
    r"|gb2312|gbk|gb18030|big5(?:-hkscs)?|euc-(?:jp|kr)|shift[-_]jis|iso-2022-jp|tis-620",
    re.IGNORECASE,
)
"""Encodings of pages. Python knows others, which are no text, or take time that grows with the square."""
_SAMPLE = 50_000
_CONTROL_SHARE = 0.02
_TEXT_CONTROLS = frozenset("\t\n\r\x0b\x0c\x1a\x85")


def read_file(path: Path) -> bytes:
    """Read a file.

    Raises:
        ArticleError: The file is missing, a directory, unreadable or too large.
    """
    try:
        if path.is_dir():
            raise ArticleError(f"{path}: is a directory; name the article's file")
        if not path.exists():
            raise ArticleError(f"{path}: no such file")
        if not path.is_file():
            raise ArticleError(f"{path}: is not a regular file; save the article as one")
        require_size(path.stat().st_size, MAX_FILE_BYTES, name=str(path))
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ArticleError(f"{str(path)!r}: cannot be read ({reason}); check its name and permissions") from error


def require_size(size: int, most: int, *, name: str) -> None:
    """Refuse what is too large for an article.

    Args:
        size: In bytes.
        most: Likewise.
        name: What to call it in the error.

    Raises:
        ArticleError: It is too large.
    """
    if size > most:
        raise ArticleError(f"{name}: larger than {most // 1_000_000} MB; is this an article?")


def decode_page(data: bytes, content_type: str | None, *, name: str) -> str:
    """Decode what was fetched: in the encoding that the server or the page states, else as any other file.

    Args:
        data: The whole page.
        content_type: What the server said.
        name: What to call it in an error.

    Raises:
        ArticleError: It is empty, binary, or in an encoding that is stated nowhere.
    """
    stated = _CHARSET.search(content_type or "")
    inside = _META_CHARSET.search(data[:_META_WITHIN])
    encoding = stated.group(1) if stated else inside.group(1).decode("ascii") if inside else None
    if encoding and _ENCODING.fullmatch(encoding) and not data.startswith((codecs.BOM_UTF8, *_UTF16)):
        try:
            return decode(data.decode(encoding).encode(), name=name)
        except (LookupError, UnicodeError):
            pass  # stated wrongly
    return decode(data, name=name)


def decode(data: bytes, *, name: str) -> str:
    """Decode a file's bytes.

    Args:
        data: The whole file.
        name: What to call it in an error.

    Raises:
        ArticleError: They are empty, binary, or in an encoding other than UTF-8 and UTF-16 with a byte order mark.
    """
    if not data.strip():
        raise ArticleError(f"{name}: the file is empty")
    for magic, what in _MAGIC.items():
        if data.startswith(magic):
            raise ArticleError(f"{name}: is {what}; save or export the article as .docx, .txt, .md or .html")
    utf16 = data.startswith(_UTF16) and not data.startswith(_UTF32)
    try:
        text = data.decode("utf-16" if utf16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise ArticleError(_undecodable(data, name)) from error
    sample = text[:_SAMPLE]
    controls = sum(character < " " and character not in _TEXT_CONTROLS for character in sample)
    if "\x00" in sample or controls > _CONTROL_SHARE * len(sample):
        raise ArticleError(f"{name}: is a binary file; save or export the article as .docx, .txt, .md or .html")
    return text


def _undecodable(data: bytes, name: str) -> str:
    import charset_normalizer

    sample = data[:_SAMPLE]
    controls = sum(byte < 0x20 and chr(byte) not in _TEXT_CONTROLS for byte in sample)
    # UTF-16 and UTF-32 without a mark are half zeros or more; other text has next to no control characters.
    guess = charset_normalizer.from_bytes(sample).best() if controls <= _CONTROL_SHARE * len(sample) or data.startswith(_UTF32) else None
    if guess is None:
        return f"{name}: is a binary file; save or export the article as .docx, .txt, .md or .html"
    encoding = guess.encoding.replace("_", "-")
    return f"{name}: is not UTF-8 but probably {encoding}; convert it: iconv -f {encoding} -t utf-8 OLD > NEW"
