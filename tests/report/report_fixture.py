"""A made-up article with claims of every label, to render. Nothing in it is true or comes from anywhere."""

from __future__ import annotations

import datetime as dt

from factcheck.models import (
    Article,
    Assessment,
    Attribution,
    AttributionVerdict,
    Block,
    CheckedClaim,
    Claim,
    CorpusInfo,
    Cue,
    DiffItem,
    Evidence,
    FiredRule,
    ModelInfo,
    Passage,
    Probabilities,
    Report,
    ResolvedDate,
    Source,
    Sourcing,
    Span,
    Verdict,
)

BLOCKS = [
    ("headline", "Port Alder to buy nine battery ferries as sources warn of a missing pier"),
    ("byline", "By Mira Solheim"),
    ("dateline", "PORT ALDER, 12 March 2031"),
    (
        "paragraph",
        "The harbour board of Port Alder has agreed to buy nine battery ferries for $2.5 billion, the Harbour Courier reported on Monday, "
        "citing a draft contract that people close to the talks had described to it.",
    ),
    (
        "paragraph",
        "According to the Courier, two people with knowledge of the plans said that chief engineer Tomas Hallgrem had told the board that "
        "the old pier cannot carry the new chargers.",
    ),
    ("caption", "The old pier at dusk. Photo: Lene Aas / Fjordbilde"),
    (
        "paragraph",
        "“The first boat sails before the summer,” said board chair Ines Okafor, “and not one traveller will pay a cent more.” "
        "Ticket prices have not risen since 2024, she added.",
    ),
    ("heading", "A question of money"),
    (
        "paragraph",
        "The regional audit office put the cost of the pier at 310 million dollars in a report published in January. "
        "The board’s own estimate is less than half of that. Yesterday the finance committee postponed its vote.",
    ),
    (
        "paragraph",
        "Dock workers fear that a third of the jobs will go. Union leader Paul Brandt called the plan “a gamble with other people’s savings”. "
        "The ferries carry 41,000 travellers a day, more than any other line in the country.",
    ),
    ("block_quote", "We were never asked, and we read about it in the newspaper like everyone else."),
    ("paragraph", "That is how a captain who asked not to be named described the mood on the quays. The maker, Norvolt Marine, expects to deliver all nine by 2034."),
    ("notice", "Copyright 2031 The Alder Tribune. All rights reserved. Subscribe for more stories like this one."),
]
TEXT = "\n\n".join(text for _, text in BLOCKS)
PUBLISHED = dt.date(2031, 3, 12)

TRIBUNE = ("The Alder Tribune", "The Alder Tribune", "author", True)
COURIER = ("the Harbour Courier", "Harbour Courier", "outlet", True)
CLOSE = ("people close to the talks", "people close to the talks", "anonymous", False)
TWO = ("two people with knowledge of the plans", "two people with knowledge of the plans", "anonymous", False)
HALLGREM = ("Tomas Hallgrem", "chief engineer Tomas Hallgrem", "official", True)
DRAFT = ("a draft contract", "draft contract for nine ferries", "document", True)
OKAFOR = ("Ines Okafor", "board chair Ines Okafor", "official", True)
AUDIT = ("The regional audit office", "regional audit office", "organization", True)
WORKERS = ("Dock workers", "Dock workers", "anonymous", False)
BRANDT = ("Paul Brandt", "union leader Paul Brandt", "person", True)
CAPTAIN = ("a captain who asked not to be named", "a captain who asked not to be named", "anonymous", False)
NORVOLT = ("Norvolt Marine", "Norvolt Marine", "organization", True)


def span(quote: str, text: str = TEXT) -> Span:
    start = text.index(quote)
    return Span(start=start, end=start + len(quote))


def article(**changes: object) -> Article:
    blocks, at = [], 0
    for kind, text in BLOCKS:
        blocks.append(Block(span=Span(start=at, end=at + len(text)), kind=kind))
        at += len(text) + 2
    values = {
        "id": "port-alder-ferries",
        "text": TEXT,
        "blocks": tuple(blocks),
        "title": BLOCKS[0][1],
        "byline": "Mira Solheim",
        "publisher": "The Alder Tribune",
        "date": PUBLISHED,
        "place": "Port Alder",
        "url": "https://tribune.example/ferries",
    }
    return Article(**{**values, **changes})


def passage(document: str, publisher: str, text: str, date: dt.date | None, title: str | None, *, kind: str = "newspaper", url: str | None = None) -> Passage:
    return Passage(
        id=f"{document}#0",
        document_id=document,
        span=Span(start=0, end=len(text)),
        text=text,
        title=title,
        publisher=publisher,
        publisher_type=kind,
        date=date,
        url=url,
    )


LEDGER = passage(
    "ledger-ferries",
    "Northern Ledger",
    "Members of the harbour board signed for nine battery-driven ferries on Friday. The price was set at $4.5 billion, including spare batteries. "
    "Delivery is to run over three years.",
    dt.date(2031, 3, 9),
    "Board signs for nine ferries",
    url="https://ledger.example/2031/ferries?id=9&page=1",
)
MINUTES = passage(
    "board-minutes",
    "Port Alder harbour board",
    "Chief engineer Tomas Hallgren reported that the old pier does not bear the weight of the planned chargers. The chair thanked Mr Hallgren.",
    dt.date(2031, 3, 4),
    "Minutes of the meeting of 4 March",
    kind="public_record",
    url="https://port.example/minutes/2031-03-04",
)
AUDITED = passage(
    "audit-report",
    "Regional audit office",
    "The office estimates the cost of a new pier at 310 million dollars. It notes that the board’s figure of 140 million leaves out the foundations.",
    dt.date(2031, 1, 17),
    "Audit of the pier project",
    kind="government",
    url="https://audit.example/pier.pdf",
)
FARES = passage(
    "fares",
    "Traveller’s Voice",
    "Fares on the Port Alder ferries rose by 6 percent in January 2029, the first rise in five years.",
    dt.date(2029, 1, 8),
    "Ferry fares go up",
    url="https://voice.example/fares",
)
SPEECH = passage(
    "okafor-speech",
    "Port Alder harbour board",
    "Board chair Ines Okafor said: “The first boat sails before the autumn, and not one traveller will pay a cent more.”",
    dt.date(2031, 3, 11),
    "Remarks of the chair",
    kind="public_record",
)
VOTE = passage(
    "vote", "Northern Ledger", "The finance committee voted for the ferries by seven to two on Thursday, ending weeks of delay.", dt.date(2031, 3, 20), "Committee says yes"
)
COPY = passage(
    "copy",
    "Evening Mirror",
    "The harbour board of Port Alder has agreed to buy nine battery ferries for $2.5 billion, The Alder Tribune writes.",
    dt.date(2031, 3, 13),
    "Nine ferries for Port Alder",
)
RIDERS = passage("riders", "Statistics bureau", "Ferries in Port Alder carried 41,000 people a day in 2030, second to the Skarholm line.", None, None, kind="government")
RIDERS_TWO = passage("riders-two", "Line Weekly", "No ferry line in the country is busier than that of Port Alder.", dt.date(2030, 11, 2), "Busiest lines")
QUAY = passage("quay", "Harbour Courier", "Talks on the pier dragged on into the night, with no word from either side.", dt.date(2031, 3, 10), "Long night on the quay")


def diff(kind: str, here: str, there: str, source: Passage, detail: str, *, agrees: bool = False, veto: bool = False) -> DiffItem:
    return DiffItem(
        kind=kind, agrees=agrees, claim_text=here, claim_span=span(here), passage_text=there, passage_span=span(there, source.text), detail=detail, veto=veto
    )


def weigh(source: Passage, relation: str, rationale: str | None = None, *items: DiffItem, excluded: str | None = None, cosine: float = 0.71) -> Assessment:
    odds = {"supports": (0.86, 0.04), "refutes": (0.05, 0.88), "neutral": (0.12, 0.08)}[relation]
    return Assessment(
        evidence=Evidence(passage=source, score=0.031, cosine=cosine),
        probabilities=Probabilities(supports=odds[0], refutes=odds[1], nei=round(1 - sum(odds), 2)),
        relation=relation,
        rationale=span(rationale or source.text, source.text),
        diff=items,
        excluded=excluded,
    )


def chain(*links: tuple[tuple[str, str, str, bool], str | None]) -> tuple[Attribution, ...]:
    found = []
    for (name, canonical, kind, named), cue in links:
        found.append(
            Attribution(
                source=Source(name=name, canonical=canonical, kind=kind, named=named, span=span(name) if name in TEXT else None),
                cue=Cue(text=cue, span=span(cue)) if cue else None,
            )
        )
    return tuple(found)


def claim(number: int, quote: str, text: str, links: tuple[Attribution, ...], *, mode: str = "indirect", kind: str = "fact", extra: tuple[str, ...] = (), dates: tuple[ResolvedDate, ...] = ()) -> Claim:  # fmt: skip
    place = span(quote)
    end = TEXT.find(". ", place.end)
    para = TEXT.find("\n\n", place.end)
    stop = min(x for x in (end + 1 if end >= 0 else len(TEXT), para if para >= 0 else len(TEXT)))
    start = max(TEXT.rfind(". ", 0, place.start) + 2, TEXT.rfind("\n\n", 0, place.start) + 2)
    return Claim(
        id=f"c{number:03}",
        span=place,
        extra_spans=tuple(span(part) for part in extra),
        quote=quote,
        text=text,
        chain=links,
        mode=mode,
        kind=kind,
        sentence=Span(start=start, end=max(stop, place.end)),
        dates=dates,
    )


def checked(c: Claim, label: str, confidence: float, why: str, grade: str, rules: list[tuple[str, str]], *evidence: Assessment, said: tuple[str, str] | None = None, origins: int = 0, advice: str | None = None) -> CheckedClaim:  # fmt: skip
    deciding = tuple(e.evidence.passage.id for e in evidence if e.excluded is None and e.relation != "neutral")
    return CheckedClaim(
        claim=c,
        verdict=Verdict(label=label, confidence=confidence, explanation=why, passage_ids=deciding if label in {"supported", "refuted", "conflicting"} else ()),
        attribution=AttributionVerdict(label=said[0], explanation=said[1], passage_ids=deciding[:1]) if said else None,
        sourcing=Sourcing(grade=grade, rules=tuple(FiredRule(id=i, reason=r) for i, r in rules), independent_origins=origins, advice=advice),
        evidence=evidence,
    )


def claims() -> tuple[CheckedClaim, ...]:
    anonymous = [("S1-unnamed", "The innermost source is not named."), ("S7-relayed", "Another outlet relays it.")]
    strong = [("S2-on-record", "A named official speaks on the record about their own work.")]
    own = [("S0-own-voice", "The article says so in its own voice.")]
    money = diff("money", "$2.5 billion", "$4.5 billion", LEDGER, "The article is $2 billion below the evidence, 44% less.", veto=True)
    name = diff("name", "Tomas Hallgrem", "Tomas Hallgren", MINUTES, "One letter differs: m against n.", veto=True)
    words = diff("quotation", "The first boat sails before the summer", "The first boat sails before the autumn", SPEECH, "One word of the quotation differs.", veto=True)
    first = claim(
        1,
        "The harbour board of Port Alder has agreed to buy nine battery ferries for $2.5 billion",
        "The harbour board of Port Alder has agreed to buy nine battery ferries for $2.5 billion.",
        chain((TRIBUNE, None), (COURIER, "reported"), (DRAFT, "citing"), (CLOSE, "described")),
        dates=(ResolvedDate(text="on Monday", span=span("on Monday"), first=dt.date(2031, 3, 10), last=dt.date(2031, 3, 10)),),
    )
    return (
        checked(first, "refuted", 0.91, "The Northern Ledger puts the price at $4.5 billion, not $2.5 billion.", "weak", anonymous,
                weigh(QUAY, "neutral", cosine=0.4), weigh(COPY, "supports", excluded="It copies this article, so it cannot confirm it."),
                weigh(LEDGER, "refutes", "The price was set at $4.5 billion, including spare batteries.", money, diff("number", "nine", "nine", LEDGER, "Same number.", agrees=True)),
                said=("paraphrased", "The Courier’s report carries the same statement in other words."), advice="Name the people, or show the contract."),
        checked(claim(2, "nine battery ferries for $2.5 billion", "The nine ferries cost $2.5 billion.", chain((COURIER, "reported")), kind="statistic"),
                "conflicting", 0.55, "One passage backs the figure and one contradicts it.", "moderate", [("S7-relayed", "Another outlet relays it.")],
                weigh(LEDGER, "refutes", None, money), weigh(QUAY, "supports"), said=("paraphrased", "The Courier reports it.")),
        checked(claim(3, "the old pier cannot carry the new chargers", "The old pier in Port Alder cannot carry the new chargers.",
                      chain((COURIER, "According to"), (TWO, "said"), (HALLGREM, "told"))),
                "supported", 0.83, "The minutes of 4 March say that the pier does not bear the chargers.", "weak", anonymous,
                weigh(MINUTES, "supports", "the old pier does not bear the weight of the planned chargers", name), origins=1,
                said=("altered", "The name of the engineer is spelled differently in the minutes."), advice="Quote the minutes, and correct the name."),
        checked(claim(4, "The first boat sails before the summer", "The first of the new ferries sails before summer, and no fare rises.",
                      chain((OKAFOR, "said")), mode="direct", kind="prediction", extra=("and not one traveller will pay a cent more",)),
                "not_checkable", 0.9, "It is a promise about the future.", "strong", strong, weigh(SPEECH, "neutral", None, words),
                said=("altered", "The record has autumn where the article has summer.")),
        checked(claim(5, "Ticket prices have not risen since 2024", "Fares on the Port Alder ferries have not risen since 2024.", chain((OKAFOR, "added"))),
                "refuted", 0.77, "Traveller’s Voice reported a rise of 6 percent in 2029.", "strong", strong,
                weigh(FARES, "refutes", "rose by 6 percent in January 2029", diff("date", "2024", "January 2029", FARES, "Five years apart.")),
                said=("not_found", "No passage shows Ines Okafor saying it.")),
        checked(claim(6, "the cost of the pier at 310 million dollars", "The regional audit office puts the cost of the pier at 310 million dollars.",
                      chain((AUDIT, "put")), kind="statistic"),
                "supported", 0.95, "The audit gives the same figure.", "strong", [("S3-document", "An identified document of a public office.")],
                weigh(AUDITED, "supports", "estimates the cost of a new pier at 310 million dollars", diff("money", "310 million dollars", "310 million dollars", AUDITED, "Same amount.", agrees=True)),
                said=("verbatim", "The report uses these words."), origins=2),
        checked(claim(7, "The board’s own estimate is less than half of that", "The board’s estimate for the pier is less than half of 310 million dollars.", chain((TRIBUNE, None))),
                "supported", 0.68, "The audit cites the board’s figure of 140 million.", "none", own, weigh(AUDITED, "supports", "the board’s figure of 140 million"), origins=1),
        checked(claim(8, "the finance committee postponed its vote", "The finance committee of Port Alder postponed its vote on 11 March 2031.", chain((TRIBUNE, None)),
                      dates=(ResolvedDate(text="Yesterday", span=span("Yesterday"), first=dt.date(2031, 3, 11), last=dt.date(2031, 3, 11)),)),
                "not_enough_evidence", 0.6, "No passage published by then speaks of the vote.", "none", own,
                weigh(VOTE, "refutes", excluded="It was published on 20 March 2031, after the article."), advice="Say who told you."),
        checked(claim(9, "a third of the jobs will go", "A third of the dock jobs in Port Alder will go.", chain((WORKERS, "fear")), kind="prediction"),
                "not_checkable", 0.8, "It is a fear about the future.", "weak", [("S1-unnamed", "The innermost source is not named.")],
                said=("not_found", "No passage shows dock workers saying it.")),
        checked(claim(10, "a gamble with other people’s savings", "The plan is a gamble with other people’s savings.", chain((BRANDT, "called")), mode="mixed", kind="opinion"),
                "not_checkable", 0.97, "It is an opinion.", "strong", strong, weigh(QUAY, "neutral"), said=("misattributed", "The words are those of another speaker at the rally.")),
        checked(claim(11, "The ferries carry 41,000 travellers a day, more than any other line in the country",
                      "The Port Alder ferries carry 41,000 travellers a day, more than any other line in the country.", chain((TRIBUNE, None)), kind="statistic"),
                "conflicting", 0.52, "Line Weekly calls it the busiest line; the statistics bureau ranks it second.", "none", own,
                weigh(RIDERS_TWO, "supports"), weigh(RIDERS, "refutes", "second to the Skarholm line", diff("number", "41,000", "41,000", RIDERS, "Same number.", agrees=True))),
        checked(claim(12, "We were never asked, and we read about it in the newspaper like everyone else", "Ferry crews were not asked about the plan.",
                      chain((CAPTAIN, "described")), mode="direct"),
                "not_enough_evidence", 0.71, "Nothing in the corpus says whether crews were asked.", "weak", anonymous[:1], weigh(QUAY, "neutral"),
                said=("not_found", "No passage shows the captain saying it.")),
        checked(claim(13, "to deliver all nine by 2034", "Norvolt Marine expects to deliver all nine ferries by 2034.", chain((NORVOLT, "expects")), kind="intent"),
                "not_enough_evidence", 0.64, "The Ledger says that delivery takes three years, without a date.", "moderate", [("S5-party", "A party speaks about its own business.")],
                weigh(LEDGER, "neutral"), weigh(MINUTES, "neutral"), said=("not_found", "No passage shows Norvolt Marine saying it.")),
    )  # fmt: skip


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
