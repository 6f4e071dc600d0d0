"""Whom a relative pronoun means: the noun phrase right before it."""

from __future__ import annotations

import re

from factcheck.claims.lexicons import phrases
from factcheck.claims.resolution.named import NamedSources
from factcheck.models import Source, Span

__all__ = ["RELATIVE", "relative"]

RELATIVE = frozenset({"who", "which", "whom"})
_NAME_BEFORE = re.compile(r"[A-Z][\w'’.&-]*(?:\s(?:of\s|the\s)?[A-Z][\w'’.&-]*)*$")
_LONGEST = 6
"""Words of a noun phrase without a name."""


def relative(text: str, span: Span, named: NamedSources) -> Source:
    """The source that "who" or "which" under `span` means, under the words written there."""
    phrase = span.of(text)
    low = max(text.rfind("\n", 0, span.start) + 1, span.start - 90)
    before = text[low : span.start].rstrip(" ,")
    name = _NAME_BEFORE.search(before)
    if name is not None:
        found = named.read(name.group(), Span(start=low + name.start(), end=low + name.end()))
        return found.model_copy(update={"name": phrase, "span": span})
    words = before.split()[-_LONGEST:]
    starts = [index for index, word in enumerate(words[:-1]) if word.lower() in phrases("syntax", "determiners")]
    described = " ".join(words[starts[-1] :] if starts else words[-3:])
    start = low + before.rfind(described)
    found = named.read(described, Span(start=start, end=start + len(described)))
    return found.model_copy(update={"name": phrase, "span": span})
