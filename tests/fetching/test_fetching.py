import datetime as dt
import gzip
import hashlib
import ipaddress
import json
import re
import socket
import time
import zlib

import pytest
from web_server import drip, web_server

from factcheck.errors import ArticleError, FetchError, OutputError
from factcheck.fetching import Limits, Store, fetch, is_address, record_of, require_address
from factcheck.fetching.addresses import is_public

PAGE = "<p>The ferry sails again.</p>"


@pytest.fixture(scope="module")
def server():
    with web_server() as site:
        yield site


@pytest.fixture
def site(server):
    server.pages.clear()
    server.asked.clear()
    server.delay = 0
    return server


def get(url, **options):
    return fetch(url, allow_private=True, **options)


def refused(url, match, **options):
    with pytest.raises(FetchError, match=match) as caught:
        fetch(url, **options)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_page_comes_with_its_record(site):
    page = get(site.page("/a%20b", PAGE).replace("%20", " ") + "#part")
    assert page.data == PAGE.encode()
    record = page.record
    assert (record.url, record.status, record.size) == (site.address + "/a%20b", 200, len(PAGE))
    assert site.asked == ["/a%20b"]
    assert site.agents[-1].startswith("factcheck/")


@pytest.mark.parametrize("coding", ["gzip", "deflate", "raw"])
def test_compression_is_undone_and_the_hash_is_of_the_page(site, coding):
    raw = zlib.compressobj(wbits=-15)
    packed = {
        "gzip": gzip.compress(PAGE.encode()),
        "deflate": zlib.compress(PAGE.encode()),
        "raw": raw.compress(PAGE.encode()) + raw.flush(),
    }
    name = "gzip" if coding == "gzip" else "deflate"
    page = get(site.page("/", packed[coding], Content_Encoding=name))
    assert page.data == PAGE.encode()
    assert page.record.sha256 == hashlib.sha256(PAGE.encode()).hexdigest()


def test_redirects_are_followed_and_the_last_address_recorded(site):
    site.page("/end", PAGE)
    site.redirect("/middle", "end", 308)
    page = get(site.redirect("/start", site.address + "/middle"))
    assert (page.record.url, page.record.final_url) == (site.address + "/start", site.address + "/end")


def test_a_redirect_loop_ends(site):
    url = site.redirect("/loop", "/loop")
    refused(url, "more than 3 redirects", allow_private=True, limits=Limits(redirects=3))
    assert site.asked == ["/loop"] * 4


@pytest.mark.parametrize("target", ["file:///etc/passwd", "data:text/html,<p>x", "ftp://files.example/a", "gopher://x/"])
def test_redirects_lead_to_no_other_scheme(site, target):
    refused(site.redirect("/away", target), "only http and https", allow_private=True)


@pytest.mark.parametrize("url", ["file:///etc/passwd", "data:text/html,<p>x</p>", "ftp://a.example/x", "javascript:alert(1)"])
def test_other_schemes_are_refused(url):
    assert is_address(url)
    refused(url, "only http and https", allow_private=True)


@pytest.mark.parametrize(
    "url",
    ["http://", "http://a b/", "http://[nonsense]/", "http://x:99999/", "http://a.example/\r\nX: y", "https://[::1", "http://" + "a" * 300],
)
def test_broken_addresses_are_refused(url):
    refused(url, "not a valid address")


def test_no_address_commands_the_terminal(site):
    target = "https://a.example/\x1b]0;owned\x07\x9b31m"
    for message in (
        refused(target, "not a valid address"),
        refused(site.redirect("/esc", "ftp://a/\x1b[31m"), "only http", allow_private=True),
    ):
        assert not re.search("[\x00-\x1f\x7f-\x9f]", message)


def test_passwords_in_addresses_are_refused_and_not_repeated():
    message = refused("https://ann:secret@a.example/", "password")
    assert "secret" not in message


def test_addresses_are_sent_in_ascii():
    assert (
        require_address("HTTP://Bücher.example:8080/straße?q=ä b#x".replace(" ", "+"))
        == "http://xn--bcher-kva.example:8080/stra%C3%9Fe?q=%C3%A4+b"
    )
    assert not is_address("notes.txt")
    assert not is_address(r"C:\notes.txt")


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "100.127.255.255",
        "192.0.0.1", "192.0.2.1", "198.18.0.1", "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255",
        "::", "::1", "fe80::1", "fc00::1", "fd12::1", "fec0::1", "ff02::1", "2001:db8::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
        "64:ff9b::7f00:1", "64:ff9b:1::1", "2002:7f00:1::1", "2002:0a00:0001::", "2001:0:0:0:0:0:80ff:fffe", "::127.0.0.1",
        "100::1", "4000::1",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public(address):
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "193.0.6.139", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:0808:0808::1"]
)
def test_public_addresses(address):
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0x7f.1", "2130706433"])
def test_loopback_is_refused_unless_told(site, host):
    site.page("/", PAGE)
    refused(site.address.replace("127.0.0.1", host) + "/", "not a public address; --allow-private")
    assert site.asked == []


def answers(monkeypatch, *lists):
    """Make names resolve to these addresses, one list a question; returns the questions."""
    real, asked = socket.getaddrinfo, []

    def look_up(host, port, *arguments, **options):
        if not str(host).endswith(".example"):
            return real(host, port, *arguments, **options)
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in lists[min(len(asked), len(lists)) - 1]]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return asked


@pytest.mark.parametrize("addresses", [["127.0.0.1"], ["8.8.8.8", "10.0.0.1"]])
def test_a_name_that_leads_inside_is_refused(site, monkeypatch, addresses):
    site.page("/", PAGE)
    answers(monkeypatch, addresses)
    refused(site.address.replace("127.0.0.1", "harmless.example") + "/", r"harmless\.example: is .* not a public address")
    assert site.asked == []


def test_a_name_is_resolved_once_so_that_a_second_answer_changes_nothing(site, monkeypatch):
    site.page("/", PAGE)
    asked = answers(monkeypatch, ["127.0.0.1"], ["10.255.255.1"])
    assert get(site.address.replace("127.0.0.1", "rebinding.example") + "/").data == PAGE.encode()
    assert asked == ["rebinding.example"]


def test_every_hop_of_a_redirect_is_checked(site, monkeypatch):
    """The first host counts as public here, the one that it redirects to does not."""
    from factcheck.fetching import addresses

    site.page("/inside", PAGE)
    asked = answers(monkeypatch, ["127.0.0.1"])
    monkeypatch.setattr(addresses, "is_public", lambda _address: len(asked) == 1)
    url = site.redirect("/", site.address.replace("127.0.0.1", "inside.example") + "/inside").replace("127.0.0.1", "outside.example")
    refused(url, "inside.example: is 127.0.0.1")
    assert site.asked == ["/"]


def test_unknown_hosts_are_one_line(monkeypatch):
    def fail(*_, **__):
        raise socket.gaierror(-2, "unknown")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    refused("https://nowhere.example/", "no such host")


def test_a_resolver_that_hangs_is_left(monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: time.sleep(2) or [])
    begun = time.monotonic()
    refused("http://slow.example/", "not resolved in time", limits=Limits(seconds=0.2))
    assert time.monotonic() - begun < 1.5


def test_a_closed_port_is_one_line():
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port = held.getsockname()[1]
    refused(f"http://127.0.0.1:{port}/", "cannot be fetched", allow_private=True)


def test_a_server_that_drips_is_left_when_the_time_is_up(site):
    site.pages["/slow"] = (200, {"Content-Type": "text/html"}, drip(5))
    begun = time.monotonic()
    refused(site.address + "/slow", "longer than 0.4 seconds", allow_private=True, limits=Limits(seconds=0.4))
    assert time.monotonic() - begun < 2


def test_a_server_that_never_answers_is_left():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        refused(url, "longer than 0.3 seconds", allow_private=True, limits=Limits(seconds=0.3))


def test_redirects_share_one_time_limit(site):
    for number in range(9):
        site.redirect(f"/{number}", f"/{number + 1}")
    site.delay = 0.2
    refused(site.address + "/0", "longer than 0.5 seconds", allow_private=True, limits=Limits(seconds=0.5, redirects=9))


@pytest.mark.parametrize("headers", [{}, {"Content_Encoding": "gzip"}])
def test_what_is_too_large_is_refused_before_it_fills_memory(site, headers):
    body = gzip.compress(bytes(50_000_000)) if headers else bytes(2_000_000)
    refused(site.page("/", body, **headers), "larger than 1 MB", allow_private=True, limits=Limits(bytes=1_000_000))


def test_a_stated_size_is_believed_when_it_is_too_large(site):
    site.pages["/"] = (200, {"Content-Length": "99000000000"}, drip(5))
    begun = time.monotonic()
    refused(site.address + "/", "larger than 20 MB", allow_private=True)
    assert time.monotonic() - begun < 2


@pytest.mark.parametrize(
    ("body", "coding", "match"),
    [
        (b"\x1f\x8bno", "gzip", "compression is broken"),
        (gzip.compress(b"x" * 999, mtime=0)[:-9], "gzip", "broke off"),
        (b"x", "br", "'br'"),
    ],
)
def test_broken_compression_is_one_line(site, body, coding, match):
    refused(site.page("/", body, Content_Encoding=coding), match, allow_private=True)


@pytest.mark.parametrize("status", [204, 404, 500])
def test_only_a_page_is_a_page(site, status):
    refused(site.page("/", b"", status=status), f"answered {status}", allow_private=True)


def test_what_is_no_http_is_one_line():
    with socket.create_server(("127.0.0.1", 0)) as server:
        import threading

        def answer():
            connection, _ = server.accept()
            with connection:
                connection.recv(1000)
                connection.sendall(b"SSH-2.0-x\r\n")

        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        refused(f"http://127.0.0.1:{server.getsockname()[1]}/", "cannot be fetched", allow_private=True)
        thread.join()


def test_what_is_fetched_is_kept_with_date_and_hash(site, tmp_path):
    store = Store(tmp_path / "kept")
    page = get(site.page("/a", PAGE), store=store)
    get(site.page("/b", PAGE), store=store)
    assert sorted(path.name for path in store.folder.iterdir()) == [f"{page.record.sha256}.html", "fetched.jsonl"]
    kept = store.folder / f"{page.record.sha256}.html"
    assert kept.read_text() == PAGE
    lines = [json.loads(line) for line in (store.folder / "fetched.jsonl").read_text().splitlines()]
    assert [line["url"] for line in lines] == [site.address + "/a", site.address + "/b"]
    assert dt.datetime.fromisoformat(lines[0]["at"]).tzinfo is not None
    found = record_of(kept, kept.read_bytes())
    assert found is not None
    assert found.url == site.address + "/b"
    kept.write_text("altered")
    with pytest.raises(ArticleError, match="was changed since it was fetched"):
        record_of(kept, kept.read_bytes())
    assert record_of(tmp_path / "story.txt", b"x") is None


def test_a_folder_that_cannot_be_written_is_one_line(site, tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError, match="cannot be written"):
        get(site.page("/", PAGE), store=Store(tmp_path / "file"))


def test_a_redirect_to_what_is_no_address_is_told(site):
    refused(site.redirect("/odd", "http://[/"), "no address", allow_private=True)
