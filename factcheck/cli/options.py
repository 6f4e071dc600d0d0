"""Options that several verbs share, and what turns their text into values."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli.findings import Finding
from factcheck.defaults import EMBEDDER, EXTRACTOR, PASSAGES_PER_CLAIM, RERANKER, VERIFIER

if TYPE_CHECKING:
    from factcheck.engine import Settings

__all__ = [
    "SUFFIXES",
    "AllowPrivate",
    "ArticleDate",
    "ArticleFile",
    "ArticlePublisher",
    "ArticleTitle",
    "AsEnglish",
    "AsOf",
    "Calibration",
    "CheckModels",
    "Evidence",
    "ExtractorName",
    "FailOn",
    "IndexFolder",
    "ItemChoice",
    "KeepFolder",
    "MinConfidence",
    "ModelName",
    "OutputFormat",
    "Passages",
    "PrintFormat",
    "ReportFormat",
    "RerankerName",
    "SourcingRules",
    "VerifierName",
    "parse_date",
]


class OutputFormat(StrEnum):
    """What a verb prints: for people, or for programs."""

    text = "text"
    json = "json"


class ReportFormat(StrEnum):
    """Renderings of a report."""

    html = "html"
    markdown = "markdown"
    json = "json"
    sarif = "sarif"
    junit = "junit"
    github = "github"
    github_summary = "github-summary"
    csv = "csv"
    docx = "docx"
    pdf = "pdf"


SUFFIXES = ".html, .md, .json, .docx, .pdf, .csv, .sarif, .xml (JUnit)"


def parse_date(value: str) -> dt.date:
    """An ISO date given on the command line.

    Raises:
        typer.BadParameter: it is not one.
    """
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        raise typer.BadParameter(f"{value!r} is not a date; write it as YYYY-MM-DD") from None


ArticleFile = Annotated[
    str,
    typer.Argument(
        metavar="ARTICLE",
        help="The article: a file (.txt, .md, .html, .docx, .pdf, WordPress or ninjs .json, a feed) or an http(s) address.",
        show_default=False,
    ),
]
Evidence = Annotated[
    Path, typer.Option("--evidence", "-e", readable=False, help="The evidence corpus: a folder or a file.", show_default=False)
]
ItemChoice = Annotated[
    str | None, typer.Option("--item", help="Which article of a feed or a list: its number or id; without it they are listed.")
]
KeepFolder = Annotated[Path | None, typer.Option("--keep", help="Keep what is fetched in this folder instead of the user's cache.")]
AllowPrivate = Annotated[bool, typer.Option("--allow-private", help="Fetch from private and loopback addresses too.")]
ArticleDate = Annotated[
    dt.date | None,
    typer.Option(
        "--date",
        parser=parse_date,
        metavar="YYYY-MM-DD",
        help="Date of publication, where the file does not say it; relative dates hang on it.",
    ),
]
ArticlePublisher = Annotated[str | None, typer.Option("--publisher", help="Who publishes the article, where the file does not say it.")]
ArticleTitle = Annotated[str | None, typer.Option("--title", help="Headline, where the file does not say it.")]
AsEnglish = Annotated[
    bool, typer.Option("--as-english", help="Read every paragraph as English; without it, those in another language are left out.")
]
AsOf = Annotated[
    dt.date | None,
    typer.Option(
        "--as-of", parser=parse_date, metavar="YYYY-MM-DD", help="Count only evidence published until then (default: the article's date)."
    ),
]
ModelName = Annotated[
    str, typer.Option("--model", help="Embedding model: all-MiniLM-L6-v2, or hub:ORG/NAME through sentence-transformers.")
]
RerankerName = Annotated[
    str, typer.Option("--reranker", help="Who reads the best passages again: neural, adapter:FOLDER, hub:ORG/NAME, or none.")
]
ExtractorName = Annotated[
    str,
    typer.Option("--extractor", help="Who finds the claims: rules, or a language model as llm:PROVIDER:MODEL, which is sent the article."),
]
VerifierName = Annotated[
    str,
    typer.Option(
        "--verifier",
        help="Who weighs claim and passage: entailment, entailment-all, adapter:FOLDER, hub:ORG/NAME, or a language model as "
        "llm:PROVIDER:MODEL, which is sent claims and passages.",
    ),
]
Passages = Annotated[int, typer.Option("--passages", min=1, max=50, help="Passages to weigh for each claim.")]
MinConfidence = Annotated[
    float,
    typer.Option(
        "--min-confidence", min=0.0, max=1.0, help="Abstain where a verdict is less sure than this; the report says what it leans to."
    ),
]
Calibration = Annotated[
    Path | None,
    typer.Option("--calibration", help="Say how sure verdicts are by the newsroom's own decisions (from `factcheck train calibrate`)."),
]
FailOn = Annotated[list[Finding] | None, typer.Option("--fail-on", help="Exit 1 when a claim has this finding; may be repeated.")]
IndexFolder = Annotated[Path | None, typer.Option("--index", help="Keep the index in this folder instead of the user's cache.")]
SourcingRules = Annotated[
    Path | None,
    typer.Option(
        "--sourcing-rules",
        metavar="FILE",
        readable=False,
        help="A TOML file that overrides single sourcing rules; see `factcheck sourcing explain`.",
    ),
]
PrintFormat = Annotated[OutputFormat, typer.Option("--format", "-f", help="What to print.")]


@dataclass(frozen=True, kw_only=True)
class CheckModels:
    """Which models take part in a check, and how much they read."""

    index: IndexFolder = None
    model: ModelName = EMBEDDER
    reranker: RerankerName = RERANKER
    verifier: VerifierName = VERIFIER
    extractor: ExtractorName = EXTRACTOR
    passages: Passages = PASSAGES_PER_CLAIM
    min_confidence: MinConfidence = 0.0

    @property
    def settings(self) -> Settings:
        """The same for the engine."""
        from factcheck.engine import Settings

        return Settings(
            extractor=self.extractor,
            embedder=self.model,
            reranker=self.reranker,
            verifier=self.verifier,
            passages=self.passages,
            min_confidence=self.min_confidence,
        )
