import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.evidence.publishers import same_publisher


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The Wall Street Journal", "Wall Street Journal"),
        ("Fjord Circle (Fjordkretsen)", "Fjordkretsen"),
        ("Fjord Circle / Fjordkretsen (via example.net)", "Fjord Circle"),
        ("Reuters (via Example Recorder)", "Reuters"),
        ("REUTERS", "Reuters News Agency"),
        ("Agence France-Presse", "AFP"),
        ("WSJ", "The Wall Street Journal"),
        ("BBC News", "BBC"),
        ("Le Monde Économique", "Le Monde Economique"),
        ("reuters.com", "Reuters"),
        ("www.theguardian.com", "The Guardian"),
        ("Example Widgets, Inc.", "Example Widgets"),
    ],
)
def test_names_of_one_publisher(first, second):
    assert same_publisher(first, second)
    assert same_publisher(second, first)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The Times", "Times of India"),
        ("Global Times (citing Reuters)", "Reuters"),
        ("The New York Times", "The Wall Street Journal"),
        ("Example Recorder", "Reuters (via Example Recorder)"),
        ("News", "News Agency of Lindholm"),
        ("Associated Press", "Ap"),
        ("", ""),
        ("()", "/"),
    ],
)
def test_names_of_different_publishers(first, second):
    assert not same_publisher(first, second)
    assert not same_publisher(second, first)


@given(st.text(max_size=60), st.text(max_size=60))
def test_comparing_is_symmetric_whatever_the_names(first, second):
    assert same_publisher(first, second) == same_publisher(second, first)


@given(st.text(alphabet=st.characters(categories=["L", "Nd"]), min_size=1, max_size=30))
def test_a_name_of_letters_is_its_own(name):
    assert same_publisher(name, name)
