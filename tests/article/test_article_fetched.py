import json

import pytest
from pdf_file import column, pdf_file
from web_server import web_server
from word_file import paragraph, word_file

from factcheck.article import fetch_article, read_article
from factcheck.errors import ArticleError, FetchError

SENTENCE = "The bridge at Lower Marsh will stay closed until June, the café owner’s mayor said on Monday after a meeting of the council."
PAGE = f"""<html><head><title>Bridge</title><meta property="og:title" content="Bridge stays shut">
<meta property="article:published_time" content="2025-03-05T10:00:00Z"></head><body><article><h1>Bridge stays shut</h1>
<p>{SENTENCE}</p><p>{SENTENCE.replace("June", "July")}</p></article></body></html>"""


@pytest.fixture
def site():
    with web_server() as server:
        yield server


def get(url, tmp_path, **options):
    return fetch_article(url, keep=tmp_path / "kept", allow_private=True, **options)


def test_a_page_gives_an_article_that_says_where_it_comes_from(site, tmp_path):
    article = get(site.redirect("/start", site.page("/news/bridge-shut.html", PAGE)), tmp_path)
    assert (article.id, article.title, article.publisher) == ("bridge-shut", "Bridge stays shut", "127.0.0.1")
    assert article.url == article.fetched.final_url == site.address + "/news/bridge-shut.html"
    assert article.fetched.url == site.address + "/start"
    assert article.date.isoformat() == "2025-03-05"


def test_the_kept_file_gives_the_same_article_again(site, tmp_path):
    article = get(site.page("/news/bridge", PAGE), tmp_path)
    (kept,) = (tmp_path / "kept").glob("*.html")
    assert kept.stem == article.fetched.sha256
    assert read_article(kept) == article
    kept.write_text(PAGE.replace("June", "May"))
    with pytest.raises(ArticleError, match="was changed since it was fetched"):
        read_article(kept)


@pytest.mark.parametrize("meta", [True, False])
def test_the_encoding_that_server_or_page_state_is_used(site, tmp_path, meta):
    page = PAGE.replace("<head>", '<head><meta charset="windows-1252">') if meta else PAGE
    url = site.page("/a", page.encode("cp1252"), content_type="text/html" if meta else "text/html; charset=windows-1252")
    assert "café owner’s" in get(url, tmp_path).text


@pytest.mark.parametrize("charset", ["punycode", "hex", "unicode_escape", "nonsense", "utf-7"])
def test_encodings_of_no_page_are_passed_over(site, tmp_path, charset):
    assert "café owner’s" in get(site.page("/a", PAGE, content_type=f"text/html; charset={charset}"), tmp_path).text


POST = json.dumps({"title": {"rendered": "T"}, "content": {"rendered": f"<p>{SENTENCE}</p>"}})
FEED = f"<rss version='2.0'><channel><item><title>T</title><description>{SENTENCE}</description></item></channel></rss>"


@pytest.mark.parametrize(
    ("path", "body", "kind", "wanted"),
    [
        ("/wp-json/wp/v2/posts/7", POST, "application/json", SENTENCE),
        ("/feed", FEED, "text/xml", SENTENCE),
        ("/a.docx", word_file(paragraph(SENTENCE)), "application/octet-stream", SENTENCE),
        ("/print?id=3", pdf_file(column(["The toll is four crowns."])), "application/pdf", "The toll is four crowns."),
        ("/a.md", f"# T\n\n*{SENTENCE}*", "text/plain", SENTENCE),
        ("/a.txt", SENTENCE, "text/plain", SENTENCE),
    ],
)  # fmt: skip
def test_every_format_can_be_fetched_and_read_again(site, tmp_path, path, body, kind, wanted):
    article = get(site.page(path, body, content_type=kind), tmp_path)
    assert article.text.endswith(wanted)
    (kept,) = (path for path in (tmp_path / "kept").iterdir() if path.name != "fetched.jsonl")
    assert read_article(kept) == article


def test_pages_without_an_article_are_one_line(site, tmp_path):
    with pytest.raises(ArticleError, match="/empty: no article found"):
        get(site.page("/empty", "<html><body><nav>x</nav></body></html>"), tmp_path)
    with pytest.raises(FetchError, match="not a public address"):
        fetch_article(site.address + "/", keep=tmp_path)
