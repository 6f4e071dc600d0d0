"""A newsroom's policy: which rules hold, how strictly, and whose decision counts; read from TOML."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from factcheck.errors import InputError
from factcheck.gate.names import same_person
from factcheck.gate.outcome import PolicyInfo
from factcheck.gate.table import RULES, Rule, rule_of
from factcheck.models import ClaimKind, DiffKind

__all__ = ["SHIPPED", "Policy", "RuleSettings", "policy_schema", "read_policy"]

SHIPPED = ("default", "strict")
"""Policies that come with factcheck."""
_MOST_LAYERS = 8
_MAX_BYTES = 1024 * 1024

Names = Literal["anyone"] | tuple[Annotated[str, Field(min_length=1)], ...]


class _Frozen(BaseModel):
    """A misspelt key is an error: it would change nothing, and nobody would notice."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class RuleSettings(_Frozen):
    """How one rule is held; a rule takes some of the keys only (`factcheck gate --rules` lists which)."""

    level: Literal["fail", "warn", "off"] | None = None
    """`fail` keeps the piece from being published, `warn` only says so, `off` leaves the rule out."""
    by: Literal["reviewer", "editor"] | None = None
    """Whose decision lets a claim pass."""
    people: Annotated[int, Field(ge=1, le=5)] | None = None
    """So many different people must have decided so."""
    note: bool | None = None
    """Whether a decision counts only with a note that says why."""
    at_least: Annotated[float, Field(ge=0, le=1)] | None = None
    """Least share of claims that are reviewed, 0 to 1."""
    check_worthiness: Annotated[float, Field(ge=0, le=1)] | None = None
    """Only claims at least so check-worthy, 0 to 1; one whose check-worthiness is not known is among them."""
    days: Annotated[int, Field(ge=1)] | None = None
    """So many days at most."""
    kinds: tuple[ClaimKind, ...] | None = None
    """Only claims of these kinds."""
    details: tuple[DiffKind, ...] | None = None
    """Only mismatches of these kinds."""


class Policy(_Frozen):
    """A policy, as a file says it or with everything that it extends."""

    name: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9 ._-]{0,59}$")] | None = None
    """Stands in every outcome; the file's own name when left out."""
    extends: str | None = None
    """The policy that this one builds on: `default`, `strict`, or a file, from this file's folder; it says what this one leaves out."""
    editors: Names | None = None
    """Who may let pass what an editor has to: "anyone", or a list of names as in decisions (capitals and spaces do not count)."""
    reviewers: Names | None = None
    """Whose decisions count at all: "anyone", or a list of names. Editors are reviewers."""
    own_work: bool | None = None
    """Whether people decide about their own work: the author named in the byline about the piece, whoever added a claim about that."""
    rule: dict[str, RuleSettings] = Field(default_factory=dict)
    """By the id of the rule."""

    @model_validator(mode="after")
    def _known(self) -> Self:
        for name, settings in self.rule.items():
            rule = rule_of(name)
            if rule is None:
                raise ValueError(f"rule.{name}: no such rule; the rules are {', '.join(rule.id for rule in RULES)}")
            if unknown := sorted(settings.model_fields_set - set(rule.takes)):
                raise ValueError(f"rule.{name}.{unknown[0]}: this rule takes {', '.join(rule.takes)}")
        return self

    def settings(self, rule: Rule) -> RuleSettings:
        """How a rule is held; off where the policy does not speak of it."""
        return self.rule.get(rule.id, RuleSettings(level="off"))

    def on(self, base: Policy) -> Policy:
        """This policy on top of another: what it leaves out is as there, key by key."""
        own = {key: getattr(self, key) for key in self.model_fields_set - {"rule", "extends"}}
        merged = dict(base.rule)
        for name, settings in self.rule.items():
            under = merged.get(name, RuleSettings())
            merged[name] = under.model_copy(update={key: getattr(settings, key) for key in settings.model_fields_set})
        return base.model_copy(update={**own, "rule": merged, "extends": None})

    @property
    def info(self) -> PolicyInfo:
        """Its name and checksum."""
        content = json.dumps(self.model_dump(mode="json", exclude={"name", "extends"}, exclude_none=True), sort_keys=True)
        return PolicyInfo(name=self.name or "policy", sha256=hashlib.sha256(content.encode()).hexdigest())

    def is_reviewer(self, person: str) -> bool:
        """Whether that person's decisions count at all."""
        return self.reviewers == "anyone" or _named(person, self.reviewers) or _named(person, self.editors)

    def is_editor(self, person: str) -> bool:
        """Whether that person may let pass what an editor has to."""
        return self.is_reviewer(person) and (self.editors == "anyone" or _named(person, self.editors))


def _named(person: str, names: Names | None) -> bool:
    return isinstance(names, tuple) and any(same_person(person, name) for name in names)


def read_policy(name: str | Path = "default") -> Policy:
    """A policy with everything that it extends.

    Args:
        name: `default`, `strict`, or the path of a TOML file.

    Raises:
        InputError: the file is missing, is not TOML, or says something that cannot be; one line that names file, key and what is allowed.
    """
    return _layered(name, Path(), ())


def _layered(name: str | Path, folder: Path, above: tuple[str, ...]) -> Policy:
    shipped = str(name) in SHIPPED
    path = Path(str(name)) if shipped else folder / name
    where = str(name) if shipped else str(path.resolve())
    if where in above or len(above) >= _MOST_LAYERS:
        raise InputError(f"{path}: extends: goes round in a circle, or through more than {_MOST_LAYERS} files")
    policy = _parse(path, _shipped(str(name)) if shipped else _content(path))
    if policy.name is None:  # not that of what it extends: an outcome has to tell the two apart
        policy = policy.model_copy(update={"name": path.stem})
    if policy.extends is not None:
        policy = policy.on(_layered(policy.extends, path.parent, (*above, where)))
    missing = [key for key in ("editors", "reviewers", "own_work") if getattr(policy, key) is None]
    if missing:
        raise InputError(f'{path}: {missing[0]}: missing; say it, or build on a policy that does, with extends = "default"')
    for rule in RULES:
        settings = policy.settings(rule)
        lacking = [key for key in rule.takes if key not in {"kinds", "details"} and getattr(settings, key) is None]
        if settings.level != "off" and lacking:
            raise InputError(
                f'{path}: rule.{rule.id}.{lacking[0]}: missing; say it, or build on a policy that does, with extends = "default"'
            )
    return policy


def _shipped(name: str) -> str:
    return (files("factcheck.gate") / "policies" / f"{name}.toml").read_text(encoding="utf-8")


def _content(path: Path) -> str:
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise InputError(f"{path}: larger than 1 MB, so not a policy")
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}; a policy is {', '.join(SHIPPED)}, or a TOML file") from None
    except UnicodeDecodeError:
        raise InputError(f"{path}: not UTF-8 text, so not a policy") from None


def _parse(path: Path, content: str) -> Policy:
    try:
        return Policy.model_validate(tomllib.loads(content))
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{path}: not TOML: {error}") from None
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        raise InputError(f"{path}: {_told(first['loc'], first['type'], first['msg'])}") from None


def _told(location: tuple[int | str, ...], kind: str, message: str) -> str:
    """The key, and what is allowed there."""
    keys = [str(part) for part in location]
    if keys[:1] in (["editors"], ["reviewers"]):
        return f'{keys[0]}: is "anyone" or a list of names, such as ["Ida Roe", "Tom Ash"]'
    where = ".".join(keys)
    if kind == "extra_forbidden":
        model = RuleSettings if len(keys) > 2 else Policy
        rule = rule_of(keys[1]) if len(keys) > 2 else None
        return f"{where}: not known here; allowed are {', '.join(rule.takes if rule else model.model_fields)}"
    message = message.removeprefix("Value error, ")
    return f"{where}: {message}" if where else message


def policy_schema() -> dict[str, Any]:
    """The JSON Schema of a policy file, by which an editor completes and checks it: each rule with the keys that it takes."""
    schema = Policy.model_json_schema(mode="validation")
    keys: Mapping[str, Any] = schema["$defs"].pop("RuleSettings")["properties"]
    rules = {
        rule.id: {
            "type": "object",
            "description": f"{rule.reason} {rule.remedy}",
            "properties": {key: keys[key] for key in rule.takes},
            "additionalProperties": False,
        }
        for rule in RULES
    }
    schema["properties"]["rule"] |= {"properties": rules, "additionalProperties": False}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "factcheck policy"}
