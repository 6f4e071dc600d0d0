"""The parts of a noun phrase that tell what it stands for: its head, what counts it, and what follows the head."""

from __future__ import annotations

import re
from typing import NamedTuple

from factcheck.claims.lexicons import phrases
from factcheck.claims.names import strip_article

__all__ = ["Phrase", "head_noun", "parse"]

_WORD = re.compile(r"[\w&@#%][\w'’.\-&]*")
_POST_MODIFIER = re.compile(
    r"\s+(?:of|for|from|in|at|on|by|with|to|who|whom|whose|which|that|familiar|close|briefed|near|inside|within|over|about|against|around|across"
    r"|among|outside|under|since|after|before|during|between|named|called|including|like|such|seen|obtained|released|published|issued|conducted"
    r"|made|taken|surveyed|polled|interviewed|told|speaking|contained|posted|here|there|today|last|this|is|are|was|were|had|has|have|being|said|says"
    r"|\w+(?:ed|wn|un|ung|elt)\s+(?:by|in|to|on|for|from|as|with|at|against)"
    r"|\w+ing\s+(?:to|the|a|an|his|her|their|its|in|for|against|on|with|from|about|up|out))(?![\w-])"
    r"|\s+[a-z]+ing\s+(?=[A-Z])|\s[—–-]\s|[,:;(—]"
)
_LEADING = re.compile(
    r"^(?:[\"“”'‘’(\[—–-]+\s*)?(?:(?:among|by|to|from|that|as|but|and|even|just|only|also|because|while|although)\s+)*", re.IGNORECASE
)
_REFLEXIVE = re.compile(r"(?<=\w)\s(?:himself|herself|itself|themselves)$", re.IGNORECASE)
_ADVERBS = (
    r"(?:(?:about|nearly|almost|more than|fewer than|less than|at least|as many as|up to|over|roughly|around|just|some|only"
    r"|an estimated)\s+)*"
)
_COUNT = re.compile(
    rf"^{_ADVERBS}(?:an?\s+|the\s+)?(?:[\w-]+\s+){{0,2}}?(?P<count>\d[\d,.]*%?|[a-z%]+)"
    rf"(?:\s+(?:in|out of)\s+(?:\d+|every|four|five|three|ten))?\s+of\s+(?:these\s+|those\s+)?",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"\d\s?%|\b(?:percent|per cent|percentage|majority|plurality|proportion|out of|in (?:10|ten|five|four|three|5|4|3))\b", re.IGNORECASE
)


class Phrase(NamedTuple):
    """A source phrase taken apart."""

    text: str
    """The phrase on one line, without the words before it that are no part of it ("among", a quotation mark)."""
    main: str
    """The part before the first comma, bracket or dash, without article or possessive."""
    bare: str
    """`text` without article or possessive."""
    head: str
    """The head noun in lower case; of a counted group that of what is counted."""
    common: bool
    """Whether the head is written without a capital, or has it only from the beginning of the phrase."""
    counted: bool
    """Whether it is a number or share of a group: "a handful of", "75 percent of"."""
    share: bool
    """Whether it is a share of a group, as polls give it."""

    @property
    def definite(self) -> bool:
        """Whether "the", "this" or a possessive pronoun begins it."""
        return re.match(r"(?:the|this|that|these|those|its|his|her|their|our|my)\b", self.text, re.IGNORECASE) is not None

    @property
    def indefinite(self) -> bool:
        """Whether it speaks of somebody or something not told before: "a", "one", "some"."""
        return (
            re.match(
                r"(?:an?|one|another|some|any|several|(?:nearly |almost )?all|many|most|other|two|three|various|numerous|multiple)\b",
                self.text,
                re.IGNORECASE,
            )
            is not None
        )

    @property
    def plural(self) -> bool:
        """Whether the head reads as a plural."""
        return self.head in ("people", "men", "women", "children", "police", "media", "staff") or (
            self.head.endswith("s") and not self.head.endswith("ss")
        )

    @property
    def proper(self) -> bool:
        """Whether a capital stands in it that is not owed to the beginning of a sentence."""
        return re.search(r"(?<!^)(?<![\w'’-])[A-Z]", self.text) is not None


def parse(phrase: str) -> Phrase:
    """Takes a source phrase apart."""
    text = _REFLEXIVE.sub("", " ".join(phrase.split()).strip(" ,;"))
    text = _LEADING.sub("", text, count=1) or text
    bare = strip_article(text)
    main = re.split(r"[,(\[;:]|\s[—–-]+\s", bare, maxsplit=1)[0].strip()
    counted, rest = _uncounted(text)
    head = _head_word(rest)
    common = head[:1].islower() or (text.startswith(head) and not (head.isupper() and len(head) > 1))
    return Phrase(text, main, bare, _plain(head), common, counted, counted and _SHARE.search(text[: len(text) - len(rest)]) is not None)


def _uncounted(text: str) -> tuple[bool, str]:
    match = _COUNT.match(text)
    if match is None:
        return False, text
    count = match.group("count").lower()
    if count in phrases("anonymous", "quantities") or count[0].isdigit():
        return True, text[match.end() :]
    return False, text


def head_noun(phrase: str) -> str:
    """The head of a noun phrase in lower case: the last word before a preposition, relative clause or comma."""
    return _plain(_head_word(phrase))


def _head_word(phrase: str) -> str:
    bare = strip_article(phrase)
    match = _POST_MODIFIER.search(bare, 1)
    words: list[str] = _WORD.findall(bare[: match.start()] if match and match.start() > 0 else bare)
    return words[-1] if words else ""


def _plain(word: str) -> str:
    return word.lower().rstrip(".'’")
