"""`factcheck extract`: the claims of an article and how they are sourced, without evidence."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from factcheck.cli.options import ArticleDate, ArticleFile, ArticlePublisher, ArticleTitle
from factcheck.cli.output import counted, say, write_result
from factcheck.errors import OutputError

__all__ = ["extract"]


class ClaimFormat(StrEnum):
    """Renderings of extracted claims."""

    text = "text"
    json = "json"


def extract(
    article: ArticleFile,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Write to this file: .yaml or .yml for an annotation file, .json, .txt.")
    ] = None,
    claim_format: Annotated[
        ClaimFormat | None,
        typer.Option("--format", "-f", help="Format on stdout or in --out (default: by the suffix of --out, else text)."),
    ] = None,
    date: ArticleDate = None,
    publisher: ArticlePublisher = None,
    title: ArticleTitle = None,
) -> None:
    """List the claims of ARTICLE: who said what, and how strongly it is sourced."""
    from factcheck.article import read_article
    from factcheck.files import write_text
    from factcheck.pipeline import extract as extract_claims

    draft = read_article(article, title=title, publisher=publisher, date=date)
    found = extract_claims(draft)
    if out and claim_format is None and out.suffix in {".yaml", ".yml"}:
        from factcheck.review import write_annotation

        write_annotation(out, draft, [claim for claim, _ in found])
        say(f"{out}: {counted(len(found), 'claim')}")
        return
    if out and claim_format is None and out.suffix not in {".json", ".txt"}:
        raise OutputError(
            f"{out}: no format is known for {out.suffix or 'a name without suffix'}; use .yaml, .json or .txt, or give --format"
        )
    if claim_format is ClaimFormat.json or (claim_format is None and out and out.suffix == ".json"):
        rows = [{"claim": claim.model_dump(mode="json"), "sourcing": sourcing.model_dump(mode="json")} for claim, sourcing in found]
        text = json.dumps({"article": draft.model_dump(mode="json"), "claims": rows}, indent=2, ensure_ascii=False)
    else:
        text = "\n".join(
            f"{claim.id}  {' > '.join(link.source.canonical for link in claim.chain)}"
            f"  [{claim.speaker.kind}, {sourcing.grade}, {claim.kind}]\n      {claim.text}"
            for claim, sourcing in found
        )
    if out:
        write_text(out, text + "\n")
        say(f"{out}: {counted(len(found), 'claim')}")
    else:
        write_result(text)
