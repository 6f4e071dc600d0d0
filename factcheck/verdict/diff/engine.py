"""All comparisons of a claim with a passage, in one list."""

from __future__ import annotations

from functools import lru_cache

from factcheck.models import Article, Claim, DiffItem, Passage
from factcheck.verdict.diff.align import ClaimView, PassageView
from factcheck.verdict.diff.date_diff import compare_dates
from factcheck.verdict.diff.name_diff import compare_slips
from factcheck.verdict.diff.numbers import compare_numbers
from factcheck.verdict.diff.other_names import compare_names
from factcheck.verdict.diff.pairing import Pairing
from factcheck.verdict.diff.predicates import compare_predicates
from factcheck.verdict.diff.quotation_diff import compare_quotations
from factcheck.verdict.diff.voices_diff import compare_voices

__all__ = ["diff"]


def diff(article: Article, claim: Claim, passage: Passage) -> tuple[DiffItem, ...]:
    """Compare amounts, dates, names and quotations of `claim` with those of `passage`.

    Only details that are about the same thing are compared, so most pairs give few items or none. A mismatch says that the two texts
    differ,
    not which of them is right.

    Args:
        article: the article that the claim's spans point into.
        claim: the claim; `claim.dates` holds its resolved dates.
        passage: the passage; relative dates in it are read from its date of publication.

    Returns:
        Items in the order of the claim's text; mismatches after agreements at the same place.
    """
    ours, theirs = ClaimView(article, claim), _passage_view(passage)
    pair = Pairing(ours, theirs)
    items = [*compare_numbers(pair), *compare_dates(pair), *compare_slips(pair), *compare_quotations(ours, theirs), *compare_voices(pair)]
    altered = [item.claim_span for item in items if item.kind == "quotation" and not item.agrees]
    items += [item for item in compare_predicates(pair) if not any(span.contains(item.claim_span) for span in altered)]
    items += compare_names(pair, [item for item in items if not item.agrees])
    return tuple(
        sorted(items, key=lambda item: (item.claim_span.start, item.claim_span.end, item.kind, not item.agrees, item.passage_span.start))
    )


@lru_cache(maxsize=2048)
def _passage_view(passage: Passage) -> PassageView:
    return PassageView(passage)
