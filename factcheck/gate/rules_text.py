"""The rules as a policy holds them, as a table for people."""

from __future__ import annotations

from factcheck.gate.policy import Policy, RuleSettings
from factcheck.gate.table import RULES, ClaimRule

__all__ = ["rules_text"]


def rules_text(policy: Policy) -> str:
    """One rule a line: level, id, what it wants, and what the policy says besides."""
    width = max(len(rule.id) for rule in RULES)
    lines = [f"Policy {policy.name}, worst first. A rule takes the keys that stand with it."]
    lines.append(f"Editors: {_names(policy.editors)}. Reviewers: {_names(policy.reviewers)}.")
    if not policy.own_work:
        lines.append("Nobody decides about a piece that has their name in the byline, or about a claim that they added.")
    lines.append("")
    for rule in RULES:
        settings = policy.settings(rule)
        besides = _besides(settings, rule.takes)
        lines.append(f"{settings.level or 'off':4}  {rule.id:{width}}  {rule.reason}{f' [{besides}]' if besides else ''}")
        if settings.level != "off" and isinstance(rule, ClaimRule) and not rule.passed_by:
            lines[-1] += " [no decision lets it pass]"
    return "\n".join(lines)


def _names(names: str | tuple[str, ...] | None) -> str:
    return names if isinstance(names, str) else ", ".join(names or ()) or "none named"


def _besides(settings: RuleSettings, takes: tuple[str, ...]) -> str:
    said = {key: getattr(settings, key) for key in takes if key != "level"}
    return ", ".join(f"{key} {_value(value)}" for key, value in said.items() if value is not None)


def _value(value: object) -> str:
    return " ".join(map(str, value)) if isinstance(value, tuple) else str(value).lower() if isinstance(value, bool) else str(value)
