"""Sentences from fragments: what an infinitive, a participle or a noun phrase states as the content of its cue, and how a sentence ends."""

from __future__ import annotations

import re

from factcheck.claims.clauses import find_finite, is_infinitive_or_participle
from factcheck.claims.cue_grammar.lexicon import verb_forms
from factcheck.claims.cue_grammar.lexicon import words as cue_words
from factcheck.claims.denials import CONTESTING, DENIAL, TOLD_BY_OTHERS
from factcheck.claims.lexicons import phrases
from factcheck.claims.tokens import Token, tokenize
from factcheck.models import Source, Span

__all__ = ["completed", "punctuated"]

_COMMITTING = re.compile(r"\b(?:promis|pledg|vow|agree|swear|swore|sworn|threaten|undert[ao]ok|commit)\w*")
_REFUSING = re.compile(r"\b(?:refus|declin)\w*")
_DENYING = re.compile(rf"{CONTESTING.pattern}|\bdenials?\b|\bdoubt(?:s|ed|ing)?\b")
_DENIES = re.compile(rf"{DENIAL.pattern}|(?:\w+\s)?doubt(?:s|ed)?\b")
_OBJECT_INFINITIVE = re.compile(r"((?:(?!to\s)[\w.’'-]+\s){1,5}?(?:on\s[A-Z]\w+(?:\s\d{1,2}(?:,\s\d{4},?)?)?\s)?)(?:not\s)?to\s[a-z]+\b")
"""Somebody and what they are to do: "the ministry to disclose …"."""
_SAYING = re.compile(r"(?:\w+\s)?(?:say|says|said|tells?|told)")
_PROPOSING = re.compile(r"\b(?:propos|recommend|suggest)\w*")
_CLAIMING = re.compile(r"\b(?:claim|profess|purport)\w*")
_OFFERING = re.compile(r"\boffer\w*")
_REQUESTING = re.compile(
    r"\b(?:ask|urg|order|instruct|request|encourag|implor|beg|call|demand|tell|told|advis|warn|recommend|appeal|propos|say|said)\w*"
)

_OF_OTHERS = re.compile(
    r"\b(?:critici|condemn|accus|blam|oppos|attack|denounc|prais|advis|recommend|propos|suggest)\w*|\b(?:of|for|about)$"
)
_SINGLE_OPENS = re.compile(r"(?<!\w)['‘](?=\w)")
_SINGLE_CLOSES = re.compile(r"(?<=[\w,.!?])['’](?!\w)")
_LONGEST_OBJECT = 14
"""Words up to which a content without a known verb is taken for a noun phrase; a longer one more likely has a verb not in the lists."""


def completed(words: str, speaker: Source | None, cue: str, *, quoted: bool = False) -> str:
    """`words` as a sentence: a fragment gets its speaker as subject and the verb that its cue implies.

    Args:
        words: the content as it stands, with its own subject where it has one.
        speaker: the innermost source; None for the author.
        cue: the words that attribute, in lower case.
        quoted: the content is all in quotation marks, so that what stood between it and the cue is unknown.
    """
    if speaker is None or speaker.canonical.startswith("unspecified"):
        return words
    tokens = tokenize(words, Span(start=0, end=len(words)))
    name = _subject(speaker)
    first = tokens[0].lower if tokens else ""
    if first == "to" and (is_infinitive_or_participle(tokens) or _governs_infinitive(cue, tokens)):
        if cue.startswith("had ") or (_PROPOSING.search(cue) and _is_finite_cue(cue)):
            return f"{name} {cue} {_within(words)}"  # what had been announced need not be so any more, and what is proposed is a proposal
        return f"{name} {_intends(speaker, cue)} {words[tokens[1].start :]}"
    if first == "not" and len(tokens) > 1 and tokens[1].lower == "to":
        if _REQUESTING.search(cue):
            return f"{name} {_agrees(speaker, 'wants', 'want')} others {words}"
        return f"{name} will not {words[tokens[2].start :]}" if len(tokens) > 2 else words
    clause = find_finite(tokens, 0, len(tokens)) not in (None, 0)
    if not quoted and _DENYING.search(cue) and (clause or first.endswith("ing")):
        return _denial(words, speaker, name, cue, clause=clause)
    if not quoted and (_REQUESTING.search(cue) or cue.startswith("want")) and not _SAYING.fullmatch(cue) and _is_object_infinitive(words):
        return f"{name} {cue} {_within(words)}"
    if not quoted and TOLD_BY_OTHERS.match(words) and _takes_object(cue):
        return f"{name} {cue} {_within(words)}"
    if clause:
        return words
    if is_infinitive_or_participle(tokens) and first.endswith("ing") and not _OF_OTHERS.search(cue):
        return f"{name} {_agrees(speaker, 'is', 'are')} {words[:1].lower()}{words[1:]}"
    if not quoted and _is_object(tokens) and _takes_object(cue):
        return f"{name} {cue} {_within(words)}"
    return words


def _within(words: str) -> str:
    """`words` inside a sentence: "accused the United States"."""
    return f"the {words[4:]}" if words.startswith("The ") else words


def _denial(words: str, speaker: Source, name: str, cue: str, *, clause: bool) -> str:
    """What is denied as the denial that it is: the content alone would say the opposite of what its source does."""
    verb = cue if _DENIES.match(cue) else _agrees(speaker, "denies", "deny")
    if clause and not cue.endswith(" that") and not TOLD_BY_OTHERS.match(words):
        verb = f"{verb} that"
    return f"{name} {verb} {words}"


def _governs_infinitive(cue: str, tokens: list[Token]) -> bool:
    """Whether the cue is a verb that takes "to" and a verb, and a plain word follows, whether or not the lists know it for a verb."""
    form = verb_forms().get(cue.rsplit(maxsplit=1)[-1]) if cue.split() else None
    return (
        form is not None
        and "to" in form.frames
        and len(tokens) > 1
        and tokens[1].text.isalpha()
        and tokens[1].text.islower()
        and tokens[1].lower not in cue_words("determiners") | cue_words("possessives") | cue_words("pronouns") | cue_words("prepositions")
    )


def _is_object_infinitive(words: str) -> bool:
    """Whether the words are somebody and what they are to do, not a clause that goes on with "to": "the plan is likely to …"."""
    match = _OBJECT_INFINITIVE.match(words)
    if match is None:
        return False
    tokens = tokenize(words, Span(start=0, end=match.end(1)))
    return find_finite(tokens, 0, len(tokens)) in (None, 0)


def _takes_object(cue: str) -> bool:
    """Whether the cue is an active, finite verb that can have a noun phrase as its object."""
    verbs = cue.split()
    form = verb_forms().get(verbs[-1]) if verbs else None
    return form is not None and _is_finite_cue(cue) and form.lemma in phrases("statement_cues", "object_verbs")


def _is_finite_cue(cue: str) -> bool:
    """Whether the cue is an active verb that can follow its subject as it stands."""
    verbs = cue.split()
    form = verb_forms().get(verbs[-1]) if verbs else None
    return form is not None and form.shape in ("past", "s") and not cue_words("be") & set(verbs[:-1])


def _subject(speaker: Source) -> str:
    """The speaker as the subject of a sentence; an institution that is named after a common noun takes an article."""
    name = speaker.canonical
    last = name.split()[-1] if name else ""
    if speaker.kind == "organization" and " " in name and last.islower() and not name.lower().startswith(("the ", "a ", "an ")):
        return name if last.endswith("s") else f"the {name}"
    return name


def _intends(speaker: Source, cue: str) -> str:
    if _REFUSING.search(cue):
        return "will not"
    if _CLAIMING.search(cue):
        return f"{_agrees(speaker, 'claims', 'claim')} to"
    if _OFFERING.search(cue):
        return f"{_agrees(speaker, 'offers', 'offer')} to"
    if "threat" in cue:
        return f"{_agrees(speaker, 'threatens', 'threaten')} to"
    if _COMMITTING.search(cue):
        return "will"
    if _REQUESTING.search(cue):
        return f"{_agrees(speaker, 'wants', 'want')} others to"
    return f"{_agrees(speaker, 'plans', 'plan')} to"


def _agrees(speaker: Source, singular: str, plural: str) -> str:
    if speaker.kind in ("anonymous", "organization") and not speaker.canonical.lower().startswith(("a ", "an ", "one ")):
        head = re.split(r"\s(?:of|for|from|in|at|on|with|to|who|within|familiar|close)\b", speaker.canonical, maxsplit=1)[0].split()[-1:]
        if head and head[0].islower() and head[0].endswith("s") and not head[0].endswith("ss"):
            return plural
    return singular


def _is_object(tokens: list[Token]) -> bool:
    """Whether a content is a plain noun phrase that its cue has as an object."""
    return (
        0 < sum(token.is_word for token in tokens) <= _LONGEST_OBJECT
        and tokens[0].is_word
        and tokens[0].lower not in phrases("syntax", "prepositions", "subordinators") | {"he", "she", "it", "they", "we", "i", "there"}
        and not is_infinitive_or_participle(tokens)
    )


def punctuated(words: str) -> str:
    """`words` with a capital, one final stop, and no quotation mark without its partner."""
    words = re.sub(r"\.(?:\s*\.)(?!\s*\.)(?<!\.\.\.)", ".", words.strip(" ,;:—–-"))
    if words.count('"') % 2:
        words = words.replace('"', "")
    if not _paired(words, "“", "”"):
        words = re.sub(r"[“”]", "", words)
    words = _without_stray_single(words)
    words = re.sub(r"""(?<=[.!?])(["”'’)]*)[.,]+$""", r"\1", words.strip(" ,;:—–-"))
    words = words[:1].upper() + words[1:]
    return words if re.search(r"""[.!?…]["”'’)]*$""", words) else f"{words}."


def _without_stray_single(words: str) -> str:
    """`words` without the single quotation marks that enclose them, or that lost their partner."""
    opens, closes = len(_SINGLE_OPENS.findall(words)), len(_SINGLE_CLOSES.findall(words))
    if words[:1] in ("'", "‘") and opens == 1 and (not closes or re.search(r"[,.!?]?['’][,.!?]?$", words)):
        words = words[1:]
        opens = 0
    return re.sub(r"(?<=[,.!?])['’](?=[.]?$)|(?<=\w)['’](?=[,.!?]?$)" if closes == 1 else r"(?!)", "", words) if not opens else words


def _paired(words: str, opening: str, closing: str) -> bool:
    depth = 0
    for mark in words:
        depth += (mark == opening) - (mark == closing)
        if depth < 0:
            return False
    return depth == 0
