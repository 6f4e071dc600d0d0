"""What the rules look at: facts about one link of a chain, read from its source and its cue."""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcheck.models import Attribution, Claim, Source
from factcheck.months import MONTHS

__all__ = [
    "accuses",
    "carries",
    "concerns_speaker",
    "hearsay",
    "is_identified",
    "is_unnamed_group",
    "is_vague_document",
    "names_others",
    "same_voice",
    "speaks_of_itself",
]

_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)?")
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "his", "her", "their"})
_ISSUED_BY_LINK = frozenset({"person", "organization", "official", "spokesperson"})
_INTERVIEW = re.compile(
    r"\b(?:told|tells|tell|telling|spoke|speaks|speaking|interview\w*|(?:statement|remarks|comments?|confirmed|said|wrote|email) to)\b",
    re.IGNORECASE,
)
_ACCUSING = re.compile(r"\b(?:accus(?:e|es|ed|ing|ation)|alleg(?:e|es|ed|ing|ations?)|denounc(?:e|es|ed|ing))\b", re.IGNORECASE)
_LIES_SOMEWHERE = (
    r"\s(?:in|on|at|off|near|with|within|between|behind|ahead|around|under|along|about\s\d|just|some|north|south|east|west"
    r"|\w+(?:-\w+)?\s(?:miles?|kilomet(?:er|re)s|km|met(?:er|re)s|feet|hours?))\b"
)
_CHARGE = re.compile(
    rf"\b(?:lied|liars?|(?:lie|lies|lying)(?!{_LIES_SOMEWHERE})|conspir\w{{1,9}}|cover(?:ed|ing)?[ -]up|betray\w{{0,5}}|sabotag\w{{1,4}}"
    r"|cheat\w{0,4}|bribe\w{0,3})\b",
    re.IGNORECASE,
)
_HEARSAY = re.compile(
    r"\bthere (?:is|are|was|were|has been|have been|had been) (?:\w+ )?"
    r"(?:concerns?|fears?|worr(?:y|ies)|rumou?rs?|reports?|speculation|suspicions?|allegations?)\b"
    r"|\b(?:it is|it was|was|were|is|are) (?:rumou?red|said to)\b|\breportedly\b|\ballegedly\b",
    re.IGNORECASE,
)
_CAPITALISED_RUN = re.compile(r"[^\W\d_a-z][\w’'.&-]*(?:[ ](?:(?:of|for|and|the|de|van|von)[ ]){0,2}[^\W\d_a-z][\w’'.&-]*)*")
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|[Uu]s|[Mm]e|[Mm]yself|[Oo]urselves)\b")
_PLURAL_DOCUMENTS = re.compile(
    r"\b(?:surveys|studies|reports|polls|estimates|data|posts|postings|documents|files|papers|figures|statistics)\b", re.IGNORECASE
)
_VAGUE = re.compile(r"^(?:some|several|many|various|recent|other|numerous|new|unspecified|unnamed|leaked)\b", re.IGNORECASE)
_DAYS_AND_MONTHS = re.compile(rf"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|{'|'.join(MONTHS)}")


def _is_name(words: Sequence[re.Match[str]], place: int) -> bool:
    """Whether a capital marks a name: an acronym, a word within a sentence, or one followed by another capital."""
    word = words[place]
    if not word[0][0].isupper() or word[0] == "I" or _DAYS_AND_MONTHS.fullmatch(word[0]):
        return False
    if word[0].isupper() and len(word[0]) > 1:
        return True
    followed = place + 1 < len(words) and words[place + 1][0][0].isupper()
    return followed or (place > 0 and word.string[max(0, word.start() - 2) : word.start()].strip() not in {".", "!", "?"})


def _proper_names(text: str) -> list[str]:
    """Capitalised words that are not so merely because they begin a sentence, days and months left out."""
    words = list(_WORD.finditer(text))
    return [words[place][0] for place in range(len(words)) if _is_name(words, place)]


def _tokens(source: Source) -> frozenset[str]:
    return frozenset(
        word.removesuffix("'s").removesuffix("’s").casefold()
        for word in _WORD.findall(f"{source.name} {source.canonical}")
        if word[0].isupper()
    )


def is_vague_document(source: Source) -> bool:
    """Documents in the plural that nobody could look up ("recent surveys")."""
    name = source.canonical
    return not _proper_names(name) and bool(_VAGUE.search(name)) and bool(_PLURAL_DOCUMENTS.search(name))


def is_unnamed_group(source: Source) -> bool:
    """A group told only by its sort ("local charities"): a plural common noun without an article."""
    words = _WORD.findall(source.canonical)
    return len(words) > 1 and words[-1].islower() and words[-1].endswith("s") and words[0].lower() not in _DEFINITE and len(words) < 5


def is_identified(source: Source, issuer: Source | None) -> bool:
    """Whether a reader could find the document: it bears a name or a number, was introduced, or is the previous link's own."""
    if issuer is not None and issuer.kind in _ISSUED_BY_LINK and issuer.named:
        return True
    first = _WORD.search(source.canonical)
    # the article before a name tells it from a word that is capital because it comes first: "a MedWatch briefing"
    return any(_proper_names(name) for name in (source.canonical, source.name)) or (first is not None and first[0].lower() in _DEFINITE)


def carries(outlet: Attribution, inner: Attribution) -> bool:
    """Whether the outlet is where the inner source spoke ("X told CNN"), rather than one that relays it ("CNN reported that X …").

    An outlet without a cue of its own was spoken to, or the words that it printed are still running. Whom an inner source told something
    says nothing by itself: "CNN reported that X told the council" is CNN's account.
    """
    if inner.source.kind in {"document", "outlet"}:
        return False
    return outlet.cue is None or bool(_INTERVIEW.search(outlet.cue.text))


def same_voice(outer: Source, inner: Source) -> bool:
    """Whether both are one voice: an institution and its spokesperson, or the same name twice."""
    outer_names, inner_names = _tokens(outer), _tokens(inner)
    return bool(outer_names) and (outer_names <= inner_names or inner_names <= outer_names) and bool(inner_names)


def concerns_speaker(claim: Claim) -> bool:
    """Whether the speaker takes part in what is claimed: named in it, or "I" and "we" in their words."""
    named = {word.removesuffix("'s").removesuffix("’s").casefold() for word in _WORD.findall(claim.text)}
    return bool(named & _tokens(claim.speaker)) or bool(_FIRST_PERSON.search(claim.quote))


def speaks_of_itself(claim: Claim) -> bool:
    """Whether a party speaks about itself: its whole name stands in the claim, a person's last name, or "I" and "we" in their words."""
    if _FIRST_PERSON.search(claim.quote):
        return True
    source = claim.speaker
    runs = [run for name in (source.name, source.canonical) for run in _CAPITALISED_RUN.findall(name)]
    if source.kind == "person" or (source.kind == "official" and source.named):
        runs += [run.split()[-1] for run in runs]
    text = f" {' '.join(_bare_words(claim.text))} "
    return any(f" {' '.join(_bare_words(run))} " in text for run in runs)


def _bare_words(text: str) -> list[str]:
    return [word.removesuffix("'s").removesuffix("’s").casefold() for word in _WORD.findall(text)]


def names_others(claim: Claim) -> bool:
    """Whether the claim names anybody or anything at all."""
    return bool(_proper_names(claim.text))


def hearsay(claim: Claim) -> str | None:
    """The words by which the statement itself hands on unnamed others' fears, reports or rumours."""
    found = _HEARSAY.search(claim.quote)
    return found.group() if found else None


def accuses(link: Attribution, claim: Claim) -> bool:
    """Whether the speaker charges another: by the attributing words, or a charge of bad faith against somebody named."""
    if link.cue is not None and _ACCUSING.search(link.cue.text):
        return True
    return (
        link.source.kind in {"person", "organization"}
        and bool(_CHARGE.search(claim.quote))
        and not concerns_speaker(claim)
        and names_others(claim)
    )
