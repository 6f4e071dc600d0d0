"""What kind of source a noun phrase names, from its own words and the roles that the article gives beside the name.

The order is that of certainty: wording that asks for anonymity, a known medium, a named individual, an institution in apposition, then
whatever the head noun tells of a phrase that names nobody. A phrase that names nobody and says of nothing else what it is stands for
unnamed people.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from factcheck.agencies import agency_named, has_other_bearers
from factcheck.claims.appositions import apposed_institution
from factcheck.claims.lexicons import load, matcher, phrases
from factcheck.claims.names import strip_article, strip_titles
from factcheck.claims.noun_phrases import Phrase, head_noun, parse
from factcheck.claims.outlets import described_outlet, is_outlet
from factcheck.claims.person_names import find_person, is_institutional, is_person_name
from factcheck.claims.roles import is_spokesperson, person_kind
from factcheck.models import SourceKind

__all__ = ["Classified", "classify", "find_person", "head_noun", "is_outlet", "is_person_name"]

_CAPITALISED = re.compile(r"[\w&@#][\w'’.\-&]*")
_PAIR = re.compile(r"[A-Z][\w'’-]*\sand\s[A-Z][\w'’-]*")
_INNER_CAPITAL = re.compile(r"^(?!Mc|Mac|De|Di|Du|La|Le|Van|Von|Fitz|O['’]|D['’])[A-Z][a-z]+[A-Z]")
_DOMAIN = re.compile(r"^[\w-]+\.(?:com|org|net|co\.uk|gov|io|info)$", re.IGNORECASE)
_PEOPLE_ENDING = re.compile(
    r"(?:ists?|icians?|ologers?|ographers?|crats?|men|women|goers|holders|makers|workers|owners|leaders|seekers|mongers|mates)$"
)
_ISSUED = re.compile(r"['’]s?\s|\bfrom\b|\bby\b|\bof\b|\breleased\b|\bissued\b")
_ON_BEHALF = re.compile(
    r"(?:[a-z][\w-]*\s){0,2}(?:representative|lawyer|attorney|counsel|solicitor|barrister)s?\s(?:for|representing)\s(?:the\s|an?\s|his\s|her\s|their\s|Mr|Mrs|Ms|[A-Z])"
)
_UNKNOWN_AUTHOR = re.compile(r"\b(?:by|from)\s+((?:an?\s+|some\s+)?(?:unknown|unnamed|unidentified|anonymous)\s[\w-]+)", re.IGNORECASE)
_BY_NAME = re.compile(r"\s(?:by|in|from)\s((?:the\s)?[A-Z][\w'’.&-]*(?:\s(?:(?:of|the|and|for|de)\s){0,2}[A-Z][\w'’.&-]*)*)")
_DOCUMENT_NAME = re.compile(
    r"\b(?:Act|Constitution|Amendment|Bible|Qur['’]?an|Scriptures?|Gospel|Treaty|Convention|Charter|Declaration|Poll|Survey|Report|Index|Code)$|^(?:Article|Section|Chapter|Rule|Title|Resolution|Proposition|Amendment)\s\d"
)


class Classified(NamedTuple):
    """The reading of a source phrase."""

    name: str
    """The part of the phrase that names or identifies the source."""
    kind: SourceKind
    named: bool
    person: bool
    """Whether `name` is that of an individual."""


@lru_cache(maxsize=4096)  # a source speaks many times in an article
def classify(phrase: str, description: str = "", canonical: str = "") -> Classified:
    """Reads a source phrase.

    Args:
        phrase: the source as tagged, with titles and appositions.
        description: roles that the article gives to the same name elsewhere.
        canonical: the fullest name in the article of what the phrase names.
    """
    parsed = parse(phrase)
    text, main = parsed.text, parsed.main
    if _unnamed_by_wording(parsed):
        return _unnamed(text)
    medium = _medium(parsed, canonical)
    if medium is not None:
        return medium
    if _explained_as_institution(parsed):
        return Classified(main, "organization", named=True, person=False)
    institution = apposed_institution(text)
    if institution is not None:
        return Classified(institution.name, "organization", named=True, person=False)
    person = None if _heads_a_thing(parsed) else find_person(text)
    if person is not None:
        name, around = person
        return Classified(name, person_kind(around, description), named=True, person=True)
    if canonical and canonical != parsed.bare and is_person_name(canonical) and main[:1].isupper() and len(main.split()) <= 3:
        return Classified(strip_titles(main), person_kind(text.replace(main, " "), description), named=True, person=True)
    if _speaks_for_somebody(parsed):
        return Classified(text, "spokesperson", named=False, person=False)
    return _by_head(parsed, description)


def _speaks_for_somebody(parsed: Phrase) -> bool:
    """Whether the phrase means an unnamed voice of somebody: "a spokesman", "lawyers for the company", "representatives of the bank"."""
    words = re.split(r"\s(?:who|which|that)\s", parsed.bare, maxsplit=1)[0]
    return is_spokesperson(words) or _ON_BEHALF.match(words) is not None


def _unnamed(name: str) -> Classified:
    return Classified(name, "anonymous", named=False, person=False)


def _explained_as_institution(parsed: Phrase) -> bool:
    """Whether an apposition says that a name is an institution's: "Norrum, the mining company"."""
    apposition = re.match(r",\s+((?:an?|the|one of the)\s[^,;]{3,80})", parsed.bare[len(parsed.main) :])
    return apposition is not None and parsed.main[:1].isupper() and head_noun(apposition.group(1)) in phrases("organizations", "heads")


def _unnamed_by_wording(parsed: Phrase) -> bool:
    lower = parsed.bare.lower()
    return _names_nobody(parsed) and (parsed.share or any(pattern.search(lower) for pattern in _patterns()))


def _names_nobody(parsed: Phrase) -> bool:
    """Whether a common noun heads the phrase, so that names in it only modify."""
    return parsed.counted or (parsed.common and (parsed.text[:1].islower() or _is_people(parsed))) or parsed.head[:1].isdigit()


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    lists = load("anonymous")
    return tuple(re.compile(pattern) for key in ("patterns", "conditions") for pattern in lists[key])


def _medium(parsed: Phrase, canonical: str) -> Classified | None:
    """The reading of a phrase as a news medium."""
    first = parsed.text.split(",")[0].strip()
    for name in dict.fromkeys((parsed.main, first, strip_article(first))):
        if is_outlet(name) and not _is_namesake(name, canonical):
            return Classified(
                name if name.lower() in phrases("outlets", "lower_case") else strip_article(name), "outlet", named=True, person=False
            )
    if " and " in parsed.main and all(is_outlet(part) for part in parsed.main.split(" and ")):
        return Classified(parsed.main, "outlet", named=True, person=False)
    if canonical and is_outlet(canonical) and len(parsed.main.split()) <= 3:
        return Classified(strip_article(parsed.main), "outlet", named=True, person=False)
    described = described_outlet(first)
    if described is not None:
        return Classified(described[0], "outlet", named=described[1], person=False)
    apposed = _outlet_at_end(parsed.text)
    return Classified(apposed, "outlet", named=True, person=False) if apposed is not None else None


def _is_namesake(name: str, canonical: str) -> bool:
    """Whether the article gives letters that an agency has too to somebody else, such as a party."""
    return has_other_bearers(name) and canonical not in ("", name) and agency_named(canonical) is None


def _outlet_at_end(phrase: str) -> str | None:
    """Such as "The country's main news agency Example News Agency (ENA)": the outlet at the end of a phrase that names no role."""
    if matcher("roles", "official", "spokesperson", "person").search(phrase):
        return None
    plain = re.sub(r"\s*\([^)]*\)\s*$", "", phrase)
    words = plain.split()
    first = len(words)
    while first > 0 and words[first - 1][:1].isupper():
        first -= 1
    name = " ".join(words[first:])
    if not 0 < first < len(words) or not is_outlet(name):
        return None
    before = " ".join(words[:first]).lower()
    return name if any(before.endswith(head) for head in phrases("outlets", "heads")) else None


def _heads_a_thing(parsed: Phrase) -> bool:
    """Whether a document or an institution heads the phrase, so that people named in it only modify: "a letter from Jane Roe"."""
    head = parsed.head
    institution = head in phrases("organizations", "heads") and head in parsed.text
    if not parsed.common or not (institution or head in phrases("documents", "heads")):
        return False
    main = parsed.main.lower()
    return (
        main.endswith(head) or re.search(rf"\b{re.escape(head)}\s+(?:of|for|from|in|at|on|by|with|to|that|which|who)\b", main) is not None
    )


def _by_head(parsed: Phrase, description: str) -> Classified:
    text, main, head = parsed.text, parsed.main, parsed.head
    document = _document(parsed)
    if document is not None:
        return document
    if parsed.share:
        return _unnamed(text)
    if (
        parsed.text.lower().startswith(("one of ", "some of ", "many of ", "most of "))
        and not _is_people(parsed)
        and not _is_organization(parsed)
    ):
        return _unnamed(text)
    if _is_office(parsed):
        return Classified(text, "official", named=True, person=False)
    if _is_people(parsed):
        return _unnamed(text)
    if _is_organization(parsed):
        capital = main[:1].isupper() and not parsed.counted
        return Classified(main if capital else text, "organization", named=True, person=False)
    if head in phrases("outlets", "heads"):
        return Classified(text, "outlet", named=False, person=False)
    if text.lower() in phrases("syntax", "subject_pronouns", "determiners"):
        return _unnamed(text)
    if (
        re.match(r"[A-Z@#]", main)
        and not parsed.counted
        and not parsed.indefinite
        and (" " not in main or main.isupper() or main.istitle() or _PAIR.fullmatch(main))
    ):
        individual = (
            (" " not in main or _PAIR.fullmatch(main) is not None)
            and not (main.isupper() and len(main) > 1)
            and not re.match(r"the\s", text, re.IGNORECASE)
            and not _INNER_CAPITAL.search(main)
        )
        kind: SourceKind = person_kind("", description) if individual else "organization"
        return Classified(main, kind, named=True, person=individual)
    if not parsed.common and re.search(r"\b[A-Z]", main.split(" ")[-1]) and not parsed.counted and len(main.split()) > 1:
        return Classified(main if main[:1].isupper() else text, "organization", named=True, person=False)
    return _unnamed(text)


def _document(parsed: Phrase) -> Classified | None:
    """The reading of a phrase whose head is a document."""
    text, head = parsed.text, parsed.head
    named = _DOCUMENT_NAME.search(parsed.main)
    if named is not None and (named.group().lower() == head or head[:1].isdigit()):
        return Classified(text, "document", named=True, person=False)
    outlet = _reporting_outlet(parsed)
    if outlet is not None:
        return Classified(outlet, "outlet", named=True, person=False)
    vague = _is_vague_document(parsed)
    single = head[:-3] + "y" if head.endswith("ies") else head.removesuffix("s")
    if not vague and head not in phrases("documents", "heads") and single not in phrases("documents", "heads"):
        return None
    author = _UNKNOWN_AUTHOR.search(text)
    if author is not None:
        return _unnamed(author.group(1))
    if vague:
        return _unnamed(text)
    if head in phrases("documents", "statements") and _institution_states(parsed):
        return Classified(text, "spokesperson", named=True, person=False)
    return Classified(text, "document", named=True, person=False)


def _reporting_outlet(parsed: Phrase) -> str | None:
    """The outlet whose own work the phrase means: "an investigation by The Harbour Times", "a Reuters analysis of court records"."""
    if parsed.head not in phrases("documents", "own_reporting"):
        return None
    before, head, after = parsed.bare.partition(parsed.head)
    behind = _BY_NAME.match(after)
    if behind is not None and is_outlet(behind[1]):
        return strip_article(behind[1])
    words = strip_article(before.strip()).split() if head else []
    return next((name for last in range(len(words), 0, -1) if is_outlet(name := " ".join(words[:last]))), None)


def _is_vague_document(parsed: Phrase) -> bool:
    """Documents that nobody could look up: "recent surveys", "media reports", "an internet posting"."""
    head = parsed.head
    if parsed.definite and head != "polls":
        return False
    if head in phrases("documents", "postings"):
        return re.search(r"['’]s?\s|\bby\s", parsed.text) is None
    if head not in phrases("documents", "vague") or _ISSUED.search(parsed.text) or parsed.counted:
        return head in phrases("documents", "vague") and parsed.counted
    before = parsed.main.lower().split(f"{head}", maxsplit=1)[0].split()
    plural = parsed.plural or head in ("polling", "research", "speculation")
    if plural and head in ("reports", "accounts") and before and before[-1] in phrases("documents", "press"):
        return True
    return plural and all(word.strip(",") in phrases("documents", "vague_modifiers") or word in ("and", "the") for word in before)


def _institution_states(parsed: Phrase) -> bool:
    return re.search(r"['’]s?\s|\b(?:from|by|of)\s+(?:the\s|an?\s)?\w", parsed.text) is not None


def _is_office(parsed: Phrase) -> bool:
    """Whether the phrase means the one holder of an office: "the prime minister", "the Chief Justice"."""
    if (
        parsed.plural
        or parsed.indefinite
        or parsed.counted
        or (parsed.common and not re.match(r"(?:the|this|that)\s", parsed.text, re.IGNORECASE))
    ):
        return False
    offices = phrases("roles", "official") - phrases("roles", "staff", "heads")
    words = parsed.main.lower().split()
    place = next((index for index in range(len(words), 0, -1) if " ".join(words[index - 1 : index]) == parsed.head), 0)
    pair = " ".join(words[max(0, place - 2) : place])
    if parsed.head not in offices and pair not in offices:
        return False
    return not matcher("roles", "private_institutions", "past_markers", "candidate_markers").search(parsed.text.lower())


def _is_people(parsed: Phrase) -> bool:
    """Whether the head stands for people; with a capital of its own only peoples and parties do ("Concerned Veterans" is a name)."""
    head = parsed.head
    single = head[:-3] + "y" if head.endswith("ies") else head.removesuffix("s")
    if not parsed.common and not parsed.indefinite:
        return head in phrases("anonymous", "peoples") or single + "s" in phrases("anonymous", "peoples")
    people = phrases("anonymous", "heads", "peoples")
    if head in people or single in people:
        return True
    if head in phrases("organizations", "heads") or single in phrases("organizations", "heads"):
        return False
    roles = phrases("roles", "official", "spokesperson", "person")
    if head in roles or single in roles or _PEOPLE_ENDING.search(head) is not None:
        return True
    return _is_compound_of_people(head, parsed.text)


def _is_compound_of_people(head: str, text: str) -> bool:
    """Such as "fact-checkers", "ex-players", "eye-witnesses": what follows the hyphen stands for people and has no capital."""
    last = head.rpartition("-")[2]
    if last == head or f"-{last}" not in text or last in phrases("documents", "heads"):
        return False
    people = phrases("anonymous", "heads") | phrases("roles", "official", "spokesperson", "person")
    return last.endswith("ers") or not people.isdisjoint((last, last + "s", last.removesuffix("s"), last.removesuffix("es")))


def _is_organization(parsed: Phrase) -> bool:
    main, head = parsed.main, parsed.head
    lower = main.lower()
    heads = phrases("organizations", "heads")
    if lower in phrases("organizations", "places", "names") or head in heads or head.removesuffix("s") in heads or _DOMAIN.match(main):
        return True
    if re.search(r"\b[A-Z]", main):
        words = [word.lower().rstrip(".") for word in _CAPITALISED.findall(main) if word[0].isupper()]
        return any(map(is_institutional, words)) or any(
            place in phrases("organizations", "places", "names") for place in re.split(r"\s+and\s+(?:the\s+)?", lower)
        )
    return False
