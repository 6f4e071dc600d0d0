"""Policies: what a file says, what it builds on, and what is said of one that cannot be."""

from __future__ import annotations

import json
import tomllib
from importlib.resources import files

import jsonschema
import pytest

from factcheck.errors import InputError
from factcheck.gate import Policy, policy_schema, read_policy
from factcheck.gate.policy import SHIPPED
from factcheck.gate.table import RULES


def write(folder, text, name="policy.toml"):
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def refused(path):
    with pytest.raises(InputError) as caught:
        read_policy(path)
    message = str(caught.value)
    assert "\n" not in message
    assert message.startswith(f"{path}: ")
    return message.removeprefix(f"{path}: ")


@pytest.mark.parametrize("name", SHIPPED)
def test_the_policies_that_ship_say_something_of_every_rule(name):
    held = read_policy(name)
    assert held.name == name
    assert set(held.rule) == {rule.id for rule in RULES}
    for rule in RULES:
        said = held.settings(rule).model_fields_set
        assert set(rule.takes) - {"kinds", "details"} <= said <= set(rule.takes)


def test_strict_is_nowhere_laxer_than_the_default():
    order = {"off": 0, "warn": 1, "fail": 2}
    default, strict = read_policy("default"), read_policy("strict")
    for rule in RULES:
        one, other = default.settings(rule), strict.settings(rule)
        assert order[one.level] <= order[other.level], rule.id
        assert (one.people or 0) <= (other.people or 0)
        assert (one.at_least or 0) <= (other.at_least or 0)
        if rule.id != "reviewed-worthy" and one.check_worthiness is not None:
            assert one.check_worthiness >= other.check_worthiness
    assert strict.editors == ()
    assert strict.own_work is False


def test_a_file_builds_on_one_key_by_key(tmp_path):
    write(tmp_path, 'extends = "strict"\neditors = ["Ida Roe"]\n[rule.refuted]\npeople = 1\n', "house.toml")
    path = write(tmp_path, 'name = "sports desk"\nextends = "house.toml"\n[rule]\nsourcing-weak = { level = "off" }\n')
    held = read_policy(path)
    assert (held.name, held.editors, held.own_work) == ("sports desk", ("Ida Roe",), False)
    refuted, strict = held.rule["refuted"], read_policy("strict").rule["refuted"]
    assert (refuted.people, refuted.by, refuted.note, refuted.level) == (1, strict.by, strict.note, strict.level)
    assert held.rule["sourcing-weak"].level == "off"
    assert held.info.sha256 != read_policy("strict").info.sha256
    assert held.info == read_policy(path).info


def test_a_path_to_extend_is_from_the_files_own_folder(tmp_path, monkeypatch):
    (tmp_path / "desk").mkdir()
    write(tmp_path, 'extends = "default"\neditors = ["Ida Roe"]\n', "house.toml")
    path = write(tmp_path / "desk", 'extends = "../house.toml"\n')
    monkeypatch.chdir("/")
    assert read_policy(path).editors == ("Ida Roe",)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('extends = "default"\n[rule.refutd]\nlevel = "off"\n', "rule.refutd: no such rule; the rules are never-checked, text-changed"),
        ('extends = "default"\n[rule.refuted]\ndays = 3\n', "rule.refuted.days: this rule takes level, by, people, note"),
        ('extends = "default"\n[rule.refuted]\nlevl = "off"\n', "rule.refuted.levl: not known here; allowed are level, by, people, note"),
        ('extends = "default"\n[rule.refuted]\nlevel = "no"\n', "rule.refuted.level: Input should be 'fail', 'warn' or 'off'"),
        (
            'extends = "default"\n[rule.reviewed-share]\nat_least = 50\n',
            "rule.reviewed-share.at_least: Input should be less than or equal to 1",
        ),
        ('extends = "default"\neditor = ["Ida"]\n', "editor: not known here; allowed are name, extends, editors"),
        ('extends = "default"\neditors = "Ida Roe"\n', 'editors: is "anyone" or a list of names'),
        ('extends = "default"\nreviewers = [3]\n', 'reviewers: is "anyone" or a list of names'),
        ("[rule]\n", 'editors: missing; say it, or build on a policy that does, with extends = "default"'),
        (
            'editors = "anyone"\nreviewers = "anyone"\nown_work = true\n[rule.refuted]\nlevel = "fail"\n',
            "rule.refuted.by: missing; say it, or build on",
        ),
        ('extends = "policy.toml"\n', "extends: goes round in a circle"),
        ("extends = \n", "not TOML: "),
    ],
)
def test_what_cannot_be_is_told_with_file_key_and_what_is_allowed(tmp_path, text, message):
    assert refused(write(tmp_path, text)).startswith(message)


def test_files_that_are_no_policy(tmp_path):
    assert "default, strict, or a TOML file" in refused(tmp_path / "nowhere.toml")
    (tmp_path / "odd.toml").write_bytes(b"\xff\xfe")
    assert "not UTF-8" in refused(tmp_path / "odd.toml")
    assert "cannot be read" in refused(tmp_path)


def test_a_policy_of_ones_own_needs_no_other(tmp_path):
    path = write(tmp_path, 'editors = "anyone"\nreviewers = "anyone"\nown_work = true\n[rule.on-hold]\nlevel = "fail"\n')
    held = read_policy(path)
    assert held.name == "policy"
    assert [rule.id for rule in RULES if held.settings(rule).level != "off"] == ["on-hold"]


def test_the_schema_knows_each_rule_with_its_keys():
    schema = policy_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    check = jsonschema.Draft202012Validator(schema)
    for name in SHIPPED:
        content = tomllib.loads((files("factcheck.gate") / "policies" / f"{name}.toml").read_text("utf-8"))
        check.validate(content)
    for wrong in (
        {"rule": {"refutd": {}}},
        {"rule": {"refuted": {"days": 3}}},
        {"editors": "Ida"},
        {"rule": {"on-hold": {"by": "editor"}}},
    ):
        assert not check.is_valid(wrong), wrong
    assert "RuleSettings" not in json.dumps(schema)


def test_a_policy_can_be_made_in_python():
    assert Policy(editors=("Ida Roe",)).on(read_policy("strict")).editors == ("Ida Roe",)
