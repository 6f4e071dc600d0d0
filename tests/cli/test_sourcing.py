from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from factcheck.cli.main import app
from factcheck.errors import InputError
from factcheck.sourcing import RULES, RULES_VERSION


def explain(*arguments):
    result = CliRunner().invoke(app, ["sourcing", "explain", *map(str, arguments)], catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout


def test_the_table_names_every_rule_and_its_version():
    text = explain()
    assert f"version {RULES_VERSION}" in text
    assert all(f"  {rule.id} " in text for rule in RULES.rules)


def test_one_rule_is_told_in_full():
    text = explain("interested-party")
    rule = RULES.by_id["interested-party"]
    assert all(part in text for part in (rule.looks_at, rule.reason, rule.advice, "cap moderate, on the evidence"))
    assert "agentless" not in text


def test_markdown_and_json_hold_the_same_rules():
    assert explain("--format", "markdown") == RULES.markdown()
    content = json.loads(explain("--format", "json"))
    assert [rule["id"] for rule in content["rules"]] == list(RULES.by_id)
    assert json.loads(explain("hearsay", "--format", "json"))["rules"][0]["grade"] == "moderate"


def test_the_table_is_shown_as_a_newsroom_overrides_it(tmp_path):
    desk = tmp_path / "desk.toml"
    desk.write_text('name = "harbour"\n[rule.hearsay]\ngrade = "none"\n')
    assert f"version {RULES_VERSION}+harbour:" in explain("--rules", desk)
    assert "cap none" in explain("hearsay", "--rules", desk)


def test_an_unknown_rule_is_told():
    with pytest.raises(InputError, match=r"nobody: no such sourcing rule; `factcheck sourcing explain` lists them"):
        CliRunner().invoke(app, ["sourcing", "explain", "nobody"], catch_exceptions=False)


def test_extract_and_check_take_the_newsrooms_rules(tmp_path):
    desk, article, out = tmp_path / "desk.toml", tmp_path / "article.txt", tmp_path / "claims.json"
    desk.write_text('[rule.unnamed-source]\nreason = "{wording}: nobody."\n')
    article.write_text("People close to the talks said the bridge at Lower Marsh would close in June.\n")
    CliRunner().invoke(app, ["extract", str(article), "--out", str(out), "--sourcing-rules", str(desk)], catch_exceptions=False)
    reasons = [rule["reason"] for row in json.loads(out.read_text())["claims"] for rule in row["sourcing"]["rules"]]
    assert "people close to the talks: nobody." in reasons
    desk.write_text("[rule.nobody]\n")
    for verb in (["extract", article], ["check", article, "--evidence", tmp_path]):
        with pytest.raises(InputError, match="rule nobody: no such rule"):
            CliRunner().invoke(app, [*map(str, verb), "--sourcing-rules", str(desk)], catch_exceptions=False)


def test_the_schema_of_the_newsrooms_file_is_printed():
    result = CliRunner().invoke(app, ["schema", "sourcing-rules"], catch_exceptions=False)
    assert set(json.loads(result.stdout)["properties"]) == {"name", "rule"}
