"""Running the REST server until it is told to end."""

from __future__ import annotations

import ipaddress
import logging
import signal
import socket
from collections.abc import Callable, Collection
from contextlib import closing
from pathlib import Path
from types import FrameType

import uvicorn
from pydantic import BaseModel, ConfigDict

from factcheck.engine import Engine, Settings
from factcheck.errors import InputError
from factcheck.gate.policy import Policy
from factcheck.progress import Progress, silent
from factcheck.server.app import create_app, hosts_of
from factcheck.server.events import Bell
from factcheck.server.limits import ServerLimits, Turnstile
from factcheck.server.routes.shared import Desk
from factcheck.server.webhook import Webhook, signer_of
from factcheck.service.articles import ArticleLimits
from factcheck.service.claims import ClaimsFolder
from factcheck.service.jobs import Retention
from factcheck.service.operations import Service
from factcheck.service.requests import ArticleRequest, CheckRequest, SearchRequest
from factcheck.service.store import JobStore
from factcheck.service.worker import Workers, default_workers

__all__ = ["ServerOptions", "is_loopback", "serve"]

# Done once before anybody is answered, so that nobody waits for what loads at its first use and nothing does so in two threads at a time;
# a language model is not asked, since it costs.
_WARM_UP = CheckRequest(
    article=ArticleRequest(content='On Monday the mayor said: "The bridge cost $2 million." Officials deny it.', publisher="Desk")
)
_WARM_SEARCH = SearchRequest(query="the bridge cost $2 million")
_LOOPBACK_NAMES = ("127.0.0.1", "localhost", "::1")


class ServerOptions(BaseModel):
    """How the operator starts the server."""

    model_config = ConfigDict(frozen=True)

    evidence: Path
    claims: Path | None = None
    jobs: Path
    host: str = "127.0.0.1"
    port: int = 8765
    """0 takes a free one."""
    allow_hosts: tuple[str, ...] = ()
    """Further names under which it is reached."""
    tokens: tuple[str, ...] = ()
    """None is allowed on the loopback only."""
    workers: int | None = None
    """Articles that are checked at a time; as many as there are cores when left out."""
    limits: ServerLimits = ServerLimits()
    articles: ArticleLimits = ArticleLimits()
    retention: Retention = Retention()
    settings: Settings = Settings()
    index: Path | None = None
    policy: Policy | None = None
    webhook: str | None = None
    webhook_secret: str | None = None
    webhook_private: bool = False
    public: str | None = None
    """Address under which others reach the server, for links."""


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a server that listens there."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def serve(options: ServerOptions, *, announce: Callable[[str], None], progress: Progress = silent) -> None:
    """Serve until SIGINT or SIGTERM.

    Args:
        options: how.
        announce: told the address once it answers.
        progress: told of the loading.

    Raises:
        FactcheckError: something cannot be used; told before anything is served.
    """
    if not options.tokens and not is_loopback(options.host):
        raise InputError(f"--host {options.host}: others can reach that; give a token with --token-file or FACTCHECK_TOKEN")
    if options.webhook is not None:
        signer_of(options.webhook_secret or "")
    folder = ClaimsFolder(options.claims)
    with _listening(options.host, options.port) as opened:
        port = int(opened.getsockname()[1])
        store = JobStore(
            options.jobs,
            most_waiting=options.limits.waiting,
            retention=options.retention,
            deliver=options.webhook is not None,
        )
        with closing(store):
            engine = Engine.load(options.evidence, options.settings, index_directory=options.index, progress=progress)
            service = Service(engine, folder, limits=options.articles, policy=options.policy)
            if options.settings.asks_language_model:
                service.search(_WARM_SEARCH)
            else:
                service.check(_WARM_UP)
            _run(options, opened, port, service, store, announce)


def _run(
    options: ServerOptions, opened: socket.socket, port: int, service: Service, store: JobStore, announce: Callable[[str], None]
) -> None:
    shown = f"[{options.host}]" if ":" in options.host else options.host
    address = f"http://{shown}:{port}"
    bell = Bell(options.limits.streams)
    listeners: list[Callable[[str], None]] = [bell.ring]
    webhook = None
    if options.webhook is not None:
        webhook = Webhook(
            store,
            options.webhook,
            options.webhook_secret or "",
            public=options.public or address,
            allow_private=options.webhook_private,
        )
        listeners.append(webhook.wake)

    def changed(job: str) -> None:
        for listener in listeners:
            listener(job)

    workers = Workers(service, store, count=options.workers or default_workers(), changed=changed)
    desk = Desk(service, store, workers, bell, Turnstile(options.limits.at_once))
    app = create_app(desk, hosts=_hosts(options, port), tokens=options.tokens, limits=options.limits)
    # No access log: addresses and times of an editorial office's work are nobody's business, and nothing of an article may reach a log.
    config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, timeout_graceful_shutdown=3)
    server = uvicorn.Server(config)
    for name in ("sse_starlette", "httpcore2", "urllib3"):
        logging.getLogger(name).setLevel(logging.WARNING)
    # uvicorn raises the signal that ended it once more when it is done; that is how a server ends, and no error
    former = {number: signal.signal(number, _ignore) for number in (signal.SIGINT, signal.SIGTERM)}
    workers.start()
    if webhook:
        webhook.start()
    announce(address)
    try:
        server.run(sockets=[opened])
    finally:
        if webhook:
            webhook.end()
        workers.end()
        for number, handler in former.items():
            signal.signal(number, handler)


def _hosts(options: ServerOptions, port: int) -> Collection[str]:
    names = {*options.allow_hosts, *(_LOOPBACK_NAMES if is_loopback(options.host) else (options.host,))}
    # A name with a port of its own is that of a proxy before the server.
    return hosts_of({name for name in names if not _has_port(name)}, port) | {name.lower() for name in options.allow_hosts}


def _has_port(name: str) -> bool:
    return name.count(":") == 1


def _ignore(_number: int, _frame: FrameType | None) -> None:
    """Do nothing."""


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host, port))
    except OSError as error:
        made.close()
        raise InputError(f"--host {host} --port {port}: {error.strerror or error}; --port 0 takes a free one") from None
    return made
