"""Made-up claims, chains and evidence to grade."""

from __future__ import annotations

import datetime as dt

from factcheck.models import Assessment, Attribution, Claim, Cue, Evidence, Passage, Probabilities, Source, Span, Verdict

NEI = Verdict(label="not_enough_evidence", confidence=0.5, explanation="Nothing found.")


def verdict(label: str) -> Verdict:
    return Verdict(label=label, confidence=0.9, explanation="So it says.", passage_ids=("d#0",))


def link(name: str, kind: str, cue: str | None = None, *, named: bool | None = None, written: str | None = None) -> Attribution:
    span = None if name.startswith("unspecified") else Span(start=0, end=1)
    source = Source(
        name=written or name, canonical=name, kind=kind, named=kind not in {"anonymous", "author"} if named is None else named, span=span
    )
    return Attribution(source=source, cue=Cue(text=cue, span=Span(start=0, end=len(cue))) if cue else None)


def claim(*chain: Attribution, text: str = "The bridge is closed.", kind: str = "fact", quote: str | None = None) -> Claim:
    quote = quote or text
    span = Span(start=0, end=len(quote))
    return Claim(id="c001", span=span, quote=quote, text=text, chain=chain, mode="indirect", kind=kind, sentence=span)


def support(
    origin: str,
    *,
    relation: str = "supports",
    excluded: str | None = None,
    dependent: str | None = None,
    publisher_type: str | None = None,
    title: str | None = None,
) -> Assessment:
    passage = Passage(
        id=f"{origin}#0",
        document_id=origin,
        span=Span(start=0, end=1),
        text="T",
        publisher=origin,
        publisher_type=publisher_type,
        title=title,
        date=dt.date(2031, 3, 10),
    )
    return Assessment(
        evidence=Evidence(passage=passage, score=1, cosine=1),
        probabilities=Probabilities(supports=1, refutes=0, nei=0),
        relation=relation,
        rationale=Span(start=0, end=1),
        excluded=excluded,
        origin=origin,
        dependent=dependent,
    )
