"""Transcripts, and lists that somebody introduces."""

from factcheck.claims import RuleExtractor
from factcheck.models import Article, Block, Span


class Nothing:
    """A tagger that finds nothing."""

    info = None

    def tag(self, text, sentences):
        return []


def claims(*paragraphs, items=()):
    blocks, start = [], 0
    for number, paragraph in enumerate(paragraphs):
        kind = "list_item" if number in items else "paragraph"
        blocks.append(Block(span=Span(start=start, end=start + len(paragraph)), kind=kind))
        start += len(paragraph) + 2
    article = Article(id="a", text="\n\n".join(paragraphs), blocks=tuple(blocks), publisher="Example Daily")
    return [(claim.quote, claim.speaker.canonical) for claim in RuleExtractor(Nothing()).extract(article)]


def test_a_labelled_paragraph_is_all_its_speakers():
    found = claims("IDA ROE: The bridge was never inspected. The town knew it for years.", "JON BRANDT: The town has paid twice.")
    assert found == [
        ("The bridge was never inspected", "Ida Roe"),
        ("The town knew it for years", "Ida Roe"),
        ("The town has paid twice", "Jon Brandt"),
    ]


def test_a_surname_that_comes_again_is_a_label():
    found = claims("Ida Roe: We knew the bridge was weak.", "Q: Since when?", "Roe: The bridge was weak in May.")
    assert [speaker for _, speaker in found] == ["Ida Roe", "Ida Roe"]


def test_questions_in_a_transcript_are_no_claims():
    assert claims("IDA ROE: Was the bridge inspected?", "JON BRANDT: The bridge was inspected twice.") == [
        ("The bridge was inspected twice", "Jon Brandt")
    ]


def test_a_list_of_people_is_the_authors():
    found = claims("Ida Roe: Roe was the first to open a mill.", "Jon Brandt: He has run the port for years.")
    assert {speaker for _, speaker in found} == {"Example Daily"}


def test_what_names_nobody_is_no_label():
    found = claims("UPDATE: The bridge was opened in May.", "CORRECTION: The bridge was opened in June.")
    assert {speaker for _, speaker in found} == {"Example Daily"}


def test_a_list_is_of_whom_the_sentence_before_it_names():
    found = claims("The report found three faults:", "The beams were old.", "The bolts were loose.", "That was in May.", items=(1, 2))
    assert [speaker for _, speaker in found] == ["report", "report", "Example Daily"]


def test_not_every_verb_hands_a_list_on():
    found = claims("The town has two mills:", "The old mill was sold.", items=(1,))
    assert found[-1] == ("The old mill was sold", "Example Daily")
