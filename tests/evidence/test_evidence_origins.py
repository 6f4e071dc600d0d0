"""Ten copies of one story are one origin, and the claim's own source is none."""

from __future__ import annotations

import pytest

from factcheck.evidence.origins import find_origins
from factcheck.models import Attribution, Passage, Source, Span


def chain(*sources: tuple[str, str]) -> tuple[Attribution, ...]:
    return tuple(Attribution(source=Source(name=name, canonical=name, kind=kind, named=True)) for name, kind in sources)


def passage(publisher: str | None, text: str = "The bridge is closed.", *, title: str | None = None, at: str | None = None) -> Passage:
    document = at or f"{publisher}-{text[:5]}"
    return Passage(
        id=f"{document}#{len(text)}", document_id=document, span=Span(start=0, end=len(text)), text=text, publisher=publisher, title=title
    )


AUTHOR = chain(("Harbour Times", "author"))
REPORT = chain(("The Harbour Times", "outlet"), ("Mara Vance", "person"))


def names(*passages: Passage, of: tuple[Attribution, ...] = AUTHOR) -> list[str]:
    return [origin.name for origin in find_origins(of, passages)]


def test_one_publisher_is_one_origin_under_any_form_of_its_name() -> None:
    found = names(passage("Coast Wire"), passage("The Coast Wire", "Later."), passage("Bay Radio"))
    assert found == ["Coast Wire", "Coast Wire", "Bay Radio"]


def test_passages_of_one_document_are_one_origin_though_only_one_names_its_source() -> None:
    found = names(
        passage("Bay Radio", "Citing Coast Wire, the station said that nobody may cross.", at="bay"),
        passage("Bay Radio", "The pier has a crack.", at="bay"),
        passage("Coast Wire", "A crack was found."),
    )
    assert found == ["Coast Wire"] * 3


def test_passages_without_a_publisher_go_by_their_document() -> None:
    assert names(passage(None, "One.", at="a"), passage(None, "Two.", at="a"), passage(None, "Other.", at="b")) == ["a", "a", "b"]


@pytest.mark.parametrize(
    ("publisher", "text", "title"),
    [
        ("The Harbour Times", "The bridge is closed.", None),
        ("Bay Radio", "Citing the Harbour Times, the station said that the bridge is closed.", None),
        ("Port News", "According to the Times, the bridge is closed.", None),
        ("Pier Daily", "The bridge is closed.", "Bridge closed - Harbour Times"),
        ("Quay Post", "The Harbour Times report says that the bridge is closed.", None),
        ("Quay Post", "The bridge is closed, Vance told the Times.", None),
        ("Quay Post", "The bridge, the Times said, is closed.", None),
    ],
)
def test_the_claim_s_own_source_and_its_relays_are_dependent_and_are_that_source_s(publisher: str, text: str, title: str | None) -> None:
    (origin,) = find_origins(REPORT, [passage(publisher, text, title=title)])
    assert origin.dependent is not None
    assert "The Harbour Times" in origin.dependent
    assert find_origins(AUTHOR, [passage(publisher, text, title=title)])[0].dependent is None


def test_a_copy_of_a_dependent_text_is_dependent() -> None:
    story = "Council records show that the bridge at Lower Marsh was closed in March after a crack was found in its pier."
    first, second, third = find_origins(
        REPORT, [passage("Bay Radio", story), passage("Harbour Times", story.replace("was found", "had been found")), passage("Port News")]
    )
    assert first.name == second.name
    assert first.dependent
    assert second.dependent
    assert third.dependent is None


def test_an_institution_s_own_word_through_its_spokesperson_is_dependent() -> None:
    spoken = chain(("a spokesperson for the Ports Agency", "spokesperson"))
    ours, other = find_origins(spoken, [passage("Ports Agency"), passage("Bay Radio")])
    assert ours.dependent is not None
    assert other.dependent is None


def test_an_outlet_that_the_article_relays_does_not_confirm_what_nobody_named_said() -> None:
    times = Source(name="The Harbour Times", canonical="The Harbour Times", kind="outlet", named=True)
    said = Source(name="an official", canonical="an official", kind="anonymous", named=False)
    passages = [passage("Harbour Times"), passage("Bay Radio", "Citing the Times, it says so."), passage("Port News", "Other.")]

    def dependent(*sources: Source) -> list[bool]:
        found = find_origins([Attribution(source=source) for source in sources], passages, relayed=[times])
        return [origin.dependent is not None for origin in found]

    assert dependent(said) == [True, True, False]
    assert dependent(said.model_copy(update={"kind": "official", "named": True, "canonical": "Ann Lee"})) == [False] * 3
    assert "The Harbour Times" in str(find_origins([Attribution(source=said)], passages, relayed=[times])[0].dependent)


def test_agency_text_is_the_agency_s() -> None:
    assert names(passage("Reuters (via Bay Radio)"), passage("Port News (syndicated Reuters)", "Other.")) == ["Reuters", "Reuters"]


@pytest.mark.parametrize("publisher", ["dpa", "Der Spiegel (dpa)", "Deutsche Presse-Agentur"])
def test_an_agency_is_the_claim_s_source_under_any_of_its_names(publisher: str) -> None:
    report = chain(("dpa", "outlet"))
    found = find_origins(report, [passage(publisher), passage("Bay Radio", "The bridge is closed, dpa reported.")])
    assert all(origin.dependent for origin in found)


def test_of_two_outlets_named_together_each_is_the_claim_s_source() -> None:
    report = chain(("AFP and Le Monde", "outlet"))
    found = find_origins(report, [passage("Le Monde"), passage("Bay Radio", "PORT ALDER (AFP) - The bridge is closed.")])
    assert all(origin.dependent for origin in found)


def test_a_publisher_that_is_noted_as_citing_another_is_the_other() -> None:
    assert names(passage("Bay Radio (citing Coast Wire)"), passage("Coast Wire", "Other.")) == ["Coast Wire", "Coast Wire"]


def test_what_a_publisher_says_in_another_s_report_does_not_make_the_report_its_own() -> None:
    assert names(passage("Norvik"), passage("Coast Wire", "Norvik said that the bridge is closed.")) == ["Norvik", "Coast Wire"]


def test_a_shared_newspaper_word_or_country_does_not_make_two_one() -> None:
    found = names(passage("The Times"), passage("The Harbour Times"), passage("South Freedonia Post"), passage("Freedonia", "x"))
    assert len(set(found)) == 4


def test_text_shared_almost_word_for_word_is_one_origin_whoever_prints_it() -> None:
    story = "Council records show that the bridge at Lower Marsh was closed in March after a crack was found in its pier."
    other = "An engineer who looked at the pier this week says that nobody may cross the bridge before summer."
    found = names(passage("Coast Wire", story), passage("Bay Radio", story.replace("was found", "had been found")), passage("X", other))
    assert found[0] == found[1] != found[2]
