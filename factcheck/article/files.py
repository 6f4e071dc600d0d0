"""Bytes to text, or one line that says why not."""

from __future__ import annotations

import codecs
from pathlib import Path

from factcheck.errors import ArticleError

__all__ = ["MAX_BYTES", "read_text"]

MAX_BYTES = 5_000_000
"""A larger file is no article."""

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_UTF32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_MAGIC = {
    b"%PDF-": "a PDF file",
    b"PK\x03\x04": "a Word, OpenDocument or zip file",
    b"\xd0\xcf\x11\xe0": "an old Word file",
    b"{\\rtf": "an RTF file",
    b"\x1f\x8b": "a gzip file",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
}
_SAMPLE = 50_000
_CONTROL_SHARE = 0.02
_TEXT_CONTROLS = frozenset("\t\n\r\x0b\x0c\x1a\x85")


def read_text(path: Path) -> str:
    """Read a text file in UTF-8, or in UTF-16 with a byte order mark.

    Raises:
        ArticleError: The file is missing, a directory, unreadable, too large, empty, binary, or in another encoding.
    """
    try:
        if path.is_dir():
            raise ArticleError(f"{path}: is a directory; name the article's file")
        if not path.exists():
            raise ArticleError(f"{path}: no such file")
        if not path.is_file():
            raise ArticleError(f"{path}: is not a regular file; save the article as one")
        if path.stat().st_size > MAX_BYTES:
            raise ArticleError(f"{path}: larger than {MAX_BYTES // 1_000_000} MB; is this an article?")
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ArticleError(f"{str(path)!r}: cannot be read ({reason}); check its name and permissions") from error
    return decode(data, name=str(path))


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
            raise ArticleError(f"{name}: is {what}; save or export the article as .txt, .md or .html")
    utf16 = data.startswith(_UTF16) and not data.startswith(_UTF32)
    try:
        text = data.decode("utf-16" if utf16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise ArticleError(_undecodable(data, name)) from error
    sample = text[:_SAMPLE]
    controls = sum(character < " " and character not in _TEXT_CONTROLS for character in sample)
    if "\x00" in sample or controls > _CONTROL_SHARE * len(sample):
        raise ArticleError(f"{name}: is a binary file; save or export the article as .txt, .md or .html")
    return text


def _undecodable(data: bytes, name: str) -> str:
    import charset_normalizer

    sample = data[:_SAMPLE]
    controls = sum(byte < 0x20 and chr(byte) not in _TEXT_CONTROLS for byte in sample)
    # UTF-16 and UTF-32 without a mark are half zeros or more; other text has next to no control characters.
    guess = charset_normalizer.from_bytes(sample).best() if controls <= _CONTROL_SHARE * len(sample) or data.startswith(_UTF32) else None
    if guess is None:
        return f"{name}: is a binary file; save or export the article as .txt, .md or .html"
    encoding = guess.encoding.replace("_", "-")
    return f"{name}: is not UTF-8 but probably {encoding}; convert it: iconv -f {encoding} -t utf-8 OLD > NEW"
