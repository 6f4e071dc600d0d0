"""Every route of the review page: what it answers, and what then stands in the file."""

from __future__ import annotations

from importlib import import_module

import pytest
from page_fixture import KEYS, TEXT, corpus, headers, make

pytest.importorskip("fastapi")
from fastapi.testclient import TestClient

from factcheck.review import AnnotationStore, read_annotation
from factcheck.review.page import Desk, create_app
from factcheck.review.page.library import Library
from factcheck.review.standing import standing

PORT = 8124


@pytest.fixture
def path(tmp_path):
    return make(tmp_path)


def browser(desk: Desk) -> TestClient:
    made = TestClient(create_app(desk, port=PORT, keys=KEYS), base_url=f"http://127.0.0.1:{PORT}", headers=headers(PORT))
    made.get(f"/?token={KEYS.address}")
    return made


@pytest.fixture
def client(path):
    return browser(Desk(path, by="Ida"))


def seen(client, identifier="c001"):
    return client.get(f"/claims/{identifier}").json()["seen"]


def decide(client, identifier="c001", action="confirm", by="Ida", **more):
    body = {"by": by, "action": action, "seen": more.pop("seen", None) or seen(client, identifier), **more}
    return client.post(f"/claims/{identifier}/decisions", json=body)


def test_the_state_says_how_far_the_review_is(client):
    found = client.get("/state").json()
    assert found["progress"] == {"decided": 0, "claims": 4, "stale": 0}
    assert [row["state"] for row in found["rows"]] == ["open"] * 4
    assert [("wrong" in row["tags"], "anonymous" in row["tags"], "unchecked" in row["tags"]) for row in found["rows"]] == [
        (True, False, False),
        (False, True, True),
        (False, False, False),
        (False, False, True),
    ]
    assert "rows" not in client.get("/state", params={"revision": found["revision"]}).json()


def test_a_decision_is_in_the_file_and_in_the_answer(client, path):
    answer = decide(client, note="Rang her.").json()
    (made,) = read_annotation(path).claims[0].decisions
    assert (made.by, made.action, made.note, made.at.isoformat()) == ("Ida", "confirm", "Rang her.", answer["made"])
    assert answer["state"]["progress"]["decided"] == 1
    assert answer["state"]["rows"][0]["people"] == ["Ida"]
    assert "Rang her." in answer["claim"]["html"]
    assert read_annotation(path).claims[0].stale == ()


@pytest.mark.parametrize(
    "body",
    [
        {"action": "withdraw", "by": "Ida"},
        {"action": "confirm", "by": " "},
        {"action": "confirm", "by": "Ida", "fields": {"support": "refuted"}},
        {"action": "correct", "by": "Ida"},
        {"action": "correct", "by": "Ida", "fields": {"support": "true"}},
        {"action": "confirm", "by": "Ida", "more": 1},
    ],
)
def test_what_is_no_decision_is_refused_in_one_line(client, path, body):
    before = path.read_bytes()
    answer = client.post("/claims/c001/decisions", json={"seen": seen(client), **body})
    assert answer.status_code == 422
    assert "\n" not in answer.json()["problem"]
    assert path.read_bytes() == before
    assert client.get("/claims/c999").status_code == 422


def test_two_windows_keep_both_peoples_decisions(path):
    one, two = browser(Desk(path)), browser(Desk(path))
    saw = seen(one), seen(two)
    assert decide(one, by="Ida", action="confirm", seen=saw[0]).status_code == 200
    answer = decide(two, by="Tom", action="correct", fields={"support": "supported"}, seen=saw[1])
    assert answer.status_code == 200
    assert [(made.by, made.action) for made in read_annotation(path).claims[0].decisions] == [("Ida", "confirm"), ("Tom", "correct")]
    assert one.get("/state").json()["rows"][0]["people"] == ["Ida", "Tom"]


def test_a_write_to_what_somebody_changed_is_refused_with_what_stands_now(path):
    one, two = browser(Desk(path)), browser(Desk(path))
    saw = seen(two)
    decide(one, action="correct", fields={"text": "The Lower Bridge cost $2.5 million."})
    before = path.read_bytes()
    for action, fields in (("confirm", {}), ("correct", {"text": "It cost $2.5 million."})):
        refused = decide(two, by="Tom", action=action, fields=fields, seen=saw)
        assert refused.status_code == 409
        assert refused.json()["claim"]["form"]["text"] == "The Lower Bridge cost $2.5 million."
    assert path.read_bytes() == before
    assert decide(two, by="Tom", seen=refused.json()["claim"]["seen"]).status_code == 200


def test_a_change_by_hand_is_noticed_and_kept(client, path):
    revision = client.get("/state").json()["revision"]
    path.write_text(path.read_text().replace("  - id: c002\n", "  - id: c002  # ask Tom\n    desk: ports\n"))
    assert client.get("/state", params={"revision": revision}).json()["rows"]
    decide(client, "c002", "hold")
    written = path.read_text()
    assert "# ask Tom" in written
    assert "desk: ports" in written


def test_a_file_that_is_broken_by_hand_is_told_and_left_alone(client, path):
    whole = path.read_text()
    path.write_text(whole.replace("mode: indirect", "mode: sideways", 1))
    broken = path.read_bytes()
    assert "harbour.yaml:" in client.get("/state").json()["problem"]
    answer = decide(client)
    assert answer.status_code == 422
    assert "mode" in answer.json()["problem"]
    assert path.read_bytes() == broken
    path.write_text(whole)
    assert client.get("/state").json()["problem"] is None
    assert decide(client).status_code == 200


def test_undo_is_another_decision_and_puts_back_what_was_corrected(client, path):
    first = read_annotation(path).claims[0]
    made = decide(client, action="correct", fields={"text": "It cost a lot.", "source": "Ann Vance", "support": "supported"}).json()["made"]
    assert read_annotation(path).claims[0].text == "It cost a lot."
    assert client.post("/claims/c001/withdrawals", json={"by": "Ida", "at": made}).status_code == 200
    found = read_annotation(path).claims[0]
    assert [one.action for one in found.decisions] == ["correct", "withdraw"]
    assert (found.text, found.chain, found.edited) == (first.text, first.chain, False)
    assert (standing(found).decision, standing(found).support, found.stale) == (None, "refuted", ())
    assert client.get("/state").json()["rows"][0]["state"] == "open"
    assert client.post("/claims/c001/withdrawals", json={"by": "Ida"}).status_code == 422


def test_one_withdraws_only_ones_own(client, path):
    decide(client, by="Ida", action="confirm")
    decide(client, by="Tom", action="hold")
    client.post("/claims/c001/withdrawals", json={"by": "Ida"})
    assert standing(read_annotation(path).claims[0]).decision.by == "Tom"
    client.post("/claims/c001/withdrawals", json={"by": "Tom"})
    assert standing(read_annotation(path).claims[0]).decision is None
    assert len(read_annotation(path).claims[0].decisions) == 4


def test_the_chain_is_corrected_as_a_whole(client, path):
    chain = [{"source": "Harbour Times", "kind": "outlet"}, {"source": "Mara Vance", "kind": "person", "cue": "said"}]
    assert decide(client, action="correct", chain=chain).status_code == 200
    found = read_annotation(path).claims[0]
    assert [(link.source, link.cue) for link in found.chain] == [("Harbour Times", None), ("Mara Vance", "said")]
    assert found.stale == ()


def test_a_claim_is_added_in_code_points(client, path):
    article = AnnotationStore(path).article
    words = "🧰 said the crane fell"
    start = article.text.index(words)
    stretch = {"start": start, "end": start + len(words), "words": words}
    body = {"by": "Ida", "stretches": [stretch], "text": "A worker spoke.", "chain": [{"source": "the worker", "kind": "anonymous"}]}
    answer = client.post("/claims", json=body).json()
    found = read_annotation(path).claim(answer["claim"]["id"])
    assert (found.quote.exact, found.text, found.added_by) == (words, "A worker spoke.", "Ida")
    assert (found.chain[0].source, found.chain[0].named) == ("the worker", False)
    assert "Not checked by factcheck" in answer["claim"]["html"]
    moved = {**body, "stretches": [{**stretch, "start": start + 1}]}
    assert "other words there" in client.post("/claims", json=moved).json()["problem"]


def test_other_words_are_marked_unless_somebody_changed_the_claim(client, path):
    article = AnnotationStore(path).article
    start = article.text.index("the bridge cost")
    stretch = {"start": start, "end": start + len("the bridge cost"), "words": "the bridge cost"}
    body = {"by": "Ida", "stretches": [stretch], "seen": seen(client)}
    assert client.post("/claims/c001/words", json=body).status_code == 200
    found = read_annotation(path).claims[0]
    assert (found.quote.exact, found.fixed_span) == ("the bridge cost", True)
    before = path.read_bytes()
    answer = client.post("/claims/c001/words", json=body)
    assert (answer.status_code, answer.json()["claim"]["id"]) == (409, "c001")
    assert path.read_bytes() == before


def test_a_claim_is_split_and_merged_unless_somebody_changed_it(client, path):
    claim = client.get("/claims/c003").json()
    (whole,) = claim["stretches"]
    first = {"start": whole["start"], "end": whole["start"] + 15, "words": "tolls will rise"}
    second = {"start": whole["start"] + 16, "end": whole["start"] + 28, "words": "by 4 percent"}
    body = {"by": "Ida", "stretches": [first, second], "texts": ["", "By four."], "seen": claim["seen"]}
    made = client.post("/claims/c003/parts", json=body).json()["made"]
    assert [read_annotation(path).claim(one).text for one in made] == ["Tolls will rise.", "By four."]
    before = path.read_bytes()
    assert client.post("/claims/c003/parts", json=body).status_code == 422
    merger = {"by": "Tom", "others": ["c001"], "seen": seen(client, made[0])}
    assert client.post(f"/claims/{made[1]}/merger", json=merger).status_code == 409
    for others in ([], [made[0]], ["c999"], ["c003"]):
        assert client.post(f"/claims/{made[0]}/merger", json={**merger, "others": others}).status_code == 422
    assert path.read_bytes() == before
    joined = client.post(f"/claims/{made[0]}/merger", json={**merger, "others": [made[1]], "text": "So."}).json()
    found = read_annotation(path).claim(joined["made"][0])
    assert (found.quote.exact, found.text, found.added_by) == ("tolls will rise by 4 percent", "So.", "Tom")


def test_the_article_says_where_each_block_begins(client, path):
    text = AnnotationStore(path).article.text
    page = client.get("/article").text
    start = text.index("The mayor said")
    assert f'data-start="{start}"' in page
    assert 'data-claims="c001"' in page
    assert "<script" not in page
    assert TEXT.count("<script>") == 1


@pytest.fixture
def library(tmp_path):
    from factcheck.evidence import load_embedder, open_index

    found = Library(lambda: open_index(corpus(tmp_path), load_embedder("hash:64"), directory=tmp_path / "index"))
    found.start()
    found.wait(60)
    assert found.state == "ready", found.problem
    return found


def test_evidence_is_searched_shown_and_attached(path, library):
    client = browser(Desk(path, library=library))
    drawn = client.get("/claims/c001").json()["html"]
    assert "“<bdi>$<b" not in drawn
    assert "$4.5 million" in drawn
    assert "<script" not in drawn
    assert "javascript:" not in drawn
    found = client.get("/search", params={"q": "crane accident"}).json()
    assert found["state"] == "ready"
    assert "Tide Table" in found["html"]
    assert "<script" not in found["html"]
    assert "<img" not in found["html"]
    answer = client.post("/claims/c002/evidence", json={"by": "Ida", "passage": "tide#0", "relation": "refutes"})
    (own,) = read_annotation(path).claims[1].evidence
    assert (own.passage, own.relation, own.by) == ("tide#0", "refutes", "Ida")
    assert "attached by" in answer.json()["claim"]["html"]
    client.post("/claims/c002/evidence", json={"by": "Ida", "url": "https://ports.example/1", "quote": "It fell once."})
    assert read_annotation(path).claims[1].evidence[1].url == "https://ports.example/1"
    for wrong in ({"passage": "nowhere#0"}, {"url": "javascript:alert(1)"}, {}):
        assert client.post("/claims/c002/evidence", json={"by": "Ida", **wrong}).status_code == 422


def test_without_evidence_the_page_says_how_to_get_it(client):
    assert "--evidence CORPUS" in client.get("/claims/c001").json()["html"]
    assert client.get("/search", params={"q": "bridge"}).json()["state"] == "none"


def test_evidence_that_cannot_be_loaded_is_told(path, tmp_path):
    from factcheck.evidence.corpus import read_corpus

    library = Library(lambda: read_corpus(tmp_path / "nowhere"))
    library.start()
    library.wait(30)
    state = browser(Desk(path, library=library)).get("/state").json()["evidence"]
    assert state["state"] == "failed"
    assert "nowhere" in state["problem"]


def test_another_name_in_a_passage_that_takes_no_side_is_no_mismatch(path, library, monkeypatch):
    from factcheck.review.page.reading import checked_claim

    article = AnnotationStore(path).article
    first = read_annotation(path).claims[0]
    (money,) = (one for one in checked_claim(first, article, library.passage)[0].evidence[0].diff if not one.agrees)
    other = money.model_copy(update={"kind": "name", "difference": "other"})
    monkeypatch.setattr(import_module("factcheck.verdict.diff"), "diff", lambda *_: (money, other))
    shown = {one.relation: one.diff for one in checked_claim(first, article, library.passage)[0].evidence}
    assert shown == {"refutes": (money, other), "neutral": (money,)}
