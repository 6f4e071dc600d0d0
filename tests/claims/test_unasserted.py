"""What nobody is reported to have said."""

import pytest

from factcheck.claims import RuleExtractor
from factcheck.claims.base import TaggedAttribution
from factcheck.claims.unasserted import is_asserted
from factcheck.models import Article, Block, Span


def tag(text, source, cue, content):
    def at(words):
        start = text.index(words)
        return (Span(start=start, end=start + len(words)),)

    return TaggedAttribution(at(source) if source else (), at(cue), at(content))


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        ("The minister did not say that the port is shut.", "The minister", "did not say"),
        ("The minister did not say that the port is shut.", "The minister", "say"),
        ("The lock leaks, nor did she deny that the port is shut.", "she", "deny"),
        ("The clerk has never claimed that the port is shut.", "The clerk", "has never claimed"),
        ("The clerk hasn’t said that the port is shut.", "The clerk", "hasn’t said"),
        ("Suppose the mayor had said that the port is shut.", "the mayor", "had said"),
        ("Suppose the mayor had said that the port is shut.", "Suppose the mayor", "had said"),
        ("If the mayor says that the port is shut, she errs.", "the mayor", "says"),
        ("No one believes that the port is shut.", "No one", "believes"),
        ("Assuming that the port is shut, the town will suffer.", "", "Assuming"),
    ],
)
def test_what_was_not_said_or_is_only_supposed_is_nobodys(text, source, cue):
    assert not is_asserted(text, tag(text, source, cue, "that the port is shut"))


@pytest.mark.parametrize(
    ("source", "cue", "content"),
    [
        ("Lee", "refused to say", "whether the port is shut"),
        ("Lee", "refused", "to say whether the port is shut"),
        ("", "to say", "whether the port is shut"),
    ],
)
def test_what_a_source_would_not_say_is_nobodys(source, cue, content):
    text = "Ann Lee refused to say whether the port is shut."
    assert not is_asserted(text, tag(text, source, cue, content))


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        ("Lee, who was never charged, said the port is shut.", "Lee", "said"),
        ("Lee did note that the port is shut.", "Lee", "did note"),
        ("Lee not only said the port is shut but locked it.", "Lee", "said"),
        ("If nothing else, Lee said, the port is shut.", "Lee", "said"),
        ("The pier is not safe. Lee said the port is shut.", "Lee", "said"),
        ("Lee refused to leave and said the port is shut.", "Lee", "said"),
    ],
)
def test_a_negation_of_something_else_takes_nothing_away(text, source, cue):
    assert is_asserted(text, tag(text, source, cue, "the port is shut"))


class Fixed:
    """A tagger that finds one attribution, given by its words."""

    info = None

    def __init__(self, *words):
        self.words = words

    def tag(self, text, sentences):
        return [tag(text, *self.words)]


def claims(text, *words):
    article = Article(id="a", text=text, blocks=(Block(span=Span(start=0, end=len(text)), kind="paragraph"),), publisher="Example Daily")
    return [(claim.text, claim.speaker.canonical) for claim in RuleExtractor(Fixed(*words)).extract(article)]


def test_that_something_was_not_said_is_the_authors_statement():
    text = "The minister did not say that the port is shut."
    assert claims(text, "The minister", "did not say", "that the port is shut") == [(text, "Example Daily")]


def test_a_supposition_is_no_claim():
    assert claims("Suppose the mayor had said that the port is shut.", "the mayor", "had said", "that the port is shut") == []


@pytest.mark.parametrize(("cue", "content"), [("denies", "that she took the money"), ("denied", "taking the money")])
def test_a_denial_keeps_its_negation(cue, content):
    text = f"Ann Lee {cue} {content}."
    ((claim, speaker),) = claims(text, "Ann Lee", cue, content)
    assert claim.startswith(f"Ann Lee {cue} ")
    assert speaker == "Ann Lee"


def test_the_it_of_an_impersonal_cue_is_no_part_of_the_claim():
    class Impersonal:
        info = None

        def tag(self, text, sentences):
            return [TaggedAttribution((), (Span(start=3, end=10),), (Span(start=0, end=2), Span(start=11, end=len(text) - 1)))]

    text = "It is said that the lake is haunted."
    article = Article(id="a", text=text, blocks=(Block(span=Span(start=0, end=len(text)), kind="paragraph"),))
    (claim,) = RuleExtractor(Impersonal()).extract(article)
    assert (claim.text, claim.speaker.kind) == ("The lake is haunted.", "anonymous")


@pytest.mark.parametrize(
    ("cue", "content"),
    [("questioned", "whether the port is shut"), ("has questioned", "how the port is run"), ("asked", "not to be named")],
)
def test_a_question_and_a_wish_for_namelessness_are_no_claims(cue, content):
    text = f"Ann Lee {cue} {content}."
    assert not is_asserted(text, tag(text, "Ann Lee", cue, content))


def test_a_quoted_question_stays_with_who_asks():
    text = 'Ann Lee asked "Why is the port shut?"'
    assert is_asserted(text, tag(text, "Ann Lee", "asked", '"Why is the port shut?"'))


def test_whoever_thinks_outside_quotation_marks_is_the_author():
    text = "I think the eels will leave before the spring."
    assert claims(text, "I", "think", "the eels will leave before the spring") == [(text, "Example Daily")]
