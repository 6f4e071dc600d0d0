"""Published fact-checks: ClaimReview as the Data Commons feed has it, and answers of Google's Fact Check Tools.

See https://schema.org/ClaimReview, https://datacommons.org/factcheck/download and
https://developers.google.com/fact-check/tools/api/reference/rest/v1alpha1/claims/search.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import math
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from factcheck.evidence.collecting.records import Found
from factcheck.formats.fragment import plain
from factcheck.formats.metadata import parse_day
from factcheck.models import Document, Review

__all__ = ["fact_checks", "refusal"]

_TYPE: Final = "ClaimReview"
_WORST, _BEST = 1.0, 5.0
"""The ends of a scale that states none, by schema.org."""
_MAX_DEPTH: Final = 50
_MAX_FIELD: Final = 2_000
_REFUSAL: Final = 200
_PLAIN: Final = re.compile(r"[^<&]*")


def fact_checks(value: object) -> Iterator[Found | None]:
    """The fact-checks in parsed JSON, wherever they stand in it; None for one without a claim.

    Args:
        value: A data feed, a page's JSON-LD, a list, or an answer of `claims:search`, `claims:imageSearch` or `pages.list`.
    """
    for claim, review in _reviews(value, {}, 0):
        found = _review(claim, review)
        yield None if found is None else _found(found, review)


def _reviews(value: object, claim: Mapping[str, Any], depth: int) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """Reviews, each with the claim of `claims:search` that it stands in."""
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, list):
        for member in value:
            yield from _reviews(member, claim, depth + 1)
    elif isinstance(value, Mapping):
        types = value.get("@type")
        if types == _TYPE or (isinstance(types, list) and _TYPE in types):
            yield {}, value
            return
        markups = value.get("claimReviewMarkups")
        if isinstance(markups, list):
            yield from (({}, _of_markup(value, markup)) for markup in markups if isinstance(markup, Mapping))
            return
        inner = value.get("claimReview")
        if isinstance(inner, list) and "@type" not in value:
            yield from ((value, review) for review in inner if isinstance(review, Mapping))
            return
        for member in value.values():
            if isinstance(member, list | Mapping):
                yield from _reviews(member, claim, depth + 1)


def _of_markup(page: Mapping[str, Any], markup: Mapping[str, Any]) -> Mapping[str, Any]:
    """The ClaimReview of an entry of `pages.list`, which says the same under other names."""
    rating, claimant = _mapping(markup.get("rating")), _mapping(markup.get("claimAuthor"))
    return {
        "claimReviewed": markup.get("claimReviewed"),
        "url": markup.get("url") or page.get("pageUrl"),
        "datePublished": page.get("publishDate"),
        "author": _mapping(page.get("claimReviewAuthor")),
        "itemReviewed": {"author": claimant, "datePublished": markup.get("claimDate")},
        "reviewRating": {**rating, "alternateName": rating.get("textualRating")},
    }


def refusal(value: object) -> str | None:
    """What an answer of Fact Check Tools says that is no answer but an error; None for any other JSON."""
    error = value.get("error") if isinstance(value, Mapping) else None
    return (_text(error.get("message")) or "an error without a message")[:_REFUSAL] if isinstance(error, Mapping) else None


def _review(claim: Mapping[str, Any], review: Mapping[str, Any]) -> Review | None:
    item = _mapping(review.get("itemReviewed"))
    rating = _mapping(review.get("reviewRating"))
    checked = _text(claim.get("text")) or _text(review.get("claimReviewed"))
    if not checked:
        return None
    return Review(
        claim=checked,
        claimant=_text(claim.get("claimant")) or _names(item.get("author")),
        claim_date=_day(claim.get("claimDate")) or _day(item.get("datePublished")),
        rating=_text(review.get("textualRating")) or _text(rating.get("alternateName")),
        score=_score(rating),
        reviewer=_names(review.get("publisher")) if claim else _names(review.get("author")) or _names(review.get("publisher")),
        date=_day(review.get("reviewDate")) or _day(review.get("datePublished")),
        url=_address(review.get("url")),
        language=_text(review.get("languageCode")) or _text(review.get("inLanguage")),
    )


def _found(review: Review, raw: Mapping[str, Any]) -> Found:
    rating = _mapping(raw.get("reviewRating"))
    explanation = _text(rating.get("ratingExplanation"))
    body = _text(raw.get("reviewBody")) or _text(raw.get("description"))
    title = _text(raw.get("title")) or _text(raw.get("headline")) or _text(raw.get("name"))
    who = review.reviewer or "A fact-checker"
    claimed = " ".join(
        part
        for part in (
            "by " + review.claimant if review.claimant else "",
            "of " + review.claim_date.isoformat() if review.claim_date else "",
        )
        if part
    )
    verdict = f"Rating: {review.rating or 'none in words'}."
    said = [f"{who} checked this claim{' ' + claimed if claimed else ''}: “{review.claim}”", verdict, explanation, body]
    # One page may check several claims, and several people may check one.
    key = hashlib.sha256("\n".join((review.reviewer or "", review.claim)).encode("utf-8", "replace")).hexdigest()[:12]
    document = Document(
        id=f"{review.url or 'claimreview'}#{key}",
        text="\n\n".join(part for part in said if part),
        title=title or f"Fact-check by {who}",
        publisher=review.reviewer,
        publisher_type="fact-check",
        url=review.url,
        date=review.date,
        review=review,
    )
    return Found(document, {})


def _score(rating: Mapping[str, Any]) -> float | None:
    """The rating between the ends of its scale; None where it lies outside, as -1 does that some write for "none"."""
    value, worst, best = (_number(rating.get(name)) for name in ("ratingValue", "worstRating", "bestRating"))
    worst, best = _WORST if worst is None else worst, _BEST if best is None else best
    if value is None or worst == best or not min(worst, best) <= value <= max(worst, best):
        return None
    return round((value - worst) / (best - worst), 4)


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def _names(value: object) -> str | None:
    members = value if isinstance(value, list) else [value]
    names = [_text(member.get("name")) or _text(member.get("site")) if isinstance(member, Mapping) else _text(member) for member in members]
    return ", ".join(name for name in names if name)[:_MAX_FIELD] or None


def _text(value: object) -> str | None:
    if not isinstance(value, str) or not value.strip():
        return None
    # Halves of surrogate pairs are no characters, and could not be written.
    whole = value.encode("utf-8", "replace").decode()
    text = " ".join(whole.split()) if _PLAIN.fullmatch(whole) else plain(whole)
    return text[:_MAX_FIELD] if text else None


def _day(value: object) -> dt.date | None:
    try:
        return parse_day(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _mapping(value: object) -> Mapping[str, Any]:
    first = value[0] if isinstance(value, list) and value else value
    return first if isinstance(first, Mapping) else {}


def _address(value: object) -> str | None:
    return value if isinstance(value, str) and len(value) <= _MAX_FIELD and re.match(r"https?://[^\s<>\"]+$", value) else None
