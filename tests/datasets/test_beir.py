import gzip
import json

import pytest

from factcheck.datasets.beir import convert_corpus, find_layout, read_qrels, read_queries, read_run, write_run
from factcheck.errors import InputError


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "qrels").mkdir()
    rows = [{"_id": 1, "title": "", "text": "Rain fell."}, {"_id": "2", "title": "Sun", "text": "It shone."}, {"_id": "3", "text": " "}]
    (tmp_path / "corpus.jsonl.gz").write_bytes(gzip.compress("".join(json.dumps(row) + "\n" for row in rows).encode()))
    (tmp_path / "queries.jsonl").write_text('{"_id": "q", "text": "Did it rain?"}\n', encoding="utf-8")
    (tmp_path / "qrels" / "dev.tsv").write_text("query-id\tcorpus-id\tscore\nq\t1\t1\nq\t2\t0\n", encoding="utf-8")
    return tmp_path


def test_the_files_of_a_test_set_are_found_zipped_or_not(folder):
    layout = find_layout(folder, "dev")
    assert (layout.corpus.name, layout.queries.name, layout.qrels.name) == ("corpus.jsonl.gz", "queries.jsonl", "dev.tsv")
    assert read_queries(layout.queries) == {"q": "Did it rain?"}
    assert read_qrels(layout.qrels) == {"q": {"1": 1}}


def test_a_missing_split_says_which_there_are(folder):
    with pytest.raises(InputError, match="splits there: dev"):
        find_layout(folder, "test")


def test_a_missing_corpus_is_named(folder):
    (folder / "corpus.jsonl.gz").unlink()
    with pytest.raises(InputError, match=r"neither corpus\.jsonl nor"):
        find_layout(folder, "dev")


def test_a_corpus_becomes_documents_that_can_be_indexed(folder, tmp_path):
    target = tmp_path / "documents.jsonl"
    assert convert_corpus(folder / "corpus.jsonl.gz", target) == 2
    assert [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()] == [
        {"id": "1", "title": None, "text": "Rain fell."},
        {"id": "2", "title": "Sun", "text": "It shone."},
    ]


def test_judgements_may_lack_a_header_or_have_four_columns(tmp_path):
    path = tmp_path / "qrels.tsv"
    path.write_text("q\t0\td\t2\n", encoding="utf-8")
    assert read_qrels(path) == {"q": {"d": 2}}


@pytest.mark.parametrize(("content", "message"), [("q\td\t1\nq d 1\n", "line 2"), ("q\td\t0\n", "no relevant document")])
def test_bad_judgements_are_refused(tmp_path, content, message):
    path = tmp_path / "qrels.tsv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        read_qrels(path)


def test_a_run_survives_the_round_trip_and_is_sorted(tmp_path):
    path, run = tmp_path / "run.tsv", {"q": {"b": 0.25, "c": 0.5, "a": 0.25}}
    write_run(path, run)
    assert path.read_text(encoding="utf-8") == "q\tc\t0.5\nq\ta\t0.25\nq\tb\t0.25\n"
    assert read_run(path) == run


def test_a_broken_run_names_the_line(tmp_path):
    path = tmp_path / "run.tsv"
    path.write_text("q\td\t1.0\nq\td\n", encoding="utf-8")
    with pytest.raises(InputError, match="line 2"):
        read_run(path)
