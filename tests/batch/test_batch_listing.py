"""What a batch is asked to check, and what its files are called."""

from __future__ import annotations

import json
import os
import string
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from web_server import web_server

from factcheck.article import read_article
from factcheck.batch.listing import Web, list_articles, read_list
from factcheck.batch.naming import assign_names
from factcheck.errors import InputError

FEED = """<rss version="2.0"><channel><title>The Quay Observer</title>
<item><guid>q-1</guid><title>Berth closes</title><description>&lt;p&gt;The board closes berth 4.&lt;/p&gt;</description></item>
<item><guid>{second}</guid><title>Ferry late</title><description>&lt;p&gt;The ferry was late.&lt;/p&gt;</description></item>
</channel></rss>"""


@pytest.fixture
def drafts(tmp_path):
    folder = tmp_path / "drafts"
    for name in ("a.txt", "sub/b.md", ".hidden.txt", ".git/c.txt", "a.txt.meta.yaml", "~$d.docx", "picture.jpg", "~tmp.txt", "e.txt~"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("The ferry was late.")
    return folder


def keys(listing):
    return [task.key for task in listing.tasks]


def test_a_folder_is_searched_through_and_what_is_no_article_left_aside(drafts):
    listing = list_articles([str(drafts)], drafts.parent / "out")
    assert keys(listing) == ["../drafts/a.txt", "../drafts/sub/b.md"]
    assert listing.aside == 5


def test_reports_annotations_and_evidence_inside_the_folder_are_no_articles(drafts):
    for name in ("out", "claims", "evidence"):
        (drafts / name).mkdir()
        (drafts / name / "x.txt").write_text("The ferry was late.")
    listing = list_articles([str(drafts)], drafts / "out", without=[drafts / "claims", drafts / "evidence"])
    assert keys(listing) == ["../a.txt", "../sub/b.md"]


def test_patterns_files_and_folders_may_overlap(drafts):
    listing = list_articles([str(drafts / "**" / "*.md"), str(drafts / "a.txt"), str(drafts)], drafts.parent / "out")
    assert keys(listing) == ["../drafts/a.txt", "../drafts/sub/b.md"]


def test_a_key_does_not_depend_on_where_the_program_was_started(drafts, monkeypatch):
    absolute = keys(list_articles([str(drafts)], drafts.parent / "out"))
    monkeypatch.chdir(drafts)
    assert keys(list_articles(["."], drafts.parent / "out")) == absolute


def test_what_is_missing_is_noted_and_the_rest_goes_on(drafts):
    listing = list_articles([str(drafts / "none.txt"), str(drafts / "a.txt")], drafts.parent / "out")
    assert keys(listing) == ["../drafts/a.txt"]
    assert [one.key for one in listing.unreadable] == ["../drafts/none.txt"]
    assert "no such file" in listing.unreadable[0].reason


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_a_name_that_is_no_text_is_written_down_as_text(tmp_path):
    (tmp_path / os.fsdecode(b"f\xe4hre.txt")).write_text("The ferry was late.")
    (tmp_path / os.fsdecode(b"f\xe4hre.docx")).write_text("")
    listing = list_articles([str(tmp_path)], tmp_path / "out")
    assert keys(listing) == ["../f\\xe4hre.docx", "../f\\xe4hre.txt"]
    for task in listing.tasks:
        (task.key + task.shown + task.stem).encode()


def test_every_item_of_a_feed_is_an_article_with_a_key_that_outlives_its_place(drafts):
    (drafts / "feed.xml").write_text(FEED.format(second="q-2"))
    first = list_articles([str(drafts / "feed.xml")], drafts.parent / "out")
    assert [(task.key, task.item) for task in first.tasks] == [("../drafts/feed.xml#q-1", 1), ("../drafts/feed.xml#q-2", 2)]
    (drafts / "feed.xml").write_text(FEED.format(second="q-3"))
    then = list_articles([str(drafts / "feed.xml")], drafts.parent / "out")
    assert first.tasks[0].sha256 == then.tasks[0].sha256
    assert [task.key[-3:] for task in then.tasks] == ["q-1", "q-3"]


def test_items_that_share_an_id_are_kept_apart(drafts):
    (drafts / "feed.xml").write_text(FEED.format(second="q-1"))
    assert [task.key[-7:] for task in list_articles([str(drafts / "feed.xml")], drafts.parent / "out").tasks] == ["xml#q-1", "q-1 (2)"]


def test_two_addresses_of_the_same_bytes_are_two_articles(tmp_path):
    page = (
        "<html><head><title>Ferry</title></head><body><article><h1>Ferry</h1><p>"
        + "The ferry was late on Monday. " * 9
        + "</p></article></body>"
    )
    with web_server() as site:
        addresses = [site.page(path, page) for path in ("/a", "/b")]
        listing = list_articles(addresses, tmp_path, web=Web(tmp_path / "kept", allow_private=True))
    assert len({task.path for task in listing.tasks}) == 1
    assert [read_article(task.path, address=task.address).url for task in listing.tasks] == addresses


def test_a_list_of_items_and_a_page_are_read_from_an_address(drafts, tmp_path):
    items = [{"id": n, "title": {"rendered": f"Ferry {n}"}, "content": {"rendered": "<p>It was late.</p>"}} for n in (11, 12)]
    with web_server() as site:
        address = site.address
        site.page("/posts", json.dumps(items), "application/json")
        site.page("/ferry.html", "<p>The ferry was late.</p>")
        web = Web(tmp_path / "kept", allow_private=True)
        listing = list_articles([f"{address}/posts", f"{address}/ferry.html", f"{address}/gone"], tmp_path / "out", web=web)
        refused = list_articles([f"{address}/posts"], tmp_path / "out", web=Web(tmp_path / "kept"))
    assert [task.key.removeprefix(address) for task in listing.tasks] == ["/ferry.html", "/posts#11", "/posts#12"]
    assert all(task.path.parent == tmp_path / "kept" for task in listing.tasks)
    assert [one.key.removeprefix(address) for one in listing.unreadable] == ["/gone"]
    assert not refused.tasks
    assert len(refused.unreadable) == 1


def test_a_list_names_an_article_a_line(tmp_path):
    (tmp_path / "list.txt").write_text("# today\na.txt\n\n  b c.md  \n")
    assert read_list(tmp_path / "list.txt") == ["a.txt", "b c.md"]
    with pytest.raises(InputError, match="missing"):
        read_list(tmp_path / "missing.txt")


@given(st.lists(st.tuples(st.text(min_size=1), st.text()), max_size=12, unique_by=lambda pair: pair[0]))
def test_names_are_safe_distinct_and_stable(wanted):
    names = assign_names(wanted, {})
    assert len({name.lower() for name in names.values()}) == len(wanted)
    allowed = set(string.ascii_lowercase + string.digits + "-")
    for name in names.values():
        assert name
        assert set(name) <= allowed
        assert len(name) <= 120
    assert assign_names(reversed(wanted), {}) == names
    assert assign_names([("new", "story"), *wanted], names).items() >= names.items()


def test_names_that_windows_keeps_for_devices_are_not_given():
    assert assign_names([("k", "CON"), ("l", "com1")], {}).keys() == {"k", "l"}
    assert not {"con", "com1"} & set(assign_names([("k", "CON"), ("l", "com1")], {}).values())


def test_a_key_with_half_a_character_has_a_name():
    assert assign_names([("feed.json#tag:\ud800", "Draft"), ("other", "Draft")], {})["feed.json#tag:\ud800"]
