"""A guard: on real, annotated articles the claim rules do not get worse unnoticed."""

from pathlib import Path

import pytest

from factcheck.claims import RuleExtractor
from factcheck.claims.cue_grammar import CueGrammarTagger
from factcheck.evaluation import evaluate_claims

ARTICLES = Path(__file__).parents[1] / "data" / "gum_news.jsonl"
FLOORS = {
    "claim_p": 88.0,
    "claim_r": 80.0,
    "claim_f1": 84.5,
    "speaker": 85.0,
    "chain": 78.0,
    "kind": 81.0,
    "mode": 88.0,
    "claim_kind": 80.0,
    "sourcing": 80.0,
    "reported_f1": 67.0,
    "usable_f1": 56.5,
}
"""What the rules reach with the cue grammar, less about two points. The articles were in view when the rules were written:
a floor tells that something broke, not how well the rules do elsewhere. Raise one when the figure rises for good; lower one only
with the reason in the commit."""


@pytest.fixture(scope="module")
def figures():
    return evaluate_claims(ARTICLES, extractor=RuleExtractor(CueGrammarTagger())).figures


@pytest.mark.parametrize("figure", sorted(FLOORS))
def test_claims_of_real_articles_keep_to_their_floors(figures, figure):
    assert figures[figure] >= FLOORS[figure]


def test_every_annotated_claim_was_due(figures):
    assert figures["articles"] == 12
    assert figures["gold"] == 362
