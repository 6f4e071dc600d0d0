import datetime as dt
import time

import pytest

from factcheck.article import parse_article, read_article
from factcheck.errors import ArticleError, CorpusError
from factcheck.evidence.corpus import read_corpus
from factcheck.formats.metadata import MetadataError, parse_day, read_metadata, split_front_matter

STORY = "The council closed the old bridge, the mayor said."
KEYS = ["byline", "date", "title"]


def bomb(key):
    """Ten aliases to ten aliases to ten aliases …: a few hundred bytes that stand for gigabytes."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    return "\n".join([*lines, f"{key}: [*a8]"])


@pytest.mark.parametrize("key", KEYS)
def test_aliases_are_refused_in_one_line_and_no_time_by_every_reader(tmp_path, key):
    (tmp_path / "a.md").write_text(f"---\n{bomb(key)}\n---\n{STORY}\n")
    (tmp_path / "b.txt").write_text(STORY)
    (tmp_path / "b.txt.meta.yaml").write_text(bomb(key))
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "b.txt").write_text(STORY)
    (tmp_path / "c" / "b.meta.yaml").write_text(bomb(key))
    started = time.process_time()
    for read, name, place in [
        (read_article, "a.md", "a.md:2"),
        (read_article, "b.txt", "b.txt.meta.yaml:1"),
        (read_corpus, "a.md", "a.md:2"),
        (read_corpus, "c", "b.meta.yaml:1"),
    ]:
        with pytest.raises((ArticleError, CorpusError), match="anchors and aliases") as caught:
            read(tmp_path / name)
        assert place in str(caught.value)
        assert "\n" not in str(caught.value)
    assert time.process_time() - started < 2


@pytest.mark.parametrize("value", ["[2024-05-03, [x]]", "{a: b}", "\n  - 2024-05-03"])
def test_a_date_is_one_value(value):
    with pytest.raises(MetadataError, match="date: must be one line of text"):
        read_metadata(f"date: {value}")


def test_several_authors_are_a_flat_list():
    assert read_metadata("authors: [Ann Lee, Bo Kim]") == {"byline": "Ann Lee, Bo Kim"}
    with pytest.raises(MetadataError, match="byline"):
        read_metadata("authors: [[Ann Lee], Bo Kim]")


def test_values_stay_as_they_are_written():
    assert read_metadata("title: 1984\npublisher: No\nid: 0x1F\ndate: 2024-05-03\nurl: ~\nbyline:\n") == {
        "title": "1984",
        "publisher": "No",
        "id": "0x1F",
        "date": "2024-05-03",
    }


def test_unknown_keys_are_passed_over_and_flags_are_no_values():
    assert read_metadata("cover: {image: a.png}\npublished: true\nheadline: Bridge") == {"title": "Bridge"}


@pytest.mark.parametrize(
    ("source", "problem", "line"),
    [
        ("title: a\ntitle: b", "given twice", 2),
        ("a: 1\ntitle: !!str b", "tags", 2),
        ("- a", "must be a mapping", 1),
        ("a: " + "[" * 19_000, "nesting too deep", 1),
        ("a: " + "x" * 20_001, "too large", 1),
    ],
)
def test_what_cannot_be_used_is_named_by_line(source, problem, line):
    with pytest.raises(MetadataError, match=problem) as caught:
        read_metadata(source)
    assert caught.value.line == line


def test_articles_and_evidence_know_the_same_keys_and_fences(tmp_path):
    source = f"--- \nheadline: Bridge closes\nsite: Tide\npublished: 2024-05-03T10:00:00Z\nlink: https://tide.example/a\n----\n{STORY}\n"
    (tmp_path / "a.md").write_text(source)
    article, [document] = parse_article(source, id="a", format="markdown"), read_corpus(tmp_path).documents
    expected = ("Bridge closes", "Tide", dt.date(2024, 5, 3), "https://tide.example/a")
    assert (article.title, article.publisher, article.date, article.url) == expected
    assert (document.title, document.publisher, document.date, document.url) == expected
    assert article.text == document.text == STORY


def test_a_rule_at_the_top_alone_is_no_front_matter():
    assert split_front_matter("---\nThe ferry sails.\n") == ("", "---\nThe ferry sails.\n")


@pytest.mark.parametrize("text", ["2024-05-03", "2024-5-3", "2024-05-03T23:00:00-05:00", "2024-05-03 10:00:00 +01:00", "20240503"])
def test_days_are_read_with_or_without_a_time(text):
    assert parse_day(text) == dt.date(2024, 5, 3)


@pytest.mark.parametrize("text", ["someday", "2024-02-31", "2024-05-031", "", "3/5/2024"])
def test_other_days_are_refused(text):
    with pytest.raises(ValueError, match="write YYYY-MM-DD"):
        parse_day(text)
