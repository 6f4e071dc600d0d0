"""The rules of the gate, worst first: what each wants, what to do where it is not met, and the test that tells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import NamedTuple

from factcheck.gate import conditions as test
from factcheck.gate.case import Case
from factcheck.gate.conditions import ClaimTest, PieceTest
from factcheck.models import Action
from factcheck.review.standing import SETTLING

__all__ = ["NEVER_CHECKED", "RULES", "ClaimRule", "PieceRule", "Rule", "rule_of"]


class PieceRule(NamedTuple):
    """A rule about the piece as a whole. No decision about a claim lets it pass."""

    id: str
    reason: str
    """What it wants to be so, in one line."""
    remedy: str
    """What to do, in one line."""
    test: PieceTest
    takes: tuple[str, ...] = ("level",)
    """What a policy can say of it."""


class ClaimRule(NamedTuple):
    """A rule about every claim that counts."""

    id: str
    reason: str
    remedy: str
    test: ClaimTest
    passed_by: frozenset[Action] = frozenset()
    """Decisions that let a claim pass; none where only the remedy does."""
    labels: tuple[str, frozenset[str]] | None = None
    """A verdict, and what it may not be after a decision that lets pass, unless that dismisses the claim."""
    after: Callable[[Case], dt.datetime | None] | None = None
    """Only decisions later than this count."""
    extra: tuple[str, ...] = ()
    dropped: bool = False
    """It looks at the claims that the last run did not find, instead of those that count."""

    @property
    def takes(self) -> tuple[str, ...]:
        """What a policy can say of it."""
        return ("level", *(("by", "people", "note") if self.passed_by else ()), *self.extra)


Rule = PieceRule | ClaimRule

_CHECK = "Run `factcheck check ARTICLE --evidence CORPUS --claims FILE` again."
_NOT_REFUTED = (
    "Correct the article or take it out; where factcheck is wrong, correct the verdict; where the piece itself says so, dismiss it."
)


def _verdict(name: str, *labels: str) -> tuple[str, frozenset[str]]:
    return name, frozenset(labels)


NEVER_CHECKED = PieceRule(
    "never-checked",
    "Every article has an annotation file.",
    "Check it: `factcheck check ARTICLE --evidence CORPUS --claims claims/NAME.yaml`.",
    lambda _piece, _settings: None,  # there is no piece to look at: `judging` tells
)

RULES: tuple[Rule, ...] = (
    NEVER_CHECKED,
    PieceRule("text-changed", "The article is the text that was checked.", _CHECK, test.text_changed),
    PieceRule(
        "article-missing",
        "The article lies where the file says.",
        "Put it there, or name it with --article.",
        test.article_missing,
    ),
    ClaimRule("altered-findings", "What factcheck found stands as a run left it.", _CHECK, test.altered_findings),
    PieceRule(
        "deleted-claims",
        "No claim was taken out of the file.",
        "Put them back from version control; what is no claim is dismissed, not deleted.",
        test.deleted_claims,
    ),
    ClaimRule(
        "dropped-claim",
        "A claim whose words the article still has counts.",
        "Check again; if factcheck no longer takes it for a claim, dismiss it.",
        test.dropped,
        SETTLING,
        dropped=True,
    ),
    ClaimRule("misplaced-claim", "The article has the claim's words where the file says.", _CHECK, test.misplaced),
    PieceRule(
        "nothing-read",
        "Some of the article was read.",
        "Only English is read: check the article by hand, or read it as English with --as-english.",
        test.nothing_read,
    ),
    PieceRule("no-claims", "There is something to judge.", "Check the article again; add what factcheck missed by hand.", test.no_claims),
    ClaimRule("refuted", "No claim is refuted.", _NOT_REFUTED, test.refuted, SETTLING, _verdict("support", "refuted")),
    ClaimRule(
        "misattributed",
        "Words are attributed to whoever said them.",
        "Attribute it to the one whom the evidence names; where factcheck is wrong, correct the verdict or dismiss it.",
        test.misattributed,
        SETTLING,
        _verdict("attribution", "misattributed", "altered"),
    ),
    ClaimRule(
        "altered",
        "Quotations are as their source said them.",
        "Bring it back to what the source said; where factcheck is wrong, correct the verdict or dismiss it.",
        test.altered,
        SETTLING,
        _verdict("attribution", "misattributed", "altered"),
    ),
    ClaimRule(
        "mismatch",
        "Figures, dates and names are as the evidence has them.",
        "Correct the article, or confirm or dismiss what the evidence has wrong.",
        test.sure_mismatch,
        SETTLING,
        extra=("details",),
    ),
    ClaimRule(
        "conflicting",
        "Where evidence conflicts, a person has weighed it.",
        "Say in the piece that accounts differ and confirm it, or find out which holds.",
        test.conflicting,
        SETTLING,
    ),
    ClaimRule(
        "evidence-against",
        "A person weighed what others found against a claim.",
        "Look at the evidence that was attached, and decide.",
        test.evidence_against,
        SETTLING,
        after=test.last_evidence_against,
    ),
    ClaimRule(
        "one-anonymous-source",
        "No claim rests on one unnamed source alone.",
        "Find a second, independent source or a document, or name the source; or have it confirmed by somebody who may.",
        test.one_anonymous_source,
        SETTLING,
    ),
    ClaimRule("on-hold", "No claim is on hold.", "Clear it up and decide; what an editor holds takes an editor.", test.on_hold),
    ClaimRule(
        "needs-source",
        "No claim waits for a source.",
        "Find the source and decide; what an editor asked takes an editor.",
        test.needs_source,
    ),
    ClaimRule("stale-decision", "Decisions are on what stands now.", "Look again and decide.", test.stale),
    ClaimRule(
        "merge-conflict",
        "Merged copies agree.",
        "Settle it and take the entry out of `conflicts`.",
        test.merge_conflict,
    ),
    ClaimRule(
        "edited-claim",
        "What a person changed in a claim was decided on.",
        "Look at what was changed, and confirm it.",
        test.edited,
        SETTLING,
    ),
    ClaimRule(
        "unchecked", "Every claim was compared with evidence.", f"{_CHECK} Or check it yourself, and decide.", test.unchecked, SETTLING
    ),
    ClaimRule(
        "unchecked-addition",
        "What people added was checked.",
        "Check it yourself, attach what you found, and decide.",
        test.unchecked_addition,
        SETTLING,
    ),
    ClaimRule("outdated-check", "All claims were checked by the same models and rules.", _CHECK, test.outdated),
    ClaimRule(
        "four-eyes",
        "Several people looked at what matters most.",
        "Have somebody else look at it and decide, too.",
        test.of_kind,
        SETTLING,
        extra=("kinds", "check_worthiness"),
    ),
    ClaimRule(
        "possible-mismatch",
        "Details that seem to differ from the evidence were looked at.",
        "Compare it with the evidence: correct the article, or confirm or dismiss it.",
        test.possible_mismatch,
        SETTLING,
        extra=("details",),
    ),
    ClaimRule(
        "quotation-not-found",
        "Direct quotations were found, or a person vouches for them.",
        "Check it against the recording or the transcript, and confirm or correct it.",
        test.quotation_not_found,
        SETTLING,
    ),
    ClaimRule(
        "sourcing-none",
        "Claims have a source, or a person vouches for them.",
        "Name a source, or confirm that it needs none.",
        test.sourcing_none,
        SETTLING,
        extra=("check_worthiness",),
    ),
    ClaimRule(
        "sourcing-weak",
        "Sourcing is better than weak, or a person vouches for it.",
        "Strengthen the sourcing, or confirm that it will do.",
        test.sourcing_weak,
        SETTLING,
        extra=("check_worthiness",),
    ),
    ClaimRule(
        "not-enough-evidence",
        "What the evidence does not decide, a person checked.",
        "Find a source that decides and add it to the evidence; or check it yourself, and decide.",
        test.not_enough_evidence,
        SETTLING,
        extra=("check_worthiness",),
    ),
    ClaimRule("old-decision", "Decisions are recent.", "Look again and decide.", test.old_decision, extra=("days",)),
    PieceRule(
        "reviewed-worthy",
        "People reviewed the claims that are most worth checking.",
        "Review more: `factcheck review FILE --evidence CORPUS`, or `factcheck claims decide`.",
        test.share_reviewed,
        ("level", "at_least", "by", "check_worthiness"),
    ),
    PieceRule(
        "reviewed-share",
        "People reviewed their share of the claims.",
        "Review more: `factcheck review FILE --evidence CORPUS`, or `factcheck claims decide`.",
        test.share_reviewed,
        ("level", "at_least", "by"),
    ),
    PieceRule(
        "unread-text",
        "All of the article was read.",
        "Check those paragraphs by hand, or read them as English with --as-english.",
        test.unread_text,
    ),
)
"""Every rule, worst first."""

_BY_ID: dict[str, Rule] = {rule.id: rule for rule in RULES}


def rule_of(name: str) -> Rule | None:
    """The rule of that id."""
    return _BY_ID.get(name)
