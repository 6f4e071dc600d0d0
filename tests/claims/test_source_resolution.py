"""Whom the words of a source mean: pronouns, roles, documents, pairs, namesakes."""

import pytest

from factcheck.claims.base import TaggedAttribution
from factcheck.claims.chains import build_chains
from factcheck.claims.resolution import SourceResolver
from factcheck.models import Span


def speakers(text, *tagged):
    """The canonical speakers of attributions given as "source | cue | content" in reading order, each found after the one before."""
    tags, low = [], 0
    for line in tagged:
        spans = []
        for words in (part.strip() for part in line.split("|")):
            start = text.index(words, low)
            spans.append((Span(start=start, end=start + len(words)),))
        tags.append(TaggedAttribution(*spans))
        low = min(span.start for role in spans for span in role) + 1
    resolver = SourceResolver(text, tags=tags)
    found = build_chains(text, tags, resolver, [Span(start=0, end=len(text))])
    return [item.chain[-1].source.canonical for item in found]


def test_she_is_the_subject_of_the_sentence_before_though_nobody_has_spoken():
    text = "Mary Falk met Jon Brandt in the harbour. She said the dam is safe."
    assert speakers(text, "She | said | the dam is safe") == ["Mary Falk"]


def test_he_is_no_woman_by_first_name():
    text = "Jon Brandt said the dam leaks. Mary Falk said the dam is safe. He said it will break."
    tagged = ("Jon Brandt | said | the dam leaks", "Mary Falk | said | the dam is safe", "He | said | it will break")
    assert speakers(text, *tagged) == ["Jon Brandt", "Mary Falk", "Jon Brandt"]


def test_who_is_only_talked_about_does_not_go_on_to_speak():
    text = "Jon Brandt said Peter Roe had sold the dam. He said the price was low."
    tagged = ("Jon Brandt | said | Peter Roe had sold the dam", "He | said | the price was low")
    assert speakers(text, *tagged) == ["Jon Brandt", "Jon Brandt"]


def test_who_speaks_in_anothers_words_does_not_go_on_to_speak():
    text = "Jon Brandt said Peter Roe told him the dam leaks. He said the price was low."
    tagged = (
        "Jon Brandt | said | Peter Roe told him the dam leaks",
        "Peter Roe | told | the dam leaks",
        "He | said | the price was low",
    )
    assert speakers(text, *tagged)[-1] == "Jon Brandt"


def test_a_pronoun_in_indirect_speech_is_the_speaker():
    text = "Peter Roe left. Mary Falk said she believed the dam leaks."
    tagged = ("Mary Falk | said | she believed the dam leaks", "she | believed | the dam leaks")
    assert speakers(text, *tagged) == ["Mary Falk"]


@pytest.mark.parametrize("pronoun", ["he", "she"])
def test_a_pronoun_without_anybody_it_fits_stays_as_it_is_written(pronoun):
    text = f"The dam was shut in May. In June {pronoun} said the dam is safe."
    assert speakers(text, f"{pronoun} | said | the dam is safe") == [pronoun]


def test_a_word_that_begins_a_sentence_is_nobody():
    text = "Nonetheless the dam was shut. He said the dam is safe."
    assert speakers(text, "He | said | the dam is safe") == ["He"]


def test_they_are_the_group_that_spoke():
    text = "Three engineers said the dam leaks. They also said it will break."
    assert speakers(text, "Three engineers | said | the dam leaks", "They | said | it will break") == ["Three engineers"] * 2


def test_both_are_the_two_named_together():
    text = "Mary Falk and Jon Brandt inspected the dam. Both said it leaks."
    assert speakers(text, "Both | said | it leaks") == ["Mary Falk and Jon Brandt"]


def test_the_former_and_the_latter_are_two_of_two():
    text = "Mary Falk met Jon Brandt. The latter said the dam leaks."
    assert speakers(text, "The latter | said | the dam leaks") == ["Jon Brandt"]
    text = "Mary Falk met Jon Brandt and Peter Roe. The latter said the dam leaks."
    assert speakers(text, "The latter | said | the dam leaks") == ["The latter"]


def test_the_minister_is_who_bears_the_title_though_the_article_only_narrates():
    text = "Fisheries minister Mary Falk opened the dam on Monday. The minister said it is safe."
    assert speakers(text, "The minister | said | it is safe") == ["Mary Falk"]


def test_a_document_met_again_is_the_same():
    text = "A report by the Harbour Board found that the dam leaks. The report said it will break."
    tagged = ("A report by the Harbour Board | found | that the dam leaks", "The report | said | it will break")
    found = speakers(text, *tagged)
    assert found[0] == found[1]


def test_of_two_people_with_one_surname_the_title_decides():
    text = "Mary Falk and Peter Falk own the dam. Mr Falk said it is safe."
    assert speakers(text, "Mr Falk | said | it is safe") == ["Peter Falk"]


def test_a_name_after_its_description_is_the_speaker():
    text = "According to the team's coach, Mary Falk, the dam is safe."
    assert speakers(text, "the team's coach | According to | the dam is safe") == ["Mary Falk"]


def kinds(text, *tagged):
    resolver = SourceResolver(text)
    found = []
    for words in tagged:
        start = text.index(words)
        source = resolver.resolve(Span(start=start, end=start + len(words)))
        found.append((source.canonical, source.kind))
    return found


def test_the_researchers_are_the_team_of_the_institution_that_was_named():
    text = "A team of researchers at the Karo Institute has tested the wells. The team found lead. It was high, the researchers said."
    assert kinds(text, "The team", "the researchers") == [("team of researchers at the Karo Institute", "organization")] * 2


def test_the_authors_of_an_institutions_study_are_its_team():
    text = "A study by Norrum University was published on Monday. The authors found that mussels eat plastic."
    assert kinds(text, "The authors") == [("Norrum University", "organization")]


def test_the_scientists_of_two_institutions_are_nobody_in_particular():
    text = "Scientists at Norrum University doubted it. Scientists at Karo College agreed. It was early, the scientists said."
    assert kinds(text, "the scientists")[0][1] == "anonymous"


def test_scientists_of_no_named_institution_stay_unnamed():
    assert kinds("Scientists tested the wells. The scientists found lead.", "The scientists")[0][1] == "anonymous"


def test_a_surname_of_two_people_stays_as_it_is_where_nothing_tells_them_apart():
    text = "Mary Falk is the mayor and Peter Falk runs the port. It will close, Falk said."
    start = text.index("Falk said")
    assert SourceResolver(text).resolve(Span(start=start, end=start + 4)).canonical == "Falk"


def test_a_surname_of_two_people_is_that_of_the_one_in_the_same_paragraph():
    text = "Mary Falk is the mayor.\n\nPeter Falk runs the port. It will close, Falk said."
    start = text.index("Falk said")
    assert SourceResolver(text).resolve(Span(start=start, end=start + 4)).canonical == "Peter Falk"


def test_a_relative_who_comes_in_as_one_does_not_share_the_surname():
    text = "Mary Falk met her husband, Peter Falk, in May. It will close, Falk said."
    start = text.index("Falk said")
    assert SourceResolver(text).resolve(Span(start=start, end=start + 4)).canonical == "Mary Falk"


def test_an_outlets_report_is_the_outlet():
    assert kinds("The Reuters report said the dam leaks.", "The Reuters report") == [("Reuters", "outlet")]


def test_the_police_are_not_the_company():
    text = "Nobody was hurt, Alder police said. The company said profits fell."
    assert speakers(text, "Alder police | said | Nobody was hurt", "The company | said | profits fell")[1] == "The company"


@pytest.mark.parametrize(("outlet", "speaker"), [("The Sunday Times", "the agency"), ("Reuters", "Reuters")])
def test_the_agency_is_no_newspaper(outlet, speaker):
    text = f"{outlet} said the bank failed. Snow was low, the agency said."
    assert speakers(text, f"{outlet} | said | the bank failed", "the agency | said | Snow was low")[1] == speaker
