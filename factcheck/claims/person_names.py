"""Names of individuals in source phrases, told from those of institutions, places and media."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factcheck.claims.lexicons import matcher, phrases
from factcheck.claims.names import strip_article, strip_titles
from factcheck.claims.noun_phrases import head_noun
from factcheck.claims.outlets import is_outlet

__all__ = ["find_person", "is_institutional", "is_person_name"]

_CAP = r"(?:(?:al|el|ad|as|ash|d|bin)[-’'])?[A-ZÀ-ÖØ-ÞŠŽĐ][\w'’.\-]*"
_CAP_RUN = re.compile(rf"{_CAP}(?:\s(?:(?:de|del|van|der|den|von|al|el|bin|ibn|la|le|di|da|dos|du)\s){{0,2}}{_CAP})*")
_SEGMENT = re.compile(r"[^,;()\[\]—–]+?(?=\s-\s(?![A-Z])|[,;()\[\]—–]|$)")
_PREPOSED = re.compile(r"\b(?:the|a|an|of|for|from|at|in|by|to|with|against|on|about|like|than|near|including)\s+$", re.IGNORECASE)
_FOLLOWS = re.compile(
    r"\s*(?:$|['’\"”*]|(?:of|for|from|at|in|who|whom|whose|and|with|on|a|an|the|also|himself|herself|then|as|via|or|under|to|by|has|had|is|was|said|says)\b)"
)
_HONORIFIC = re.compile(
    r"(?<!\bfor)(?<!\bof)(?<!\bto)(?<!\bby)(?<!\bwith)(?<!\bto the)\s(?:Mr|Mrs|Ms|Dr|Prof|Sir)\.?\s([A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)?)\s*$"
)
_COMPANIONS = re.compile(
    r"\s+(?:and|&)\s+(?:(?:his|her|their|other|several|fellow)\s(?:[\w-]+\s){0,4}[a-z][\w-]*|colleagues|others|co-?authors|associates)$|\s+et\s+al\.?$"
)
_NUMERAL = re.compile(r"[IVX]+")
_POSSESSOR = re.compile(r"^.*['’]s?\s+(?=[A-Z])")


def is_person_name(run: str) -> bool:
    """Whether a run of capitalised words reads as a person's name rather than an institution's or a place's."""
    words = run.split()
    lower = [word.lower().rstrip(".,") for word in words]
    if not words or len(words) > 5 or is_outlet(run):
        return False
    if run.lower() in phrases("organizations", "places", "names") or any(is_institutional(word) for word in lower):
        return False
    if lower[-1] in phrases("documents", "heads") or lower[0] in phrases("organizations", "never_personal"):
        return False
    if lower[0] in phrases("first_names", "names"):
        return True
    if any(word in phrases("organizations", "never_personal") for word in lower[1:]) or "'s" in lower[0] or "’s" in lower[0]:
        return False
    if any(word in phrases("organizations", "places") for word in lower) or " ".join(lower[-2:]) in phrases(
        "roles", "official", "spokesperson"
    ):
        return False
    if len(words) >= 2 and " ".join(lower[:2]) in phrases("organizations", "places"):
        return False
    return (
        len(words) >= 2
        and not any(word.isupper() and len(word) > 2 and "." not in word and not _NUMERAL.fullmatch(word) for word in words)
        and not any(re.search(r"\w{2}\.\w", word) for word in words)
    )


def is_institutional(word: str) -> bool:
    """Whether a word, in lower case, marks the name that it stands in as an institution's."""
    words = phrases("organizations", "words")
    return word in words or word.removesuffix("s") in words


def find_person(phrase: str) -> tuple[str, str] | None:
    """The person's name in a source phrase and the words around it: ("Jane Roe", "the agency's director"), or None."""
    described = False
    for number, match in enumerate(_SEGMENT.finditer(phrase)):
        segment = match.group().strip(' "“”')
        if number > 3:
            return None
        if not segment:
            continue
        name = _named_in(segment, alone=number > 0) if number == 0 or described else None
        if name is not None:
            return name, phrase.replace(name, " ", 1)
        described = described or (number == 0 and _is_person_noun(head_noun(segment)))
    return None


def _is_person_noun(head: str) -> bool:
    """Whether a head stands for one person, whom a name may follow in apposition."""
    nouns = phrases("roles", "official", "spokesperson", "person") | phrases("anonymous", "heads")
    return not head.endswith("s") and (head in nouns or head.endswith(("ist", "er", "or", "man")))


def _named_in(segment: str, *, alone: bool) -> str | None:
    """The name in one part of a phrase; `alone`: the part is an apposition, which has to end in the name."""
    trailing = _trailing_name(segment)
    if trailing is not None:
        return trailing
    shared = _COMPANIONS.search(segment)
    if shared is not None and not alone:
        leader = strip_titles(segment[: shared.start()])
        if (leader[:1].isupper() and is_person_name(leader)) or re.fullmatch(r"[A-Z][\w'’-]+", leader):
            return segment[segment.find(leader) :]
    found: str | None = None
    for name, end in _candidates(segment, alone=alone):
        if not segment[end:].strip():
            return name
        if found is None and not alone:
            joint = _joined(segment, name, end)
            if joint is not None:
                return joint
            found = name
    return found


def _candidates(segment: str, *, alone: bool) -> Iterator[tuple[str, int]]:
    """The names in a part of a phrase that may be its source's, each with where it ends."""
    roles = matcher("roles", "official", "spokesperson", "person")
    for match in _CAP_RUN.finditer(segment):
        before = segment[: match.start()]
        # "the United States", "head of the Treasury": what an article or "of" introduces is no person's name.
        preposed = _PREPOSED.search(before)
        if preposed is not None:
            article = preposed.group().strip().lower() in ("the", "a", "an")
            if (article and not roles.search(match.group()) and not _POSSESSOR.match(match.group())) or (
                not article and (roles.search(before) or not roles.search(match.group()))
            ):
                continue
        run = re.sub(r"['’]s$", "", match.group())
        if run != match.group() and segment[match.end() :].strip():
            continue
        if not _FOLLOWS.match(segment[match.end() :]):
            continue
        run = _POSSESSOR.sub("", run)
        name = strip_titles(run)
        if re.match(r"[Tt]he\s", run) and name == strip_article(run):
            continue
        if name.lower() in phrases("anonymous", "heads") or roles.fullmatch(name):
            continue
        titled = name != strip_article(run) or _after_role(before) or (alone and name == segment)
        single = len(name.split()) == 1 and not is_outlet(name) and name.lower() not in phrases("organizations", "places", "names")
        if (titled and single and not is_institutional(name.lower())) or is_person_name(name):
            yield name, match.end()


def _after_role(before: str) -> bool:
    """Whether a role stands right before a name: "its chairman Roe"."""
    return before.rstrip().rsplit(" ", 1)[-1].lower() in phrases("roles", "official", "spokesperson", "person") and before.endswith(" ")


def _joined(segment: str, name: str, end: int) -> str | None:
    """Two people who speak together: "Jane Roe and John Doe"."""
    rest = re.match(r"\s+(?:and|&)\s+", segment[end:])
    if rest is None:
        return None
    other = segment[end + rest.end() :]
    run = _CAP_RUN.fullmatch(other)
    if run is None or is_outlet(other):
        return None
    second = strip_titles(other)
    if is_person_name(second) or (len(second.split()) == 1 and second.lower() not in phrases("organizations", "places", "names", "words")):
        return segment[segment.find(name) :]
    return None


def _trailing_name(part: str) -> str | None:
    """Such as "Director of the Office for Harbour Dues Jane Roe": the name that ends a phrase which a role begins."""
    honorific = _HONORIFIC.search(part)
    if honorific is not None:
        return honorific.group(1)
    title = re.match(r"(?P<role>(?:[\w-]+\s){1,4}?)(?:of|for|at|to)\s", part)
    if title is None or not matcher("roles", "official", "spokesperson", "person").search(title.group("role")):
        return None
    words = part.split()
    if (
        len(words) < 5
        or not all(word[:1].isupper() for word in words[-3:])
        or words[-3] in ("New", "San", "Los", "United", "North", "South")
    ):
        return None
    known = words[-2].lower() in phrases("first_names", "names")
    if not known and strip_article(part) != part:
        return None
    name = " ".join(words[-2:])
    return name if is_person_name(name) else None
