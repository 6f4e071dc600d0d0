"""Independent origins are those of support that counts, each once; what they add is a grade of its own."""

from __future__ import annotations

from sourcing_parts import NEI, claim, link, support, verdict

from factcheck.sourcing import grade

UNNAMED = claim(link("people close to the talks", "anonymous", "said"))
NAMED = claim(link("Harbour Times", "outlet", "reported"), link("Mara Vance", "person", "said"))
TWO = (support("Coast Wire"), support("Bay Radio"))
RECORD = support("Ports Register", publisher_type="government", title="Notice 7")


def test_only_support_that_counts_and_depends_on_nobody_in_the_chain_is_counted() -> None:
    found = [
        support("Coast Wire"),
        support("Coast Wire"),
        support("Bay Radio", relation="refutes"),
        support("Copyist", excluded="a copy of the article"),
        support("Port News", relation="neutral"),
        support("Harbour Times", dependent="it relays the Times, the claim's own source"),
    ]
    assert grade(UNNAMED, found, verdict("supported")).independent_origins == 1


def test_evidence_raises_a_grade_of_its_own_and_leaves_that_of_the_attribution_alone() -> None:
    sourcing = grade(UNNAMED, TWO, verdict("supported"))
    assert (sourcing.grade, sourcing.with_evidence, sourcing.independent_origins) == ("weak", "moderate", 2)
    assert sourcing.rules[-1].reason == "Independent origins that say the same: 2."
    assert grade(NAMED, TWO, verdict("supported")).with_evidence == "strong"
    assert grade(UNNAMED, (RECORD,), verdict("supported")).with_evidence == "strong"


def test_one_origin_raises_nothing() -> None:
    sourcing = grade(UNNAMED, TWO[:1], verdict("supported"))
    assert (sourcing.grade, sourcing.with_evidence) == ("weak", "weak")


def test_nothing_is_raised_where_the_verdict_is_not_that_the_content_is_so() -> None:
    for label in ("not_enough_evidence", "not_checkable", "conflicting", "refuted"):
        assert grade(UNNAMED, (*TWO, RECORD), verdict(label)).with_evidence == "weak"


def test_a_record_that_counts_for_nothing_or_lacks_a_title_is_no_document() -> None:
    for record in (
        support("Ports Register", publisher_type="government"),
        support("Ports Register", publisher_type="newspaper", title="Notice 7"),
        support("Ports Register", publisher_type="government", title="Notice 7", excluded="published later"),
        support("Ports Register", publisher_type="government", title="Notice 7", dependent="the claim's own source"),
    ):
        assert grade(UNNAMED, (record,), verdict("supported")).with_evidence == "weak"


def test_without_evidence_there_is_no_grade_with_evidence() -> None:
    sourcing = grade(UNNAMED, (), None)
    assert sourcing.with_evidence is None
    assert [rule.id for rule in sourcing.rules] == ["unnamed-source"]
    assert grade(UNNAMED, (), NEI).with_evidence == "weak"


def test_a_party_about_itself_is_limited_until_somebody_else_says_the_same() -> None:
    agency = claim(
        link("a spokesperson for the Ports Agency", "spokesperson", "said", named=False), text="The Ports Agency met its targets."
    )
    alone = grade(agency, (support("Coast Wire", relation="neutral"),), NEI)
    assert (alone.grade, alone.with_evidence) == ("strong", "moderate")
    assert alone.advice == "Seek a source without a stake, or a document."
    assert grade(agency, TWO[:1], verdict("supported")).with_evidence == "strong"
    other = claim(*agency.chain, text="The Harbour Board met its targets.")
    assert grade(other, (), NEI).with_evidence == "strong"
    plan = claim(*agency.chain, text="The Ports Agency will build a pier.", kind="intent")
    assert grade(plan, (), NEI).with_evidence == "strong"
