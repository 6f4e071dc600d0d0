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


@pytest.mark.parametrize(
    ("name", "kind", "text"),
    [
        ("Viktor Orban", "person", f'"{QUOTE}," Viktor Orbán said.'),
        ("Kim Jong Un", "person", f'"{QUOTE}," Kim Jong-un said.'),
        ("Mara Vance", "person", f'"{QUOTE}," MARA VANCE said.'),
        ("Volodymyr Zelensky", "person", f'"{QUOTE}," said Volodymyr Zelenskyy.'),
        ("Recep Tayyip Erdogan", "person", f'"{QUOTE}," Erdoğan said.'),
        ("Xi Jinping", "person", f'"{QUOTE}," Xi said.'),
        ("Lee Hsien Loong", "person", f'"{QUOTE}," Mr Lee said.'),
        ("Keir Starmer", "person", f'"{QUOTE}," Sir Keir said.'),
        ("Robert F. Kennedy Jr.", "person", f'"{QUOTE}," Kennedy said.'),
        ("WHO", "organization", f'"{QUOTE}," the World Health Organisation said.'),
        ("Ministry of Defence", "organization", f'"{QUOTE}," the Defence Ministry said.'),
        ("Tesla Inc.", "organization", f'"{QUOTE}," Tesla said.'),
        ("Amnesty International", "organization", f'"{QUOTE}," Amnesty said.'),
        ("Bill Thornton", "person", f'"{QUOTE}," William Thornton said.'),
    ],
)
def test_a_source_is_known_however_its_name_is_spelled(said, name: str, kind: str, text: str) -> None:
    assert said(text, source=Source(name=name, canonical=name, kind=kind, named=True)).label == "verbatim"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Joe Biden", f'Joe Biden was there. "{QUOTE}," Jill Biden said.'),
        ("Donald Trump", f'Donald Trump was there. "{QUOTE}," Melania Trump said.'),
        ("Donald Trump", f'Donald Trump was there. "{QUOTE}," Donald Trump Jr. said.'),
        ("Donald Trump", f'Donald Trump was there. "{QUOTE}," said Trump adviser Stephen Miller.'),
        ("Donald Trump", f'Donald Trump was there. Critics of Trump such as Stephen Miller said: "{QUOTE}."'),
        ("Donald Trump", f'Donald Trump was there. The Trump administration’s envoy, Steve Witkoff, said: "{QUOTE}."'),
        ("Mara Vance", f'Mara Vance was there. Vance’s spokesman, Jon Pike, said: "{QUOTE}."'),
        ("Mara Vance", f'Mara Vance was there. "{QUOTE}," said Mayor Ida Roe, a Vance ally.'),
    ],
)
def test_a_namesake_and_an_aide_are_not_the_source(said, name: str, text: str) -> None:
    assert said(text, source=Source(name=name, canonical=name, kind="person", named=True)).label != "verbatim"


def test_a_slip_of_spelling_makes_nobody_else(said) -> None:
    source = Source(name="Sergei Lavrenko", canonical="Sergei Lavrenko", kind="person", named=True)
    assert said(f'"{QUOTE}," said Sergei Lavrinko.', source=source).label != "misattributed"


def test_own_words_and_other_names_beside_a_surname_leave_the_source(said) -> None:
    assert said(f'Mara Vance’s statement said: "{QUOTE}."').label == "verbatim"
    assert said(f'"{QUOTE}," Democrat Vance said.').label == "verbatim"


def test_part_of_the_quoted_words_is_called_a_part(said) -> None:
    whole = said(f'Mara Vance said: "{QUOTE}."')
    assert "the quoted words of Mara Vance" in whole.explanation
    part = said(f'Mara Vance said: "{QUOTE}."', quote=f"{QUOTE}, and the harbour with all of its cranes and sheds after that")
    assert "part of the quoted words" in part.explanation


def test_a_name_that_ends_in_a_stop_ends_the_sentence(said) -> None:
    source = Source(name="Tesla Inc.", canonical="Tesla Inc.", kind="organization", named=True)
    assert said("Nobody came.", source=source).explanation.endswith("names Tesla Inc.")


def test_a_pronoun_after_two_people_is_nobody_s(said) -> None:
    assert said(f'Ida Roe of the Valley Wire asked Mara Vance about the harbour. "{QUOTE}," she replied.').label != "misattributed"


def test_quoted_as_saying_is_a_verb_of_saying(said) -> None:
    assert said(f'"{QUOTE}," Vance was quoted as saying by Ida Roe.').label == "verbatim"
