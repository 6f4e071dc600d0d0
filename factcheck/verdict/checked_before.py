"""Was this claim checked before, by somebody who published what they found?

The second half of detecting previously fact-checked claims (Shaar et al. 2020; the CheckThat! labs). Two claims on one subject are near in
meaning whether they say the same, the opposite, or the same of another number or person; so of those that are near, the verifier reads each
beside the other, and the deterministic diff has a veto. What is found stands beside the verdict and never changes it.

The thresholds were chosen on the training tweets of CheckThat! 2020 so that at least 95 of 100 fact-checks told are the right ones
(docs/evaluation.md).
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import Final, NamedTuple

from factcheck.claims.dates import find_dates
from factcheck.evidence.reviewed import Reviewed
from factcheck.models import (
    Article,
    Attribution,
    Block,
    CheckedBefore,
    CheckedRelation,
    Claim,
    DiffItem,
    Passage,
    Probabilities,
    ResolvedDate,
    Source,
    Span,
)
from factcheck.progress import Progress, silent
from factcheck.verdict.base import Verifier
from factcheck.verdict.diff import diff
from factcheck.verdict.diff.names import fold
from factcheck.verdict.diff.quantities import Quantity
from factcheck.verdict.diff.reading import read
from factcheck.words import split_words

__all__ = ["MIN_SIMILARITY", "MIN_SUPPORT", "MOST", "Related", "Statement", "checked_before", "relate"]

MIN_SIMILARITY: Final = 0.6
"""Least cosine of two claims that are read beside each other."""
MIN_SUPPORT: Final = 0.35
"""Least probability, the mean of both directions, that either claim supports the other, where they say the same. It must also be likelier
than that either refutes the other: of "rose" and "fell" the verifier is never sure, and takes them for the same least often so."""
MIN_REFUTATION: Final = 0.7
"""Likewise that either refutes the other, where they say the opposite and no word shows it."""
MIN_EITHER: Final = 0.6
"""Least probability of that in each direction."""
MOST: Final = 5
"""Fact-checks told of one claim; a claim that made the rounds was checked by dozens."""

_NEGATION = re.compile(r"\b(?:not|never|no longer|cannot|neither|nor|nobody|none)\b|n['’]t\b|\bno\s", re.IGNORECASE)
_AUTHOR = Attribution(source=Source(name="the author", canonical="the author", kind="author", named=True))


class Statement(NamedTuple):
    """A claim as a lone sentence."""

    text: str
    date: dt.date | None = None
    """The day from which its relative dates are read."""


def checked_before(
    article: Article,
    claims: Sequence[Claim],
    candidates: Sequence[Sequence[Reviewed]],
    verifier: Verifier,
    *,
    as_of: dt.date | None = None,
    progress: Progress = silent,
) -> list[tuple[CheckedBefore, ...]]:
    """For each claim the published fact-checks of what it says, or of its opposite: the most alike first, at most `MOST`.

    Args:
        article: the article that the claims come from; a fact-check that is the article itself is left out.
        claims: its claims.
        candidates: for each claim the fact-checks of claims near to it, as `factcheck.evidence.reviewed_claims` gives them.
        verifier: reads the two claims beside each other, both ways; called once, and not at all where nothing is near.
        as_of: fact-checks published later are marked as later; None marks none.
        progress: told of the reading.

    Raises:
        ValueError: claims and candidates differ in length.
    """
    near = [
        [one for one in found if one.similarity >= MIN_SIMILARITY and not _same_page(article, one)]
        for _, found in zip(claims, candidates, strict=True)
    ]
    ours = [Statement(claim.text, article.date) for claim in claims]
    asked = [(mine, _statement(one)) for mine, found in zip(ours, near, strict=True) for one in found]
    relations = iter(relate(asked, verifier, progress=progress) if asked else [])
    return [_told([(one, next(relations)) for one in found], as_of) for found in near]


class Related(NamedTuple):
    """How two claims stand to each other."""

    relation: CheckedRelation
    agreement: float
    """Mean of both directions of the probability of it; 1 where the words are the same, which is not for a verifier to judge."""


def relate(pairs: Sequence[tuple[Statement, Statement]], verifier: Verifier, *, progress: Progress = silent) -> list[Related | None]:
    """Whether the two claims of each pair, near in meaning, say the same or the opposite; None where they say neither.

    Args:
        pairs: the claims.
        verifier: reads the two claims of each pair beside each other, both ways.
        progress: told of the reading.
    """
    equal = [_wording(ours.text) == _wording(theirs.text) != "" for ours, theirs in pairs]
    asked = [pair for pair, alike in zip(pairs, equal, strict=True) if not alike]
    both = [pair for ours, theirs in asked for pair in ((ours.text, theirs.text), (theirs.text, ours.text))]
    readings = iter(verifier.verify(both, progress=progress) if both else [])
    return [
        _same_words(ours, theirs) if alike else _relation(ours, theirs, next(readings), next(readings))
        for (ours, theirs), alike in zip(pairs, equal, strict=True)
    ]


def _same_words(ours: Statement, theirs: Statement) -> Related | None:
    """The relation of two claims in the same words: none where "this year" is known to be another year in each."""
    here, there = _days(ours), _days(theirs)
    return None if here and there and here != there else Related("same", 1.0)


def _wording(text: str) -> str:
    """What is compared as the same words: without case, quotation marks, spacing and the final stop, but with every sign."""
    plain = re.sub(r"[\s\"'“”„‟‘’‚‛«»‹›]+", " ", unicodedata.normalize("NFKC", text).casefold())
    return plain.strip(" .!?")


def _relation(ours: Statement, theirs: Statement, there: Probabilities, back: Probabilities) -> Related | None:
    items = [item for item in (*_compare(ours, theirs), *_compare(theirs, ours)) if not item.agrees]
    if any(_differs(item) for item in items if item.kind != "negation") or _other_amounts(ours, theirs):
        return None
    support, refutation = (there.supports + back.supports) / 2, (there.refutes + back.refutes) / 2
    # A word that denies, in one of the two, is surer than what a small network makes of it.
    denied = any(item.kind == "negation" and item.veto for item in items)
    refuted = refutation >= MIN_REFUTATION and min(there.refutes, back.refutes) >= MIN_EITHER
    if denied or (refuted and not _other_names(ours, theirs)):
        return Related("opposite", round(refutation, 4))
    if support >= max(MIN_SUPPORT, refutation) and _denials(ours) == _denials(theirs):
        return Related("same", round(support, 4))
    return None


def _differs(item: DiffItem) -> bool:
    """Whether a mismatch makes another claim of it; a misspelt name or another title of the same person does not."""
    return item.veto or item.difference == "value"


def _dates(statement: Statement) -> tuple[ResolvedDate, ...]:
    span = Span(start=0, end=len(statement.text))
    return tuple(found.date for found in find_dates(statement.text, span, statement.date))


def _days(statement: Statement) -> list[tuple[dt.date, dt.date]]:
    return [(found.first, found.last) for found in _dates(statement)]


def _denials(statement: Statement) -> int:
    """0 where it affirms, 1 where it denies; a denial denied affirms."""
    return len(_NEGATION.findall(statement.text)) % 2


def _other_amounts(ours: Statement, theirs: Statement) -> bool:
    """Whether each claim has an amount of one kind that the other has not.

    As evidence, "over 700" bears "over 500" out; as claims, they are two.
    """
    mine, other = (Counter(map(_amount, read(text.text, text.date).quantities)) for text in (ours, theirs))
    return any(kind == known for kind, _, _ in mine - other for known, _, _ in other - mine)


def _other_names(ours: Statement, theirs: Statement) -> bool:
    """Whether each claim names somebody or something that the other has no word of, so that neither denies the other."""
    return _unshared(ours, theirs) and _unshared(theirs, ours)


def _unshared(one: Statement, other: Statement) -> bool:
    words = {fold(word.text) for word in split_words(other.text)}
    return any(words.isdisjoint(name.tokens) for name in read(one.text, one.date).names)


def _amount(quantity: Quantity) -> tuple[str, float, float]:
    unit = quantity.unit if quantity.kind in {"money", "measure"} else ""
    return f"{quantity.kind} {unit}", round(quantity.low, 6), round(quantity.high, 6)


def _compare(ours: Statement, theirs: Statement) -> tuple[DiffItem, ...]:
    span = Span(start=0, end=len(ours.text))
    article = Article(id="claim", text=ours.text, blocks=(Block(span=span, kind="paragraph"),), date=ours.date)
    dates = _dates(ours)
    claim = Claim(
        id="claim", span=span, quote=ours.text, text=ours.text, chain=(_AUTHOR,), mode="none", kind="fact", sentence=span, dates=dates
    )
    whole = Span(start=0, end=len(theirs.text))
    return diff(article, claim, Passage(id="claim#0", document_id="claim", span=whole, text=theirs.text, date=theirs.date))


def _statement(one: Reviewed) -> Statement:
    return Statement(one.review.claim, one.review.claim_date or one.review.date)


def _told(found: Sequence[tuple[Reviewed, Related | None]], as_of: dt.date | None) -> tuple[CheckedBefore, ...]:
    told: dict[tuple[str | None, str | None, str], CheckedBefore] = {}
    for one, related in found:
        if related is not None:
            made = _made(one, related, as_of)
            # One page brought in by a feed and by a search is one fact-check.
            told.setdefault((made.publisher, made.url, " ".join(re.findall(r"\w+", made.claim.casefold()))), made)
    ordered = sorted(told.values(), key=lambda made: (made.later, made.relation != "same", -made.similarity, made.document_id))
    return tuple(ordered[:MOST])


def _made(one: Reviewed, related: Related, as_of: dt.date | None) -> CheckedBefore:
    review = one.review
    date = review.date or one.document.date
    return CheckedBefore(
        document_id=one.document.id,
        relation=related.relation,
        claim=review.claim,
        claimant=review.claimant,
        publisher=review.reviewer or one.document.publisher,
        date=date,
        rating=review.rating,
        url=review.url or one.document.url,
        similarity=one.similarity,
        agreement=related.agreement,
        later=as_of is not None and date is not None and date > as_of,
    )


def _same_page(article: Article, one: Reviewed) -> bool:
    address = one.review.url or one.document.url
    return bool(article.url and address and _bare(article.url) == _bare(address))


def _bare(url: str) -> str:
    return re.sub(r"^https?://(?:www\.)?", "", url.strip().split("#", 1)[0]).rstrip("/").lower()
