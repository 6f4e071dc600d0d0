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
        ("the keeper had sold the pier", "indirect", "warned", "fact"),
        ("if nothing is done, the pier could collapse", "indirect", "noted", "prediction"),
        ("when it was open, the pier drew crowds", "indirect", "noted", "fact"),
        ("We will rebuild it", "direct", "said", "intent"),
        ("the plan is unacceptable", "direct", "said", "opinion"),
        ("the town should pay", "indirect", "said", "opinion"),
        ("the timetable was laughable", "indirect", "said", "opinion"),
        ("the timetable was printed", "indirect", "said", "fact"),
        ("the pier was closed in May", "indirect", "said", "fact"),
        ("the storm left about 80 people without a roof", "none", None, "statistic"),
        ("wounding 238", "none", None, "statistic"),
        ("the crew travelled about 500 miles", "none", None, "fact"),
        ("the mill was built in 1995", "none", None, "fact"),
        ("no plans to widen the road exist", "none", None, "fact"),
        ("the vote is to be held in May", "none", None, "prediction"),
        ("residents would then choose a name", "none", None, "prediction"),
        ("it would answer any strike", "indirect", "stated", "intent"),
        ("would answer within two days", "indirect", "stated", "intent"),
        ("the harbour will be closed on Monday", "indirect", "said", "intent"),
        ("output would rise by 12 percent", "indirect", "said", "prediction"),
        ("there were letters which would have shown it", "indirect", "said", "fact"),
        ("they had bought significant stakes", "indirect", "said", "fact"),
        ("the sum is significant", "indirect", "said", "opinion"),
        ("the islands are among the most neglected places", "indirect", "said", "opinion"),
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
