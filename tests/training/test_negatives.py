from __future__ import annotations

from factcheck.datasets.pairs import LabelledPair
from factcheck.training.negatives import retrieved_negatives

PAIRS = [
    LabelledPair(
        f"The town of Place{i} built {i} bridges over the river.",
        f"Place{i} has {i} bridges.",
        "supports" if i % 2 else "refutes",
        "own",
        str(i),
    )
    for i in range(60)
]


def test_negatives_are_nei_and_never_a_claims_own_passage():
    made = retrieved_negatives(PAIRS, 0.5, seed=1)
    assert len(made) == 30
    own = {pair.hypothesis: pair.premise for pair in PAIRS}
    assert all(pair.label == "nei" and own[pair.hypothesis] != pair.premise for pair in made)


def test_the_seed_decides():
    assert retrieved_negatives(PAIRS, 0.5, seed=1) == retrieved_negatives(PAIRS, 0.5, seed=1)
    assert retrieved_negatives(PAIRS, 0.5, seed=1) != retrieved_negatives(PAIRS, 0.5, seed=2)


def test_a_set_too_small_to_search_yields_none():
    assert retrieved_negatives(PAIRS[:10], 0.5, seed=1) == []
