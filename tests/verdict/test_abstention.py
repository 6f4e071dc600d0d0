"""Verdicts less sure than asked for, and the sentence that each label gets."""

from __future__ import annotations

import pytest

from factcheck.models import Probabilities
from factcheck.pipeline import check
from factcheck.verdict import LexicalVerifier, judge

FLOOD = "The flood in Brackwater killed 14 people."


class Readings:
    """Gives the readings by the first word of the passage."""

    name, sha256 = "by-word", "0" * 64

    def __init__(self, **readings: tuple[float, float]) -> None:
        self._readings = {word: Probabilities(supports=s, refutes=r, nei=round(1 - s - r, 4)) for word, (s, r) in readings.items()}

    def verify(self, pairs, *, progress=None):
        return [self._readings[passage.split()[0].rstrip(",")] for _, passage in pairs]


FOR, AGAINST, ELSEWHERE = "Fourteen died in Brackwater.", "Nobody died in Brackwater.", "Bread is dear."
VERIFIER = Readings(Fourteen=(0.95, 0.01), Nobody=(0.01, 0.95), Bread=(0.02, 0.03))


@pytest.fixture
def judged(article, claim, evidence):
    def run(*texts: str, **options: object):
        a = article(FLOOD)
        found = [evidence(text, id=f"d{number}", publisher=f"Paper {number}") for number, text in enumerate(texts)]
        return judge(a, [claim(a)], [found], VERIFIER, **options)[0].verdict

    return run


@pytest.mark.parametrize(
    ("texts", "label", "words"),
    [
        ([FOR], "supported", ["Paper 0", "says the same", "Fourteen died"]),
        ([AGAINST], "refuted", ["Paper 0", "says otherwise", "Nobody died"]),
        ([FOR, AGAINST], "conflicting", ["Paper 0", "Fourteen died", "Paper 1", "Nobody died"]),
        ([ELSEWHERE], "not_enough_evidence", ["No passage"]),
    ],
)
def test_each_label_is_explained_by_passage_and_reason(judged, texts, label: str, words: list[str]) -> None:
    verdict = judged(*texts)
    assert verdict.label == label
    assert all(word in verdict.explanation for word in words)
    assert verdict.leaning is None
    assert len(verdict.passage_ids) == (0 if label == "not_enough_evidence" else len(texts))


def test_a_verdict_less_sure_than_asked_for_becomes_an_abstention_that_says_so(judged) -> None:
    plain, abstained = judged(FOR), judged(FOR, min_confidence=0.999)
    assert (plain.label, abstained.label) == ("supported", "not_enough_evidence")
    assert abstained.leaning is not None
    assert (abstained.leaning.label, abstained.leaning.confidence) == ("supported", plain.confidence)
    assert abstained.passage_ids == ()
    assert abstained.confidence is not None
    assert abstained.confidence < 0.5, "the confidence is that of the label given, as it is for every label"
    for words in ("abstains", "leans to supported", f"{int(100 * (plain.confidence or 0))}%", "100%", "Paper 0", "Fourteen died"):
        assert words in abstained.explanation
    leaning = judged(FOR, AGAINST, min_confidence=1.0).leaning
    assert leaning is not None
    assert leaning.label == "conflicting"


def test_not_enough_evidence_is_nothing_to_abstain_from(judged) -> None:
    assert judged(ELSEWHERE, min_confidence=1.0) == judged(ELSEWHERE)
    assert judged(FOR, min_confidence=(judged(FOR).confidence or 0)) == judged(FOR), "as sure as asked for is sure enough"


@pytest.mark.parametrize("value", [-0.1, 1.1, float("nan")])
def test_a_confidence_is_a_probability(article, claim, judged, tmp_path, value: float) -> None:
    with pytest.raises(ValueError, match="from 0 to 1"):
        judged(FOR, min_confidence=value)
    with pytest.raises(ValueError, match="from 0 to 1"):
        check(article(FLOOD), evidence=tmp_path, min_confidence=value)


def test_it_holds_for_any_verifier(article, claim, evidence) -> None:
    a = article(FLOOD)
    found = [[evidence(FLOOD)]]
    assert judge(a, [claim(a)], found, LexicalVerifier(), min_confidence=1.0)[0].verdict.leaning is not None
