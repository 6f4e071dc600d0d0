"""The labels of the domain in plain newsroom English, each with its technical name and a drawing that tells it apart without colour."""

from __future__ import annotations

from typing import NamedTuple

from factcheck.models import AttributionLabel, ClaimKind, Grade, Mode, Relation, SourceKind, SupportLabel

__all__ = ["ATTRIBUTION", "CLAIM_KINDS", "GRADES", "MODES", "RELATIONS", "SOURCE_KINDS", "SUPPORT", "Label"]


class Label(NamedTuple):
    """How one value of an enumeration is shown."""

    value: str
    """The technical label, as in the JSON."""
    text: str
    """What an editor reads."""
    hint: str
    """What it means, in one sentence."""
    tone: str
    """Which colour of the palette: `bad`, `mixed`, `good`, `open`, `quiet`."""
    icon: str
    """Name of the drawing in the sprite."""


SUPPORT: dict[SupportLabel, Label] = {
    "refuted": Label("refuted", "Contradicted", "The evidence says otherwise.", "bad", "cross"),
    "conflicting": Label("conflicting", "Evidence disagrees", "Some evidence backs the claim, some contradicts it.", "mixed", "split"),
    "not_enough_evidence": Label(
        "not_enough_evidence",
        "Could not be checked",
        "The evidence at hand neither backs nor contradicts it. It may be true or false.",
        "open",
        "query",
    ),
    "supported": Label("supported", "Backed by evidence", "Evidence that does not come from this article says the same.", "good", "tick"),
    "not_checkable": Label(
        "not_checkable", "Opinion or forecast", "An opinion, forecast or intention without a core that can be checked.", "quiet", "dash"
    ),
}
"""Worst first, as everywhere in the report."""

ATTRIBUTION: dict[AttributionLabel, Label] = {
    "misattributed": Label("misattributed", "Someone else said it", "The evidence gives the statement to another source.", "bad", "cross"),
    "altered": Label("altered", "Words were changed", "The source said something else in a detail that matters.", "bad", "split"),
    "not_found": Label(
        "not_found", "Statement not found", "No evidence shows the source saying this. They may still have said it.", "open", "query"
    ),
    "paraphrased": Label(
        "paraphrased", "Said so, in other words", "The evidence shows the source saying this in other words.", "good", "tick"
    ),
    "verbatim": Label("verbatim", "Said so, word for word", "The evidence shows the source saying exactly this.", "good", "tick"),
}

GRADES: dict[Grade, Label] = {
    "none": Label("none", "No source given", "The article states it in its own voice.", "quiet", "meter0"),
    "weak": Label("weak", "Weakly sourced", "It rests on an unnamed or vague source.", "mixed", "meter1"),
    "moderate": Label("moderate", "Moderately sourced", "It is relayed or second-hand, or a document of unknown issuer.", "open", "meter2"),
    "strong": Label("strong", "Strongly sourced", "Named and on the record, first-hand, or an identified document.", "good", "meter3"),
}

SOURCE_KINDS: dict[SourceKind, str] = {
    "outlet": "news outlet",
    "person": "person",
    "organization": "organization",
    "official": "official",
    "spokesperson": "spokesperson",
    "anonymous": "unnamed people",
    "document": "document",
    "author": "the article itself",
}

CLAIM_KINDS: dict[ClaimKind, str] = {
    "fact": "fact",
    "statistic": "figure",
    "prediction": "forecast",
    "opinion": "opinion",
    "intent": "intention",
}

MODES: dict[Mode, str] = {
    "direct": "direct quotation",
    "mixed": "partly quoted",
    "indirect": "reported speech",
    "none": "article’s own voice",
}

RELATIONS: dict[Relation | str, Label] = {
    "refutes": Label("refutes", "Contradicts", "The passage says otherwise.", "bad", "cross"),
    "supports": Label("supports", "Backs", "The passage says the same.", "good", "tick"),
    "later": Label("later", "Later development", "Published after the date this report speaks of. It changes no verdict.", "open", "later"),
    "excluded": Label("excluded", "Not counted", "The passage cannot count for or against the claim.", "quiet", "dash"),
    "neutral": Label("neutral", "Does not decide", "The passage is related but neither backs nor contradicts the claim.", "quiet", "dash"),
}
"""The relations of a passage, and the two reasons for which one does not count."""
