from __future__ import annotations

import json
import shutil

import pytest

from factcheck.article import parse_article
from factcheck.claims.sentences import split_sentences
from factcheck.claims.taggers import load_tagger
from factcheck.encoder.adapter import shipped_adapter
from factcheck.errors import InputError, ModelError

PARAGRAPHS = [
    "The dam at Ellerby failed before dawn on Tuesday.",
    "“We had no warning at all,” said Ann Roe, who farms below it. “The water was at the door within minutes.”",
    "The water board had inspected the wall in March, according to two people familiar with the matter.",
    "A spokesman for the board declined to comment, but told reporters that an inquiry would begin this week.",
    "Mayor Jan Doe said the board believes the wall was sound.",
]


@pytest.fixture(scope="module")
def tagger():
    return load_tagger()


def tagged(tagger, *paragraphs: str) -> list[tuple[str, str, str]]:
    article = parse_article("\n\n".join(paragraphs), id="a")
    text = article.text
    return [
        tuple(" … ".join(span.of(text) for span in role) for role in attribution)
        for attribution in tagger.tag(text, split_sentences(article))
    ]


def test_who_said_what_is_found(tagger):
    found = tagged(tagger, *PARAGRAPHS)
    cues = {cue: (source, content) for source, cue, content in found}
    assert cues["said"][0]
    assert any(source.startswith("Ann Roe") and "no warning" in content and "minutes" in content for source, _, content in found)
    assert any("two people" in source and content.startswith("The water board") for source, _, content in found)
    assert any("an inquiry would begin" in content for _, _, content in found)


def test_what_a_source_says_of_another_is_found_inside(tagger):
    found = tagged(tagger, PARAGRAPHS[4])
    assert ("the board", "believes", "the wall was sound") in found
    assert any(source.endswith("Jan Doe") and "believes" in content for source, _, content in found)


def test_a_paragraph_is_read_alike_whatever_stands_around_it(tagger):
    everything = tagged(tagger, *PARAGRAPHS)
    assert [item for paragraph in PARAGRAPHS for item in tagged(tagger, paragraph)] == everything


def test_two_runs_agree(tagger):
    assert tagged(tagger, *PARAGRAPHS) == tagged(load_tagger(), *PARAGRAPHS)


def test_no_text_no_attributions(tagger):
    assert tagger.tag("", []) == []


def test_a_text_of_marks_and_a_word_without_end_are_borne(tagger):
    assert isinstance(tagged(tagger, "“" * 500 + " said " + "x" * 900 + "."), list)


def test_a_name_that_no_tagger_has_is_one_clear_line():
    with pytest.raises(InputError, match="no tagger is called 'best': use neural"):
        load_tagger("best")


def test_an_adapter_for_another_task_is_refused(tmp_path):
    shipped = shipped_adapter("entailment").directory
    shutil.copytree(shipped, tmp_path / "wrong")
    with pytest.raises(ModelError, match="other labels"):
        load_tagger(f"adapter:{tmp_path / 'wrong'}")
    card = json.loads((shipped_adapter("attribution").directory / "card.json").read_text())
    (tmp_path / "wrong" / "card.json").write_text(json.dumps(card))
    with pytest.raises(ModelError, match="does not fit"):
        load_tagger(f"adapter:{tmp_path / 'wrong'}")
