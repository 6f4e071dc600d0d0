"""Sourcing strength by published rules: how well a claim is attributed, and why."""

from factcheck.sourcing.grading import grade
from factcheck.sourcing.rules import RULES, RULES_VERSION, Rule, rules_table

__all__ = ["RULES", "RULES_VERSION", "Rule", "grade", "rules_table"]
