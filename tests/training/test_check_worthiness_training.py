"""Fitting the check-worthiness score."""

import json
import tomllib

import pytest

from factcheck.claims.check_worthiness import FEATURES
from factcheck.errors import InputError
from factcheck.training.check_worthiness import Example, area_under_curve, fit, length_weights, taken_up_claims, train_check_worthiness

FIGURES = [Example(f"The county of Lund spent {number} million crowns on ferries.", "statistic") for number in range(12, 30)]
TALK = [Example(f"I hope we talk about it {word}.", "opinion") for word in ("soon", "again", "later", "now", "then", "twice")]


def test_what_was_taken_up_scores_above_the_rest():
    fitted = fit(FIGURES, TALK)
    assert area_under_curve(fitted, FIGURES, TALK, match_lengths=False) == 1
    assert fitted.weights["figure"] > 0 > fitted.weights["first_person"]


def test_lengths_of_the_background_are_evened_out():
    short, long = Example("They left.", "fact"), Example("They left " + "very " * 40 + "late.", "fact")
    assert list(length_weights([short], [short, long])) == [2, 0]


def test_claims_lose_their_quotation_marks_and_their_says(tmp_path):
    path = tmp_path / "claims.jsonl"
    path.write_text(json.dumps({"claim": '"Says the pier &amp; the mill are closed."'}) + "\n", encoding="utf-8")
    assert [example.text for example in taken_up_claims(path)] == ["The pier & the mill are closed."]


def test_a_line_without_a_claim_is_named(tmp_path):
    path = tmp_path / "claims.jsonl"
    path.write_text('{"title": "x"}\n', encoding="utf-8")
    with pytest.raises(InputError, match="line 1"):
        taken_up_claims(path)


def test_weights_are_written_with_their_card(tmp_path):
    claims, background, out = (tmp_path / name for name in ("claims.jsonl", "texts.jsonl", "weights.toml"))
    claims.write_text("".join(json.dumps({"claim": example.text}) + "\n" for example in FIGURES), encoding="utf-8")
    text = "The council met on Monday. Nobody came. The lamps were lit, and the doors were left open all night."
    background.write_text(json.dumps({"id": "a", "genre": "news", "text": text}) + "\n", encoding="utf-8")
    train_check_worthiness([claims], background, out, genres=["news"], licence_note="Made up.")
    written = tomllib.loads(out.read_text(encoding="utf-8"))
    assert set(written["weights"]) == set(FEATURES)
    assert written["card"]["licences"] == "Made up."
    assert written["card"]["claims_taken_up"] == len(FIGURES)
