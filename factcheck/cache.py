"""Where factcheck keeps what it can make again: compiled models and indexes."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_cache_path

__all__ = ["cache_root"]


def cache_root() -> Path:
    """The user's cache folder for factcheck; the environment variable `FACTCHECK_CACHE` overrides it."""
    override = os.environ.get("FACTCHECK_CACHE")
    return Path(override).expanduser() if override else user_cache_path("factcheck")
