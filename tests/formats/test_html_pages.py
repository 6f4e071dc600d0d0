import datetime as dt

import pytest

from factcheck.article import parse_article
from factcheck.errors import ArticleError, CorpusError
from factcheck.evidence.corpus import read_corpus

WORDS = "The harbour council met again on Friday and approved another part of the plan, its chair said after the vote."


def test_a_date_ahead_of_today_is_read_the_same_for_articles_and_evidence(tmp_path):
    body = "".join(f"<p>{number}. {WORDS}</p>" for number in ("One", "Two", "Three"))
    page = (
        '<html><head><title>Plan</title><meta property="article:published_time" content="2900-05-06T10:00:00Z"></head>'
        f"<body><article><h1>Plan</h1>{body}</article></body></html>"
    )
    (tmp_path / "p.html").write_text(page)
    assert read_corpus(tmp_path).documents[0].date == dt.date(2900, 5, 6) == parse_article(page, id="p", format="html").date


def test_pages_nested_beyond_the_limit_are_refused_alike(tmp_path):
    page = "<html><body>" + "<div>" * 600 + f"<p>{WORDS * 3}</p>"
    (tmp_path / "p.html").write_text(page)
    with pytest.raises(CorpusError, match="no article found"):
        read_corpus(tmp_path)
    with pytest.raises(ArticleError, match="no article found"):
        parse_article(page, id="p", format="html")
