"""Captions of pictures and films, told by how they open, how they are credited, and what they lack."""

from __future__ import annotations

import re
from functools import cache

from factcheck.article.lexicon import furniture, is_verbless, words

__all__ = ["is_caption"]

_MAX_WORDS = 80
_QUOTE = re.compile(r"[\"“”]")
_ENDS_SENTENCE = re.compile(r"[.!?…][\"”'’)\]]*$")
_WHO_WHERE = re.compile(r"\b(?:in|at|on|near|outside|inside|during|with|by|from|of|aboard|beside|off) (?:the |an? )?(?:[A-Z0-9])")
_SLASH_CREDIT = re.compile(
    r"(?:[\[(][A-Z][\w.’-]*[a-z] [^\[\]()/,]{2,60}/ ?[A-Z][^\[\]()/,]{1,40}[\])]"
    r"|[.|–—] ?[A-Z][\w.'’-]+(?: (?:(?:de|van|von|der|for|of|the) ){0,2}[A-Z][\w.'’-]*){0,4}/[A-Z][\w.'’ -]{1,40})\.?$"
)


def is_caption(text: str) -> bool:
    """Whether a block describes a picture.

    It does when it opens as captions do ("File photo of ..."), ends in a credit ("... Photo: Jane Doe"), points at people by
    place ("(left)"), or is a noun phrase that says who or what is seen where.
    """
    tokens = words(text)
    if not tokens or len(tokens) > _MAX_WORDS or len(text) > 12 * _MAX_WORDS:
        return False
    if _opens_as_caption(text, tokens) or _ends_in_credit(text):
        return True
    if len(tokens) > _MAX_WORDS // 2 or _QUOTE.search(text):
        return False
    if _places().search(text):
        return is_verbless(text) or not _ENDS_SENTENCE.search(text) or len(_places().findall(text)) > 1
    return len(tokens) >= 4 and not text.endswith("?") and is_verbless(text) and bool(_WHO_WHERE.search(text))


def _opens_as_caption(text: str, tokens: list[str]) -> bool:
    data = furniture()["caption"]
    head, colon, _ = text.partition(":")
    if colon and head.strip(" ([").lower() in _labels():
        return True
    start = 1 if tokens[0] in {"a", "an", "the", "this", "in"} else 0
    opener = tokens[start : start + 4]
    strong = bool(opener) and opener[0] in data["strong_modifiers"]
    rest = opener[1:] if strong else opener
    noun = next((size for size in (3, 2, 1) if " ".join(rest[:size]) in data["nouns"]), 0)
    if not noun:
        return False
    if strong and opener[0] in {"file", "materials", "material", "archive", "archival", "stock", "handout", "undated"}:
        return True
    followed = len(rest) > noun and rest[noun] in data["followers"]
    # "Video of the incident shows officers ..." asserts something; "Video of the incident" does not.
    return (followed or strong) and (is_verbless(text) or not _ENDS_SENTENCE.search(text))


def _ends_in_credit(text: str) -> bool:
    return bool(_credit().search(text) or _SLASH_CREDIT.search(text[-120:]))


def _any(options: list[str]) -> str:
    return "(?:" + "|".join(re.escape(option) for option in sorted(options, key=len, reverse=True)) + ")"


@cache
def _labels() -> frozenset[str]:
    data = furniture()["caption"]
    nouns = {noun for noun in data["nouns"] if noun != "map"}
    labels = nouns | set(data["openers"]) | {"caption", "photo caption", "photo credit", "image credit", "credit", "credits"}
    return frozenset(labels | {f"{modifier} {noun}" for modifier in data["strong_modifiers"] for noun in nouns})


@cache
def _places() -> re.Pattern[str]:
    places = [place for place in furniture()["caption"]["places"] if len(place) > 1]
    side = r"(?<=\w), (?:second from |far )?(?:left|right|cent(?:er|re))(?=,| and\b)"
    return re.compile(rf"\((?:pictured )?{_any(places)}(?: side)?\)|\(L(?:-R)?\)(?=.*\(R\)|.*:)|{side}")


@cache
def _credit() -> re.Pattern[str]:
    data = furniture()["caption"]
    credit, agency = _any(data["credit_words"]), _any(data["agencies"])
    work = r"(?:photo|photograph|image|picture|illustration|graphic)s?"
    library = r"(?:getty images|shutterstock|ap photo|wikimedia commons)"
    start = r"(?:^|[\s.(\[|–—/-])"
    tail = r"(?-i:[A-Z0-9@])[^.:;!?\"“”]{1,70}(?:\.[^.:;!?\"“”]{0,20})?\.?[)\]]?$"
    end = r"\.?[)\]]?$"
    return re.compile(
        rf"{start}{credit}(?: credit)?s?(?: by| via)?\s?[:©]\s?{tail}"
        rf"|(?:^|[.(\[|–—]\s?){work} (?:by|courtesy(?: of)?|via|credit) {tail}"
        rf"|{start}(?:ap photo|getty images|afp photo|reuters|epa|shutterstock|handout)\s?/ ?[^.!?\"“”]{{2,50}}{end}"
        rf"|/ ?{agency}(?: ?/ ?{agency})?{end}"
        rf"|\bvia (?:{library}|reuters|ap|afp|flickr){end}|(?:^|[.,] |\(){library}{end}"
        r"|©\s?[^.!?]{2,50}\.?$|\(file photo\)\.?$|\bcourtesy photo\.?$",
        re.IGNORECASE,
    )
