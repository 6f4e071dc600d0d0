"""What a claim states as done against what a passage has as possible, wanted, planned or threatened, and the reverse.

The words before a predicate tell how far it has got (`modality.toml`). Two texts are compared where they have the predicate, or a near
one, of the same things: a "could" in another sentence contradicts nothing.
"""

from __future__ import annotations

import datetime as dt
import re

from factcheck.claims.lexicons import phrases
from factcheck.models import DiffItem, Span
from factcheck.verdict.diff.align import owners_before, same_days
from factcheck.verdict.diff.forms import BARE, base_stem, before_adverbs, past_form
from factcheck.verdict.diff.pairing import Pairing
from factcheck.verdict.diff.presence import kindred
from factcheck.verdict.diff.reading import Reading
from factcheck.verdict.diff.steps import DENIED, DONE, HELPERS, LEAD, REACH, Predicate, listed, near, predicates, step_of
from factcheck.wordlist import word_set
from factcheck.words import FUNCTION_WORDS, Word, content_stems, stem

__all__ = ["compare_modality"]

APART = 2
"""Steps between two texts that make a mismatch."""
BEFORE, AFTER = 5, 12
"""Words before and after a predicate that say of what."""
SHARED = 2
"""Things that both texts say the predicate of, at least."""
SHARE = 0.3
"""And what part of the claim's own."""
PRESENT_SHARE = 0.6
"""The same part where the claim's verb is in the present."""
MORE = 3
"""Words after a verb among which it says that it is done to more."""
NEAR = 8
"""Words after a verb among which its object stands."""
MEANWHILE = dt.timedelta(days=45)
"""What was planned so long before the article may have been done since."""
UNDERSTATED = 0.8
"""The same part where the claim says less than the passage: a later or fuller report may say more, so nearly all else must agree."""
_NOT_YET = re.compile(r"\b(?:be|being|get|to)\s(?:\w+ly\s)?$", re.IGNORECASE)
_FULFILLED = re.compile(
    r"\b(?:(?:did|(?:has|have|had) (?:(?!not\b|never\b|yet\b)\w+ )?done) (?:so|just that|exactly that)\b"
    r"|ma(?:de|kes) good on\b|went ahead\b"
    r"|(?:follow(?:s|ed|ing)|went) through (?:on|with)\b"
    r"|(?:deliver(?:s|ed|ing) on|acted on|carr(?:ied|ies|ying) out|kept|keeps|fulfill?(?:s|ed|ing)|honou?r(?:s|ed|ing)|lived up to)"
    r" (?:[\w’']+ ){0,2}(?:threat|promise|pledge|vow|plan|warning|word)s?\b|and (?:\w+ly )?did(?=[.,;:]))",
    re.IGNORECASE,
)
"""What was threatened, promised or planned has been done: "did so", "made good on a promise"."""
_UNFULFILLED = re.compile(
    r"(?:\b(?:not|never|no one|nobody|neither|nor|until|unless|if|before|whether|yet)\b|n['’]t\b)[^,.;]{0,40}$", re.IGNORECASE
)
"""What makes of such words that it has not."""
_MORE = re.compile(r"\b(?:again|additional|another|further|more(?! than)|extra)\b", re.IGNORECASE)
"""What may be done beyond what is done already."""
_AGAIN = re.compile(r"[^,.;]{0,80}\b(?:again|once more)\b", re.IGNORECASE)
_PASSIVE = re.compile(r"\b(?:was|were|been)\b", re.IGNORECASE)
_NEXT = re.compile(r"[;:,()]|\b(?:after|before|because|although|while|if|unless|when|which|that|who|and|but)\b", re.IGNORECASE)
"""Where what a verb is said of ends."""
_PARTICLES = word_set("down up out off over back away")
_DETERMINERS = word_set("a an the its his her their our this that these those all some any most more own other such every each very")


def _alike(a: str, b: str) -> bool:
    """Whether two stems may be of one thing."""
    return near(a, b, "things") or near(a, b, "predicates") or kindred(a, b)


def compare_modality(pair: Pairing) -> list[DiffItem]:
    """One item for the claim's predicate that the passage has further or less far on its way; at most one a claim."""
    best: tuple[float, int, DiffItem] | None = None
    for start, end in pair.claim.parts:
        if _fulfilled(pair.claim.reading, start, end):
            continue
        for mine in predicates(pair.claim.reading, start, end):
            for item in _against(pair, mine, (start, end)):
                rank = (item.alignment, -item.passage_span.start)
                if best is None or rank > best[:2]:
                    best = (*rank, item)
    return [best[2]] if best is not None else []


def _against(pair: Pairing, mine: Predicate, part: tuple[int, int]) -> list[DiffItem]:
    """Where the passage has the claim's predicate of the same things at another step; nothing where it also has it as far."""
    reading = pair.passage.reading
    beside = _arguments(pair.claim.reading, mine, *part)
    whole = pair.claim.stems - {mine.key, stem(mine.word.text)}
    written, told = pair.claim.article.date, pair.passage.passage.date
    old = mine.fact and written is not None and told is not None and written - told > MEANWHILE
    found = []
    for start, end in reading.sentences:
        there = reading.stems_in(start, end)
        if mine.fact and _shares(beside, there, SHARE) and _also_done(reading, start, end, mine):
            return []
        for other in predicates(reading, start, end, of=mine.key):
            weaker = other.step < mine.step
            if not (_shares(beside, there, SHARE) if weaker else _shares(whole, there, UNDERSTATED)):
                continue
            if abs(mine.step - other.step) < APART or (mine.present and not weaker):
                return []
            if mine.fact and _fulfilled(reading, start, reading.sentence_at(end + 1)[1]):
                return []
            if mine.fact and _more(reading, other, end) and not _more(pair.claim.reading, mine, part[1]):
                continue
            if (weaker and old) or _of_another(pair, mine, other, (start, end)) or not _of_the_same(pair, mine, other, part, (start, end)):
                continue
            own = beside if weaker else whole
            share = sum(1 for s in own if any(_alike(s, t) for t in there)) / max(1, len(own))
            found.append(_item(pair, mine, other, min(1.0, round(share, 2))))
    return found


def _shares(own: frozenset[str], there: frozenset[str], least: float) -> bool:
    """Whether a sentence has enough of the things that a predicate is said of."""
    shared = sum(1 for s in own if any(_alike(s, t) for t in there))
    return shared >= SHARED and shared / max(1, len(own)) >= least


def _fulfilled(reading: Reading, start: int, end: int) -> bool:
    """Whether a stretch says that what was threatened or promised has been done."""
    found = _FULFILLED.finditer(reading.text, start, end)
    return any(not _UNFULFILLED.search(reading.text[max(start, m.start() - LEAD) : m.start()]) for m in found)


def _also_done(reading: Reading, start: int, end: int, mine: Predicate) -> bool:
    """Whether a stretch has the predicate in a form that tells of something done, or so in the present, whatever else it has."""
    words = reading.words_in(start, end)
    for number, word in enumerate(words):
        if base_stem(word.text) != mine.key:
            continue
        lead = reading.text[words[max(0, number - REACH)].start : word.start]
        if DENIED.search(lead) or _NOT_YET.search(lead):
            continue
        found = step_of(reading, words, number, start, noun=True)
        # "the closed strait", "quit the party": however it stands in the sentence, it is done
        past = past_form(word.text) or word.text.lower() in phrases("verbs", "past_or_participle")
        if found.step == DONE if found is not None else mine.present or past:
            return True
    return False


def _of_the_same(pair: Pairing, mine: Predicate, other: Predicate, part: tuple[int, int], sentence: tuple[int, int]) -> bool:
    """Whether what is done is done to the same thing in both texts; a verb whose form shows little needs its surroundings too."""
    reading, there = pair.claim.reading, pair.passage.reading
    if not mine.fact:
        return True
    held = there.stems_in(*sentence)
    head = _undergoes(reading, mine, part)
    if head is not None and not any(_alike(s, t) for s in content_stems([head]) for t in held):
        return False
    if mine.word.text.lower().endswith("ed") and other.key == stem(other.word.text):
        return True
    if mine.key in listed("empty") or _idiom(reading, mine, part[1]) or _idiom(there, other, sentence[1]):
        return False
    if head is not None and not any(_same_thing(head, word) for word in _objects(there, other, sentence)):
        return False
    return not mine.present or (head is not None and _by_the_same(pair, mine, other, part, sentence))


def _by_the_same(pair: Pairing, mine: Predicate, other: Predicate, part: tuple[int, int], sentence: tuple[int, int]) -> bool:
    """Whether a verb of the passage has the subject of the claim's, and most of what else the claim says of it."""
    reading, there = pair.claim.reading, pair.passage.reading
    held = there.stems_in(*sentence)
    lead = before_adverbs(there.words_in(sentence[0], other.word.start))
    if not other.word.text.lower().endswith("ing") and not (lead and lead[-1] in BARE | HELPERS | {"to"}):
        return False
    subject = content_stems([w for w in reading.words_in(part[0], mine.cue_start) if content_stems([w])][-1:])
    before = held if past_form(other.word.text) else there.stems_in(sentence[0], other.cue_start)
    return any(_alike(a, b) for a in subject for b in before) and _shares(_arguments(reading, mine, *part), held, PRESENT_SHARE)


def _undergoes(reading: Reading, predicate: Predicate, part: tuple[int, int]) -> Word | None:
    """What something is done to: the last word of the phrase after a verb, or before one in the passive."""
    if _PASSIVE.search(reading.text, predicate.cue_start, predicate.word.start) and past_form(predicate.word.text):
        return next((w for w in reversed(reading.words_in(part[0], predicate.cue_start)) if content_stems([w])), None)
    head, last = None, predicate.word.end
    for word in reading.words_in(predicate.word.end, part[1]):
        low = word.text.lower()
        particle = head is None and low in _PARTICLES
        if (low in FUNCTION_WORDS - _DETERMINERS and not particle) or not reading.text[last : word.start].isspace():
            break
        last = word.end
        if content_stems([word]) and not low.endswith("ly") and stem(low) not in listed("times"):
            head = word
    return head


def _same_thing(ours: Word, theirs: Word) -> bool:
    """Whether two words may be of one thing: "a jet" is not all "jets"."""
    if stem(ours.text) == stem(theirs.text):
        return ours.text.lower().endswith("s") == theirs.text.lower().endswith("s")
    return any(_alike(a, b) for a in content_stems([ours]) for b in content_stems([theirs]))


def _objects(reading: Reading, predicate: Predicate, sentence: tuple[int, int]) -> list[Word]:
    """What may be the object of a passage's predicate: the words after it in its clause, those before it too in the passive."""
    after = reading.words_in(predicate.word.end, sentence[1])[:NEAR]
    while after and _NEXT.search(reading.text, predicate.word.end, after[-1].end):
        after = after[:-1]
    passive = past_form(predicate.word.text) or not after
    return [*after, *(reading.words_in(sentence[0], predicate.cue_start)[-BEFORE:] if passive else [])]


def _idiom(reading: Reading, predicate: Predicate, end: int) -> bool:
    """Whether what comes after a verb gives it another meaning: "struck a deal"."""
    return any(stem(w.text) in listed("idioms") for w in reading.words_in(predicate.word.end, end)[:MORE])


def _more(reading: Reading, predicate: Predicate, end: int) -> bool:
    """Whether a predicate is said of more than something has been done to before: "could cut another 500 jobs"."""
    beside = reading.words_in(predicate.word.end, end)[:MORE]
    last = beside[-1].end if beside else predicate.word.end
    return bool(_MORE.search(reading.text, predicate.cue_start, last) or _AGAIN.match(reading.text, predicate.word.end, end))


def _of_another(pair: Pairing, mine: Predicate, other: Predicate, sentence: tuple[int, int]) -> bool:
    """Whether somebody else does it in the passage, or at another time."""
    reading = pair.passage.reading
    theirs = owners_before(reading, other.cue_start)
    known = pair.claim.subjects
    if theirs and owners_before(pair.claim.reading, mine.cue_start) and not any(kindred(a, b) for a in known for b in theirs):
        return True
    return not same_days(pair.dates, [d for d in reading.dates if sentence[0] <= d.start < sentence[1]])


def _arguments(reading: Reading, predicate: Predicate, start: int, end: int) -> frozenset[str]:
    """Stems of what a predicate is said of: the words of meaning before and after it within a range."""
    before = reading.words_in(start, predicate.cue_start)[-BEFORE:]
    after = reading.words_in(predicate.word.end, end)[:AFTER]
    return content_stems([*before, *after]) - {stem(predicate.word.text), predicate.key}


def _item(pair: Pairing, mine: Predicate, other: Predicate, sure: float) -> DiffItem:
    ours, theirs = pair.claim.reading.text, pair.passage.reading.text
    here = ours[mine.cue_start : mine.word.end]
    there = theirs[other.cue_start : other.word.end]
    weaker = other.step < mine.step
    if mine.fact:
        detail = f"the article states {here!r} as a fact, the passage only {there!r}"
    elif other.step == DONE:
        detail = f"the article has only {here!r}, the passage states {there!r} as a fact"
    else:
        detail = f"the article has {here!r}, the passage {'no more than ' if weaker else ''}{there!r}"
    shift = pair.passage.shift
    return DiffItem(
        kind="modality",
        agrees=False,
        claim_text=here,
        claim_span=Span(start=mine.cue_start, end=mine.word.end),
        passage_text=there,
        passage_span=Span(start=other.cue_start + shift, end=other.word.end + shift),
        detail=detail,
        veto=weaker and mine.fact,
        alignment=sure,
        difference="weaker" if weaker else "stronger",
    )
