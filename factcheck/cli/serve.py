"""`factcheck serve`: the REST server."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from factcheck.cli.grouped import grouped
from factcheck.cli.options import CheckModels, Evidence
from factcheck.cli.output import progress_bars, say, write_result
from factcheck.errors import InputError

__all__ = ["serve"]

_SHORTEST = 16
_NEEDS = {"fastapi": "fastapi", "uvicorn": "uvicorn", "sse_starlette": "sse-starlette", "limits": "limits"} | {
    "standardwebhooks": "standardwebhooks"
}


@grouped
def serve(
    evidence: Evidence,
    claims: Annotated[Path | None, typer.Option("--claims", readable=False, help="A folder of annotation files to list and read.")] = None,
    host: Annotated[str, typer.Option("--host", help="Address to listen on; others than the loopback need a token.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="0 takes a free one.")] = 8765,
    allow_host: Annotated[
        list[str] | None, typer.Option("--allow-host", help="A further name by which it is called, such as a proxy's; may be repeated.")
    ] = None,
    token_file: Annotated[
        Path | None, typer.Option("--token-file", readable=False, help="Bearer tokens, one a line (else FACTCHECK_TOKEN).")
    ] = None,
    no_token: Annotated[bool, typer.Option("--no-token", help="Let every program on this machine in; on the loopback only.")] = False,
    jobs: Annotated[Path | None, typer.Option("--jobs", readable=False, help="Keep jobs here instead of the user's state folder.")] = None,
    workers: Annotated[int | None, typer.Option("--workers", min=1, max=64, help="Articles at a time; one a core, at least 2.")] = None,
    waiting: Annotated[int, typer.Option("--most-waiting", min=1, help="So many checks may wait.")] = 100,
    rate: Annotated[int, typer.Option("--rate", min=1, help="Requests a minute of one token or address.")] = 300,
    body: Annotated[int, typer.Option("--most-bytes", min=1_000, max=10_000_000, help="Size of a request.")] = 2_000_000,
    characters: Annotated[int, typer.Option("--most-characters", min=100, max=500_000, help="Length of an article.")] = 200_000,
    keep_hours: Annotated[float, typer.Option("--keep-hours", min=0, help="Keep finished jobs, article and report, so long.")] = 24.0,
    keep_jobs: Annotated[int, typer.Option("--keep-jobs", min=0, help="Keep so many finished jobs.")] = 1_000,
    allow_fetch: Annotated[bool, typer.Option("--allow-fetch", help="Take a public web address instead of an article's text.")] = False,
    webhook: Annotated[str | None, typer.Option("--webhook", help="Tell this address of finished jobs, signed.")] = None,
    webhook_secret_file: Annotated[
        Path | None, typer.Option("--webhook-secret-file", readable=False, help="Its secret, whsec_… (else FACTCHECK_WEBHOOK_SECRET).")
    ] = None,
    webhook_private: Annotated[
        bool, typer.Option("--webhook-private", help="The webhook may be on this machine or a private network.")
    ] = False,
    public_url: Annotated[str | None, typer.Option("--public-url", help="Address of this server in what the webhook is sent.")] = None,
    policy: Annotated[str, typer.Option("--policy", help="Policy of the gate: a name or a file.")] = "default",
    *,
    models: CheckModels,
) -> None:
    """Serve check, extract, search and claims to programs over HTTP, with models loaded once; Ctrl-C ends it."""
    missing = [name for module, name in _NEEDS.items() if find_spec(module) is None]
    if missing:
        raise InputError(f"the server needs {', '.join(missing)}: pip install 'factcheck-newsroom[server]'")
    from factcheck.gate import read_policy
    from factcheck.server.limits import ServerLimits
    from factcheck.server.serving import ServerOptions, is_loopback
    from factcheck.server.serving import serve as run
    from factcheck.service.articles import ArticleLimits
    from factcheck.service.jobs import Retention

    tokens = () if no_token else _tokens(token_file)
    if no_token and (not is_loopback(host) or token_file):
        raise InputError("--no-token goes with the loopback only, and without --token-file")
    secret = _secret(webhook_secret_file) if webhook else None
    options = ServerOptions(
        evidence=evidence,
        claims=claims,
        jobs=jobs or _state_folder(),
        host=host,
        port=port,
        allow_hosts=tuple(allow_host or ()),
        tokens=tokens,
        workers=workers,
        limits=ServerLimits(body=body, requests=rate, waiting=waiting),
        articles=ArticleLimits(characters=characters, allow_fetch=allow_fetch),
        retention=Retention(hours=keep_hours, jobs=keep_jobs),
        settings=models.settings,
        index=models.index,
        policy=read_policy(policy),
        webhook=webhook,
        webhook_secret=secret,
        webhook_private=webhook_private,
        public=public_url,
    )

    def announce(address: str) -> None:
        say(f"factcheck: serving at the address below{'' if tokens else ', to every program on this machine'}; Ctrl-C ends it")
        write_result(address)

    with progress_bars() as progress:
        run(options, announce=announce, progress=progress)
    say("factcheck: the server has ended; jobs that were not finished go on when it is started again")


def _tokens(file: Path | None) -> tuple[str, ...]:
    """The tokens of a file, or of the environment.

    Raises:
        InputError: there is none, or one is too short to be safe.
    """
    found = _lines(file, "FACTCHECK_TOKEN")
    if not found:
        raise InputError(
            "a token is needed: --token-file FILE or FACTCHECK_TOKEN (openssl rand -hex 24 makes one), or --no-token on the loopback"
        )
    if any(len(token) < _SHORTEST or not token.isascii() for token in found):
        raise InputError(f"a token has at least {_SHORTEST} ASCII characters; openssl rand -hex 24 makes one")
    return found


def _secret(file: Path | None) -> str:
    found = _lines(file, "FACTCHECK_WEBHOOK_SECRET")
    if len(found) != 1:
        raise InputError("--webhook needs one secret: --webhook-secret-file FILE or FACTCHECK_WEBHOOK_SECRET")
    return found[0]


def _lines(file: Path | None, variable: str) -> tuple[str, ...]:
    try:
        text = file.read_text("utf-8") if file else os.environ.get(variable, "")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{file}: cannot be read: {getattr(error, 'strerror', None) or 'not UTF-8 text'}") from None
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _state_folder() -> Path:
    from platformdirs import user_state_path

    return user_state_path("factcheck") / "jobs"
