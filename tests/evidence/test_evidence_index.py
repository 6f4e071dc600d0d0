import datetime as dt
import json
import multiprocessing
import shutil

import pytest
from conftest_evidence import RECORDS, CountingEmbedder, write_jsonl

from factcheck.errors import CorpusError, IndexMismatchError, InputError, OutputError
from factcheck.evidence import opening, read_corpus
from factcheck.evidence.hashing import HashingEmbedder
from factcheck.evidence.opening import default_directory, open_index
from factcheck.evidence.passages import chunk

QUERIES = ["the bridge closed", "ferry to the island", "4.50 crowns toll"]


def found(index, query, **options):
    [results] = index.search([query], **options)
    return [result.passage.document_id for result in results]


def test_search_finds_by_words_and_returns_the_passage_as_it_is(corpus, embedder):
    index = open_index(corpus, embedder)
    [[best, *_]] = index.search(["A toll of 4.50 crowns"], k=2)
    [expected] = chunk(index.document("a3"))
    assert best.passage == expected
    assert -1 <= best.cosine <= 1
    assert index.info.model_dump() == {"name": "corpus", "sha256": read_corpus(corpus).sha256, "documents": 4, "passages": 4}


def test_a_filtered_query_still_gets_k_passages(tmp_path, embedder):
    near = [
        {"id": f"n{number:03}", "text": f"bridge bridge bridge {number}", "publisher": "A", "date": "2024-01-01"} for number in range(300)
    ]
    far = [{"id": f"z{number}", "text": f"unrelated words {number}", "publisher": "The B", "date": "2024-02-01"} for number in range(5)]
    write_jsonl(tmp_path / "c.jsonl", near + far)
    index = open_index(tmp_path / "c.jsonl", embedder)
    assert len(found(index, "bridge", k=5, publishers=["b"])) == 5
    assert len(found(index, "bridge", k=5, published_from=dt.date(2024, 2, 1))) == 5
    assert set(found(index, "bridge", k=5, published_until=dt.date(2024, 1, 31))) <= {record["id"] for record in near}
    assert len(found(index, "bridge", k=400)) == 305


def test_date_filters_are_inclusive_and_leave_out_the_undated(corpus, embedder):
    index = open_index(corpus, embedder)
    day = dt.date(2024, 3, 5)
    assert found(index, "bridge", published_from=day, published_until=day) == ["a2"]
    assert "a4" not in found(index, "bridge", published_from=dt.date(1900, 1, 1))
    assert found(index, "bridge", published_from=dt.date(2030, 1, 1)) == []


def test_blank_queries_find_nothing_and_impossible_ones_are_refused(corpus, embedder):
    index = open_index(corpus, embedder)
    assert [len(results) for results in index.search(["  ", "bridge"])] == [0, 4]
    assert index.search([]) == []
    with pytest.raises(InputError, match="ask for 1 or more"):
        index.search(["bridge"], k=0)
    with pytest.raises(InputError, match="swap"):
        index.search(["bridge"], published_from=dt.date(2024, 2, 1), published_until=dt.date(2024, 1, 1))


def test_equal_scores_come_in_order_of_document_id(tmp_path, embedder):
    write_jsonl(tmp_path / "c.jsonl", [{"id": name, "text": "The same words."} for name in ("c", "a", "b")])
    assert found(open_index(tmp_path / "c.jsonl", embedder), "same words") == ["a", "b", "c"]


def test_a_query_scores_alike_alone_and_among_others(corpus, embedder):
    index = open_index(corpus, embedder)
    assert index.search(QUERIES * 10)[:3] == [index.search([query])[0] for query in QUERIES]


def test_an_unknown_document_is_a_corpus_error(corpus, embedder):
    with pytest.raises(CorpusError, match="no document 'zz'"):
        open_index(corpus, embedder).document("zz")


def test_the_second_opening_embeds_and_writes_nothing(corpus, embedder):
    first = open_index(corpus, embedder)
    before = {path: path.stat().st_mtime_ns for path in first.directory.rglob("*") if path.name != ".lock"}
    embedder.seen.clear()
    second = open_index(corpus, embedder)
    assert embedder.seen == []
    assert {path: path.stat().st_mtime_ns for path in first.directory.rglob("*") if path.name != ".lock"} == before
    assert second.search(QUERIES) == first.search(QUERIES)


def test_a_refresh_embeds_only_what_changed_and_equals_a_new_index(corpus, embedder, tmp_path):
    open_index(corpus, embedder)
    embedder.seen.clear()
    changed = [RECORDS[0], RECORDS[1] | {"text": "The ferry sank."}, RECORDS[3] | {"date": "2024-06-01"}]
    write_jsonl(corpus / "records.jsonl", changed)
    (corpus / "new.txt").write_text("A lighthouse was painted.")
    index = open_index(corpus, embedder)
    assert sorted(embedder.seen) == ["A lighthouse was painted.", "Ferry resumes. The ferry sank."]
    assert index.document("a4").date == dt.date(2024, 6, 1)
    fresh = open_index(corpus, embedder, directory=tmp_path / "fresh")
    assert index.info == fresh.info
    assert index.search([*QUERIES, "lighthouse"]) == fresh.search([*QUERIES, "lighthouse"])


def test_only_changed_files_are_read_again(corpus, embedder, monkeypatch):
    (corpus / "other.txt").write_text("Words.")
    open_index(corpus, embedder)
    read = []
    from factcheck.evidence import update

    original = update.read_documents
    monkeypatch.setattr(update, "read_documents", lambda root, file: read.append(file.path) or original(root, file))
    (corpus / "other.txt").write_text("Other words.")
    open_index(corpus, embedder)
    assert read == ["other.txt"]


def test_a_broken_change_leaves_the_former_index_in_force(corpus, embedder):
    directory = open_index(corpus, embedder).directory
    before = (directory / "factcheck-index.json").read_bytes()
    (corpus / "bad.jsonl").write_text("{")
    with pytest.raises(CorpusError, match=r"bad\.jsonl:1"):
        open_index(corpus, embedder)
    assert (directory / "factcheck-index.json").read_bytes() == before
    (corpus / "bad.jsonl").unlink()
    assert found(open_index(corpus, embedder), "ferry")[0] == "a2"


def test_add_and_delete_touch_only_their_documents_and_outlive_a_refresh(corpus, embedder, tmp_path):
    (tmp_path / "more.txt").write_text("A lighthouse was painted.")
    [document] = read_corpus(tmp_path / "more.txt").documents
    own = tmp_path / "own"
    index = open_index(corpus, embedder, directory=own)
    embedder.seen.clear()
    index.add([(document, "more.txt")])
    index.add([(document, "more.txt")])
    index.delete(["a1"])
    assert embedder.seen == ["A lighthouse was painted."]
    assert index.info.documents == 4
    assert index.info.sha256 != read_corpus(corpus).sha256
    write_jsonl(corpus / "records.jsonl", RECORDS[:3])
    for reopened in (open_index(corpus, embedder, directory=own), open_index(own, embedder)):
        assert [held.id for held in reopened.documents] == ["a2", "a3", "more.txt"]
    with pytest.raises(CorpusError, match="no document 'a1'"):
        index.delete(["a1"])
    with pytest.raises(CorpusError, match=r"x:1: id 'a2' is already used"):
        index.add([(document.model_copy(update={"id": "a2"}), "x:1")])


def test_a_document_corrected_by_hand_is_not_taken_for_the_file_s(corpus, embedder, tmp_path):
    index = open_index(corpus, embedder)
    text = index.document("a4").text
    index.delete(["a4"])
    index.add([(index.document("a2").model_copy(update={"id": "a4", "text": "Corrected."}), "x:1")])
    (corpus / "new.txt").write_text("Words.")
    with pytest.raises(CorpusError, match="'a4' is used by a document added to the index"):
        open_index(corpus, embedder)
    assert text != "Corrected."


def test_vector_keys_are_never_given_twice(corpus, embedder):
    index = open_index(corpus, embedder)
    index.delete(["a4"])
    (corpus / "new.txt").write_text("Words.")
    reopened = open_index(corpus, embedder)
    assert reopened.stats().manifest.next_key == 5


def test_everything_can_be_deleted(corpus, embedder):
    index = open_index(corpus, embedder)
    index.delete(["a1", "a2", "a3", "a4"])
    assert index.search(QUERIES) == [[], [], []]


def test_an_index_folder_of_another_model_chunker_or_corpus_is_refused(corpus, embedder, tmp_path, monkeypatch):
    own = tmp_path / "own"
    open_index(corpus, embedder, directory=own)
    with pytest.raises(IndexMismatchError, match="built with the model hash:64, not hash:32"):
        open_index(corpus, HashingEmbedder(32), directory=own)
    other = CountingEmbedder()
    other.sha256 = "0" * 64
    with pytest.raises(IndexMismatchError, match="other weights"):
        open_index(corpus, other, directory=own)
    elsewhere = tmp_path / "elsewhere.jsonl"
    write_jsonl(elsewhere, RECORDS[:2])
    with pytest.raises(IndexMismatchError, match="built for the corpus"):
        open_index(elsewhere, embedder, directory=own)
    monkeypatch.setattr("factcheck.evidence.manifest.CHUNKER", "other/9")
    with pytest.raises(IndexMismatchError, match="built with the chunker"):
        open_index(corpus, embedder, directory=own)


def test_a_moved_corpus_keeps_its_index(corpus, embedder, tmp_path):
    open_index(corpus, embedder, directory=tmp_path / "own")
    moved = tmp_path / "moved"
    shutil.move(corpus, moved)
    embedder.seen.clear()
    open_index(moved, embedder, directory=tmp_path / "own")
    assert embedder.seen == []


@pytest.mark.parametrize("name", ["factcheck-index.json", "documents.jsonl", "vectors.faiss", "vocab.index.json"])
@pytest.mark.parametrize("damage", ["cut", "gone", "other"])
def test_a_damaged_index_is_rebuilt_in_the_cache_and_refused_elsewhere(corpus, embedder, tmp_path, name, damage):
    for directory in (None, tmp_path / "own"):
        index = open_index(corpus, embedder, directory=directory)
        expected = index.search(QUERIES)
        [path] = index.directory.rglob(name)
        if damage == "gone":
            path.unlink()
        else:
            path.write_bytes(path.read_bytes()[:-20] if damage == "cut" else b'{"format": 1}\n')
        if directory is None:
            assert open_index(corpus, embedder).search(QUERIES) == expected
        else:
            with pytest.raises(InputError) as caught:
                open_index(corpus, embedder, directory=directory)
            assert "\n" not in str(caught.value)


def test_an_index_of_a_later_format_is_refused(corpus, embedder, tmp_path):
    manifest = open_index(corpus, embedder, directory=tmp_path / "own").directory / "factcheck-index.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {"format": 2}))
    with pytest.raises(IndexMismatchError, match="index of format 2"):
        open_index(corpus, embedder, directory=tmp_path / "own")


def test_a_folder_of_other_things_is_not_written_into(corpus, embedder, tmp_path):
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "notes.txt").write_text("mine")
    with pytest.raises(InputError, match="holds other files"):
        open_index(corpus, embedder, directory=tmp_path / "work")
    assert [path.name for path in (tmp_path / "work").iterdir()] == ["notes.txt"]


def test_a_place_that_cannot_be_written_is_one_line(corpus, embedder, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError, match="cannot be written"):
        open_index(corpus, embedder, directory=tmp_path / "file" / "index")
    monkeypatch.setenv("FACTCHECK_CACHE", str(tmp_path / "file"))
    with pytest.raises(OutputError, match="FACTCHECK_CACHE"):
        open_index(corpus, embedder)


def test_progress_tells_of_reading_and_embedding(corpus, embedder):
    told = []
    open_index(corpus, embedder, progress=lambda *step: told.append(step))
    assert ("reading evidence", 1, 1) in told
    assert told[-1] == ("embedding passages", 4, 4)


def test_each_corpus_and_model_has_its_own_place_in_the_cache(corpus, embedder, cache):
    places = {default_directory(path, model) for path in (corpus, corpus / "records.jsonl") for model in (embedder, HashingEmbedder(32))}
    assert len(places) == 4
    assert all(place.parent == cache / "indexes" for place in places)


def _build(path):
    return [result.passage.id for result in open_index(path, HashingEmbedder(64)).search(["bridge"])[0]]


def test_two_builders_at_once_agree(corpus):
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        first, second = pool.map(_build, [corpus, corpus])
    assert first == second == _build(corpus)


def test_no_scratch_is_left_behind(corpus, embedder):
    directory = open_index(corpus, embedder).directory
    write_jsonl(corpus / "records.jsonl", RECORDS[:2])
    opening.open_index(corpus, embedder)
    assert sorted(path.name.partition("-")[0] for path in directory.iterdir()) == [".lock", "data", "factcheck"]
