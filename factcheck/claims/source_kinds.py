"""What kind of source a noun phrase names, from its own words and the roles that the article gives beside the name."""

from __future__ import annotations

import re
from typing import NamedTuple

from factcheck.claims.appositions import apposed_institution
from factcheck.claims.lexicons import load, matcher, phrases
from factcheck.claims.names import strip_article, strip_titles
from factcheck.claims.roles import person_kind
from factcheck.models import SourceKind

__all__ = ["Classified", "classify", "find_person", "head_noun", "is_outlet", "is_person_name"]

_WORD = re.compile(r"[\w&@#][\w'’.\-&]*")
_CAP = r"(?:(?:al|el|ad|as|ash|d|bin)[-’'])?[A-ZÀ-ÖØ-ÞŠŽĐ][\w'’.\-]*"
_CAP_RUN = re.compile(rf"{_CAP}(?:\s(?:(?:de|del|van|der|den|von|al|el|bin|ibn|la|le|di|da)\s){{0,2}}{_CAP})*")
_SPOKES = re.compile(r"\bspokes(?:person|man|woman|people|men|women)\b", re.IGNORECASE)
_POST_MODIFIER = re.compile(
    r"\s+(?:of|for|from|in|at|on|by|with|to|who|which|that|familiar|close|briefed|near|inside|within|over|about|against"
    r"|named|seen|obtained|released|published|issued)\b|,|\("
)
_HONORIFIC = re.compile(r"\s(?:Mr|Mrs|Ms|Dr|Prof|Sir)\.?\s([A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)?)\s*$")
_DOMAIN = re.compile(r"^[\w-]+\.(?:com|org|net|co\.uk|gov|io|info)$", re.IGNORECASE)


_MEDIUM = re.compile(
    r"^(?:[\w-]+\s){0,5}(?:magazine|newspaper|daily|broadcaster|news\s(?:agency|site|website|outlet)|tabloid|weekly|television|tv\sstation|radio\sstation)\s(?P<name>[A-Z][\w-]*(?:\s[A-Z][\w-]*)*)$"
    r"|^(?:[Tt]he\s)?(?:al-)?[A-Z][\w-]*(?:\s[A-Z][\w-]*)*\s(?:television|newspaper|magazine|radio|tv|news\sagency|daily|news\swebsite)$"
)


class Classified(NamedTuple):
    """The reading of a source phrase."""

    name: str
    """The part of the phrase that names or identifies the source."""
    kind: SourceKind
    named: bool
    person: bool
    """Whether `name` is that of an individual."""


def is_outlet(name: str) -> bool:
    """Whether a name is that of a news medium, by the list or by its last words."""
    bare = strip_article(name)
    lower = bare.lower()
    if lower in phrases("outlets", "names"):
        return bare != lower
    words = bare.split()
    if len(words) > 1 and words[-1] in ("television", "newspaper", "radio", "magazine", "tv") and re.match(r"(?:al-|el-)?[A-Z]", words[0]):
        return True
    if len(words) < 2 or not words[0][:1].isupper() or not words[-1][:1].isupper():
        return False
    suffixes = phrases("outlets", "suffixes")
    return words[-1].lower() in suffixes or " ".join(words[-2:]).lower() in suffixes


def is_person_name(run: str) -> bool:
    """Whether a run of capitalised words reads as a person's name rather than an institution's or a place's."""
    words = run.split()
    lower = [word.lower().rstrip(".,") for word in words]
    if not words or len(words) > 5 or is_outlet(run):
        return False
    if run.lower() in phrases("organizations", "places") or any(_institutional(word) for word in lower):
        return False
    if any(word in phrases("documents", "heads") for word in lower[-1:]):
        return False
    if lower[0] in phrases("first_names", "names"):
        return True
    if any(word in phrases("organizations", "places") for word in lower):
        return False
    return (
        len(words) >= 2
        and not any(word.isupper() and len(word) > 2 for word in words)
        and not any("." in word and len(word) > 3 for word in words)
    )


def _institutional(word: str) -> bool:
    words = phrases("organizations", "words")
    return word in words or word.removesuffix("s") in words


def find_person(phrase: str) -> tuple[str, str] | None:
    """The person's name in a source phrase and the words around it: ("Jane Roe", "the agency's director"), or None."""
    roles = matcher("roles", "official", "spokesperson", "person")
    first = phrase.split(",", maxsplit=1)[0]
    for part in (first, phrase):
        ending = _trailing_name(part)
        if ending is not None:
            return ending, phrase.replace(ending, " ", 1)
        for match in _CAP_RUN.finditer(part):
            before = part[: match.start()]
            # "the United States", "head of the Treasury": what an article or "of" introduces is no person's name.
            if re.search(r"\b(?:the|a|an|of|for|from|at|in|by)\s+$", before, re.IGNORECASE) and not roles.match(match.group()):
                continue
            run = re.sub(r"['’]s$", "", match.group())
            if run != match.group() and part[match.end() :].strip():
                continue
            name = strip_titles(run)
            titled = (
                (name != strip_article(run) or _after_role(before))
                and len(name.split()) == 1
                and not is_outlet(name)
                and name.lower() not in phrases("organizations", "places")
            )
            following = part[match.end() :].strip().lower()
            if following and not following.startswith(
                (
                    ",",
                    "of ",
                    "for ",
                    "from ",
                    "at ",
                    "in ",
                    "who ",
                    "and ",
                    "(",
                    "'",
                    "’",
                    "with ",
                    "on ",
                    "a ",
                    "the ",
                    "also",
                    "himself",
                    "herself",
                )
            ):
                continue
            if (titled or is_person_name(name)) and not (roles.fullmatch(name) or name.lower() in phrases("anonymous", "heads")):
                return name, phrase.replace(name, " ", 1)
    return None


def _after_role(before: str) -> bool:
    """Whether a role stands right before a name: "its chairman Roe"."""
    return before.rstrip().rsplit(" ", 1)[-1].lower() in phrases("roles", "official", "spokesperson", "person") and before.endswith(" ")


def _trailing_name(part: str) -> str | None:
    """Such as "Director of the Office for Harbour Dues Jane Roe": the name that ends a phrase which a role begins."""
    honorific = _HONORIFIC.search(part)
    if honorific is not None:
        return honorific.group(1)
    if not re.match(r"(?:[\w-]+\s){1,3}(?:of|for|at)\s", part) or not matcher("roles", "official", "spokesperson", "person").match(
        strip_article(part)
    ):
        return None
    words = part.split()
    if len(words) < 5 or not all(word[:1].isupper() for word in words[-3:]):
        return None
    name = " ".join(words[-2:])
    return name if is_person_name(name) else None


def head_noun(phrase: str) -> str:
    """The head of a noun phrase in lower case: the last word before a preposition, relative clause or comma."""
    bare = strip_article(phrase)
    match = _POST_MODIFIER.search(bare, 1)
    words = _WORD.findall(bare[: match.start()] if match and match.start() > 0 else bare)
    return words[-1].lower().rstrip(".") if words else ""


def classify(phrase: str, description: str = "", canonical: str = "") -> Classified:
    """Reads a source phrase.

    Args:
        phrase: the source as tagged, with titles and appositions.
        description: roles that the article gives to the same name elsewhere.
        canonical: the fullest name in the article of what the phrase names.
    """
    phrase = " ".join(phrase.split())
    bare = strip_article(phrase)
    main = bare.split(",")[0].strip()
    head = head_noun(phrase)
    if is_outlet(main) or is_outlet(phrase.split(",")[0].strip()) or (canonical and is_outlet(canonical) and len(main.split()) <= 3):
        return Classified(strip_article(main), "outlet", named=True, person=False)
    medium = _MEDIUM.search(phrase)
    if medium is not None:
        return Classified(medium.group("name") or strip_article(main), "outlet", named=True, person=False)
    apposed = _named_medium(phrase)
    if apposed is not None:
        return Classified(apposed, "outlet", named=True, person=False)
    institution = apposed_institution(phrase)
    if institution is not None:
        return Classified(institution.name, "organization", named=True, person=False)
    person = find_person(phrase)
    if person is not None:
        name, around = person
        return Classified(name, person_kind(around, description), named=True, person=True)
    if canonical and canonical != bare and is_person_name(canonical) and main[:1].isupper() and len(main.split()) <= 3:
        return Classified(strip_titles(main), person_kind(phrase.replace(main, " "), description), named=True, person=True)
    if _SPOKES.search(bare):
        return Classified(phrase, "spokesperson", named=False, person=False)
    return _impersonal(phrase, bare, main, head, description)


def _named_medium(phrase: str) -> str | None:
    """Such as "The country's main news agency Example News Agency (ENA)": the outlet at the end of a phrase that names no role."""
    if matcher("roles", "official", "spokesperson", "person").search(phrase):
        return None
    plain = re.sub(r"\s*\([^)]*\)\s*$", "", phrase)
    runs = list(_CAP_RUN.finditer(plain))
    if not runs or runs[-1].end() != len(plain) or not is_outlet(runs[-1].group()) or not runs[-1].start():
        return None
    before = plain[: runs[-1].start()].lower()
    return runs[-1].group() if any(re.search(rf"\b{head}\s*$", before) for head in phrases("outlets", "heads")) else None


def _impersonal(phrase: str, bare: str, main: str, head: str, description: str) -> Classified:
    capital = main[:1].isupper()
    lower = bare.lower()
    if any(re.search(pattern, lower) for pattern in load("anonymous")["patterns"]):
        return Classified(phrase, "anonymous", named=False, person=False)
    if head in phrases("documents", "statements") and re.search(r"['’]s\b|\bfrom\b|\bby\b", phrase):
        return Classified(phrase, "spokesperson", named=True, person=False)
    single = head[:-3] + "y" if head.endswith("ies") else head.removesuffix("s")
    if (head in phrases("documents", "heads") or single in phrases("documents", "heads")) and not (
        head in ("figures", "posts", "results", "papers", "records") and not phrase[:1].isupper() and head == lower
    ):
        vague = lower in phrases("documents", "vague") or (
            head in phrases("documents", "vague") and not re.match(r"the\b", phrase, re.IGNORECASE) and not re.search(r"[A-Z]", main[1:])
        )
        if not vague:
            return Classified(phrase, "document", named=True, person=False)
        return Classified(phrase, "anonymous", named=False, person=False)
    if head in phrases("anonymous", "heads") or lower in phrases("documents", "vague"):
        return Classified(phrase, "anonymous", named=False, person=False)
    if _is_organization(main, head):
        return Classified(phrase if not capital else main, "organization", named=True, person=False)
    if head in phrases("outlets", "heads"):
        return Classified(phrase, "outlet", named=False, person=False)
    role = head in phrases("roles", "official", "spokesperson", "person")
    if role and not capital:
        singular_office = head in phrases("roles", "official") and re.match(r"the\b", phrase, re.IGNORECASE) is not None
        return Classified(phrase, "official" if singular_office else "anonymous", named=singular_office, person=False)
    if re.search(r"[A-Z@#]", main[:1]) and (" " not in main or main.isupper() or main.istitle()):
        individual = not (main.isupper() and len(main) > 1) and not phrase.lower().startswith("the ")
        kind: SourceKind = person_kind("", description) if individual else "organization"
        return Classified(main, kind, named=True, person=individual)
    if re.search(r"(?<!^)\b[A-Z]", bare) and not head.endswith("s"):
        return Classified(phrase, "organization", named=True, person=False)
    return Classified(phrase, "anonymous", named=False, person=False)


def _is_organization(main: str, head: str) -> bool:
    lower = main.lower()
    heads = phrases("organizations", "heads")
    if lower in phrases("organizations", "places") or head in heads or head.removesuffix("s") in heads or _DOMAIN.match(main):
        return True
    if main[:1].isupper() or re.search(r"\b[A-Z]", main):
        words = [word.lower().rstrip(".") for word in _WORD.findall(main) if word[0].isupper()]
        return any(map(_institutional, words)) or any(
            place in phrases("organizations", "places") for place in re.split(r"\s+and\s+(?:the\s+)?", lower)
        )
    return False
