"""The verifier's float network under sentence-transformers, for comparing times. Imports torch."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import load_file, save_file
from torch import Tensor
from transformers import AutoTokenizer, BertForSequenceClassification
from transformers.modeling_outputs import SequenceClassifierOutput

from factcheck.encoder.adapter import Adapter
from factcheck.encoder.graphs import graph_of
from factcheck.encoder.network import mean_pool
from factcheck.encoder.runtime import load_tokenizer
from factcheck.encoder.weights import verify_base

__all__ = ["PairClassifier", "float_scores", "save_pair_classifier", "with_our_head"]

_HEAD = "head.safetensors"


class PairClassifier(BertForSequenceClassification):
    """BERT's pair classifier with our head, which reads the first token's vector beside the mean of all."""

    def forward(
        self,
        input_ids: Tensor,
        attention_mask: Tensor | None = None,
        token_type_ids: Tensor | None = None,
        **_: object,
    ) -> SequenceClassifierOutput:
        """Ids, mask and segments, each (batch, tokens), to logits (batch, labels)."""
        hidden = self.bert(input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids).last_hidden_state
        pooled = torch.cat([hidden[:, 0], mean_pool(hidden, attention_mask)], dim=-1)
        return SequenceClassifierOutput(logits=self.classifier(pooled))


def save_pair_classifier(adapter: Adapter, folder: Path) -> None:
    """Write base and adapter, merged, as a folder that sentence-transformers loads, and the head beside it."""
    network: Any = graph_of(verify_base(), adapter).network.network
    encoder = network.encoder
    encoder.config.num_labels = len(adapter.labels)
    model = BertForSequenceClassification(encoder.config)
    model.bert.load_state_dict(encoder.state_dict(), strict=False)  # it has a pooler besides, which is taken away again
    model.save_pretrained(folder)
    AutoTokenizer.from_pretrained(str(verify_base())).save_pretrained(folder)
    save_file(network.head.state_dict(), folder / _HEAD)


def with_our_head(model: Any, folder: Path) -> Any:  # noqa: ANN401 - a CrossEncoder, whose class is not imported for its name's sake
    """The CrossEncoder with our head in the place of BERT's, and without the pooler that only BERT's head reads."""
    inner = next(module for module in model.modules() if isinstance(module, BertForSequenceClassification))
    inner.bert.pooler = None
    weights = load_file(folder / _HEAD)
    inner.classifier = torch.nn.Linear(weights["weight"].shape[1], weights["weight"].shape[0])
    inner.classifier.load_state_dict(weights)
    # The loaded object stays, with its weights and hooks: only what `forward` does changes.
    inner.__class__ = PairClassifier
    return model


def float_scores(adapter: Adapter, pairs: list[tuple[str, str]]) -> NDArray[np.float32]:
    """Our own network in float32, a pair at a time: (pairs, labels)."""
    network = graph_of(verify_base(), adapter).network
    encodings = load_tokenizer(adapter.max_tokens).encode_batch(list(pairs))
    with torch.inference_mode():
        return np.stack([network(torch.tensor([e.ids]), torch.tensor([e.type_ids]))[0].numpy() for e in encodings])
