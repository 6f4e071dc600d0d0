"""File formats that articles and evidence share: one reader and one set of rules for both."""

from __future__ import annotations

__all__: list[str] = []
