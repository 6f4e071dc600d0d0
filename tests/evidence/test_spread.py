"""What is weighed is not ten printings of one report; all documents here are made up."""

import datetime as dt
import math

from hypothesis import given
from hypothesis import strategies as st

from factcheck.evidence.origins import trace_passages
from factcheck.evidence.spread import spread
from factcheck.models import Evidence, Passage, Span

STORY = "The port of Lindholm will close its old terminal in May because the quay is sinking, the Harbour Gazette reported on Monday."
DAY = dt.date(2025, 6, 20)


def evidence(name, text, publisher, date=DAY, score=0.5):
    passage = Passage(
        id=f"{name}#0",
        document_id=name,
        span=Span(start=0, end=len(text)),
        text=text,
        publisher=publisher,
        date=date,
        title=f"Title of {name}",
    )
    return Evidence(passage=passage, score=score, cosine=score)


def names(found):
    return [one.passage.document_id for one in found]


COPIES = [evidence(f"copy{number}", STORY, f"Paper {number}") for number in range(12)]
OWN = [
    evidence("council", "Minutes of the council: the terminal shall be closed on 4 May.", "City of Lindholm"),
    evidence("rival", "Divers found cracks under the quay, a report by the builder says.", "Coast Radio"),
]


def chosen(found, k, uncounted=()):
    return names(spread(found, trace_passages([one.passage for one in found]), k=k, uncounted=uncounted))


def test_copies_of_one_report_leave_places_for_what_others_found_out():
    assert chosen([*COPIES, *OWN], 10) == [f"copy{number}" for number in range(8)] + ["council", "rival"]
    assert chosen([*COPIES[:6], *OWN], 5) == ["copy0", "copy1", "copy2", "council", "rival"]


def test_without_others_the_best_stay():
    assert chosen(COPIES, 10) == [f"copy{number}" for number in range(10)]
    assert chosen([], 10) == []


def test_what_is_far_from_the_claim_takes_no_better_ones_place():
    far = [evidence(f"far{number}", f"Goats climb hill {number}.", f"Farm {number}", score=0.2) for number in range(5)]
    assert chosen([*COPIES, *far], 10) == [f"copy{number}" for number in range(10)]


def test_what_cannot_count_shares_one_allowance():
    texts = ["A tug sank.", "The mayor resigned over it.", "A museum opens in the old terminal.", "Cranes were sold."]
    later = [evidence(f"later{number}", text, f"Weekly {number}", dt.date(2025, 9, 1)) for number, text in enumerate(texts)]
    found = [*later, *OWN]
    assert chosen(found, 4, {one.passage.id for one in later}) == ["later0", "later1", "council", "rival"]
    assert chosen(found, 4) == ["later0", "later1", "later2", "later3"]


@given(st.permutations([*COPIES, *OWN]), st.integers(1, 20))
def test_nothing_is_lost_doubled_or_put_in_another_order(found, k):
    picked = chosen(found, k)
    assert len(picked) == min(k, len(found))
    places = [names(found).index(one) for one in picked]
    assert places == sorted(set(places))
    assert names(found)[0] in picked
    copies = sum(name.startswith("copy") for name in picked)
    # What the two others leave is filled with copies again.
    assert copies <= max(math.ceil(0.4 * k), k - len(OWN))
