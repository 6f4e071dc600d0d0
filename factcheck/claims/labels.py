"""Transcripts and interviews: paragraphs that begin with the name of who speaks in them.

A name and a colon also begin headlines and lists of people ("Ann Lee: She was first elected …"), in which the author goes on. A label is
a speaker's only in an article with several of them, and there when it is in capitals, comes again, its paragraph says "I" or "we", or
none of these paragraphs tells of the one whom its label names.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from factcheck.claims.base import Sentence
from factcheck.claims.chains import Reported
from factcheck.claims.names import strip_titles
from factcheck.claims.resolution import SourceResolver
from factcheck.claims.source_kinds import is_person_name
from factcheck.models import Attribution, Span

__all__ = ["Label", "speaker_labels", "under_labels"]

_LABEL = re.compile(r"(?P<who>[A-Z][\w.'’-]*(?:\s[A-Z][\w.'’-]*){0,4})(?:\s\([^()\n]{1,40}\))?:\s+(?=\S)")
_QUESTION = re.compile(r"(?:Q|Question|Interviewer|Host|Moderator)(?:\.|:)\s", re.IGNORECASE)
_QUOTED = re.compile(r"[\"“][^\"“”]*[\"”]")
_IN_PERSON = re.compile(r"\b(?:I|I['’]m|I['’]ve|I['’]ll|[Ww]e|[Oo]ur|[Mm]y)\b")


class Label(NamedTuple):
    """The name at the beginning of a paragraph, and the attribution of the rest to whom it names."""

    span: Span
    reported: Reported


def speaker_labels(text: str, sentences: Sequence[Sentence], resolver: SourceResolver) -> dict[int, Label]:
    """The labels of a transcript by the block that they begin; empty for what is none."""
    found: dict[int, tuple[Span, Span, str]] = {}
    questions = 0
    ends: dict[int, int] = {}
    for sentence in sentences:
        first = sentence.block not in ends
        ends[sentence.block] = sentence.span.end
        match = _LABEL.match(text, sentence.span.start, sentence.span.end) if first else None
        questions += first and _QUESTION.match(text, sentence.span.start, sentence.span.end) is not None
        name = _name(match.group("who"), resolver) if match is not None else None
        if match is not None and name is not None:
            found[sentence.block] = (Span(start=match.start(), end=match.end()), Span(start=match.start(), end=match.end("who")), name)
    if len(found) + questions < 2:
        return {}
    often = Counter(name for _, _, name in found.values())
    told = any(_tells_of(text[span.end : ends[block]], name) for block, (span, _, name) in found.items())
    return {
        block: _label(text, span, who, name, resolver)
        for block, (span, who, name) in found.items()
        if who.of(text).isupper() or often[name] > 1 or not told or _IN_PERSON.search(_QUOTED.sub("", text[span.end : ends[block]]))
    }


def _tells_of(words: str, name: str) -> bool:
    """Whether a paragraph is about the one whom its label names."""
    return re.match(r"(?:He|She|His|Her)\b", words) is not None or name.rsplit(maxsplit=1)[-1] in words


def _name(label: str, resolver: SourceResolver) -> str | None:
    """The full name of the person whom a label names; None when it names none: "UPDATE", "Iowa"."""
    words = strip_titles(label.title() if label.isupper() else label)
    full = resolver.names.canonical(words)
    if " " in words:
        return full if is_person_name(words) else None
    namesakes = {name for name in resolver.names.namesakes(words) if is_person_name(name)}
    return namesakes.pop() if len(namesakes) == 1 else None


def _label(text: str, span: Span, who: Span, name: str, resolver: SourceResolver) -> Label:
    source = resolver.resolve(who).model_copy(update={"name": who.of(text), "canonical": name, "named": True, "span": who})
    if source.kind not in ("person", "official", "spokesperson"):
        source = source.model_copy(update={"kind": "person"})
    return Label(span, Reported(content=(), chain=(Attribution(source=source, cue=None),), extents=(), cue="", position=who.start))


def under_labels(reported: Sequence[Reported], labels: Mapping[int, Label], sentences: Sequence[Sentence]) -> list[Reported]:
    """`reported` with who speaks in a labelled paragraph outside of whom they quote there; a label itself, taken for a cue, is left out."""
    if not labels:
        return list(reported)
    starts = [sentence.span.start for sentence in sentences]
    found: list[Reported] = []
    for item in reported:
        number = bisect_right(starts, item.position) - 1
        label = labels.get(sentences[number].block) if number >= 0 else None
        if label is None:
            found.append(item)
        elif item.position >= label.span.end:
            speaker = label.reported.chain[0].source.model_copy(update={"span": None})
            inner = tuple(link for link in item.chain if link.source.canonical != speaker.canonical)
            found.append(item._replace(chain=(Attribution(source=speaker), *inner)))
    return found
