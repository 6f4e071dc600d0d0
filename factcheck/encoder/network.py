"""The networks as torch modules: the base encoder with a pooling or a head on top.

Only compiling and training import this module; running the compiled models does not.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import torch
from torch import Tensor, nn
from transformers import BertModel
from transformers.utils import logging

__all__ = ["SentenceClassifier", "SentenceEmbedder", "TaggerHead", "TokenTagger", "Unpadded", "load_base", "mean_pool"]


def load_base(directory: Path, *, attention: Literal["sdpa", "eager"] = "sdpa") -> BertModel:
    """The published base encoder in float32, without its unused pooler.

    Args:
        directory: of the published files.
        attention: how attention is computed; fused (`sdpa`) is faster to train, plain (`eager`) makes the simpler graph to compile.
    """
    # What it says on loading (a pooler that the base has no use for) is no news to a user.
    logging.set_verbosity_error()
    logging.disable_progress_bar()
    model: BertModel = BertModel.from_pretrained(str(directory), add_pooling_layer=False, attn_implementation=attention)
    return model


def mean_pool(hidden: Tensor, attention_mask: Tensor | None) -> Tensor:
    """Mean of the token vectors under the mask, of all of them without one: (batch, tokens, width) to (batch, width)."""
    if attention_mask is None:
        return hidden.mean(1)
    mask = attention_mask.unsqueeze(-1).to(hidden.dtype)
    return (hidden * mask).sum(1) / mask.sum(1).clamp(min=1e-9)


class SentenceEmbedder(nn.Module):
    """Token ids to one unit-length vector a text, as all-MiniLM-L6-v2 defines it (mean pooling, L2 norm)."""

    def __init__(self, encoder: BertModel) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, input_ids: Tensor, attention_mask: Tensor | None, token_type_ids: Tensor) -> Tensor:
        """Ids, mask and segments, each (batch, tokens), to embeddings (batch, width)."""
        hidden = self.encoder(input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids).last_hidden_state
        return nn.functional.normalize(mean_pool(hidden, attention_mask), dim=-1)


class SentenceClassifier(nn.Module):
    """Token ids of a text pair to one logit a label: (batch, tokens) to (batch, labels).

    The head reads the first token's vector beside the mean of all, because the base model was trained
    with mean pooling and learns a pair task sooner from both than from the first token alone.
    """

    def __init__(self, encoder: BertModel, labels: int, *, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = encoder
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Linear(2 * encoder.config.hidden_size, labels)

    def forward(self, input_ids: Tensor, attention_mask: Tensor | None, token_type_ids: Tensor) -> Tensor:
        """Ids, mask and segments, each (batch, tokens), to logits (batch, labels)."""
        hidden = self.encoder(input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids).last_hidden_state
        pooled = torch.cat([hidden[:, 0], mean_pool(hidden, attention_mask)], dim=-1)
        logits: Tensor = self.head(self.dropout(pooled))
        return logits


class Unpadded(nn.Module):
    """A network over texts of one length, which need no mask: leaving it out makes the compiled network an eighth faster."""

    def __init__(self, network: nn.Module) -> None:
        super().__init__()
        self.network = network

    def forward(self, input_ids: Tensor, other: Tensor) -> Tensor:
        """Ids (batch, tokens) and the network's other input to the network's output."""
        output: Tensor = self.network(input_ids, None, other)
        return output


class TokenTagger(nn.Module):
    """Token ids and features to label scores and pointer vectors of every token.

    Features enter twice: beside the word pieces, and as a bias on the label scores.
    """

    def __init__(self, encoder: BertModel, labels: int, features: int, pointer: int, *, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = encoder
        self.dropout = nn.Dropout(dropout)
        self.head = TaggerHead(encoder.config.hidden_size, labels, features, pointer)

    def forward(self, input_ids: Tensor, attention_mask: Tensor | None, features: Tensor) -> Tensor:
        """Ids and mask (batch, tokens) and features (batch, tokens, features) to (batch, tokens, labels + 4 * pointer)."""
        embedded = self.encoder.embeddings.word_embeddings(input_ids) + self.head.features(features)
        hidden = self.encoder(inputs_embeds=embedded, attention_mask=attention_mask).last_hidden_state
        scores = self.head.labels(self.dropout(hidden)) + self.head.prior(features)
        return torch.cat([scores, self.head.pointers(self.dropout(hidden))], dim=-1)


class TaggerHead(nn.Module):
    """Everything of the tagger that the base model lacks.

    `transitions` (labels, labels), `starts` and `ends` (labels,) belong to the linear-chain CRF, `distances` (2, buckets) and
    `no_source` (1,) to the pointers; they take no part in the network's own forward pass.
    """

    BUCKETS = 32

    def __init__(self, width: int, labels: int, features: int, pointer: int) -> None:
        super().__init__()
        self.features = nn.Linear(features, width, bias=False)
        self.prior = nn.Linear(features, labels, bias=False)
        self.labels = nn.Linear(width, labels)
        self.pointers = nn.Linear(width, 4 * pointer)
        self.transitions = nn.Parameter(torch.zeros(labels, labels))
        self.starts = nn.Parameter(torch.zeros(labels))
        self.ends = nn.Parameter(torch.zeros(labels))
        self.distances = nn.Parameter(torch.zeros(2, self.BUCKETS))
        self.no_source = nn.Parameter(torch.zeros(1))
        nn.init.zeros_(self.features.weight)
        nn.init.zeros_(self.prior.weight)
