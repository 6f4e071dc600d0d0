"""What kind of source a phrase names."""

import pytest

from factcheck.claims.companies import reads_as_company
from factcheck.claims.outlets import described_outlet
from factcheck.claims.source_kinds import classify, find_person, head_noun, is_outlet


@pytest.mark.parametrize(
    ("phrase", "kind", "name"),
    [
        ("the Harbour Gazette", "outlet", "Harbour Gazette"),
        ("Reuters", "outlet", "Reuters"),
        ("the regional magazine Meridian", "outlet", "Meridian"),
        ("Prime Minister Edda Lindqvist", "official", "Edda Lindqvist"),
        ("Minister of Fisheries Edda Lindqvist", "official", "Edda Lindqvist"),
        ("Jonas Weller, a spokesman for the port authority", "spokesperson", "Jonas Weller"),
        ("Ostara CEO Mary Falk", "spokesperson", "Mary Falk"),
        ("Mary Falk, head of the Customs Department's licensing office", "official", "Mary Falk"),
        ("Mary Falk, president of the Shipbuilders Association", "spokesperson", "Mary Falk"),
        ("former president Mary Falk", "person", "Mary Falk"),
        ("mayoral candidate Mary Falk", "person", "Mary Falk"),
        ("Professor Mary Falk", "person", "Mary Falk"),
        ("the spokesperson for the harbour board", "spokesperson", "the spokesperson for the harbour board"),
        ("the Ministry of Fisheries", "organization", "Ministry of Fisheries"),
        ("the government", "organization", "the government"),
        ("Norway", "organization", "Norway"),
        ("sources familiar with the talks", "anonymous", "sources familiar with the talks"),
        ("a senior Norwegian official", "anonymous", "a senior Norwegian official"),
        ("critics", "anonymous", "critics"),
        ("the operator Blue Line", "organization", "Blue Line"),
        ("the northern operator Blue Line", "organization", "Blue Line"),
        ("Operator Blue Line", "organization", "Operator Blue Line"),
        ("its owner Norrum", "organization", "Norrum"),
        ("its owner Mary Falk", "person", "Mary Falk"),
        ("its chairman Vik", "spokesperson", "Vik"),
        ("recent surveys", "anonymous", "recent surveys"),
        ("a leaked memo", "document", "a leaked memo"),
        ("the 2019 study", "document", "the 2019 study"),
        ("photographs released by the coast guard", "document", "photographs released by the coast guard"),
        ("a forum posting", "anonymous", "a forum posting"),
        ("local media reports", "anonymous", "local media reports"),
        ("a note by an unknown author", "anonymous", "an unknown author"),
        ("62 percent of Norlanders", "anonymous", "62 percent of Norlanders"),
        ("a group of scientists", "anonymous", "a group of scientists"),
        ("Muslims", "anonymous", "Muslims"),
        ("Customs officers", "anonymous", "Customs officers"),
        ("a spokesman who asked not to be named", "anonymous", "a spokesman who asked not to be named"),
        ("a driver for President Lindqvist", "anonymous", "a driver for President Lindqvist"),
        ("lawyers for the company", "spokesperson", "lawyers for the company"),
        ("the prime minister", "official", "the prime minister"),
        ("its vice president", "anonymous", "its vice president"),
        ("CNN and Reuters", "outlet", "CNN and Reuters"),
        ("Norland's state television", "outlet", "Norland's state television"),
        ("the Post", "outlet", "Post"),
        ("Teko, the northern mining company", "organization", "Teko"),
        ("Ambassador to the United States Edda Lindqvist", "official", "Edda Lindqvist"),
        ("Norland's Prime Minister, Edda Lindqvist,", "official", "Edda Lindqvist"),
        ("Edda Lindqvist (R-Texas)", "official", "Edda Lindqvist"),
        ("FBI Director Mary Falk", "official", "Mary Falk"),
        ("Ostara Electronics president Mary Falk", "spokesperson", "Mary Falk"),
        ("Mary Falk, secretary general of the Bishops' Conference", "spokesperson", "Mary Falk"),
        ("Mary Falk, who once worked for Senator Edda Lindqvist", "person", "Mary Falk"),
        ("Mary Falk, an art major", "person", "Mary Falk"),
        ("Mary Falk and her colleagues", "person", "Mary Falk and her colleagues"),
        ("Falk and Weller", "person", "Falk and Weller"),
    ],
)
def test_kind_and_name_follow_from_the_words_of_the_phrase(phrase, kind, name):
    reading = classify(phrase)
    assert (reading.kind, reading.name) == (kind, name)


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("dpa", "dpa"),
        ("PTI", "PTI"),
        ("Press Trust of India", "Press Trust of India"),
        ("Anadolu", "Anadolu"),
        ("the News Agency of Nigeria", "News Agency of Nigeria"),
        ("German news agency dpa", "dpa"),
        ("News agency ANI", "ANI"),
        ("Investigative outlet Bellingcat", "Bellingcat"),
        ("the Telegram channel Rybar", "Rybar"),
        ("Doha-based Al Jazeera", "Al Jazeera"),
        ("State-run Anadolu Agency", "Anadolu Agency"),
        ("the official Xinhua news agency", "Xinhua news agency"),
        ("Iran's semi-official Fars news agency", "Fars news agency"),
        ("Norland's Channel 7", "Channel 7"),
        ("Sky Sports", "Sky Sports"),
    ],
)
def test_agencies_and_described_media_are_outlets(phrase, name):
    reading = classify(phrase)
    assert (reading.kind, reading.name, reading.named) == ("outlet", name, True)


@pytest.mark.parametrize(
    ("phrase", "kind", "name"),
    [
        ("an AP investigation", "outlet", "AP"),
        ("An investigation by Der Spiegel", "outlet", "Der Spiegel"),
        ("a Reuters analysis of court records", "outlet", "Reuters"),
        ("a BBC Panorama investigation", "outlet", "BBC"),
        ("The Guardian's investigation", "outlet", "Guardian"),
        ("an investigation by the police", "document", "an investigation by the police"),
        ("AFP and Le Monde", "outlet", "AFP and Le Monde"),
        ("Israeli media reports", "anonymous", "Israeli media reports"),
        ("Norland's media reports", "document", "Norland's media reports"),
    ],
)
def test_what_an_outlet_found_out_is_the_outlet_s_and_what_a_country_s_media_report_nobody_s(phrase, kind, name):
    reading = classify(phrase)
    assert (reading.kind, reading.name) == (kind, name)


@pytest.mark.parametrize("phrase", ["Newspaper Association of Norland", "the Harbour Authority", "Lusa and Falk Shipping Company"])
def test_institutions_are_no_outlets_by_a_word_of_theirs(phrase):
    assert classify(phrase).kind == "organization"


def test_letters_of_an_agency_that_the_article_gives_to_another_are_the_other_s():
    assert classify("AAP", "", "Alder Anglers Party").kind == "organization"
    assert classify("AAP", "", "Australian Associated Press").kind == "outlet"


@pytest.mark.parametrize("phrase", ["Fact-checkers", "ex-players", "Eye-witnesses"])
def test_compounds_of_people_are_unnamed(phrase):
    assert classify(phrase).kind == "anonymous"


@pytest.mark.parametrize(
    ("text", "company"),
    [
        ("Norrum, which runs the ferries, said so.", True),
        ("Norrum said it would strike.", True),
        ("Norrum said its ferries are late.", True),
        ("Norrum said he would strike.", False),
        ("Norrum said it was raining.", False),
        ("Mr Norrum said it would rain.", False),
    ],
)
def test_what_is_an_it_is_no_person(text, company):
    assert reads_as_company(text, "Norrum", "Norrum", text.index("Norrum") + len("Norrum")) == company


def test_unnamed_people_are_not_named_and_institutions_are():
    assert not classify("two people briefed on the plan").named
    assert classify("the Ministry of Fisheries").named


def test_a_role_given_elsewhere_decides_for_a_bare_name():
    assert classify("Falk", "the port's press officer", "Mary Falk").kind == "spokesperson"
    assert classify("Falk", "", "Mary Falk").kind == "person"


def test_an_office_beside_the_name_wins_over_a_private_title():
    assert classify("Professor Falk", "minister of trade", "Mary Falk").kind == "official"


def test_find_person_leaves_institutions_alone():
    assert find_person("the United States") is None
    assert find_person("head of the Harbour Authority") is None


def test_head_noun_is_before_the_first_modifier():
    assert head_noun("the two officials from the coast guard") == "officials"


def test_a_common_word_is_no_outlet_unless_capitalised():
    assert is_outlet("the Guardian")
    assert not is_outlet("guardian")


def test_a_long_run_of_words_is_read_in_no_time():
    assert described_outlet("Norland's " * 20_000) is None
