from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.verdict.windows import most_telling, windows

SENTENCE = st.integers(1, 60).map(lambda words: " ".join(["Word", *["word"] * (words - 1)]) + ".")


def test_a_text_that_fits_is_one_window():
    assert [(w.start, w.end) for w in windows("One. Two.", words=10)] == [(0, 9)]


@settings(max_examples=60, deadline=None)
@given(st.lists(SENTENCE, min_size=1, max_size=12))
def test_every_word_is_read_and_no_window_is_too_long_unless_a_sentence_is(sentences):
    text = " ".join(sentences)
    found = windows(text, words=40)
    covered = {i for w in found for i in range(w.start, w.end)}
    assert all(i in covered for i, char in enumerate(text) if not char.isspace())
    for window in found:
        part = text[window.start : window.end]
        assert len(part.split()) <= 40 or part in sentences
    assert [w.start for w in found] == sorted({w.start for w in found}), "each begins further on"


def test_neighbouring_windows_share_a_sentence():
    text = "Aa aa aa aa. Bb bb bb bb. Cc cc cc cc."
    assert [text[w.start : w.end] for w in windows(text, words=8)] == ["Aa aa aa aa. Bb bb bb bb.", "Bb bb bb bb. Cc cc cc cc."]


def test_a_text_without_sentences_is_still_read():
    assert windows("word " * 500, words=40)


def test_the_window_that_says_most_speaks_for_the_text():
    scores = np.array([[0.1, 0.0, 2.0], [0.2, 1.5, 0.1], [1.0, 0.0, 1.0]], dtype=np.float32)
    assert most_telling(scores).tolist() == scores[1].tolist()
    assert most_telling(scores[:1]).tolist() == scores[0].tolist()
