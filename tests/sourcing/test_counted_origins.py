"""Independent origins are those of support that counts, each once."""

from __future__ import annotations

from factcheck.models import Assessment, Attribution, Claim, Evidence, Passage, Probabilities, Source, Span, Verdict
from factcheck.sourcing import grade

SPAN = Span(start=0, end=1)
SAID = Attribution(source=Source(name="people close to the talks", canonical="people close to the talks", kind="anonymous", named=False))
CLAIM = Claim(id="c001", span=SPAN, quote="T", text="The bridge is closed.", chain=(SAID,), mode="indirect", kind="fact", sentence=SPAN)
VERDICT = Verdict(label="supported", confidence=0.9, explanation="Yes.", passage_ids=("x#0",))


def support(origin: str, *, relation: str = "supports", excluded: str | None = None, dependent: str | None = None) -> Assessment:
    passage = Passage(id=f"{origin}#0", document_id=origin, span=SPAN, text="T")
    return Assessment(
        evidence=Evidence(passage=passage, score=1, cosine=1),
        probabilities=Probabilities(supports=1, refutes=0, nei=0),
        relation=relation,
        rationale=SPAN,
        excluded=excluded,
        origin=origin,
        dependent=dependent,
    )


def test_only_support_that_counts_and_depends_on_nobody_in_the_chain_is_counted() -> None:
    found = [
        support("Coast Wire"),
        support("Coast Wire"),
        support("Bay Radio", relation="refutes"),
        support("Copyist", excluded="a copy of the article"),
        support("Port News", relation="neutral"),
        support("Harbour Times", dependent="it relays the Times, the claim's own source"),
    ]
    assert grade(CLAIM, found, VERDICT).independent_origins == 1


def test_two_origins_are_told_and_leave_the_grade_alone() -> None:
    sourcing = grade(CLAIM, [support("Coast Wire"), support("Bay Radio")], VERDICT)
    assert (sourcing.grade, sourcing.independent_origins, sourcing.rules[-1].id) == ("weak", 2, "corroborated")
    assert grade(CLAIM, [support("Coast Wire", relation="neutral")], VERDICT).rules[-1].id == "uncorroborated"
    assert grade(CLAIM, (), VERDICT).rules[-1].id == "unnamed-source"
