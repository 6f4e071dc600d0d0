"""`factcheck mcp`: the operations as tools for an agent, over standard input and output."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from factcheck.cli.grouped import grouped
from factcheck.cli.options import CheckModels, Evidence
from factcheck.errors import InputError

__all__ = ["mcp"]


@grouped
def mcp(
    evidence: Evidence,
    claims: Annotated[
        Path | None, typer.Option("--claims", readable=False, help="A folder of annotation files to read and propose about.")
    ] = None,
    characters: Annotated[int, typer.Option("--most-characters", min=100, max=500_000, help="Length of an article.")] = 200_000,
    policy: Annotated[str, typer.Option("--policy", help="Policy of the gate: a name or a file.")] = "default",
    *,
    models: CheckModels,
) -> None:
    """Offer check, extract, search and claims to an agent (Model Context Protocol, stdio); it may propose, and only people decide."""
    if find_spec("fastmcp") is None:
        raise InputError("the server for agents needs fastmcp: pip install 'factcheck-newsroom[mcp]'")
    from factcheck.engine import Engine
    from factcheck.gate import read_policy
    from factcheck.mcp_server.serving import serve
    from factcheck.service.articles import ArticleLimits
    from factcheck.service.claims import ClaimsFolder
    from factcheck.service.operations import Service

    held = read_policy(policy)  # before any model is loaded
    folder = ClaimsFolder(claims)
    engine = Engine.load(evidence, models.settings, index_directory=models.index)
    serve(Service(engine, folder, limits=ArticleLimits(characters=characters), policy=held))
