"""The whole job: an article in, a report out. The one place that knows the order of the stages."""

from __future__ import annotations

import datetime as dt
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck import __version__
from factcheck.article import languages_left_out, read_article
from factcheck.article.dates import infer_date
from factcheck.claims import ClaimExtractor, RuleExtractor
from factcheck.defaults import EMBEDDER, EXTRACTOR, PASSAGES_PER_CLAIM, RERANKER, VERIFIER
from factcheck.evidence.base import Embedder, Reranker
from factcheck.models import Article, CheckedClaim, Claim, ModelInfo, Report, Sourcing
from factcheck.notes import Notes
from factcheck.progress import Progress, silent
from factcheck.sourcing import RULES, RuleTable, grade
from factcheck.verdict import Verifier, checked_before, judge
from factcheck.verdict.exclusions import exclusions

if TYPE_CHECKING:
    from factcheck.evidence import PassageIndex

__all__ = ["LanguageWarning", "article_warnings", "check", "check_article", "extract", "models_of"]


class LanguageWarning(UserWarning):
    """Text was left out because it is not in English."""


def extract(article: Article, *, extractor: ClaimExtractor | None = None, rules: RuleTable = RULES) -> list[tuple[Claim, Sourcing]]:
    """The claims of an article with their sourcing, without any evidence.

    Args:
        article: the article.
        extractor: finds the claims; the shipped one by default.
        rules: the sourcing rules, such as `factcheck.sourcing.read_overrides` returns.

    Warns:
        LanguageWarning: paragraphs are in another language than English, so that no claims are made from them.
    """
    left_out = _left_out(article)
    if left_out is not None:
        warnings.warn(left_out, LanguageWarning, stacklevel=2)
    claims = (extractor or RuleExtractor()).extract(article)
    return [(claim, grade(claim, (), None, rules=rules, sentence=claim.sentence.of(article.text))) for claim in claims]


def check(
    article: Article | Path | str,
    *,
    evidence: Path | str,
    as_of: dt.date | None = None,
    embedder: str = EMBEDDER,
    reranker: str = RERANKER,
    verifier: str = VERIFIER,
    extractor: str = EXTRACTOR,
    index_directory: Path | None = None,
    passages: int = PASSAGES_PER_CLAIM,
    min_confidence: float = 0.0,
    rules: RuleTable = RULES,
    progress: Progress = silent,
) -> Report:
    """Check every claim of an article against a corpus of evidence, with the default models.

    Args:
        article: an article, or the path of one.
        evidence: the corpus, a folder or a file; its index is built on first use and kept in the user's cache.
        as_of: evidence published later does not count; the article's own date when left out.
        embedder: name of the embedding model (`all-MiniLM-L6-v2`, `hub:organisation/model`).
        reranker: name of the reranker (`neural`, `adapter:folder`, `hub:organisation/model`, `none`).
        verifier: name of the verifier (`entailment`, `entailment-all`, `adapter:folder`, `hub:organisation/model`, `llm:provider:model`).
        extractor: name of the claim extractor (`rules`, `llm:provider:model`).
        index_directory: keep the index here instead.
        passages: passages weighed for each claim.
        min_confidence: a verdict less sure than this becomes "not enough evidence" that says so, 0 to 1.
        rules: the sourcing rules, such as `factcheck.sourcing.read_overrides` returns.
        progress: told what is being done.

    Raises:
        FactcheckError: a file cannot be used, or a model is missing; the message is one line for the user.
        ValueError: `min_confidence` is not between 0 and 1.
    """
    # Imported here, because extracting claims needs no models, and because the engine runs this pipeline.
    from factcheck.engine import Engine, Settings

    if not 0 <= min_confidence <= 1:
        raise ValueError(f"min_confidence is {min_confidence}: give a number from 0 to 1")
    draft = article if isinstance(article, Article) else read_article(Path(article))
    settings = Settings(
        extractor=extractor, embedder=embedder, reranker=reranker, verifier=verifier, passages=passages, min_confidence=min_confidence
    )
    engine = Engine.load(evidence, settings, index_directory=index_directory, rules=rules, progress=progress)
    return engine.check(draft, as_of=as_of, progress=progress)


def check_article(
    article: Article,
    index: PassageIndex,
    embedder: Embedder,
    verifier: Verifier,
    *,
    reranker: Reranker | None = None,
    extractor: ClaimExtractor | None = None,
    as_of: dt.date | None = None,
    passages: int = PASSAGES_PER_CLAIM,
    min_confidence: float = 0.0,
    rules: RuleTable = RULES,
    progress: Progress = silent,
) -> Report:
    """Check an article with models and an index that are already loaded (for servers, batches and tests)."""
    from factcheck.evidence import RerankedSearch, claim_queries, reviewed_claims
    from factcheck.evidence.origins import trace_passages
    from factcheck.evidence.spread import CANDIDATES, spread

    as_of = as_of or article.date
    extractor = extractor or RuleExtractor(progress=progress)
    notes = Notes()
    with notes.open():
        claims = extractor.extract(article)
    # Enough to drop what does not bear on a claim and to put the rest in order, at a third of the time that the full depth takes.
    search = RerankedSearch(index, reranker, depth=passages + 2, progress=progress) if reranker else index
    queries = claim_queries(article, claims)
    with notes.open():
        # Published fact-checks count neither for nor against: among the passages they would only take the place of some that do.
        candidates = search.search(queries, k=passages * CANDIDATES, reviewed=False)
        known = [one.passage for several in candidates for one in several]
        trace = trace_passages(known, [claim.chain for claim in claims])
        uncounted = exclusions(article, known, as_of)
        found = [spread(several, trace, k=passages, uncounted=uncounted) for several in candidates]
        judgements = judge(article, claims, found, verifier, as_of=as_of, traced=trace, min_confidence=min_confidence, progress=progress)
        earlier = checked_before(article, claims, reviewed_claims(index, embedder, queries), verifier, as_of=as_of, progress=progress)
    checked = tuple(
        CheckedClaim(
            claim=claim,
            verdict=judgement.verdict,
            attribution=judgement.attribution,
            sourcing=grade(claim, judgement.assessments, judgement.verdict, rules=rules, sentence=claim.sentence.of(article.text)),
            evidence=judgement.assessments,
            place=article.file_place(claim.span),
            checked_before=before,
        )
        for claim, judgement, before in zip(claims, judgements, earlier, strict=True)
    )
    return Report(
        factcheck_version=__version__,
        article=article,
        as_of=as_of,
        corpus=index.info,
        models=tuple(
            model.model_copy(update={"usage": notes.usage(model.role)}) for model in models_of(extractor, embedder, reranker, verifier)
        ),
        rules_version=rules.version,
        claims=checked,
        warnings=(*article_warnings(article), *notes.remarks, *(() if claims else ("No claim was found in the article.",))),
    )


def models_of(extractor: ClaimExtractor, embedder: Embedder, reranker: Reranker | None, verifier: Verifier) -> tuple[ModelInfo, ...]:
    """The models that take part, as a report names them."""
    return (
        *extractor.models,
        ModelInfo(role="embedder", name=embedder.name, sha256=embedder.sha256),
        *((ModelInfo(role="reranker", name=reranker.name, sha256=reranker.sha256),) if reranker else ()),
        ModelInfo(role="verifier", name=verifier.name, sha256=verifier.sha256),
    )


def article_warnings(article: Article) -> tuple[str, ...]:
    """What a reader of the article's claims must know about it, one sentence each."""
    found = []
    if article.date is None:
        found.append("The article's date is not known, so relative dates stay unresolved and later evidence counts; give its date.")
    elif article.date_inferred:
        where = "its text" if infer_date(article.text) == article.date else "its file, as the day on which that was made"
        found.append(f"The article's date was taken from {where} ({article.date.isoformat()}); give its date if that is wrong.")
    left_out = _left_out(article)
    if left_out is not None:
        found.append(left_out)
    return tuple(found)


def _left_out(article: Article) -> str | None:
    languages = languages_left_out(article)
    if not languages:
        return None
    if not article.asserting_blocks:
        found = _listed(list(languages))
        return f"The article is in {found}; only English is read, so no claims were made from it (--as-english overrides)."
    left_out = languages.total()
    counts = _listed([f"{count} in {name}" for name, count in languages.most_common()])
    were = "paragraph was" if left_out == 1 else "paragraphs were"
    return f"{left_out} {were} left out, as only English is read: {counts}; {len(article.asserting_blocks)} in English remain."


def _listed(items: Sequence[str]) -> str:
    return " and ".join(", ".join(items).rsplit(", ", 1))
