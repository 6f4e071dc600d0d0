"""What the gate says: may a piece be published, and if not, which claim breaks which rule and what to do."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import AwareDatetime, model_validator

from factcheck.models import Action, Model

__all__ = ["Judgement", "Level", "Outcome", "Place", "PolicyInfo", "Problem", "Release", "Violation"]

Level = Literal["fail", "warn"]
"""`fail` keeps the piece from being published, `warn` only says so."""


class PolicyInfo(Model):
    """By which policy it was decided, exactly enough to tell two apart."""

    name: str
    sha256: str
    """Of the policy with everything that it extends, as canonical JSON."""


class Place(Model):
    """Where a claim stands in the article's file; lines and columns count from 1, columns in code points."""

    line: int
    column: int
    end_line: int
    end_column: int
    """One past the last code point."""


class Violation(Model):
    """One rule that is not met, by a claim or by the piece as a whole."""

    rule: str
    """Id of the rule."""
    level: Level
    claim: str | None = None
    """Id of the claim; None where it is about the whole piece."""
    words: str | None = None
    """The claim in short, on one line."""
    reason: str
    """What the rule wants to be so."""
    found: str
    """What was found, in a sentence or two on one line."""
    remedy: str
    """What to do about it."""
    place: Place | None = None
    """None where the article has no lines, was not found, or is another text by now."""


class Release(Model):
    """A decision by which a person let a claim pass a rule that it does not meet."""

    rule: str
    claim: str
    words: str
    found: str
    by: str
    at: AwareDatetime
    action: Action
    note: str | None = None


class Outcome(Model):
    """What the gate says of one annotation file."""

    file: str
    """The annotation file as it was given; of an article that has none, the article."""
    article: str | None = None
    """The article's file, where it was found."""
    title: str | None = None
    policy: PolicyInfo
    may_publish: bool
    claims: int
    """That count: in the article, and not replaced by others."""
    reviewed: int
    """Of these, with a decision that settles them, by somebody whose decision counts, on what still stands."""
    violations: tuple[Violation, ...] = ()
    """Worst first: failures before warnings, then by rule in the order of the table, then in reading order."""
    releases: tuple[Release, ...] = ()
    """What would have been a violation, and who let it pass."""

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.may_publish != (not self.failures):
            raise ValueError("may_publish is true exactly where nothing fails")
        return self

    @property
    def failures(self) -> tuple[Violation, ...]:
        """The violations that keep the piece from being published."""
        return tuple(violation for violation in self.violations if violation.level == "fail")

    @property
    def warnings(self) -> tuple[Violation, ...]:
        """The others."""
        return tuple(violation for violation in self.violations if violation.level == "warn")


class Problem(Model):
    """A file that could not be judged."""

    file: str
    message: str
    """One line for the user."""


class Judgement(Model):
    """What the gate says of several files. A file that could not be judged may not be published either."""

    schema_version: Literal[1] = 1
    may_publish: bool
    outcomes: tuple[Outcome, ...]
    problems: tuple[Problem, ...] = ()

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.may_publish != (not self.problems and all(outcome.may_publish for outcome in self.outcomes)):
            raise ValueError("may_publish is true exactly where every file may be published")
        return self

    @property
    def exit_status(self) -> int:
        """0: all may be published; 1: one may not; 2: one could not be judged."""
        return 2 if self.problems else 0 if self.may_publish else 1
