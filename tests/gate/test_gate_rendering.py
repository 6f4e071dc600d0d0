"""What the gate prints: complete, readable by other tools, and safe whatever a claim, a name or a note says."""

from __future__ import annotations

import json
import re

import jsonschema
import junitparser
import pytest
from gate_fixture import decide, found, write

from factcheck.gate import Judgement, judge_files
from factcheck.gate.rendering import FORMATS, render

HOSTILE = (
    "::error file=/etc/passwd::pwned",
    "##[add-mask]pwned",
    "a\n::stop-commands::pwned",
    "\x1b[31mred\x1b[0m \x9b2J \u202egnp.exe",
    "| cell | <script>alert(1)</script> [x](javascript:alert(1)) @everyone",
    "]]> & < \" '",
)


@pytest.fixture
def judgement(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write(tmp_path, found("refuted"), found("conflicting"), found(grade="weak", worth=0.9))
    decide(tmp_path / "claims" / "bridge.yaml", "c002", "confirm", note="Both have it.")
    write(tmp_path, found(), name="ferry")
    decide(tmp_path / "claims" / "ferry.yaml", "c001", "confirm")
    (tmp_path / "claims" / "odd.yaml").write_text("claims: [")
    return judge_files(["claims"])


def test_each_file_is_judged_whatever_the_others_are(judgement):
    assert [(outcome.file, outcome.may_publish) for outcome in judgement.outcomes] == [
        ("claims/bridge.yaml", False),
        ("claims/ferry.yaml", True),
    ]
    assert [problem.file for problem in judgement.problems] == ["claims/odd.yaml"]
    assert judgement.exit_status == 2
    assert not judgement.may_publish


def test_text_names_claim_words_rule_and_remedy(judgement):
    text = render(judgement)
    assert "MAY NOT BE PUBLISHED  claims/bridge.yaml\n  2 failures, 1 warning; 1 of 3 claims reviewed; policy default" in text
    assert "FAIL  refuted (1): No claim is refuted." in text
    assert "c001, line 1  “The bridge at Lower Marsh cost nine million.”\n          Ledger has it refuted." in text
    assert "To do: Correct the article or take it out;" in text
    assert "c002  conflicting: confirm by Ida Roe" in text
    assert "MAY BE PUBLISHED  claims/ferry.yaml" in text
    assert "CANNOT BE JUDGED  claims/odd.yaml" in text
    assert text.index("refuted (1)") < text.index("reviewed-worthy") < text.index("WARN  sourcing-weak")


def test_json_can_be_read_back(judgement):
    assert Judgement.model_validate_json(render(judgement, "json")) == judgement
    changed = json.loads(render(judgement, "json"))
    changed["outcomes"][0]["may_publish"] = True
    with pytest.raises(ValueError, match="may_publish"):
        Judgement.model_validate(changed)


def test_github_points_at_lines_of_the_article(judgement):
    lines = render(judgement, "github").splitlines()
    assert lines[0].startswith("::error title=Cannot be judged,file=claims/odd.yaml::")
    assert lines[1].startswith(
        "::error title=c001%3A refuted,file=articles/bridge.txt,line=1,endLine=1,col=1,endColumn=44::No claim is refuted. “The"
    )
    assert any(line.startswith("::warning title=c003%3A sourcing-weak,file=articles/bridge.txt,line=5,") for line in lines)
    kinds = [line.split(" ")[0] for line in lines if line.startswith("::")]
    assert kinds == sorted(kinds)
    assert lines[-1] == "factcheck gate: claims/odd.yaml could not be judged"


def test_junit_and_sarif_are_read_by_other_tools(judgement, tmp_path, root):
    (tmp_path / "gate.xml").write_text(render(judgement, "junit"), "utf-8")
    suites = list(junitparser.JUnitXml.fromfile(str(tmp_path / "gate.xml")))
    assert [(suite.name, suite.tests, suite.failures, suite.errors, suite.skipped) for suite in suites] == [
        ("claims/bridge.yaml", 4, 2, 0, 1),
        ("claims/ferry.yaml", 1, 0, 0, 0),
        ("claims/odd.yaml", 1, 0, 1, 0),
    ]
    log = json.loads(render(judgement, "sarif"))
    jsonschema.validate(log, json.loads((root / "tests" / "data" / "sarif-2.1.0.json").read_text("utf-8")))
    results = log["runs"][0]["results"]
    first = results[0]
    assert (first["ruleId"], first["level"], first["partialFingerprints"]["claimId/v1"]) == ("refuted", "error", "c001")
    assert first["locations"][0]["physicalLocation"]["region"]["startLine"] == 1
    assert [result["ruleId"] for result in results if result["suppressions"]] == ["conflicting"]
    assert log["runs"][0]["tool"]["driver"]["rules"][first["ruleIndex"]]["id"] == "refuted"


def test_markdown_has_a_table_for_each_rule(judgement):
    text = render(judgement, "markdown")
    assert "### ❌ claims/bridge.yaml may not be published" in text
    assert "| c001: “The bridge at Lower Marsh cost nine million.” | 1 | Ledger has it refuted. |" in text
    assert "### ✅ claims/ferry.yaml may be published" in text
    assert "### 🛑 claims/odd.yaml could not be judged" in text


def commands(text):
    """What GitHub's runner would take for a command: it trims a line, and looks for the old form anywhere."""
    return [line for line in re.split(r"\r\n|\r|\n", text) if line.lstrip().startswith("::") or "##[" in line]


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words(tmp_path, monkeypatch, form, words):
    monkeypatch.chdir(tmp_path)
    path = write(tmp_path, found("refuted"), found("conflicting"))
    decide(path, "c002", "confirm", by=words, note=words)
    decide(path, "c001", "hold", by=words, note=words)
    quoted = json.dumps(words)
    text = path.read_text("utf-8")
    text = text.replace("why: Ledger has it refuted.", f"why: {quoted}")  # an id like that is refused
    text = text.replace("exact: The bridge at Lower Marsh cost nine million.", f"exact: {quoted}")
    text = text.replace("  file: ", f"  title: {quoted}\n  file: ")
    path.write_text(text, "utf-8")
    judgement = judge_files(["claims/bridge.yaml", "missing\n::error::x.yaml"])
    assert any(violation.rule == "refuted" for violation in judgement.outcomes[0].violations)
    out = render(judgement, form)
    allowed = re.compile(r"::(?:error|warning) title=[^:,\r\n]*,file=[^:,\r\n]*(?:,\w+=\d+)*::[^\r\n]*")
    found_commands = commands(out)
    if form == "github":
        assert all(allowed.fullmatch(line) for line in found_commands), found_commands
    else:
        assert found_commands == []
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", out)
    if form == "markdown":
        assert "<script>" not in out
        assert not re.search(r"(?<!\\)\]\(javascript", out)
        assert "@everyone" not in out


def test_the_same_judgement_gives_the_same_text(judgement):
    for form in FORMATS:
        assert render(judgement, form) == render(judge_files(["claims"]), form)
        assert render(judgement, form).endswith("\n")
