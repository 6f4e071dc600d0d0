"""When a passage tells a statement in other words, though the verifier is not sure of it."""

from __future__ import annotations

import datetime as dt

import pytest

from factcheck.models import Attribution, Probabilities, Source
from factcheck.verdict import judge
from factcheck.verdict.closeness import closeness, tells
from factcheck.verdict.mentions import findable, mentions, same_government, speaks

TIMES = Source(name="The Harbour Times", canonical="The Harbour Times", kind="outlet", named=True)
PEOPLE = Source(name="people familiar with the plan", canonical="people familiar with the plan", kind="anonymous", named=False)
SAID = "The port will end the fee waiver for fishing boats"
RELAYED = "The Harbour Times reported that the fee waiver for fishing boats is to go, AlderNews wrote."


class Unsure:
    """A verifier that never reaches one half."""

    name = "unsure"
    sha256 = "0" * 64

    def __init__(self, supports: float = 0.3, refutes: float = 0.2) -> None:
        self.reading = Probabilities(supports=supports, refutes=refutes, nei=round(1 - supports - refutes, 4))

    def verify(self, pairs, *, progress=None):
        return [self.reading for _ in pairs]


@pytest.fixture
def said(article, claim, evidence):
    def run(text: str, *chain: Source, quote: str = SAID, verifier=None, **options: object):
        a = article(f"{chain[-1].name} said: {quote}.")
        c = claim(a, quote, source=chain[-1]).model_copy(update={"chain": tuple(Attribution(source=s) for s in chain)})
        (judgement,) = judge(a, [c], [[evidence(text, **options)]], verifier or Unsure())
        assert judgement.attribution is not None
        return judgement.attribution

    return run


def test_a_passage_that_relays_the_outlet_shows_that_it_said_so(said) -> None:
    result = said(RELAYED, TIMES, PEOPLE)
    assert result.label == "paraphrased"
    assert result.passage_ids == ("d1#0",)
    assert "tells of it in other words" in result.explanation


@pytest.mark.parametrize(
    ("text", "verifier", "options"),
    [
        ("The Harbour Times reported that the ferry to Lindby has a new captain.", Unsure(), {}),  # something else
        ("The fee waiver for fishing boats is to go.", Unsure(), {}),  # nobody says whose report it is
        (RELAYED, Unsure(supports=0.05), {}),  # the verifier rules it out
        (RELAYED, Unsure(supports=0.3, refutes=0.6), {}),  # it says otherwise
        (RELAYED, Unsure(), {"date": dt.date(2022, 1, 5)}),  # an older report
    ],
)
def test_what_shows_nothing_of_the_statement_leaves_it_not_found(said, text: str, verifier, options) -> None:
    assert said(text, TIMES, PEOPLE, verifier=verifier, **options).label == "not_found"


def test_a_sure_verifier_needs_no_words_in_common_and_no_date(said) -> None:
    text = "The Harbour Times wrote that trawlers lose a privilege."
    assert said(text, TIMES, verifier=Unsure(supports=0.8, refutes=0.1), date=dt.date(2019, 1, 5)).label == "paraphrased"


def test_a_company_that_is_only_named_has_not_spoken(said) -> None:
    firm = Source(name="Norvik", canonical="Norvik", kind="organization", named=True)
    assert said("The port will end the fee waiver that fishing boats of Norvik enjoy.", firm).label == "not_found"
    assert (
        said("Skippers of fishing boats lose their fee waiver, and the port gains by its end, Norvik said on Monday.", firm).label
        == "paraphrased"
    )


def test_somebody_unnamed_of_a_named_institution_can_be_found(said) -> None:
    voice = Source(name="a Harbour Office official", canonical="a Harbour Office official", kind="anonymous", named=False)
    assert findable(voice)
    assert said("Harbour Office officials described the end of the fee waiver for fishing boats as settled.", voice).label == "paraphrased"
    assert said("The fee waiver for fishing boats ends, says the report of the mayor.", voice).label == "not_found"


@pytest.mark.parametrize("name", ["people familiar with the plan", "Industry insiders", "Sources"])
def test_nobody_in_particular_cannot_be_found(name: str) -> None:
    assert not findable(Source(name=name, canonical=name, kind="anonymous", named=False))


def test_a_voice_of_the_same_government_counts_for_its_ministry(said, passage) -> None:
    ministry = Source(
        name="Norway's Ministry of Fisheries spokesperson",
        canonical="Norway's Ministry of Fisheries spokesperson",
        kind="spokesperson",
        named=False,
    )
    assert same_government(ministry, passage("The Norwegian release says the waiver ends."))
    assert not same_government(ministry, passage("The Danish release says the waiver ends."))
    result = said("Norway's release says the port is to end the fee waiver for fishing boats.", ministry)
    assert result.label == "paraphrased"
    assert "government" in result.explanation


def test_the_nearest_passage_decides_whether_a_detail_was_altered(article, claim, evidence) -> None:
    a = article("The Harbour Times said: The port of Alder sold 40 fishing boats to Norvik in May.")
    c = claim(a, "The port of Alder sold 40 fishing boats to Norvik in May", source=TIMES)
    near = evidence("The Harbour Times reported that the port of Alder sold 60 fishing boats to Norvik in May.", id="near")
    far = evidence("The Harbour Times reported on the fishing boats of Alder.", id="far")
    (judgement,) = judge(a, [c], [[far, near]], Unsure(supports=0.4))
    assert judgement.attribution is not None
    assert (judgement.attribution.label, judgement.attribution.passage_ids) == ("altered", ("near#0",))


def test_closeness_grows_with_words_support_and_details(article, claim, evidence) -> None:
    a = article("The port of Alder sold 40 boats.")
    c = claim(a)
    texts = ("It rained.", "The port is old.", "The port of Alder sold boats.", "The port of Alder sold 40 boats.")
    assessed = [judge(a, [c], [[evidence(text)]], Unsure())[0].assessments[0] for text in texts]
    values = [closeness(c, x) for x in assessed]
    assert values == sorted(values)
    assert values[0] < values[-1] <= 1
    assert not tells(c, assessed[0], a.date)
    assert tells(c, assessed[-1], a.date)


def test_who_speaks_and_who_is_only_named(passage) -> None:
    roe = Source(name="Ida Roe", canonical="Ida Roe", kind="person", named=True)
    for text in ("Ida Roe, the mayor, said it was late.", "The paper quotes the mayor Ida Roe on it.", "Ida Roe's remarks were brief."):
        assert mentions(roe, passage(text))
        assert speaks(roe, ("Ida Roe",), passage(text))
    assert not speaks(roe, ("Ida Roe",), passage("Ida Roe lives in Alder. The pier is closed."))
