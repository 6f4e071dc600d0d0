"""The rules as a policy holds them, as a table for people."""

from __future__ import annotations

from factcheck.gate.policy import Policy, RuleSettings
from factcheck.gate.table import RULES, ClaimRule, Rule

__all__ = ["rules_text"]


def rules_text(policy: Policy) -> str:
    """One rule a line: level, id, what it wants, and what lets a claim pass."""
    width = max(len(rule.id) for rule in RULES)
    lines = [f"Policy {policy.name}, worst first."]
    lines.append(f"Editors: {_names(policy.editors)}. Reviewers: {_names(policy.reviewers)}.")
    if not policy.own_work:
        lines.append("Nobody decides about a piece that has their name in the byline, or about a claim that they added.")
    lines.append("")
    for rule in RULES:
        settings = policy.settings(rule)
        off = settings.level in {"off", None}
        besides = _besides(rule, settings) if not off else ""
        lines.append(f"{settings.level or 'off':4}  {rule.id:{width}}  {rule.reason}{f' ({besides})' if besides else ''}")
    return "\n".join(lines)


def _names(names: str | tuple[str, ...] | None) -> str:
    return names if isinstance(names, str) else ", ".join(names or ()) or "none named"


def _besides(rule: Rule, settings: RuleSettings) -> str:
    """What lets a claim pass, and what else the policy says of the rule."""
    told = []
    if isinstance(rule, ClaimRule) and rule.passed_by:
        people, who = settings.people or 1, "an editor" if settings.by == "editor" else "a reviewer"
        told.append(f"passed by {who if people == 1 else f'{people} {settings.by}s'}{', with a note' if settings.note else ''}")
    if settings.at_least is not None:
        told.append(f"at least {settings.at_least:.0%}")
    if settings.check_worthiness:
        told.append(f"from check-worthiness {settings.check_worthiness}")
    if settings.days is not None:
        told.append(f"at most {settings.days} days")
    told += [f"only {', '.join(names)}" for names in (settings.kinds, settings.details) if names is not None]
    return "; ".join(told)
