from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.article import parse_article
from factcheck.claims.cue_grammar import CueGrammarTagger
from factcheck.claims.quotations import quotations
from factcheck.claims.sentences import split_sentences
from factcheck.claims.tagging.features import FEATURE_SIZES, word_features
from factcheck.claims.tagging.nesting import inner_sentences
from factcheck.claims.tagging.windows import windows_of
from factcheck.claims.tagging.words import words_of

ARTICLE = (
    "The harbour reopened on Monday.\n\n"
    "“We lost two weeks,” said Ann Roe, who runs the port. “Nobody told us why.”\n\n"
    "The ministry said the union believes that talks will resume."
)


def features(text: str):
    article = parse_article(text, id="a")
    sentences = split_sentences(article)
    windows = list(windows_of(article.text, sentences))
    tags = CueGrammarTagger().tag(article.text, sentences)
    outer = [quotation for quotation in quotations(article) if quotation.depth == 0]
    return article.text, windows, word_features(article.text, windows, outer, tags)


def by_word(text: str, number: int) -> dict[str, list[int]]:
    text, windows, rows = features(text)
    return {text[word.start : word.end]: row.tolist() for word, row in zip(windows[number].words, rows[number], strict=True)}


def test_a_window_is_a_paragraph_with_its_sentences():
    text, windows, _ = features(ARTICLE)
    assert [window.span.of(text).split()[0] for window in windows] == ["The", "“We", "The"]
    assert len(windows[1].openings) == 2


@given(st.lists(st.sampled_from(["word", "Roe", "said.", "“Yes,”", "42", "—", "\n\n"]), max_size=900))
@settings(max_examples=30, deadline=None)
def test_every_word_of_every_sentence_stands_in_exactly_one_window(parts):
    text = "Start of it all. " + " ".join(parts)
    article = parse_article(text, id="a")
    sentences = split_sentences(article, asserting=False)
    windows = list(windows_of(article.text, sentences))
    found = [word for window in windows for word in window.words]
    assert found == [word for sentence in sentences for word in words_of(article.text, sentence.span)]
    assert all(len(window.words) <= 240 for window in windows)


def test_letter_case_is_told():
    rows = by_word("The U.S. fined NASA and McRoe 42 times. It is over.", 0)
    case = {word: row[0] for word, row in rows.items()}
    assert len({case["The"], case["fined"], case["NASA"], case["McRoe"], case["42"], case["."]}) == 6


def test_quotation_marks_and_what_they_hold_are_told():
    rows = by_word(ARTICLE, 1)
    assert rows["lost"][2] == rows["told"][2] != rows["said"][2]
    assert rows["“"][2] != rows["lost"][2]


def test_the_grammars_reading_is_told_and_what_it_nests():
    rows = by_word(ARTICLE, 2)
    assert rows["said"][4] == 2
    assert rows["believes"][4] == 4, "a cue inside a content"
    assert rows["union"][3] == 4


def test_features_stay_below_their_sizes():
    _, _, rows = features(ARTICLE)
    assert all((row < FEATURE_SIZES).all() and (row >= 1).all() for row in rows)


def test_another_paragraph_changes_no_feature_of_this_one():
    assert by_word(ARTICLE, 2) == by_word(ARTICLE.replace("The harbour reopened", "“The harbour,” he said, “reopened"), 2)


def test_only_contents_with_another_cue_are_read_again():
    article = parse_article(ARTICLE, id="a")
    sentences = split_sentences(article)
    tags = CueGrammarTagger().tag(article.text, sentences)
    outer = [tag for tag in tags if tag.cue[0].of(article.text) == "said"]
    inner = inner_sentences(article.text, outer, tags, sentences)
    assert [sentence.span.of(article.text) for sentence in inner] == ["the union believes that talks will resume"]
