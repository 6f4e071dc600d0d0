"""Names of publishers and sources: which are of one, and how running text calls them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from factcheck.evidence.origins.lists import agencies, alternatives, pairs, words
from factcheck.evidence.publishers import same_publisher
from factcheck.models import Source, SourceKind

__all__ = ["agency_in", "aliases", "forms_of", "named_in", "resolve", "same_outlet"]

_WORD = re.compile(r"[^\W_]+")
_ASIDE = re.compile(r"\s*\([^()]*\)")
_ARTICLE = re.compile(r"^(?:[Tt]he|[Aa]n?)\s")


def agency_in(text: str) -> str | None:
    """The news agency that `text` names first, None if it names none."""
    found = [(match.start(), name) for name, pattern in agencies().items() if (match := pattern.search(text))]
    return min(found)[1] if found else None


_OFFICE = re.compile(rf"({alternatives('names', 'offices')})\s(?:of|for)\s(?:the\s)?((?:[^\W\d_][\w’'-]*,?\s?){{1,5}})")
_OFFICE_LAST = re.compile(rf"((?:[A-Z][\w’'-]*\s){{1,3}})({alternatives('names', 'offices')})")


@lru_cache(maxsize=4096)
def forms_of(names: tuple[str, ...], kind: SourceKind) -> tuple[str, ...]:
    """Forms in which running text has a source of `kind` with these names."""
    found = []
    for name in dict.fromkeys(names):
        plain = _ARTICLE.sub("", _ASIDE.sub("", name)).strip()
        if not any(part[:1].isupper() for part in plain.split()):
            continue
        found.append(plain)
        bare = " ".join(_without(plain.split(), kind))
        parts = bare.split()
        capital = [part for part in parts if part[:1].isupper()]
        if bare and bare != plain:
            found.append(bare)
        if len(capital) > 2:
            found.append("".join(part[0] for part in capital))
        if kind == "organization" and 2 <= len(capital) < len(parts):
            found.append("".join(part[0] for part in parts))
        if kind in _PEOPLE:
            found += _of_a_person(parts)
        if kind in {"organization", "spokesperson"}:
            if 1 < len(capital) < len(parts):
                found.append(" ".join(capital))
            found += _of_an_institution(bare, capital)
        if kind == "outlet" and len(parts) > 1 and parts[-1].casefold() in words("names", "press"):
            found += [f"the {parts[-1]}", f"The {parts[-1]}"]
    return tuple(dict.fromkeys(found))


_PEOPLE = frozenset(("person", "official", "spokesperson"))
_LONG_SURNAME = 2
"""Letters that a surname has more than, to be one that running text could have alone."""
_FAMILY_FIRST_PARTS = 3
"""Parts of a name that may begin with a family name that is a given name elsewhere: Lee Hsien Loong, and not Lee Anderson."""


def _without(parts: list[str], kind: SourceKind) -> list[str]:
    """A name without what stands behind it: the legal form of a company, Jr. of a person."""
    endings = words("names", "person") if kind in _PEOPLE else words("names", "company") if kind == "organization" else ()
    while len(parts) > 1 and parts[-1].rstrip(",") in endings:
        parts = [*parts[:-2], parts[-2].rstrip(",")]
    return parts


def _of_a_person(parts: list[str]) -> list[str]:
    if len(parts) < 2 or not parts[-1][:1].isupper():
        return []
    found = [parts[-1]] if len(parts[-1]) > _LONG_SURNAME else []
    if all(part.isupper() for part in parts):
        found += [" ".join(parts).title(), parts[-1].title()]
    single = len(re.split(r"[\s-]", " ".join(parts))) < _FAMILY_FIRST_PARTS
    if parts[0] in words("names", "family_first") or (not single and parts[0] in words("names", "family_or_given")):
        found.append(parts[0])
    return [*found, f"Sir {parts[0]}", f"Dame {parts[0]}"]


def _of_an_institution(name: str, capital: list[str]) -> list[str]:
    """Its words in another order, its short form, or its long one."""
    found = [long if name == short else short for short, long in pairs("short") if name in {short, long}]
    if (office := _OFFICE.fullmatch(name)) is not None:
        found.append(f"{office[2].strip()} {office[1]}")
    elif (office := _OFFICE_LAST.fullmatch(name)) is not None:
        found.append(f"{office[2]} of {office[1].strip()}")
    if len(capital) == 2 and capital[1] in words("names", "left_out") and capital[0].casefold() not in words("names", "common"):
        found.append(capital[0])
    return found


def aliases(source: Source) -> tuple[str, ...]:
    """Names by which running text may call a source: full, without the article, its initials, a person's surname, a company's
    name without its legal form, "the Journal" of a longer title.
    """
    return forms_of((source.canonical, source.name), source.kind)


@lru_cache(maxsize=16384)
def same_outlet(left: str, right: str) -> bool:
    """Whether both name one publisher, or one is a shorter form of the other."""
    if left == right or same_publisher(left, right):
        return True
    agency, other = _agency_called(left), _agency_called(right)
    if agency and other:
        return agency == other
    (short, name), (long, _) = sorted(((_key(left), left), (_key(right), right)), key=lambda pair: len(pair[0]))
    if len(short) == 1 and len(long) > 1:
        # "China" is not the South China Morning Post, "The Times" not The New York Times, "Daily News" no short form of Daily Mail
        return short[0] == long[0] and short[0] not in words("names", "press") and len(_WORD.findall(_ARTICLE.sub("", name))) == 1
    return bool(short) and set(short) <= set(long)


def _agency_called(name: str) -> str | None:
    """The news agency of which this is the whole name."""
    plain = _ARTICLE.sub("", name).strip()
    return next((agency for agency, pattern in agencies().items() if pattern.fullmatch(plain)), None)


def named_in(name: str, publisher: str) -> bool:
    """Whether a publisher, as printed with all its asides, names somebody under one of the forms of the name."""
    agency = agency_in(name)
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
