"""Attribution to nobody in particular is named as such, with the advice for its kind."""

from __future__ import annotations

import pytest
from sourcing_parts import claim, link

from factcheck.models import VagueSourcing
from factcheck.sourcing import grade


def vague(name: str, cue: str | None, quote: str = "the pier has cracked") -> VagueSourcing | None:
    return grade(claim(link(name, "anonymous", cue), quote=quote), (), None).vague


@pytest.mark.parametrize(
    ("name", "cue", "rule", "wording", "advice"),
    [
        ("unspecified", "is expected", "agentless", "is expected", "Say who expects it."),
        ("unspecified", "It is feared", "agentless", "It is feared", "Say who fears it."),
        ("unspecified", "is widely seen", "agentless", "is widely seen", "Say who sees it so."),
        ("unspecified reports", "There were reports", "unnamed-reports", "There were reports", "Name the outlet that reported it"),
        ("local media", "say", "unnamed-reports", "local media", "Name the outlet"),
        ("the media", "say", "unnamed-reports", "the media", "Name the outlet"),
        ("some recent studies", "show", "unnamed-research", "some recent studies", "title, issuer and date"),
        ("many", "Rumours circulated", "rumour", "Rumours circulated", "first-hand"),
        ("speculation", "suggested", "rumour", "speculation", "first-hand"),
        ("anonymous posts", "claimed", "unnamed-posts", "anonymous posts", "Name the account"),
        ("industry insiders", "said", "unnamed-group", "industry insiders", "how many people"),
        ("Port Alder critics", "say", "unnamed-group", "Port Alder critics", "how many people"),
        ("some", "say", "unnamed-group", "some", "how many people"),
        ("an unnamed source", "said", "undescribed", "an unnamed source", "how they know"),
        ("senior officials", "said", "undescribed", "senior officials", "how they know"),
    ],
)
def test_each_kind_is_told_with_its_advice(name: str, cue: str, rule: str, wording: str, advice: str) -> None:
    found = vague(name, cue)
    assert found is not None
    assert (found.rule, found.wording) == (rule, wording)
    assert found.advice is not None
    assert advice in found.advice


@pytest.mark.parametrize(
    "name",
    [
        "people close to the talks",
        "two analysts",
        "the experts",
        "analysts at the Harbour Bank",
        "a senior executive at the yard",
        "Ports Agency officials",
        "a witness",
        "his critics",
        "court reports",
        "",
        "’",
    ],
)
def test_a_source_that_is_described_or_refers_back_is_not_vague(name: str) -> None:
    assert vague(name, "said") is None


def test_the_words_are_those_of_the_claim_where_no_cue_was_found() -> None:
    found = vague("unspecified", None, "The council is expected to vote")
    assert found is not None
    assert (found.wording, found.advice) == ("is expected", "Say who expects it.")
    reported = vague("unspecified reports", None, "No injuries were reported")
    assert reported is not None
    assert reported.wording == "were reported"


@pytest.mark.parametrize(
    ("name", "sentence", "wording", "advice"),
    [
        ("unspecified", "The pier allegedly cracked in May.", "allegedly", "Say who alleges it."),
        ("unspecified", "Purportedly, the pier has cracked.", "Purportedly", "Say who says so."),
        ("unspecified reports", "The pier reportedly cracked in May.", "reportedly", "Name the outlet that reported it"),
        ("unspecified", "The pier, they whisper, has cracked.", "The pier, they whisper, has cracked.", "Say who says so."),
    ],
)
def test_an_adverb_that_is_no_part_of_the_content_is_found_in_its_sentence(name: str, sentence: str, wording: str, advice: str) -> None:
    found = grade(claim(link(name, "anonymous"), quote="The pier"), (), None, sentence=sentence).vague
    assert found is not None
    assert found.wording == wording
    assert found.advice is not None
    assert advice in found.advice


@pytest.mark.parametrize("cue", ["fears", "concerns", "allegations", "There are worries"])
def test_fears_concerns_and_allegations_of_nobody_are_passed_on_by_the_article_alike(cue: str) -> None:
    found = grade(claim(link("unspecified", "anonymous", cue)), (), None)
    assert (found.grade, found.vague and found.vague.rule) == ("none", "laundered")


def test_reports_of_a_country_s_media_are_nobody_s() -> None:
    found = vague("Israeli media reports", "said")
    assert found is not None
    assert found.rule == "unnamed-reports"


def test_a_pronoun_is_shown_as_what_it_stands_for() -> None:
    found = grade(claim(link("harbour experts", "anonymous", "said", written="they")), (), None).vague
    assert found is not None
    assert found.wording == "harbour experts"


def test_named_sources_are_never_vague() -> None:
    assert grade(claim(link("Experts", "organization", "said", named=True)), (), None).vague is None


def test_the_articles_own_voice_is_told_when_it_passes_on_unnamed_others() -> None:
    found = grade(claim(link("the author", "author"), text="There are fears that the pier will crack."), (), None)
    assert found.vague == VagueSourcing(
        rule="laundered",
        wording="There are fears",
        advice="Name who says so: the outlet that reported it, or the people whose fear it is.",
    )
    assert found.grade == "none"
