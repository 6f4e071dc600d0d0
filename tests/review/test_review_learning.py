"""Agreement, counts, and what the machine learns from people's decisions."""

from __future__ import annotations

import math
import random
from pathlib import Path

import pytest
from test_annotation_file import article, checked, claim, claims
from test_review_store import open_store, span

from factcheck.errors import AnnotationError, InputError
from factcheck.evaluation import evaluate_review
from factcheck.models import CorpusInfo, Report, Sourcing
from factcheck.review import read_annotation, write_annotation
from factcheck.review.agreement import agreement, ratings_by_file, ratings_by_person
from factcheck.review.confidence import ReviewCalibration, recalibrated
from factcheck.review.statistics import review_statistics
from factcheck.training.review_calibration import LEAST, fit, train_review_calibration


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "bridge.yaml"
    write_annotation(path, article(), [checked(one, "supported") for one in claims()])
    return path


def copy(path: Path, name: str) -> Path:
    other = path.with_name(f"{name}.yaml")
    other.write_bytes(path.read_bytes())
    return other


def test_agreement_of_two_copies_by_field(path):
    a, b = copy(path, "a"), copy(path, "b")
    for identifier, other in (("c001", {}), ("c002", {"support": "refuted"}), ("c003", {})):
        open_store(a).decide(identifier, "confirm", by="Ida")
        open_store(b).decide(identifier, "correct" if other else "confirm", by="Tom", fields=other)
    found = {item.field: item for item in agreement(ratings_by_file({"a": read_annotation(a), "b": read_annotation(b)}))}
    # by hand (Krippendorff 2018): 6 values, 5 supported and 1 refuted; observed 1/3, expected 2*5*1/(6*5) = 1/3
    assert found["support"].alpha == 0.0
    assert found["support"].percent == 66.7
    assert [(one.claim, dict(one.values)) for one in found["support"].disagreements] == [("c002", {"a": "supported", "b": "refuted"})]
    assert found["sourcing"].alpha is None
    assert found["sourcing"].percent == 100.0
    assert found["attribution"].claims == 0


def test_agreement_of_the_people_in_one_file(path):
    store = open_store(path)
    store.decide("c001", "confirm", by="Ida")
    store.decide("c001", "dismiss", by="Tom")
    store.decide("c002", "hold", by="Ida")
    (action,) = [item for item in agreement(ratings_by_person([read_annotation(path)])) if item.field == "action"]
    assert action.claims == 1
    assert dict(action.disagreements[0].values) == {"Ida": "confirm", "Tom": "dismiss"}
    with pytest.raises(InputError, match="two people"):
        ratings_by_person([])
    with pytest.raises(InputError, match="two copies"):
        ratings_by_file({"a": read_annotation(path)})


def test_statistics_count_what_stands(path):
    store = open_store(path)
    store.decide("c001", "correct", by="Ida", fields={"support": "refuted"})
    store.decide("c002", "confirm", by="Tom")
    store.add_claim([span("twice a day")], by="Tom")
    write_annotation(path, article(), [checked(claims()[0], "supported"), checked(claims()[1], "refuted")])
    found = review_statistics([read_annotation(path)])
    assert (found.claims, found.decided, found.stale, found.absent, found.added_by_hand) == (3, 2, 1, 1, 1)
    assert found.machine["support"] == {"refuted": 1, "supported": 1}
    assert found.standing["support"] == {"refuted": 2}
    assert found.reviewers == {"Ida": {"correct": 1}, "Tom": {"confirm": 1}}
    assert found.as_dict()["decided_share"] == 66.7


def test_the_machine_is_measured_by_what_people_left_of_it(path):
    store = open_store(path)
    store.decide("c001", "confirm", by="Ida")
    store.decide("c002", "correct", by="Ida", fields={"support": "refuted"})
    store.decide("c003", "dismiss", by="Ida")
    store.add_claim([span("The mayor said")], by="Ida", text="The mayor spoke.")
    result = evaluate_review([path])
    assert result.figures["support"] == 50.0
    assert result.figures["sourcing"] == 100.0
    assert result.figures["attribution"] is None
    assert result.figures["ece"] == 0.0  # sure to one half, right in one of two
    assert result.figures["kept"] == pytest.approx(200 / 3)
    assert result.figures["found"] == pytest.approx(200 / 3)
    assert result.rates["supported"].precision == 50.0
    assert result.figures["settled"] == 2


def test_a_stale_decision_measures_nothing(path):
    open_store(path).decide("c001", "confirm", by="Ida")
    write_annotation(path, article(), [checked(one, "refuted") for one in claims()])
    result = evaluate_review([path])
    assert result.figures["settled"] == 0
    assert "nothing to measure" in result.notes[0]


def test_a_folder_without_annotation_files_is_an_error(tmp_path):
    with pytest.raises(AnnotationError, match="no annotation file"):
        evaluate_review([tmp_path])


def reviewed(path: Path, count: int, right: float, confidence: float = 0.9, seed: int = 0) -> None:
    """A file of many claims, all of one confidence, that a person found right so often."""
    words = [f"item {number:03d} is in place" for number in range(count)]
    text = ". ".join(words) + "."
    write_annotation(path, article(text, path.stem), [checked(claim(text, one), "supported", confidence) for one in words])
    root = path.read_text()
    chance = random.Random(seed)
    for _ in range(count):
        stands = chance.random() < right
        made = "confirm" if stands else "correct\n        fields: {support: refuted}"
        entry = f"decisions:\n      - by: Ida\n        at: 2025-06-21T10:00:00Z\n        action: {made}"
        root = root.replace("decisions: []", entry, 1)
    path.write_text(root)


def test_too_few_decisions_are_refused_with_the_least_number(path, tmp_path):
    open_store(path).decide("c001", "confirm", by="Ida")
    with pytest.raises(InputError, match=f"1 claims were confirmed .* at least {LEAST}"):
        train_review_calibration([path], tmp_path / "calibration.toml")
    assert not (tmp_path / "calibration.toml").exists()


def test_confidences_are_refitted_on_decisions(tmp_path):
    reviewed(tmp_path / "many.yaml", LEAST, right=0.6)
    out = tmp_path / "calibration.toml"
    fitted = train_review_calibration([tmp_path / "many.yaml"], out)
    assert fitted.decisions == LEAST
    assert fitted.ece_after < fitted.ece_before
    calibration = ReviewCalibration.read(out)
    assert calibration(0.9) == pytest.approx(fitted.right / LEAST, abs=0.02)
    before = out.read_bytes()
    train_review_calibration([tmp_path / "many.yaml"], out)
    assert out.read_bytes() == before


def test_a_calibration_finds_the_slope_that_made_the_outcomes():
    chance = random.Random(3)
    confidences = [chance.uniform(0.05, 0.95) for _ in range(4000)]
    right = [chance.random() < 1 / (1 + math.exp(-(0.5 * math.log(c / (1 - c)) + 0.3))) for c in confidences]
    found = fit(confidences, right)
    assert found.slope == pytest.approx(0.5, abs=0.08)
    assert found.intercept == pytest.approx(0.3, abs=0.1)


def test_a_calibration_moves_confidences_and_says_so():
    one = article()
    report = Report(
        factcheck_version="0",
        article=one,
        as_of=None,
        corpus=CorpusInfo(name="c", sha256="0", documents=0, passages=0),
        models=(),
        rules_version="1",
        claims=(checked(claims()[0], "supported", 0.9), checked(claims()[1], "not_checkable", None)),
    )
    moved = recalibrated(report, ReviewCalibration(slope=1.0, intercept=-1.0), "own.toml")
    assert moved.claims[0].verdict.confidence == pytest.approx(0.768, abs=0.001)
    assert moved.claims[0].verdict.label == "supported"
    assert moved.claims[1] == report.claims[1]
    assert "own.toml" in moved.warnings[-1]


@pytest.mark.parametrize(
    "content", ["", "format = 2", "format = 1\n[confidence]\nslope = -1\nintercept = 0", "format = 1\n[confidence]\nslope = 'x'"]
)
def test_a_broken_calibration_is_one_line(tmp_path, content):
    path = tmp_path / "c.toml"
    path.write_text(content)
    with pytest.raises(InputError, match=r"c\.toml") as caught:
        ReviewCalibration.read(path)
    assert "\n" not in str(caught.value)


def test_sourcing_is_the_grade_with_evidence_that_people_saw(tmp_path):
    path = tmp_path / "bridge.yaml"
    raised = Sourcing(grade="weak", with_evidence="strong", rules=(), independent_origins=2)
    write_annotation(path, article(), [checked(one, "supported").model_copy(update={"sourcing": raised}) for one in claims()])
    store = open_store(path)
    store.decide("c001", "confirm", by="Ida")
    store.decide("c001", "correct", by="Tom", fields={"sourcing": "weak"})
    annotation = read_annotation(path)
    assert review_statistics([annotation]).machine["sourcing"] == {"strong": 3}
    assert review_statistics([annotation]).standing["sourcing"] == {"strong": 2, "weak": 1}
    (one,) = [item for item in agreement(ratings_by_person([annotation])) if item.field == "sourcing"]
    assert dict(one.disagreements[0].values) == {"Ida": "strong", "Tom": "weak"}
