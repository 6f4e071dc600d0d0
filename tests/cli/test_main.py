from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from web_server import web_server

ROOT = Path(__file__).parent.parent.parent
ARTICLE = "The bridge at Lower Marsh was closed on Monday, the mayor said.\n\nIt will open again in June, according to the council.\n"
DOCUMENT = {
    "id": "a",
    "title": "Bridge",
    "publisher": "The Marsh Courier",
    "date": "2025-03-03",
    "text": "The bridge at Lower Marsh was shut on Monday.",
}


def factcheck(*arguments, cwd=None, **environment):
    return subprocess.run(
        [sys.executable, "-c", "from factcheck.cli.main import run; run()", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        cwd=cwd,
        env=os.environ | {"PYTHONPATH": str(ROOT), "COLUMNS": "200"} | environment,
    )


@pytest.fixture
def place(tmp_path):
    (tmp_path / "article.txt").write_text(ARTICLE)
    (tmp_path / "evidence").mkdir()
    (tmp_path / "evidence" / "a.jsonl").write_text(json.dumps(DOCUMENT) + "\n")
    return tmp_path


def test_help_names_every_verb():
    run = factcheck("--help")
    assert run.returncode == 0
    for verb in ("check", "render", "extract", "index", "schema", "sourcing", "models", "evaluate", "train"):
        assert verb in run.stdout
        assert factcheck(verb, "--help").returncode == 0


def test_help_and_import_load_nothing_heavy():
    code = (
        "import sys, factcheck, factcheck.cli.main;"
        "heavy = {'torch', 'faiss', 'onnxruntime', 'transformers', 'trafilatura', 'dateparser', 'bm25s', 'numpy', 'scipy'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert run.stdout.strip() == "[]"


def test_check_writes_a_report_and_says_so(place):
    run = factcheck(
        "check", "article.txt", "--evidence", "evidence", "--out", "report.json", "--model", "hash:64", "--date", "2025-03-05", cwd=place
    )
    assert run.returncode == 0, run.stderr
    assert "report.json: " in run.stderr
    assert run.stdout == ""
    report = json.loads((place / "report.json").read_text())
    assert report["schema_version"] == 1
    assert len(report["claims"]) >= 2
    assert report["article"]["date"] == "2025-03-05"


def test_a_least_confidence_outside_0_to_1_is_refused(place):
    run = factcheck("check", "article.txt", "-e", "evidence", "--min-confidence", "1.5", cwd=place)
    assert run.returncode == 2
    assert "--min-confidence" in run.stderr


def test_an_abstention_is_in_the_report_with_what_it_leans_to(place):
    arguments = ("check", "article.txt", "-e", "evidence", "--format", "json", "--model", "hash:64", "--date", "2025-03-05")
    run = factcheck(*arguments, "--min-confidence", "1.0", cwd=place)
    verdicts = [claim["verdict"] for claim in json.loads(run.stdout)["claims"]]
    assert {verdict["label"] for verdict in verdicts} <= {"not_enough_evidence", "not_checkable"}
    assert all(("abstains" in verdict["explanation"]) == (verdict["leaning"] is not None) for verdict in verdicts)


def test_without_out_the_report_goes_to_stdout(place):
    run = factcheck("check", "article.txt", "-e", "evidence", "--format", "json", "--model", "hash:64", cwd=place)
    assert json.loads(run.stdout)["corpus"]["documents"] == 1


def test_the_same_input_gives_the_same_bytes(place):
    outputs = []
    for number, seed in enumerate(("1", "2")):
        for suffix in ("json", "html", "md"):
            out = place / f"{number}.{suffix}"
            assert (
                factcheck(
                    "check", "article.txt", "-e", "evidence", "-o", out, "--model", "hash:64", cwd=place, PYTHONHASHSEED=seed
                ).returncode
                == 0
            )
            outputs.append(out.read_bytes())
    assert outputs[:3] == outputs[3:]


def test_fail_on_gives_exit_status_1(place):
    arguments = ("check", "article.txt", "-e", "evidence", "-f", "json", "--model", "hash:64")
    grades = {claim["sourcing"]["grade"] for claim in json.loads(factcheck(*arguments, cwd=place).stdout)["claims"]}
    present, absent = grades.pop(), "misattributed"
    fails = present if present in {"weak", "none"} else "not_found"
    assert factcheck(*arguments, "--fail-on", absent, cwd=place).returncode == 0
    assert factcheck(*arguments, "--fail-on", fails, "--fail-on", absent, "--fail-on", "not_enough_evidence", cwd=place).returncode == 1


def test_extract_prints_claims_and_writes_annotations(place):
    run = factcheck("extract", "article.txt", cwd=place)
    assert "mayor" in run.stdout.lower()
    assert len(json.loads(factcheck("extract", "article.txt", "-f", "json", cwd=place).stdout)["claims"]) >= 2
    assert factcheck("extract", "article.txt", "-o", "claims.yaml", cwd=place).returncode == 0
    assert "c001" in (place / "claims.yaml").read_text()


def test_an_article_in_another_language_is_said_to_be_unread(place):
    french = "Selon deux personnes proches du dossier, le ministère avait été averti dès l'automne, a assuré son porte-parole."
    (place / "pont.txt").write_text(f"{french}\n\n{french}\n")
    for arguments in (("extract", "pont.txt", "-f", "json"), ("check", "pont.txt", "-e", "evidence", "-f", "json", "--model", "hash:64")):
        run = factcheck(*arguments, "--date", "2025-03-05", cwd=place)
        assert run.returncode == 0
        found = json.loads(run.stdout)
        assert found["claims"] == []
        assert found["warnings"][0].startswith("The article is in French")
        assert f"factcheck: warning: {found['warnings'][0]}" in run.stderr
    assert factcheck("extract", "pont.txt", "-o", "claims.yaml", cwd=place).returncode == 0
    assert "left_out: 2 in French" in (place / "claims.yaml").read_text()
    insisted = factcheck("extract", "pont.txt", "--as-english", "-f", "json", "--date", "2025-03-05", cwd=place)
    assert json.loads(insisted.stdout)["warnings"] == []


@pytest.mark.parametrize("name", ["report", "annotation"])
def test_schemas_are_printed(name):
    schema = json.loads(factcheck("schema", name).stdout)
    assert schema["type"] == "object"


def test_models_are_listed():
    entries = json.loads(factcheck("models", "--format", "json").stdout)
    assert [entry["role"] for entry in entries] == ["tagger", "embedder", "reranker", "verifier"]


BAD = {
    "missing article": (["check", "none.txt", "-e", "evidence"], "none.txt"),
    "empty article": (["check", "empty.txt", "-e", "evidence"], "empty.txt"),
    "binary article": (["check", "binary.txt", "-e", "evidence"], "binary.txt"),
    "not UTF-8": (["check", "latin.txt", "-e", "evidence"], "latin.txt"),
    "HTML without an article": (["check", "bare.html", "-e", "evidence"], "bare.html"),
    "article is a folder": (["check", "evidence", "-e", "evidence"], "evidence"),
    "broken evidence line": (["check", "article.txt", "-e", "broken.jsonl"], "broken.jsonl"),
    "no evidence documents": (["check", "article.txt", "-e", "nothing"], "nothing"),
    "missing evidence": (["check", "article.txt", "-e", "gone"], "gone"),
    "unknown suffix": (["check", "article.txt", "-e", "evidence", "-o", "report.xyz"], "report.xyz"),
    "missing folder": (["check", "article.txt", "-e", "evidence", "-o", "no/report.html"], "no/report.html"),
    "unknown model": (["check", "article.txt", "-e", "evidence", "--model", "best"], "best"),
    "unknown verifier": (["check", "article.txt", "-e", "evidence", "--verifier", "best"], "best"),
    "unknown reranker": (["check", "article.txt", "-e", "evidence", "--reranker", "best"], "best"),
    "missing adapter": (["check", "article.txt", "-e", "evidence", "--verifier", "adapter:gone"], "gone"),
    "bad date": (["check", "article.txt", "-e", "evidence", "--date", "yesterday"], "yesterday"),
    "unknown extract suffix": (["extract", "article.txt", "-o", "claims.xyz"], "claims.xyz"),
    "broken annotation": (["check", "article.txt", "-e", "evidence", "--claims", "broken.yaml"], "broken.yaml"),
}


def _seen(folder):
    """What stands in a folder; the folder with the locks of annotation files, which hold nothing, aside."""
    return sorted(path for path in folder.rglob("*") if ".factcheck" not in path.parts)


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_one_clear_line_and_nothing_is_written(place, case):
    (place / "empty.txt").write_text("")
    (place / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (place / "latin.txt").write_bytes("Der Bürgermeister sagte, die Brücke sei geschlossen.".encode("latin-1"))
    (place / "bare.html").write_text("<html><head><title>x</title></head><body><nav>a</nav></body></html>")
    (place / "broken.jsonl").write_text(json.dumps(DOCUMENT) + "\n{broken\n")
    (place / "broken.yaml").write_text("claims: [unclosed\n")
    (place / "nothing").mkdir()
    before = _seen(place)
    arguments, named = BAD[case]
    if arguments[0] == "check" and "--model" not in arguments:
        arguments = [*arguments, "--model", "hash:64"]
    run = factcheck(*arguments, cwd=place)
    assert run.returncode == 2
    assert named in run.stderr
    assert "Traceback" not in run.stderr
    assert "internal error" not in run.stderr
    if case != "bad date":  # the option parser frames its own message
        assert len(run.stderr.strip().splitlines()) == 1, run.stderr
    assert _seen(place) == before


def test_an_index_of_another_model_is_refused(place):
    assert factcheck("index", "build", "evidence", "--index", "idx", "--model", "hash:64", cwd=place).returncode == 0
    run = factcheck("check", "article.txt", "-e", "evidence", "--index", "idx", "--model", "hash:32", cwd=place)
    assert run.returncode == 2
    assert "hash:64" in run.stderr
    assert len(run.stderr.strip().splitlines()) == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_no_write_permission_is_one_clear_line(place):
    (place / "locked").mkdir(mode=0o500)
    run = factcheck("check", "article.txt", "-e", "evidence", "-o", "locked/report.html", "--model", "hash:64", cwd=place)
    assert run.returncode == 2
    assert "permission" in run.stderr


FEED = """<rss version="2.0"><channel><title>Courier</title><item><title>Bridge</title><guid>g-1</guid>
<description>The bridge at Lower Marsh was closed on Monday, the mayor said.</description></item>
<item><title>Ferry&#x9b;31m</title><guid>g-2</guid><description>The ferry sails again, the council said.</description></item>
</channel></rss>"""


def test_the_articles_of_a_feed_are_listed_and_one_is_chosen(place):
    (place / "feed.xml").write_text(FEED)
    listed = factcheck("extract", "feed.xml", cwd=place)
    assert listed.returncode == 2
    assert [line.split()[0] for line in listed.stdout.splitlines()] == ["1", "2"]
    assert "\x9b" not in listed.stdout
    assert "choose one by --item" in listed.stderr
    chosen = factcheck("extract", "feed.xml", "--item", "g-1", cwd=place)
    assert chosen.returncode == 0
    assert "mayor" in chosen.stdout.lower()
    kept = factcheck("extract", "feed.xml", "--item", "g-2", "--out", "ferry.yaml", cwd=place)
    assert kept.returncode == 0, kept.stderr
    found = json.loads(factcheck("gate", "ferry.yaml", "--format", "json", cwd=place).stdout)
    assert "article-missing" not in json.dumps(found), "the gate reads the very item again"


def test_an_article_is_fetched_only_where_an_address_says_so_and_its_report_names_it(place):
    page = f"<html><head><title>Bridge</title></head><body><article><h1>Bridge</h1>{'<p>' + ARTICLE * 3 + '</p>'}</article></body></html>"
    with web_server() as site:
        url = site.page("/bridge.html", page)
        arguments = ("check", url, "-e", "evidence", "-f", "json", "--model", "hash:64", "--date", "2025-03-05", "--keep", "kept")
        refused = factcheck(*arguments, cwd=place)
        assert refused.returncode == 2
        assert "--allow-private" in refused.stderr
        assert site.asked == []
        done = factcheck(*arguments, "--allow-private", cwd=place)
        assert done.returncode == 0, done.stderr
    fetched = json.loads(done.stdout)["article"]["fetched"]
    (kept,) = (place / "kept").glob("*.html")
    assert (fetched["url"], fetched["sha256"]) == (url, kept.stem)
    again = factcheck("check", kept, "-e", "evidence", "-f", "json", "--model", "hash:64", "--date", "2025-03-05", cwd=place)
    assert again.stdout == done.stdout


@pytest.mark.parametrize("source", ["file:///etc/passwd", "data:text/plain,x", "http://127.0.0.1:1/", "https://no host/"])
def test_addresses_that_are_not_fetched_are_one_line(place, source):
    run = factcheck("extract", source, cwd=place)
    assert run.returncode == 2
    assert len(run.stderr.strip().splitlines()) == 1
    assert "Traceback" not in run.stderr


def test_no_word_of_others_commands_the_terminal(capsys):
    from factcheck.cli.output import say, warn

    for tell in (say, warn):
        tell("https://a.example/\x1b]0;owned\x07 \x9b31m\u202e: \tno page")
        said = capsys.readouterr().err
        assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(said)
        assert "a.example" in said
