"""Sourcing strength by published rules: how well a claim is attributed, and why."""

from factcheck.sourcing.grading import grade
from factcheck.sourcing.rules import RULES, RULES_VERSION, Rule

__all__ = ["RULES", "RULES_VERSION", "Rule", "grade"]
