"""The report as JUnit XML, as build servers show it: a test case for each claim."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from factcheck.models import CheckedClaim, Report
from factcheck.report.base import ALONE, Beside
from factcheck.report.card_view import CardView, card_view, source_keys
from factcheck.report.findings import findings, message
from factcheck.report.page_view import report_title
from factcheck.report.resolved import Resolution, resolutions

__all__ = ["JunitRenderer", "xml_text"]

# Whatever XML 1.0 cannot hold, in any form.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """`text` with what XML cannot hold as U+FFFD, of the same length."""
    return _NOT_XML.sub("\ufffd", text)


class JunitRenderer:
    """A claim fails where it is wrong or altered, is skipped where it cannot be checked or a person cleared it, and passes otherwise."""

    suffixes: tuple[str, ...] = (".xml",)

    def render(self, report: Report, beside: Beside = ALONE) -> str:
        """One test suite, named after the article; the reasoning stands in `system-out`."""
        keys = source_keys(report)
        known = resolutions(report, beside.annotation)
        suite = ET.Element("testsuite", {"name": xml_text(report.article.id)})
        properties = ET.SubElement(suite, "properties")
        for name, value in (("title", report_title(report)), ("factcheck", report.factcheck_version), ("corpus", report.corpus.sha256)):
            ET.SubElement(properties, "property", {"name": name, "value": xml_text(value)})
        for number, (checked, resolution) in enumerate(zip(report.claims, known, strict=True), 1):
            suite.append(_case(report, checked, card_view(report, checked, number, keys), resolution))
        counts = {
            "tests": len(report.claims),
            "failures": sum(1 for _ in suite.iter("failure")),
            "errors": 0,
            "skipped": sum(1 for _ in suite.iter("skipped")),
        }
        root = ET.Element("testsuites", {"name": "factcheck", **{name: str(value) for name, value in counts.items()}})
        suite.attrib.update({**{name: str(value) for name, value in counts.items()}, "time": "0"})
        root.append(suite)
        ET.indent(root)
        return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _case(report: Report, checked: CheckedClaim, card: CardView, resolution: Resolution) -> ET.Element:
    name = f"{resolution.claim_id}: {card.teaser}"
    case = ET.Element("testcase", {"name": xml_text(name), "classname": xml_text(f"factcheck.{report.article.id}"), "time": "0"})
    found = resolution.findings
    if resolution.cleared and findings(checked):
        ET.SubElement(case, "skipped", {"message": xml_text(resolution.text)})
    elif found and found[0].level == "error":
        failure = ET.SubElement(
            case, "failure", {"type": found[0].rule.id, "message": xml_text(message(resolution.checked, found, resolution.text))}
        )
        failure.text = xml_text("\n".join(f"{finding.rule.title}. {finding.detail}".rstrip() for finding in found))
    elif checked.verdict.label == "not_checkable":
        ET.SubElement(case, "skipped", {"message": xml_text(f"{card.support.text}: {card.explanation}")})
    ET.SubElement(case, "system-out").text = xml_text("\n".join(_reasoning(card, resolution)))
    return case


def _reasoning(card: CardView, resolution: Resolution) -> Iterator[str]:
    sure = f" ({card.confidence}% confident)" if card.confidence is not None else ""
    yield f"Claim: {card.text}"
    yield f"As written: “{card.quote}”"
    yield f"Source: {' › '.join(link.name for link in card.chain)}"
    yield f"Is it so? {card.support.text}{sure}. {card.explanation}"
    if card.attribution is not None:
        yield f"Did they say it? {card.attribution.text}. {card.attribution_explanation}"
    raised = f" (with evidence: {card.with_evidence.text.lower()})" if card.with_evidence else ""
    yield f"Sourcing: {card.grade.text}{raised}. {' '.join(reason for _, reason in card.rules)}".rstrip()
    for difference in card.differences:
        yield f"Mismatch: {difference}"
    for evidence in card.evidence:
        text = " ".join("".join(piece.text for piece in evidence.passage).split())
        yield f"{evidence.relation.text}: {evidence.publisher}, {evidence.date or 'undated'}: “{text}”"
    if resolution.text:
        yield f"Decision: {resolution.text}"
