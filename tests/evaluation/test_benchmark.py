import json

import pytest
from typer.testing import CliRunner

from factcheck.cli.evaluate import app
from factcheck.errors import InputError
from factcheck.evaluation.benchmark.page import benchmark_page, render_page
from factcheck.evaluation.benchmark.plan import PUBLIC, read_suite
from factcheck.evaluation.benchmark.published import read_published
from factcheck.evaluation.benchmark.results import read_index, read_results
from factcheck.evaluation.benchmark.run import run_suite

runner = CliRunner()
PAIRS = [
    {"id": "yes", "premise": "Heavy rain fell.", "hypothesis": "Heavy rain fell.", "label": "supports", "dataset": "t"},
    {"id": "no", "premise": "Heavy rain never fell.", "hypothesis": "Heavy rain fell.", "label": "refutes", "dataset": "t"},
    {"id": "what", "premise": "Ships sailed.", "hypothesis": "Heavy rain fell.", "label": "nei", "dataset": "t"},
]
SUITE = """
verifiers = ["lexical-overlap", "majority:pairs.jsonl"]
verdict_verifiers = ["lexical-overlap"]

[[set]]
name = "scifact"
task = "entailment"
gold = "pairs.jsonl"
split = "dev"

[[set]]
name = "seen"
task = "entailment"
gold = "pairs.jsonl"
split = "part used for training"
trained_on = true
limit = 2

[[set]]
name = "claims"
task = "verdict"
gold = "claims.jsonl"
split = "dev"

[[set]]
name = "held"
task = "entailment"
gold = "nowhere.jsonl"
split = "held out"
"""


def write(path, *rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


@pytest.fixture
def place(tmp_path):
    data = tmp_path / "data"
    data.mkdir()
    write(data / "pairs.jsonl", *PAIRS)
    write(
        data / "claims.jsonl", *({"id": p["id"], "claim": p["hypothesis"], "evidence": [p["premise"]], "label": p["label"]} for p in PAIRS)
    )
    (tmp_path / "suite.toml").write_text(SUITE, encoding="utf-8")
    return tmp_path


def run(place, **options):
    return run_suite(read_suite(place / "suite.toml"), place / "data", place / "out", command="repeat me", **options)


def test_every_set_is_measured_with_every_verifier(place):
    tally = run(place)
    assert (tally.measured, tally.kept) == (5, 0)
    assert tally.outcome.absent == ("held",)
    results = read_results(place / "out")
    assert [(r.set, r.verifier) for r in results] == [
        ("scifact", "lexical-overlap"),
        ("scifact", "majority:pairs.jsonl"),
        ("seen", "lexical-overlap"),
        ("seen", "majority:pairs.jsonl"),
        ("claims", "lexical-overlap"),
    ]
    assert results[0].figures["accuracy"] == 100.0
    assert results[2].figures["n"] == results[2].limit == 2


def test_what_is_done_is_kept_until_what_decides_it_changes(place):
    run(place)
    assert run(place)[:2] == (0, 5)
    write(place / "data" / "claims.jsonl", {"id": "x", "claim": "Rain fell.", "evidence": ["Rain fell."], "label": "supports"})
    assert run(place)[:2] == (1, 4)
    (place / "out" / "scifact--lexical-overlap.json").write_text("half a resu", encoding="utf-8")
    assert run(place)[:2] == (1, 4)


def test_one_set_can_be_asked_for(place):
    assert run(place, only=["claims"])[:2] == (1, 0)
    with pytest.raises(InputError, match="no set nonsense"):
        run(place, only=["nonsense"])


def test_a_failure_leaves_the_others_alone_and_is_told(place):
    (place / "data" / "claims.jsonl").write_text("{\n", encoding="utf-8")
    tally = run(place)
    assert tally.measured == 4
    assert "line 1" in tally.outcome.failed["claims, lexical-overlap"]
    assert str(place) not in tally.outcome.failed["claims, lexical-overlap"]
    assert "claims, lexical-overlap" in benchmark_page(place / "out")


def test_the_page_says_what_it_stands_on(place):
    run(place)
    page = benchmark_page(place / "out")
    assert page == benchmark_page(place / "out")
    assert str(place) not in page
    for said in (
        "repeat me",
        "| **factcheck lexical-overlap** | 22M, int8 | 100.0 | dev; 3 records |",
        "seen in training, no evidence of quality; first 2 only",
        "- `held`: the data folder does not hold it",
        "majority label",
        "factcheck evaluate entailment pairs.jsonl --verifier lexical-overlap --limit 2",
        "not measured in this run",
    ):
        assert said in page, said
    for benchmark in read_published():
        assert benchmark.not_comparable in page
        assert all(figure.system in page and figure.source in page for figure in benchmark.figures)


def test_stages_of_search_stand_apart(place):
    run(place)
    (result, *_) = read_results(place / "out")
    search = result.model_copy(
        update={
            "task": "retrieval",
            "set": "scifact-search",
            "verifier": "search",
            "figures": {"ndcg@10": 60.0, "queries": 5},
            "stages": {"BM25": {"ndcg@10": 51.5, "seconds per 1,000": 2.0}, "fused": {"ndcg@10": 60.0}},
        }
    )
    page = render_page(read_index(place / "out"), [search], read_published())
    assert "| **search: BM25** | 22M, int8 | 51.5 |" in page
    assert "| scifact-search | search: fused | 60.0 |" in page
    assert "seconds" not in page


def test_from_the_command_line(place):
    arguments = ["suite", str(place / "suite.toml"), "--data", str(place / "data"), "--out", str(place / "out")]
    assert runner.invoke(app, arguments).exit_code == 0
    out = place / "benchmark.md"
    assert runner.invoke(app, ["benchmark", str(place / "out"), "--out", str(out)]).exit_code == 0
    text = out.read_text(encoding="utf-8")
    assert "factcheck evaluate suite suite.toml --data DATA --out RESULTS" in text
    assert runner.invoke(app, ["benchmark", str(place / "out")]).stdout == text


@pytest.mark.parametrize(
    ("wrong", "message"),
    [("verifiers = 1", "verifiers"), ("nonsense", "not TOML"), (SUITE.replace("trained_on", "traind_on"), "traind_on")],
)
def test_a_broken_suite_says_where(place, wrong, message):
    (place / "suite.toml").write_text(wrong, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        read_suite(place / "suite.toml")


def test_a_folder_without_results_says_what_to_do(tmp_path):
    with pytest.raises(InputError, match="factcheck evaluate suite"):
        benchmark_page(tmp_path)


def test_what_ships_can_be_read_and_fits_together():
    names = {entry.name for entry in read_suite(PUBLIC).sets}
    assert all(set(benchmark.sets) <= names for benchmark in read_published())
    assert all(not entry.gold.startswith("/") for entry in read_suite(PUBLIC).sets)
