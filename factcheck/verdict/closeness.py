"""How near a passage comes to telling a claim's statement, for the question whether its source said so.

A verifier asks whether a passage makes a claim certain, and a summary in other words rarely does; whether two texts tell of one
statement takes less. So its reading has a say beside the words that the two share and the cosine of their embeddings.
"""

from __future__ import annotations

import datetime as dt

from factcheck.models import Assessment, Claim
from factcheck.verdict.diff.reading import read
from factcheck.words import content_stems, split_words

__all__ = ["CLOSE", "SAID", "closeness", "tells"]

SAID = 0.5
"""Probability of support from which the verifier finds that a passage says the same, of refutation that it says otherwise."""
CLOSE = 0.31
"""Least closeness at which a passage tells the statement."""
SUPPORT, WORDS, COSINE = 0.4, 0.3, 0.3
"""What the verifier's probability of support, the share of the claim's words and the cosine weigh; they sum to 1."""
DETAIL = 0.05
"""What a figure, a date or quoted words that agree add."""
MOST_DETAILS = 2
VOICED = 0.05
"""What it adds that the passage has the claim's own speaker say something."""
RULED_OUT = 0.15
"""Probability of support under which the verifier holds that the passage tells of something else."""
NEWS = dt.timedelta(days=366)
"""A passage that is older than the article by more tells of an earlier statement, unless the verifier finds that it says the same."""


def closeness(claim: Claim, assessment: Assessment) -> float:
    """How near the passage comes to the claim's statement, 0 to 1: a weighted mean, and what agreeing details add."""
    passage = assessment.evidence.passage
    sources = content_stems(split_words(" ".join(f"{a.source.name} {a.source.canonical}" for a in claim.chain)))
    wanted = content_stems(split_words(claim.text)) - sources
    reading = read(passage.text, passage.date)
    given = reading.stems_in(0, len(passage.text)) | content_stems(split_words(passage.title or ""))
    words = len(wanted & given) / max(2, len(wanted))
    details = sum(1 for item in assessment.diff if item.agrees and item.kind not in {"name", "place"})
    cosine = min(1.0, max(0.0, assessment.evidence.cosine))
    mean = SUPPORT * assessment.probabilities.supports + WORDS * words + COSINE * cosine
    return round(min(1.0, mean + DETAIL * min(MOST_DETAILS, details)), 4)


def tells(claim: Claim, assessment: Assessment, published: dt.date | None, *, voiced: bool = False) -> bool:
    """Whether the passage tells the statement, word for word or not.

    It does where it comes `CLOSE`, unless the verifier finds that it says otherwise or speaks of something else. What is too old for the
    article's news does only where the verifier finds that it says the same.

    Args:
        claim: the claim.
        assessment: a passage beside it that names who said so.
        published: the article's date; None when it has none.
        voiced: the passage has the claim's own speaker say something, which brings it `VOICED` nearer.
    """
    p, date = assessment.probabilities, assessment.evidence.passage.date
    old = published is not None and date is not None and published - date > NEWS
    if p.supports < (SAID if old else RULED_OUT) or p.refutes >= SAID:
        return False
    return closeness(claim, assessment) + VOICED * voiced >= CLOSE
