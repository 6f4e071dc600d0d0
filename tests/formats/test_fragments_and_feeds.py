import datetime as dt
import subprocess
import sys
import time

import pytest

from factcheck.formats.feeds import parse_feed
from factcheck.formats.fragment import fragment_blocks, plain
from factcheck.formats.xml import declares_entities, parse_xml, root_name

RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Marsh &amp; Moor Courier</title><link>https://courier.example/</link>
<item><title>Bridge &lt;i&gt;shut&lt;/i&gt;</title><link>https://courier.example/1</link><guid>c-1</guid><dc:creator>Ann Lee</dc:creator>
<pubDate>Wed, 05 Mar 2025 00:30:00 +0200</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>The bridge is shut.</p><p>Until June.</p>]]></content:encoded></item>
<item><title>Ferry</title><link>https://courier.example/2</link><description>&lt;p&gt;It sails.&lt;/p&gt;</description></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Moor Post</title><entry><id>urn:x:1</id><title>Toll</title>
<link href="https://post.example/t"/><author><name>Bo Kim</name></author><author><name>Jo Poe</name></author>
<updated>2025-03-05T23:30:00-05:00</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>A toll of $4.</p></div></content></entry></feed>"""


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Plain &amp; simple", [(None, "Plain & simple")]),
        ("<p>One <b>two</b>\n three</p><p>Four</p>", [(None, "One two three"), (None, "Four")]),
        ("a<br>b<br/><br/>c", [(None, "a b"), (None, "c")]),
        ("<h2>Head</h2>text<ul><li>a<li>b <p>c</p></ul>", [("heading", "Head"), (None, "text"), *[("list_item", x) for x in "abc"]]),
        ("<blockquote><p>Said.</p><ul><li>So.</ul></blockquote>", [("block_quote", "Said."), ("block_quote", "So.")]),
        ("<figure><img src=x><figcaption>The <i>pier</i></figcaption></figure>", [("caption", "The pier")]),
        ('<div class="wp-caption"><p class="wp-caption-text">Pier</p></div>', [("caption", "Pier")]),
        ("<table><tr><th>Year<th>Cost</tr><tr><td>2024<td>$4</tr></table>", [("list_item", "Year Cost"), ("list_item", "2024 $4")]),
        ("<table><tr><!-- row --><td>$4<b>.5</b>m<td>un<i>like</i>ly<script>x()</script></tr></table>", [("list_item", "$4.5m unlikely")]),
        ("<table><tr><td><p>One.</p><p>Two.</p></td></tr></table>", [(None, "One."), (None, "Two.")]),
        ("<p>a<script>alert(1)</script>b</p><style>p{}</style><iframe>x</iframe><!-- no -->", [(None, "ab")]),
        ("<?xml version='1.0' encoding='utf-8'?><html><head><title>T</title></head><body><p>B</p></body></html>", [(None, "B")]),
        ("<span><p>in</p></span> after", [(None, "in"), (None, "after")]),
        ("<a href='x'>lin</a>ked <em>w<br>x</em>", [(None, "linked w x")]),
        ("", []),
        ("<p> </p>\n", []),
        ("<div>" * 3000 + "deep", []),
    ],
)
def test_blocks_of_a_fragment(source, expected):
    assert [(kind, text) for text, kind in fragment_blocks(source)] == expected


def test_nesting_up_to_the_limit_takes_no_time_to_speak_of():
    begun = time.monotonic()
    source = "<span>" * 200 + "<i>x</i>" * 100_000 + "<p>end</p>" + "</span>" * 200
    assert [text[-3:] for text, _ in fragment_blocks(source)] == ["xxx", "end"]
    assert time.monotonic() - begun < 20


def test_a_title_loses_its_markup():
    assert plain("Bridge <i>shut</i> &#8220;now&#8221;") == "Bridge shut “now”"
    assert plain(" ") is plain(None) is None


def test_an_rss_feed():
    feed = parse_feed(RSS.encode())
    assert (feed.title, feed.link) == ("Marsh & Moor Courier", "https://courier.example/")
    first, second = feed.entries
    assert (first.id, first.title, first.author, first.date) == ("c-1", "Bridge shut", "Ann Lee", dt.date(2025, 3, 5))
    assert first.full
    assert fragment_blocks(first.html) == [("The bridge is shut.", None), ("Until June.", None)]
    assert (second.id, second.full, second.date) == ("https://courier.example/2", False, None)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_an_atom_feed(encoding):
    (entry,) = parse_feed(ATOM.encode(encoding)).entries
    assert (entry.id, entry.link, entry.author, entry.date) == ("urn:x:1", "https://post.example/t", "Bo Kim, Jo Poe", dt.date(2025, 3, 5))
    assert fragment_blocks(entry.html) == [("A toll of $4.", None)]


@pytest.mark.parametrize("data", [b"", b"text", b"<html><body>no</body></html>", b"<rssx/>", b"{}", b"/etc/passwd", b"http://127.0.0.1/"])
def test_what_is_no_feed_is_refused(data):
    with pytest.raises(ValueError, match="no RSS or Atom feed"):
        parse_feed(data)


def bomb(root, encoding="utf-8"):
    lines = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    return f'<?xml version="1.0"?><!-- x --><!DOCTYPE {root} [<!ENTITY l0 "laugh">{lines}]><{root}>&l11;</{root}>'.encode(encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
@pytest.mark.parametrize("read", [parse_feed, parse_xml])
def test_entities_are_refused_and_not_expanded(read, encoding):
    begun = time.monotonic()
    assert declares_entities(bomb("rss", encoding))
    with pytest.raises(ValueError, match="declares entities"):
        read(bomb("rss", encoding))
    assert time.monotonic() - begun < 2


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (RSS.encode(), "rss"),
        (b"\xef\xbb\xbf <?xml version='1.0'?><!-- c --><!DOCTYPE rss><rdf:RDF>", "rdf"),
        (b"<p>", "p"),
        (b"x <rss>", None),
        (b"", None),
    ],
)
def test_the_root_of_xml(data, name):
    assert root_name(data) == name


def test_nothing_outside_is_read_by_xml(tmp_path):
    (tmp_path / "secret").write_text("secret")
    with pytest.raises(ValueError, match="declares entities"):
        parse_xml(f'<!DOCTYPE a [<!ENTITY f SYSTEM "{tmp_path / "secret"}">]><a>&f;</a>'.encode())
    with pytest.raises(ValueError, match="invalid XML"):
        parse_xml(b"<a>" * 10_000)


def test_a_missing_feedparser_is_one_line_that_says_what_to_install(tmp_path):
    (tmp_path / "feed.xml").write_text(RSS)
    code = "import sys; sys.modules['feedparser'] = None; from factcheck.cli.main import run; run()"
    done = subprocess.run([sys.executable, "-c", code, "extract", tmp_path / "feed.xml"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "pip install 'factcheck-newsroom[feeds]'" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_much_white_space_and_many_declarations_are_read_in_no_time_that_matters():
    assert fragment_blocks("<p>The ferry sails.</p>" + " " * 500_000) == [("The ferry sails.", None)]
    assert not declares_entities(b"<!DOCTYPE " * 100_000)


@pytest.mark.parametrize("day", ["Mon, 01 Jan 99999999999999999999 00:00:00 GMT", "Mon, 01 Jan 2024 00:00:00 +99999999999999999999"])
def test_a_day_that_never_is_leaves_the_entry_without_one(day):
    feed = parse_feed(RSS.replace("Wed, 05 Mar 2025 00:30:00 +0200", day).encode())
    assert [entry.title for entry in feed.entries] == ["Bridge shut", "Ferry"]
