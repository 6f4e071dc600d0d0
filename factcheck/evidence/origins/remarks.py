"""What a text, or a note on it, remarks about the report that it goes back to: that there is one, or that it differs from it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from factcheck.evidence.origins.lists import alternatives
from factcheck.sentences import sentence_spans

__all__ = ["divergence", "rests_on_unnamed_report"]


@cache
def _unnamed() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives('unnamed', 'phrases')})\b", re.IGNORECASE)


@cache
def _slip() -> re.Pattern[str]:
    subject = r"(?:it|this\s(?:\w+\s){0,2}\w+|the\s(?:site|outlet|paper|digest|summary|rewrite|copy|item|piece|article|text|aggregator))"
    return re.compile(
        rf"\b{subject}\s(?:also\s)?(?:{alternatives('divergence', 'slips')})\s(?:{alternatives('divergence', 'tells')})\b", re.IGNORECASE
    )


def rests_on_unnamed_report(text: str) -> bool:
    """Whether a text says that it goes back to some report, without a name: "the underlying report"."""
    return _unnamed().search(text) is not None


def divergence(text: str, origin: Sequence[str]) -> str | None:
    """The sentence in which a copy sets itself apart from its origin, or is said to be wrong; None without one.

    Args:
        text: of the copy.
        origin: forms of the name of the outlet that it copies.
    """
    names = "|".join(re.escape(form.removeprefix("the ")) for form in origin)
    apart = re.compile(rf"\b(?:{alternatives('divergence', 'contrast')})\s(?:the\s)?(?:{names})(?!\w)") if names else None
    for span in sentence_spans(text):
        sentence = span.of(text)
        if _slip().search(sentence) or (apart is not None and apart.search(sentence)):
            return " ".join(sentence.split())
    return None
