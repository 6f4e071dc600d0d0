"""The shipped tagger: a trained network reads every paragraph, and the inside of what it found once more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Self

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from factcheck.claims.base import Sentence, TaggedAttribution
from factcheck.claims.cue_grammar import CueGrammarTagger
from factcheck.claims.linking import link_quotations
from factcheck.claims.quotations import Quotation, find_quotations
from factcheck.claims.tagging.assembly import attributions_of
from factcheck.claims.tagging.decoding import Decoder
from factcheck.claims.tagging.encoding import encode_windows
from factcheck.claims.tagging.features import CONVENTIONS, word_features
from factcheck.claims.tagging.labels import LABELS
from factcheck.claims.tagging.nesting import inner_sentences
from factcheck.claims.tagging.reconciliation import reconciled
from factcheck.claims.tagging.scorer import CompiledScorer, WordScorer
from factcheck.claims.tagging.windows import Window, windows_of
from factcheck.encoder.adapter import Adapter
from factcheck.encoder.runtime import load_tokenizer
from factcheck.encoder.weights import BASE_NAME
from factcheck.errors import ModelError
from factcheck.models import ModelInfo, Span
from factcheck.progress import Progress, silent

__all__ = ["NeuralTagger"]

_DEEPEST = 3
"""Attributions inside attributions beyond this are a hostile text, not news."""


class NeuralTagger:
    """Tags attributions with a token classifier on the base model: a linear-chain CRF over roles, and pointers to cues.

    Args:
        scorer: scores the words.
        head: parameters of the CRF and the pointers, see `Decoder`.
        tokenizer: the base model's.
        convention: whose conventions of annotation to follow, one of `CONVENTIONS`.
        info: name and checksum, for reports.
    """

    def __init__(
        self,
        scorer: WordScorer,
        head: Mapping[str, NDArray[np.float32]],
        tokenizer: Tokenizer,
        *,
        convention: str = CONVENTIONS[0],
        info: ModelInfo | None = None,
    ) -> None:
        self.info = info
        self._scorer = scorer
        self._decoder = Decoder(head)
        self._tokenizer = tokenizer
        self._convention = convention
        self._grammar = CueGrammarTagger()

    @classmethod
    def of(cls, adapter: Adapter, *, progress: Progress = silent) -> Self:
        """The tagger that an adapter makes of the base model, compiled on first use.

        Raises:
            ModelError: the adapter is broken, or made for other labels.
            OutputError: the compiled model cannot be kept.
        """
        if adapter.labels != LABELS:
            raise ModelError(f"{adapter.directory} has other labels than this version's tagger: train it again")
        return cls(
            CompiledScorer(adapter, progress=progress),
            {name.removeprefix("head."): value for name, value in adapter.tensors().items() if name.startswith("head.")},
            load_tokenizer(adapter.max_tokens),
            convention=str(adapter.card.get("convention", CONVENTIONS[0])),
            info=ModelInfo(role="tagger", name=f"{BASE_NAME}+{adapter.directory.name}", sha256=adapter.sha256),
        )

    def tag(self, text: str, sentences: Sequence[Sentence]) -> list[TaggedAttribution]:
        """The attributions of `text` in reading order, those inside a content among them."""
        quotations = self._quotations(text, sentences)
        windows = list(windows_of(text, sentences))
        grammar = self._grammar.tag(text, sentences)
        layer = self._outermost(text, windows, quotations, grammar)
        found = dict.fromkeys(layer)
        level, seen = sentences, grammar
        for _ in range(_DEEPEST - 1):
            level = inner_sentences(text, layer, seen, level)
            if not level:
                break
            seen = self._grammar.tag(text, level)
            layer = self._outermost(text, list(windows_of(text, level)), self._quotations(text, level), seen)
            found |= dict.fromkeys(layer)
        return link_quotations(text, sentences, quotations, reconciled(text, windows, quotations, found, grammar))

    def _outermost(
        self, text: str, windows: Sequence[Window], quotations: Sequence[Quotation], grammar: Sequence[TaggedAttribution]
    ) -> list[TaggedAttribution]:
        """What the network finds in each window; contents whose cue it does not see are left to linking."""
        features = word_features(text, windows, quotations, grammar, self._convention)
        rows = self._scorer.score(encode_windows(self._tokenizer, text, windows, features))
        return [
            attribution
            for window, scores in zip(windows, rows, strict=True)
            for attribution in attributions_of(text, window, self._decoder.decode(scores))
            if attribution.cue
        ]

    def _quotations(self, text: str, sentences: Sequence[Sentence]) -> list[Quotation]:
        """The outermost ones of each paragraph, in reading order."""
        paragraphs = [_paragraph(list(group)) for _, group in groupby(sentences, key=lambda sentence: sentence.block)]
        return [quotation for quotation in find_quotations(text, paragraphs) if quotation.depth == 0]


def _paragraph(sentences: Sequence[Sentence]) -> Span:
    return Span(start=sentences[0].span.start, end=sentences[-1].span.end)
