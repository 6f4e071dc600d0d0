"""What is weighed is not ten printings of one report; all documents here are made up."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

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


def test_copies_of_one_report_leave_places_for_what_others_found_out():
    assert names(spread([[*COPIES, *OWN]], [()], k=10)[0]) == [f"copy{number}" for number in range(8)] + ["council", "rival"]
    assert names(spread([[*COPIES[:6], *OWN]], [()], k=5)[0]) == ["copy0", "copy1", "copy2", "council", "rival"]


def test_without_others_the_best_stay():
    assert names(spread([COPIES], [()], k=10)[0]) == [f"copy{number}" for number in range(10)]
    assert spread([[]], [()], k=10) == [[]]


def test_later_developments_share_one_allowance():
    texts = [
        "A tug sank.",
        "The mayor resigned over it.",
        "A museum opens in the old terminal.",
        "Cranes were sold.",
        "Ferries sail from Odde.",
    ]
    later = [evidence(f"later{number}", text, f"Weekly {number}", dt.date(2025, 9, 1)) for number, text in enumerate(texts)]
    assert names(spread([[*later, *OWN]], [()], k=4, as_of=DAY)[0]) == ["later0", "later1", "council", "rival"]
    assert names(spread([[*later, *OWN]], [()], k=4)[0]) == ["later0", "later1", "later2", "later3"]


@given(st.permutations([*COPIES, *OWN]), st.integers(1, 20))
def test_nothing_is_lost_doubled_or_put_in_another_order(found, k):
    (chosen,) = spread([found], [()], k=k)
    assert len(chosen) == min(k, len(found))
    places = [found.index(one) for one in chosen]
    assert places == sorted(set(places))
    assert found[0] in chosen
