from __future__ import annotations

import tomllib

import pytest
from floor_file import FloorFile, checksum

MARGINS = {"accuracy": 2.0}


def floor(path, section="verifier"):
    return tomllib.loads(path.read_text(encoding="utf-8"))[section]["accuracy"]["floor"]


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "floors.toml"
    FloorFile(path, "update").check("verifier", {"accuracy": 80.06}, MARGINS, sample="s", model="m")
    return path


def test_a_floor_lies_under_its_figure_by_the_margin(path):
    assert floor(path) == 78.0
    FloorFile(path).check("verifier", {"accuracy": 78.0}, MARGINS, sample="s", model="m")


def test_a_drop_fails_and_says_how_to_mean_it(path):
    with pytest.raises(AssertionError, match=r"accuracy is 77\.9, its floor 78\.0.*--lower-floors"):
        FloorFile(path).check("verifier", {"accuracy": 77.9}, MARGINS, sample="s", model="m")


def test_a_drop_fails_with_a_new_model_or_sample_too(path):
    for sample, model in (("s", "n"), ("t", "m")):
        with pytest.raises(AssertionError, match="lower-floors"):
            FloorFile(path).check("verifier", {"accuracy": 60.0}, MARGINS, sample=sample, model=model)


@pytest.mark.parametrize(("sample", "model", "what"), [("t", "m", "sample"), ("s", "n", "model"), ("s", None, "model")])
def test_floors_of_another_sample_or_model_are_refused(path, sample, model, what):
    with pytest.raises(AssertionError, match=f"with this {what}; run: pytest --update-floors"):
        FloorFile(path).check("verifier", {"accuracy": 99.0}, MARGINS, sample=sample, model=model)


def test_updating_raises_a_floor_and_pins_the_new_model(path):
    FloorFile(path, "update").check("verifier", {"accuracy": 90.0}, MARGINS, sample="s", model="n")
    assert floor(path) == 88.0
    FloorFile(path).check("verifier", {"accuracy": 90.0}, MARGINS, sample="s", model="n")


def test_updating_never_lowers(path):
    FloorFile(path, "update").check("verifier", {"accuracy": 79.0}, MARGINS, sample="s", model="n")
    assert floor(path) == 78.0, "a figure between floor and old figure leaves the floor"
    before = path.read_bytes()
    with pytest.raises(AssertionError, match="lower-floors"):
        FloorFile(path, "update").check("verifier", {"accuracy": 70.0}, MARGINS, sample="s", model="o")
    assert path.read_bytes() == before


def test_lowering_takes_its_own_flag(path):
    FloorFile(path, "lower").check("verifier", {"accuracy": 70.0}, MARGINS, sample="s", model="n")
    assert floor(path) == 68.0


def test_a_figure_without_a_floor_is_refused_until_it_has_one(path):
    with pytest.raises(AssertionError, match="'macro_f1'"):
        FloorFile(path).check("verifier", {"accuracy": 80.0, "macro_f1": 70.0}, MARGINS | {"macro_f1": 2.0}, sample="s", model="m")


def test_moving_one_section_leaves_the_others(path):
    FloorFile(path, "update").check("search: a", {"accuracy": 50.0}, MARGINS, sample="t")
    assert floor(path) == 78.0
    assert floor(path, "search: a") == 48.0


def test_the_checksum_hangs_on_bytes_and_order(tmp_path):
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_text("1")
    two.write_text("2")
    assert checksum([one, two]) != checksum([two, one]) != checksum([one])


def test_the_mode_follows_the_flags(request, floors):
    asked = request.config.getoption("--lower-floors"), request.config.getoption("--update-floors")
    assert floors.mode == ("lower" if asked[0] else "update" if asked[1] else "check")
