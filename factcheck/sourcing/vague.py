"""Attribution to nobody in particular: which kind of vague a source is, and the words that say so. The lists: `words.toml`."""

from __future__ import annotations

import re
import textwrap
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

from factcheck.models import Attribution

__all__ = ["Vague", "document_types", "launders", "names_no_issuer", "vague_link", "vague_rules"]

_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_MOST_BEFORE_A_HEAD = 2
_AGENTLESS = "agentless"
_LONGEST = 200
"""Characters of a name or a cue that are looked at."""
_LONGEST_SHOWN = 60
"""Characters of a sentence that are shown where no word of it is known to attribute."""
_MADE_UP = "unspecified"
"""How the names begin that "reportedly" and the like are filed under, which are not the article's words."""
_REPORTED = re.compile(r"\b(?:(?:is|are|was|were|been)\s)?report(?:ed|edly)\b", re.IGNORECASE)
_SOMEBODY_SAYS = "says so"


class Vague(NamedTuple):
    """A vague attribution."""

    rule: str
    """Id of the rule that is about its kind."""
    wording: str
    """The words that attribute, as far as they are known."""
    does: str = _SOMEBODY_SAYS
    """What nobody in particular does, to ask who does it."""


class _Kind(NamedTuple):
    rule: str
    names: frozenset[str]
    heads: frozenset[str]
    modifiers: frozenset[str] | None
    cues: frozenset[str]


@cache
def _lists() -> dict[str, Any]:
    return tomllib.loads(files("factcheck.sourcing").joinpath("words.toml").read_text(encoding="utf-8"))


@cache
def _kinds() -> tuple[_Kind, ...]:
    return tuple(
        _Kind(
            entry["rule"],
            frozenset(entry.get("names", ())),
            frozenset(entry.get("heads", ())),
            frozenset(entry["modifiers"]) if "modifiers" in entry else None,
            frozenset(entry.get("cues", ())),
        )
        for entry in _lists()["vague"]
    )


def vague_rules() -> tuple[str, ...]:
    """Ids of the rules about vague sources."""
    return tuple(kind.rule for kind in _kinds())


def document_types() -> frozenset[str]:
    """Types of publishers whose documents are records rather than reports."""
    return frozenset(_lists()["documents"]["publisher_types"])


def launders(link: Attribution) -> bool:
    """Whether the article passes on what nobody in particular fears, suspects or alleges: "there are fears that"."""
    cue = link.cue.text if link.cue is not None else ""
    return link.source.canonical.startswith(_MADE_UP) and not set(_words(cue)).isdisjoint(_lists()["laundered"]["cues"])


def names_no_issuer(word: str) -> bool:
    """Whether a capitalised word before a document does not say whose it is: "an Israeli report", "a WhatsApp message"."""
    return word.casefold() in _demonyms() or word.casefold() in _lists()["no_issuer"]["platforms"]


@cache
def _demonyms() -> frozenset[str]:
    return frozenset(_lists()["no_issuer"]["demonyms"])


@lru_cache(maxsize=4096)  # several rules ask about the same link
def vague_link(link: Attribution, quote: str, sentence: str = "") -> Vague | None:
    """The reading of one link; None when its source is described, or refers back to one that may be.

    Args:
        link: a link whose source is not named.
        quote: the claim's content as written, in which words such as "is expected to" may stand.
        sentence: that holds it, with the words that are left out of the content: "reportedly".
    """
    cue = link.cue.text if link.cue is not None else ""
    cue_words = set(_words(cue))
    kind = next((kind for kind in _kinds() if kind.cues & cue_words or _is(kind, link.source.canonical)), None)
    if kind is None:
        return None
    if kind.rule == _AGENTLESS:
        return _agentless(link, quote, sentence)
    if kind.cues & cue_words:
        return Vague(kind.rule, cue)
    if link.source.canonical.startswith(_MADE_UP):
        reported = _REPORTED.search(quote) or _REPORTED.search(sentence)
        return Vague(kind.rule, cue or (reported.group() if reported else _shortened(sentence or quote)))
    told = set(_words(link.source.name)) & set(_words(link.source.canonical))
    return Vague(kind.rule, link.source.name if told else link.source.canonical)


def _words(text: str) -> list[str]:
    return _WORD.findall(text[:_LONGEST].casefold())


def _is(kind: _Kind, name: str) -> bool:
    if name.casefold() in kind.names:
        return True
    words = _words(name)
    if not words or words[-1] not in kind.heads or words[0] in _before("closed"):
        return False
    between = [word for word in words[:-1] if word not in _before("open")]
    if kind.modifiers is not None:
        return all(word in kind.modifiers or word in _demonyms() for word in between)
    return len(between) <= _MOST_BEFORE_A_HEAD


@cache
def _before(key: str) -> frozenset[str]:
    return frozenset(_lists()["before_a_head"][key])


@cache
def _agentless_words() -> re.Pattern[str]:
    words = "|".join(sorted(_lists()["agentless"]))
    return re.compile(rf"(?:\b(?:it\s+)?(?:is|are|was|were|been|be)\s+(?:\w{{1,20}}\s+)?)?\b(?P<word>{words})\b", re.IGNORECASE)


def _agentless(link: Attribution, quote: str, sentence: str) -> Vague:
    cue = link.cue.text if link.cue is not None else ""
    found = next(filter(None, (_agentless_words().search(words) for words in (cue, quote, sentence))), None)
    if found is None:
        return Vague(_AGENTLESS, cue or _shortened(sentence or quote))
    return Vague(_AGENTLESS, cue or found.group(), _lists()["agentless"][found["word"].lower()])


def _shortened(words: str) -> str:
    return textwrap.shorten(words, _LONGEST_SHOWN, placeholder=" …")
