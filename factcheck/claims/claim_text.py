"""A claim's content as one self-contained sentence.

Hedges and modality are kept; the attribution is not in it. Pronouns and short names in subject position become the full name, relative
dates absolute ones, and a fragment gets the subject that it shares with the statement it was split from.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcheck.claims.clauses import find_finite, is_infinitive_or_participle
from factcheck.claims.dates import DateMention
from factcheck.claims.fragments import completed, punctuated
from factcheck.claims.lexicons import phrases
from factcheck.claims.names import NameIndex
from factcheck.claims.source_kinds import is_person_name
from factcheck.claims.tokens import tokenize, trim
from factcheck.models import Mode, Source, Span

__all__ = ["self_contained"]

_SUBJECT_PRONOUN = re.compile(r"^(he|she|it|they)\b(?!['’])|^(he|she|it|they)(?=['’](?:s|d|ll|ve|re)\b)", re.IGNORECASE)
_POSSESSIVE = re.compile(r"^(his|her|its|their)\s(?=\w)", re.IGNORECASE)
_FIRST_PERSON = re.compile(
    r"^I(?:\s+(am|have|was|will|would|had|did|do|can|could|should|must|may|might)\b|(['’](?:m|ve|ll|d))\b|\s+(?=[a-z]))"
)
_CONTRACTIONS = {"m": "is", "ve": "has", "ll": "will", "d": "would"}
_THIRD = {"am": "is", "have": "has", "do": "does"}
_NEGATED = {"don't": "doesn't", "haven't": "hasn't", "ain't": "isn't"}
_SHORT_NAME = re.compile(r"^((?:[Tt]he\s)?[A-Z][\w&.-]*(?:\s[A-Z][\w&.-]*)?)(?=(?:['’]s)?\s)")
_OPENING = re.compile(
    r"^(?:(?:On|In|At|By|As of|Later|Here|Then|Previously|Meanwhile|Yesterday|Today|Currently)\b[^,;\"“]{0,40}?,?\s)(?=(?:he|she)\b)"
)
_CONTRACTED = re.compile(r"(?:I|you|he|she|it|we|they|that|there)['’](?:m|s|d|ll|ve|re)\b", re.IGNORECASE)
_RAISING = re.compile(r"(?:(?:has|have|had)\sbeen|is|are|was|were)\s(?:\w+ly\s)?\w+(?:ed|aid|ought|eld|nown|tood)")
"""A verb of saying in the passive, which has what is said in the infinitive: "is believed", "are said"."""
_BRACKETED = re.compile(r"\[\s*(?:sic|\.\.\.|…)\s*\]\s?")


def self_contained(
    text: str,
    parts: Sequence[Span],
    *,
    whole: Span,
    mode: Mode,
    speaker: Source | None,
    subject: str | None,
    names: NameIndex,
    dates: Sequence[DateMention],
    cue: str = "",
) -> str:
    """The sentence for the claim whose words are `parts`.

    Args:
        text: the article's text.
        parts: the spans of the claim, in reading order.
        whole: the statement that the claim was split from.
        mode: tells whether "I" is the speaker.
        speaker: the innermost source; None for the author.
        subject: whom a subject pronoun of the third person means, when known.
        names: the article's names.
        dates: those mentioned in the claim.
        cue: the words that attribute it, in lower case; they decide what an infinitive or a noun phrase states.
    """
    words = " ".join(_with_dates(text, part, dates) for part in _raised(text, parts))
    words = _with_subject(text, words, parts, whole, dates)
    words = re.sub(r"\s+", " ", _BRACKETED.sub("", words)).strip()
    words = _resolved_subject(words, mode, speaker, subject, names)
    return punctuated(completed(words, speaker, cue, quoted=mode == "direct"))


def _raised(text: str, parts: Sequence[Span]) -> Sequence[Span]:
    """`parts`, or as one what a verb between them joins: "the two | are said | to have met" is no sentence without it."""
    if len(parts) == 2 and parts[1].of(text).startswith("to ") and _RAISING.fullmatch(text[parts[0].end : parts[1].start].strip()):
        return (Span(start=parts[0].start, end=parts[1].end),)
    return parts


def _with_dates(text: str, part: Span, dates: Sequence[DateMention]) -> str:
    pieces: list[str] = []
    position = part.start
    for mention in dates:
        span = mention.date.span
        if mention.wording is None or span.start < position or span.end > part.end:
            continue
        before = text[position : span.start]
        wording = mention.wording
        preposition = wording.split(" ", 1)[0]
        # "on Friday" brings its own preposition; "since last week" keeps the article's.
        if (
            preposition in ("on", "in")
            and not mention.date.text.lower().startswith("on ")
            and re.search(
                r"\b(?:on|in|by|since|until|till|before|after|from|for|of|during|to|through|around|at)\s+$", before, re.IGNORECASE
            )
        ) or (preposition in ("on", "in") and re.match(r"['’]s\b", text[span.end : span.end + 2])):
            wording = wording.split(" ", 1)[1]
        pieces += [before, wording]
        position = span.end
    return "".join(pieces) + text[position : part.end]


def _with_subject(text: str, words: str, parts: Sequence[Span], whole: Span, dates: Sequence[DateMention]) -> str:
    """Puts before a part what it shares with the statement that it was split from: its subject, or the main clause of a consequence."""
    if parts[0].start <= whole.start + 1:
        return words
    tokens = tokenize(text, parts[0])
    if not tokens:
        return words
    before = trim(text, Span(start=whole.start, end=parts[0].start))
    main = tokenize(text, before)
    while main and (not main[-1].is_word or main[-1].lower in ("and", "but", "yet", "so", "which", "or")):
        main = main[:-1]
    if not main:
        return words
    finite = find_finite(main, 0, len(main))
    if is_infinitive_or_participle(tokens) and finite is not None:
        return f"{_with_dates(text, Span(start=main[0].start, end=main[-1].end), dates)}, {words}"
    if tokens[0].lower in ("whose", "where"):
        return f"{_with_dates(text, Span(start=main[0].start, end=main[-1].end), dates)}, {words}"
    own = find_finite(tokens, 0, len(tokens))
    if _CONTRACTED.match(tokens[0].text):
        return words
    leading = sum(
        1
        for token in tokens[: own or 0]
        if token.is_word and not token.lower.endswith("ly") and token.lower not in phrases("syntax", "adverbs")
    )
    if finite is not None and finite > 0 and (own is None or leading == 0):
        relative = text[main[-1].end : parts[0].start].strip(" ,").lower() == "which"
        if relative:
            return f"{_with_dates(text, Span(start=main[0].start, end=main[-1].end), dates)}, which {words}"
        return f"{Span(start=main[0].start, end=main[finite - 1].end).of(text)} {words}"
    return words


def _resolved_subject(words: str, mode: Mode, speaker: Source | None, subject: str | None, names: NameIndex) -> str:
    if mode in ("direct", "mixed") and speaker is not None and speaker.named:
        first = _FIRST_PERSON.match(words)
        if first is not None:
            return _third_person(words, first, speaker.canonical)
    adverbial = _OPENING.match(words)
    if adverbial is not None:
        rest = _resolved_subject(words[adverbial.end() :], mode, speaker, subject, names)
        return words[: adverbial.end()] + rest if rest != words[adverbial.end() :] else words
    pronoun = _SUBJECT_PRONOUN.match(words)
    if pronoun is not None and subject is not None and (mode != "direct" or words[pronoun.end() :].lstrip().startswith(("“", '"'))):
        return _as_subject(subject, followed=words[pronoun.end() :].startswith(" ")) + words[pronoun.end() :]
    possessive = _POSSESSIVE.match(words)
    if possessive is not None and subject is not None and mode != "direct":
        return f"{subject}'s {words[possessive.end() :]}"
    short = _SHORT_NAME.match(words)
    if short is not None and short.group(1).split()[0].lower() not in phrases(
        "syntax", "determiners", "subject_pronouns", "prepositions", "subordinators"
    ) - {"the"}:
        full = names.canonical(short.group(1))
        bare = re.sub(r"^[Tt]he\s", "", short.group(1))
        if (
            full != bare
            and (is_person_name(full) or full.lower().startswith(bare.lower()) or bare.isupper())
            and not words.startswith((full, f"The {full}", f"the {full}"))
            and not words[short.end() :].lstrip().startswith(tuple(full.split()[1:]))
        ):
            article = (
                "The " if short.group(1).lower().startswith("the ") and not is_person_name(full) and not full.startswith("The ") else ""
            )
            return f"{article}{full}{words[short.end() :]}"
    return words


def _as_subject(subject: str, *, followed: bool) -> str:
    """`subject` before its verb: an apposition is closed ("The gas firm, Tolgas, had")."""
    return f"{subject}," if followed and "," in subject else subject


def _third_person(words: str, first: re.Match[str], name: str) -> str:
    rest = words[first.end() :]
    if first.group(1):
        return f"{name} {_THIRD.get(first.group(1), first.group(1))}{rest}"
    if first.group(2):
        return f"{name} {_CONTRACTIONS[first.group(2)[1:]]}{rest}"
    verb, _, tail = rest.strip().partition(" ")
    if verb.replace("’", "'") in _NEGATED:
        return f"{name} {_NEGATED[verb.replace('’', chr(39))]} {tail}"
    if verb in phrases("verbs", "base"):
        ending = "es" if verb.endswith(("s", "sh", "ch", "x", "o")) else "s"
        verb = f"{verb[:-1]}ies" if verb.endswith("y") and verb[-2] not in "aeiou" else verb + ending
    return f"{name} {verb} {tail}"
