import datetime as dt

import numpy as np
import pytest
from conftest_evidence import write_jsonl

from factcheck.errors import InputError, ModelError
from factcheck.evidence import Query, RerankedSearch, claim_queries, load_reranker, open_index
from factcheck.evidence.fusion import nearness
from factcheck.models import Article, Attribution, Block, Claim, ResolvedDate, Source, Span


class Fixed:
    """Likes the passages that hold a word, and remembers what it read."""

    name = "fixed"
    sha256 = "f" * 64
    weight = 0.8

    def __init__(self, word):
        self.word = word
        self.read = []

    def rerank(self, pairs, *, progress=None):
        self.read += pairs
        return np.array([float(self.word in passage) for _, passage in pairs])


def documents(results):
    return [evidence.passage.document_id for evidence in results]


def test_the_reranker_has_a_say_in_the_order(corpus, embedder):
    index = open_index(corpus, embedder)
    [plain] = index.search(["the bridge"], k=4)
    reranker = Fixed("coast")
    [found] = RerankedSearch(index, reranker).search(["the bridge"], k=4)
    assert documents(plain)[0] != "a4"
    assert documents(found)[0] == "a4"
    assert documents(found)[1:] == [name for name in documents(plain) if name != "a4"]
    by_document = {evidence.passage.document_id: evidence for evidence in plain}
    for evidence in found:
        assert evidence.score == pytest.approx(0.8 * evidence.reranked + 0.2 * by_document[evidence.passage.document_id].score, abs=1e-6)
    assert ("the bridge", "Bridge closes. The old bridge at Lindholm closed on Friday.") in reranker.read, "it reads the title, too"


def test_only_the_first_are_read_and_none_overtakes_them(corpus, embedder):
    index = open_index(corpus, embedder)
    reranker = Fixed("nowhere")
    [found] = RerankedSearch(index, reranker, depth=2).search(["the bridge"], k=4)
    [plain] = index.search(["the bridge"], k=4)
    assert len(reranker.read) == 2
    assert documents(found) == documents(plain)
    assert [evidence.reranked for evidence in found] == [0.0, 0.0, None, None]


def test_more_are_read_than_are_asked_for(corpus, embedder):
    index = open_index(corpus, embedder)
    [found] = RerankedSearch(index, Fixed("coast")).search(["the bridge"], k=1)
    assert documents(found) == ["a4"]


def test_filters_blank_queries_and_errors_are_those_of_the_index(corpus, embedder):
    index = open_index(corpus, embedder)
    search = RerankedSearch(index, Fixed("bridge"))
    assert search.info == index.info
    assert search.search([]) == []
    assert [len(found) for found in search.search([" ", "bridge"])] == [0, 4]
    assert documents(search.search(["bridge"], published_until=dt.date(2024, 3, 1))[0]) == ["a1"]
    with pytest.raises(InputError, match="ask for 1 or more"):
        search.search(["bridge"], k=0)


def test_a_query_scores_alike_alone_and_among_others(corpus, embedder):
    search = RerankedSearch(open_index(corpus, embedder), load_reranker("words"))
    queries = ["the bridge closed", "ferry to the island", "4.50 crowns toll"]
    assert search.search(queries * 5)[:3] == [search.search([query])[0] for query in queries]


def test_rerankers_have_names(tmp_path):
    assert load_reranker("none") is None
    assert load_reranker("words").rerank([("A toll", "The toll."), ("", "x")]).tolist() == [1.0, 0.0]
    with pytest.raises(ModelError, match="unknown reranker 'best'; choose neural"):
        load_reranker("best")
    with pytest.raises(ModelError, match="is not an adapter"):
        load_reranker(f"adapter:{tmp_path}")


def test_an_adapter_for_another_task_is_refused(root):
    with pytest.raises(ModelError, match="entailment is no reranker"):
        load_reranker(f"adapter:{root / 'factcheck/encoder/adapters/entailment'}")


def test_each_half_of_the_search_can_be_asked_alone(corpus, embedder):
    index = open_index(corpus, embedder)
    [words] = index.search(["Lindholm ferry"], by="words")
    assert sorted(documents(words)) == ["a1", "a2"]
    before = len(embedder.seen)
    index.search(["Lindholm ferry"], by="words", publishers=["The Ferry Post"])
    assert len(embedder.seen) == before, "words need no embedding"
    [meaning] = index.search(["Lindholm ferry"], by="meaning", k=3)
    assert len(meaning) == 3
    assert all(evidence.score == evidence.cosine for evidence in meaning)


def test_a_speaker_in_the_passage_counts_unless_the_claim_names_them(tmp_path, embedder):
    texts = {"a": "The minister said the port closes.", "b": "Ann Moberg said the port closes."}
    write_jsonl(tmp_path / "c.jsonl", [{"id": name, "text": text} for name, text in texts.items()])
    index = open_index(tmp_path / "c.jsonl", embedder)

    def by_words(query):
        [found] = index.search([query], by="words")
        return {evidence.passage.document_id: evidence.score for evidence in found}

    plain, named = by_words("The port closes."), by_words(Query("The port closes.", names=("Ann Moberg",)))
    assert named["a"] == plain["a"]
    assert named["b"] > plain["b"]
    said = "Ann Moberg says the port closes."
    assert by_words(Query(said, names=("Ann Moberg",))) == by_words(said)


def test_of_passages_that_match_alike_the_one_near_the_claims_day_comes_first(tmp_path, embedder):
    days = {"a": "2019-01-01", "b": "2024-05-01", "c": None}
    write_jsonl(tmp_path / "c.jsonl", [{"id": name, "text": "The port closes.", "date": day} for name, day in days.items()])
    index = open_index(tmp_path / "c.jsonl", embedder)
    assert documents(index.search(["The port closes."])[0]) == ["a", "b", "c"]
    assert documents(index.search([Query("The port closes.", date=dt.date(2024, 5, 3))])[0])[0] == "b"
    assert nearness(dt.date(2024, 5, 3), dt.date(2024, 5, 3)) == 1.0
    assert nearness(dt.date(2024, 5, 3), None) == 0.0


def claim(kind="person", *, named=True, dates=()):
    source = Source(name="She", canonical="Ann Moberg", kind=kind, named=named)
    span = Span(start=0, end=5)
    return Claim(
        id="c1",
        span=span,
        quote="Ports",
        text="The port closes.",
        chain=(Attribution(source=source),),
        mode="indirect",
        kind="fact",
        sentence=span,
        dates=dates,
    )


def article(date=None):
    text = "Ports are many. The mayor spoke."
    return Article(id="a", text=text, blocks=(Block(span=Span(start=0, end=len(text)), kind="paragraph"),), date=date)


def test_a_claim_is_searched_with_its_speaker_its_day_and_its_paragraph():
    day = dt.date(2024, 5, 1)
    long_ago = ResolvedDate(text="in 2011", span=Span(start=0, end=1), first=dt.date(2011, 1, 1), last=dt.date(2011, 12, 31))
    to_come = ResolvedDate(text="in 2031", span=Span(start=0, end=1), first=dt.date(2031, 1, 1), last=dt.date(2031, 12, 31))
    dated = article(day)
    assert claim_queries(dated, [claim()]) == [Query("The port closes.", ("Ann Moberg",), dated.text, day)]
    assert claim_queries(article(), [claim(named=False)]) == [Query("The port closes.", context=dated.text)]
    assert claim_queries(dated, [claim("author")])[0].names == ()
    assert claim_queries(dated, [claim(dates=(long_ago,))])[0].date == dt.date(2011, 12, 31)
    assert claim_queries(dated, [claim(dates=(to_come,))])[0].date == day


def test_the_lead_tells_what_the_article_is_about():
    lead, later = "The harbour of Nordhavn is to close. " + "Ships wait. " * 40, "The unions criticised the move."
    text = f"{lead}\n{later}"
    blocks = (
        Block(span=Span(start=0, end=len(lead)), kind="paragraph"),
        Block(span=Span(start=len(lead) + 1, end=len(text)), kind="paragraph"),
    )
    whole = Article(id="a", text=text, blocks=blocks, title="Port")
    place = Span(start=len(lead) + 1, end=len(text))
    (query,) = claim_queries(whole, [claim().model_copy(update={"span": place, "text": later, "quote": later})])
    assert query.context.startswith("Port. The harbour of Nordhavn")
    assert query.context.endswith(later)
    assert len(query.context) < 350
    (query,) = claim_queries(whole, [claim().model_copy(update={"span": blocks[0].span, "text": lead, "quote": lead})])
    assert query.context == f"Port. {lead}"


def test_the_paragraph_around_a_claim_tells_what_it_is_about(tmp_path, embedder):
    texts = {"a": "The unions criticised the move.", "b": "The unions criticised the move on Nordhavn harbour."}
    write_jsonl(tmp_path / "c.jsonl", [{"id": name, "text": text} for name, text in texts.items()])
    index = open_index(tmp_path / "c.jsonl", embedder)
    vague = "The unions criticised the move."
    assert documents(index.search([vague])[0]) == ["a", "b"]
    assert documents(index.search([Query(vague, context="Nordhavn harbour on Nordhavn harbour.")])[0]) == ["b", "a"]
