"""Models and an index, loaded once for many articles: what the command line, batches and servers work with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Self

from pydantic import BaseModel, ConfigDict, Field

from factcheck.claims import ClaimExtractor, RuleExtractor, load_extractor
from factcheck.defaults import EMBEDDER, EXTRACTOR, PASSAGES_PER_CLAIM, RERANKER, VERIFIER
from factcheck.evidence.base import Embedder, Reranker
from factcheck.models import Article, Claim, CorpusInfo, Evidence, ModelInfo, Report, Sourcing
from factcheck.pipeline import check_article, extract, models_of
from factcheck.progress import Progress, silent
from factcheck.sourcing import RULES, RuleTable
from factcheck.verdict import Verifier

if TYPE_CHECKING:
    from factcheck.evidence import PassageIndex

__all__ = ["Engine", "Settings"]


class Settings(BaseModel):
    """Which models take part in a check, by name, and how much they read."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    extractor: str = EXTRACTOR
    """`rules`, or `llm:provider:model`."""
    embedder: str = EMBEDDER
    """`all-MiniLM-L6-v2`, or `hub:organisation/model`."""
    reranker: str = RERANKER
    """`neural`, `adapter:folder`, `hub:organisation/model`, or `none`."""
    verifier: str = VERIFIER
    """`entailment`, `entailment-all`, `adapter:folder`, `hub:organisation/model`, or `llm:provider:model`."""
    passages: int = Field(default=PASSAGES_PER_CLAIM, ge=1)
    """Passages weighed for each claim."""
    min_confidence: float = Field(default=0.0, ge=0, le=1)
    """A verdict less sure than this becomes "not enough evidence" that says so."""

    @property
    def asks_language_model(self) -> bool:
        """Whether text is sent to a language model, which may cost money."""
        return any(name.startswith("llm:") for name in (self.extractor, self.verifier))


class Engine:
    """Everything that a check needs, loaded; safe to use from several threads at a time.

    Args:
        index: the evidence, opened.
        embedder: the one that the index was built with.
        verifier: weighs claim and passage.
        reranker: reads the best passages again; None leaves them in the order of the index.
        extractor: finds the claims; the shipped one by default.
        settings: how much is read; its names are those of the models given.
        rules: the sourcing rules, such as `factcheck.sourcing.read_overrides` returns.
    """

    def __init__(
        self,
        index: PassageIndex,
        embedder: Embedder,
        verifier: Verifier,
        *,
        reranker: Reranker | None = None,
        extractor: ClaimExtractor | None = None,
        settings: Settings | None = None,
        rules: RuleTable = RULES,
    ) -> None:
        self._index = index
        self._embedder = embedder
        self._verifier = verifier
        self._reranker = reranker
        self._extractor = extractor or RuleExtractor()
        self._settings = settings or Settings()
        self._rules = rules

    @classmethod
    def load(
        cls,
        evidence: Path | str,
        settings: Settings | None = None,
        *,
        index_directory: Path | None = None,
        extractor: ClaimExtractor | None = None,
        rules: RuleTable = RULES,
        progress: Progress = silent,
    ) -> Self:
        """Load the models that `settings` names, and open the index of a corpus, which is built on first use.

        Args:
            evidence: the corpus, a folder or a file.
            settings: the models; those that ship by default.
            index_directory: keep the index here instead of the user's cache.
            extractor: finds the claims; the one that `settings` names by default.
            rules: the sourcing rules.
            progress: told what is being done.

        Raises:
            FactcheckError: the corpus cannot be used, or a model is missing; the message is one line for the user.
        """
        # Imported here, because naming the settings needs neither index nor models, which take a while to load.
        from factcheck.evidence import load_embedder, load_reranker, open_index
        from factcheck.verdict.verifiers import load_verifier

        chosen = settings or Settings()
        embedder = load_embedder(chosen.embedder, progress=progress)
        # All models before the index: a name that is wrong should be told before a large corpus is read.
        verifier, reranker = load_verifier(chosen.verifier, progress=progress), load_reranker(chosen.reranker, progress=progress)
        finder = extractor or load_extractor(chosen.extractor, progress=progress)
        index = open_index(Path(evidence), embedder, directory=index_directory, progress=progress)
        return cls(index, embedder, verifier, reranker=reranker, extractor=finder, settings=chosen, rules=rules)

    @property
    def extractor(self) -> ClaimExtractor:
        """Finds the claims."""
        return self._extractor

    @property
    def corpus(self) -> CorpusInfo:
        """The evidence that is searched."""
        return self._index.info

    @property
    def models(self) -> tuple[ModelInfo, ...]:
        """The models that take part, as a report names them."""
        return models_of(self._extractor, self._embedder, self._reranker, self._verifier)

    @property
    def rules_version(self) -> str:
        """Version of the sourcing rules, as a report names it."""
        return self._rules.version

    def extract(self, article: Article) -> list[tuple[Claim, Sourcing]]:
        """The claims of an article with their sourcing, without any evidence; warns as `factcheck.extract` does."""
        return extract(article, extractor=self._extractor, rules=self._rules)

    def check(self, article: Article, *, as_of: dt.date | None = None, progress: Progress = silent) -> Report:
        """Check every claim of an article.

        Args:
            article: the article.
            as_of: evidence published later does not count; the article's own date when left out.
            progress: told what is being done.
        """
        return check_article(
            article,
            self._index,
            self._embedder,
            self._verifier,
            reranker=self._reranker,
            extractor=self._extractor,
            as_of=as_of,
            passages=self._settings.passages,
            min_confidence=self._settings.min_confidence,
            rules=self._rules,
            progress=progress,
        )

    def search(
        self,
        query: str,
        *,
        count: int = 10,
        published_from: dt.date | None = None,
        published_until: dt.date | None = None,
        publishers: Collection[str] | None = None,
    ) -> list[Evidence]:
        """The passages that best match a query, best first, at most `count`."""
        from factcheck.evidence import RerankedSearch

        searcher = RerankedSearch(self._index, self._reranker) if self._reranker else self._index
        [found] = searcher.search([query], k=count, published_from=published_from, published_until=published_until, publishers=publishers)
        return found
