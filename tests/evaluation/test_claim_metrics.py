import pytest

from factcheck.datasets.records import AnnotatedClaim, ClaimRecord, Link
from factcheck.evaluation.metrics.claims import claim_figures, same_source

TEXT = "Storm hits coast\n\nMayor Ann Lee said the bridge is safe. Residents fear the river will rise. Rain fell all week."


def span(part):
    start = TEXT.index(part)
    return {"start": start, "end": start + len(part)}


def claim(part, *links, **fields):
    chain = [{"name": name, "canonical": name, "kind": kind} for name, kind in links]
    defaults = {"mode": "indirect", "claim_kind": "fact", "sourcing": "strong"}
    return AnnotatedClaim.model_validate({"span": span(part), "chain": chain, **defaults, **fields})


BRIDGE = claim("the bridge is safe", ("Mayor Ann Lee", "official"))
RIVER = claim("the river will rise", ("Residents", "anonymous"), claim_kind="prediction", sourcing="weak")
RAIN = claim("Rain fell all week", ("", "author"), mode="none", sourcing="none")


def gold(*claims, **fields):
    return ClaimRecord(id="a", text=TEXT, claims=claims, **fields)


def test_perfect_predictions_give_a_hundred():
    figures = claim_figures([(gold(BRIDGE, RIVER, RAIN), [BRIDGE, RIVER, RAIN])])
    counts = {name: figures.pop(name) for name in ("gold", "predicted", "paired")}
    assert counts == {"gold": 3, "predicted": 3, "paired": 3}
    assert figures.pop("nested_chain") == 0.0  # no chain of several links in this gold
    assert set(figures.values()) == {100.0}


def test_no_predictions_give_nought_over_all_gold_claims():
    figures = claim_figures([(gold(BRIDGE, RIVER, RAIN), [])])
    assert figures["gold"] == 3
    assert figures["claim_f1"] == figures["reported_f1"] == figures["usable_f1"] == figures["speaker"] == 0.0


def test_a_claim_pairs_when_half_of_the_words_are_shared():
    half = claim("bridge is safe. Residents fear", ("Mayor Ann Lee", "official"))  # shares 3 words of 6
    assert claim_figures([(gold(BRIDGE), [half])])["paired"] == 1
    less = claim("is safe. Residents fear", ("Mayor Ann Lee", "official"))  # shares 2 words of 6
    assert claim_figures([(gold(BRIDGE), [less])])["paired"] == 0


def test_a_gold_claim_is_paired_once():
    figures = claim_figures([(gold(BRIDGE), [BRIDGE, BRIDGE])])
    assert (figures["claim_p"], figures["claim_r"]) == (50.0, 100.0)


def test_extra_spans_belong_to_the_claim():
    whole = AnnotatedClaim.model_validate({**BRIDGE.model_dump(), "span": span("the bridge"), "extra_spans": [span("is safe")]})
    assert claim_figures([(gold(BRIDGE), [whole])])["paired"] == 1


def test_predictions_in_a_non_claim_are_left_out():
    headline = claim("Storm hits coast", ("", "author"))
    assert claim_figures([(gold(BRIDGE), [headline, BRIDGE])])["claim_p"] == 50.0
    marked = gold(BRIDGE, nonclaims=[span("Storm hits coast")])
    assert claim_figures([(marked, [headline, BRIDGE])])["claim_p"] == 100.0


def test_predictions_outside_the_annotated_part_are_left_out():
    part = gold(BRIDGE, annotated={"start": 0, "end": TEXT.index("Residents")})
    assert claim_figures([(part, [BRIDGE, RIVER])])["predicted"] == 1


def test_an_optional_claim_costs_nothing_when_missed():
    optional = RIVER.model_copy(update={"optional": True})
    assert claim_figures([(gold(BRIDGE, optional), [BRIDGE])])["claim_r"] == 100.0
    assert claim_figures([(gold(BRIDGE, optional), [BRIDGE, RIVER])])["gold"] == 2


def test_a_reported_claim_needs_its_speaker_and_a_usable_one_its_grade():
    wrong_speaker = BRIDGE.model_copy(update={"chain": (Link(name="Bob Ray", kind="person"),)})
    wrong_grade = RIVER.model_copy(update={"sourcing": "strong"})
    figures = claim_figures([(gold(BRIDGE, RIVER, RAIN), [wrong_speaker, wrong_grade, RAIN])])
    assert figures["claim_f1"] == 100.0
    assert figures["reported_f1"] == 50.0
    assert figures["usable_f1"] == 0.0
    assert figures["reported_sourcing"] == 50.0
    assert figures["anonymous_f1"] == 100.0


def test_a_chain_is_right_link_by_link():
    chain = (Link(name="Daily News", kind="outlet"), *BRIDGE.chain)
    nested = BRIDGE.model_copy(update={"chain": chain})
    short = claim_figures([(gold(nested), [BRIDGE])])
    assert (short["speaker"], short["chain"], short["nested_chain"]) == (100.0, 0.0, 0.0)
    other_kind = nested.model_copy(update={"chain": (Link(name="Daily News", kind="organization"), *BRIDGE.chain)})
    figures = claim_figures([(gold(nested), [other_kind])])
    assert (figures["chain"], figures["nested_chain"]) == (0.0, 100.0)


def test_an_empty_predicted_chain_is_the_author():
    bare = RAIN.model_copy(update={"chain": ()})
    figures = claim_figures([(gold(RAIN), [bare])])
    assert figures["speaker"] == figures["kind"] == 100.0


def test_verdicts_are_judged_over_the_pairs():
    sure = BRIDGE.model_copy(update={"support": "supported", "independent_origins": 2})
    copies = RIVER.model_copy(update={"support": "not_enough_evidence", "independent_origins": 0, "circular_copies": 3})
    guess = copies.model_copy(update={"support": "supported", "independent_origins": 1})
    figures = claim_figures([(gold(sure, copies), [sure, guess])])
    assert [figures[name] for name in ("support", "nei_kept", "origins", "circular_safe")] == [50.0, 0.0, 50.0, 0.0]
    assert "support" not in claim_figures([(gold(sure, copies), [sure, guess])], support=False)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Link(name="Dr. Ann Lee", kind="person"), Link(name="Lee", kind="official"), True),
        (Link(name="the mayor", canonical="Ann Lee", kind="official"), Link(name="Mayor Ann Lee", kind="official"), True),
        (Link(name="Ann Lee", kind="person"), Link(name="Bob Ray", kind="person"), False),
        (Link(name="the", kind="person"), Link(name="the", kind="person"), False),
        (Link(name="", kind="author"), Link(name="Ann Lee", kind="author"), True),
        (Link(name="Ann Lee", kind="author"), Link(name="Ann Lee", kind="person"), False),
        (Link(name="River County Sheriff Office", kind="organization"), Link(name="River Bank Trust Fund", kind="organization"), False),
    ],
)
def test_sources_match_loosely(one, other, same):
    assert same_source(one, other) is same
    assert same_source(other, one) is same


def test_whether_the_source_said_so_is_judged_where_gold_has_it():
    shown = BRIDGE.model_copy(update={"support_of_attribution": "supported"})
    unknown = RIVER.model_copy(update={"support_of_attribution": "not_enough_evidence"})
    record = gold(shown, unknown, RAIN)
    figures = claim_figures([(record, [shown, unknown.model_copy(update={"support_of_attribution": "supported"}), RAIN])])
    assert (figures["support_of_attribution"], figures["attribution_nei_kept"]) == (50.0, 0.0)
    assert "support_of_attribution" not in claim_figures([(record, [shown, unknown])], support=False)
    assert "support_of_attribution" not in claim_figures([(gold(BRIDGE, RAIN), [BRIDGE, RAIN])])
