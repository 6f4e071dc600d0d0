"""The labels of the tagger: BIO over the three roles."""

from __future__ import annotations

__all__ = ["BEGIN", "INSIDE", "LABELS", "MAX_TOKENS", "OUTSIDE", "POINTER", "ROLES"]

ROLES = ("source", "cue", "content")
LABELS = ("O", *(f"{position}-{role}" for role in ROLES for position in "BI"))
OUTSIDE = 0
BEGIN = {role: LABELS.index(f"B-{role}") for role in ROLES}
INSIDE = {role: LABELS.index(f"I-{role}") for role in ROLES}

POINTER = 64
"""Width of the vectors by which spans find their cue."""
MAX_TOKENS = 384
"""Word pieces of the longest window; a longer one is read up to there."""
