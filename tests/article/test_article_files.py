import datetime as dt
import os

import pytest

from factcheck.article import read_article
from factcheck.errors import ArticleError

STORY = "Council closes bridge\n\nThe café owners said on Friday that they would leave the old quay, and the mayor said she was sorry.\n"


def write(path, data):
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_files_are_read(tmp_path, encoding):
    article = read_article(write(tmp_path / "Old Bridge.txt", STORY.encode(encoding)))
    assert article.id == "old-bridge"
    assert article.text == STORY.strip()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (b"\xef\xbb\xbf\xe2\x80\x8b", "empty"),
        (b"%PDF-1.7 \xff", "a PDF file"),
        (bytes(range(256)) * 20, "binary"),
        (b"text\x00text", "binary"),
        ((STORY * 5).encode("cp1252"), "not UTF-8 but probably"),
        (b"a" * 5_000_001, "larger than 5 MB"),
    ],
)
def test_unusable_files_get_one_line(tmp_path, data, message):
    path = write(tmp_path / "a.txt", data)
    with pytest.raises(ArticleError, match=message) as caught:
        read_article(path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_missing_files_and_directories_get_one_line(tmp_path):
    with pytest.raises(ArticleError, match="no such file"):
        read_article(tmp_path / "none.txt")
    with pytest.raises(ArticleError, match="is a directory"):
        read_article(tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_unreadable_files_get_one_line(tmp_path):
    path = write(tmp_path / "a.txt", STORY)
    path.chmod(0)
    with pytest.raises(ArticleError, match="cannot be read"):
        read_article(path)


def test_suffix_decides_the_format_and_unknown_ones_are_text(tmp_path):
    assert read_article(write(tmp_path / "a.MD", "# Bridge\n\nIt *closed*.")).text == "Bridge\n\nIt closed."
    assert "*closed*" in read_article(write(tmp_path / "a.story", "It *closed*.")).text


def test_a_sidecar_outweighs_the_text_and_arguments_outweigh_it(tmp_path):
    path = write(tmp_path / "a.txt", "By Jane Roe\n\n" + STORY)
    write(tmp_path / "a.txt.meta.yaml", "byline: Jo Poe\npublisher: Harbour Daily\ndate: 2024-05-03\nurl: https://harbour.example/a\n")
    article = read_article(path, publisher="Harbour Weekly")
    assert (article.byline, article.publisher, article.date) == ("Jo Poe", "Harbour Weekly", dt.date(2024, 5, 3))
    assert article.url == "https://harbour.example/a"


@pytest.mark.parametrize(
    ("sidecar", "message"),
    [
        ("author: Jo", "unknown key 'author'; known are byline, date, publisher, title, url"),
        ("date: someday", "date: 'someday' is no date; write YYYY-MM-DD"),
        ("date: 2024-02-31", "date: '2024-02-31' is no date"),
        ("publisher: [a, b]", "publisher: "),
        ("url: ftp://a", "is no web address"),
        ("- a", "must be a mapping"),
        ("a: [", "invalid YAML"),
    ],
)
def test_wrong_sidecars_get_one_line(tmp_path, sidecar, message):
    path = write(tmp_path / "a.txt", STORY)
    write(tmp_path / "a.txt.meta.yaml", sidecar)
    with pytest.raises(ArticleError, match=message) as caught:
        read_article(path)
    assert "a.txt.meta.yaml" in str(caught.value)
    assert "\n" not in str(caught.value)
