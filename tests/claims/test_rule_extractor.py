"""Articles to claims, end to end."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.claims import RuleExtractor
from factcheck.models import Article, Block, Span

DATE = dt.date(2024, 3, 15)


def article(*paragraphs, kinds=None, **fields):
    text = "\n\n".join(paragraphs)
    blocks, start = [], 0
    for number, paragraph in enumerate(paragraphs):
        blocks.append(Block(span=Span(start=start, end=start + len(paragraph)), kind=kinds[number] if kinds else "paragraph"))
        start += len(paragraph) + 2
    return Article(id="a", text=text, blocks=tuple(blocks), publisher="Example Daily", date=DATE, **fields)


def extract(*paragraphs, **options):
    return RuleExtractor().extract(article(*paragraphs, **options))


def chain(claim):
    return [(link.source.canonical, link.source.kind) for link in claim.chain]


def test_indirect_speech_is_the_speakers_and_leaves_the_attribution_out():
    (claim,) = extract("Edda Lindqvist, the minister of fisheries, said that the quota will fall next year.")
    assert claim.quote == "the quota will fall next year"
    assert chain(claim) == [("Edda Lindqvist", "official")]
    assert claim.text == "The quota will fall in 2025."
    assert (claim.mode, claim.kind) == ("indirect", "prediction")


def test_the_authors_voice_is_a_source_too():
    (claim,) = extract("The old bridge collapsed on Wednesday.")
    assert chain(claim) == [("Example Daily", "author")]
    assert claim.mode == "none"
    assert claim.text == "The old bridge collapsed on March 13, 2024."
    assert [(date.first, date.last) for date in claim.dates] == [(dt.date(2024, 3, 13), dt.date(2024, 3, 13))]


def test_whom_unnamed_people_told_it_is_an_outlet_even_if_no_list_has_it():
    first, second = extract(
        "Two senior officials told Lindby's Morning Copper that the dam will be lowered by half.",
        "The officials said that the work takes a month.",
    )
    assert chain(first) == [("Morning Copper", "outlet"), ("two senior officials", "anonymous")]
    assert chain(second) == chain(first)
    (claim,) = extract(
        "The import duty on cars will rise to 60 percent next year, people familiar with the matter told the Lindby Economist."
    )
    assert chain(claim)[0] == ("Lindby Economist", "outlet")


def test_unnamed_people_may_also_tell_a_person_or_an_institution():
    for addressee in ("Norland's Maria Falk", "the Harbour Safety Committee", "the Prime Minister", "the Red Cross"):
        (claim,) = extract(f"Two senior officials told {addressee} that the dam will be lowered by half.")
        assert chain(claim) == [("two senior officials", "anonymous")]
    (claim,) = extract("Two divers told the Lindby Lions that the dam will be lowered by half.")
    assert [kind for _, kind in chain(claim)] == ["anonymous"]


def test_an_outlet_may_be_known_by_what_it_is_called_before_its_name():
    (claim,) = extract(
        "The levy will not apply to vans, according to people with knowledge of the talks quoted by the business daily Koruna."
    )
    assert [kind for _, kind in chain(claim)] == ["outlet", "anonymous"]
    assert chain(claim)[0] == ("Koruna", "outlet")


def test_a_speaker_to_an_outlet_is_a_chain_of_two():
    (claim,) = extract("Harbour master Ole Brandt told Reuters that the pier is safe.")
    assert chain(claim) == [("Reuters", "outlet"), ("Ole Brandt", "person")]


def test_a_source_inside_another_sources_account_is_its_inner_link():
    claims = extract("The Harbour Gazette reported that officials said the pier would be closed.")
    assert [name for name, _ in chain(claims[-1])] == ["The Harbour Gazette", "officials"] or [name for name, _ in chain(claims[-1])] == [
        "Harbour Gazette",
        "officials",
    ]


def test_the_report_is_the_outlet_named_before():
    claims = extract(
        "According to a report by the Harbour Gazette, the pier was built without a permit.",
        "The report stated that three engineers were dismissed.",
    )
    assert claims[-1].speaker.kind == "outlet"
    assert claims[-1].speaker.canonical.endswith("Harbour Gazette")


def test_a_short_name_has_the_full_one_as_canonical_and_keeps_its_spelling():
    claims = extract("Mary Falk, chief executive of Ostara, opened the plant.", "Falk said the plant will employ 400 people.")
    assert claims[-1].speaker.name == "Falk"
    assert claims[-1].speaker.canonical == "Mary Falk"
    assert claims[-1].speaker.kind == "spokesperson"


def test_pronouns_in_subject_position_become_the_speaker():
    claims = extract("Mary Falk said she was pushed out of the firm.")
    assert claims[-1].text == "Mary Falk was pushed out of the firm."


def test_a_quotation_that_is_interrupted_is_one_claim_with_two_parts():
    claims = extract('"The pier," said Ole Brandt, "was never inspected."')
    assert [span.of('"The pier," said Ole Brandt, "was never inspected."') for span in claims[0].spans] == [
        "The pier",
        "was never inspected",
    ]
    assert claims[0].mode == "direct"


def test_later_sentences_of_a_quotation_carry_the_source_over():
    claims = extract('"The pier was never inspected. The town knew about it for years," said Ole Brandt.')
    assert len(claims) == 2
    assert {claim.speaker.canonical for claim in claims} == {"Ole Brandt"}
    assert claims[0].speaker.span is None or claims[1].speaker.span is None


def test_a_paragraph_after_a_colon_is_in_the_words_of_whoever_was_introduced():
    claims = extract("The Ministry of Fisheries wrote:", "The quota was never changed. Nobody asked for it.")
    assert [claim.speaker.canonical for claim in claims] == ["Ministry of Fisheries"] * 2
    assert {claim.mode for claim in claims} == {"direct"}


def test_reportedly_attributes_to_nobody_in_particular():
    (claim,) = extract("The navy reportedly rescued nine sailors.")
    assert chain(claim) == [("unspecified reports", "anonymous")]
    assert "reportedly" not in claim.text


def test_questions_headings_and_captions_yield_nothing():
    assert extract("Who paid for the pier?") == ()
    assert extract("Pier collapses in storm", "A photo of the pier.", kinds=["headline", "caption"]) == ()


def test_ids_run_in_reading_order():
    claims = extract("The pier was built in 1998. Ole Brandt said it was safe. The town closed it.")
    assert [claim.id for claim in claims] == ["c001", "c002", "c003"]
    assert [claim.span.start for claim in claims] == sorted(claim.span.start for claim in claims)


def test_a_relative_clause_and_a_consequence_are_self_contained():
    claims = extract("The dam was closed in 2019, causing the river to rise.")
    assert claims[1].text == "The dam was closed in 2019, causing the river to rise."
    assert claims[1].quote == "causing the river to rise"


WORDS = st.sampled_from(
    [
        "Mary Falk",
        "the ministry",
        "said",
        "told Reuters",
        "that",
        "and",
        "but",
        "which",
        '"',
        "“",
        "”",
        ",",
        ".",
        "?",
        ":",
        "he",
        "they",
        "it",
        "the report",
        "will rise",
        "was closed",
        "reportedly",
        "according to",
        "sources",
        "on Friday",
        "causing floods",
        "to leave",
        "(",
        ")",
        "[...]",
        "\n\n",
        "U.S.",
        "1998",
        "é",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=40))
def test_spans_hold_their_quotes_lie_in_asserting_blocks_and_are_the_same_every_time(words):
    paragraphs = [part.strip() for part in " ".join(words).split("\n\n") if part.strip()] or ["x"]
    kinds = ["paragraph" if number % 3 else "block_quote" for number in range(len(paragraphs))]
    kinds[-1] = "caption"
    piece = article(*paragraphs, kinds=kinds)
    claims = RuleExtractor().extract(piece)
    assert claims == RuleExtractor().extract(piece)
    for claim in claims:
        assert claim.span.of(piece.text) == claim.quote
        assert len(claim.quote.strip()) > 0
        assert claim.text[-1] in ".!?"
        assert all(any(block.span.contains(span) for block in piece.asserting_blocks) for span in claim.spans)
        for link in claim.chain:
            assert link.source.span is None or link.source.span.of(piece.text) == link.source.name
            assert link.cue is None or link.cue.span.of(piece.text) == link.cue.text


def test_a_possessive_and_a_relation_are_no_part_of_the_name():
    (claim,) = extract("Its owner Norrum said the ferry was late.")
    assert chain(claim) == [("Norrum", "organization")]


def test_a_threat_within_a_report_has_its_subject_and_its_tense():
    (claim,) = extract("The regulator had threatened to fine the company, Reuters reported.")
    assert claim.text == "The regulator had threatened to fine the company."


def test_what_the_articles_own_outlet_has_learned_is_the_authors():
    (claim,) = extract("Example Daily has learned that the ferry was late.")
    assert chain(claim) == [("Example Daily", "author")]
    assert claim.mode == "none"


def told(text):
    return [(claim.chain[-1].source.canonical, claim.text) for claim in extract(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Officials neither confirmed nor denied that the general had been dismissed.",
            [("Example Daily", "Officials neither confirmed nor denied that the general had been dismissed.")],
        ),
        (
            "Oil prices rose after Norland Oil Company said it would cut output, analysts said.",
            [
                ("analysts", "Oil prices rose after Norland Oil Company said it would cut output."),
                ("Norland Oil Company", "Norland Oil Company would cut output."),
            ],
        ),
        (
            "Emma Stone was arrested. Her lawyer, Paul Fox, said she was innocent.",
            [("Example Daily", "Emma Stone was arrested."), ("Paul Fox", "Emma Stone was innocent.")],
        ),
        ("Mayor Tom Reed said he would resign.", [("Tom Reed", "Tom Reed would resign.")]),
        (
            "The ministry rejected claims that hundreds had been released by mistake.",
            [("the ministry", "The ministry rejected claims that hundreds had been released by mistake.")],
        ),
        (
            "The council disputed the report that the lift overheats.",
            [("the council", "The council disputed the report that the lift overheats.")],
        ),
        (
            "The mayor shrugged off reports that he planned to quit.",
            [("Example Daily", "The mayor shrugged off reports that he planned to quit.")],
        ),
        (
            'The mayor\'s lawyer, Tim Cole, said there was no case. "I did nothing wrong," the mayor told reporters.',
            [("Tim Cole", "There was no case."), ("mayor", "The mayor did nothing wrong.")],
        ),
        (
            "Prices of bread fell in Alder. The central bank said they would rise again.",
            [("Example Daily", "Prices of bread fell in Alder."), ("the central bank", "They would rise again.")],
        ),
        (
            "The judge ordered the ministry to disclose that it had paid the informer.",
            [("judge", "The judge ordered the ministry to disclose that it had paid the informer.")],
        ),
        ("Forecasters said winds could reach 90 mph.", [("forecasters", "Winds could reach 90 mph.")]),
        ('"We lost everything," Tom Reed, a farmer, told the court.', [("Tom Reed", "We lost everything.")]),
        ("The council denied reports that the mayor was ill.", [("the council", "The council denied reports that the mayor was ill.")]),
        ("Norvik Motors said sales rose 3%, above analysts' estimates.", [("Norvik Motors", "Sales rose 3%, above analysts' estimates.")]),
        ('"I don\'t know what happened," Ida Garcia said.', [("Ida Garcia", "Ida Garcia doesn't know what happened.")]),
        (
            "The Northern Front claimed responsibility for the attack.",
            [("Northern Front", "The Northern Front claimed responsibility for the attack.")],
        ),
    ],
)
def test_everyday_sentences_keep_their_speaker_and_their_sense(text, expected):
    assert told(text) == expected
