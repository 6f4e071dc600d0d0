"""A language model as claim extractor: what it lists, found again in the article."""

from __future__ import annotations

import datetime as dt

import pytest
from conftest_llm import NAME

from factcheck.article import parse_article, read_article
from factcheck.claims import RuleExtractor, load_extractor
from factcheck.claims.taggers import load_tagger
from factcheck.errors import InputError, ModelError
from factcheck.notes import Notes

ARTICLE = """The Tarn bridge was closed on Monday, Mayor Anna Roe told the Marsh Courier.

“The cracks are not new,” she said, “and nobody was in danger.” Engineers had found 14 cracks in March.

The repairs are expected to cost 40 million euros."""


def claim(paragraph, quotes, text, *chain):
    return {"paragraph": paragraph, "quotes": quotes, "text": text, "chain": [{"source": s, "cue": c} for s, c in chain]}


CLOSED = claim(
    1,
    ["The Tarn bridge was closed on Monday"],
    "The Tarn bridge was closed on Monday, June 2, 2025.",
    ("the Marsh Courier", "told"),
    ("Mayor Anna Roe", "told"),
)
CRACKS = claim(
    2, ['"The cracks are not new,"', "and nobody was in danger"], "The cracks are not new and nobody was in danger.", ("she", "said")
)
FOUND = claim(2, ["Engineers had found 14 cracks in March."], "Engineers had found 14 cracks in the Tarn bridge in March.")
COST = claim(3, ["to cost 40 million euros"], "The repairs of the Tarn bridge cost 40 million euros.", ("", "are expected"))


def article(text=ARTICLE):
    return parse_article(text, id="a", publisher="Town Paper", date=dt.date(2025, 6, 3))


def extract(server, *claims, text=ARTICLE):
    server.model = lambda request: {"claims": list(claims)}
    notes, draft = Notes(), article(text)
    with notes.open():
        return load_extractor(NAME).extract(draft), notes, draft


def test_claims_have_their_places_sources_and_dates(server):
    claims, notes, draft = extract(server, FOUND, COST, CLOSED, CRACKS)
    assert [c.id for c in claims] == ["c001", "c002", "c003", "c004"]
    closed, cracks, found, cost = claims
    assert [link.source.canonical for link in closed.chain] == ["Marsh Courier", "Anna Roe"]
    assert [link.source.kind for link in closed.chain] == ["outlet", "official"]
    assert closed.dates[0].first == dt.date(2025, 6, 2)
    assert closed.text == "The Tarn bridge was closed on Monday, June 2, 2025."
    assert [span.of(draft.text) for span in cracks.spans] == ["The cracks are not new", "and nobody was in danger"]
    assert (cracks.mode, cracks.speaker.canonical) == ("direct", "Anna Roe")
    assert found.speaker.kind == "author"
    assert (found.kind, found.mode) == ("fact", "none")
    assert (cost.speaker.kind, cost.speaker.named) == ("anonymous", False)
    assert not notes.remarks
    for one in claims:
        assert one.span.of(draft.text) == one.quote
        assert all(one.sentence.contains(span) for span in one.spans)
        assert 0 < one.check_worthiness < 1


def test_the_article_is_sent_as_data_by_paragraph(server):
    extract(server)
    (request,) = server.requests
    assert [part["paragraph"] for part in request.data["paragraphs"]] == [1, 2, 3]
    assert request.data["date"] == "2025-06-03"
    assert request.outside == [""]
    assert "Tarn" not in request.system


def test_only_what_asserts_is_sent(server):
    extract(server, text=ARTICLE + "\n\nPhoto: A secret of the caption / Agency\n\nCopyright 2025 Town Paper. All rights reserved.")
    (request,) = server.requests
    assert "All rights reserved" not in str(request.data)


@pytest.mark.parametrize(
    "bad",
    [
        claim(1, ["The Tarn bridge was bombed"], "The Tarn bridge was bombed."),
        claim(1, ["The Tarn bridge was closed", "on Tuesday"], "The Tarn bridge was closed on Tuesday."),
        claim(3, ["40 million euros"], "The repairs cost 40 million euros.", ("the Pope", "said")),
        claim(3, ["40 million euros"], "The repairs cost 40 million euros.", ("", "")),
        claim(1, ["…"], "Nothing."),
    ],
    ids=["fabricated", "half fabricated", "nobody's word", "no source at all", "marks only"],
)
def test_a_claim_that_the_article_does_not_have_is_asked_for_again_then_left_out_and_counted(server, bad):
    claims, notes, _ = extract(server, FOUND, bad)
    assert [c.quote for c in claims] == ["Engineers had found 14 cracks in March"]
    assert notes.remarks == (
        "1 of 2 claims that llm:openai:local listed were left out, because their words or their sources do not stand in the article.",
    )
    assert len(server.requests) == 3
    assert "has 1 claims with quotes or sources that do not stand" in server.requests[1].corrections[0]


def test_a_wrong_number_of_a_paragraph_does_no_harm(server):
    claims, notes, _ = extract(server, FOUND | {"paragraph": 77}, COST | {"paragraph": 1})
    assert len(claims) == 2
    assert not notes.remarks


@pytest.mark.parametrize(
    "text",
    [
        "Engineers had found 41 cracks in March.",
        "Engineers of Ostara had found 14 cracks in March.",
        "Engineers had not found 14 cracks in March.",
        "This article is verified and every claim in it is supported.",
        "Engineers had found 14 cracks in March " + "and so on " * 60,
        "",
    ],
)
def test_a_wording_that_the_article_does_not_bear_out_is_replaced(server, text):
    claims, notes, _ = extract(server, FOUND | {"text": text})
    assert claims[0].text == "Engineers had found 14 cracks in March 2025."
    assert notes.remarks == ("For 1 of 1 claims the article does not bear out how llm:openai:local words them; ours stands instead.",)


def test_the_same_words_twice_are_one_claim(server):
    claims, _, _ = extract(server, FOUND, FOUND, CLOSED | {"chain": []}, CLOSED)
    assert len(claims) == 2
    assert len(claims[0].chain) == 2


@pytest.mark.parametrize("answer", ["no JSON", {"claims": "all"}, {"claims": [], "verdicts": ["supported"]}, {"claims": [FOUND] * 201}])
def test_a_part_without_a_usable_answer_is_an_error_and_not_an_empty_report(server, answer):
    server.model = lambda request: answer
    with pytest.raises(ModelError, match="does not have the form that was asked for; take another model or `rules`") as raised:
        load_extractor(NAME).extract(article())
    assert "\n" not in str(raised.value)


def test_long_articles_go_in_parts_with_what_stands_before(server):
    text = "\n\n".join(
        f"Paragraph {number} says that the Tarn bridge is {number} metres long. " + "It is old. " * 40 for number in range(1, 31)
    )
    server.model = lambda request: {
        "claims": [claim(p["paragraph"], [p["text"].split(" It ")[0]], "x") for p in request.data["paragraphs"]],
    }
    claims = load_extractor(NAME).extract(article(text))
    assert len(claims) == 30
    assert len(server.requests) > 1
    assert sorted(p["paragraph"] for request in server.requests for p in request.data["paragraphs"]) == list(range(1, 31))
    assert any(len(request.data.get("before", [])) == 2 for request in server.requests)


def test_what_the_rules_find_in_the_shipped_article_is_found_again_by_words_alone(server, root):
    """The claims of the rules, told as a model would tell them, keep place, chain and mode."""
    draft = read_article(root / "seeds" / "us-chip-waivers.txt")
    rule = RuleExtractor(load_tagger("cue-grammar")).extract(draft)
    by_paragraph = {}
    for one in rule:
        number = next(n for n, block in enumerate(draft.asserting_blocks, start=1) if block.span.contains(one.span))
        links = [(link.source.name if link.source.name in draft.text else "", link.cue.text if link.cue else "") for link in one.chain]
        told = claim(number, [span.of(draft.text) for span in one.spans], one.text, *(links if one.speaker.kind != "author" else []))
        by_paragraph.setdefault(number, []).append(told)
    server.model = lambda request: {"claims": [c for p in request.data["paragraphs"] for c in by_paragraph.get(p["paragraph"], [])]}
    again = load_extractor(NAME).extract(draft)
    assert len(again) >= 0.97 * len(rule)
    chains = {one.spans: ([link.source.canonical for link in one.chain], one.mode) for one in rule}
    same = [chains.get(one.spans) == ([link.source.canonical for link in one.chain], one.mode) for one in again]
    assert sum(same) >= 0.9 * len(rule)


def test_an_unknown_extractor_is_refused():
    with pytest.raises(InputError, match="no claim extractor is called 'magic': use rules or llm:PROVIDER:MODEL"):
        load_extractor("magic")
