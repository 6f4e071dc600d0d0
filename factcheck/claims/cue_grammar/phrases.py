"""Finding the source: the noun phrase before or after a verb, with its titles and appositions, without a parser."""

from __future__ import annotations

from factcheck.claims.cue_grammar.lexicon import verb_forms, words
from factcheck.claims.cue_grammar.line import Line, Range

__all__ = ["subject_after", "subject_before"]

_PRONOUNS = words("pronouns")
_SUBJECTS = words("subject_pronouns")
_SUBORDINATORS = words("subordinators")
_DETERMINERS = words("determiners")
_PREPOSITIONS = words("prepositions")
_AUXILIARIES = words("auxiliaries")
_PLAIN_VERBS = words("plain_verbs")
_RELATIVE = words("relative")
_FRONTED = words("fronted")
_TIME_WORDS = words("time_words")
_TIME_NOUNS = words("time_nouns")
_INSIDE_MARKS = frozenset({"&", "$", "#", "@", "%", "/", "-", ".", "’", "'"})
_OCCASIONS = words("occasions")
_SOURCE_STOPS = words("source_stops")
_LONGEST = 30
"""Tokens that a source may hold; a bound that also keeps the scan linear."""


def subject_before(line: Line, end: int, *, floor: int = 0) -> tuple[Range, ...]:
    """The noun phrase that ends right before token `end`, the first of a verb group; empty where there is none.

    A clause between commas before the verb is an apposition (kept) or a relative or adverbial clause (left out).
    """
    floor = max(floor, end - 3 * _LONGEST)
    end = _before_time(line, end, floor)
    last = end - 1
    if last < floor:
        return ()
    word = line.word(last)
    if word in _RELATIVE and word != "that":
        return ((last, end),)
    if word == "that" and last > floor and line.is_word(last - 1) and not line.is_verb_like(last - 1):
        return ((last, end),)
    if word in _PRONOUNS or word.partition("'")[0] in _SUBJECTS:
        return ((last, end),)
    if word in {",", "—", "–", "-"}:
        return _across_insertion(line, end, floor, mark=word)
    start = _phrase_start(line, last, floor)
    return ((start, end),) if start < end else ()


def _before_time(line: Line, end: int, floor: int) -> int:
    """Where a phrase ends that a date follows: "Roe on Monday said", "who in 2010 said"."""
    index = end
    while index > floor and (
        line.is_time_word(index - 1) or (index < end and line.word(index - 1) in {"last", "this", "next", "late", "early", "earlier"})
    ):
        index -= 1
    if index == end or index <= floor:
        return end
    return index - 1 if line.word(index - 1) in {"on", "in", "since"} else index


def _across_insertion(line: Line, end: int, floor: int, *, mark: str) -> tuple[Range, ...]:
    """The subject of a verb that a comma or dash precedes: what stands before the insertion, with it where it is an apposition."""
    close = end - 1
    commas = [index for index in range(close - 1, floor - 1, -1) if line.word(index) == mark and not line.quoted(index)]
    for number, comma in enumerate(commas[:4]):
        if comma <= floor or close - comma > _LONGEST:
            break
        head = comma + 1
        insertion = line.word(head)
        relative = insertion in {"who", "which", "whose", "whom", "where", "when"}
        adverbial = (
            insertion in _PREPOSITIONS or insertion.endswith("ing") or insertion in _FRONTED or insertion in {"speaking", "too", "though"}
        )
        start = _phrase_start(line, comma - 1, floor)
        if start >= comma:
            continue
        earlier = commas[number + 1] if number + 1 < len(commas) else None
        # "Roe, a senator from Ohio, who …, said": the phrase before this comma may itself be the apposition of a name further left.
        if (
            earlier is not None
            and start == earlier + 1
            and (line.word(start) in {"a", "an", "the", "who", "which", "whose"} or line.word(start).isdigit())
            and number < 3
        ):
            outer = _phrase_start(line, earlier - 1, floor)
            if outer < earlier and line.capital(earlier - 1):
                return ((outer, comma if relative or adverbial else close),)
            if line.word(start) in {"who", "which", "whose"}:
                continue
        return ((start, comma if relative or adverbial else close),)
    return ()


def _phrase_start(line: Line, last: int, floor: int) -> int:
    """Where the noun phrase begins that ends with token `last`; `last + 1` where nothing there can be one."""
    start = last + 1
    index = last
    depth = 0
    lowest = max(floor, last - _LONGEST)
    forms = verb_forms()
    while index >= lowest:
        word = line.word(index)
        if word == ")":
            depth += 1
        elif word == "(":
            if not depth:
                break
            depth -= 1
        elif depth:
            pass
        elif not line.is_word(index):
            if word in _INSIDE_MARKS and (word != "." or (index > lowest and len(line.word(index - 1)) <= 4)) and not line.quoted(index):
                pass
            elif index != last and line.closes_quotation(index) and line.is_word(index - 1) and line.word(index - 1) not in _SUBORDINATORS:
                # A nickname or a scare quote inside the phrase.
                number = line.quotation[index]
                while index > lowest and line.quotation[index - 1] == number:
                    index -= 1
            else:
                break
        elif word in _SUBJECTS and index != last and word != "you":
            break
        elif word in _SUBORDINATORS:
            if (word in {"and", "or"} and index < last and _coordinated(line, index, lowest)) or (
                word in {"that", "who", "which"} and start <= last and index > lowest and _reduced(line, index, last)
            ):
                pass
            else:
                break
        elif (
            word in _PLAIN_VERBS
            or word in _AUXILIARIES
            or ((form := forms.get(word)) and index > lowest and form.shape in ("past", "s") and index < last and _verbal(line, index))
        ):
            break
        start = index
        index -= 1
    return _trimmed(line, start, last)


def _coordinated(line: Line, index: int, lowest: int) -> bool:
    """Whether "and" at `index` joins two noun phrases: capitals or plurals on both sides and no verb before it."""
    if index - 1 < lowest or line.word(index - 1) == ",":
        return line.word(index - 1) == "," and line.capital(index + 1) and line.capital(index - 2)
    for position in range(index - 1, max(lowest, index - 8) - 1, -1):
        if not line.is_word(position):
            break
        if line.is_verb_like(position) or line.word(position) in _PLAIN_VERBS:
            return False
    return line.capital(index - 1) == line.capital(index + 1) or line.word(index + 1) in {
        "other",
        "others",
        "the",
        "his",
        "her",
        "its",
        "their",
    }


def _reduced(line: Line, index: int, last: int) -> bool:
    """Whether "who" at `index` opens a short relative clause that the phrase can hold: "people who know him"."""
    return last - index <= 5 and line.is_word(index - 1) and line.word(index) != "that"


def _verbal(line: Line, index: int) -> bool:
    """Whether a form of a cue verb inside a possible phrase is a verb rather than a noun or an adjective."""
    before = line.word(index - 1)
    if before in _DETERMINERS or before in _PREPOSITIONS or before.endswith("'s") or before in {"newly", "recently", "so"}:
        return False
    after = line.word(index + 1)
    form = verb_forms()[line.word(index)]
    if form.shape == "past":
        return not (after in {"by", "in", "on", "with", "at", "from"} and before not in _PRONOUNS)
    return after in _DETERMINERS or after in {"that", "to"}


def _trimmed(line: Line, start: int, last: int) -> int:
    """Drops what is no part of the phrase at its left edge: conjunctions, adverbs, dates, fronted prepositional phrases."""
    while start <= last:
        word = line.word(start)
        after = line.skip_time(start)
        if start < after <= last:
            start = after
        elif word in {"both", "all", "not", "almost", "nearly", "about"} or (
            word in {"at", "more", "less", "fewer"} and line.word(start + 1) in {"least", "most", "than"}
        ):
            break
        elif (
            line.is_adverb(start)
            or (not line.is_word(start) and word not in {"$", "#", "@"})
            or word in {"and", "or", "but", "however", "still", "yet", "so", "meanwhile", "indeed", "then"}
        ):
            start += 1
        elif word in _PREPOSITIONS or word in {"when", "while", "if"}:
            nested = _capital_run(line, start, last)
            if nested is None:
                return last + 1
            start = nested
        else:
            break
    if start == last and line.word(last) in _TIME_NOUNS | _TIME_WORDS:
        return last + 1
    return start


def _capital_run(line: Line, start: int, last: int) -> int | None:
    """After a fronted preposition ("In Iowa last week Roe said"): where the last phrase before the verb begins."""
    index = last
    while index > start and (line.capital(index) or line.word(index) in {".", "of", "(", ")", "-"}):
        index -= 1
    if index == last:
        while index > start and line.word(index) not in _DETERMINERS:
            index -= 1
        return index if index > start + 1 else None
    return index + 1 if index > start or not line.capital(start + 1) else None


def subject_after(line: Line, start: int) -> Range | None:
    """The noun phrase that begins at token `start`, with its appositions, after an inverted verb or "according to"."""
    index = start
    limit = min(line.size, start + 3 * _LONGEST)
    if (
        (line.word(start) in _PRONOUNS or line.word(start) in {"him", "her", "them", "me", "us"})
        and line.word(start) not in {"some", "many", "both"}
        and not line.is_word(start + 1)
    ):
        return (start, start + 1)
    while index < limit:
        word = line.word(index)
        if line.quoted(index) and (line.opens_quotation(index)) and index > start and line.word(index - 1) in {",", ".", ":", ";"}:
            break
        if word in {".", "!", "?", ";"} and index >= line.size - 2:
            break
        if word in {";", "—", "–"} or (word == ":"):
            break
        if word == "," and _ends_at_comma(line, index):
            break
        if index > start and (line.skip_time(index) > index or _adjunct(line, index)) and line.word(index) != "this":
            break
        index += 1
    while index > start and not line.is_word(index - 1) and line.word(index - 1) not in {")", '"', "”", "'"}:
        index -= 1
    return (start, index) if index > start else None


def _adjunct(line: Line, index: int) -> bool:
    """Whether words after an inverted subject say where or when it was said."""
    word = line.word(index)
    if word in {"in", "during", "at"} and line.word(index + 1) in {"a", "an", "the", "his", "her", "their"}:
        return any(line.word(position) in _OCCASIONS for position in range(index + 2, min(index + 6, line.size)))
    return word in {"when", "as", "while", "after", "before"} and index > 0


def _ends_at_comma(line: Line, comma: int) -> bool:
    """Whether the comma ends the source rather than opening an apposition."""
    following = line.word(comma + 1)
    if line.quoted(comma + 1) or following.endswith("ing") or following in _SOURCE_STOPS:
        return not (following == "and" and line.capital(comma + 2) and line.capital(comma - 1))
    return False
