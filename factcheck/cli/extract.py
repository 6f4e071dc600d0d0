"""`factcheck extract`: the claims of an article and how they are sourced, without evidence."""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli.options import (
    AllowPrivate,
    ArticleDate,
    ArticleFile,
    ArticlePublisher,
    ArticleTitle,
    AsEnglish,
    ExtractorName,
    ItemChoice,
    KeepFolder,
    OutputFormat,
    SourcingRules,
)
from factcheck.cli.output import counted, say, warn, write_result
from factcheck.cli.reading import local_file, open_article
from factcheck.defaults import EXTRACTOR
from factcheck.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.models import Article, Claim, ModelInfo, Sourcing

__all__ = ["extract"]


def extract(
    article: ArticleFile,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Write to this file: .yaml or .yml for an annotation file, .json, .txt.")
    ] = None,
    claim_format: Annotated[
        OutputFormat | None,
        typer.Option("--format", "-f", help="Format on stdout or in --out (default: by the suffix of --out, else text)."),
    ] = None,
    date: ArticleDate = None,
    publisher: ArticlePublisher = None,
    title: ArticleTitle = None,
    as_english: AsEnglish = False,
    sourcing_rules: SourcingRules = None,
    item: ItemChoice = None,
    keep: KeepFolder = None,
    allow_private: AllowPrivate = False,
    extractor: ExtractorName = EXTRACTOR,
) -> None:
    """List the claims of ARTICLE: who said what, and how strongly it is sourced."""
    from factcheck.claims import load_extractor
    from factcheck.files import write_text
    from factcheck.notes import Notes
    from factcheck.pipeline import LanguageWarning, article_warnings
    from factcheck.pipeline import extract as extract_claims
    from factcheck.sourcing import RULES, read_overrides

    annotation = out is not None and claim_format is None and out.suffix in {".yaml", ".yml"}
    if out and claim_format is None and not annotation and out.suffix not in {".json", ".txt"}:
        raise OutputError(
            f"{out}: no format is known for {out.suffix or 'a name without suffix'}; use .yaml, .json or .txt, or give --format"
        )
    rules = read_overrides(sourcing_rules) if sourcing_rules else RULES
    draft = open_article(
        article,
        item=item,
        keep=keep,
        allow_private=allow_private,
        title=title,
        publisher=publisher,
        date=date,
        as_english=as_english,
    )
    finder, notes = load_extractor(extractor), Notes()
    with warnings.catch_warnings(), notes.open():
        warnings.simplefilter("ignore", LanguageWarning)  # said below, with the others
        found = extract_claims(draft, extractor=finder, rules=rules)
    used = tuple(model.model_copy(update={"usage": notes.usage(model.role)}) for model in finder.models)
    remarks = (*article_warnings(draft), *notes.remarks)
    if annotation and out:
        from factcheck.review import write_annotation

        write_annotation(out, draft, [claim for claim, _ in found], rules_version=rules.version, file=local_file(article))
    else:
        as_json = claim_format is OutputFormat.json or (claim_format is None and out is not None and out.suffix == ".json")
        text = _as_json(draft, found, used, remarks) if as_json else _as_text(found)
        if out:
            write_text(out, text + "\n")
        else:
            write_result(text)
    for warning in remarks:
        warn(warning)
    if out:
        say(f"{out}: {counted(len(found), 'claim')}")


def _as_json(article: Article, found: Sequence[tuple[Claim, Sourcing]], models: Sequence[ModelInfo], remarks: Sequence[str]) -> str:
    rows = [{"claim": claim.model_dump(mode="json"), "sourcing": sourcing.model_dump(mode="json")} for claim, sourcing in found]
    content = {
        "article": article.model_dump(mode="json"),
        "models": [model.model_dump(mode="json") for model in models],
        "warnings": remarks,
        "claims": rows,
    }
    return json.dumps(content, indent=2, ensure_ascii=False)


def _as_text(found: Sequence[tuple[Claim, Sourcing]]) -> str:
    return "\n".join(
        f"{claim.id}  {' > '.join(link.source.canonical for link in claim.chain)}"
        f"  [{claim.speaker.kind}, {sourcing.grade}, {claim.kind}, check-worthiness {claim.check_worthiness:.2f}]\n      {claim.text}"
        for claim, sourcing in found
    )
