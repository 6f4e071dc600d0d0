"""What one document says of where it comes from."""

from __future__ import annotations

import pytest

from factcheck.evidence.origins.agency_lines import agency_line
from factcheck.evidence.origins.credits import credited_names, has_own_sources
from factcheck.evidence.origins.links import address, linked
from factcheck.evidence.origins.names import same_outlet
from factcheck.evidence.origins.publisher_line import read_publisher
from factcheck.evidence.origins.reading import read
from factcheck.evidence.origins.remarks import divergence, rests_on_unnamed_report
from factcheck.models import Document


@pytest.mark.parametrize(
    ("publisher", "voice", "retold"),
    [
        ("Bay Radio", "Bay Radio", False),
        ("Bay Radio (Reuters)", "Reuters", False),
        ("Bay Radio (syndicated Reuters)", "Reuters", False),
        ("Bay Radio (Reuters copy, via pages.example)", "Reuters", False),
        ("Bay Radio (AFP)", "Agence France-Presse", False),
        ("Reuters (via Bay Radio)", "Reuters", False),
        ("Reuters dispatch summarised on pages.example", "Reuters", True),
        ("Reuters on Bloomberg (via Bay Radio)", "Bloomberg", True),
        ("Bay Radio (Reuters on the Harbour Times)", "Harbour Times", True),
        ("Bay Radio (citing Coast Wire)", "Coast Wire", True),
        ("Bay Radio (copy on pages.example)", "Bay Radio", False),
        ("Norvik (annual report as quoted by Bay Radio)", "Norvik", False),
        ("Bay Radio (translation of the ministry's release)", "Bay Radio", False),
        ("Centre on Port Policy", "Centre on Port Policy", False),
        ("Bloomberg Bridge Foundation", "Bloomberg Bridge Foundation", False),
        ("Associated Press of Norland", "Associated Press of Norland", False),
    ],
)
def test_a_publisher_line_says_whose_words_a_document_has(publisher: str, voice: str, retold: bool) -> None:
    line = read_publisher(publisher)
    assert (line.voice, line.retold) == (voice, retold)
    assert (line.reason is not None) == (line.retold or line.voice != line.head)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Citing the Harbour Times, the station said that the bridge is closed.", "the Harbour Times"),
        ("The bridge is closed, the Harbour Times reported on Monday.", "the Harbour Times"),
        ("The bridge is closed, according to Coast Wire.", "Coast Wire"),
        ("She told CNBC that the bridge is closed.", "CNBC"),
        ("In an interview with the BBC she said that the bridge is closed.", "the BBC"),
        ("A report in the Harbour Times says that the bridge is closed.", "the Harbour Times"),
        ("The site repeats a Coast Wire account of the closure.", "Coast Wire"),
        ("The blog credits the mayor's remark on the bridge, and much else, to The Harbour Times.", "The Harbour Times"),
        ("The bridge, Xinhua, as cited by the station, said, is closed.", "Xinhua"),
        ("As first reported by Politico, the bridge is closed.", "Politico"),
        ("She told Mara Vance of Fox News that the bridge is closed.", "Fox News"),
        ("The bridge is closed, Interfax quoted the harbour master as saying.", "Interfax"),
        ("The bridge is closed, the harbour master was quoted as saying by Interfax.", "Interfax"),
        ("The bridge is closed, Spanish newspaper El País said.", "El País"),
        ("The bridge is closed, the Anadolu state news agency said.", "the Anadolu"),
        ("The bridge is closed, dpa reported.", "dpa"),
        ("The bridge is closed, Germany's Der Spiegel reported.", "Der Spiegel"),
        ("The bridge is closed, Norland's Channel 7 reported.", "Channel 7"),
        ("The bridge is closed, reports the BBC.", "the BBC"),
        ("The bridge is closed, writes Le Monde.", "Le Monde"),
        ("The bridge is closed, per Axios.", "Axios"),
        ("The bridge is closed, via Reuters.", "Reuters"),
        ("The bridge is closed, Coast Wire has learned.", "Coast Wire"),
        ("Le Monde reveals that the bridge is closed.", "Le Monde"),
        ("The bridge is closed. Politico was first to report it.", "Politico"),
        ("A ProPublica investigation found that the bridge is closed.", "ProPublica"),
        ("She told the BBC's Today programme that the bridge is closed.", "the BBC"),
    ],
)
def test_a_text_names_its_source(text: str, name: str) -> None:
    found = credited_names("", text)
    assert name in [credit.name for credit in found]
    assert all(credit.words.startswith("says “") for credit in found)


@pytest.mark.parametrize(
    "text",
    [
        "Two days after the Harbour Times story the bridge was open again.",
        "The mayor denied the Harbour Times report.",
        "The mayor spoke on Friday, rejecting what the Harbour Times reported.",
        "Unlike the Harbour Times account, the record says nothing of a crack.",
        "The Harbour Times building on Quay Street burned down.",
        "The mayor reads the Harbour Times.",
        "In the wake of the Harbour Times report the bridge was closed.",
        "The mayor denied a report by the Harbour Times that the bridge is closed.",
        "The mayor dismissed a report in the Harbour Times.",
        "The mayor rejected as false a story in the Harbour Times.",
        "The mayor said a report in the Harbour Times that the bridge is closed was false.",
        "In response to a report by the Harbour Times, the mayor resigned.",
        "The mayor, who last year told the Harbour Times that he would stay, resigned.",
        "The mayor resigned, three years after he told the Harbour Times that he would stay.",
        "She told the Harbour Times in 2019 that she liked boats.",
        "The strike closed 10 per cent of Harbour Times kiosks.",
    ],
)
def test_an_outlet_that_is_only_mentioned_is_no_source(text: str) -> None:
    assert not [credit for credit in credited_names("", text) if "Harbour Times" in credit.name]


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        ("The bridge is closed, Weserblatt reported.", True),
        ("The bridge is closed, Weserblatt reported on Monday, citing the mayor.", True),
        ("The bridge is closed, broadcaster RXT said.", True),
        ("The bridge is closed, the Weserblatt newspaper said.", True),
        ("The yard is closed. On Monday, Norrum reported a loss.", False),
        ("Residents reported that the bridge is closed.", False),
        ("The bridge is closed, Falk reported. The engineer Mara Falk has seen it.", False),
        ("The bridge is closed, NATO reported.", False),
        ("He reported that the bridge is closed.", False),
    ],
)
def test_an_unfamiliar_name_is_an_outlet_s_by_its_noun_or_as_it_reported(text: str, outlet: bool) -> None:
    assert any(credit.outlet for credit in credited_names("", text)) == outlet


@pytest.mark.parametrize(
    "text",
    ["According to AAP, the mayor was arrested.", "According to PTI chairman Jo Poe, 40 people are in jail.", "Jo Poe's PTI says so."],
)
def test_letters_that_parties_have_too_are_no_agency_s_unless_it_reports(text: str) -> None:
    assert not [credit for credit in credited_names("", text) if credit.name in ("AAP", "PTI")]


@pytest.mark.parametrize("title", ["Bridge closed - Harbour Times", "Harbour Times: bridge closed", "Bridge closed (Harbour Times)"])
def test_a_headline_may_credit_an_outlet(title: str) -> None:
    assert ("Harbour Times", "credits Harbour Times in its headline") in [(c.name, c.words) for c in credited_names(title, "")]


def test_what_stands_in_the_headline_comes_before_the_text() -> None:
    found = credited_names("Bridge closed, Bay Radio reports", "Citing Coast Wire, it says so.")
    assert [(c.name, c.at < 0) for c in found] == [("Bay Radio", True), ("Coast Wire", False)]


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("PORT ALDER, March 3 (Reuters) - The bridge is closed.", "Reuters"),
        ("PORT ALDER (AP) — The bridge is closed.", "Associated Press"),
        ("By JANE ROE, Associated Press\nThe bridge is closed.", "Associated Press"),
        ("The bridge is closed. — AFP", "Agence France-Presse"),
        ("The bridge is closed. (Kyodo)", "Kyodo"),
        ("By Jane Roe\nPORT ALDER, March 3 (Reuters) - The bridge is closed.", "Reuters"),
        ("Port Alder, Mar 3 (PTI) The bridge is closed.", "Press Trust of India"),
        ("PORT ALDER, March 3. /TASS/. The bridge is closed.", "TASS"),
        ("PORT ALDER, March 3 (EFE).- The bridge is closed.", "EFE"),
        ("PORT ALDER (BLOOMBERG) - The bridge is closed.", "Bloomberg"),
        ("Port Alder, Norland | AFP | The bridge is closed.", "Agence France-Presse"),
        ("By PTI\nThe bridge is closed.", "Press Trust of India"),
        ("By Australian Associated Press\nThe bridge is closed.", "Australian Associated Press"),
        ("The Canadian Press\nThe bridge is closed.", "Canadian Press"),
        ("By Jane Roe, PA\nThe bridge is closed.", "PA Media"),
        ("Jane Roe, PA Political Correspondent\nThe bridge is closed.", "PA Media"),
        ("The bridge is closed.\nAFP/The Harbour Times", "Agence France-Presse"),
        ("The bridge is closed.\n© 2031 AFP", "Agence France-Presse"),
        ("The bridge is closed.\n© dpa-infocom, dpa:310313-99-123456/2", "Deutsche Presse-Agentur"),
        ("The bridge is closed.\n(AFP photo)", None),
        ("The bridge is closed.\n© AFP", None),
        ("The bridge is closed.\nPhoto © Reuters", None),
        ("The bridge is closed.\nReuters/Jane Roe", None),
        ("Harrisburg, PA\nThe bridge is closed.", None),
        ("PORT ALDER (Staff) - The bridge is closed.", None),
        ("The bridge is closed, says a co-founder of Bloomberg", None),
        ("The ministry (a friend of TASS) - long closed - is open.", None),
    ],
)
def test_datelines_bylines_and_last_lines_credit_agencies(text: str, agency: str | None) -> None:
    found = agency_line(text)
    assert (found[0] if found else None) == agency


def test_a_document_with_sources_of_its_own_says_so() -> None:
    assert has_own_sources("Three people told the Harbour Times so.", ["Harbour Times"])
    assert has_own_sources("Its reporters wrote it from their own sources.", [])
    assert not has_own_sources("Three people told Coast Wire so.", ["Harbour Times"])
    assert has_own_sources("The Harbour Times has learned that it is so.", ["Harbour Times"])
    assert has_own_sources("The ship sank, we have learned.", [])
    assert not has_own_sources("Coast Wire has learned that it is so.", ["Harbour Times"])


def test_a_publisher_s_own_name_is_no_credit() -> None:
    document = Document(id="a", publisher="The Harbour Times", text="The Times reported that the bridge is closed. The HT wrote so too.")
    assert read(document).credits == ()


def test_addresses_are_compared_without_what_does_not_pick_the_page() -> None:
    assert address("https://www.Pages.example/a/b/?utm_source=x#top") == address("http://pages.example/a/b") == "pages.example/a/b"
    assert address("https://pages.example/?p=12") != address("https://pages.example/?p=13")
    assert address("https://pages.example/") is None
    assert address("http://[broken") is None
    assert linked("See https://pages.example/a/b, and (http://pages.example/c).") == {"pages.example/a/b", "pages.example/c"}


def test_remarks_on_a_copy_are_read() -> None:
    assert divergence("It is short. It wrongly names the mayor as its author.", ()) == "It wrongly names the mayor as its author."
    assert divergence("It gives 2019, whereas the Harbour Times gives 2020.", ("Harbour Times",)) is not None
    assert divergence("The mayor wrongly said that it was open.", ("Harbour Times",)) is None
    assert divergence("It gives 2019, whereas the ministry gives 2020.", ("Harbour Times",)) is None
    assert rests_on_unnamed_report("The underlying report was more careful.")
    assert not rests_on_unnamed_report("The annual report was careful.")


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Bloomberg", "Bloomberg Law", True),
        ("BBC News", "BBC", True),
        ("The Harbour Times", "Harbour Times", True),
        ("AFP", "Agence France-Presse", True),
        ("Daily News", "Daily Mail", False),
        ("Global News", "Global Times", False),
        ("Associated Press", "Australian Associated Press", False),
        ("China", "South China Morning Post", False),
        ("AP Moller-Maersk", "AP", False),
        ("Associated Press of Pakistan", "AP", False),
        ("Korean Central News Agency", "Central News Agency", False),
    ],
)
def test_a_shorter_name_is_the_same_outlet_only_where_it_says_which(left: str, right: str, same: bool) -> None:
    assert same_outlet(left, right) is same_outlet(right, left) is same
