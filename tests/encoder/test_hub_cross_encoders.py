"""Cross-encoders of the hub: tiny ones with random weights, made here, that behave like the real thing."""

from __future__ import annotations

import json
import shutil

import numpy as np
import pytest

from factcheck.encoder.hub import HubCrossEncoder, weights_checksum
from factcheck.errors import ModelError
from factcheck.evidence import load_embedder, load_reranker, open_index
from factcheck.evidence.hub import HubReranker
from factcheck.notes import Notes
from factcheck.pipeline import check_article
from factcheck.verdict.hub import HubVerifier, label_columns
from factcheck.verdict.verifiers import load_verifier

WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "the", "a", "bridge", "opened", "in", "may", "june"]
WORDS += ["it", "cost", "forty", "million", "euros", "not"]
NLI = ("contradiction", "entailment", "neutral")


def save(folder, labels, *, positions=64):
    """A BERT of some thousand random weights whose scores are called `labels`."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    folder.mkdir(parents=True, exist_ok=True)
    (folder / "vocab.txt").write_text("\n".join(WORDS))
    BertTokenizerFast(vocab_file=str(folder / "vocab.txt")).save_pretrained(folder)
    torch.manual_seed(7)
    shape = {"hidden_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 16, "initializer_range": 1.0}
    config = BertConfig(vocab_size=len(WORDS), max_position_embeddings=positions, id2label=dict(enumerate(labels)), **shape)
    model = BertForSequenceClassification(config)
    model.save_pretrained(folder)
    return model


@pytest.fixture(scope="module")
def nli(tmp_path_factory):
    folder = tmp_path_factory.mktemp("models") / "nli"
    save(folder, NLI)
    return folder


def test_the_models_own_labels_decide_which_score_means_what(tmp_path):
    """The same weights under other names of the labels give the same numbers for other relations."""
    pair = [("the bridge opened in may", "a bridge opened in june")]
    save(tmp_path / "one", NLI)
    save(tmp_path / "two", ("REFUTES", "SUPPORTS", "NOT ENOUGH INFO"))
    save(tmp_path / "three", ("Entailment", "Neutral", "Contradiction"))
    one, two, three = (HubVerifier(str(tmp_path / name)).verify(pair)[0] for name in ("one", "two", "three"))
    assert one == two
    assert (three.supports, three.nei, three.refutes) == pytest.approx((one.refutes, one.supports, one.nei), abs=2e-4)
    assert len({one.supports, one.refutes, one.nei}) == 3


def test_the_passage_is_the_premise(nli):
    model = HubCrossEncoder(str(nli))
    claim, passage = "the bridge opened in may", "it cost forty million euros"
    expected = model.scores([(passage, claim)], stage="")[0]
    assert HubVerifier(str(nli)).scores([(claim, passage)])[0].tolist() == pytest.approx([expected[1], expected[0], expected[2]])


@pytest.mark.parametrize(
    ("labels", "columns"),
    [
        (("entailment", "not_entailment"), {"supports": 0, "nei": 1}),
        (("not entailment", "Entailment"), {"nei": 0, "supports": 1}),
        (("SUPPORTS", "REFUTES"), {"supports": 0, "refutes": 1}),
        (("NOT ENOUGH INFO", "SUPPORTED", "REFUTED"), {"nei": 0, "supports": 1, "refutes": 2}),
        (("c-o-n-t-r-a-d-i-c-t-i-o-n", "NEI", "entails"), {"refutes": 0, "nei": 1, "supports": 2}),
    ],
)
def test_labels_in_any_order_and_spelling(labels, columns):
    assert label_columns(labels, "hub:m") == columns


@pytest.mark.parametrize(
    ("labels", "message"),
    [
        (("LABEL_0", "LABEL_1", "LABEL_2"), "'LABEL_0' means is not known"),
        (("entailment", "joy"), "'joy' means is not known"),
        (("entailment", "supports", "neutral"), "mean the same"),
        (("relevant",), "single score; `--reranker hub:m`"),
    ],
)
def test_labels_that_nobody_can_read_are_refused_in_one_line(labels, message):
    with pytest.raises(ModelError) as raised:
        label_columns(labels, "hub:m")
    assert message in str(raised.value)
    assert "\n" not in str(raised.value)


def test_two_labels_leave_the_third_at_nothing(tmp_path):
    save(tmp_path / "two", ("entailment", "not_entailment"))
    save(tmp_path / "sides", ("supports", "refutes"))
    pair = [("the bridge opened", "a bridge opened in may")]
    two = HubVerifier(str(tmp_path / "two")).verify(pair)[0]
    assert two.refutes == 0
    assert two.supports + two.nei == pytest.approx(1)
    notes = Notes()
    with notes.open():
        sides = HubVerifier(str(tmp_path / "sides")).verify(pair)[0]
    assert sides.nei == 0
    assert any("cannot say that a passage has nothing to do with a claim" in remark for remark in notes.remarks)


def test_a_pair_is_read_alike_whatever_is_beside_it(nli):
    verifier = HubVerifier(str(nli))
    pair = ("the bridge opened", "a bridge opened in may")
    alone = verifier.scores([pair])[0]
    among = verifier.scores([("it", "it cost forty million euros in may the june " * 4), pair, ("a", "a")])[1]
    assert np.array_equal(alone, among)
    assert verifier.verify([]) == []


def test_a_text_longer_than_the_model_reads_is_no_error(nli):
    assert HubCrossEncoder(str(nli)).scores([("the bridge " * 200, "a " * 300)], stage="").shape == (1, 3)


def test_a_reranker_has_one_score_and_gives_it_from_0_to_1(tmp_path, nli):
    save(tmp_path / "rank", ("relevant",))
    reranker = load_reranker(f"hub:{tmp_path / 'rank'}")
    pairs = [("the bridge", "a bridge opened"), ("it cost euros", "not in june")]
    logits = HubCrossEncoder(str(tmp_path / "rank")).scores(pairs, stage="")[:, 0]
    assert reranker.rerank(pairs).tolist() == pytest.approx((1 / (1 + np.exp(-logits))).tolist(), abs=1e-4)
    with pytest.raises(ModelError, match=r"is no reranker: it has 3 scores \(contradiction, entailment, neutral\)"):
        HubReranker(str(nli))


def test_the_checksum_is_that_of_the_weights(tmp_path):
    model = save(tmp_path / "a", NLI)
    first = HubVerifier(str(tmp_path / "a"))
    assert first.sha256 == weights_checksum(model)
    model.classifier.bias.data[0] += 1
    model.save_pretrained(tmp_path / "a")
    assert HubVerifier(str(tmp_path / "a")).sha256 != first.sha256


def test_weights_that_are_no_safetensors_are_not_read(tmp_path, nli):
    import torch
    from safetensors.torch import load_file

    folder = tmp_path / "pickled"
    shutil.copytree(nli, folder)
    torch.save(load_file(folder / "model.safetensors"), folder / "pytorch_model.bin")
    (folder / "model.safetensors").unlink()
    with pytest.raises(ModelError, match="no weights in the safetensors format"):
        HubCrossEncoder(str(folder))


def test_code_in_a_model_is_not_run(tmp_path, nli):
    folder = tmp_path / "coded"
    shutil.copytree(nli, folder)
    config = json.loads((folder / "config.json").read_text())
    config |= {"model_type": "own", "auto_map": {"AutoConfig": "own.C", "AutoModelForSequenceClassification": "own.M"}}
    (folder / "config.json").write_text(json.dumps(config))
    (folder / "own.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')\nclass C: pass\nclass M: pass\n")
    with pytest.raises(ModelError, match="needs code of its own, which factcheck never runs"):
        HubCrossEncoder(str(folder))
    assert not (tmp_path / "ran").exists()


def test_an_embedder_is_no_cross_encoder(tmp_path, nli):
    folder = tmp_path / "base"
    shutil.copytree(nli, folder)
    model = save(tmp_path / "whole", NLI)
    model.bert.save_pretrained(folder)
    with pytest.raises(ModelError, match="no trained classification head"):
        HubCrossEncoder(str(folder))


@pytest.mark.parametrize("name", ["./no-such-folder", "/no/such/folder", "a/b/c"])
def test_a_folder_that_is_not_there_is_looked_for_nowhere_else(name):
    with pytest.raises(ModelError, match="there is no such folder"):
        HubCrossEncoder(name)


def test_a_model_that_is_not_here_without_a_network_is_one_line(monkeypatch):
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    with pytest.raises(ModelError) as raised:
        load_verifier("hub:nobody/nothing")
    assert str(raised.value) == (
        "hub:nobody/nothing: is not on this machine, and the hub cannot be reached; give the folder of a model as hub:./FOLDER"
    )


def test_a_folder_with_nothing_in_it_is_one_line(tmp_path):
    with pytest.raises(ModelError, match=r"^hub:\S+: cannot be loaded: ") as raised:
        HubCrossEncoder(str(tmp_path))
    assert "\n" not in str(raised.value)


def test_a_report_names_them_and_says_that_nobody_calibrated_them(tmp_path, nli):
    from factcheck.article import parse_article

    save(tmp_path / "rank", ("relevant",))
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text(json.dumps({"id": "d", "publisher": "Harbour Post", "text": "A bridge opened in June. It cost forty million euros."}))
    embedder, reranker = load_embedder("hash:64"), load_reranker(f"hub:{tmp_path / 'rank'}")
    index = open_index(corpus, embedder, directory=tmp_path / "index")
    article = parse_article("The bridge opened in May. It cost forty million euros.", id="a", publisher="Town Paper")
    verifier = load_verifier(f"hub:{nli}")
    report = check_article(article, index, embedder, verifier, reranker=reranker)
    models = {model.role: model for model in report.models}
    assert (models["verifier"].name, models["verifier"].sha256) == (f"hub:{nli}", verifier.sha256)
    assert (models["reranker"].name, models["reranker"].sha256) == (f"hub:{tmp_path / 'rank'}", reranker.sha256)
    assert any(f"The verifier hub:{nli} was not calibrated" in warning for warning in report.warnings)
    assert any("The reranker" in warning for warning in report.warnings)


def test_a_model_of_the_users_choice_is_measured_like_the_one_that_ships(nli, tmp_path):
    from factcheck.evaluation import evaluate_entailment
    from factcheck.evaluation.verifiers import load_verifier as measured
    from factcheck.evaluation.verifiers import verifier_checksum

    gold = tmp_path / "gold.jsonl"
    pair = {"premise": "the bridge opened in may", "hypothesis": "a bridge opened in june", "label": "refutes", "dataset": "made-up"}
    gold.write_text(json.dumps({**pair, "id": "1"}) + "\n")
    verifier = measured(f"hub:{nli}")
    assert verifier.sha256 == verifier_checksum(f"hub:{nli}")
    (probabilities,) = verifier.verify([(pair["hypothesis"], pair["premise"])])
    best = max(("supports", "refutes", "nei"), key=lambda label: getattr(probabilities, label))
    assert evaluate_entailment(gold, verifier=verifier).figures["accuracy"] == (100.0 if best == "refutes" else 0.0)
