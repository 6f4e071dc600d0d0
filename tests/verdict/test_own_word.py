"""The claim's own source, heard once more, is no support."""

from __future__ import annotations

import pytest

from factcheck.models import Probabilities, Source
from factcheck.verdict import judge

ROE = Source(name="Ida Roe", canonical="Ida Roe", kind="person", named=True)
NORVIK = Source(name="Norvik", canonical="Norvik", kind="organization", named=True)
OFFICIAL = Source(name="a Harbour Office official", canonical="a Harbour Office official", kind="anonymous", named=False)
NORWAY = Source(name="Norway", canonical="Norway", kind="organization", named=True)
DIVERS = Source(name="Salvage divers", canonical="salvage divers", kind="anonymous", named=False)
OFFICIALS = Source(name="two officials", canonical="two officials", kind="anonymous", named=False)


class Agrees:
    name = "agrees"
    sha256 = "0" * 64

    def verify(self, pairs, *, progress=None):
        return [Probabilities(supports=0.95, refutes=0.01, nei=0.04) for _ in pairs]


@pytest.fixture
def judged(article, claim, evidence):
    def run(source: Source, text: str, **options: object):
        a = article(f"{source.name} said the new ferry is safe for the fjord.")
        c = claim(a, "the new ferry is safe for the fjord", text="The new ferry is safe for the fjord.", source=source)
        return judge(a, [c], [[evidence(text, **options)]], Agrees())[0]

    return run


@pytest.mark.parametrize(
    ("source", "text", "options"),
    [
        (ROE, "Ida Roe told the Courier that the new ferry is safe for the fjord.", {}),
        (NORVIK, "According to Norvik, the new ferry is safe for the fjord.", {}),
        (ROE, "Ida Roe came to Alder and said much. She said the new ferry is safe for the fjord.", {}),
        (ROE, "“The new ferry is safe for the fjord,” said the naval architect Ida Roe.", {}),
        (ROE, "“The new ferry is safe for the fjord,” said Norvik’s chief naval architect Dr. Ida Roe.", {}),
        (ROE, "“The new ferry is safe for the fjord,” said Norvik CEO Ida Roe.", {}),
        (DIVERS, "“The new ferry is safe for the fjord,” said the divers.", {}),
        (ROE, "Naval architect Ida Roe warned of haste. “The new ferry is safe for the fjord,” she said.", {}),
        (ROE, "Ida Roe told pupils not to worry. It was no lecture. “The new ferry is safe for the fjord.”", {}),
        (DIVERS, "The divers said that the new ferry is safe for the fjord.", {}),
        (NORVIK, "Norvik says the new ferry is safe for the fjord.", {}),
        (NORVIK, "The new ferry is safe for the fjord.", {"publisher": "Norvik"}),
        (OFFICIAL, "Harbour Office officials say the new ferry is safe for the fjord.", {}),
        (NORWAY, "A Transport Ministry spokesperson said the new ferry is safe for the fjords of Norway.", {}),
    ],
)
def test_a_party_s_word_about_its_own_claim_supports_nothing(judged, source: Source, text: str, options) -> None:
    result = judged(source, text, **options)
    assert result.assessments[0].dependent is not None
    assert source.canonical in result.assessments[0].dependent
    assert result.verdict.label == "not_enough_evidence"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (ROE, "The new ferry is safe for the fjord, inspectors of Lindby found. Ida Roe was not there."),
        (NORVIK, "Inspectors found the new ferry of Norvik safe for the fjord."),
        (OFFICIAL, "Inspectors found the new ferry safe for the fjord."),
        (ROE, "Ida Roe told pupils not to worry. Then Ole Brandt spoke. “The new ferry is safe for the fjord.”"),
        (ROE, "Ida Roe told pupils not to worry. Ole Brandt looked again; he said the new ferry is safe for the fjord."),
        (ROE, "“The new ferry is safe for the fjord,” said Ole Brandt of Ida Roe’s own plan."),
        (ROE, "“The new ferry is safe for the fjord,” said an inspector to Ida Roe."),
        (DIVERS, "Inspectors found the new ferry safe for the fjord, long after the divers had left."),
        (
            OFFICIALS,
            "It has been tried in all weathers. Officials in Lindby told the Courier on Monday: for the fjord the new ferry is safe.",
        ),
        (NORWAY, "Inspectors from Lindby found the new ferry safe for the fjords of Norway."),
    ],
)
def test_somebody_else_who_finds_the_same_does(judged, source: Source, text: str) -> None:
    result = judged(source, text)
    assert result.assessments[0].dependent is None
    assert result.verdict.label == "supported"


@pytest.mark.parametrize(
    ("source", "text"),
    [(NORWAY, "Norway and its economy. Government {leader} 12"), (NORVIK, "Works cited {leader} one two three Norvik sails.")],
)
def test_a_dotted_line_is_read_in_no_time_that_matters(judged, source: Source, text: str) -> None:
    result = judged(source, text.format(leader="." * 400))
    assert result.assessments[0].dependent is None
