"""The connection goes to the checked address; the certificate must be that of the name all the same."""

import shutil
import socket
import ssl
import subprocess
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from factcheck.errors import FetchError
from factcheck.fetching import fetch

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="makes its certificate with openssl")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate for one name, signed by itself, with its key."""
    path = tmp_path_factory.mktemp("tls") / "harmless.example.pem"
    subject = ["-subj", "/CN=harmless.example", "-addext", "subjectAltName=DNS:harmless.example"]
    kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
    subprocess.run(["openssl", "req", "-x509", *kind, *subject, "-keyout", path, "-out", f"{path}.crt"], check=True, capture_output=True)
    path.write_bytes(path.read_bytes() + Path(f"{path}.crt").read_bytes())
    return path


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    def log_message(self, *_):
        pass


@contextmanager
def tls_server(certificate):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        server.handle_error = lambda *_: None  # a client that refuses the certificate is what the test wants
        server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield server.server_port
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture
def port(monkeypatch, certificate):
    real = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", lambda host, *more, **options: real("127.0.0.1", *more, **options))
    with tls_server(certificate) as number:
        yield number


def test_the_certificate_of_the_name_is_accepted(port, certificate, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    assert fetch(f"https://harmless.example:{port}/", allow_private=True).data == b"ok"


@pytest.mark.parametrize(("name", "trusted"), [("other.example", True), ("127.0.0.1", True), ("harmless.example", False)])
def test_any_other_certificate_is_one_line(port, certificate, monkeypatch, name, trusted):
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with pytest.raises(FetchError, match=r"cannot be fetched .*certificate") as caught:
        fetch(f"https://{name}:{port}/", allow_private=True)
    assert "\n" not in str(caught.value)
