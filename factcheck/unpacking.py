"""Packed bytes of others (gzip, deflate), unpacked within a limit."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from typing import Final, Literal

__all__ = ["UnpackError", "unpacked"]

_GZIP: Final = b"\x1f"
_ZLIB: Final = b"\x78"


class UnpackError(ValueError):
    """Packed bytes cannot be unpacked.

    Attributes:
        reason: They are broken, end too early, or hold more than they may.
    """

    def __init__(self, reason: Literal["broken", "cut short", "too large"]) -> None:
        super().__init__(reason)
        self.reason = reason


def unpacked(pieces: Iterable[bytes], most: int) -> Iterator[bytes]:
    """What gzip, zlib or bare deflate packed; of a gzip file all its members. Padding behind the last is passed over.

    Args:
        pieces: The packed bytes, cut anywhere.
        most: Bytes that may come out, however few they were packed into.

    Raises:
        UnpackError: They are broken, end too early, or hold more.
    """
    inflater: zlib._Decompress | None = None
    left = most + 1
    try:
        for piece in pieces:
            rest = piece
            while rest:
                if inflater is None:
                    # "deflate" means zlib's wrapper, but some servers send the bare stream.
                    inflater = zlib.decompressobj(zlib.MAX_WBITS | 32 if rest[:1] in {_GZIP, _ZLIB} else -zlib.MAX_WBITS)
                elif inflater.eof:
                    if rest[:1] != _GZIP:
                        break
                    inflater = zlib.decompressobj(zlib.MAX_WBITS | 16)
                out = inflater.decompress(rest, left)
                left -= len(out)
                if left <= 0:
                    raise UnpackError("too large")
                yield out
                rest = inflater.unused_data
    except zlib.error:
        raise UnpackError("broken") from None
    if inflater is not None and not inflater.eof:
        raise UnpackError("cut short")
