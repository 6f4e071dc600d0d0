"""A guard: on real, annotated articles the claim rules do not get worse unnoticed."""

from pathlib import Path

import pytest
from floor_file import checksum

from factcheck.claims import RuleExtractor
from factcheck.claims.cue_grammar import CueGrammarTagger
from factcheck.evaluation import evaluate_claims

ARTICLES = Path(__file__).parents[1] / "data" / "gum_news.jsonl"
FIGURES = (
    "claim_p",
    "claim_r",
    "claim_f1",
    "speaker",
    "chain",
    "kind",
    "mode",
    "claim_kind",
    "sourcing",
    "reported_f1",
    "usable_f1",
)
"""What the rules reach with the cue grammar. The articles were in view when the rules were written:
a floor tells that something broke, not how well the rules do elsewhere."""


@pytest.fixture(scope="module")
def figures():
    return evaluate_claims(ARTICLES, extractor=RuleExtractor(CueGrammarTagger())).figures


def test_claims_of_real_articles_keep_to_their_floors(floors, figures):
    floors.check("claims with the cue grammar", figures, dict.fromkeys(FIGURES, 2.0), sample=checksum([ARTICLES]))


def test_every_annotated_claim_was_due(figures):
    assert figures["articles"] == 12
    assert figures["gold"] == 362
