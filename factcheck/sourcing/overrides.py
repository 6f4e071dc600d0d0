"""A newsroom's own reading of single rules, from a TOML file."""

from __future__ import annotations

import hashlib
import json
import tomllib
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from factcheck.errors import InputError
from factcheck.models import Grade
from factcheck.sourcing.rules import RULES, Rule, RuleTable, placeholders

__all__ = ["Overrides", "RuleOverride", "read_overrides"]


class _Frozen(BaseModel):
    """A misspelt key is an error: it would change nothing, and nobody would notice."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class RuleOverride(_Frozen):
    """What a newsroom says differently about one rule; what is left out stays."""

    enabled: bool = True
    """False leaves the rule out. A base rule cannot be left out, as it grades what it fits."""
    grade: Grade | None = None
    """Instead of the table's; a note has none."""
    reason: Annotated[str, Field(min_length=1)] | None = None
    """Instead of the table's, with its placeholders: `{name}`, `{wording}`, `{count}`, `{document}`."""
    advice: Annotated[str, Field(min_length=1)] | None = None
    """Instead of the table's, with its placeholder: `{does}`."""

    @field_validator("reason")
    @classmethod
    def _reason(cls, text: str | None) -> str | None:
        return None if text is None else placeholders("reason", text)

    @field_validator("advice")
    @classmethod
    def _advice(cls, text: str | None) -> str | None:
        return None if text is None else placeholders("advice", text)


class Overrides(_Frozen):
    """The file."""

    name: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")] = "desk"
    """Stands in the report's `rules_version`."""
    rule: dict[str, RuleOverride] = Field(default_factory=dict)
    """By the id of the rule."""

    def applied(self, table: RuleTable = RULES) -> RuleTable:
        """The table with these rules in place of its own. Its version tells the name and a checksum of what was changed.

        Raises:
            ValueError: a rule is not known, or cannot be changed so; the message begins with its id.
        """
        if unknown := sorted(set(self.rule) - set(table.by_id)):
            raise ValueError(f"{unknown[0]}: no such rule; `factcheck sourcing explain` lists them")
        rules = tuple(changed for rule in table.rules if (changed := _changed(rule, self.rule.get(rule.id))) is not None)
        if rules == table.rules:
            return table
        said = {key: change.model_dump(mode="json", exclude_none=True) for key, change in self.rule.items()}
        digest = hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=True).encode()).hexdigest()[:8]
        return RuleTable(version=f"{table.version}+{self.name}:{digest}", rules=rules)


def _changed(rule: Rule, change: RuleOverride | None) -> Rule | None:
    if change is None:
        return rule
    if not change.enabled:
        if rule.effect == "base":
            raise ValueError(f"{rule.id}: a base rule cannot be left out; change its grade")
        return None
    if change.grade is not None and rule.effect == "note":
        raise ValueError(f"{rule.id}: a note has no grade")
    return rule.model_copy(update=change.model_dump(exclude={"enabled"}, exclude_none=True))


def read_overrides(path: Path) -> RuleTable:
    """The table as the newsroom's file at `path` changes it.

    Raises:
        InputError: the file is missing, is not TOML, or says something that cannot be; one line that names the rule.
    """
    try:
        content: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{path} is not TOML: {error}") from None
    try:
        return Overrides.model_validate(content).applied()
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        known = "not known here; the file takes name and rule, a rule takes enabled, grade, reason and advice"
        said = known if first["type"] == "extra_forbidden" else first["msg"].removeprefix("Value error, ")
        raise InputError(f"{path}: {where or 'the file'}: {said}") from None
    except ValueError as error:
        raise InputError(f"{path}: rule {error}") from None
