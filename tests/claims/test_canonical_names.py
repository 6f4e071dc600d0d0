"""One canonical name per source, whichever form a sentence uses."""

import pytest

from factcheck.claims import RuleExtractor
from factcheck.models import Article, Block, Span


def speakers(text):
    article = Article(id="a", text=text, blocks=(Block(span=Span(start=0, end=len(text)), kind="paragraph"),), publisher="Example Daily")
    return [claim.speaker.canonical for claim in RuleExtractor().extract(article)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Harbour Daily said that the port was sold. Harbour Daily reported that the price rose.",
            "The Harbour Daily",
        ),
        ("Reuters said that the port was sold. The Reuters report said it was cheap. Reuters said that the price rose.", "Reuters"),
        (
            "Insiders close to the talks said that the mill was sold. However, insiders close to the talks said that the price rose.",
            "insiders close to the talks",
        ),
        (
            "The Northern Fisheries Board (NFB) said that the quota was cut. NFB said that the boats would stay in port.",
            "Northern Fisheries Board",
        ),
    ],
)
def test_every_form_of_a_source_has_one_canonical_name(text, expected):
    found = speakers(text)
    assert len(found) > 1
    assert set(found) == {expected}


def test_an_adjective_that_is_always_capitalised_keeps_its_capital():
    assert speakers("Norwegian divers said that the wreck was empty.") == ["Norwegian divers"]


def test_a_medium_named_after_its_description_goes_by_its_name():
    assert speakers("According to the Norwegian business news outlet Kystnytt, the wreck was empty.") == ["Kystnytt"]
