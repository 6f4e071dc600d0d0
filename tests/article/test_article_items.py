import datetime as dt
import json

import pytest

from factcheck.article import read_article
from factcheck.article.items import ItemsError
from factcheck.errors import ArticleError

POST = {
    "id": 71,
    "date": "2025-03-05T08:30:00",
    "link": "https://courier.example/bridge/",
    "title": {"rendered": "Bridge stays shut &#8212; until June"},
    "content": {"rendered": "<p>The bridge is shut, the mayor said.</p>\n<h2>Costs</h2><p>It costs $4.</p>", "protected": False},
    "author": 3,
    "_embedded": {"author": [{"id": 3, "name": "Ann Lee"}]},
    "yoast_head_json": {"og_site_name": "Marsh Courier", "author": "desk"},
}
NINJS_1 = {
    "uri": "urn:agency:1",
    "headline": "Bridge stays shut",
    "byline": "By Ann Lee",
    "body_text": "The bridge is shut.",
    "body_xhtml": "<p>The bridge is shut.</p><p>Until June.</p>",
    "versioncreated": "2025-03-05T10:37:00Z",
    "located": "Lower Marsh",
    "copyrightholder": "Marsh Agency",
}
NINJS_2 = {
    "uri": "https://agency.example/items/1",
    "by": "Ann Lee and Bo Kim",
    "headlines": [{"role": "short", "value": "Shut"}, {"role": "main", "value": "Bridge stays shut"}],
    "bodies": [
        {"role": "main", "contenttype": "text/plain", "value": "The bridge is shut.\n\nUntil June."},
        {"role": "caption", "contenttype": "text/html", "value": "<p>A pier.</p>"},
        {"role": "main", "contenttype": "text/html", "value": "<p>The bridge is shut.</p><p>Until June.</p>"},
    ],
    "firstcreated": "2025-03-04T10:37:00Z",
    "versioncreated": "2025-03-05T10:37:00Z",
    "located": "Lower Marsh",
    "copyrightholder": "Marsh Agency",
}
NINJS_3 = {
    "uri": "https://agency.example/items/1",
    "by": "By Ann Lee",
    "headlines": [{"value": "Bridge stays shut"}],
    "bodies": [{"contentType": "text/plain", "value": "The bridge is shut.\n\nUntil June."}],
    "versionCreated": "2025-03-05T10:37:00Z",
    "located": "Lower Marsh",
    "copyrightHolder": "Marsh Agency",
}


def read(tmp_path, value, name="item.json", **options):
    (tmp_path / name).write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8")
    return read_article(tmp_path / name, **options)


def blocks(article):
    return [(block.kind, block.span.of(article.text)) for block in article.blocks]


def test_a_wordpress_post(tmp_path):
    article = read(tmp_path, POST)
    assert blocks(article) == [
        ("headline", "Bridge stays shut — until June"),
        ("paragraph", "The bridge is shut, the mayor said."),
        ("heading", "Costs"),
        ("paragraph", "It costs $4."),
    ]
    assert (article.id, article.byline, article.publisher, article.date) == ("item", "Ann Lee", "Marsh Courier", dt.date(2025, 3, 5))
    assert article.url == "https://courier.example/bridge/"


def test_the_number_of_an_author_is_no_name(tmp_path):
    assert read(tmp_path, {key: value for key, value in POST.items() if key not in {"_embedded", "yoast_head_json"}}).byline is None


@pytest.mark.parametrize("value", [NINJS_1, NINJS_2, NINJS_3])
def test_ninjs_of_every_generation(tmp_path, value):
    article = read(tmp_path, value)
    assert blocks(article) == [("headline", "Bridge stays shut"), ("paragraph", "The bridge is shut."), ("paragraph", "Until June.")]
    assert (article.title, article.publisher, article.place) == ("Bridge stays shut", "Marsh Agency", "Lower Marsh")
    assert article.date == dt.date(2025, 3, 5)
    assert article.byline in {"Ann Lee", "Ann Lee and Bo Kim"}
    assert article.url == (value["uri"] if value["uri"].startswith("https") else None)


def test_json_is_known_by_its_content(tmp_path):
    assert read(tmp_path, POST, name="export.txt").title == "Bridge stays shut — until June"


FEED = """<rss version="2.0"><channel><title>Courier</title>
<item><title>Bridge</title><guid>g-1</guid><link>https://courier.example/1</link><pubDate>Wed, 05 Mar 2025 10:00:00 GMT</pubDate>
<description>&lt;p&gt;The bridge is shut.&lt;/p&gt;</description></item>
<item><title>Ferry</title><guid>2025</guid><description>The ferry sails.</description></item></channel></rss>"""


@pytest.mark.parametrize("wanted", ["1", "g-1", "https://courier.example/1"])
def test_an_entry_of_a_feed_by_number_id_or_address(tmp_path, wanted):
    article = read(tmp_path, FEED, name="feed.xml", item=wanted)
    assert (article.id, article.text, article.publisher) == ("bridge", "Bridge\n\nThe bridge is shut.", "Courier")
    assert (article.date, article.url) == (dt.date(2025, 3, 5), "https://courier.example/1")
    assert read(tmp_path, FEED, name="feed.txt", item="2025").title == "Ferry"


def test_a_list_of_posts(tmp_path):
    second = {**POST, "id": 2, "title": {"rendered": "Ferry"}}
    assert read(tmp_path, [POST, second], item="71").id == "bridge-stays-shut-until-june"
    assert read(tmp_path, [POST, second], item="2").title == "Ferry"
    assert read(tmp_path, [POST]).title == "Bridge stays shut — until June"


def test_without_a_choice_all_are_listed(tmp_path):
    with pytest.raises(ItemsError, match=r"feed\.xml: holds 2 articles; choose one by --item") as caught:
        read(tmp_path, FEED, name="feed.xml")
    assert [(item.id, item.stated.title) for item in caught.value.items] == [("g-1", "Bridge"), ("2025", "Ferry")]


DEEP = '{"a":' * 100_000


@pytest.mark.parametrize(
    ("value", "match"),
    [
        ("{", "invalid JSON"),
        (DEEP, "invalid JSON"),
        ("[]", "an empty list"),
        ("7", "is JSON, but neither"),
        ({"a": 1}, "is JSON, but neither an item of WordPress"),
        ([POST, {"a": 1}], "is JSON, but neither"),
        ({**POST, "content": {"rendered": "", "protected": True}}, "protected by a password"),
        ({**POST, "content": {"rendered": " <p></p>"}}, "no text; check its page: factcheck check https://courier.example/bridge/"),
        ({"uri": "x", "headline": "Only a headline"}, "no text"),
        ({**POST, "title": "text"}, "neither"),
        ({"uri": 7, "headlines": [], "bodies": "x"}, "neither"),
        ({"uri": "x", "headlines": [None, 7, {"value": 3}], "bodies": [{"value": None}]}, "neither"),
    ],
)
def test_other_json_is_one_line(tmp_path, value, match):
    with pytest.raises(ArticleError, match=match) as caught:
        read(tmp_path, value)
    assert "item.json" in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("feed", "wanted", "match"),
    [
        (FEED, "9", "has no item '9'"),
        (FEED.replace("<item>", "<x>").replace("</item>", "</x>"), None, "the feed has no entries"),
        ("<rss", None, "no RSS or Atom feed|no entries"),
        (FEED.replace("<description>The ferry sails.</description>", ""), "2", "the item has no text"),
        ('<!DOCTYPE rss [<!ENTITY a "b">]>' + FEED, None, "declares entities"),
    ],
)
def test_other_feeds_are_one_line(tmp_path, feed, wanted, match):
    with pytest.raises(ArticleError, match=match) as caught:
        read(tmp_path, feed, name="feed.xml", item=wanted)
    assert "feed.xml" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_single_article_has_no_items(tmp_path):
    with pytest.raises(ArticleError, match="leave --item out"):
        read(tmp_path, "A bridge.", name="a.txt", item="1")
