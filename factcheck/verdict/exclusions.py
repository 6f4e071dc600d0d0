"""Which passages cannot speak for or against any claim of an article, and which only against."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from factcheck.evidence.copies import copies_of
from factcheck.evidence.publishers import same_publisher
from factcheck.models import Article, Passage

__all__ = ["exclusions", "taken_over"]

_TAKEN_OVER = "the article, published later, takes over its words"


def exclusions(article: Article, passages: Iterable[Passage], as_of: dt.date | None) -> dict[str, str]:
    """Passages that cannot count for any claim of `article`, by id, each with the reason in words for a reader.

    Args:
        article: the article under check.
        passages: those found for its claims; the same one may come more than once.
        as_of: what is published later is a later development; None lets all count.
    """
    distinct = list({passage.id: passage for passage in passages}.values())
    copies = copies_of(article.text, distinct) - taken_over(article, distinct).keys()
    found = {}
    for passage in distinct:
        if article.url and passage.url and _bare_url(article.url) == _bare_url(passage.url):
            found[passage.id] = "the article itself"
        elif passage.review is not None:
            # It quotes the claim that it judges, whichever way it judges; what it says of it is no passage's literal meaning.
            found[passage.id] = "a published fact-check, which repeats the claim that it judges"
        elif passage.id in copies:
            found[passage.id] = "a copy of the article"
        elif _same(article.publisher, passage.publisher):
            found[passage.id] = "published by the article's own publisher"
        elif as_of is not None and passage.date is not None and passage.date > as_of:
            found[passage.id] = f"a later development: published after {as_of.isoformat()}"
    return found


def taken_over(article: Article, passages: Iterable[Passage]) -> dict[str, str]:
    """Passages published before the article, which has their words, by id, each with the reason why they do not support it.

    They are what the article was made from. That the two say the same confirms nothing; where they differ, the article is at odds with
    its own source.
    """
    day = article.date
    earlier = {p.id: p for p in passages if day is not None and p.date is not None and p.date < day}
    return dict.fromkeys(sorted(copies_of(article.text, earlier.values())), _TAKEN_OVER)


def _same(ours: str | None, theirs: str | None) -> bool:
    return bool(ours and theirs and same_publisher(ours, theirs))


def _bare_url(url: str) -> str:
    return re.sub(r"^https?://(?:www\.)?", "", url.strip().split("#", 1)[0]).rstrip("/").lower()
