"""A made-up article, the passages to hold it against, and short ways to write down a claim. Nothing here is true or comes from anywhere."""

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
    Cue,
    DiffItem,
    Evidence,
    FiredRule,
    Passage,
    Probabilities,
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
        (
            "The harbour board of Port Alder has agreed to buy nine battery ferries for $2.5 billion, the Harbour Courier reported "
            "on Monday, "
            "citing a draft contract that people close to the talks had described to it."
        ),
    ),
    (
        "paragraph",
        (
            "According to the Courier, two people with knowledge of the plans said that chief engineer Tomas Hallgrem had told the "
            "board that "
            "the old pier cannot carry the new chargers."
        ),
    ),
    ("caption", "The old pier at dusk. Photo: Lene Aas / Fjordbilde"),
    (
        "paragraph",
        (
            "“The first boat sails before the summer,” said board chair Ines Okafor, “and not one traveller will pay a cent more.” "
            "Ticket prices have not risen since 2024, she added."
        ),
    ),
    ("heading", "A question of money"),
    (
        "paragraph",
        (
            "The regional audit office put the cost of the pier at 310 million dollars in a report published in January. "
            "The board’s own estimate is less than half of that. Yesterday the finance committee postponed its vote."
        ),
    ),
    (
        "paragraph",
        (
            "Dock workers fear that a third of the jobs will go. Union leader Paul Brandt called the plan “a gamble with other "
            "people’s savings”. "
            "The ferries carry 41,000 travellers a day, more than any other line in the country."
        ),
    ),
    ("block_quote", "We were never asked, and we read about it in the newspaper like everyone else."),
    (
        "paragraph",
        (
            "That is how a captain who asked not to be named described the mood on the quays. "
            "The maker, Norvolt Marine, expects to deliver all nine by 2034."
        ),
    ),
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


def passage(
    document: str, publisher: str, text: str, date: dt.date | None, title: str | None, *, kind: str = "newspaper", url: str | None = None
) -> Passage:
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
    "Members of the harbour board signed for nine battery-driven ferries on Friday. The price was set at $4.5 billion, including "
    "spare batteries. "
    "Delivery is to run over three years.",
    dt.date(2031, 3, 9),
    "Board signs for nine ferries",
    url="https://ledger.example/2031/ferries?id=9&page=1",
)
MINUTES = passage(
    "board-minutes",
    "Port Alder harbour board",
    "Chief engineer Tomas Hallgren reported that the old pier does not bear the weight of the planned chargers. The chair thanked Mr "
    "Hallgren.",
    dt.date(2031, 3, 4),
    "Minutes of the meeting of 4 March",
    kind="public_record",
    url="https://port.example/minutes/2031-03-04",
)
AUDITED = passage(
    "audit-report",
    "Regional audit office",
    "The office estimates the cost of a new pier at 310 million dollars. It notes that the board’s figure of 140 million leaves out "
    "the foundations.",
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
    "vote",
    "Northern Ledger",
    "The finance committee voted for the ferries by seven to two on Thursday, ending weeks of delay.",
    dt.date(2031, 3, 20),
    "Committee says yes",
)
COPY = passage(
    "copy",
    "Evening Mirror",
    "The harbour board of Port Alder has agreed to buy nine battery ferries for $2.5 billion, The Alder Tribune writes.",
    dt.date(2031, 3, 13),
    "Nine ferries for Port Alder",
)
RIDERS = passage(
    "riders",
    "Statistics bureau",
    "Ferries in Port Alder carried 41,000 people a day in 2030, second to the Skarholm line.",
    None,
    None,
    kind="government",
)
RIDERS_TWO = passage(
    "riders-two", "Line Weekly", "No ferry line in the country is busier than that of Port Alder.", dt.date(2030, 11, 2), "Busiest lines"
)
QUAY = passage(
    "quay",
    "Harbour Courier",
    "Talks on the pier dragged on into the night, with no word from either side.",
    dt.date(2031, 3, 10),
    "Long night on the quay",
)


def diff(kind: str, here: str, there: str, source: Passage, detail: str, *, agrees: bool = False, veto: bool = False) -> DiffItem:
    return DiffItem(
        kind=kind,
        agrees=agrees,
        claim_text=here,
        claim_span=span(here),
        passage_text=there,
        passage_span=span(there, source.text),
        detail=detail,
        veto=veto,
    )


def weigh(
    source: Passage, relation: str, rationale: str | None = None, *items: DiffItem, excluded: str | None = None, cosine: float = 0.71
) -> Assessment:
    odds = {"supports": (0.86, 0.04), "refutes": (0.05, 0.88), "neutral": (0.12, 0.08)}[relation]
    return Assessment(
        evidence=Evidence(passage=source, score=0.031, cosine=cosine),
        probabilities=Probabilities(supports=odds[0], refutes=odds[1], nei=round(1 - sum(odds), 2)),
        relation=relation,
        rationale=span(rationale or source.text, source.text),
        diff=items,
        excluded=excluded,
        origin=source.publisher or source.document_id,
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


def claim(
    number: int,
    quote: str,
    text: str,
    links: tuple[Attribution, ...],
    *,
    mode: str = "indirect",
    kind: str = "fact",
    extra: tuple[str, ...] = (),
    dates: tuple[ResolvedDate, ...] = (),
) -> Claim:
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


def checked(
    c: Claim,
    label: str,
    confidence: float | None,
    why: str,
    grade: str,
    rules: list[tuple[str, str]],
    *evidence: Assessment,
    said: tuple[str, str] | None = None,
    origins: int = 0,
    advice: str | None = None,
) -> CheckedClaim:
    deciding = tuple(e.evidence.passage.id for e in evidence if e.excluded is None and e.relation != "neutral")
    return CheckedClaim(
        claim=c,
        verdict=Verdict(
            label=label,
            confidence=confidence,
            explanation=why,
            passage_ids=deciding if label in {"supported", "refuted", "conflicting"} else (),
        ),
        attribution=AttributionVerdict(label=said[0], explanation=said[1], passage_ids=deciding[:1]) if said else None,
        sourcing=Sourcing(
            grade=grade, rules=tuple(FiredRule(id=i, reason=r) for i, r in rules), independent_origins=origins, advice=advice
        ),
        evidence=evidence,
    )
