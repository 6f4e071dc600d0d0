"""`factcheck mcp`: the operations as tools for an agent, over standard input and output."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from factcheck.cli.options import IndexFolder, ModelName, RerankerName
from factcheck.defaults import EMBEDDER, RERANKER, VERIFIER
from factcheck.errors import InputError

__all__ = ["mcp"]


def mcp(
    evidence: Annotated[
        Path, typer.Option("--evidence", "-e", readable=False, help="The evidence corpus: a folder or a file.", show_default=False)
    ],
    claims: Annotated[
        Path | None, typer.Option("--claims", readable=False, help="A folder of annotation files to read and propose about.")
    ] = None,
    characters: Annotated[int, typer.Option("--most-characters", min=100, max=500_000, help="Length of an article.")] = 200_000,
    allow_fetch: Annotated[bool, typer.Option("--allow-fetch", help="Take a public web address instead of an article's text.")] = False,
    policy: Annotated[str, typer.Option("--policy", help="Policy of the gate: a name or a file.")] = "default",
    index: IndexFolder = None,
    model: ModelName = EMBEDDER,
    reranker: RerankerName = RERANKER,
    verifier: Annotated[
        str, typer.Option("--verifier", help="Who weighs claim and passage: entailment, entailment-all, or adapter:FOLDER.")
    ] = VERIFIER,
) -> None:
    """Offer check, extract, search and claims to an agent (Model Context Protocol, stdio); it may propose, and only people decide."""
    if find_spec("fastmcp") is None:
        raise InputError("the server for agents needs fastmcp: pip install 'factcheck-newsroom[mcp]'")
    from factcheck.engine import Engine, Settings
    from factcheck.mcp_server.serving import serve
    from factcheck.service.articles import ArticleLimits
    from factcheck.service.claims import ClaimsFolder
    from factcheck.service.operations import Service

    folder = ClaimsFolder(claims)
    engine = Engine.load(evidence, Settings(embedder=model, reranker=reranker, verifier=verifier), index_directory=index)
    limits = ArticleLimits(characters=characters, allow_fetch=allow_fetch)
    serve(Service(engine, folder, limits=limits, policy=Path(policy) if policy.endswith(".toml") else policy))
