from __future__ import annotations

from typing import get_args

import pytest
import report_fixture as fixture

from factcheck.models import DiffKind
from factcheck.report.findings import RULES, findings, message


def found(claim_id):
    checked = next(checked for checked in fixture.report().claims if checked.claim.id == claim_id)
    return checked, findings(checked)


def test_every_kind_of_detail_has_a_rule_and_no_two_share_an_id():
    names = [rule.id for rule in RULES]
    assert len(set(names)) == len(names)
    assert {f"mismatch-{kind}" for kind in get_args(DiffKind)} <= set(names)


def test_the_worst_comes_first_and_a_mismatch_is_told_in_both_wordings():
    _, each = found("c001")
    assert [finding.rule.id for finding in each] == ["refuted", "mismatch-money", "one-anonymous-source", "sourcing-weak"]
    assert each[1].detail == "“$2.5 billion” here, “$4.5 billion” in Northern Ledger."


def test_a_mismatch_that_is_not_sure_enough_only_warns():
    _, each = found("c005")
    assert ("mismatch-date", "warning") in [(finding.rule.id, finding.level) for finding in each]


def test_a_claim_that_is_backed_well_sourced_and_rightly_quoted_has_none():
    assert found("c006")[1] == ()


def test_what_the_article_says_itself_is_noted_unless_it_is_opinion():
    assert [finding.rule.id for finding in found("c007")[1]] == ["sourcing-none"]
    checked = found("c007")[0]
    opinion = checked.model_copy(update={"verdict": checked.verdict.model_copy(update={"label": "not_checkable"})})
    assert findings(opinion) == ()


@pytest.mark.parametrize(
    ("claim_id", "end"),
    [
        ("c001", "What to do: Correct the figure: the evidence has “$4.5 billion”."),
        ("c007", "What to do: Name a source, or make sure that it needs none."),
    ],
)
def test_the_message_is_one_line_that_ends_in_what_to_do(claim_id, end):
    text = message(*found(claim_id))
    assert "\n" not in text
    assert text.endswith(end)


def test_the_advice_of_the_sourcing_rules_is_what_to_do_about_the_sourcing():
    checked, _ = found("c007")
    advised = checked.model_copy(update={"sourcing": checked.sourcing.model_copy(update={"advice": "Name the audit."})})
    assert message(advised, findings(advised)).endswith("What to do: Name the audit.")
