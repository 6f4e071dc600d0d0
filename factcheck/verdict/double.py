"""A verifier that only counts words: deterministic and without weights, for tests and for trying the pipeline out."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from factcheck.models import Probabilities
from factcheck.progress import Progress, silent
from factcheck.wordlist import word_set
from factcheck.words import content_stems, sentence_bounds, split_words

__all__ = ["LexicalVerifier"]

_NEGATIONS = word_set(
    """
    not no never none nobody nothing neither nor without denied denies deny cannot can't won't didn't doesn't isn't wasn't aren't
    weren't
    """
)


class LexicalVerifier:
    """Takes a passage that holds the claim's words to support it, and to refute it when just one of the two is negated."""

    name = "lexical-overlap"
    sha256 = hashlib.sha256(b"lexical-overlap 1").hexdigest()

    def verify(self, pairs: Sequence[tuple[str, str]], *, progress: Progress = silent) -> list[Probabilities]:
        """Probability of a relation as the share of the claim's content words that the passage holds."""
        readings = [_weigh(claim, passage) for claim, passage in pairs]
        progress("weighing evidence", len(readings), len(pairs))
        return readings


def _weigh(claim: str, passage: str) -> Probabilities:
    wanted = content_stems(split_words(claim))
    best = max(
        (passage[start:end] for start, end in sentence_bounds(passage)),
        key=lambda sentence: len(wanted & content_stems(split_words(sentence))),
    )
    share = round(len(wanted & content_stems(split_words(passage))) / len(wanted), 4) if wanted else 0.0
    rest = round(1 - share, 4)
    if _negated(claim) != _negated(best):
        return Probabilities(supports=0.0, refutes=share, nei=rest)
    return Probabilities(supports=share, refutes=0.0, nei=rest)


def _negated(text: str) -> bool:
    return any(word.text.lower().replace("’", "'") in _NEGATIONS for word in split_words(text))
