"""The taggers by name."""

from __future__ import annotations

from pathlib import Path

from factcheck.claims.base import AttributionTagger
from factcheck.defaults import TAGGER
from factcheck.errors import InputError
from factcheck.progress import Progress, silent

__all__ = ["load_tagger"]


def load_tagger(name: str = TAGGER, *, progress: Progress = silent) -> AttributionTagger:
    """The attribution tagger of a name.

    Args:
        name: `neural`, the trained network that ships; `adapter:FOLDER`, the same with an adapter of one's own; `cue-grammar`, patterns
            over a lexicon, without any weights.
        progress: told when a network must be compiled first.

    Raises:
        InputError: no tagger has such a name.
        ModelError: the adapter, or the model it needs, is missing or broken.
    """
    kind, _, argument = name.partition(":")
    if name == "cue-grammar":
        from factcheck.claims.cue_grammar import CueGrammarTagger

        return CueGrammarTagger()
    if name == "neural" or (kind == "adapter" and argument):
        # Imported here, because the cue grammar needs neither numpy nor onnxruntime, which take a while to load.
        from factcheck.claims.tagging import NeuralTagger
        from factcheck.encoder.adapter import Adapter, shipped_adapter

        return NeuralTagger.of(Adapter(Path(argument)) if argument else shipped_adapter("attribution"), progress=progress)
    raise InputError(f"no tagger is called {name!r}: use neural, adapter:FOLDER or cue-grammar")
