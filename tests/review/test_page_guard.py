"""Nobody but a browser on this machine that was given the address may read or write through the review page."""

from __future__ import annotations

import pytest
from page_fixture import KEYS, headers, make

pytest.importorskip("fastapi")
from fastapi.testclient import TestClient

from factcheck.review import read_annotation
from factcheck.review.page import Desk, create_app
from factcheck.review.page.guard import MAX_BODY

PORT = 8123
OWN = f"http://127.0.0.1:{PORT}"
ROUTES = [
    ("GET", "/"),
    ("GET", "/state"),
    ("GET", "/article"),
    ("GET", "/claims/c001"),
    ("GET", "/search?q=bridge"),
    ("GET", "/static/page.js"),
    ("POST", "/claims"),
    ("POST", "/claims/c001/decisions"),
    ("POST", "/claims/c001/withdrawals"),
    ("POST", "/claims/c001/evidence"),
    ("POST", "/claims/c001/words"),
]


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return make(tmp_path_factory.mktemp("guard"))


@pytest.fixture(scope="module")
def app(path):
    return create_app(Desk(path), port=PORT, keys=KEYS)


@pytest.fixture
def client(app):
    found = TestClient(app, base_url=OWN, follow_redirects=False)
    assert found.get(f"/?token={KEYS.address}").status_code == 303
    return found


@pytest.mark.parametrize(("method", "route"), ROUTES)
def test_without_the_cookie_nothing_answers(app, method, route):
    stranger = TestClient(app, base_url=OWN)
    assert stranger.request(method, route, json={}, headers=headers(PORT)).status_code == 403


@pytest.mark.parametrize("token", ["", "open-sesam", "a-session", "ö"])
def test_a_wrong_token_opens_nothing(app, token):
    answer = TestClient(app, base_url=OWN).get("/", params={"token": token})
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


def test_the_token_becomes_a_cookie_that_no_script_and_no_other_site_can_use(app):
    answer = TestClient(app, base_url=OWN, follow_redirects=False).get(f"/?token={KEYS.address}")
    assert answer.headers["location"] == "/"
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "domain" not in cookie


@pytest.mark.parametrize("host", ["evil.example", f"evil.example:{PORT}", "127.0.0.1", "127.0.0.1:1", f"127.0.0.1.evil.example:{PORT}", ""])
def test_another_host_name_is_refused(client, host):
    for address in ("/state", f"/?token={KEYS.address}"):
        assert client.get(address, headers={"host": host}).status_code == 421


def test_localhost_is_this_machine_too(client):
    assert client.get("/state", headers={"host": f"localhost:{PORT}"}).status_code == 200


WRITE = {"by": "Ida", "action": "confirm", "seen": {}}


@pytest.mark.parametrize(
    "change",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": f"http://127.0.0.1:{PORT + 1}"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
        {"origin": None, "sec-fetch-site": None},
        {"x-factcheck-token": None},
        {"x-factcheck-token": "a-session"},
    ],
)
def test_a_write_from_elsewhere_is_refused_and_writes_nothing(client, path, change):
    before = path.read_bytes()
    sent = {name: value for name, value in {**headers(PORT), **change}.items() if value is not None}
    assert client.post("/claims/c001/decisions", json=WRITE, headers=sent).status_code == 403
    assert path.read_bytes() == before


def test_a_write_is_json_and_small(client, path):
    before = path.read_bytes()
    form = client.post("/claims/c001/decisions", content="by=Ida", headers={**headers(PORT), "content-type": "text/plain"})
    large = client.post("/claims/c001/decisions", json={**WRITE, "note": "x" * MAX_BODY}, headers=headers(PORT))
    unsized = client.post(
        "/claims/c001/decisions", content=iter([b"x" * MAX_BODY, b"x"]), headers={**headers(PORT), "content-type": "application/json"}
    )
    assert (form.status_code, large.status_code) == (415, 413)
    assert unsized.status_code >= 400
    assert path.read_bytes() == before


@pytest.mark.parametrize("name", ["../guard.py", "..%2fguard.py", "%2e%2e/guard.py", "page.css/../../guard.py", "/etc/passwd", "guard.py"])
def test_no_request_names_a_file_on_the_disk(client, name):
    assert client.get(f"/static/{name}").status_code == 404


def test_every_answer_forbids_what_the_page_does_not_need(client, app):
    for answer in (client.get("/"), client.get("/state"), client.get("/nowhere"), TestClient(app, base_url=OWN).get("/")):
        policy = answer.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'")
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"


def test_the_page_has_no_script_or_style_of_its_own_in_it(client):
    page = client.get("/").text
    assert page.count("<script") == 1
    assert '<script src="/static/page.js" defer></script>' in page
    assert "<style" not in page
    assert " style=" not in page
    assert "alert(&#34;hostile&#34;)" in page
    assert KEYS.session not in page


def test_the_file_is_still_as_it_was(path):
    assert not any(claim.decisions for claim in read_annotation(path).claims)
