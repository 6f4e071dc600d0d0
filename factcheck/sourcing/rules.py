"""The published sourcing rules: one table, read from top to bottom.

Every link of a claim's chain gets the grade of the first `base` rule that fits it; `cap` rules then lower what they
apply to, and the claim's grade is the lowest of all: a chain is as strong as its weakest link. `note` rules say what the
evidence adds, and leave the grade alone: sourcing tells how a claim is attributed, not whether it is so.

`docs/sourcing.md` shows this table; a test keeps the two equal.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from factcheck.models import Grade

__all__ = ["RULES", "RULES_VERSION", "Effect", "Rule", "rules_table"]

RULES_VERSION = "1"
"""Changes whenever a rule, a grade or a word list changes, so that two reports can be compared."""

Effect = Literal["base", "cap", "note"]


class Rule(NamedTuple):
    """One row of the table."""

    id: str
    effect: Effect
    """`base` grades one link, `cap` limits one link or the whole chain, `note` changes nothing."""
    grade: Grade | None
    """The base grade or the cap; None for a note."""
    looks_at: str
    """What makes the rule fire, for a reader."""
    reason: str
    """Shown when it fired; `{name}` is the source."""
    advice: str | None = None
    """What would lift the grade, when this rule is what holds it down."""


_NAME_SOMEONE = "Name the source, or find a named source or a document that says the same."

RULES: tuple[Rule, ...] = (
    Rule(
        "author-voice",
        "base",
        "none",
        "the speaker is the article itself",
        "Stated in the article's own voice, with no source.",
        "Say who says so: attribute it to a named source or an identified document.",
    ),
    Rule(
        "unnamed-document",
        "base",
        "weak",
        "the source is a document in the plural or of nobody in particular: recent surveys, reports, estimates",
        "“{name}” does not say which documents, or whose.",
        "Identify the document: title, issuer and date.",
    ),
    Rule(
        "document-without-issuer",
        "base",
        "moderate",
        "the source is a document, and neither its issuer nor its title is given",
        "“{name}” is a document whose issuer is not given.",
        "Name the issuer and the date of the document.",
    ),
    Rule(
        "identified-document",
        "base",
        "strong",
        "the source is a document that a reader could find: issuer, title, or one that the article has introduced",
        "{name} is an identified document.",
    ),
    Rule("unnamed-source", "base", "weak", "the source is anonymous, vague or nobody at all", "“{name}” is not named.", _NAME_SOMEONE),
    Rule(
        "outlet",
        "base",
        "moderate",
        "the speaker is a news outlet, which relays what others know",
        "{name} is a news outlet, which relays what others know.",
        "Go to the outlet's own source: a named person, an institution or a document.",
    ),
    Rule(
        "institutional-voice",
        "base",
        "strong",
        "a spokesperson or an official statement of a named institution; the person may be unnamed",
        "{name} speaks for an institution on the record.",
    ),
    Rule("office-holder", "base", "strong", "a named holder of public office", "{name} is a named official on the record."),
    Rule("institution", "base", "strong", "a named institution as the speaker", "{name} is a named institution on the record."),
    Rule("named-person", "base", "strong", "a named individual", "{name} is named and on the record."),
    Rule("carrier", "base", "strong", "a named outlet to which a named source spoke", "Said to {name}, a named outlet."),
    Rule(
        "relayed-by-outlet",
        "cap",
        "moderate",
        "an outlet reports, quotes or cites somebody else, or a document that only it has seen",
        "Known through {name}, which relays it.",
        "Hear it from the source itself, or see the document.",
    ),
    Rule(
        "relayed-by-source",
        "cap",
        "moderate",
        "a source passes on what another source said",
        "Second-hand: {name} passes on somebody else's words.",
        "Ask the person whose words are passed on.",
    ),
    Rule(
        "second-hand",
        "cap",
        "moderate",
        "a private individual states as fact what somebody else did, not to an outlet that is named, and without a word of taking part",
        "{name} states what others did, which is taken as second-hand.",
        "Ask those concerned, or someone who was there.",
    ),
    Rule(
        "hearsay",
        "cap",
        "moderate",
        "the statement passes on unnamed others: there were concerns, it is rumoured",
        "{name} passes on what unnamed others think or say.",
        "Ask whose concern or report it is.",
    ),
    Rule(
        "allegation",
        "cap",
        "moderate",
        "a party accuses another: to accuse, to allege, a charge of lying or conspiracy",
        "{name} makes an allegation about another party.",
        "Put the allegation to the other side, and look for a document or a witness.",
    ),
    Rule(
        "corroborated",
        "note",
        None,
        "two or more independent origins support the content",
        "Independent origins that support the content: {count}.",
    ),
    Rule("single-origin", "note", None, "one independent origin supports the content", "One independent origin supports the content."),
    Rule(
        "uncorroborated",
        "note",
        None,
        "evidence was found, and no independent origin in it supports the content",
        "No independent origin in the evidence supports the content.",
    ),
    Rule(
        "contradicted",
        "note",
        None,
        "the evidence refutes the content, or disagrees about it",
        "The evidence speaks against the content, whatever its sourcing.",
        "Put the contradicting evidence to the source before publication.",
    ),
)


def rules_table() -> str:
    """The table in Markdown, as `docs/sourcing.md` shows it."""
    rows = [f"| `{rule.id}` | {rule.effect} | {rule.grade or '–'} | {rule.looks_at} | {rule.advice or '–'} |" for rule in RULES]
    return "\n".join(["| rule | effect | grade | fires when | what would lift it |", "|---|---|---|---|---|", *rows]) + "\n"
