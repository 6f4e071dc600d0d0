from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.claims.tagging.assembly import attributions_of
from factcheck.claims.tagging.decoding import Decoder, allowed_starts, allowed_transitions, distance_bucket
from factcheck.claims.tagging.labels import BEGIN, INSIDE, LABELS, POINTER
from factcheck.claims.tagging.windows import Window
from factcheck.claims.tagging.words import words_of
from factcheck.models import Span

TEXT = "Roe said prices rose."
RULES = allowed_transitions()


def head(seed: int | None = None) -> dict[str, np.ndarray]:
    rng = np.random.default_rng(seed)
    scale = 0.0 if seed is None else 1.0
    return {
        "transitions": (scale * rng.normal(size=(len(LABELS), len(LABELS)))).astype(np.float32),
        "starts": (scale * rng.normal(size=len(LABELS))).astype(np.float32),
        "ends": (scale * rng.normal(size=len(LABELS))).astype(np.float32),
        "distances": np.zeros((2, 32), dtype=np.float32),
        "no_source": np.zeros(1, dtype=np.float32),
    }


def scores(*labels: int) -> np.ndarray:
    """Rows that are sure of their labels and whose pointers are all alike."""
    rows = np.zeros((len(labels), len(LABELS) + 4 * POINTER), dtype=np.float32)
    rows[np.arange(len(labels)), labels] = 5.0
    rows[:, len(LABELS) :] = 1.0
    return rows


def window(text: str) -> Window:
    whole = Span(start=0, end=len(text))
    return Window(whole, tuple(words_of(text, whole)), frozenset({0}))


def allowed(path: tuple[int, ...]) -> bool:
    return bool(allowed_starts()[path[0]]) and all(RULES[a, b] for a, b in itertools.pairwise(path))


@given(st.integers(0, 10_000), st.integers(1, 4))
@settings(max_examples=25, deadline=None)
def test_viterbi_finds_the_best_of_all_allowed_sequences(seed, length):
    parameters = head(seed)
    emissions = np.random.default_rng(seed + 1).normal(size=(length, len(LABELS))).astype(np.float32)

    def value(path):
        total = parameters["starts"][path[0]] + parameters["ends"][path[-1]] + sum(emissions[i, label] for i, label in enumerate(path))
        return total + sum(parameters["transitions"][a, b] for a, b in itertools.pairwise(path))

    best = max(filter(allowed, itertools.product(range(len(LABELS)), repeat=length)), key=value)
    assert tuple(Decoder(parameters).viterbi(emissions)) == best


def test_a_span_is_never_entered_without_its_beginning():
    rows = scores(INSIDE["content"], INSIDE["content"], 0)
    linked = Decoder(head()).decode(rows)
    assert linked.contents in ((), ((0, 2),))


def test_words_become_linked_spans():
    linked = Decoder(head()).decode(scores(BEGIN["source"], BEGIN["cue"], BEGIN["content"], INSIDE["content"], 0))
    assert (linked.sources, linked.cues, linked.contents) == (((0, 1),), ((1, 2),), ((2, 4),))
    assert (linked.source_of, linked.cue_of) == ((0,), (0,))
    (found,) = attributions_of(TEXT, window(TEXT), linked)
    assert [span.of(TEXT) for role in found for span in role] == ["Roe", "said", "prices rose"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("“Nobody asked us.” — Ann Roe, teacher", ["Ann Roe, teacher", "—"]),
        ("“Nobody asked us.” ―Ann Roe.", ["Ann Roe", "―"]),
        ("“Nobody asked us.” — and they left", []),
        ("“Nobody asked us.” Ann Roe", []),
        ("“Nobody asked us.” — Roe " + "and others " * 12, []),
        ("“Nobody asked us.” —", []),
    ],
)
def test_a_quotation_is_signed_after_a_dash_at_the_end_of_its_paragraph(text, wanted):
    words = window(text)
    labels = [BEGIN["content"], *[INSIDE["content"]] * 5, *[0] * (len(words.words) - 6)]
    (found,) = attributions_of(text, words, Decoder(head()).decode(scores(*labels)))
    assert [span.of(text) for role in (found.source, found.cue) for span in role] == wanted


def test_a_cue_whose_sources_all_score_below_nobody_has_none():
    parameters = head() | {"no_source": np.full(1, 100.0, dtype=np.float32)}
    linked = Decoder(parameters).decode(scores(BEGIN["source"], BEGIN["cue"], BEGIN["content"]))
    assert linked.source_of == (None,)


def test_a_content_without_any_cue_stays_without_one():
    linked = Decoder(head()).decode(scores(0, BEGIN["content"], INSIDE["content"]))
    assert linked.cue_of == (None,)


def test_no_words_no_spans():
    assert Decoder(head()).decode(scores()).cues == ()


@given(st.integers(0, 300), st.integers(1, 40), st.integers(0, 300), st.integers(1, 5))
def test_every_distance_has_a_bucket_and_sides_differ(start, length, gap, size):
    before = distance_bucket((start, start + length), (start + length + gap, start + length + gap + size))
    after = distance_bucket((start + size + gap, start + size + gap + length), (start, start + size))
    assert 0 <= before < 16 <= after < 32
    assert before == after - 16


def test_transitions_forbid_what_bio_forbids():
    assert not RULES[0, INSIDE["cue"]]
    assert not RULES[BEGIN["source"], INSIDE["cue"]]
    assert RULES[BEGIN["cue"], INSIDE["cue"]]


@pytest.mark.parametrize("role", ["source", "cue", "content"])
def test_two_spans_of_a_role_may_touch(role):
    assert RULES[INSIDE[role], BEGIN[role]]
