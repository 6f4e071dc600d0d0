"""What a check uses when nothing else is asked for; kept apart, because the command line shows it without loading anything."""

from __future__ import annotations

from typing import Final

__all__ = ["EMBEDDER", "PASSAGES_PER_CLAIM", "TAGGER"]

EMBEDDER: Final = "all-MiniLM-L6-v2"
"""Name of the embedding model."""
PASSAGES_PER_CLAIM: Final = 6
"""How many passages are weighed for a claim; the time of a check is nearly proportional to it."""
TAGGER: Final = "neural"
"""Name of the attribution tagger."""
