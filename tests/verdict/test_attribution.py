"""Who said it: a quotation counts for its speaker, not for everybody whom the passage names."""

from __future__ import annotations

import datetime as dt

import pytest

from factcheck.models import Probabilities, Source
from factcheck.verdict import judge

VANCE = Source(name="Mara Vance", canonical="Mara Vance", kind="person", named=True)
QUOTE = "We will rebuild the old pier before winter"


class Agrees:
    name = "agrees"
    sha256 = "0" * 64

    def verify(self, pairs, *, progress=None):
        return [Probabilities(supports=0.9, refutes=0.0, nei=0.1) for _ in pairs]


@pytest.fixture
def said(article, claim, evidence):
    def run(*texts: str, quote: str = QUOTE, source: Source = VANCE, **options: object):
        a = article(f'{source.name} said: "{quote}."')
        c = claim(a, quote, source=source, mode="direct")
        found = [evidence("Nothing else happened in the long week. " + text, id=f"d{n}", **options) for n, text in enumerate(texts)]
        (judgement,) = judge(a, [c], [found], Agrees())
        assert judgement.attribution is not None
        return judgement.attribution

    return run


@pytest.mark.parametrize(
    "text",
    [
        f'Ida Roe said: "{QUOTE}." Mara Vance opposed her plan.',
        f'"{QUOTE}," said Ida Roe, who beat Mara Vance in May.',
        f'"{QUOTE}," Ida Roe told Mara Vance.',
        f'After Mara Vance had left, Ida Roe said: "{QUOTE}."',
        f'Mara Vance is wrong, Ida Roe said. "{QUOTE}."',
        f'Mara Vance walked out. Ida Roe stayed. "{QUOTE}," she said.',
        f'"It is late. {QUOTE}. We have the money," said Ida Roe. Mara Vance was not there.',
    ],
)
def test_words_that_a_passage_gives_to_another_are_not_the_source_s_though_it_is_named(said, text: str) -> None:
    result = said(text)
    assert result.label == "misattributed"
    assert "Ida Roe" in result.explanation


@pytest.mark.parametrize(
    "text",
    [
        f'Mara Vance said: "{QUOTE}." Ida Roe opposed her plan.',
        f'"{QUOTE}," Vance told Ida Roe.',
        f'"{QUOTE}," said Mara Vance, who beat Ida Roe in May.',
        f'In New Harbour, Vance wrote: "{QUOTE}."',
        f'Mara Vance came to town. "{QUOTE}," she said.',
        f'"It is late," Vance said. "{QUOTE}."',
        f'According to Mara Vance, "{QUOTE}".',
        f'Vance, the mayor of Port Alder, said: "{QUOTE}."',
    ],
)
def test_the_speaker_is_found_in_the_sentence_of_the_quotation_or_beside_it(said, text: str) -> None:
    assert said(text).label == "verbatim"


def test_according_to_somebody_else_it_is_theirs(said) -> None:
    result = said(f"Mara Vance came to the meeting. According to Ida Roe, “{QUOTE}”.")
    assert (result.label, "Ida Roe" in result.explanation) == ("misattributed", True)


def test_another_passage_with_the_right_speaker_decides(said) -> None:
    result = said(f'Ida Roe said: "{QUOTE}." Mara Vance opposed her plan.', f'Mara Vance said: "{QUOTE}."')
    assert (result.label, result.passage_ids) == ("verbatim", ("d1#0",))


def test_an_institution_speaks_through_people(said) -> None:
    agency = Source(name="Ports Agency", canonical="Ports Agency", kind="organization", named=True)
    assert said(f'"{QUOTE}," said Ida Roe, who speaks for the Ports Agency.', source=agency).label == "verbatim"
    assert said(f'"{QUOTE}."', source=agency, publisher="Ports Agency").label == "verbatim"


def test_an_agreeing_piece_does_not_hide_an_altered_one(article, claim, evidence) -> None:
    a = article('Mara Vance said: "We will rebuild the old pier before winter," and added: "Nobody in this town has to pay for it at all."')
    c = claim(a, a.text.removeprefix("Mara Vance said: "), source=VANCE, mode="mixed")
    text = 'Mara Vance said: "We will rebuild the old pier before winter." She added: "Everybody in this town has to pay for it at all."'
    around = "The council met for three hours in the old school, and few of those who came had read the papers. "
    (judgement,) = judge(a, [c], [[evidence(around + text)]], Agrees())
    assert judgement.attribution is not None
    assert judgement.attribution.label == "altered"


def test_a_short_common_phrase_in_another_mouth_decides_nothing(said) -> None:
    result = said('"Nothing has changed," said Ida Roe. Mara Vance was silent.', quote="Nothing has changed")
    assert result.label == "not_found"


def test_a_passage_that_does_not_count_and_names_the_source_is_told(article, claim, evidence) -> None:
    a = article(f'Mara Vance said: "{QUOTE}."')
    c = claim(a, QUOTE, source=VANCE, mode="direct")
    later = evidence("Mara Vance came to the pier with her friends.", date=dt.date(2024, 6, 1))
    (judgement,) = judge(a, [c], [[later]], Agrees(), as_of=a.date)
    assert judgement.attribution is not None
    assert judgement.attribution.explanation.startswith(
        "No passage that counts names Mara Vance: Valley Wire (June 1, 2024) does, and is a later"
    )


def test_a_source_that_has_no_name_is_not_said_to_be_unnamed_in_the_evidence(said) -> None:
    company = Source(name="the company", canonical="the company", kind="spokesperson", named=True)
    assert said("The pier is old.", source=company).explanation == "No passage found shows that the company said so."


def test_an_institution_is_known_by_its_name_in_another_order(said) -> None:
    ministry = Source(name="the health ministry", canonical="the health ministry", kind="organization", named=True)
    assert said(f"“{QUOTE}.”", source=ministry, publisher="Ministry of Health").label == "verbatim"
