"""A linear model over the words of the claim: how far a label can be guessed without reading any evidence."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from factcheck.evaluation.baselines.fitting import LABELS, fit_checksum, probabilities, training_pairs
from factcheck.models import Probabilities
from factcheck.progress import Progress, silent

__all__ = ["HypothesisOnlyVerifier"]


class HypothesisOnlyVerifier:
    """Logistic regression on the claim's words and word pairs.

    After Poliak et al., 2018, *Hypothesis Only Baselines in Natural Language Inference*. What it gets right is an artefact of how
    the claims of a set were written; a verifier is worth what it adds.

    Raises:
        InputError: `train` cannot be used.
    """

    RECIPE = "hypothesis-only 2: tf-idf of words and word pairs, logistic regression by SGD, 8 epochs"

    def __init__(self, train: Path) -> None:
        # Not at the top: seconds to import, and a name is checked before anything is fitted.
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.linear_model import SGDClassifier
        from sklearn.pipeline import make_pipeline

        self.name = "hypothesis only"
        self.sha256 = fit_checksum(self.RECIPE, train)
        pairs = training_pairs(train, "hypothesis-only")
        # Stochastic descent with a seed and a fixed number of epochs: seconds instead of minutes, and the same weights every time.
        regression = SGDClassifier(loss="log_loss", alpha=2e-6, max_iter=8, tol=None, random_state=0)
        words = TfidfVectorizer(ngram_range=(1, 2), min_df=2 if len(pairs) > 1000 else 1, sublinear_tf=True, token_pattern=r"(?u)\b\w+\b")  # noqa: S106 - what a word is
        self._model = make_pipeline(words, regression).fit([pair.hypothesis for pair in pairs], [pair.label for pair in pairs])
        self._columns = [list(self._model.classes_).index(label) for label in LABELS]

    def verify(self, pairs: Sequence[tuple[str, str]], *, progress: Progress = silent) -> list[Probabilities]:
        """A reading of each claim; the passages are not looked at."""
        if not pairs:
            return []
        shares = self._model.predict_proba([claim for claim, _ in pairs])[:, self._columns]
        progress("weighing evidence", len(pairs), len(pairs))
        return probabilities(shares)
