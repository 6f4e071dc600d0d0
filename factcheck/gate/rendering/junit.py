"""The outcome as JUnit XML: a suite for each file, a test case for each claim and rule that is not met."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from factcheck.gate.outcome import Judgement, Outcome
from factcheck.report.junit_report import xml_text

__all__ = ["render"]


def render(judgement: Judgement) -> str:
    """Failures fail, what people let pass is skipped, warnings stand in `system-out`; a file without anything has one case that passes."""
    suites = [_suite(outcome) for outcome in judgement.outcomes]
    for problem in judgement.problems:
        suite = ET.Element("testsuite", {"name": xml_text(problem.file)})
        case = ET.SubElement(suite, "testcase", {"name": "can be judged", "classname": "factcheck.gate", "time": "0"})
        ET.SubElement(case, "error", {"type": "cannot-be-judged", "message": xml_text(problem.message)})
        suites.append(suite)
    root = ET.Element("testsuites", {"name": "factcheck gate"})
    for suite in (*suites, root):
        if suite is root:
            root.extend(suites)
        for name, tag in (("tests", "testcase"), ("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            suite.set(name, str(sum(1 for _ in suite.iter(tag))))
        suite.set("time", "0")
    ET.indent(root)
    # the older form of a runner's command, wherever it stands in a line; the reference means the same
    text = ET.tostring(root, encoding="unicode").replace("##[", "##&#91;")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + text + "\n"


def _suite(outcome: Outcome) -> ET.Element:
    suite = ET.Element("testsuite", {"name": xml_text(outcome.file)})
    properties = ET.SubElement(suite, "properties")
    for name, value in (("policy", outcome.policy.name), ("policy-sha256", outcome.policy.sha256)):
        ET.SubElement(properties, "property", {"name": name, "value": xml_text(value)})
    for violation in outcome.violations:
        case = _case(suite, outcome, violation.rule, violation.claim, violation.words)
        if violation.level == "fail":
            failure = ET.SubElement(case, "failure", {"type": violation.rule, "message": xml_text(violation.found)})
            failure.text = xml_text(f"{violation.reason} {violation.remedy}")
        else:
            ET.SubElement(case, "system-out").text = xml_text(f"Warning: {violation.found} {violation.remedy}")
    for release in outcome.releases:
        case = _case(suite, outcome, release.rule, release.claim, release.words)
        note = f": {release.note}" if release.note else ""
        ET.SubElement(case, "skipped", {"message": xml_text(f"{release.action} by {release.by}, {release.at.date()}{note}")})
    if not outcome.violations and not outcome.releases:
        _case(suite, outcome, "may be published", None, None)
    return suite


def _case(suite: ET.Element, outcome: Outcome, rule: str, claim: str | None, words: str | None) -> ET.Element:
    name = f"{rule}: {claim} “{words}”" if claim else rule
    return ET.SubElement(suite, "testcase", {"name": xml_text(name), "classname": xml_text(f"factcheck.gate.{outcome.file}"), "time": "0"})
