"""Each verb's run with doubles: predictions in the gold's own format, offsets in the gold's own text."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.claims.base import TaggedAttribution
from factcheck.datasets.records import ArticleRecord
from factcheck.errors import InputError, OutputError
from factcheck.evaluation.attribution import evaluate_attribution, quote_kind
from factcheck.evaluation.entailment import evaluate_entailment
from factcheck.evaluation.retrieval import evaluate_retrieval
from factcheck.evaluation.texts import parse_record
from factcheck.evaluation.verdict import evaluate_verdict, outcome_probabilities
from factcheck.models import CorpusInfo, Evidence, Passage, Probabilities, Span
from factcheck.verdict.aggregate import aggregate

LABELS = {"supported": "supports", "refuted": "refutes", "not_enough_evidence": "nei", "conflicting": "conflicting"}


def write(path, *rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def read(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


class EchoVerifier:
    """Reads its probabilities from the passage."""

    name = sha256 = "echo"

    def verify(self, pairs, *, progress=None):
        return [Probabilities(**{"supports": 0.0, "refutes": 0.0, "nei": 0.0, passage: 1.0}) for _, passage in pairs]


class FirstWordsTagger:
    """Takes the first word of each sentence for the source, the second for the cue, the rest for the content."""

    name = "first-words"

    def tag(self, text, sentences):
        found = []
        for sentence in sentences:
            first = text.index(" ", sentence.span.start)
            second = text.index(" ", first + 1)
            spans = [(sentence.span.start, first), (first + 1, second), (second + 1, sentence.span.end)]
            found.append(TaggedAttribution(*((Span(start=start, end=end),) for start, end in spans)))
        return found


class WordSearcher:
    """Scores a passage by the words it shares with the query; two passages a document."""

    def __init__(self, documents):
        self.documents = documents
        self.info = CorpusInfo(name="c", sha256="0", documents=len(documents), passages=2 * len(documents))

    def search(self, queries, *, k=10):
        return [sorted(self._score(query), key=lambda evidence: -evidence.score)[:k] for query in queries]

    def _score(self, query):
        for name, text in self.documents.items():
            for number, part in enumerate((text, text.split()[0])):
                passage = Passage(id=f"{name}#{number}", document_id=name, span=Span(start=0, end=len(part)), text=part)
                score = float(len(set(query.lower().split()) & set(part.lower().split())))
                yield Evidence(passage=passage, score=score, cosine=0.0)


def test_entailment_predictions_score_the_same_when_read_back(tmp_path):
    rows = [
        {"id": f"p{i}", "premise": label, "hypothesis": "It rained.", "label": label}
        for i, label in enumerate(("supports", "refutes", "nei"))
    ]
    rows.append({"id": "wrong", "premise": "nei", "hypothesis": "It rained.", "label": "refutes"})
    gold, out = write(tmp_path / "gold.jsonl", *rows), tmp_path / "p.jsonl"
    found = evaluate_entailment(gold, verifier=EchoVerifier(), predictions=out)
    assert found.figures["accuracy"] == 75.0
    assert read(out)[0] == {"id": "p0", "probs": {"supports": 1.0, "refutes": 0.0, "nei": 0.0}}
    assert evaluate_entailment(gold, given=out).figures == found.figures


def test_missing_predictions_stay_in_the_denominator(tmp_path):
    rows = [{"id": f"p{i}", "premise": "supports", "hypothesis": "It rained.", "label": "supports"} for i in range(4)]
    given = write(tmp_path / "p.jsonl", {"id": "p0", "probs": {"supports": 1.0}})
    figures = evaluate_entailment(write(tmp_path / "gold.jsonl", *rows), given=given).figures
    assert (figures["n"], figures["missing"], figures["accuracy"]) == (4, 3, 25.0)


def test_a_limit_is_reported(tmp_path):
    rows = [{"id": f"p{i}", "premise": "supports", "hypothesis": "It rained.", "label": "supports"} for i in range(4)]
    found = evaluate_entailment(write(tmp_path / "gold.jsonl", *rows), verifier=EchoVerifier(), limit=2)
    assert (found.figures["n"], found.limit, json.loads(found.as_json())["limit"]) == (2, 2, 2)


def test_an_output_that_cannot_be_written_is_refused_before_the_work(tmp_path):
    with pytest.raises(OutputError):
        evaluate_entailment(tmp_path / "not-even-there.jsonl", predictions=tmp_path / "no" / "p.jsonl")


def test_verdicts_pool_the_evidence_of_each_claim(tmp_path):
    evidence = {"supports": ["supports", "nei"], "refutes": ["refutes"], "nei": ["nei"], "conflicting": ["supports", "refutes"]}
    gold = write(
        tmp_path / "gold.jsonl", *({"id": label, "claim": "It rained.", "evidence": e, "label": label} for label, e in evidence.items())
    )
    out = tmp_path / "p.jsonl"
    found = evaluate_verdict(gold, verifier=EchoVerifier(), predictions=out)
    assert found.figures["accuracy"] == 100.0
    assert {row["id"]: max(row["probs"], key=row["probs"].get) for row in read(out)} == {label: label for label in evidence}
    assert evaluate_verdict(gold, given=out).figures == found.figures


def test_a_claim_without_evidence_has_not_enough(tmp_path):
    assert outcome_probabilities([]) == {"supports": 0.0, "refutes": 0.0, "nei": 1.0, "conflicting": 0.0}


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=5))
def test_outcomes_are_the_probabilities_of_the_aggregation(values):
    readings = [Probabilities(supports=s, refutes=(1 - s) * r, nei=(1 - s) * (1 - r)) for s, r in values]
    probabilities = outcome_probabilities(readings)
    assert sum(probabilities.values()) == pytest.approx(1, abs=1e-5)
    pooled = aggregate(readings).probabilities
    assert probabilities == pytest.approx({LABELS[label]: value for label, value in pooled.items()}, abs=1e-5)


def test_plots_are_drawn_of_what_was_scored(tmp_path):
    rows = [{"id": f"p{i}", "premise": "supports", "hypothesis": "It rained.", "label": "supports"} for i in range(4)]
    gold = write(tmp_path / "gold.jsonl", *rows)
    evaluate_entailment(gold, verifier=EchoVerifier(), plots=tmp_path / "plots")
    assert sorted(path.name for path in (tmp_path / "plots").iterdir()) == [
        "gold.reliability.csv",
        "gold.reliability.svg",
        "gold.risk-coverage.csv",
        "gold.risk-coverage.svg",
    ]


TEXT = "Lee said\tit  rained.\r\n\r\nRay \u200bsaid “no more\u00a0rain”.\r\n"


def test_what_is_found_in_normal_text_comes_back_in_the_golds_offsets(tmp_path):
    gold = write(
        tmp_path / "gold.jsonl",
        {
            "id": "a",
            "text": TEXT,
            "attributions": [
                {"source": [[0, 3]], "cue": [[4, 8]], "content": [[9, 20]], "quote": "indirect"},
                {"source": [[24, 27]], "cue": [[29, 33]], "content": [[34, 49]], "quote": "direct"},
            ],
        },
    )
    out = tmp_path / "p.jsonl"
    found = evaluate_attribution(gold, tagger=FirstWordsTagger(), predictions=out)
    assert found.rates["all_exact"].f1 == 100.0
    attributions = read(out)[0]["attributions"]
    assert [TEXT[slice(*a["source"][0])] for a in attributions] == ["Lee", "Ray"]
    assert [a["quote"] for a in attributions] == ["indirect", "direct"]
    assert evaluate_attribution(gold, given=out).figures == found.figures


def test_the_speech_part_is_scored_when_its_verbs_are_given(tmp_path):
    attribution = {"source": [[0, 3]], "cue": [[4, 8]], "content": [[9, 20]], "quote": "indirect"}
    gold = write(tmp_path / "gold.jsonl", {"id": "a", "text": "Lee said it rained.", "attributions": [attribution]})
    verbs = tmp_path / "verbs.txt"
    verbs.write_text("said\n", encoding="utf-8")
    assert evaluate_attribution(gold, tagger=FirstWordsTagger(), speech_verbs=verbs).figures["usable_speech"] == 100.0
    assert "usable_speech" not in evaluate_attribution(gold, tagger=FirstWordsTagger()).figures


def test_a_text_that_is_no_article_counts_as_missing(tmp_path):
    attribution = {"source": [[0, 1]], "cue": [[1, 2]], "content": [[2, 3]], "quote": "indirect"}
    gold = write(tmp_path / "gold.jsonl", {"id": "blank", "text": "   ", "attributions": [attribution]})
    found = evaluate_attribution(gold, tagger=FirstWordsTagger())
    assert (found.figures["missing"], found.figures["gold"], found.figures["usable"]) == (1, 1, 0.0)
    assert "blank" in found.notes[0]


@given(st.text(alphabet="aé\u0301\u200b \t\r\n\u00a0.“", min_size=1))
def test_every_span_of_an_article_comes_back_inside_the_gold_text(text):
    try:
        parsed = parse_record(ArticleRecord(id="a", text=text))
    except InputError:
        return
    for start in range(len(parsed.article.text)):
        first, last = parsed.original(Span(start=start, end=start + 1))
        assert 0 <= first < last <= len(text)
        if parsed.article.text[start].isascii() and parsed.article.text[start].isalpha():
            assert text[first] == parsed.article.text[start]


@pytest.mark.parametrize(
    ("content", "quoted", "kind"),
    [((0, 9), [(0, 9)], "direct"), ((0, 9), [(0, 3)], "mixed"), ((0, 9), [], "indirect"), ((0, 3), [(4, 9)], "indirect")],
)
def test_quotation_is_told_by_the_words_inside(content, quoted, kind):
    spans = [Span(start=start, end=end) for start, end in (content, *quoted)]
    assert quote_kind("one three", spans[:1], spans[1:]) == kind


@pytest.fixture
def test_set(tmp_path):
    (tmp_path / "qrels").mkdir()
    write(tmp_path / "corpus.jsonl", {"_id": "d1", "text": "rain fell"}, {"_id": "d2", "text": "sun shone brightly"})
    write(tmp_path / "queries.jsonl", {"_id": "q1", "text": "rain"}, {"_id": "q2", "text": "bright sun"})
    (tmp_path / "qrels" / "dev.tsv").write_text("query-id\tcorpus-id\tscore\nq1\td1\t1\nq2\td2\t1\nq3\td2\t1\n", encoding="utf-8")
    return tmp_path


def test_a_document_scores_as_its_best_passage(test_set, tmp_path):
    out = tmp_path / "run.tsv"
    found = evaluate_retrieval(test_set, searcher=WordSearcher({"d1": "rain fell", "d2": "sun shone"}), predictions=out)
    assert out.read_text(encoding="utf-8").splitlines() == ["q1\td1\t1.0", "q1\td2\t0.0", "q2\td2\t1.0", "q2\td1\t0.0"]
    assert found.figures["mrr@10"] == pytest.approx(200 / 3)
    assert (found.figures["queries"], found.figures["missing"]) == (3, 1)
    assert "1 judged" in found.notes[0]
    assert evaluate_retrieval(test_set, given=out).figures == found.figures


def test_retrieval_builds_and_searches_an_index_of_its_own(test_set):
    found = evaluate_retrieval(test_set, embedder="hash:64", limit=2)
    assert found.figures["recall@10"] == 100.0
    assert (found.figures["queries"], found.limit) == (2, 2)


def test_retrieval_shows_what_each_stage_brings(test_set):
    found = evaluate_retrieval(test_set, embedder="hash:64", reranker="words", stages=True)
    assert list(found.stages) == ["BM25 alone", "embeddings alone", "fused", "fused and reranked"]
    assert all(figures["seconds per 1,000"] > 0 for figures in found.stages.values())
    assert found.stages["fused and reranked"]["ndcg@10"] == found.figures["ndcg@10"]
    assert list(json.loads(found.as_json())["stages"]) == list(found.stages)
    plain = evaluate_retrieval(test_set, embedder="hash:64", reranker="none", stages=True)
    assert list(plain.stages)[-1] == "fused"
    assert "stages" not in json.loads(evaluate_retrieval(test_set, embedder="hash:64", reranker="none").as_json())


def test_explicit_files_need_no_folder(test_set):
    files = {"corpus": test_set / "corpus.jsonl", "queries": test_set / "queries.jsonl", "qrels": test_set / "qrels" / "dev.tsv"}
    found = evaluate_retrieval(**files, embedder="hash:64")
    assert (found.gold, found.figures["queries"]) == ("dev.tsv", 3)
    with pytest.raises(InputError, match="name the folder"):
        evaluate_retrieval(corpus=files["corpus"])


def test_records_without_labels_are_predicted_and_not_scored(tmp_path):
    rows = [
        {"id": "p0", "premise": "supports", "hypothesis": "It rained.", "label": "supports"},
        {"id": "p1", "premise": "nei", "hypothesis": "So."},
    ]
    gold, out = write(tmp_path / "gold.jsonl", *rows), tmp_path / "p.jsonl"
    found = evaluate_entailment(gold, verifier=EchoVerifier(), predictions=out)
    assert (found.figures["n"], len(read(out))) == (1, 2)
    assert "1 of 2 records have no 'label'" in found.notes[0]


def test_nothing_to_score_is_refused_unless_predictions_are_wanted(tmp_path):
    gold, out = write(tmp_path / "gold.jsonl", {"id": "a", "text": "Lee said it rained."}), tmp_path / "p.jsonl"
    with pytest.raises(InputError, match="nothing to score"):
        evaluate_attribution(gold, tagger=FirstWordsTagger())
    found = evaluate_attribution(gold, tagger=FirstWordsTagger(), predictions=out)
    assert (found.figures, found.rates, len(read(out)[0]["attributions"])) == ({}, {}, 1)


def test_resolution_and_nesting_are_measured_where_gold_tells_them(tmp_path):
    text = "Mary Lee said the dam is safe. She said engineers found it sound. He said it leaks."

    def attribution(source, cue, content, *, nested=False, name=None):
        spans = {}
        for role, words in (("source", source), ("cue", cue), ("content", content)):
            start = text.index(words if role == "content" else f"{source} {cue}") + (len(source) + 1 if role == "cue" else 0)
            spans[role] = [[start, start + len(words)]]
        return spans | {"quote": "indirect", "nested": nested, "source_entity": {"name": name}}

    gold = write(
        tmp_path / "gold.jsonl",
        {
            "id": "a",
            "text": text,
            "attributions": [
                attribution("Mary Lee", "said", "the dam is safe", name="Mary Lee"),
                attribution("She", "said", "engineers found it sound", name="Mary Lee"),
                attribution("engineers", "found", "it sound", nested=True),
                attribution("He", "said", "it leaks", name="Jon Brandt"),
            ],
        },
    )
    found = evaluate_attribution(gold, tagger=FirstWordsTagger())
    assert found.figures["nested_recall"] == 0.0
    assert found.figures["speaker_named"] == pytest.approx(200 / 3)
    assert found.figures["speaker_of_pronoun"] == 50.0
    plain = write(tmp_path / "plain.jsonl", {"id": "a", "text": text, "attributions": []})
    assert not {"nested_recall", "speaker_named"} & set(evaluate_attribution(plain, tagger=FirstWordsTagger()).figures)
