"""What a check uses when nothing else is asked for; kept apart, because the command line shows it without loading anything."""

from __future__ import annotations

from typing import Final

__all__ = ["EMBEDDER", "EXTRACTOR", "FULL_VERIFIER", "NO_RERANKER", "PASSAGES_PER_CLAIM", "RERANKER", "TAGGER", "VERIFIER"]

EMBEDDER: Final = "all-MiniLM-L6-v2"
"""Name of the embedding model."""
EXTRACTOR: Final = "rules"
"""Name of the claim extractor."""
PASSAGES_PER_CLAIM: Final = 10
"""How many passages are weighed for a claim; the time of a check is nearly proportional to it."""
RERANKER: Final = "neural"
"""Name of the reranker."""
NO_RERANKER: Final = "none"
"""What to call it when passages are to stay in the order of the index."""
TAGGER: Final = "neural"
"""Name of the attribution tagger."""
VERIFIER: Final = "entailment"
"""Name of the verifier; it was trained only on data whose licence is stated."""
FULL_VERIFIER: Final = "entailment-all"
"""Name of the verifier that was trained on data without a stated licence as well."""
