"""The table of sourcing rules: `rules.toml`, validated, and how it is shown.

Every link of a claim's chain gets the grade of the first `base` rule that fits it; `cap` rules then lower what they
apply to, and the claim's grade is the lowest of all: a chain is as strong as its weakest link. What the evidence adds is
a second grade, which starts from the first: `raise` rules lift it, and the caps of the evidence have the last word.

When a rule fires is code, by its id: `factcheck.sourcing.conditions`.
"""

from __future__ import annotations

import json
import string
import tomllib
from functools import cached_property
from importlib.resources import files
from typing import Annotated, Final, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from factcheck.models import Grade
from factcheck.sourcing.conditions import CONDITIONS

__all__ = ["PLACEHOLDERS", "RULES", "Effect", "Rule", "RuleTable", "Scope", "placeholders"]

Effect = Literal["base", "cap", "raise", "note"]
Scope = Literal["link", "claim", "evidence"]

PLACEHOLDERS: Final = {"reason": frozenset({"name", "wording", "count", "document"}), "advice": frozenset({"does"})}
"""What the text of a rule may leave to be filled in."""


def placeholders(field: str, text: str) -> str:
    """`text`, if it holds no other braces than the placeholders of that field.

    Raises:
        ValueError: it does; says which are known.
    """
    known = PLACEHOLDERS[field]
    try:
        found = {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
        text.format(**dict.fromkeys(known, ""))
    except (ValueError, KeyError, IndexError, AttributeError):
        found = {""}
    if found - known:
        raise ValueError(f"braces may hold only {' or '.join(sorted(known))}")
    return text


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Rule(_Frozen):
    """One row of the table."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z-]*$")]
    effect: Effect
    """`base` grades one link, `cap` limits, `raise` lifts, `note` changes nothing."""
    on: Scope
    """What it looks at; `evidence` decides the grade with evidence, the others the grade of the attribution."""
    grade: Grade | None = None
    """The base grade, the cap or what it lifts to; None for a note."""
    looks_at: Annotated[str, Field(min_length=1)]
    """What makes the rule fire, for a reader."""
    reason: Annotated[str, Field(min_length=1)]
    """Shown when it fired, its placeholders filled in."""
    advice: str | None = None
    """What would lift the grade, when this rule is what holds it down."""

    @field_validator("reason")
    @classmethod
    def _reason(cls, text: str) -> str:
        return placeholders("reason", text)

    @field_validator("advice")
    @classmethod
    def _advice(cls, text: str | None) -> str | None:
        return None if text is None else placeholders("advice", text)

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if (self.grade is None) != (self.effect == "note"):
            raise ValueError(f"{self.id}: a note has no grade, and every other rule has one")
        if (self.effect in {"raise", "note"} and self.on != "evidence") or (self.effect == "base" and self.on != "link"):
            raise ValueError(f"{self.id}: {self.effect} does not go with {self.on}")
        return self


class RuleTable(_Frozen):
    """The whole table, in the order in which it is read."""

    version: Annotated[str, Field(min_length=1)]
    rules: tuple[Rule, ...]

    @model_validator(mode="after")
    def _each_has_its_condition(self) -> Self:
        ids = [rule.id for rule in self.rules]
        twice = sorted({name for name in ids if ids.count(name) > 1})
        if twice:
            raise ValueError(f"stands twice: {', '.join(twice)}")
        if unknown := sorted(set(ids) - set(CONDITIONS)):
            raise ValueError(f"no condition in the code for {', '.join(unknown)}")
        return self

    @cached_property
    def by_id(self) -> dict[str, Rule]:
        """The rules by their id."""
        return {rule.id: rule for rule in self.rules}

    def markdown(self) -> str:
        """The table in Markdown, as `docs/sourcing.md` shows it."""
        rows = [
            f"| `{rule.id}` | {rule.effect} | {rule.on} | {rule.grade or '–'} | {rule.looks_at} | {rule.advice or '–'} |"
            for rule in self.rules
        ]
        return "\n".join(["| rule | effect | on | grade | fires when | advice |", "|---|---|---|---|---|---|", *rows]) + "\n"

    def as_json(self) -> str:
        """The table as a JSON object with `version` and `rules`."""
        content = {"version": self.version, "rules": [rule.model_dump(mode="json") for rule in self.rules]}
        return json.dumps(content, indent=2, ensure_ascii=False)


def _shipped() -> RuleTable:
    content = tomllib.loads(files("factcheck.sourcing").joinpath("rules.toml").read_text(encoding="utf-8"))
    table = RuleTable.model_validate({"version": content["version"], "rules": content["rule"]})
    if idle := sorted(set(CONDITIONS) - set(table.by_id)):
        raise ValueError(f"rules.toml has no rule for the conditions {', '.join(idle)}")
    return table


RULES: Final = _shipped()
"""The table that ships."""
