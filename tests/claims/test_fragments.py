"""Sentences from fragments of attributed content."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.claims.fragments import completed, punctuated
from factcheck.models import Source


def source(name, kind="organization"):
    return Source(name=name, canonical=name, kind=kind, named=True)


@pytest.mark.parametrize(
    ("words", "speaker", "cue", "expected"),
    [
        ("to keep raising fees", source("Delgado administration"), "promised", "the Delgado administration will keep raising fees"),
        ("to fight the ruling", source("Ann Roe", "official"), "has vowed", "Ann Roe will fight the ruling"),
        ("to comment", source("Ostara"), "declined", "Ostara will not comment"),
        ("to strike", source("the union"), "threatened", "the union threatens to strike"),
        ("to blork the mill", source("the union"), "threatened", "the union threatens to blork the mill"),
        ("to strike", source("the union"), "had threatened", "the union had threatened to strike"),
        ("to leave the pier", source("officials", "anonymous"), "asked residents", "officials want others to leave the pier"),
        ("to own the mill", source("Ann Roe", "person"), "claims", "Ann Roe claims to own the mill"),
        (
            "new mines in the north",
            source("KOR Copper"),
            "have already announced",
            "KOR Copper have already announced new mines in the north",
        ),
        ("the pier is closed", source("Ann Roe", "person"), "confirmed", "the pier is closed"),
        ("charging too much", source("critics", "anonymous"), "criticised it for", "charging too much"),
    ],
)
def test_a_fragment_gets_its_subject_and_the_verb_that_its_cue_implies(words, speaker, cue, expected):
    assert completed(words, speaker, cue) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ('the port serves "the common interest."', 'The port serves "the common interest."'),
        ('the port serves "the common interest.".', 'The port serves "the common interest."'),
        ("the port is closed..", "The port is closed."),
        ('the port was "safe', "The port was safe."),
        ("the port was “safe", "The port was safe."),
        ("the port was ”safe“", "The port was safe."),
        ("the port was “safe”", "The port was “safe”."),
        ("'No eel was seen,'", "No eel was seen."),
        ("They saw no eel.'", "They saw no eel."),
        ("the eels were 'on their knees'", "The eels were 'on their knees'."),
        ("'safe' is what the eels' keeper calls it", "'safe' is what the eels' keeper calls it."),
        ("who would have thought?", "Who would have thought?"),
    ],
)
def test_a_sentence_has_one_stop_and_paired_quotation_marks(words, expected):
    assert punctuated(words) == expected


@given(st.text(alphabet='ab ."“”!?', min_size=1, max_size=60).filter(lambda words: any(map(str.isalpha, words))))
def test_no_text_ends_in_two_stops_or_leaves_a_quotation_open(words):
    text = punctuated(words)
    assert text.count('"') % 2 == 0
    assert text.count("“") == text.count("”")
    assert not text.endswith(('.".', '?".', ".”."))
