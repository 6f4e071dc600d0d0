"""What was known when: an article of the archive checked against the evidence of its day."""

from __future__ import annotations

import datetime as dt

import pytest

from factcheck.models import Probabilities, Source
from factcheck.verdict import judge

OLD = dt.date(2021, 5, 1)
SENTENCE = "The old pier of Alder is still open to boats."
DENIED = "The old pier of Alder is closed to boats for good."
FOUND = "Inspectors of Lindby found the old pier of Alder open to boats."


class Reads:
    name = "reads"
    sha256 = "0" * 64

    def verify(self, pairs, *, progress=None):
        says = Probabilities(supports=0.95, refutes=0.01, nei=0.04)
        denies = Probabilities(supports=0.01, refutes=0.95, nei=0.04)
        return [denies if "closed" in text else says for _, text in pairs]


@pytest.fixture
def judged(article, claim, evidence):
    def run(as_of: dt.date | None, *, source: Source | None = None):
        a = article(SENTENCE, date=OLD)
        found = [
            evidence(FOUND, id="before", date=dt.date(2021, 4, 20), publisher="Lindby Post"),
            evidence(DENIED, id="after", date=dt.date(2022, 1, 9), publisher="Fjord Echo"),
        ]
        return judge(a, [claim(a, source=source)], [found], Reads(), as_of=as_of)[0]

    return run


def test_the_archive_is_judged_by_what_was_known(judged) -> None:
    result = judged(OLD)
    assert (result.verdict.label, result.verdict.passage_ids) == ("supported", ("before#0",))
    later = result.assessments[1]
    assert later.relation == "neutral"
    assert later.excluded == "a later development: published after 2021-05-01"


def test_checked_as_of_a_later_day_the_later_passage_counts(judged) -> None:
    result = judged(dt.date(2022, 6, 1))
    assert result.assessments[1].excluded is None
    assert result.verdict.label != "supported"


def test_a_later_passage_shows_nobody_to_have_said_so(article, claim, evidence) -> None:
    roe = Source(name="Ida Roe", canonical="Ida Roe", kind="person", named=True)
    a = article(f"Ida Roe said: {SENTENCE}", date=OLD)
    late = evidence("Ida Roe told the Echo that boats may still use the old pier of Alder.", date=dt.date(2022, 1, 9))
    for as_of, label in ((OLD, "not_found"), (dt.date(2022, 6, 1), "paraphrased")):
        (result,) = judge(a, [claim(a, SENTENCE, source=roe)], [[late]], Reads(), as_of=as_of)
        assert result.attribution is not None
        assert result.attribution.label == label
