"""Evaluating source resolution by itself: given the gold attributions, is the right speaker named?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from factcheck.claims.base import TaggedAttribution
from factcheck.claims.chains import chain_tags
from factcheck.claims.quotations import quotations
from factcheck.claims.quoted import QuotedText
from factcheck.claims.resolution import SourceResolver
from factcheck.claims.sentences import split_sentences
from factcheck.datasets.records import AttributionRecord, Link
from factcheck.errors import InputError
from factcheck.evaluation.metrics.claims import same_source
from factcheck.evaluation.metrics.rates import share
from factcheck.evaluation.result import Figures
from factcheck.evaluation.texts import parse_record
from factcheck.models import Source

__all__ = ["count_speakers", "resolution_figures"]

_PRONOUNS = frozenset({"he", "she", "it", "they"})
_ABSENT = frozenset({"i", "me", "my", "we", "us", "our", "you"})
"""Pronouns whose bearer an article names at most beside the text, as a transcript does."""


def resolution_figures(records: Iterable[AttributionRecord]) -> Figures:
    """The figures of resolution over gold texts; none where no attribution says who its source is.

    Returns:
        `speaker_named`: share of the gold attributions with a named source for which the innermost link of the chain built on the
        gold attributions is that source. `speaker_third_person`: the same without sources that are "I", "we" or "you".
        `speaker_of_pronoun`: the same for sources that are "he", "she", "it" or "they".
    """
    counts: Counter[str] = Counter()
    for record in records:
        counts.update(count_speakers(record))
    if not counts["named"]:
        return {}
    return {
        "speaker_named": share(counts["named_right"], counts["named"]),
        "speaker_third_person": share(counts["third_person_right"], counts["third_person"]),
        "speaker_of_pronoun": share(counts["pronoun_right"], counts["pronoun"]),
    }


def count_speakers(record: AttributionRecord) -> Counter[str]:
    """Counts of one gold text; those of several add up. A text that is no article counts as wrong throughout."""
    attributions = record.attributions or ()
    counts: Counter[str] = Counter()
    speakers = _speakers(record) if any(attribution.source_entity for attribution in attributions) else {}
    for number, attribution in enumerate(attributions):
        name = attribution.source_entity.name if attribution.source_entity is not None else None
        if not name or not attribution.cue:
            continue
        speaker = speakers.get(number)
        right = speaker is not None and same_source(
            Link(name=name, kind="person"), Link(name=speaker.name, canonical=speaker.canonical, kind="person")
        )
        words = " ".join(record.text[start:end] for start, end in attribution.source).lower()
        kinds = ["named"] + ["third_person"] * (words not in _ABSENT) + ["pronoun"] * (words in _PRONOUNS)
        counts.update(kinds)
        counts.update({f"{kind}_right": int(right) for kind in kinds})
    return counts


def _speakers(record: AttributionRecord) -> dict[int, Source]:
    """The innermost source by number of the gold attribution; those that a text does not keep are left out."""
    try:
        parsed = parse_record(record)
    except InputError:
        return {}
    article = parsed.article
    numbers: dict[int, int] = {}
    tags: list[TaggedAttribution] = []
    for number, attribution in enumerate(record.attributions or ()):
        if not attribution.cue:
            continue
        tag = TaggedAttribution(*(parsed.in_article(part) for part in (attribution.source, attribution.cue, attribution.content)))
        numbers[id(tag)] = number
        tags.append(tag)
    resolver = SourceResolver(article.text, split_sentences(article), tags)
    quoted = QuotedText(quotations(article))
    chained = chain_tags(article.text, tags, resolver, [block.span for block in article.blocks], quoted=quoted, own=article.publisher)
    return {numbers[id(item.node.tag)]: item.chain[-1].source for item in chained}
