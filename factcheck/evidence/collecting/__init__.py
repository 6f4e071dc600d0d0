"""Bringing documents into a corpus: from feeds, sitemaps and published fact-checks, again and again without doing it twice."""

from __future__ import annotations

from factcheck.evidence.collecting.records import COLLECTED
from factcheck.evidence.collecting.sources import Collected, collect

__all__ = ["COLLECTED", "Collected", "collect"]
