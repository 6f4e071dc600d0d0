"""The published table is the one in the data, and every rule in it has a condition."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from factcheck.sourcing import RULES, RuleTable
from factcheck.sourcing.conditions import CONDITIONS

DOCS = Path(__file__).parents[2] / "docs" / "sourcing.md"


def changed(rule_id: str, **fields: object) -> dict[str, object]:
    rules = [rule.model_dump() | (fields if rule.id == rule_id else {}) for rule in RULES.rules]
    return {"version": "9", "rules": rules}


def test_docs_show_the_rules_as_they_are() -> None:
    text = DOCS.read_text(encoding="utf-8")
    assert text.split("equal -->\n")[1].split("<!-- end of rules -->")[0] == RULES.markdown()


def test_every_rule_has_a_condition_and_every_condition_a_rule() -> None:
    assert set(CONDITIONS) == set(RULES.by_id)


def test_a_rule_without_a_condition_is_told_by_name() -> None:
    with pytest.raises(ValidationError, match="no condition in the code for second-sight"):
        RuleTable.model_validate(changed("second-hand", id="second-sight"))


def test_a_rule_that_stands_twice_is_told() -> None:
    with pytest.raises(ValidationError, match="stands twice: hearsay"):
        RuleTable.model_validate(changed("allegation", id="hearsay"))


@pytest.mark.parametrize(
    ("rule", "fields"),
    [
        ("hearsay", {"grade": None}),
        ("single-origin", {"grade": "weak"}),
        ("corroborated", {"on": "link"}),
        ("outlet", {"on": "claim"}),
        ("hearsay", {"reason": "{source} says so"}),
        ("hearsay", {"reason": "{name.__class__} says so"}),
        ("hearsay", {"advice": "Ask {"}),
    ],
)
def test_a_rule_that_does_not_fit_together_is_refused(rule: str, fields: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        RuleTable.model_validate(changed(rule, **fields))


def test_a_rule_that_keeps_a_claim_from_strong_says_what_would_help() -> None:
    assert all(rule.advice for rule in RULES.rules if rule.effect in {"base", "cap"} and rule.grade != "strong")
