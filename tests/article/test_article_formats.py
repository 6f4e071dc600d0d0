import datetime as dt

import pytest

from factcheck.article import parse_article
from factcheck.article.detection import detect_format, is_page
from factcheck.errors import ArticleError
from factcheck.formats.xml import root_name

PAGE = """<html><head><title>Bridge closes | Harbour Daily</title>
<meta property="og:title" content="Council closes bridge"><meta property="og:site_name" content="Harbour Daily">
<meta name="author" content="Ann Lee"><meta property="article:published_time" content="2024-05-03T10:00:00Z">
<link rel="canonical" href="https://harbour.example/bridge"></head><body><nav><a href="/">Home</a><a href="/s">Sports</a></nav>
<article><h1>Council closes bridge</h1>
<p>The council voted on Friday to close the old bridge for repairs, the mayor said in
a statement sent to reporters after the meeting.</p>
<figure><img src="a.jpg"><figcaption>The bridge, seen by many. Photo: <b>Jo Poe</b></figcaption></figure>
<h2>Costs</h2><p>The repairs will cost 3 million dollars, according to
an <a href="/r">engineering report</a> published last week by the county.</p>
<ul><li>Traffic moves to the north bridge.</li>
<li>Buses are free in June.</li></ul><blockquote><p>We had no choice in this.</p></blockquote>
<p>Drivers were angry. "It is a mess," said Kim Bo &lt;script&gt;.</p></article>
<footer>Copyright 2024. All rights reserved.</footer></body></html>"""

MARKDOWN = """---
title: Council closes bridge
author: [Ann Lee, Bo Kim]
publisher: Harbour Daily
date: 2024-05-03
layout: post
---

# Council closes bridge

The **council** voted on Friday, the [mayor](https://harbour.example) said.
It was late.

![The old bridge](a.png)

> We had no choice.

1. Buses are free.

## What comes next

The ferry runs.
"""


def blocks(article):
    return [(block.kind, block.span.of(article.text)) for block in article.blocks]


def test_html_keeps_structure_and_drops_the_page():
    article = parse_article(PAGE, id="t", format="html")
    assert [kind for kind, _ in blocks(article)] == [
        "headline",
        "paragraph",
        "caption",
        "heading",
        "paragraph",
        "list_item",
        "list_item",
        "block_quote",
        "paragraph",
    ]
    assert (article.title, article.byline, article.publisher, article.date) == (
        "Council closes bridge",
        "Ann Lee",
        "Harbour Daily",
        dt.date(2024, 5, 3),
    )
    assert article.url == "https://harbour.example/bridge"
    assert "Sports" not in article.text
    assert "engineering report published" in article.text


@pytest.mark.parametrize("page", ["", "<p>Hi", "<html><body><a href='/'>Home</a></body></html>", "<div>" * 5000 + "deep"])
def test_html_without_an_article_is_refused(page):
    with pytest.raises(ArticleError, match="page: no article found"):
        parse_article(page, id="page", format="html")


def test_markdown_loses_its_markup_and_gives_its_front_matter():
    article = parse_article(MARKDOWN, id="t", format="markdown")
    assert blocks(article) == [
        ("headline", "Council closes bridge"),
        ("paragraph", "The council voted on Friday, the mayor said. It was late."),
        ("caption", "The old bridge"),
        ("block_quote", "We had no choice."),
        ("list_item", "Buses are free."),
        ("heading", "What comes next"),
        ("paragraph", "The ferry runs."),
    ]
    assert (article.byline, article.publisher, article.date) == ("Ann Lee, Bo Kim", "Harbour Daily", dt.date(2024, 5, 3))


@pytest.mark.parametrize("head", ["title: [", "date: someday"])
def test_wrong_front_matter_is_one_line(head):
    with pytest.raises(ArticleError, match=r"^page: ?.*front matter") as caught:
        parse_article(f"---\n{head}\n---\nText here.", id="page", format="markdown")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("piece", ["<!-- wp:paragraph -->\n<p>The ferry sails.</p>\n<!-- /wp:paragraph -->\n\n", "<!---->", "<?a?>"])
def test_many_comments_are_read_in_no_time_that_matters(piece):
    page = piece * 500  # tried in every way in which a comment may end, these would take longer than anybody waits
    assert not is_page(page)
    assert is_page(page.replace("<p>The ferry sails.</p>", "") + "<html>") == (not piece.startswith("<?a"))
    assert detect_format(page.encode(), suffix="") in {"text", "feed", "html"}
    assert root_name(page.encode()) in {"p", None}
