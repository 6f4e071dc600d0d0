"""News agencies are known under all forms of their names, from one list."""

import pytest

from factcheck.agencies import agency_named, agency_signed, has_other_bearers


@pytest.mark.parametrize(
    ("name", "agency"),
    [
        ("AFP", "Agence France-Presse"),
        ("The Canadian Press", "Canadian Press"),
        ("dpa", "Deutsche Presse-Agentur"),
        ("Xinhua news agency", "Xinhua"),
        ("the Anadolu state news agency", "Anadolu Agency"),
        ("Korean Central News Agency", "Korean Central News Agency"),
        ("Associated Press of Pakistan", "Associated Press of Pakistan"),
        ("Michael Bloomberg", None),
        ("AP Moller-Maersk", None),
        ("PA", None),
    ],
)
def test_a_whole_name_is_an_agency_s(name, agency):
    assert agency_named(name) == agency


def test_further_letters_sign_datelines_only():
    assert (agency_signed("PA"), agency_signed("BLOOMBERG"), agency_signed("Staff")) == ("PA Media", "Bloomberg", None)


def test_parties_share_some_letters():
    assert has_other_bearers("PTI")
    assert not has_other_bearers("Press Trust of India")
