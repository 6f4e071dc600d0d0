"""A guard: on small samples of our own the models that ship do not get worse unnoticed."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from floor_file import checksum

from factcheck.datasets.records import EntailmentRecord, read_records
from factcheck.encoder import adapter as adapters
from factcheck.evaluation import evaluate_retrieval
from factcheck.evaluation.benchmark.run import search_checksum
from factcheck.evaluation.entailment import predict_entailment
from factcheck.evaluation.metrics.classification import label_figures
from factcheck.evaluation.verifiers import load_verifier

DATA = Path(__file__).parents[1] / "data"
PAIRS = DATA / "verifier_sample.jsonl"
SEARCH = DATA / "retrieval_sample"
SHIPPED = sorted(path.parent.name for path in (Path(adapters.__file__).parent / "adapters").glob("entailment*/card.json"))
PHENOMENA = ("date", "distractor", "modality", "name", "negation", "number", "overlap", "paraphrase", "quantifier", "role_swap")


class Pair(EntailmentRecord):
    phenomenon: str


@pytest.fixture(scope="module")
def pairs():
    return read_records(PAIRS, Pair)


def test_the_sample_covers_labels_and_phenomena_evenly(pairs):
    assert set(Counter(pair.label for pair in pairs).values()) == {len(pairs) // 3}
    by_phenomenon = Counter(pair.phenomenon for pair in pairs)
    assert sorted(by_phenomenon) == sorted(PHENOMENA)
    assert set(by_phenomenon.values()) <= {15, 18}
    assert len({(pair.premise, pair.hypothesis) for pair in pairs}) == len(pairs) == 162


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_verifier_keeps_to_its_floors(floors, pairs, name):
    verifier = load_verifier(name)
    found = [row["probs"] for row in predict_entailment(pairs, verifier)]
    figures = {k: v for k, v in label_figures([pair.label for pair in pairs], found).items() if v is not None}
    for phenomenon in PHENOMENA:
        chosen = [number for number, pair in enumerate(pairs) if pair.phenomenon == phenomenon]
        right = [max(found[number], key=found[number].get) == pairs[number].label for number in chosen]
        figures[phenomenon] = 100 * sum(right) / len(right)
    # Of all pairs two may turn; of the fifteen or eighteen of a phenomenon likewise.
    margins = dict.fromkeys(("accuracy", "macro_f1", "balanced_accuracy"), 1.5) | dict.fromkeys(PHENOMENA, 100 * 2 / 15)
    floors.check(f"verifier {name}", figures, margins, sample=checksum([PAIRS]), model=verifier.sha256)


def test_search_keeps_to_its_floors(floors):
    figures = evaluate_retrieval(SEARCH).figures
    assert figures["queries"] == 40
    sample = checksum([SEARCH / "corpus.jsonl", SEARCH / "queries.jsonl", SEARCH / "qrels" / "dev.tsv"])
    floors.check("search", figures, {"ndcg@10": 2.0, "mrr@10": 2.5, "recall@10": 2.5}, sample=sample, model=search_checksum())
