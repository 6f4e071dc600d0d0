"""Ten copies of one story are one origin."""

from __future__ import annotations

from factcheck.models import Assessment, Attribution, Claim, Evidence, Passage, Probabilities, Source, Span, Verdict
from factcheck.sourcing import grade
from factcheck.sourcing.origins import independent_origins

SPAN = Span(start=0, end=1)


def claim(*sources: tuple[str, str]) -> Claim:
    chain = tuple(Attribution(source=Source(name=name, canonical=name, kind=kind, named=True)) for name, kind in sources)
    return Claim(id="c001", span=SPAN, quote="T", text="The bridge is closed.", chain=chain, mode="indirect", kind="fact", sentence=SPAN)


def support(
    publisher: str | None,
    text: str = "The bridge is closed.",
    *,
    title: str | None = None,
    relation: str = "supports",
    excluded: str | None = None,
) -> Assessment:
    document = f"{publisher}-{text[:5]}"
    passage = Passage(
        id=f"{document}#0", document_id=document, span=Span(start=0, end=len(text)), text=text, publisher=publisher, title=title
    )
    return Assessment(
        evidence=Evidence(passage=passage, score=1, cosine=1),
        probabilities=Probabilities(supports=1, refutes=0, nei=0),
        relation=relation,
        rationale=SPAN,
        excluded=excluded,
    )


AUTHOR = claim(("Harbour Times", "author"))
REPORT = claim(("The Harbour Times", "outlet"), ("Mara Vance", "person"))


def test_only_support_that_is_not_excluded_counts() -> None:
    found = [
        support("Coast Wire"),
        support("Bay Radio", relation="refutes"),
        support("Copyist", excluded="copy of the article"),
        support("Port News", relation="neutral"),
    ]
    assert independent_origins(AUTHOR, found) == ("Coast Wire",)


def test_one_publisher_is_one_origin_under_any_form_of_its_name() -> None:
    assert independent_origins(AUTHOR, [support("Coast Wire"), support("The Coast Wire", "Later."), support("Bay Radio")]) == (
        "Coast Wire",
        "Bay Radio",
    )


def test_nobody_in_the_chain_confirms_themselves() -> None:
    assert independent_origins(REPORT, [support("The Harbour Times")]) == ()
    assert independent_origins(claim(("Ports Agency", "organization")), [support("Ports Agency")]) == ()


def test_stories_that_name_their_source_are_that_source() -> None:
    copies = [
        support("Bay Radio", "Citing the Harbour Times, the station said that the bridge is closed."),
        support("Port News", "According to the Times, the bridge is closed."),
        support("Pier Daily", "The bridge is closed.", title="Bridge closed - Harbour Times"),
        support("Quay Post", "The Harbour Times report says that the bridge is closed."),
    ]
    assert independent_origins(REPORT, copies) == ()
    assert len(independent_origins(AUTHOR, copies[:2])) == 2  # nobody here knows an outlet of that name


def test_agency_text_is_the_agency_s() -> None:
    assert independent_origins(AUTHOR, [support("Reuters (via Bay Radio)"), support("Port News (syndicated Reuters)", "Other.")]) == (
        "Reuters",
    )


def test_a_shared_newspaper_word_or_country_does_not_make_two_one() -> None:
    assert (
        len(
            independent_origins(
                AUTHOR, [support("The Times"), support("The Harbour Times"), support("South Freedonia Post"), support("Freedonia", "x")]
            )
        )
        == 4
    )


def test_two_origins_are_told_and_leave_the_grade_alone() -> None:
    verdict = Verdict(label="supported", confidence=0.9, explanation="Yes.", passage_ids=("x#0",))
    anonymous = claim(("people close to the talks", "anonymous"))
    sourcing = grade(anonymous, [support("Coast Wire"), support("Bay Radio")], verdict)
    assert (sourcing.grade, sourcing.independent_origins, sourcing.rules[-1].id) == ("weak", 2, "corroborated")
    assert grade(anonymous, [support("Coast Wire", relation="neutral")], verdict).rules[-1].id == "uncorroborated"
    assert grade(anonymous, (), verdict).rules[-1].id == "unnamed-source"


def test_text_shared_almost_word_for_word_is_one_origin_whoever_prints_it() -> None:
    story = "Council records show that the bridge at Lower Marsh was closed in March after a crack was found in its pier."
    edited = story.replace("was found", "had been found")
    other = "An engineer who looked at the pier this week says that nobody may cross the bridge before summer."
    found = [support("Coast Wire", story), support("Bay Radio", edited), support("Port News", other)]
    assert independent_origins(AUTHOR, found) == ("Coast Wire", "Port News")
