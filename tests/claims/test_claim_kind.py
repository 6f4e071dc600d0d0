"""Kind of a claim, and the screening of what states nothing."""

import pytest

from factcheck.claims.base import Sentence, TaggedAttribution
from factcheck.claims.chains import Reported
from factcheck.claims.claim_kind import kind_of
from factcheck.claims.quotations import find_quotations
from factcheck.claims.quoted import QuotedText
from factcheck.claims.screening import screened
from factcheck.models import Attribution, Source, Span

SOURCE = Source(name="the board", canonical="the board", kind="organization", named=True)


def reported(cue):
    return Reported(content=(), chain=(Attribution(source=SOURCE),), extents=(), cue=cue, position=0)


@pytest.mark.parametrize(
    ("text", "mode", "cue", "kind"),
    [
        ("The pier was closed in May", "none", None, "fact"),
        ("Prices rose by 12 percent", "none", None, "statistic"),
        ("The council is to vote on the plan", "none", None, "intent"),
        ("The tide will rise tonight", "none", None, "prediction"),
        ("the company will hire forty people", "indirect", "said", "intent"),
        ("the pier could collapse", "indirect", "warned", "prediction"),
        ("We will rebuild it", "direct", "said", "intent"),
        ("the plan is unacceptable", "direct", "said", "opinion"),
        ("the town should pay", "indirect", "said", "opinion"),
        ("the timetable was laughable", "indirect", "said", "opinion"),
        ("the timetable was printed", "indirect", "said", "fact"),
        ("the pier was closed in May", "indirect", "said", "fact"),
    ],
)
def test_kind_follows_from_wording_and_cue(text, mode, cue, kind):
    assert kind_of(text, mode, None if cue is None else reported(cue)) == kind


def keep(text, source, cue, content):
    def at(words):
        start = text.index(words)
        return Span(start=start, end=start + len(words))

    whole = Span(start=0, end=len(text))
    tag = TaggedAttribution((at(source),), (at(cue),), (at(content),))
    return bool(screened(text, [tag], QuotedText(find_quotations(text, [whole])), [Sentence(whole, 0)]))


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "kept"),
    [
        ("The board said the pier was closed.", "The board", "said", "the pier was closed", True),
        ("The board heard of the closure.", "The board", "heard", "of the closure", False),
        ("The board called it “a scandal for the town”.", "The board", "called", "“a scandal for the town”", True),
        ("The board asked the town to pay.", "The board", "asked", "the town to pay", True),
        ("The board plans to pay.", "The board", "plans", "to pay", False),
        ("The board denied the allegations.", "The board", "denied", "the allegations", True),
    ],
)
def test_only_statements_are_kept(text, source, cue, content, kept):
    assert keep(text, source, cue, content) is kept
