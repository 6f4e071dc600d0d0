"""The published table is the one in code."""

from __future__ import annotations

from pathlib import Path

from factcheck.sourcing import RULES, rules_table

DOCS = Path(__file__).parents[2] / "docs" / "sourcing.md"


def test_docs_show_the_rules_as_they_are() -> None:
    text = DOCS.read_text(encoding="utf-8")
    assert text.split("equal -->\n")[1].split("<!-- end of rules -->")[0] == rules_table()


def test_rules_have_distinct_ids_and_only_notes_have_no_grade() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
    assert all((rule.grade is None) == (rule.effect == "note") for rule in RULES)


def test_a_rule_that_keeps_a_claim_from_strong_says_what_would_help() -> None:
    assert all(rule.advice for rule in RULES if rule.grade in {"none", "weak", "moderate"})
