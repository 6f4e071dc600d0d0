"""The page about the gate says what the code does."""

from __future__ import annotations

import re

from factcheck.gate import read_policy
from factcheck.gate.table import RULES


def page(root):
    return (root / "docs" / "gate.md").read_text("utf-8")


def blocks(root, language):
    return re.findall(rf"```{language}\n(.*?)```", page(root), re.DOTALL)


def test_the_table_is_that_of_the_code(root):
    policies = read_policy("default"), read_policy("strict")
    rows = re.findall(r"^\| `([a-z-]+)` \| (.*?) \| (\w+).*? \| (\w+).*? \|$", page(root), re.MULTILINE)
    held = [(rule.id, rule.reason, *(policy.settings(rule).level for policy in policies)) for rule in RULES]
    assert [row for row in rows if row[0] in {rule.id for rule in RULES}] == held


def test_the_policy_on_the_page_is_one(root, tmp_path):
    (example,) = blocks(root, "toml")
    (tmp_path / "policy.toml").write_text(example, "utf-8")
    held = read_policy(tmp_path / "policy.toml")
    assert held.editors == ("Ida Roe", "Tom Ash")
    assert held.rule["old-decision"].days == 14


def test_the_python_on_the_page_runs(root, monkeypatch, capsys):
    monkeypatch.chdir(root)
    (example,) = blocks(root, "python")
    exec(compile(example, "docs/gate.md", "exec"), {})
    assert "one-anonymous-source" in capsys.readouterr().out
