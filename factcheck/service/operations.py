"""The operations: what a server, an agent and the command line all ask for."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factcheck import __version__
from factcheck.claims import ClaimExtractor, load_extractor
from factcheck.gate import judge_file
from factcheck.gate.policy import Policy, read_policy
from factcheck.models import Article, Report
from factcheck.notes import Notes
from factcheck.pipeline import LanguageWarning, article_warnings
from factcheck.pipeline import extract as extract_claims
from factcheck.progress import Progress, silent
from factcheck.report import TEXT_FORMATS
from factcheck.service.articles import ArticleLimits, article_of
from factcheck.service.claims import ClaimsFolder, without_folder
from factcheck.service.outcomes import ExtractedClaim, Extraction, GateOutcome, Search, Version
from factcheck.service.requests import CheckRequest, ExtractRequest, SearchRequest
from factcheck.sourcing import RULES, RuleTable

if TYPE_CHECKING:
    from factcheck.engine import Engine

__all__ = ["Service", "extraction"]


def extraction(
    article: Article, *, rules: RuleTable = RULES, extractor: ClaimExtractor | None = None, engine: Engine | None = None
) -> Extraction:
    """The claims of an article and how they are sourced, without evidence.

    Args:
        article: the article.
        rules: the sourcing rules, where there is no engine.
        extractor: finds the claims, where there is no engine; the shipped one by default.
        engine: models that are loaded already.
    """
    finder = engine.extractor if engine else extractor or load_extractor()
    notes = Notes()
    with warnings.catch_warnings(), notes.open():
        warnings.simplefilter("ignore", LanguageWarning)  # among the others
        found = engine.extract(article) if engine else extract_claims(article, extractor=finder, rules=rules)
    models = tuple(model.model_copy(update={"usage": notes.usage(model.role)}) for model in finder.models)
    claims = tuple(ExtractedClaim(claim=claim, sourcing=sourcing) for claim, sourcing in found)
    return Extraction(article=article, models=models, warnings=(*article_warnings(article), *notes.remarks), claims=claims)


class Service:
    """Every operation over one engine and one folder of annotation files; may be called from several threads at a time."""

    def __init__(
        self,
        engine: Engine,
        claims: ClaimsFolder,
        *,
        limits: ArticleLimits | None = None,
        policy: Policy | None = None,
    ) -> None:
        """Offer the operations.

        Args:
            engine: models and evidence, loaded.
            claims: the annotation files.
            limits: how much an article may hold, and whether one may be fetched.
            policy: of the gate; the operator's, never the caller's. The one that ships when left out.
        """
        self.engine = engine
        self.claims = claims
        self.limits = limits or ArticleLimits()
        self._policy = policy or read_policy()

    def read(self, request: CheckRequest | ExtractRequest) -> Article:
        """The article of a request; see `article_of` for its errors."""
        return article_of(request.article, self.limits)

    def extract(self, request: ExtractRequest) -> Extraction:
        """The claims of an article, without evidence."""
        return extraction(self.read(request), engine=self.engine)

    def check(self, request: CheckRequest, *, progress: Progress = silent) -> Report:
        """Check every claim of an article."""
        return self.engine.check(self.read(request), as_of=request.as_of, progress=progress)

    def search(self, request: SearchRequest) -> Search:
        """Look something up in the evidence."""
        found = self.engine.search(
            request.query,
            count=request.count,
            published_from=request.published_from,
            published_until=request.published_until,
            publishers=request.publishers or None,
        )
        return Search(corpus=self.engine.corpus, passages=tuple(found))

    def gate(self, slug: str) -> GateOutcome:
        """Whether the piece of an annotation file may be published, by the operator's policy and from the file alone.

        Raises:
            NotFoundError: there is no such file.
            FactcheckError: the file cannot be used.
        """
        path = self.claims.path(slug)
        return {"slug": slug, **_without_path(judge_file(path, self._policy).model_dump(mode="json"), path)}

    def version(self) -> Version:
        """What is running."""
        return Version(factcheck=__version__, rules=self.engine.rules_version, corpus=self.engine.corpus, formats=TEXT_FORMATS)


def _without_path(value: Any, path: Path) -> Any:  # noqa: ANN401 - any JSON
    """The outcome without the folder of the file, which is nobody's business over a network."""
    if isinstance(value, dict):
        return {key: _without_path(part, path) for key, part in value.items()}
    if isinstance(value, list):
        return [_without_path(part, path) for part in value]
    return without_folder(value, path) if isinstance(value, str) and str(path.parent) in value else value
