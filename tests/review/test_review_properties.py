"""What must hold whatever happens: a few of the cases that review_cases.py makes in any number."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest
import review_cases
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from factcheck.models import Span
from factcheck.review import AnnotationStore, read_annotation, write_annotation
from factcheck.review.anchors import locate, quote_at
from factcheck.review.schema import Position

FEW = settings(
    max_examples=8, phases=[Phase.explicit, Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)


def test_no_edit_of_the_article_loses_a_decision_or_leaves_a_span_wrong():
    result = review_cases.edit_cases(40)
    assert result["decisions"] > 20
    assert (result["lost"], result["spans_wrong"]) == (0, 0)


@pytest.mark.skipif(sys.platform == "win32", reason="sends SIGKILL")
def test_a_killed_writer_leaves_a_whole_file_with_every_acknowledged_decision():
    assert review_cases.kills(10) == {"kills": 10, "broken": 0, "lost": 0}


@pytest.mark.skipif(sys.platform == "win32", reason="starts processes by fork")
def test_writers_at_once_lose_nothing(tmp_path):
    path = tmp_path / "case.yaml"
    text = "the bridge is closed. the ferry runs."
    write_annotation(path, review_cases.article_of(text), review_cases.claims_of(text, random.Random(1), 1.0))
    code = (
        "import sys; from pathlib import Path; from factcheck.review import AnnotationStore\n"
        "store = AnnotationStore(Path(sys.argv[1]))\n"
        "for n in range(8): store.decide('c001', 'hold', by=sys.argv[2], note=str(n))"
    )
    running = [subprocess.Popen([sys.executable, "-c", code, str(path), name]) for name in ("Ida", "Tom", "Ann")]
    assert [process.wait() for process in running] == [0, 0, 0]
    kept = [(made.by, made.note) for made in read_annotation(path).claims[0].decisions]
    assert sorted(kept) == sorted((name, str(n)) for name in ("Ida", "Tom", "Ann") for n in range(8))


@FEW
@given(st.integers(0, 10_000))
def test_a_run_is_idempotent_after_any_edit(tmp_path: Path, seed: int):
    chance = random.Random(seed)
    path = tmp_path / "case.yaml"
    path.unlink(missing_ok=True)
    text = "the bridge is closed. the ferry runs. tolls rise."
    write_annotation(path, review_cases.article_of(text), review_cases.claims_of(text, chance, 1.0))
    review_cases.decide(path, text, chance)
    text = review_cases.edited(text, chance)
    found = review_cases.claims_of(text, chance, 0.8)
    write_annotation(path, review_cases.article_of(text), found)
    before = path.read_bytes()
    write_annotation(path, review_cases.article_of(text), found)
    assert path.read_bytes() == before


@given(st.text(st.sampled_from("abc 👍.\n"), min_size=1, max_size=60), st.integers(0, 59), st.integers(1, 20), st.integers(0, 10_000))
def test_a_place_that_is_found_holds_words(text, start, length, seed):
    end = min(len(text), start + length)
    if start >= end or not text[start:end].strip():
        return
    quote, position = quote_at(text, start, end), Position(start=start, end=end)
    assert locate(text, quote, position) == Span(start=start, end=end)
    changed = review_cases.edited(text, random.Random(seed))
    found = locate(changed, quote, position)
    if quote.exact in changed:
        assert found is not None
        assert found.of(changed) == quote.exact
    assert found is None or found.of(changed).strip()


def test_an_article_written_anew_under_its_name_loses_nothing(tmp_path):
    path = tmp_path / "case.yaml"
    text = "the bridge is closed. the ferry runs."
    write_annotation(path, review_cases.article_of(text), review_cases.claims_of(text, random.Random(1), 1.0))
    AnnotationStore(path).decide("c001", "hold", by="Ida")
    text = "Quite another story altogether."
    write_annotation(path, review_cases.article_of(text), review_cases.claims_of(text, random.Random(1), 1.0))
    first, second, third = sorted(read_annotation(path).claims, key=lambda claim: claim.id)
    assert first.absent
    assert second.absent
    assert not third.absent
    assert first.stale[0].because == "the claim is no longer in the article"
