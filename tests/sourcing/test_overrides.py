"""A newsroom changes single rules by a TOML file, and is told in one line what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest
from sourcing_parts import NEI, claim, link

from factcheck.errors import InputError
from factcheck.sourcing import RULES, RULES_VERSION, grade, read_overrides

DOCS = Path(__file__).parents[2] / "docs" / "sourcing.md"
CLOSE = claim(link("people close to the talks", "anonymous", "said"))


def table(folder: Path, text: str):
    path = folder / "desk.toml"
    path.write_text(text, encoding="utf-8")
    return read_overrides(path)


def test_a_rule_takes_another_grade_reason_and_advice(tmp_path: Path) -> None:
    rules = table(tmp_path, '[rule.unnamed-source]\ngrade = "moderate"\nreason = "{wording} is nameless."\nadvice = "Ring the desk."\n')
    sourcing = grade(CLOSE, (), None, rules=rules)
    assert (sourcing.grade, sourcing.advice) == ("moderate", "Ring the desk.")
    assert sourcing.rules[0].reason == "people close to the talks is nameless."
    assert grade(CLOSE, (), None).grade == "weak"


def test_a_cap_that_is_left_out_no_longer_fires(tmp_path: Path) -> None:
    rules = table(tmp_path, "[rule.hearsay]\nenabled = false\n")
    hearsay = claim(link("Tom Orlik", "official", "said"), text="There were fears of a flood.")
    assert [grade(hearsay, (), NEI).grade, grade(hearsay, (), NEI, rules=rules).grade] == ["moderate", "strong"]


def test_the_version_tells_that_the_table_was_changed_and_by_what(tmp_path: Path) -> None:
    first = table(tmp_path, '[rule.hearsay]\ngrade = "weak"\n').version
    assert first.startswith(f"{RULES_VERSION}+desk:")
    assert table(tmp_path, '# ours\nname = "desk"\n[rule.hearsay]\ngrade    =  "weak"\n').version == first
    assert table(tmp_path, '[rule.hearsay]\ngrade = "none"\n').version != first
    assert table(tmp_path, 'name = "night-desk"\n[rule.hearsay]\ngrade = "weak"\n').version.startswith(f"{RULES_VERSION}+night-desk:")


def test_a_file_that_changes_nothing_leaves_the_version(tmp_path: Path) -> None:
    assert table(tmp_path, "") == RULES
    assert table(tmp_path, '[rule.hearsay]\ngrade = "moderate"\n') == RULES


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[rule.nobody]\n", "rule nobody: no such rule"),
        ('[rule.hearsay]\ngrade = "superb"\n', "rule.hearsay.grade: Input should be 'strong', 'moderate', 'weak' or 'none'"),
        ('[rule.hearsay]\nseverity = "high"\n', "rule.hearsay.severity: not known here"),
        ('[rules.hearsay]\ngrade = "weak"\n', "rules: not known here"),
        ("[rule.outlet]\nenabled = false\n", "rule outlet: a base rule cannot be left out"),
        ('[rule.single-origin]\ngrade = "weak"\n', "rule single-origin: a note has no grade"),
        ('[rule.hearsay]\nreason = "{secret}"\n', "rule.hearsay.reason: braces may hold only"),
        ('[rule.hearsay]\nadvice = ""\n', "rule.hearsay.advice"),
        ('name = "the desk"\n', "name"),
        ("grade weak", "is not TOML"),
    ],
)
def test_what_is_wrong_is_told_in_one_line_with_file_and_rule(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(InputError) as error:
        table(tmp_path, text)
    assert told in str(error.value)
    assert "desk.toml" in str(error.value)
    assert "\n" not in str(error.value)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.toml cannot be read"):
        read_overrides(tmp_path / "none.toml")


def test_the_example_in_the_docs_works(tmp_path: Path) -> None:
    example = DOCS.read_text(encoding="utf-8").split("```toml\n")[1].split("```")[0]
    assert table(tmp_path, example) != RULES
