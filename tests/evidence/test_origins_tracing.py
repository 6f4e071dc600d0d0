"""Which documents are of one report, and which copies which."""

from __future__ import annotations

import datetime as dt
import random

from hypothesis import given
from hypothesis import strategies as st

from factcheck.evidence.origins import find_origins, trace, trace_passages
from factcheck.evidence.origins import shared_text as sketches
from factcheck.models import Document, Passage, Span

CRACK = "Council records show that the bridge at Lower Marsh was closed in March after divers found a crack in its northern pier."
RETOLD = "The Lower Marsh bridge has a crack in its pier, and was closed in March, the council's records show."
FERRY = "Ferries of the harbour board carried more riders in autumn than in any season since the strike of the dockers."
DAY = dt.date(2031, 3, 3)


def document(identifier: str, publisher: str, text: str, day: int | None = 0, title: str | None = None, url: str | None = None) -> Document:
    date = None if day is None else DAY + dt.timedelta(days=day)
    return Document(id=identifier, publisher=publisher, text=text, title=title, url=url, date=date)


def groups(*documents: Document) -> set[tuple[str, ...]]:
    return {group.members for group in trace(documents).groups.values()}


def test_a_report_its_printings_and_its_retellings_are_one_origin() -> None:
    found = trace(
        [
            document("wire", "Coast Wire", CRACK),
            document("print", "Port News (Coast Wire)", CRACK + " Repairs begin in May.", 1),
            document("retold", "Bay Radio", f"According to Coast Wire, this is so. {RETOLD}", 2),
            document("other", "Coast Wire", FERRY),
        ]
    )
    assert found.groups["wire"].members == ("print", "retold", "wire")
    roles = {i: (p.role, p.derived_from) for i, p in found.provenances.items()}
    assert roles == {"wire": ("origin", None), "print": ("copy", "wire"), "retold": ("copy", "wire"), "other": ("own", None)}
    assert found.provenances["retold"].reason == "says “According to Coast Wire”"
    assert found.provenances["wire"].origin != found.provenances["other"].origin


def test_one_outlet_s_reports_of_different_days_are_different_origins() -> None:
    assert groups(document("a", "Coast Wire", CRACK), document("b", "Coast Wire", RETOLD, 9)) == {("a",), ("b",)}
    assert groups(document("a", "Coast Wire", CRACK), document("b", "Coast Wire", RETOLD, 1)) == {("a", "b")}


def test_a_headline_that_is_the_same_makes_two_printings_one_report() -> None:
    title = "Bridge at Lower Marsh closed after crack found"
    ours, theirs = document("a", "Reuters (via Bay Radio)", CRACK, title=title), document("b", "Port News (Reuters)", FERRY, 1, title=title)
    assert groups(ours, theirs) == {("a", "b")}
    assert groups(ours, theirs.model_copy(update={"title": "Ferries fuller than ever"})) == {("a",), ("b",)}


def test_two_stories_of_one_agency_and_day_are_two_reports_whatever_place_and_day_they_share() -> None:
    bank = document(
        "bank", "Bay Radio", "TOKYO, March 3 (AFP) - The central bank raised its interest rate on Tuesday, in the first week of the month."
    )
    vote = document(
        "vote", "Port News", "PARIS, March 3 (AFP) - Parliament voted on Tuesday to raise the retirement age for nurses, AFP reported."
    )
    assert groups(bank, vote) == {("bank",), ("vote",)}


def test_a_word_or_two_that_a_retelling_shares_with_another_story_do_not_tie_it_to_that() -> None:
    bank = document("bank", "Reuters", "TOKYO, March 3 (Reuters) - The central bank raised its interest rate on Tuesday.")
    vote = document("vote", "Bay Radio", "Parliament voted on Tuesday to raise the rate of sick pay, Reuters reported.", 1)
    assert groups(bank, vote) == {("bank",), ("vote",)}


def test_a_retelling_goes_back_to_the_likest_report_and_ties_no_two_together() -> None:
    retold = document("r", "Bay Radio", f"Citing Coast Wire: {RETOLD}", 3)
    found = groups(document("a", "Coast Wire", CRACK), document("b", "Coast Wire", FERRY, 2), retold)
    assert found == {("a", "r"), ("b",)}


def test_a_retelling_is_no_older_than_its_report_and_not_much_younger() -> None:
    report = document("a", "Coast Wire", CRACK)
    for day, same in ((-3, False), (-1, True), (14, True), (15, False)):
        assert (len(groups(report, document("r", "Bay Radio", f"Citing Coast Wire: {RETOLD}", day))) == 1) == same


def test_a_copy_whose_origin_is_not_at_hand_is_attributed_all_the_same() -> None:
    found = trace([document("r", "Bay Radio", f"She told the Harbour Times so. {RETOLD}")]).provenances["r"]
    assert (found.role, found.source, found.derived_from, found.origin) == ("copy", "the Harbour Times", None, "the Harbour Times")


def test_what_shares_its_text_copies_whoever_was_first() -> None:
    found = trace([document("late", "Bay Radio", CRACK.replace("found", "saw"), 2), document("early", "Port News", CRACK)])
    assert found.provenances["late"].derived_from == "early"
    assert "of its wording with Port News (March 3, 2031)" in str(found.provenances["late"].reason)


def test_one_address_is_one_document_and_a_link_on_the_subject_a_retelling() -> None:
    page = "https://harbour.example/2031/bridge"
    assert groups(document("a", "A", CRACK, url=page), document("b", "B", FERRY, url=page + "/?utm=1")) == {("a", "b")}
    report = document("a", "Port News", CRACK, url=page)
    assert groups(report, document("b", "Bay Radio", f"{RETOLD} More at {page}.")) == {("a", "b")}
    assert groups(report, document("b", "Bay Radio", f"{FERRY} See also {page}.")) == {("a",), ("b",)}


def test_sources_of_its_own_make_a_report_of_what_mentions_another() -> None:
    own = document("b", "Bay Radio", f"Two engineers told Bay Radio so. Coast Wire reported it first. {RETOLD}")
    assert groups(document("a", "Coast Wire", CRACK), own) == {("a",), ("b",)}


def test_an_outlet_credited_far_down_is_the_source_of_a_detail_only() -> None:
    assert trace([document("b", "Bay Radio", f"Citing Coast Wire: {RETOLD}")]).provenances["b"].role == "copy"
    long = " ".join([FERRY] * 9)
    assert trace([document("b", "Bay Radio", f"{long} She told Coast Wire so.")]).provenances["b"].role == "own"


def test_a_text_that_rests_on_an_unnamed_report_goes_to_the_likest() -> None:
    retold = document("r", "Pier Digest", f"The underlying report was more careful. {RETOLD}")
    assert groups(document("a", "Coast Wire", CRACK), document("b", "Port News", FERRY), retold) == {("a", "r"), ("b",)}


def test_a_copy_that_is_said_to_differ_is_a_distorted_one() -> None:
    found = trace(
        [document("a", "Coast Wire", CRACK), document("b", "Bay Radio", f"It repeats Coast Wire, whereas Coast Wire says March. {RETOLD}")]
    )
    assert found.provenances["b"].role == "distorted_copy"
    assert "whereas Coast Wire" in str(found.provenances["b"].distortion)


def test_an_outlet_s_reports_of_one_day_or_without_a_date_are_one_witness_of_a_claim() -> None:
    def count(*days: int | None) -> int:
        texts = (CRACK, FERRY)
        passages = [as_passage(document(str(n), "Coast Wire", texts[n], day)) for n, day in enumerate(days)]
        return len({origin.name for origin in find_origins((), passages)})

    assert (count(0, 1), count(0, None), count(0, 5)) == (1, 1, 2)


def test_the_run_s_other_passages_tell_a_copy_from_a_report() -> None:
    wire, twin = document("wire", "Coast Wire", CRACK), document("twin", "Bay Radio", CRACK, 1)
    alone = find_origins((), [as_passage(twin)])
    assert alone[0].provenance.role == "own"
    traced = trace_passages([as_passage(wire), as_passage(twin)])
    assert find_origins((), [as_passage(twin)], traced)[0].provenance.derived_from == "wire"


def as_passage(made: Document) -> Passage:
    return Passage(
        id=f"{made.id}#0",
        document_id=made.id,
        span=Span(start=0, end=len(made.text)),
        text=made.text,
        title=made.title,
        publisher=made.publisher,
        url=made.url,
        date=made.date,
    )


TEXTS = st.builds(
    lambda lead, body: lead + body,
    st.sampled_from(
        ["", "Citing Coast Wire: ", "The Harbour Times reported it. ", "She told the BBC. ", "The underlying report is longer. "]
    ),
    st.sampled_from([CRACK, RETOLD, FERRY]),
)
PUBLISHERS = st.sampled_from(
    ["Coast Wire", "The Harbour Times", "Bay Radio", "Port News (Reuters)", "Reuters (via Quay)", "Pier Digest (citing BBC)"]
)
CORPORA = st.lists(st.tuples(PUBLISHERS, TEXTS, st.one_of(st.none(), st.integers(0, 20))), min_size=1, max_size=8).map(
    lambda rows: [document(f"d{n}", *row) for n, row in enumerate(rows)]
)


@given(CORPORA, st.randoms(use_true_random=False))
def test_the_order_of_documents_does_not_matter(documents: list[Document], rng: random.Random) -> None:
    mixed = documents.copy()
    rng.shuffle(mixed)
    assert trace(mixed) == trace(documents)


@given(CORPORA)
def test_groups_part_the_documents(documents: list[Document]) -> None:
    found = trace(documents)
    members = [identifier for group in set(found.groups.values()) for identifier in group.members]
    assert sorted(members) == sorted(document.id for document in documents)
    assert all(identifier in group.members for identifier, group in found.groups.items())
    for identifier, provenance in found.provenances.items():
        assert (provenance.role in {"copy", "distorted_copy"}) == (provenance.source is not None)
        if provenance.derived_from is not None:
            assert found.groups[provenance.derived_from] == found.groups[identifier]
            assert provenance.derived_from != identifier


@given(CORPORA, st.data())
def test_copying_a_document_never_makes_another_origin(documents: list[Document], data: st.DataObject) -> None:
    chosen = data.draw(st.sampled_from(documents))
    copy = chosen.model_copy(update={"id": "z", "publisher": "Marsh Mirror Site"})
    assert len(set(trace([*documents, copy]).groups.values())) <= len(set(trace(documents).groups.values()))
    passages = [as_passage(made) for made in documents]
    counted = [len({o.name for o in find_origins((), found)}) for found in (passages, [*passages, as_passage(copy)])]
    assert counted[1] <= counted[0]


def test_many_texts_are_looked_up_by_a_sketch_and_no_copy_is_lost(monkeypatch) -> None:
    rng = random.Random(4)
    words = [f"w{n}" for n in range(400)]
    texts = [" ".join(rng.choice(words) for _ in range(60)) for _ in range(30)]
    texts += [text.replace("w1 ", "x ") for text in texts]
    every = {pair for pair in sketches.candidate_pairs(texts) if sketches.shared_percent(texts[pair[0]], texts[pair[1]]) is not None}
    monkeypatch.setattr(sketches, "_FEW", 0)
    sketched = set(sketches.candidate_pairs(texts))
    assert {(n, n + 30) for n in range(30)} == every <= sketched
    assert len(sketched) < 100
