"""Which tagged attributions hand on a statement.

A tagger marks whatever looks like one; "supported the idea" or "heard of the closure" attribute no statement that could be true or false.
Kept are contents in quotation marks, contents with a verb of their own, and demands or promises in the infinitive after a speech act.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from factcheck.claims.base import Sentence, TaggedAttribution
from factcheck.claims.clauses import find_finite, is_adverb, is_finite
from factcheck.claims.denials import CONTESTING, HEARSAY, TOLD_BY_OTHERS, denied_before
from factcheck.claims.lexicons import load, phrases, table
from factcheck.claims.mending import SAYING, mended
from factcheck.claims.quoted import QuotedText
from factcheck.claims.source_kinds import head_noun
from factcheck.claims.tokens import Token, tokenize, trim
from factcheck.claims.unasserted import is_asserted

__all__ = ["screened"]

_QUANTIFIERS = frozenset({"all", "both", "half", "many", "most", "some", "several", "of", "one", "such", "what"})
_COMPLEMENTIZERS = frozenset({"that", "how", "whether", "why", "if"})
_POSSESSIVES = frozenset({"whose", "its", "their", "his", "her", "my", "your", "our"})
_QUOTED = 0.75
"""Share of words in quotation marks above which a content is a quotation, not a phrase with scare quotes."""
_WITHOUT_SUBJECT = frozenset({"is", "are", "was", "were"})
_MINIMUM = 3
_LONGEST_PRONOUN = 5
_ACCUSING = re.compile(r"\b(?:(?:accus|blam|critici[sz]|prais)(?:es|ed)|condemn(?:s|ed))\b")
_OWN_CLAIM = re.compile(r"(?:a|an)\s(?:claim|charge|allegation|accusation|assertion|suggestion|report|statement)")
"""In apposition to what was just said: ", a claim denied by the army"."""
_RELATIVE_BEFORE = re.compile(r",?\s(?:which|who)\s$")
"""Between the halves of a content: what follows is about the last noun of the first half, "its chips, which were expected to sell"."""
_DENYING = re.compile(r"(?:\w+\s+)?den(?:y|ied|ies|ying)\b")
_CONFIRMING = re.compile(r"(?:\w+\s+)?confirm(?:s|ed)?")
_ADJECTIVE_AFTER = re.compile(r"(?:\d|\b(?:the|an?|of|more|new|all|many|few|no))\s$", re.IGNORECASE)
_ASIDE_BEFORE = re.compile(r",\s(?:who|which)$")
"""What a relative clause tells beside the sentence, whose verb is still to come: "Roe, who called it “absurd”, was jailed"."""
_COMMA = re.compile(r"[\"”’']?,[\"”’']?\s(?:it\s)?")
_CLOSES = re.compile(r"[.,;]|\s(?:on|in|to|at|late|earlier|last|this|yesterday|today)\b")
_PROGRESSIVE = re.compile(r"\b(?:is|are|was|were|be|been)\s$", re.IGNORECASE)
_HEDGING = re.compile(r"\b(?:think|thought|hope[ds]?|believed?|suspect|guess|feel|felt|fear(?:ed)?|suppose|reckon)$")
_NAMING = re.compile(r"\b(?:describ|call|dub|label|characteri[sz]|brand|hail|term|denounc|regard|portray)\w*", re.IGNORECASE)


def screened(text: str, tags: Sequence[TaggedAttribution], quoted: QuotedText, sentences: Sequence[Sentence]) -> list[TaggedAttribution]:
    """The attributions of `tags` that are asserted, whose content is a statement and whose source can speak."""
    whole = (mended(text, tag, sentences) for tag in tags if tag.content)
    return [
        tag
        for tag in whole
        if _states(text, tag, quoted)
        and _speaks(text, tag)
        and is_asserted(text, tag)
        and not _own_voice(text, tag, quoted)
        and not _brushed_off(text, tag)
    ]


def _brushed_off(text: str, tag: TaggedAttribution) -> bool:
    """Whether it is a report of nobody in particular that somebody dismisses: "pushed back on claims that"."""
    cue = " ".join(span.of(text) for span in tag.cue).lower()
    return not tag.source and bool(tag.cue) and HEARSAY.fullmatch(cue) is not None and denied_before(text, tag.cue[0].start)


def _own_voice(text: str, tag: TaggedAttribution, quoted: QuotedText) -> bool:
    """Whether "I think …" stands outside quotation marks: nobody is reported, whoever writes or answers hedges."""
    return (
        len(tag.source) == 1
        and tag.source[0].of(text) == "I"
        and all(_HEDGING.search(span.of(text)) for span in tag.cue)
        and not quoted.share([tag.source[0].start])
        and not any(map(quoted.overlapping, tag.content))
    )


def _states(text: str, tag: TaggedAttribution, quoted: QuotedText) -> bool:
    spans = [trim(text, span) for span in tag.content]
    tokens = [token for span in spans for token in tokenize(text, span)]
    words = [token for token in tokens if token.is_word]
    cue = " ".join(span.of(text) for span in tag.cue).lower()
    if not words:
        return False
    if quoted.share([token.start for token in words]) > _QUOTED and (len(words) > 1 or _NAMING.search(cue)):
        return True
    first = 0
    while first < len(words) - 1 and words[first].lower in ("that", "not", "and", "but", "also"):
        first += 1
    opener = words[first].lower
    if HEARSAY.fullmatch(cue.removesuffix(" that")) and (len(words) > 1 and words[0].lower in ("that", "which") and is_finite(words, 1)):
        return False  # ", a claim that could not be verified": what is said about a claim, not the claim
    if _OWN_CLAIM.fullmatch(" ".join(word.lower for word in words)):
        return False
    if (
        words[0].lower in _WITHOUT_SUBJECT
        and tag.source
        and tag.source[0].start < tag.cue[0].start
        and text[tag.cue[0].end : spans[0].start].isspace()
    ):
        return False  # "the case on which the court ruled | was of two schools": the verb of whatever was ruled on
    if _restricts(text, tag, words) or _RELATIVE_BEFORE.search(text, spans[0].end, tag.cue[0].start if tag.cue else spans[0].end):
        return False
    if len(words) > _MINIMUM and _set_off(text, tag):
        return True
    if opener == "to":
        return not re.search(r"ing$", cue) and _any_stem(cue, "infinitive_stems")
    if words[0].lower == "that" and len(words) > 3:
        return True
    if _DENYING.match(cue) and (len(words) > 1 or len(words[0].text) > _LONGEST_PRONOUN):
        return True
    if tag.source and _CONFIRMING.fullmatch(cue) and len(words) > 1 and words[0].lower in phrases("syntax", "determiners"):
        return True
    told = tag.source and not cue.endswith("ing") and not _ASIDE_BEFORE.search(text[max(0, tag.source[0].start - 3) : tag.source[0].end])
    if told and any(token.lower == "as" for token in words[1:]) and (_NAMING.search(cue) or CONTESTING.search(cue)):
        return True
    if told and _ACCUSING.search(cue) and any(token.lower in ("of", "for") for token in words[1:-1]):
        return True
    if told and _NAMING.search(cue) and re.search(r"\s[\"“][^\"“”]+[\"”]$", spans[-1].of(text)):
        return True
    if CONTESTING.search(cue) and TOLD_BY_OTHERS.match(spans[0].of(text)):
        return True
    if any(token.lower == "to" for token in words[1:]) and _any_stem(cue, "request_stems"):
        return True
    if len(words) > 3 and SAYING.search(cue) and tag.source:
        return True
    if len(words) > 2 and cue.startswith("according"):
        return True
    if not tag.source:
        return _any_stem(cue, "clause_stems") and any(_has_clause(tokenize(text, span)) for span in spans)
    if any(_has_clause(tokenize(text, span)) for span in spans):
        return words[0].lower in _COMPLEMENTIZERS or not cue or _any_stem(cue, "clause_stems") or not tag.source
    if opener.endswith("ing") and len(words) > 2:
        return _any_stem(cue, "gerund_stems")
    return bool(_NAMING.search(cue)) and opener == "as"


def _restricts(text: str, tag: TaggedAttribution, words: Sequence[Token]) -> bool:
    """Whether who speaks is told apart by what they do, so that the verb of the sentence is theirs: "researchers who wrote code are …"."""
    return (
        len(tag.source) == 1
        and tag.source[0].of(text) in ("who", "which", "that")
        and words[0].lower != "that"
        and not text[max(0, tag.source[0].start - 2) : tag.source[0].start].rstrip().endswith(",")
        and text[tag.content[-1].end : tag.content[-1].end + 1] in (".", "")
    )


def _set_off(text: str, tag: TaggedAttribution) -> bool:
    """Whether source and cue stand behind the content by themselves: "…, the agency wrote.", "…, according to a banker."."""
    if len(tag.cue) != 1 or len(tag.source) > 1:
        return False
    around = sorted((*tag.source, *tag.cue), key=lambda span: span.start)
    return (
        tag.content[0].end <= around[0].start
        and _COMMA.fullmatch(text, tag.content[0].end, around[0].start) is not None
        and _CLOSES.match(text, around[-1].end) is not None
        and not text[around[0].end : around[-1].start].strip()
    )


def _has_clause(tokens: Sequence[Token]) -> bool:
    """Whether the words hold a verb whose subject they hold too; one right after "and" belongs to a clause outside."""
    finite = find_finite(tokens, 0, len(tokens), main=False)
    if finite is None:
        return False
    before = finite - 1
    while before > 0 and is_adverb(tokens[before]):
        before -= 1
    return not (before > 0 and tokens[before].lower in ("and", "but", "or", "which", "who", "that"))


def _any_stem(cue: str, key: str) -> bool:
    return _stems(key).search(cue) is not None


@cache
def _stems(key: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(load('statement_cues')[key])})")


def _speaks(text: str, tag: TaggedAttribution) -> bool:
    """Whether the source is a noun phrase that can speak, not a stray stretch."""
    if not tag.source:
        if (
            tag.cue
            and _ADJECTIVE_AFTER.search(text[max(0, tag.cue[0].start - 12) : tag.cue[0].start])
            and tag.cue[0].of(text).endswith("ed")
        ):
            return False  # "147 confirmed cases"
        # "reportedly" hands over the clause it stands in, not the whole sentence: see `statements`.
        return not all(
            span.of(text).lower() in table("anonymous", "agentless") and span.of(text).lower().endswith("ly") for span in tag.cue
        )
    phrase = tag.source[0].of(text).strip()
    if phrase.lower() in _POSSESSIVES or phrase.replace(",", "").isdigit():
        return False
    tokens = tokenize(text, tag.source[0])
    if not tokens or tokens[-1].lower in ("and", "or", "but", "the", "of", "by", "to", "that"):
        return False
    if len(tokens) > 1 and tokens[0].text[0].islower() and tokens[0].lower not in _QUANTIFIERS and tokens[1].lower in ("the", "a", "an"):
        return False
    if tokens[0].lower.endswith("ing") and _PROGRESSIVE.search(text[max(0, tag.source[0].start - 6) : tag.source[0].start]):
        return False
    if tokens[0].text[0].islower() and len(tokens) == 1 and tokens[0].lower.endswith(("ed", "ing")):
        return False
    cue = " ".join(span.of(text) for span in tag.cue)
    if not SAYING.search(cue) and (phrase.lower() in ("which", "that") or not (_known(phrase) or _set_off(text, tag))):
        return False
    if re.search(r"[A-Z]", phrase):
        return not tokens[0].lower.endswith("ed") or tokens[0].capital
    if len(tokens) == 1 or tokens[0].lower in phrases("syntax", "determiners"):
        return tokens[-1].lower not in phrases("syntax", "adjectival") or len(tokens) > 2
    return bool(head_noun(phrase))


def _known(phrase: str) -> bool:
    """Whether a source without a proper name is of a sort that speaks."""
    if re.search(r"[A-Z0-9@]", phrase) or len(phrase.split()) == 1:
        return True
    head = head_noun(phrase)
    known = (
        phrases("anonymous", "heads")
        | phrases("roles", "official", "spokesperson", "person")
        | phrases("organizations", "heads")
        | phrases("documents", "heads")
    )
    forms = {head, head.removesuffix("s"), head.removesuffix("es"), re.sub(r"ies$", "y", head)}
    return bool(forms & (known | phrases("outlets", "heads")))
