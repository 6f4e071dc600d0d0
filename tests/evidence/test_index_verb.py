import json
import os
import sys

import pytest
from typer.testing import CliRunner

from factcheck.cli.index import app
from factcheck.errors import InputError

MODEL = ["--model", "hash:64"]


def run(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments], catch_exceptions=False)


def test_build_search_and_stats_of_a_corpus(corpus):
    assert run("build", corpus, *MODEL).exit_code == 0
    found = json.loads(run("search", corpus, "toll of 4.50 crowns", "-k", 1, "--format", "json", *MODEL).stdout)
    assert [item["passage"]["document_id"] for item in found] == ["a3"]
    filtered = run("search", corpus, "toll", "--publisher", "harbour gazette", "--from", "2024-04-01", *MODEL).stdout
    assert "a3#0  Harbour Gazette, 2024-04-02" in filtered
    assert "a1#0" not in filtered
    stats = json.loads(run("stats", corpus, "--format", "json", "--documents", *MODEL).stdout)
    assert (stats["documents"], stats["undated_documents"], stats["model"]) == (4, 1, "hash:64")
    assert [item["id"] for item in stats["listed"]] == ["a1", "a2", "a3", "a4"]


def test_an_index_folder_can_be_added_to_deleted_from_and_searched(corpus, tmp_path):
    own = tmp_path / "own"
    run("build", corpus, "--index", own, *MODEL)
    (tmp_path / "light.txt").write_text("A lighthouse was painted.")
    assert run("add", own, tmp_path / "light.txt").exit_code == 0
    assert "light.txt#0" in run("search", own, "lighthouse").stdout
    assert run("delete", own, "light.txt", "a1").exit_code == 0
    assert json.loads(run("stats", own, "--format", "json").stdout)["documents"] == 3


def test_adding_to_a_corpus_says_how_to_make_an_index_folder(corpus):
    with pytest.raises(InputError, match="index build EVIDENCE --index FOLDER"):
        run("add", corpus, corpus / "records.jsonl")
    with pytest.raises(InputError, match="give a query"):
        run("search", corpus, " ", *MODEL)


@pytest.mark.parametrize("verb", ["build", "collect", "add", "delete", "search", "stats"])
def test_every_verb_has_help(verb):
    result = run(verb, "--help")
    assert result.exit_code == 0
    assert "Usage" in result.output


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_files_whose_names_are_no_text_are_evidence_too(tmp_path):
    folder = tmp_path / os.fsdecode(b"K\xfcste")
    folder.mkdir()
    (folder / os.fsdecode(b"f\xe4hre.txt")).write_text("A toll of 4.50 crowns is planned.")
    (folder / "b.txt").write_text("The bridge is shut.")
    for _ in range(2):
        found = json.loads(run("search", folder, "toll", "-k", 1, "--format", "json", *MODEL).stdout)
        assert found[0]["passage"]["document_id"] == "f\\xe4hre.txt"
    own = tmp_path / "index"
    assert run("build", folder, "--index", own, *MODEL).exit_code == 0
    assert run("build", folder, "--index", own, *MODEL).exit_code == 0
    assert json.loads(run("stats", own, "--format", "json").stdout)["corpus"] == "K\\xfcste"
