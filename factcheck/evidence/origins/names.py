"""Names of publishers and sources: which are of one, and how running text calls them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from factcheck.agencies import agency_forms, agency_named
from factcheck.evidence.origins.lists import agencies, words
from factcheck.evidence.publishers import same_publisher
from factcheck.models import Source, SourceKind

__all__ = ["agency_in", "aliases", "forms_of", "named_in", "resolve", "same_outlet"]

_WORD = re.compile(r"[^\W_]+")
_ASIDE = re.compile(r"\s*\([^()]*\)")
_ARTICLE = re.compile(r"^(?:[Tt]he|[Aa]n?)\s")


def agency_in(text: str) -> str | None:
    """The news agency that `text` names first, None if it names none."""
    found = [(match.start(), -match.end(), name) for name, pattern in agencies().items() if (match := pattern.search(text))]
    return min(found)[2] if found else None


@lru_cache(maxsize=4096)
def forms_of(names: tuple[str, ...], kind: SourceKind) -> tuple[str, ...]:
    """Forms in which running text has a source of `kind` with these names."""
    found: list[str] = []
    for name in dict.fromkeys(names):
        plain = _ARTICLE.sub("", _ASIDE.sub("", name)).strip()
        found += agency_forms().get(agency_named(plain) or "", ())
        parts = plain.split()
        capital = [part for part in parts if part[:1].isupper()]
        if not capital:
            continue
        found.append(plain)
        if len(capital) > 2:
            found.append("".join(part[0] for part in capital))
        if kind in {"person", "official", "spokesperson"} and len(parts) > 1 and len(parts[-1]) > 2 and parts[-1][:1].isupper():
            found.append(parts[-1])
        if kind in {"organization", "spokesperson"} and len(capital) > 1 and len(capital) < len(parts):
            found.append(" ".join(capital))
        if kind == "outlet" and len(parts) > 1 and parts[-1].casefold() in words("names", "press"):
            found += [f"the {parts[-1]}", f"The {parts[-1]}"]
    return tuple(dict.fromkeys(found))


def aliases(source: Source) -> tuple[str, ...]:
    """Names by which running text may call a source: full, without the article, its initials, a person's surname, "the Journal" of a
    longer title.
    """
    return forms_of((source.canonical, source.name), source.kind)


@lru_cache(maxsize=16384)
def same_outlet(left: str, right: str) -> bool:
    """Whether both name one publisher, or one is a shorter form of the other."""
    if left == right or same_publisher(left, right):
        return True
    agency, other = (agency_named(_ARTICLE.sub("", name).strip()) for name in (left, right))
    if (agency and other) or (agency and left.isupper()) or (other and right.isupper()):
        return agency == other  # "AP Moller-Maersk" is not the AP
    (short, name), (long, _) = sorted(((_key(left), left), (_key(right), right)), key=lambda pair: len(pair[0]))
    if len(short) == 1 and len(long) > 1:
        # "China" is not the South China Morning Post, "The Times" not The New York Times, "Daily News" no short form of Daily Mail
        return short[0] == long[0] and short[0] not in words("names", "press") and len(_WORD.findall(_ARTICLE.sub("", name))) == 1
    return bool(short) and set(short) <= set(long)


def named_in(name: str, publisher: str) -> bool:
    """Whether a publisher, as printed with all its asides, names somebody under one of the forms of the name."""
    agency = agency_named(name)
    if agency is not None and agencies()[agency].search(publisher):
        return True
    return re.search(rf"(?<!\w){re.escape(_ARTICLE.sub('', name))}(?!\w)", publisher) is not None


def resolve(name: str, known: Iterable[str]) -> str:
    """The first of the `known` names that `name` stands for ("the Journal" of a Journal with more to its name); `name` itself if none."""
    held = list(known)
    plain = _ARTICLE.sub("", name)
    exact = next((other for other in held if same_outlet(name, other) or same_outlet(plain, other)), None)
    return exact or next((other for other in held if f"the {plain}" in forms_of((other,), "outlet")), name)


@lru_cache(maxsize=4096)
def _key(name: str) -> tuple[str, ...]:
    parts = tuple(word.casefold() for word in _WORD.findall(name))
    return tuple(part for part in parts if part not in words("names", "filler")) or parts
