"""Which passages may speak for or against a claim, and which only repeat it."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

from factcheck.models import Article, Claim, Passage, Source
from factcheck.verdict.wordlist import word_set

__all__ = ["aliases", "dependence", "exclusion", "mentions", "same_publisher"]

COPY_SHARE = 0.5
"""Share of a passage's five-word runs that the article has word for word, from which on it is a copy."""
COPY_RUNS = 8
"""Fewest such runs: a short passage may share one quotation and be no copy."""

_WORDS = re.compile(r"[^\W_]+")
_FILLER = frozenset({"the", "a", "an", "of", "and", "news", "agency", "inc", "ltd", "llc", "corp", "co"})
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


def exclusion(article: Article, passage: Passage, as_of: dt.date | None) -> str | None:
    """Why `passage` cannot count for any claim of `article`, in words for a reader; None when it can."""
    if article.url and passage.url and _bare_url(article.url) == _bare_url(passage.url):
        return "the article itself"
    if same_publisher(article.publisher, passage.publisher):
        return "published by the article's own publisher"
    if _is_copy(article.text, passage.text):
        return "a copy of the article"
    if as_of is not None and passage.date is not None and passage.date > as_of:
        return f"a later development: published after {as_of.isoformat()}"
    return None


def dependence(claim: Claim, passage: Passage) -> str | None:
    """Why agreement of `passage` is no independent support for what `claim` says; None when it is.

    What the claim's own source publishes shows that it said so, not that it is so; the same holds for whoever relays that source.
    """
    for attribution in claim.chain:
        source = attribution.source
        if source.kind == "author" or not source.named:
            continue
        if same_publisher(source.canonical, passage.publisher):
            return f"{source.canonical} is the claim's own source"
        if source.kind in {"outlet", "document"} and _relays(source, f"{passage.title or ''}\n{passage.text}"):
            return f"it relays {source.canonical}, the claim's own source"
    return None


def same_publisher(ours: str | None, theirs: str | None) -> bool:
    """Whether two names are those of one publisher, apart from articles and notes in brackets ("Example News (via Sample)")."""
    if not ours or not theirs:
        return False
    left, right = _forms(ours), _forms(theirs)
    return bool(left & right)


@lru_cache(maxsize=4096)
def _forms(name: str) -> frozenset[tuple[str, ...]]:
    """The main name and those after a slash, folded to their telling words; initials stand for three words and more."""
    forms = set()
    for part in re.split(r"\s/\s", re.sub(r"\([^()]*\)", " ", name)) or [name]:
        words = tuple(w.casefold() for w in _WORDS.findall(part))
        telling = tuple(w for w in words if w not in _FILLER) or words
        if telling:
            forms.add(telling)
        if len(telling) > 2:
            forms.add(("".join(w[0] for w in telling),))
    return frozenset(forms)


def _relays(source: Source, text: str) -> bool:
    for alias in aliases(source):
        for match in re.finditer(rf"(?<!\w){re.escape(alias)}(?!\w)", text):
            if _RELAY_BEFORE.search(text[max(0, match.start() - 80) : match.start()]) or _RELAY_AFTER.match(
                text[match.end() : match.end() + 50]
            ):
                return True
    return False


def mentions(source: Source, passage: Passage) -> bool:
    """Whether a passage names `source`, in its text, its title or as its publisher."""
    if same_publisher(source.canonical, passage.publisher):
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


def _is_copy(article: str, passage: str) -> bool:
    ours, theirs = _runs(article), _runs(passage)
    return len(theirs) >= COPY_RUNS and len(ours & theirs) >= COPY_SHARE * len(theirs)


@lru_cache(maxsize=1024)
def _runs(text: str, width: int = 5) -> frozenset[tuple[str, ...]]:
    words = [w.casefold() for w in _WORDS.findall(text)]
    return frozenset(tuple(words[i : i + width]) for i in range(len(words) - width + 1))
