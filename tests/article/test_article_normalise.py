import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.article import normalise

HARD = st.text(st.sampled_from("ab .\n\r\t\u00a0\u2003\ufeff\u200b\u00ad\u0301\u0316\u1100\u1161\u11a8é\u212a\u2028\x00\x0b👩\u200d\ud800"))


@given(HARD | st.text())
def test_normal_text_is_its_own_normal_form(raw):
    once = normalise(raw).text
    again = normalise(once)
    assert again.text == once
    assert list(again.origins) == list(range(len(once)))


@given(HARD | st.text())
def test_normal_text_is_nfc_without_controls_or_stray_blanks(raw):
    text = normalise(raw).text
    assert unicodedata.is_normalized("NFC", text)
    assert not any(unicodedata.category(character) in {"Cc", "Cf", "Cs"} for character in text if character != "\n")
    assert "\n\n\n" not in text
    assert " \n" not in text
    assert text == text.strip()
    text.encode()


@given(HARD | st.text())
def test_origins_lead_back_in_order(raw):
    result = normalise(raw)
    assert len(result.origins) == len(result.text)
    assert all(0 <= origin < len(raw) for origin in result.origins)
    assert list(result.origins) == sorted(result.origins)
    assert all(
        raw[origin] == character
        for origin, character in zip(result.origins, result.text, strict=True)
        if character.isascii() and character.isalpha() and raw[origin].isascii()
    )


@pytest.mark.parametrize(
    ("raw", "text", "origins"),
    [
        ("a\r\nb", "a\nb", [0, 1, 3]),
        ("\ufeffa\u00a0b", "a b", [1, 2, 3]),
        ("e\u0301t", "ét", [0, 2]),
        ("a\n \n\n\nb  ", "a\n\nb", [0, 1, 3, 6]),
        ("so\u200bft\u00adly", "softly", [0, 1, 3, 4, 6, 7]),
        ("two  spaces stay", "two  spaces stay", list(range(16))),
    ],
)
def test_known_forms(raw, text, origins):
    result = normalise(raw)
    assert (result.text, list(result.origins)) == (text, origins)


def test_long_runs_of_combining_marks_are_cut():
    assert len(normalise("a" + "\u0316\u0301" * 100_000).text) <= 31
