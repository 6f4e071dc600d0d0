"""A report on the made-up article of `report_parts`, with claims of every label, to render."""

from __future__ import annotations

import datetime as dt

from report_parts import (
    AUDIT,
    AUDITED,
    BRANDT,
    CAPTAIN,
    CLOSE,
    COPY,
    COURIER,
    DRAFT,
    FARES,
    HALLGREM,
    LEDGER,
    MINUTES,
    NORVOLT,
    OKAFOR,
    PUBLISHED,
    QUAY,
    RIDERS,
    RIDERS_TWO,
    SPEECH,
    TRIBUNE,
    TWO,
    VOTE,
    WORKERS,
    article,
    chain,
    checked,
    claim,
    diff,
    span,
    weigh,
)

from factcheck.models import CheckedClaim, CorpusInfo, ModelInfo, Report, ResolvedDate


def claims() -> tuple[CheckedClaim, ...]:
    anonymous = [("S1-unnamed", "The innermost source is not named."), ("S7-relayed", "Another outlet relays it.")]
    strong = [("S2-on-record", "A named official speaks on the record about their own work.")]
    own = [("S0-own-voice", "The article says so in its own voice.")]
    money = diff("money", "$2.5 billion", "$4.5 billion", LEDGER, "The article is $2 billion below the evidence, 44% less.", veto=True)
    name = diff("name", "Tomas Hallgrem", "Tomas Hallgren", MINUTES, "One letter differs: m against n.", veto=True)
    words = diff(
        "quotation",
        "The first boat sails before the summer",
        "The first boat sails before the autumn",
        SPEECH,
        "One word of the quotation differs.",
        veto=True,
    )
    first = claim(
        1,
        "The harbour board of Port Alder has agreed to buy nine battery ferries for $2.5 billion",
        "The harbour board of Port Alder has agreed to buy nine battery ferries for $2.5 billion.",
        chain((TRIBUNE, None), (COURIER, "reported"), (DRAFT, "citing"), (CLOSE, "described")),
        dates=(ResolvedDate(text="on Monday", span=span("on Monday"), first=dt.date(2031, 3, 10), last=dt.date(2031, 3, 10)),),
    )
    return (
        checked(
            first,
            "refuted",
            0.91,
            "The Northern Ledger puts the price at $4.5 billion, not $2.5 billion.",
            "weak",
            anonymous,
            weigh(QUAY, "neutral", cosine=0.4),
            weigh(COPY, "supports", excluded="It copies this article, so it cannot confirm it."),
            weigh(
                LEDGER,
                "refutes",
                "The price was set at $4.5 billion, including spare batteries.",
                money,
                diff("number", "nine", "nine", LEDGER, "Same number.", agrees=True),
            ),
            said=("paraphrased", "The Courier’s report carries the same statement in other words."),
            advice="Name the people, or show the contract.",
        ),
        checked(
            claim(
                2,
                "nine battery ferries for $2.5 billion",
                "The nine ferries cost $2.5 billion.",
                chain((COURIER, "reported")),
                kind="statistic",
            ),
            "conflicting",
            0.55,
            "One passage backs the figure and one contradicts it.",
            "moderate",
            [("S7-relayed", "Another outlet relays it.")],
            weigh(LEDGER, "refutes", None, money),
            weigh(QUAY, "supports"),
            said=("paraphrased", "The Courier reports it."),
        ),
        checked(
            claim(
                3,
                "the old pier cannot carry the new chargers",
                "The old pier in Port Alder cannot carry the new chargers.",
                chain((COURIER, "According to"), (TWO, "said"), (HALLGREM, "told")),
            ),
            "supported",
            0.83,
            "The minutes of 4 March say that the pier does not bear the chargers.",
            "weak",
            anonymous,
            weigh(MINUTES, "supports", "the old pier does not bear the weight of the planned chargers", name),
            origins=1,
            said=("altered", "The name of the engineer is spelled differently in the minutes."),
            advice="Quote the minutes, and correct the name.",
        ),
        checked(
            claim(
                4,
                "The first boat sails before the summer",
                "The first of the new ferries sails before summer, and no fare rises.",
                chain((OKAFOR, "said")),
                mode="direct",
                kind="prediction",
                extra=("and not one traveller will pay a cent more",),
            ),
            "not_checkable",
            0.9,
            "It is a promise about the future.",
            "strong",
            strong,
            weigh(SPEECH, "neutral", None, words),
            said=("altered", "The record has autumn where the article has summer."),
        ),
        checked(
            claim(
                5,
                "Ticket prices have not risen since 2024",
                "Fares on the Port Alder ferries have not risen since 2024.",
                chain((OKAFOR, "added")),
            ),
            "refuted",
            0.77,
            "Traveller’s Voice reported a rise of 6 percent in 2029.",
            "strong",
            strong,
            weigh(FARES, "refutes", "rose by 6 percent in January 2029", diff("date", "2024", "January 2029", FARES, "Five years apart.")),
            said=("not_found", "No passage shows Ines Okafor saying it."),
        ),
        checked(
            claim(
                6,
                "the cost of the pier at 310 million dollars",
                "The regional audit office puts the cost of the pier at 310 million dollars.",
                chain((AUDIT, "put")),
                kind="statistic",
            ),
            "supported",
            0.95,
            "The audit gives the same figure.",
            "strong",
            [("S3-document", "An identified document of a public office.")],
            weigh(
                AUDITED,
                "supports",
                "estimates the cost of a new pier at 310 million dollars",
                diff("money", "310 million dollars", "310 million dollars", AUDITED, "Same amount.", agrees=True),
            ),
            said=("verbatim", "The report uses these words."),
            origins=2,
        ),
        checked(
            claim(
                7,
                "The board’s own estimate is less than half of that",
                "The board’s estimate for the pier is less than half of 310 million dollars.",
                chain((TRIBUNE, None)),
            ),
            "supported",
            0.68,
            "The audit cites the board’s figure of 140 million.",
            "none",
            own,
            weigh(AUDITED, "supports", "the board’s figure of 140 million"),
            origins=1,
        ),
        checked(
            claim(
                8,
                "the finance committee postponed its vote",
                "The finance committee of Port Alder postponed its vote on 11 March 2031.",
                chain((TRIBUNE, None)),
                dates=(ResolvedDate(text="Yesterday", span=span("Yesterday"), first=dt.date(2031, 3, 11), last=dt.date(2031, 3, 11)),),
            ),
            "not_enough_evidence",
            0.6,
            "No passage published by then speaks of the vote.",
            "none",
            own,
            weigh(VOTE, "refutes", excluded="It was published on 20 March 2031, after the article."),
            advice="Say who told you.",
        ),
        checked(
            claim(
                9,
                "a third of the jobs will go",
                "A third of the dock jobs in Port Alder will go.",
                chain((WORKERS, "fear")),
                kind="prediction",
            ),
            "not_checkable",
            0.8,
            "It is a fear about the future.",
            "weak",
            [("S1-unnamed", "The innermost source is not named.")],
            said=("not_found", "No passage shows dock workers saying it."),
        ),
        checked(
            claim(
                10,
                "a gamble with other people’s savings",
                "The plan is a gamble with other people’s savings.",
                chain((BRANDT, "called")),
                mode="mixed",
                kind="opinion",
            ),
            "not_checkable",
            0.97,
            "It is an opinion.",
            "strong",
            strong,
            weigh(QUAY, "neutral"),
            said=("misattributed", "The words are those of another speaker at the rally."),
        ),
        checked(
            claim(
                11,
                "The ferries carry 41,000 travellers a day, more than any other line in the country",
                "The Port Alder ferries carry 41,000 travellers a day, more than any other line in the country.",
                chain((TRIBUNE, None)),
                kind="statistic",
            ),
            "conflicting",
            0.52,
            "Line Weekly calls it the busiest line; the statistics bureau ranks it second.",
            "none",
            own,
            weigh(RIDERS_TWO, "supports"),
            weigh(
                RIDERS, "refutes", "second to the Skarholm line", diff("number", "41,000", "41,000", RIDERS, "Same number.", agrees=True)
            ),
        ),
        checked(
            claim(
                12,
                "We were never asked, and we read about it in the newspaper like everyone else",
                "Ferry crews were not asked about the plan.",
                chain((CAPTAIN, "described")),
                mode="direct",
            ),
            "not_enough_evidence",
            0.71,
            "Nothing in the corpus says whether crews were asked.",
            "weak",
            anonymous[:1],
            weigh(QUAY, "neutral"),
            said=("not_found", "No passage shows the captain saying it."),
        ),
        checked(
            claim(
                13,
                "to deliver all nine by 2034",
                "Norvolt Marine expects to deliver all nine ferries by 2034.",
                chain((NORVOLT, "expects")),
                kind="intent",
            ),
            "not_enough_evidence",
            0.64,
            "The Ledger says that delivery takes three years, without a date.",
            "moderate",
            [("S5-party", "A party speaks about its own business.")],
            weigh(LEDGER, "neutral"),
            weigh(MINUTES, "neutral"),
            said=("not_found", "No passage shows Norvolt Marine saying it."),
        ),
    )


def report(**changes: object) -> Report:
    values = {
        "factcheck_version": "0.1.0",
        "article": article(),
        "as_of": PUBLISHED,
        "corpus": CorpusInfo(name="port-alder", sha256="ab" * 32, documents=10, passages=10),
        "models": (
            ModelInfo(role="embedder", name="all-MiniLM-L6-v2", sha256="53" * 32),
            ModelInfo(role="verifier", name="entailment-v1", sha256="c4" * 32),
        ),
        "rules_version": "1",
        "claims": claims(),
        "warnings": ("The byline was read from the text.",),
    }
    return Report(**{**values, **changes})
