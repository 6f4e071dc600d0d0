import pytest
from conftest_evidence import RECORDS, CountingEmbedder, write_jsonl

from factcheck.evidence import open_index, reviewed_claims
from factcheck.evidence.queries import Query

QUERY = "The old bridge at Lindholm has collapsed."
LONG = " ".join(f"The inspectors looked at pier {number} of the bridge at Lindholm and found it sound." for number in range(30))


def fact_check(name, claim, **review):
    return {"id": name, "text": f"Checkers checked this claim: “{claim}”. {LONG}", "review": {"claim": claim, **review}}


def index(tmp_path, records, embedder):
    write_jsonl(tmp_path / "corpus.jsonl", records)
    return open_index(tmp_path / "corpus.jsonl", embedder, directory=tmp_path / "index")


def test_a_corpus_without_fact_checks_costs_nothing(tmp_path):
    embedder = CountingEmbedder()
    opened = index(tmp_path, RECORDS, embedder)
    embedder.seen.clear()
    assert reviewed_claims(opened, embedder, [QUERY, "Another claim."]) == [[], []]
    assert not embedder.seen


def test_only_fact_checks_in_english_are_found_by_their_claims_alone(tmp_path):
    embedder = CountingEmbedder()
    records = [
        *RECORDS,
        fact_check("same", QUERY, language="en-GB"),
        fact_check("near", "The bridge at Lindholm has collapsed."),
        fact_check("other", "A whale was seen off the coast.", language=None),
        fact_check("foreign", QUERY, language="nb"),
    ]
    opened = index(tmp_path, records, embedder)
    (found,) = reviewed_claims(opened, embedder, [Query(QUERY)])
    assert [one.document.id for one in found] == ["same", "near", "other"]
    assert found[0].similarity == 1.0
    assert found[0].review.claim == QUERY
    assert [one.similarity for one in found] == sorted((one.similarity for one in found), reverse=True)


def test_search_among_fact_checks_gives_each_once(tmp_path):
    embedder = CountingEmbedder()
    opened = index(tmp_path, [*RECORDS, fact_check("a", QUERY), fact_check("b", "It rains.")], embedder)
    assert opened.info.passages > len(RECORDS) + 2
    for by in ("fused", "words", "meaning"):
        found = opened.search(["bridge Lindholm checked claim"], k=10, reviewed=True, by=by)[0]
        assert sorted(evidence.passage.id for evidence in found) == ["a#0", "b#0"]
    assert opened.search(["bridge"], reviewed=True, publishers=["Nobody"]) == [[]]


@pytest.mark.parametrize("by", ["fused", "words", "meaning"])
def test_fact_checks_can_be_left_out_and_take_nobodys_place(tmp_path, by):
    copies = [fact_check(f"copy{number}", f"The bridge at Lindholm is closed, for the {number}. time.") for number in range(12)]
    opened = index(tmp_path, [*RECORDS, *copies], CountingEmbedder())
    (tmp_path / "plain").mkdir()
    plain = index(tmp_path / "plain", RECORDS, CountingEmbedder())
    query = "The bridge at Lindholm is closed."
    assert any(evidence.passage.review for evidence in opened.search([query], k=3, by=by)[0])
    found = opened.search([query], k=3, reviewed=False, by=by)[0]
    assert [one.passage.id for one in found] == [one.passage.id for one in plain.search([query], k=3, by=by)[0]]
