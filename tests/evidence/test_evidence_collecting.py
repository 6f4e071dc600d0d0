import gzip
import json
import time

import pytest
from test_index_verb import MODEL, run
from web_server import web_server

from factcheck.errors import CorpusError, FetchError, InputError
from factcheck.evidence.collecting import COLLECTED, collect
from factcheck.evidence.collecting.records import Found, Records
from factcheck.evidence.corpus import read_corpus
from factcheck.models import Document

STORY = "The bridge at Lower Marsh will stay closed until June, the mayor said on Monday after a meeting of the council at the old quay."


def entry(number, text=STORY, **more):
    extra = "".join(f"<{name}>{value}</{name}>" for name, value in more.items())
    return f"<item><title>Story {number}</title><guid>g-{number}</guid><description>{text}</description>{extra}</item>"


def feed(*entries):
    return f"<rss version='2.0'><channel><title>Marsh Courier</title>{''.join(entries)}</channel></rss>"


def page(title, text=STORY, canonical=None):
    link = f'<link rel="canonical" href="{canonical}">' if canonical else ""
    return (
        f'<html><head><title>{title}</title><meta property="og:title" content="{title}">{link}'
        f'<meta property="article:published_time" content="2025-03-05"></head>'
        f"<body><article><h1>{title}</h1><p>{text}</p><p>{text}</p></article></body></html>"
    )


def sitemap(*pages):
    urls = "".join(f"<url><loc>{url}</loc>{f'<lastmod>{changed}</lastmod>' if changed else ''}</url>" for url, changed in pages)
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'


@pytest.fixture
def site():
    with web_server() as server:
        yield server


@pytest.fixture
def gather(tmp_path):
    """Collects into one corpus; the pauses are written down instead of waited for."""
    pauses = []

    def run_once(source, text=None, **options):
        if text is not None:
            (tmp_path / source).write_text(text, encoding="utf-8")
            source = str(tmp_path / source)
        return collect(source, tmp_path / "corpus", allow_private=options.pop("allow_private", True), sleep=pauses.append, **options)

    run_once.pauses = pauses
    run_once.documents = lambda: read_corpus(tmp_path / "corpus").documents
    run_once.file = tmp_path / "corpus" / COLLECTED
    return run_once


def test_entries_of_a_feed_become_documents(gather):
    text = feed(
        entry(1, "&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;", link="https://c.example/1", pubDate="Wed, 05 Mar 2025 10:00:00 GMT"),
        entry(2),
    )
    assert gather("feed.xml", text)[:3] == (2, 0, 0)
    first, second = gather.documents()
    assert (second.id, second.title, second.publisher, second.url) == (
        "https://c.example/1",
        "Story 1",
        "Marsh Courier",
        "https://c.example/1",
    )
    assert (second.text, second.date.isoformat()) == ("One.\n\nTwo.", "2025-03-05")
    assert (first.id, first.url) == ("Marsh Courier#g-2", None)


def test_a_second_run_changes_nothing_and_a_third_only_what_is_new_or_changed(gather):
    gather("feed.xml", feed(entry(1), entry(2)))
    before = gather.file.read_bytes(), gather.file.stat().st_mtime_ns
    assert gather("feed.xml", feed(entry(1), entry(2)))[:3] == (0, 0, 2)
    assert (gather.file.read_bytes(), gather.file.stat().st_mtime_ns) == before
    assert gather("feed.xml", feed(entry(2, "It opens in May."), entry(3)))[:3] == (1, 1, 0)
    assert [document.title for document in gather.documents()] == ["Story 1", "Story 2", "Story 3"]
    assert gather.documents()[1].text == "It opens in May."


def test_one_article_in_two_feeds_is_one_document(gather):
    gather("a.xml", feed(entry(1, link="https://c.example/1")))
    text = feed(entry(1, link="https://c.example/1")).replace("g-1", "https://c.example/?p=1")
    assert gather("b.xml", text)[:3] == (0, 0, 1)
    assert len(gather.documents()) == 1


def test_a_bad_entry_stops_no_other(gather):
    done = gather("feed.xml", feed(entry(1, ""), entry(2), entry(3, "&lt;script&gt;x&lt;/script&gt;"), "<item/>"))
    assert done.new == 1
    assert ["no text" in failure or "neither a link nor an id" in failure for failure in done.failed] == [True] * 3


def test_the_feed_of_others_names_them_and_the_user_may_name_all(gather):
    text = feed(entry(1, source="Moor Post"))
    gather("feed.xml", text)
    assert gather.documents()[0].publisher == "Moor Post"
    gather("feed2.xml", text.replace("g-1", "g-9"), publisher=" Gatherer ", publisher_type="wire")
    assert (gather.documents()[1].publisher, gather.documents()[1].publisher_type) == ("Gatherer", "wire")


def test_pages_of_new_entries_are_fetched_politely_and_once(gather, site, tmp_path):
    text = feed(*(entry(n, f"Short {n}.", link=site.page(f"/{n}", page(f"Page {n}"))) for n in (1, 2, 3)))
    done = gather("feed.xml", text, pages=True, limit=2, delay=7.0, keep=tmp_path / "kept")
    assert (done.new, done.left) == (2, 1)
    assert site.asked == ["/robots.txt", "/1", "/2"]
    assert gather.pauses == [7.0]
    assert {document.title for document in gather.documents()} == {"Page 1", "Page 2"}
    assert STORY in gather.documents()[0].text
    assert gather("feed.xml", text, pages=True, limit=2)[:3] == (1, 0, 2)
    assert site.asked[3:] == ["/robots.txt", "/3"]
    assert len(list((tmp_path / "kept").glob("*.html"))) == 2


def test_a_sitemap_gives_its_pages_the_latest_first_and_only_changes_again(gather, site):
    urls = [site.page(f"/{n}", page(f"Page {n}")) for n in range(4)]
    text = sitemap((urls[0], "2025-01-01"), (urls[1], "2025-03-01"), (urls[2], ""), (urls[3], "2025-02-01"))
    source = site.page("/sitemap.xml", text, content_type="application/xml")
    assert gather(source, limit=2)[:3] == (2, 0, 0)
    assert site.asked == ["/sitemap.xml", "/robots.txt", "/1", "/3"]
    assert gather(source)[:3] == (2, 0, 2)
    site.page("/sitemap.xml", text.replace("2025-01-01", "2025-04-01").replace("2025-02-01", "2025-04-02"), content_type="application/xml")
    site.page("/0", page("Page 0", STORY.replace("June", "May")))
    site.asked.clear()
    assert gather(source)[:3] == (0, 1, 3)
    assert site.asked == ["/sitemap.xml", "/robots.txt", "/3", "/0"]
    assert gather(source)[:3] == (0, 0, 4)
    assert "May" in gather.documents()[0].text


def test_a_feed_and_a_sitemap_of_one_site_leave_each_other_s_documents_alone(gather, site):
    url = site.page("/1", page("The page"))
    rss, pages = feed(entry(1, "Short.", link=url)), sitemap((url, "2025-01-01"))
    assert gather("feed.xml", rss)[:3] == (1, 0, 0)
    assert gather("map.xml", pages)[:3] == (0, 1, 0)
    before, asked = gather.file.read_bytes(), list(site.asked)
    for _ in range(2):
        assert gather("feed.xml", rss)[:3] == (0, 0, 1)
        assert gather("map.xml", pages)[:3] == (0, 0, 1)
    assert (gather.file.read_bytes(), site.asked) == (before, asked)
    assert gather("feed.xml", feed(entry(1, "Shorter.", link=url)))[:3] == (0, 0, 1)
    assert [document.title for document in gather.documents()] == ["The page"]
    assert STORY in gather.documents()[0].text


def test_two_feeds_that_word_an_entry_differently_do_not_change_it_in_turn(gather):
    first, second = (feed(entry(1, text, link="https://c.example/1")) for text in ("The bridge is shut.", "Bridge shut."))
    assert [gather(name, text)[:3] for name, text in (("a.xml", first), ("b.xml", second)) * 2] == [
        (1, 0, 0),
        (0, 1, 0),
        (0, 0, 1),
        (0, 0, 1),
    ]


def test_pages_that_cannot_be_used_keep_no_other_from_its_turn(gather, site):
    dead = [f"{site.address}/dead{n}" for n in range(3)]
    alive = site.page("/alive", page("Alive"))
    for source, text, options in (
        ("map.xml", sitemap(*((url, "2025-02-01") for url in dead), (alive, "2025-01-01")), {}),
        (
            "feed.xml",
            feed(*(entry(n, "Short.", link=f"{url}f") for n, url in enumerate(dead)), entry(9, "Short.", link=f"{alive}?f")),
            {"pages": True},
        ),
    ):
        site.pages["/alive?f"] = site.pages["/alive"]
        assert gather(source, text, limit=2, **options).new == 0
        assert gather(source, text, limit=2, **options).new == 1
        site.asked.clear()
        assert gather(source, text, limit=2, **options).unchanged == 1
        assert len(site.asked) == 3, "robots.txt and two of the three"
    site.page("/dead2", page("Alive after all"))
    assert gather("map.xml", sitemap(*((url, "2025-02-01") for url in dead), (alive, "2025-01-01")), limit=3).new == 1


def test_an_index_of_sitemaps_and_packed_ones_are_followed(gather, site):
    one = site.page("/one.xml.gz", gzip.compress(sitemap((site.page("/1", page("Page 1")), "")).encode()), content_type="application/gzip")
    loop, broken = site.address + "/index.xml", site.page("/broken.xml", "<urlset")
    maps = "".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in (one, loop, site.address + "/gone.xml"))
    done = gather(site.page("/index.xml", f"<sitemapindex>{maps}</sitemapindex>", content_type="application/xml"))
    assert done.new == 1
    assert len(done.failed) == 1
    assert "404" in done.failed[0]
    with pytest.raises(CorpusError, match=r"neither a feed|invalid XML"):
        gather(broken)


def test_robots_txt_is_kept_to(gather, site):
    site.page("/robots.txt", "User-agent: factcheck\nDisallow: /private/\nCrawl-delay: 9\n", content_type="text/plain")
    urls = [site.page(path, page(path)) for path in ("/private/a", "/open", "/open2")]
    done = gather("map.xml", sitemap(*((url, "") for url in urls)), delay=1.0)
    assert (done.new, gather.pauses) == (2, [9.0])
    assert "robots.txt of its host does not allow it" in done.failed[0]
    assert "/private/a" not in site.asked


def test_a_host_in_trouble_is_left_alone(gather, site):
    site.page("/robots.txt", "", status=503)
    done = gather("map.xml", sitemap((site.page("/a", page("A")), "")))
    assert done.new == 0
    assert "robots.txt cannot be read" in done.failed[0]
    assert "/a" not in site.asked


def test_pages_of_other_hosts_and_what_is_no_page_are_left_out(gather, site):
    other = "http://elsewhere.example/a"
    picture = site.page("/a.jpg", b"\xff\xd8\xff", content_type="image/jpeg")
    empty = site.page("/empty", "<html><body><nav>x</nav></body></html>")
    done = gather(
        site.page("/map.xml", sitemap((other, ""), (picture, ""), (empty, ""), ("file:///etc/passwd", "")), content_type="text/xml")
    )
    assert done.new == 0
    assert [
        part in failure for part, failure in zip(["another host", "image/jpeg", "no article", "another host"], done.failed, strict=True)
    ] == [True] * 4


def test_inside_addresses_in_a_sitemap_are_not_fetched(gather, site):
    done = gather("map.xml", sitemap((site.page("/a", page("A")), ""), ("file:///etc/passwd", "")), allow_private=False)
    assert done.new == 0
    assert site.asked == []
    assert "not a public address" in done.failed[0]
    assert "only http and https" in done.failed[1]


def test_pages_that_all_claim_to_be_the_front_page_stay_apart(gather, site):
    urls = [site.page(f"/{n}", page(f"Page {n}", canonical=site.address + "/")) for n in (1, 2)]
    assert gather("map.xml", sitemap(*((url, "") for url in urls))).new == 2
    assert [document.url for document in gather.documents()] == urls


def test_what_came_before_a_run_is_broken_off_is_kept(gather, site):
    urls = [site.page(f"/{n}", page(f"Page {n}")) for n in (1, 2, 3)]

    def stop(stage, done, total, /):
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        gather("map.xml", sitemap(*((url, "") for url in urls)), progress=stop)
    assert len(gather.documents()) == 2
    assert gather("map.xml", sitemap(*((url, "") for url in urls)))[:3] == (1, 0, 2)


FACT_CHECK = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "claimReviewed": "The bridge at Lower Marsh has collapsed.",
    "datePublished": "2025-03-06",
    "url": "https://checkers.example/bridge",
    "author": {"@type": "Organization", "name": "Marsh Checkers", "url": "https://checkers.example"},
    "itemReviewed": {"@type": "Claim", "author": {"@type": "Person", "name": "Bo Kim"}, "datePublished": "2025-03-04"},
    "reviewRating": {"@type": "Rating", "ratingValue": "2", "bestRating": "5", "worstRating": "1", "alternateName": "Mostly false"},
}
DATA_FEED = {
    "@type": "DataFeed",
    "dataFeedElement": [
        {"@type": "DataFeedItem", "item": [FACT_CHECK, {**FACT_CHECK, "claimReviewed": "It never had a pier."}]},
        {"item": None},
    ],
}
ANSWER = {
    "claims": [
        {
            "text": "The ferry costs &pound;40.",
            "claimant": "A post",
            "claimDate": "2025-03-01T00:00:00Z",
            "claimReview": [
                {
                    "publisher": {"name": "Ferry Facts", "site": "facts.example"},
                    "url": "https://facts.example/ferry",
                    "title": "Does the ferry cost 40?",
                    "reviewDate": "2025-03-02T00:00:00Z",
                    "textualRating": "False",
                    "languageCode": "en",
                }
            ],
        }
    ],
    "nextPageToken": "x",
}


def test_a_data_feed_of_fact_checks(gather):
    assert gather("feed.json", json.dumps(DATA_FEED))[:3] == (2, 0, 0)
    documents = {document.review.claim: document for document in gather.documents()}
    document = documents["The bridge at Lower Marsh has collapsed."]
    review = document.review
    assert (review.claimant, review.rating, review.score, review.reviewer) == ("Bo Kim", "Mostly false", 0.25, "Marsh Checkers")
    assert (review.claim_date.isoformat(), review.date.isoformat(), review.url) == (
        "2025-03-04",
        "2025-03-06",
        "https://checkers.example/bridge",
    )
    assert (document.publisher, document.publisher_type, document.date, document.url) == (
        "Marsh Checkers",
        "fact-check",
        review.date,
        review.url,
    )
    assert "“The bridge at Lower Marsh has collapsed.”" in document.text
    assert "Rating: Mostly false." in document.text
    assert gather("feed.json", json.dumps(DATA_FEED))[:3] == (0, 0, 2)
    changed = json.dumps(DATA_FEED).replace("Mostly false", "False")
    assert gather("feed.json", changed)[:3] == (0, 2, 0)


def test_an_answer_of_fact_check_tools(gather):
    assert gather("answer.json", json.dumps(ANSWER)).new == 1
    (document,) = gather.documents()
    assert document.title == "Does the ferry cost 40?"
    assert document.review.model_dump(mode="json") == {
        "claim": "The ferry costs £40.",
        "claimant": "A post",
        "claim_date": "2025-03-01",
        "rating": "False",
        "score": None,
        "reviewer": "Ferry Facts",
        "date": "2025-03-02",
        "url": "https://facts.example/ferry",
        "language": "en",
    }


def test_answers_one_behind_the_other_and_an_error_among_them(gather):
    other = {"claims": [{**ANSWER["claims"][0], "text": "The ferry is green."}]}
    refused = {"error": {"code": 429, "message": "Quota <b>exceeded</b>\nfor today"}}
    done = gather("answers.json", "\n".join(json.dumps(part) for part in (ANSWER, refused, {}, other)))
    assert done.new == 2
    assert [failure.rsplit(": ", 1)[1] for failure in done.failed] == ["Quota exceeded for today"]
    assert gather("refused.json", json.dumps(refused)).new == 0
    with pytest.raises(CorpusError, match="invalid JSON"):
        gather("cut.json", json.dumps(ANSWER) + '{"claims": [')


def test_a_newsrooms_own_markup(gather):
    markup = {
        "claimReviewed": "The quay sinks.",
        "claimDate": "2025-03-01",
        "claimAuthor": {"name": "A post"},
        "rating": {"ratingValue": 1, "worstRating": 1, "bestRating": 5, "textualRating": "False"},
    }
    page = {"pageUrl": "https://facts.example/quay", "publishDate": "2025-03-04", "claimReviewAuthor": {"name": "Ferry Facts"}}
    assert gather("pages.json", json.dumps({"claimReviewMarkupPages": [{**page, "claimReviewMarkups": [markup, None]}]})).new == 1
    review = gather.documents()[0].review
    assert (review.claim, review.claimant, review.rating, review.score) == ("The quay sinks.", "A post", "False", 0.0)
    assert (review.reviewer, review.url, str(review.date)) == ("Ferry Facts", "https://facts.example/quay", "2025-03-04")


@pytest.mark.parametrize(
    ("rating", "score"),
    [
        ({"ratingValue": 5, "bestRating": 5, "worstRating": 1}, 1.0),
        ({"ratingValue": 1, "bestRating": 1, "worstRating": 7}, 1.0),
        ({"ratingValue": 3}, 0.5),
        ({"ratingValue": 0, "worstRating": 0, "bestRating": 10}, 0.0),
        ({"ratingValue": -1, "worstRating": 1, "bestRating": 5}, None),
        ({"ratingValue": 9, "bestRating": 5}, None),
        ({"ratingValue": "four"}, None),
        ({"ratingValue": "nan"}, None),
        ({"ratingValue": "1e999"}, None),
        ({"ratingValue": True}, None),
        ({"ratingValue": 2, "worstRating": 3, "bestRating": 3}, None),
        ({"alternateName": "False"}, None),
        ([{"ratingValue": 4, "bestRating": 4}], 1.0),
        ("4", None),
    ],
)
def test_ratings_are_put_on_one_scale(gather, rating, score):
    gather("a.json", json.dumps({**FACT_CHECK, "reviewRating": rating}))
    assert gather.documents()[0].review.score == score


def test_a_fact_check_and_the_page_that_it_stands_on_are_two_documents(gather):
    gather("feed.json", json.dumps(FACT_CHECK))
    gather("feed.xml", feed(entry(1, link="https://checkers.example/bridge")))
    assert [document.review is None for document in gather.documents()] == [True, False]


DEEP = "[" * 200_000
BOMB = '<!DOCTYPE urlset [<!ENTITY a "b">]><urlset><url><loc>&a;</loc></url></urlset>'


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ("", "neither a feed, a sitemap nor published fact-checks"),
        ("<html></html>", "neither a feed"),
        ("{", "invalid JSON"),
        (DEEP, "invalid JSON"),
        ("{}", "no ClaimReview in this JSON"),
        ("[" * 90 + json.dumps(FACT_CHECK) + "]" * 90, "no ClaimReview"),
        (BOMB, "declares entities"),
        (BOMB.replace("urlset", "rss"), "declares entities"),
        ("<urlset><url>", "invalid XML"),
    ],
)
def test_other_sources_are_one_line_and_leave_the_corpus_alone(gather, text, match):
    with pytest.raises(CorpusError, match=match) as caught:
        gather("source", text)
    assert "source: " in str(caught.value)
    assert "\n" not in str(caught.value)
    assert not gather.file.exists()


def test_fact_checks_of_odd_shape_are_passed_over(gather):
    odd = [
        {**FACT_CHECK, "claimReviewed": 7},
        {**FACT_CHECK, "author": [None, {"name": ["x"]}], "url": "javascript:alert(1)", "datePublished": "soon"},
    ]
    done = gather("a.json", json.dumps(odd))
    assert (done.new, len(done.failed)) == (1, 1)
    review = gather.documents()[0].review
    assert (review.reviewer, review.url, review.date) == (None, None, None)
    assert gather("b.json", json.dumps([{**FACT_CHECK, "claimReviewed": "half \ud800 pair"}])).new == 1


def test_a_gzip_bomb_is_refused(gather, tmp_path, monkeypatch):
    monkeypatch.setattr("factcheck.evidence.collecting.sources.MAX_SOURCE_BYTES", 1_000_000)
    (tmp_path / "map.xml.gz").write_bytes(gzip.compress(bytes(50_000_000)))
    begun = time.monotonic()
    with pytest.raises(CorpusError, match="unpacks to more than"):
        gather(str(tmp_path / "map.xml.gz"))
    assert time.monotonic() - begun < 2


def test_a_gzip_file_is_read_whole_or_refused(gather, tmp_path):
    text = feed(entry(1), entry(2)).encode()
    whole = gzip.compress(text[:150]) + gzip.compress(text[150:])
    (tmp_path / "feed.xml.gz").write_bytes(whole)
    assert gather(str(tmp_path / "feed.xml.gz")).new == 2
    (tmp_path / "short.xml.gz").write_bytes(whole[:-12])
    with pytest.raises(CorpusError, match="a broken gzip file"):
        gather(str(tmp_path / "short.xml.gz"))


def test_a_source_that_is_missing_or_inside_is_one_line(gather, site, tmp_path):
    with pytest.raises(CorpusError, match="cannot be read"):
        gather(str(tmp_path / "none.xml"))
    with pytest.raises(FetchError, match="--allow-private"):
        gather(site.address + "/feed", allow_private=False)
    assert site.asked == []


def test_a_broken_file_of_an_earlier_run_is_named_and_left_alone(gather):
    gather("feed.xml", feed(entry(1)))
    gather.file.write_text("{broken\n")
    with pytest.raises(CorpusError, match=r"collected\.jsonl:1: invalid JSON"):
        gather("feed.xml", feed(entry(2)))
    assert gather.file.read_text() == "{broken\n"


def test_the_verb_says_what_it_did_and_the_corpus_is_searched(tmp_path):
    (tmp_path / "feed.xml").write_text(feed(entry(1, "A toll of 4.50 crowns is planned."), entry(2, "")))
    done = run("collect", tmp_path / "feed.xml", "--evidence", tmp_path / "corpus")
    assert done.exit_code == 0
    assert "1 new, 0 updated, 0 unchanged, 1 failed; 1 document in all" in done.stderr
    found = json.loads(run("search", tmp_path / "corpus", "toll", "--format", "json", *MODEL).stdout)
    assert [item["passage"]["publisher"] for item in found] == ["Marsh Courier"]
    (tmp_path / "empty.xml").write_text(feed(entry(2, "")))
    with pytest.raises(InputError, match="nothing in it could be used"):
        run("collect", tmp_path / "empty.xml", "--evidence", tmp_path / "corpus")


def test_one_number_in_two_feeds_is_two_documents(gather):
    one, two = (entry(7, f"&lt;p&gt;{town}.&lt;/p&gt;", link=f"https://{town}.example/7") for town in ("lindby", "alder"))
    assert gather("lindby.xml", feed(one))[:2] == (1, 0)
    assert gather("alder.xml", feed(two).replace("Marsh Courier", "Alder Post"))[:2] == (1, 0)
    assert gather("lindby.xml", feed(one))[:3] == (0, 0, 1)
    assert {document.publisher for document in gather.documents()} == {"Marsh Courier", "Alder Post"}


def test_two_runs_at_once_lose_nothing_of_each_other(tmp_path):
    first, second = Records(tmp_path), Records(tmp_path)
    for records, name in ((first, "a"), (second, "b")):
        records.put(Found(Document(id=name, text=f"The ferry {name} sails."), {}))
        records.save()
    assert [document.id for document in read_corpus(tmp_path).documents] == ["a", "b"]


def test_a_page_that_calls_another_site_s_page_its_own_is_not_that_page(gather, site):
    url = site.page("/a", page("A", canonical="https://elsewhere.example/story"))
    gather("map.xml", sitemap((url, "")))
    assert [document.url for document in gather.documents()] == [url]


@pytest.mark.parametrize("line", ["Crawl-delay: \u00b2", "Crawl-delay: 31536000"])
def test_no_robots_txt_ends_a_run_or_keeps_it_for_ever(gather, site, line):
    site.page("/robots.txt", f"User-agent: factcheck\n{line}\n".encode(), content_type="text/plain; charset=utf-8")
    urls = [site.page(path, page(path)) for path in ("/a", "/b")]
    done = gather("map.xml", sitemap(*((url, "") for url in urls), ("https://[x/a", "")))
    assert done.new + len(done.failed) == 3
    assert max(gather.pauses, default=0) <= 120
