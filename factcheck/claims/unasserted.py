"""Attributions that a sentence does not make: what somebody did not say, may have said, or would not say.

"The minister did not say that …", "if the mayor said that …", "refused to say whether …": nobody is reported to have said the content.
What such a sentence does assert, that the minister said no such thing, is its author's own statement.
"""

from __future__ import annotations

import re
from functools import cache

from factcheck.claims.base import TaggedAttribution
from factcheck.claims.lexicons import load, matcher
from factcheck.models import Span

__all__ = ["is_asserted"]

_AUXILIARY = r"(?:do|does|did|has|have|had|would|will|could|can|may|might|should|must|is|are|was|were)"
_NEGATED = re.compile(
    rf"(?:\b{_AUXILIARY}(?:\s\w+ly)?\snot\b|n['’]t|\bcannot|\bnever|\b(?:has|have|had)\s(?:yet|still\syet)\sto|\bno\slonger|\bnor\s{_AUXILIARY}\b)"
    r"(?!\s(?:only|just|merely|simply|help|resist)\b)",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"^(?:no\sone|nobody|none|neither|no\s[a-z]+|few|hardly\sany(?:one|body)?|scarcely\sany(?:one|body)?|not\s(?:all|every\w*|many))\b(?!,)",
    re.IGNORECASE,
)
_SHORT_OF = re.compile(
    r"\b(?:(?:stop(?:s|ped|ping)?|fell|falls?)\sshort\sof|(?:fail(?:s|ed|ing)?|forgot|forgets?|omit(?:s|ted)?|neglect(?:s|ed)?)\sto"
    r"|wrong\sto|mistaken\sto|false\sto|(?:gives?|gave|given|giving|made|makes?|offer(?:s|ed)?)\sno\s\w+|without|instead\sof|rather\sthan)"
    r"(?:\s(?:\w+ly|even|ever))?\s*$",
    re.IGNORECASE,
)
"""What before a verb of saying says that it was not, or should not have been, said."""
_NO_SIGN = re.compile(r"^(?:gives?|gave|given|giving|made|makes?|offer(?:s|ed)?|there\s(?:is|was))\sno\s\w+", re.IGNORECASE)
_INVERTED = re.compile(rf"\bnor\s{_AUXILIARY}(?:\s(?:not|ever))?\s*$", re.IGNORECASE)
_DEMANDED = re.compile(
    r"\b(?:demand(?:s|ed|ing)? that|order(?:s|ed|ing)?|want(?:s|ed)?|call(?:s|ed|ing)? (?:on|for|upon)|urg(?:es?|ed|ing)|ask(?:s|ed|ing)?"
    r"|request(?:s|ed|ing)?|press(?:es|ed|ing)?|requir(?:es?|ed|ing))\s*$",
    re.IGNORECASE,
)
"""What stands before somebody of whom it is demanded that they say something."""
_BASE = re.compile(
    r"(?:to\s)?(?:acknowledge|admit|announce|clarify|confirm|declare|disclose|explain|reveal|say|show|state|tell)\b(?:\s\w+)?",
    re.IGNORECASE,
)
_NEITHER = re.compile(r"\bneither\s[\w\s]{2,40}?\bnor\b(?:\s\w+){0,3}\s*$", re.IGNORECASE)
"""A group of verbs that says of two things that neither was done: "neither confirmed nor denied"."""
_ASKING = re.compile(r"\b(?:question|wonder|ask|inquir|enquir|doubt)\w*(?:\s\w+)?$", re.IGNORECASE)
_ASKED = re.compile(r"(?:whether|if|how|why|what|who|when|where)\b", re.IGNORECASE)
_ASKED_ABOUT = re.compile(r"^(?:(?:when|if|once|was|were|is|been)\s)?asked\s(?:about|for\s(?:a\s)?comment|to\scomment)\b", re.IGNORECASE)
_UNNAMED = re.compile(
    r"(?:not\sto\sbe|to\s(?:remain|stay))\s(?:further\s|publicly\s)?(?:named|identified|quoted|anonymous|unnamed)\b", re.IGNORECASE
)
_BACK = 60
"""Code points before a cue or a source in which what denies or supposes it stands."""
_BETWEEN = 2
"""Words from a negation to the cue; one farther away belongs to something else."""


def is_asserted(text: str, tag: TaggedAttribution) -> bool:
    """Whether the words of `tag` report that its source said, thought or wants its content."""
    if not tag.cue:
        return True
    source, cue = tag.source[0] if tag.source else None, tag.cue[0]
    if source is None and _supposition().match(f"{cue.of(text)} "):
        return False
    first = min(source.start, cue.start) if source is not None else cue.start
    before = _clause(text, first)
    if source is not None and (_NOBODY.match(source.of(text)) or _supposition().match(f"{source.of(text)} ")):
        return False
    possessive = source is not None and source.of(text).endswith(("'s", "’s"))
    if (_supposing().search(before) and not possessive) or _INVERTED.search(before):
        return False
    after_source = source is not None and source.end <= cue.start
    group = text[source.end if after_source and source is not None else max(first - _BACK, first - len(before)) : cue.end]
    if _NEITHER.search(group) or (after_source and source is not None and _DEMANDED.search(before) and _BASE.fullmatch(group.strip())):
        return False
    verb = cue.start + cue.of(text).rfind(" ") + 1
    if _SHORT_OF.search(text[max(0, verb - _BACK) : verb]) or _NO_SIGN.search(cue.of(text)):
        return False
    return not _negated(group, len(cue)) and not _withheld(text, tag, group) and not _asks(text, tag)


def _asks(text: str, tag: TaggedAttribution) -> bool:
    """Whether the source put a question ("questioned whether", "asked how"), or asked for its name to be kept out."""
    opening = _opening(text, tag.content[0])
    if _ASKED_ABOUT.search(f"{tag.cue[-1].of(text)} {opening}"):
        return True
    return _UNNAMED.match(opening) is not None or (_ASKED.match(opening) is not None and _ASKING.search(tag.cue[-1].of(text)) is not None)


def _clause(text: str, position: int) -> str:
    """The words before `position`, back to the last stop."""
    words = text[max(0, position - _BACK) : position]
    return re.split(r"[.;:?!\n\"“”]", words)[-1]


def _negated(group: str, cue: int) -> bool:
    """Whether the verb group at the end of `group`, whose last `cue` code points are the cue, is negated."""
    found = None
    for match in _NEGATED.finditer(group):
        found = match
    if found is None:
        return False
    between = group[found.end() : max(found.end(), len(group) - cue)]
    return len(between.split()) <= _BETWEEN and re.search(r"[^\w\s'’-]|\b(?:and|but|or)\b", between) is None


def _withheld(text: str, tag: TaggedAttribution, group: str) -> bool:
    """Whether the source would not speak: "refused to say whether", "declined | to comment on"."""
    cue = tag.cue[0]
    words = f"{group[-_BACK:]} {_opening(text, tag.content[0])}" if tag.content[0].start >= cue.end else group[-_BACK:]
    return _refusal().search(words) is not None


def _opening(text: str, content: Span) -> str:
    return text[content.start : min(content.end, content.start + 40)]


@cache
def _supposition() -> re.Pattern[str]:
    """A source or a cue that was taken together with the word that supposes: "Suppose the mayor", "assuming that"."""
    return re.compile(rf"(?:{matcher('unasserted', 'suppositions', 'conditions').pattern})\s", re.IGNORECASE)


@cache
def _supposing() -> re.Pattern[str]:
    """What stands right before a subject and makes its verb a mere possibility."""
    return re.compile(rf"(?:{matcher('unasserted', 'suppositions', 'conditions').pattern})(?:\sthat)?\s*$", re.IGNORECASE)


@cache
def _refusal() -> re.Pattern[str]:
    lists = load("unasserted")
    return re.compile(
        rf"\b(?:{'|'.join(lists['refusing_stems'])})\w*\s(?:\w+ly\s)?to\s(?:\w+ly\s)?(?:{'|'.join(lists['withheld'])})\b", re.IGNORECASE
    )
