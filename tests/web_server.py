"""A web server on loopback for tests: answers from a table, and ends with the test."""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Site:
    """What the server answers: `pages[path] = (status, headers, body)`; a body may be a function that writes to the socket."""

    def __init__(self, port):
        self.address = f"http://127.0.0.1:{port}"
        self.pages = {}
        self.asked = []
        self.agents = []
        self.delay = 0

    def page(self, path, body, content_type="text/html; charset=utf-8", status=200, **headers):
        data = body.encode() if isinstance(body, str) else body
        self.pages[path] = (status, {"Content-Type": content_type} | {key.replace("_", "-"): value for key, value in headers.items()}, data)
        return self.address + path

    def redirect(self, path, target, status=302):
        self.pages[path] = (status, {"Location": target}, b"")
        return self.address + path


def drip(seconds, every=0.05):
    """A body that comes a byte at a time."""

    def write(file):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            file.write(b"x")
            file.flush()
            time.sleep(every)

    return write


@contextmanager
def web_server():
    """A running server, ended on leaving."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            site.asked.append(self.path)
            site.agents.append(self.headers["User-Agent"])
            time.sleep(site.delay)
            status, headers, body = site.pages.get(self.path, (404, {}, b"none"))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            if not callable(body) and "Content-Length" not in headers:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            try:
                if callable(body):
                    body(self.wfile)
                else:
                    self.wfile.write(body)
            except OSError:
                pass  # the client had enough

        def log_message(self, *_):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        site = Site(server.server_port)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield site
        finally:
            server.shutdown()
            thread.join()
