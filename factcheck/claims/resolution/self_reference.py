"""Whether a pronoun in reported speech can mean whoever speaks: "Roe said she", but not "Roe told Falk she" or "Falk was told she".

In doubt it does not: "he" left standing costs a reader less than words put into the wrong life.
"""

from __future__ import annotations

import re
from functools import cache

from factcheck.claims.clauses import is_finite
from factcheck.claims.lexicons import phrases
from factcheck.claims.names import name_runs
from factcheck.claims.resolution.history import is_plural
from factcheck.claims.source_kinds import classify, head_noun, is_person_name
from factcheck.claims.tokens import tokenize
from factcheck.models import Source, Span

__all__ = ["is_expletive", "may_be_the_institution", "may_be_the_speaker", "speak_of_themselves", "spoken_for", "told_somebody"]

_EXPLETIVE = re.compile(
    r"it(?:['’]s|['’]d|['’]ll)?\s+(?:(?:also|has|had|will|would|may|might|could|can|must|should|\w+ly|not|still)\s+)*(?:"
    r"(?:is|was|be|been|being|['’]s|seem(?:s|ed)?|appear(?:s|ed)?|remain(?:s|ed)?|look(?:s|ed)?|became|become)?\s*"
    r"(?:(?:\w+ly|too|very|so|more|less|most|quite|still|not|now|also|highly)\s+)*"
    r"(?:early|late|clear|unclear|likely|unlikely|possible|impossible|true|untrue|false|important|essential|vital|necessary|hard|difficult"
    r"|easy|safe|unsafe|wrong|right|time|up|common|rare|obvious|evident|certain|uncertain|good|better|best|bad|worse|sad|cold|hot|warm|wet"
    r"|dark|windy|foggy|understood|thought|believed|hoped|feared|expected|estimated|reported|said|alleged|claimed|known|unknown)\b"
    r"(?:\s(?:that|to|who|whom|if|whether|when|how|why|what|for|in|on|at|today|tomorrow|again|not)\b|[.,]|$)"
    r"|(?:is|was|be|been)\s+(?:the|an?)\s(?:\w+\s){0,5}?(?:that|who|when|since)\b"
    r"|(?:rain|snow|hail|thunder)(?:s|ed|ing)?\b|(?:is|was|be|been)\s(?:rain|snow)ing\b"
    r"|(?:turn(?:s|ed)?\sout|happen(?:s|ed)?|follow(?:s|ed)?)\b"
    r"|(?:took|takes?|taken|costs?)\s(?:[\w.,$£€¥]+\s){1,8}?(?:to|for|before|until)\b"
    r")",
    re.IGNORECASE,
)
"""An "it" that stands for nobody: "it is unclear whether", "it was too early to", "it took years to", "it rained"."""
_HEARS = re.compile(
    r"\s(?:(?:has|have|had|also|later|then|\w+ly)\s)*(?:heard|hears|(?:(?:is|are|was|were|been|being)\s)+(?:told|informed|warned|advised|reminded|asked))\b"
)
_WAS_TOLD = re.compile(r"\b(?:is|are|was|were|been)\s(?:told|informed|warned|advised|reminded)\s(?:that\s)?$")
_COUNSEL = re.compile(
    r",?\s(?:(?:who\s(?:is|was)\s)?(?:defending|prosecuting|mitigating|representing|appearing)|for\sthe\s(?:defence|defense|prosecution))\b"
)
_ADDRESSES = re.compile(
    r"\b(?:told|tells|telling|informed|informing|assured|assuring|reminded|reminding|warned|warning|advised|advising|promised|promising|notified)\s"
    r"(?P<who>[^,;:“”\"]{1,60}?)\s?(?:that\s)?$"
)
_JUDGES = re.compile(r"\b(?:saying|adding|claiming|stating|insisting|arguing|explaining|noting|alleging)\s(?:that\s)?$")
_HIM_OR_HER = re.compile(r"\b(?:him|her|me|us|them)\b", re.IGNORECASE)
_SAID = re.compile(r"\s(?:(?:have|had|also|\w+ly)\s)?\w+\s(?:that\s)?")
_GO_BETWEENS = re.compile(r"\b(?:people|persons|sources?|insiders|those|ones)\b", re.IGNORECASE)
"""Unnamed people who mostly tell of others: "people familiar with the talks said they"."""
_PLACED = re.compile(r"\b(?:on|in|at|near|from|to|of|since|until)\s$", re.IGNORECASE)
_STOP = re.compile(r"[.!?]\s")
_REACH = 300
"""Code points between a speaker and a pronoun beyond which nothing is looked for."""
_SPOKEN_FOR = re.compile(
    r"(?:spokes(?:man|woman|person|people|men|women)|representatives?|officials?|executives?|lawyers?|attorneys?)\s(?:for|of|at|with)\s"
    r"(?P<whom>(?:[Tt]he\s)?[A-Z][\w.&'’-]*(?:\s(?:(?:of|for|and|the|&)\s){0,2}[A-Z][\w.&'’-]*)*)"
)
_SPOKEN_FOR_BEFORE = re.compile(
    r"(?P<whom>(?:[Tt]he\s)?[A-Z][\w.&-]*(?:\s[A-Z][\w.&-]*)*)(?:['’]s)?\s(?:chief\s)?spokes(?:man|woman|person)\b"
)
_PARTY = re.compile(r"\b(?P<whom>(?:the|its|his|her|their)\s(?:[\w-]+\s){0,2}?(?P<head>[a-z]+))['’]s?\s")
_ROLE_REACH = 60


def is_expletive(text: str, position: int) -> bool:
    """Whether the "it" at `position` stands for nobody."""
    return _EXPLETIVE.match(text, position, position + 120) is not None


def may_be_the_speaker(text: str, pronoun: str, position: int, speaker: Source) -> bool:
    """Whether "he" or "she" at `position`, in what `speaker` is reported to say, can be the speaker.

    Not where somebody is addressed ("told Falk that he"), blamed or praised ("praised Falk, saying he"), or the subject of a clause before
    ("said Falk ran off and that he"); not where the speaker only hears, or speaks for a client in court.
    """
    span = speaker.span
    if span is None or not 0 <= position - span.end <= _REACH:
        return True
    between = text[span.end : position]
    if _STOP.search(between):
        return True
    if _HEARS.match(between) or _COUNSEL.match(between):
        return False
    addressed = _ADDRESSES.search(between)
    if addressed is not None:
        return not _is_person(addressed["who"]) and not _names_somebody(text, span.end, position, speaker)
    if _JUDGES.search(between):
        return not _names_somebody(text, span.end, position, speaker)
    other = "he" if pronoun == "she" else "she"
    if re.search(rf"\b{other}\b", between, re.IGNORECASE):
        return False
    return not _names_somebody(text, span.end, position, speaker) and not _told_of().search(between)


def may_be_the_institution(text: str, position: int, speaker: Source) -> bool:
    """Whether "it" can be the institution that speaks: not where another is named before it, as in "Ostara sued Norrum, saying it"."""
    span = speaker.span
    if span is None or not 0 <= position - span.end <= _REACH:
        return True
    for run in name_runs(text, Span(start=span.end, end=position)):
        name = run.of(text).split(" on ")[0]
        placed = _PLACED.search(text[max(0, run.start - 8) : run.start]) is not None
        if not placed and name not in speaker.canonical and classify(name).kind == "organization":
            return False
    return True


def speak_of_themselves(text: str, position: int, speaker: Source) -> bool:
    """Whether "they" at `position` right after a verb of saying means the unnamed people who say it: "residents said they"."""
    if speaker.named or speaker.span is None or position < speaker.span.end:
        return False
    if not is_plural(speaker) and not head_noun(speaker.name).endswith(("s", "men")):
        return False
    return _SAID.fullmatch(text, speaker.span.end, position) is not None and _GO_BETWEENS.search(speaker.name) is None


def told_somebody(text: str, position: int, speaker: Source) -> bool:
    """Whether the words before `position` tell somebody what follows, unnamed: "the driver told her he", "Judge Falk was told he"."""
    if _WAS_TOLD.search(text[max(0, position - _ROLE_REACH) : position]):
        return True
    if speaker.named or speaker.span is None or not 0 <= position - speaker.span.end <= _REACH:
        return False
    addressed = _ADDRESSES.search(text[speaker.span.end : position])
    return addressed is not None and _is_person(addressed["who"])


def spoken_for(text: str, speaker: Source) -> str | None:
    """The institution that "it" means in the words of whoever speaks for one: "a spokesman for Norsun", "members of the party's board"."""
    found = _SPOKEN_FOR.search(speaker.name)
    if found is None and speaker.span is not None:
        start = max(0, speaker.span.start - _ROLE_REACH)
        before = re.split(r"[.;:!?“”\"]\s", text[start : speaker.span.end])[-1]
        found = _SPOKEN_FOR.search(before) or _SPOKEN_FOR_BEFORE.search(before)
    if found is not None:
        whom = found["whom"]
        return None if is_person_name(whom) or classify(whom).kind not in ("organization", "outlet") else whom
    party = _PARTY.search(f"{speaker.name} ")
    return party["whom"] if party is not None and party["head"] in phrases("organizations", "heads") else None


def _is_person(phrase: str) -> bool:
    words = phrase.strip()
    if _HIM_OR_HER.fullmatch(words):
        return words.lower() not in ("us", "me", "them")
    reading = classify(words)
    return (reading.kind in ("person", "official") and reading.named and not words.isupper()) or bool(_told_of().match(words))


def _names_somebody(text: str, start: int, end: int, speaker: Source) -> bool:
    """Whether another person is named between: a full name, or a surname that stands by itself and that no institution bears."""
    for run in name_runs(text, Span(start=start, end=end)):
        name = run.of(text)
        if name in speaker.canonical or name in ("He", "She", "It", "They", "I") or _PLACED.search(text[max(0, run.start - 8) : run.start]):
            continue
        if is_person_name(name) or (" " not in name and _acts(text, run.end) and classify(name).kind == "person"):
            return True
    return False


def _acts(text: str, end: int) -> bool:
    """Whether a verb follows, so that a single capitalised word is a subject: "Pryce ran off"."""
    tokens = tokenize(text, Span(start=end - 1, end=min(len(text), end + 40)))[:3]
    following = [index for index in (1, 2) if index < len(tokens)]
    if not following or tokens[1].lower in ("and", "or", "but", "he", "she", "it", "they", "that"):
        return False
    return any(is_finite(tokens, index) for index in following)


@cache
def _told_of() -> re.Pattern[str]:
    heads = "|".join(sorted(phrases("roles", "told_of", "kin") | {"man", "woman", "boy", "girl", "player", "student", "teacher", "victim"}))
    return re.compile(rf"\b(?:the|an?|his|her|their|my)\s(?:[\w-]+\s){{0,2}}?(?:{heads})\b", re.IGNORECASE)
