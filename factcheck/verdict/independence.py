"""Which passages may speak for or against a claim, and which only repeat it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from functools import lru_cache

from factcheck.evidence.copies import copies_of
from factcheck.evidence.publishers import same_publisher
from factcheck.models import Article, Claim, Passage, Source
from factcheck.verdict.wordlist import word_set

__all__ = ["aliases", "dependence", "exclusions", "mentions", "published_by"]

_WORDS = re.compile(r"[^\W_]+")
_RELAY_BEFORE = re.compile(
    r"\b(?:citing|cites?|cited|quoting|relaying|relays|repeats|repeating|restates|according to"
    r"|as reported by|reported by|drawing on|based on|referring to"
    r"|(?:attribut|credit)\w*(?: \w+){0,6} to|(?:summary|digest|account|copy|reprint|version|translation) of"
    r"|as cited by|relayed by|told|to)\s(?:the\s|a\s)?(?:\w+\s){0,2}$",
    re.IGNORECASE,
)
_RELAY_AFTER = re.compile(
    r"^(?:[’']s)?\s(?:also |first |earlier |has |had |newspaper |news agency ){0,2}"
    r"(?:report(?:ed|s|ing)?|stor(?:y|ies)|account|article|dispatch|headline|view|finding|wrote|said|says)\b",
    re.IGNORECASE,
)


def exclusions(article: Article, passages: Iterable[Passage], as_of: dt.date | None) -> dict[str, str]:
    """Passages that cannot count for any claim of `article`, by id, each with the reason in words for a reader.

    Args:
        article: the article under check.
        passages: those found for its claims; the same one may come more than once.
        as_of: what is published later is a later development; None lets all count.
    """
    distinct = list({passage.id: passage for passage in passages}.values())
    copies = copies_of(article.text, distinct)
    found = {}
    for passage in distinct:
        if article.url and passage.url and _bare_url(article.url) == _bare_url(passage.url):
            found[passage.id] = "the article itself"
        elif passage.id in copies:
            found[passage.id] = "a copy of the article"
        elif _same(article.publisher, passage.publisher):
            found[passage.id] = "published by the article's own publisher"
        elif as_of is not None and passage.date is not None and passage.date > as_of:
            found[passage.id] = f"a later development: published after {as_of.isoformat()}"
    return found


def dependence(claim: Claim, passage: Passage) -> str | None:
    """Why agreement of `passage` is no independent support for what `claim` says; None when it is.

    What the claim's own source publishes shows that it said so, not that it is so; the same holds for whoever relays that source.
    """
    for attribution in claim.chain:
        source = attribution.source
        if source.kind == "author" or not source.named:
            continue
        if _same(source.canonical, passage.publisher):
            return f"{source.canonical} is the claim's own source"
        if source.kind in {"outlet", "document"} and _relays(source, f"{passage.title or ''}\n{passage.text}"):
            return f"it relays {source.canonical}, the claim's own source"
    return None


def _same(ours: str | None, theirs: str | None) -> bool:
    return bool(ours and theirs and same_publisher(ours, theirs))


def _relays(source: Source, text: str) -> bool:
    for alias in aliases(source):
        for match in re.finditer(rf"(?<!\w){re.escape(alias)}(?!\w)", text):
            if _RELAY_BEFORE.search(text[max(0, match.start() - 80) : match.start()]) or _RELAY_AFTER.match(
                text[match.end() : match.end() + 50]
            ):
                return True
    return False


def published_by(source: Source, passage: Passage) -> bool:
    """Whether `source` itself published the passage."""
    return _same(source.canonical, passage.publisher)


def mentions(source: Source, passage: Passage) -> bool:
    """Whether a passage names `source`, in its text, its title or as its publisher."""
    if published_by(source, passage):
        return True
    text = f"{passage.title or ''}\n{passage.text}"
    if source.kind in {"organization", "spokesperson", "official"}:
        telling = _institution(source.canonical)
        if telling and telling <= _word_set(text):
            return True
    return any(re.search(rf"(?<!\w){re.escape(alias)}(?!\w)", text) for alias in aliases(source))


_GENERIC = word_set(
    """
    department ministry minister office agency bureau committee commission council authority administration government institute
    university company corporation group spokesperson spokesman spokeswoman secretary director chief head president us u s united
    states american the of for and
    """
)
"""Words of an institution's name that do not tell it from others, or that a passage about its own country leaves out."""


def _institution(name: str) -> frozenset[str]:
    """The telling capitalised words of an institution's name ("spokesperson for the Ministry of Trade" is `trade`)."""
    return frozenset(w.casefold() for w in _WORDS.findall(name) if w[0].isupper() and len(w) > 1 and w.casefold() not in _GENERIC)


@lru_cache(maxsize=2048)
def _word_set(text: str) -> frozenset[str]:
    return frozenset(w.casefold() for w in _WORDS.findall(text) if w[0].isupper())


_PRESS = word_set(
    """
    times post journal herald guardian telegraph tribune globe standard star sun mirror mail express chronicle observer gazette
    """
)


@lru_cache(maxsize=4096)
def aliases(source: Source) -> tuple[str, ...]:
    """Names by which running text may call a source: full, without the article, its initials, a person's surname, "the Journal" of a
    longer title.
    """
    found = []
    for name in dict.fromkeys((source.canonical, source.name)):
        plain = re.sub(r"^(?:[Tt]he|[Aa]n?)\s", "", re.sub(r"\s*\([^()]*\)", "", name)).strip()
        words = plain.split()
        capital = [w for w in words if w[:1].isupper()]
        if not capital:
            continue
        found.append(plain)
        if len(capital) > 2:
            found.append("".join(w[0] for w in capital))
        if source.kind in {"person", "official", "spokesperson"} and len(words) > 1 and len(words[-1]) > 2 and words[-1][:1].isupper():
            found.append(words[-1])
        if source.kind in {"organization", "spokesperson"} and len(capital) > 1 and len(capital) < len(words):
            found.append(" ".join(capital))
        if source.kind == "outlet" and len(words) > 1 and words[-1].casefold() in _PRESS:
            found += [f"the {words[-1]}", f"The {words[-1]}"]
    return tuple(dict.fromkeys(found))


def _bare_url(url: str) -> str:
    return re.sub(r"^https?://(?:www\.)?", "", url.strip().split("#", 1)[0]).rstrip("/").lower()
