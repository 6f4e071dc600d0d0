from __future__ import annotations

import itertools

import pytest

torch = pytest.importorskip("torch")

from factcheck.training.crf import crf_loss  # noqa: E402


def brute_force(emissions, allowed, lengths, transitions, starts, ends):
    """The same loss by enumerating every sequence of labels."""
    total = 0.0
    for row, length in enumerate(lengths.tolist()):
        values, right = [], []
        for path in itertools.product(range(emissions.shape[2]), repeat=length):
            value = starts[path[0]] + ends[path[-1]] + sum(emissions[row, i, label] for i, label in enumerate(path))
            value = value + sum(transitions[a, b] for a, b in itertools.pairwise(path))
            values.append(value)
            if all(allowed[row, i, label] for i, label in enumerate(path)):
                right.append(value)
        total += torch.logsumexp(torch.stack(values), 0) - torch.logsumexp(torch.stack(right), 0)
    return total / lengths.sum()


def example():
    torch.manual_seed(3)
    allowed = torch.zeros(3, 4, 3, dtype=torch.bool)
    allowed[0, range(4), [0, 1, 2, 0]] = True
    allowed[1, range(2), [2, 1]] = True
    allowed[2] = torch.tensor([[True, False, True], [False, True, False], [True, True, True], [False, False, True]])
    return torch.randn(3, 4, 3), allowed, torch.tensor([4, 2, 4]), torch.randn(3, 3), torch.randn(3), torch.randn(3)


def test_the_loss_is_that_of_all_sequences_enumerated():
    assert crf_loss(*example()) == pytest.approx(brute_force(*example()).item(), abs=1e-4)


def test_words_nobody_judged_cost_nothing():
    emissions, _, lengths, *rest = example()
    assert crf_loss(emissions, torch.ones(3, 4, 3, dtype=torch.bool), lengths, *rest) == pytest.approx(0.0, abs=1e-5)


def test_padding_changes_nothing():
    emissions, allowed, lengths, *rest = example()
    wider = torch.cat([emissions, torch.randn(3, 5, 3)], dim=1)
    more = torch.cat([allowed, torch.zeros(3, 5, 3, dtype=torch.bool)], dim=1)
    assert crf_loss(wider, more, lengths, *rest) == pytest.approx(crf_loss(emissions, allowed, lengths, *rest).item(), abs=1e-5)
