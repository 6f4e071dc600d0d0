"""Which words of a sentence are a source's statement, and which the author's."""

import pytest

from factcheck.claims import RuleExtractor
from factcheck.claims.cue_grammar import CueGrammarTagger
from factcheck.models import Article, Block, Span


def claims(text):
    article = Article(id="a", text=text, blocks=(Block(span=Span(start=0, end=len(text)), kind="paragraph"),), publisher="Example Daily")
    return [(claim.speaker.canonical, claim.text) for claim in RuleExtractor(CueGrammarTagger()).extract(article)]


@pytest.mark.parametrize(
    ("text", "speaker", "claim"),
    [
        ("Officials tell residents every loss will be repaid.", "officials", "Every loss will be repaid."),
        ("Estimates suggest 400 people left the valley.", "estimates", "400 people left the valley."),
        ("A poll found 62 percent of voters oppose the dam.", "poll", "62 percent of voters oppose the dam."),
        ("Critics charge the dam is unsafe.", "critics", "The dam is unsafe."),
        ("According to Falk the dam is unsafe.", "Falk", "The dam is unsafe."),
        ("Researchers who said the wreck was empty have left the island.", "researchers", "The wreck was empty."),
    ],
)
def test_a_clause_without_that_is_the_sources(text, speaker, claim):
    assert (speaker, claim) in claims(text)


def test_an_absolute_phrase_names_its_own_speaker():
    assert ("Mary Falk", "The dam is unsafe.") in claims("The talks broke off early, with Mary Falk stating the dam is unsafe.")


@pytest.mark.parametrize(
    "text",
    [
        "Engineers who wrote software for Veltron are now helping Ostara write manuals.",
        "The harbour master, who wrote the book on dams, lives in Oslo.",
        "Police found guns used in the robbery.",
    ],
)
def test_an_object_is_no_statement_and_the_sentence_stays_the_authors(text):
    assert claims(text) == [("Example Daily", text)]


def test_introductory_phrases_before_an_attribution_are_no_claim():
    found = claims("In April, when pressed on the port fees, Minister Ann Roe noted that talks were going on.")
    assert [claim for _, claim in found] == ["Talks were going on."]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("TQ Lumen have announced that they will build a plant.", "organization"),
        ("Karo Lumen, a chipmaker in Oslo, said that the plant will open.", "organization"),
        ("Ostara Electronics and Karo Lumen said that the plant will open.", "organization"),
        ("Karo Lumen said that the plant will open.", "person"),
        ("KD Roe said that the plant will open. Roe was pleased.", "person"),
    ],
)
def test_a_company_is_told_from_a_person_by_how_the_article_speaks_of_it(text, kind):
    article = Article(id="a", text=text, blocks=(Block(span=Span(start=0, end=len(text)), kind="paragraph"),), publisher="Example Daily")
    assert RuleExtractor(CueGrammarTagger()).extract(article)[0].speaker.kind == kind


def test_it_is_the_only_institution_of_the_sentence_before():
    assert ("Northern Fisheries Board", "The price was fair.") in claims(
        "The Northern Fisheries Board sold its ships in May. It said that the price was fair."
    )
    assert (
        claims("The Northern Fisheries Board sold its ships in May. It has cut the quota.")[-1][1]
        == "Northern Fisheries Board has cut the quota."
    )
    assert claims("The Northern Fisheries Board sold its ships in May. It was cold.")[-1][1] == "It was cold."
    assert ("Northern Fisheries Board", "The price was fair.") not in claims(
        "The Northern Fisheries Board sold its ships to the Southern Fisheries Board. It said that the price was fair."
    )


def test_an_infinitive_and_an_object_become_sentences():
    assert claims("Mayor Ann Roe vowed to fight the ruling.") == [("Ann Roe", "Ann Roe will fight the ruling.")]
    assert claims("KOR Copper have already announced new mines in the north.") == [
        ("KOR Copper", "KOR Copper have already announced new mines in the north.")
    ]


@pytest.mark.parametrize("subject", ["Both sides", "The two parties", "This measure"])
def test_a_subject_that_points_back_goes_on_with_the_spokespersons_account(subject):
    found = claims(f"Board spokesperson Ann Roe announced that talks were held in May. {subject} will cut the fees for small boats.")
    assert found[-1][0] == "Ann Roe"


def test_an_adverb_before_a_consequence_does_not_make_it_the_authors():
    found = claims("Ann Roe said “the gate will close,” eventually allowing the basin to dry out.")
    assert ("Ann Roe", "The gate will close, eventually allowing the basin to dry out.") in found
