from __future__ import annotations

import pytest
import report_parts as parts
from hypothesis import given
from hypothesis import strategies as st

from factcheck.article import parse_article
from factcheck.models import Span
from factcheck.report.alignment import align

PLAIN = (
    "The harbour of Lower Marsh closes in June\n\n"
    "The council said on Monday that the old crane cannot lift more than nine tonnes, and that nobody had looked at it since 2019.\n\n"
    "Ferry crews told the Courier that “the crane sings when it turns”. They want a new one before the summer.\n"
)


def located(article, raw, quote):
    found = align(article.text, raw).locate(parts.span(quote, article.text))
    return None if found is None else found.of(raw)


def test_the_words_of_a_plain_text_are_found_where_they_stand():
    article = parse_article(PLAIN, id="a")
    raw = "\ufeff\r\n" + PLAIN.replace("\n", "\r\n")
    for quote in ("the old crane cannot lift more than nine tonnes", "the crane sings when it turns", "a new one before the summer"):
        assert located(article, raw, quote) == quote


def test_markup_between_the_words_is_no_hindrance():
    raw = PLAIN.replace("old crane", "**old** [crane](https://x.example/crane)").replace("“the crane", "“_the_ crane")
    article = parse_article(raw, id="a", format="markdown")
    quote = "the old crane cannot lift more than nine tonnes"
    assert located(article, raw, quote) == "the **old** [crane](https://x.example/crane) cannot lift more than nine tonnes"


def test_the_page_around_an_article_is_no_hindrance():
    body = "".join(f"<p>{line}</p>" for line in PLAIN.strip().split("\n\n")[1:])
    raw = f"<html><body><nav><a>The crane</a></nav><article><h1>H</h1>{body}</article><p>Read on</p></body></html>"
    article = parse_article(PLAIN, id="a")
    quote = "nobody had looked at it since 2019"
    assert located(article, raw, quote) == quote


def test_emoji_combining_marks_and_exotic_spaces_keep_the_offsets():
    article = parse_article("Café Zoë \U0001f9d1\u200d\U0001f52c said that the pier was shut.\n", id="a")
    raw = "Cafe\u0301 Zoe\u0308 \U0001f9d1\u200d\U0001f52c\u00a0said that\u2009the pier was shut.\n"
    assert located(article, raw, "Café Zoë") == "Cafe\u0301 Zoe\u0308"
    assert located(article, raw, "the pier was shut") == "the pier was shut"


def test_a_range_may_begin_and_end_within_a_word():
    article = parse_article("The clerk of the nineteen-nineties said in the 1990s that the pier was shut.\n", id="a")
    raw = article.text.replace(" ", "  ")
    for quote in ("teen", "1990", "990s  that".replace("  ", " ")):
        assert located(article, raw, quote) == quote.replace(" ", "  ")


def test_words_that_are_not_there_are_not_found():
    article = parse_article(PLAIN, id="a")
    assert located(article, "Something else altogether.", "the old crane cannot lift more than nine tonnes") is None
    assert located(article, "", "nine tonnes") is None
    far = "the old crane " + "word " * 200 + "cannot lift more than nine tonnes"
    assert located(article, far, "the old crane cannot lift more than nine tonnes") is None


def test_a_paragraph_that_stands_twice_is_found_in_its_place():
    twice = "They want a new one, and they want it soon."
    article = parse_article(f"First, the crane broke on Monday.\n\n{twice}\n\nThen it broke again on Friday.\n\n{twice}\n", id="a")
    raw = article.text
    for start in (raw.index(twice), raw.rindex(twice)):
        span = Span(start=start, end=start + len(twice))
        assert align(article.text, raw).locate(span) == span


words = st.lists(
    st.sampled_from(["crane", "the", "nine", "“x”", "\U0001f600", "e\u0301", "$2.5", "co-op", "a_b", "don’t"]), min_size=1, max_size=30
)


@given(words, st.lists(st.sampled_from([" ", "  ", "\n", " ** ", "\u00a0"]), min_size=30, max_size=30), st.data())
def test_whatever_stands_between_the_words_a_range_begins_and_ends_with_its_own(tokens, gaps, data):
    article = parse_article(" ".join(tokens), id="a")
    raw = "".join(token + gap for token, gap in zip(tokens, gaps, strict=False))
    alignment = align(article.text, raw)
    pieces = article.text.split()
    first = data.draw(st.integers(0, len(pieces) - 1))
    start = sum(len(piece) + 1 for piece in pieces[:first])
    found = alignment.locate(Span(start=start, end=start + len(pieces[first])))
    if found is not None:
        import unicodedata

        assert unicodedata.normalize("NFC", found.of(raw)) in " ".join(pieces)


def test_a_long_article_takes_no_time():
    import time

    text = "\n\n".join(
        f"Paragraph {number} says that the crane lifted {number * 7} tonnes of wheat on day {number}." for number in range(3000)
    )
    article = parse_article(text, id="a")
    raw = text.replace("wheat", "*wheat*")
    began = time.perf_counter()
    alignment = align(article.text, raw)
    assert time.perf_counter() - began < 20
    found = alignment.locate(parts.span("Paragraph 2311 says that the crane lifted 16177 tonnes of wheat", article.text))
    assert found is not None
    assert found.of(raw) == "Paragraph 2311 says that the crane lifted 16177 tonnes of *wheat"


@pytest.mark.parametrize("text", ["x", "“"])
def test_a_text_of_one_token_is_aligned(text):
    article = parse_article(text, id="a")
    assert align(article.text, text).locate(Span(start=0, end=1)) == Span(start=0, end=1)
