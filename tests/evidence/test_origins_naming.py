"""Where running text names a source, however it spells the name."""

from __future__ import annotations

import time

import pytest

from factcheck.evidence.origins.names import forms_of
from factcheck.evidence.origins.naming import named_at


@pytest.mark.parametrize(
    ("name", "kind", "text", "named"),
    [
        ("Viktor Orban", "person", "“No,” Orbán said.", "Orbán"),
        ("Pedro Sánchez", "person", "Sanchez said no.", "Sanchez"),
        ("Recep Tayyip Erdogan", "person", "Erdoğan said no.", "Erdoğan"),
        ("Kim Jong Un", "person", "Kim Jong-un said no.", "Kim Jong-un"),
        ("Mara Vance", "person", "MARA VANCE said no.", "MARA VANCE"),
        ("Volodymyr Zelensky", "person", "Zelenskyy said no.", "Zelenskyy"),
        ("Gabriel García Márquez", "person", "Garcia Marquez said no.", "Marquez"),
        ("Martin Luther King Jr.", "person", "King said no.", "King"),
        ("Robert F. Kennedy Jr.", "person", "Kennedy said no.", "Kennedy"),
        ("Xi Jinping", "person", "Xi said no.", "Xi"),
        ("Lee Hsien Loong", "person", "Mr Lee said no.", "Lee"),
        ("Keir Starmer", "person", "Sir Keir said no.", "Sir Keir"),
        ("World Health Organization", "organization", "The WHO said no.", "WHO"),
        ("World Health Organization", "organization", "The World Health Organisation said no.", "World Health Organisation"),
        ("WHO", "organization", "The World Health Organisation said no.", "World Health Organisation"),
        ("DOJ", "organization", "The Department of Justice said no.", "Department of Justice"),
        ("Department of Justice", "organization", "The DOJ said no.", "DOJ"),
        ("EU", "organization", "The European Union said no.", "European Union"),
        ("Ministry of Defence", "organization", "The Defense Ministry said no.", "Defense Ministry"),
        ("Defence Ministry", "organization", "The Ministry of Defence said no.", "Ministry of Defence"),
        ("Tesla Inc.", "organization", "Tesla said no.", "Tesla"),
        ("Volkswagen AG", "organization", "Volkswagen said no.", "Volkswagen"),
        ("Amnesty International", "organization", "Amnesty said no.", "Amnesty"),
        ("NATO", "organization", "Nato said no.", "Nato"),
    ],
)
def test_spellings_and_short_forms_name_the_same(name: str, kind, text: str, named: str) -> None:
    assert named in [text[start:end] for start, end in named_at(forms_of((name,), kind), text)]


@pytest.mark.parametrize(
    ("name", "kind", "text"),
    [
        ("WHO", "organization", "Who said no? Those who left."),
        ("WHO", "organization", "When Harry Ostrom said no."),
        ("Lee Anderson", "person", "Lee said no."),
        ("Mark May", "person", "It may rain."),
        ("British Group", "organization", "British said no."),
        ("Mara Vance", "person", "The advance of Vancel."),
    ],
)
def test_what_only_looks_alike_does_not(name: str, kind, text: str) -> None:
    assert named_at(forms_of((name,), kind), text) == []


def test_long_texts_take_linear_time() -> None:
    started = time.perf_counter()
    named_at(("WHO", "World Health Organization", "Mara Vance"), "World World of the of the Health " * 20_000 + "A" * 200_000)
    assert time.perf_counter() - started < 4
