"""Sourcing strength by published rules: how well a claim is attributed, and why."""

from factcheck.sourcing.grading import grade
from factcheck.sourcing.overrides import Overrides, read_overrides
from factcheck.sourcing.rules import RULES, Rule, RuleTable

__all__ = ["RULES", "RULES_VERSION", "Overrides", "Rule", "RuleTable", "grade", "read_overrides"]

RULES_VERSION = RULES.version
"""Version of the table that ships."""
