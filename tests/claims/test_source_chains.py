"""Chains and resolution over what a tagger finds, with tags made by hand."""

from factcheck.claims.base import TaggedAttribution
from factcheck.claims.chains import build_chains
from factcheck.claims.chains.nesting import outer_first
from factcheck.claims.names import NameIndex, strip_titles
from factcheck.claims.resolution import SourceResolver
from factcheck.models import Span


def at(text, words, start=0):
    found = text.index(words, start)
    return Span(start=found, end=found + len(words))


def tag(text, source, cue, content, start=0):
    return TaggedAttribution(
        source=(at(text, source, start),) if source else (), cue=(at(text, cue, start),), content=(at(text, content, start),)
    )


def chains(text, *tags):
    paragraphs, start = [], 0
    for part in text.split("\n\n"):
        paragraphs.append(Span(start=start, end=start + len(part)))
        start += len(part) + 2
    return [
        [(link.source.canonical, link.source.kind) for link in item.chain]
        for item in build_chains(text, tags, SourceResolver(text), paragraphs)
    ]


def test_nested_attributions_make_a_chain_and_leave_the_outer_content():
    text = "Reuters reported that two officials said the port will close."
    tags = (
        tag(text, "Reuters", "reported", "that two officials said the port will close"),
        tag(text, "two officials", "said", "the port will close"),
    )
    outer, inner = chains(text, *tags)
    assert outer == [("Reuters", "outlet")]
    assert inner == [("Reuters", "outlet"), ("two officials", "anonymous")]


def test_who_is_cited_before_the_content_is_inside_who_cites():
    text = "Reuters reported, citing two officials, that the port will close."
    (chain,) = chains(text, tag(text, "Reuters", "citing", "two officials, that the port will close"))
    assert [name for name, _ in chain] == ["Reuters", "two officials"]


def test_a_source_that_cites_another_is_outside_it():
    text = "Reuters cited sources saying that the port will close."
    (chain,) = chains(text, tag(text, "Reuters", "cited", "sources saying that the port will close"))
    assert chain == [("Reuters", "outlet"), ("sources", "anonymous")]


def test_a_document_seen_by_an_outlet_comes_through_it():
    text = "A leaked memo seen by the Harbour Gazette says the port will close."
    (chain,) = chains(text, tag(text, "A leaked memo seen by the Harbour Gazette", "says", "the port will close"))
    assert [kind for _, kind in chain] == ["outlet", "document"]


def test_an_institution_in_a_statement_speaks_by_its_spokesperson():
    text = "In a statement to Reuters, the Ministry of Fisheries denied that the port will close."
    (chain,) = chains(text, tag(text, "the Ministry of Fisheries", "denied", "that the port will close"))
    assert chain == [("Reuters", "outlet"), ("Ministry of Fisheries", "spokesperson")]


def test_sources_keep_the_outlet_that_they_were_introduced_by():
    text = "Reuters reported that sources said the port will close.\n\nSources said the pier is cracked."
    tags = (
        tag(text, "Reuters", "reported", "that sources said the port will close"),
        tag(text, "sources", "said", "the port will close"),
        TaggedAttribution((at(text, "Sources"),), (at(text, "said", 60),), (at(text, "the pier is cracked"),)),
    )
    assert chains(text, *tags)[-1] == [("Reuters", "outlet"), ("Sources", "anonymous")]


def test_the_articles_own_outlet_is_no_link():
    text = "Example Daily has learned that sources said the port will close."
    tags = (
        tag(text, "Example Daily", "has learned", "that sources said the port will close"),
        tag(text, "sources", "said", "the port will close"),
    )
    found = build_chains(text, tags, SourceResolver(text), [Span(start=0, end=len(text))], own="Example Daily")
    assert [link.source.canonical for link in found[-1].chain] == ["sources"]


def test_what_a_speaker_says_of_their_own_hopes_stays_one_statement():
    text = "Mary Falk said she hopes that the port stays open."
    tags = (tag(text, "Mary Falk", "said", "she hopes that the port stays open"), tag(text, "she", "hopes", "that the port stays open"))
    assert chains(text, *tags) == [[("Mary Falk", "person")]]


def test_acronyms_short_names_and_titles_lead_to_the_fullest_name():
    index = NameIndex(
        "The Northern Fishing Council (NFC) met Mary Falk. Falk thanked the NFC and Church of Norland clergy. The Church agreed."
    )
    assert index.canonical("NFC") == "Northern Fishing Council"
    assert index.canonical("Falk") == "Mary Falk"
    assert index.canonical("the Church") == "Church of Norland"
    assert index.canonical("the U.S.") == "United States"
    assert strip_titles("Prime Minister Mary Falk") == "Mary Falk"


def test_she_is_the_woman_who_spoke_last():
    text = "Ms Falk said it rains. Mr Brandt said it snows. She said it pours."
    tags = (
        tag(text, "Ms Falk", "said", "it rains"),
        TaggedAttribution((at(text, "Mr Brandt"),), (at(text, "said", 25),), (at(text, "it snows"),)),
        TaggedAttribution((at(text, "She"),), (at(text, "said", 50),), (at(text, "it pours"),)),
    )
    assert [chain[-1][0] for chain in chains(text, *tags)] == ["Falk", "Brandt", "Falk"]


def test_a_name_doubled_at_a_line_break_is_no_fuller_form():
    assert NameIndex("A talk with Falk\nFalk spoke of the port.").canonical("Falk") == "Falk"


def test_thousands_of_attributions_inside_one_another_are_read_without_recursion():
    depth = 3000
    parents = [index + 1 for index in range(depth - 1)] + [-1]
    assert outer_first(parents) == list(range(depth - 1, -1, -1))


def test_attributions_inside_each_other_are_each_read_once():
    assert sorted(outer_first([1, 0, 1])) == [0, 1, 2]


def test_a_passive_cue_without_source_is_nobodys_though_somebody_spoke_before():
    text = "Jon Brandt said the mill burned. The mill is seen as a ruin that nobody wants."
    found = chains(text, tag(text, "Jon Brandt", "said", "the mill burned"), tag(text, "", "is seen as", "a ruin that nobody wants"))
    assert found[-1] == [("unspecified", "anonymous")]


def test_according_to_inside_a_content_is_a_link():
    text = "Ann Lee said that according to the report, the dam leaks."
    (chain,) = chains(text, tag(text, "Ann Lee", "said", "that according to the report, the dam leaks"))
    assert chain == [("Ann Lee", "person"), ("report", "document")]


_RETOLD = (
    "The Harbour Gazette reported that the port will close.\n\n"
    "The Harbour Gazette said that two firms were told.\n\n"
    "A ministry official argued that nobody would lose work."
)
_ARGUED = ("A ministry official", "argued", "nobody would lose")


def retold(text, *last):
    told = [tag(text, "The Harbour Gazette", "reported", "that the port will close")]
    if "two firms" in text:
        told.append(tag(text, "The Harbour Gazette", "said", "that two firms were told", start=10))
    return chains(text, *told, tag(text, *last))[-1]


def test_an_unnamed_official_in_a_retold_report_speaks_in_it():
    assert retold(_RETOLD, *_ARGUED) == [("Harbour Gazette", "outlet"), ("A ministry official", "anonymous")]


def test_one_mention_of_an_outlet_makes_no_retold_report():
    text = "The Harbour Gazette reported that the port will close.\n\nA ministry official argued that nobody would lose work."
    assert retold(text, *_ARGUED) == [("A ministry official", "anonymous")]


def test_a_retold_report_ends_where_the_article_speaks_for_itself():
    text = _RETOLD.replace("A ministry official", "The port opened in 1950. A ministry official")
    assert retold(text, *_ARGUED) == [("A ministry official", "anonymous")]


def test_a_spokesperson_speaks_in_a_retold_report_when_asked_by_a_reporter():
    answer = "Things will go on, a spokesperson for the port responded when asked for comment."
    for words, expected in ((answer, 2), (answer.replace(" when asked for comment", ""), 1)):
        text = _RETOLD.rpartition("\n\n")[0] + "\n\n" + words
        assert len(retold(text, "a spokesperson for the port", "responded", "Things will go on")) == expected
