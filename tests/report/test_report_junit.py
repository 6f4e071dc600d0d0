from __future__ import annotations

import report_fixture as fixture
from export_parts import hostile_report
from junitparser import Failure, JUnitXml, Skipped
from test_report_sarif import decided

from factcheck.report import render


def cases(report, *beside):
    root = JUnitXml.fromstring(render(report, "junit", *beside).encode())
    (suite,) = root
    found = list(suite)
    assert (root.tests, suite.tests) == (len(found), len(found))
    assert root.failures == suite.failures == sum(isinstance(result, Failure) for case in found for result in case.result)
    assert root.skipped == suite.skipped == sum(isinstance(result, Skipped) for case in found for result in case.result)
    assert root.errors == 0
    return {case.name.split(":")[0]: case for case in found}


def test_a_public_parser_reads_a_case_for_every_claim():
    report = fixture.report()
    found = cases(report)
    assert list(found) == [checked.claim.id for checked in report.claims]
    (failure,) = found["c001"].result
    assert isinstance(failure, Failure)
    assert failure.type == "refuted"
    assert failure.message.startswith("Contradicted · A detail differs: sum")
    assert "What to do:" in failure.message
    assert "$4.5 billion" in failure.text
    assert not found["c006"].result
    assert "Is it so? Backed by evidence (95% confident). The audit gives the same figure." in found["c006"].system_out


def test_what_is_not_checkable_is_skipped_unless_it_is_wrongly_quoted():
    report = fixture.report()
    found = cases(report)
    for checked in report.claims:
        if checked.verdict.label == "not_checkable":
            (result,) = found[checked.claim.id].result
            altered = checked.attribution is not None and checked.attribution.label in {"altered", "misattributed"}
            assert isinstance(result, Failure if altered else Skipped)
    assert any(isinstance(result, Skipped) for case in found.values() for result in case.result)


def test_what_a_person_settled_is_skipped_with_their_word(tmp_path):
    (result,) = cases(*decided(tmp_path, "dismiss"))["c001"].result
    assert isinstance(result, Skipped)
    assert result.message == "dismiss by Ida Roe, 13 March 2031: Rang the port."
    (result,) = cases(*decided(tmp_path, "correct", support="supported"))["c001"].result
    assert isinstance(result, Skipped)
    (result,) = cases(*decided(tmp_path, "confirm"))["c001"].result
    assert isinstance(result, Failure), "it says that the article is wrong"
    (result,) = cases(*decided(tmp_path, "dismiss", stale=True))["c001"].result
    assert isinstance(result, Failure)


def test_hostile_texts_stay_texts():
    text = render(hostile_report(), "junit")
    found = cases(hostile_report())
    assert len(found) == 2
    assert "<script>" not in text
    assert "<script>alert(1)</script> ]]>" in found["c001"].system_out
    assert not set(text) & set("\x00\x1b\u202e")
