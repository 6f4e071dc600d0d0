import itertools
import time

from hypothesis import given
from hypothesis import strategies as st

from factcheck.evidence.passages import MAX_WORDS, chunk, passage_spans
from factcheck.models import Document

PROSE = st.text(alphabet=st.sampled_from("ab Z.!?\n\t\"'(“”é🙂1,"), max_size=1500) | st.text(max_size=300)


def document(text):
    return Document(id="d", text=text, title="T", publisher="P")


def test_a_short_document_is_one_passage():
    [passage] = chunk(document("  One sentence. Another one.\n"))
    assert (passage.id, passage.text, passage.title, passage.publisher) == ("d#0", "One sentence. Another one.", "T", "P")


def test_windows_hold_whole_sentences_and_share_one():
    sentences = [f"This is sentence number {number} of a long report on harbours." for number in range(40)]
    passages = chunk(document(" ".join(sentences)))
    for passage in passages:
        assert passage.text.startswith("This is")
        assert passage.text.endswith("harbours.")
    for former, latter in itertools.pairwise(passages):
        assert former.span.overlaps(latter.span)
        shared = former.text[latter.span.start - former.span.start :]
        assert shared in sentences


def test_a_sentence_longer_than_a_passage_is_cut_between_words():
    passages = chunk(document(" ".join(f"w{number}" for number in range(200))))
    assert [len(passage.text.split()) for passage in passages] == [90, 90, 20]


@given(PROSE)
def test_spans_are_exact_ordered_bounded_and_cover_every_word(text):
    spans = passage_spans(text)
    covered = set()
    for span in spans:
        words = span.of(text).split()
        assert 0 < len(words) <= MAX_WORDS
        assert span.of(text) == span.of(text).strip()
        covered.update(range(span.start, span.end))
    assert all(character.isspace() for index, character in enumerate(text) if index not in covered)
    assert list(spans) == sorted(spans, key=lambda span: (span.start, span.end))
    assert len({span.start for span in spans}) == len(spans)


def test_a_megabyte_of_anything_is_cut_quickly():
    started = time.perf_counter()
    for text in ("a. " * 300_000, "." * 1_000_000, '"(' * 500_000, "x" * 1_000_000):
        assert passage_spans(text)
    assert time.perf_counter() - started < 30
