"""schema.org ClaimReview (https://schema.org/ClaimReview) of the claims that a person settled. Out only: a machine publishes no rating."""

from __future__ import annotations

import datetime as dt
import json
from typing import Literal

from pydantic import AnyHttpUrl, BaseModel, ConfigDict, Field

from factcheck.errors import InputError
from factcheck.models import SupportLabel
from factcheck.review.schema import AnnotatedClaim, Annotation
from factcheck.review.standing import Standing, standing

__all__ = ["ClaimReview", "claim_reviews", "render_claim_reviews"]

_RATINGS: dict[SupportLabel, tuple[int | None, str]] = {
    "supported": (5, "Supported"),
    "conflicting": (3, "Conflicting evidence"),
    "refuted": (1, "Refuted"),
    "not_enough_evidence": (None, "Not enough evidence"),
}
"""Number from 1 to 5, and words. What is not known has no number: none of them would say so."""


class _Typed(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Agent(_Typed):
    """Who says something."""

    type_: Literal["Person", "Organization"] = Field(alias="@type")
    name: str = Field(min_length=1)
    url: AnyHttpUrl | None = None


class Work(_Typed):
    """Where a claim appeared."""

    type_: Literal["NewsArticle"] = Field("NewsArticle", alias="@type")
    headline: str | None = None
    url: AnyHttpUrl | None = None
    publisher: Agent | None = None
    date_published: dt.date | None = Field(None, alias="datePublished")


class ReviewedClaim(_Typed):
    """The claim."""

    type_: Literal["Claim"] = Field("Claim", alias="@type")
    author: Agent | None = None
    """The speaker, where named."""
    date_published: dt.date | None = Field(None, alias="datePublished")
    appearance: Work


class Rating(_Typed):
    """The newsroom's verdict."""

    type_: Literal["Rating"] = Field("Rating", alias="@type")
    rating_value: int | None = Field(None, alias="ratingValue", ge=1, le=5)
    best_rating: Literal[5] | None = Field(None, alias="bestRating")
    worst_rating: Literal[1] | None = Field(None, alias="worstRating")
    alternate_name: str = Field(alias="alternateName", min_length=1)


class ClaimReview(_Typed):
    """One review, with what the schema and those who read it ask for."""

    context: Literal["https://schema.org"] = Field("https://schema.org", alias="@context")
    type_: Literal["ClaimReview"] = Field("ClaimReview", alias="@type")
    url: AnyHttpUrl
    """Of the page where the newsroom publishes the review."""
    claim_reviewed: str = Field(alias="claimReviewed", min_length=1)
    author: Agent
    """The newsroom."""
    date_published: dt.date = Field(alias="datePublished")
    """Day of the decision, UTC."""
    item_reviewed: ReviewedClaim = Field(alias="itemReviewed")
    review_rating: Rating = Field(alias="reviewRating")


def claim_reviews(annotation: Annotation, *, publisher: str, url: str, publisher_url: str | None = None) -> tuple[ClaimReview, ...]:
    """Reviews of the claims that a person confirmed or corrected, and that have not changed since.

    Args:
        annotation: the annotation file.
        publisher: the newsroom that publishes the reviews.
        url: page where it publishes them; a claim's id is its fragment.
        publisher_url: the newsroom's own address.

    Returns:
        In the file's order; claims that cannot be checked have no rating and are left out.

    Raises:
        InputError: an address is none.
    """
    chosen = [(claim, stands) for claim in annotation.claims if _publishable(claim, stands := standing(claim))]
    try:
        return tuple(_review(annotation, claim, stands, publisher, url, publisher_url) for claim, stands in chosen)
    except ValueError as error:
        first = str(error).splitlines()
        raise InputError(f"no ClaimReview can be made: {' '.join(first[1:3])}") from None


def _publishable(claim: AnnotatedClaim, stands: Standing) -> bool:
    return stands.judged and stands.support in _RATINGS and not claim.absent and not claim.replaced_by


def _review(
    annotation: Annotation, claim: AnnotatedClaim, stands: Standing, publisher: str, url: str, publisher_url: str | None
) -> ClaimReview:
    about = annotation.article
    decision, support = stands.decision, stands.support
    if decision is None or support is None:  # `_publishable` has seen to it
        raise ValueError(f"{claim.id} is not decided")
    value, words = _RATINGS[support]
    scale = {"bestRating": 5, "worstRating": 1} if value is not None else {}
    outlet = {"@type": "Organization", "name": about.publisher} if about.publisher else None
    speaker = claim.chain[-1]
    person = speaker.kind in {"person", "official", "spokesperson"}
    author = {"@type": "Person" if person else "Organization", "name": speaker.source} if speaker.named else None
    return ClaimReview.model_validate(
        {
            "url": f"{url}#{claim.id}" if "#" not in url else url,
            "claimReviewed": claim.text,
            "author": {"@type": "Organization", "name": publisher, "url": publisher_url},
            "datePublished": decision.at.astimezone(dt.UTC).date(),
            "itemReviewed": {
                "author": author,
                "datePublished": about.date,
                "appearance": {"headline": about.title, "url": about.url, "publisher": outlet, "datePublished": about.date},
            },
            "reviewRating": {"ratingValue": value, **scale, "alternateName": words},
        }
    )


def render_claim_reviews(reviews: tuple[ClaimReview, ...]) -> str:
    """The reviews as a JSON-LD array, ready for a page's `<script type="application/ld+json">`."""
    rows = [review.model_dump(mode="json", by_alias=True, exclude_none=True) for review in reviews]
    # so that no claim can close the script element that holds it
    return json.dumps(rows, indent=2, ensure_ascii=False).replace("</", "<\\/") + "\n"
