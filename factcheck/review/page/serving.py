"""Running the review page on the loopback until the reviewer is done."""

from __future__ import annotations

import signal
import socket
import threading
import time
import webbrowser
from collections.abc import Callable
from types import FrameType

import uvicorn
from fastapi import FastAPI

from factcheck.errors import InputError
from factcheck.review.page.app import create_app
from factcheck.review.page.desk import Desk

__all__ = ["listening", "serve"]

_LOOPBACK = "127.0.0.1"
_TICK = 0.5


def serve(desk: Desk, *, port: int = 0, idle_minutes: float = 0, open_browser: bool = True, announce: Callable[[str], None]) -> None:
    """Serve the page until Ctrl-C, or until nobody has done anything for so long.

    Args:
        desk: the file.
        port: of the loopback; 0 takes a free one.
        idle_minutes: how long; 0 waits for ever. A page that merely stands open does nothing.
        open_browser: open the address in the browser.
        announce: told the address.

    Raises:
        InputError: the port is taken.
    """
    with listening(port) as opened:
        chosen = opened.getsockname()[1]
        app = create_app(desk, port=chosen)
        address = f"http://{_LOOPBACK}:{chosen}/?token={app.state.keys.address}"
        config = uvicorn.Config(app, log_level="error", access_log=False, server_header=False, timeout_graceful_shutdown=2)
        server = uvicorn.Server(config)
        done = threading.Event()
        if idle_minutes > 0:
            threading.Thread(target=_watch, args=(server, app, idle_minutes * 60, done), daemon=True).start()
        announce(address)
        if open_browser:
            webbrowser.open(address)
        # uvicorn raises the signal that ended it once more when it is done; Ctrl-C is how a review ends, and no error
        former = {number: signal.signal(number, _ignore) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            server.run(sockets=[opened])
        finally:
            done.set()
            for number, handler in former.items():
                signal.signal(number, handler)


def _ignore(_number: int, _frame: FrameType | None) -> None:
    """Do nothing."""


def listening(port: int) -> socket.socket:
    """A socket of the loopback; 0 takes a free port.

    Raises:
        InputError: the port is taken.
    """
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((_LOOPBACK, port))
    except OSError as error:
        made.close()
        raise InputError(f"--port {port}: {error.strerror or error}; leave it out to take a free one") from None
    return made


def _watch(server: uvicorn.Server, app: FastAPI, seconds: float, done: threading.Event) -> None:
    while not done.wait(min(_TICK, seconds)):
        if time.monotonic() - app.state.active > seconds:
            server.should_exit = True
            return
