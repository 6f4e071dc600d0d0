"""`factcheck extract`: the claims of an article and how they are sourced, without evidence."""

from __future__ import annotations

import json
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
from factcheck.cli.output import counted, say, spare, warn, write_result
from factcheck.cli.reading import local_file, open_article
from factcheck.defaults import EXTRACTOR
from factcheck.errors import OutputError

if TYPE_CHECKING:
    from factcheck.service.outcomes import Extraction

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
    from factcheck.service.operations import extraction
    from factcheck.sourcing import RULES, read_overrides

    annotation = out is not None and claim_format is None and out.suffix in {".yaml", ".yml"}
    if out and claim_format is None and not annotation and out.suffix not in {".json", ".txt"}:
        raise OutputError(
            f"{out}: no format is known for {out.suffix or 'a name without suffix'}; use .yaml, .json or .txt, or give --format"
        )
    file = local_file(article)
    if out:
        spare(out, file)
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
    found = extraction(draft, rules=rules, extractor=load_extractor(extractor))
    if annotation and out:
        from factcheck.review import write_annotation

        claims = [one.claim for one in found.claims]
        write_annotation(out, draft, claims, rules_version=rules.version, file=file, item=item)
    else:
        as_json = claim_format is OutputFormat.json or (claim_format is None and out is not None and out.suffix == ".json")
        text = json.dumps(found.model_dump(mode="json"), indent=2, ensure_ascii=False) if as_json else _as_text(found)
        if out:
            write_text(out, text + "\n")
        else:
            write_result(text)
    for warning in found.warnings:
        warn(warning)
    if out:
        say(f"{out}: {counted(len(found.claims), 'claim')}")


def _as_text(found: Extraction) -> str:
    return "\n".join(
        f"{one.claim.id}  {' > '.join(link.source.canonical for link in one.claim.chain)}"
        f"  [{one.claim.speaker.kind}, {one.sourcing.grade}, {one.claim.kind}, check-worthiness {one.claim.check_worthiness:.2f}]"
        f"\n      {one.claim.text}"
        for one in found.claims
    )
