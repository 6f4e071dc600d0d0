"""What one document says of where it comes from."""

from __future__ import annotations

import pytest

from factcheck.evidence.origins.credits import agency_line, credited_names, has_own_sources
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
    ],
)
def test_an_outlet_that_is_only_mentioned_is_no_source(text: str) -> None:
    assert not [credit for credit in credited_names("", text) if "Harbour Times" in credit.name]


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
    ],
)
def test_a_shorter_name_is_the_same_outlet_only_where_it_says_which(left: str, right: str, same: bool) -> None:
    assert same_outlet(left, right) is same_outlet(right, left) is same
