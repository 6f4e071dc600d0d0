"""The REST routes: what each answers, and in which form."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest
from service_fixture import ARTICLE, DRAFT, until

from factcheck.gate import judge_file
from factcheck.report import TEXT_FORMATS


def finished(client, **more):
    made = client.post("/v1/checks?wait=30", json={"article": {**ARTICLE, **more}})
    assert made.status_code == 200, made.text
    return made.json()


def test_a_check_is_a_job_and_gives_what_a_single_check_gives(served):
    client, desk = served
    accepted = client.post("/v1/checks", json={"article": ARTICLE})
    assert accepted.status_code == 202
    where = accepted.headers["location"]
    job = client.get(f"{where}?wait=30").json()
    assert job["state"] == "done"
    assert job["counts"]["claims"] == 2
    assert DRAFT[:20] not in json.dumps(job)
    report = client.get(f"{where}/report")
    assert report.headers["content-type"] == "application/json"
    from factcheck.report import render
    from factcheck.service.requests import CheckRequest

    alone = desk.service.check(CheckRequest.model_validate({"article": ARTICLE}))
    assert report.text == render(alone, "json")


@pytest.mark.parametrize("form", TEXT_FORMATS)
def test_the_report_comes_in_every_text_format(served, form):
    client, _ = served
    where = f"/v1/jobs/{finished(client)['id']}/report"
    assert client.get(where, params={"format": form}).status_code == 200


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("text/html,application/xhtml+xml;q=0.9", "text/html"),
        ("text/csv;q=0.4, text/markdown", "text/markdown"),
        ("*/*", "application/json"),
        ("application/xml", "application/xml"),
    ],
)
def test_accept_chooses_the_format(served, accept, kind):
    client, _ = served
    answer = client.get(f"/v1/jobs/{finished(client)['id']}/report", headers={"accept": accept})
    assert answer.headers["content-type"].startswith(kind)
    assert "sandbox" in answer.headers["content-security-policy"]


def test_a_format_that_is_none_is_told(served):
    client, _ = served
    where = f"/v1/jobs/{finished(client)['id']}/report"
    for answer in (client.get(where, params={"format": "docx"}), client.get(where, headers={"accept": "image/png"})):
        assert answer.status_code == 406
        assert answer.headers["content-type"] == "application/problem+json"


def test_extract_and_search_answer_at_once(served):
    client, _ = served
    found = client.post("/v1/extract", json={"article": ARTICLE}).json()
    assert len(found["claims"]) == 2
    assert found["claims"][0]["sourcing"]["grade"]
    passages = client.post("/v1/search", json={"query": "berth 3", "count": 2, "publishers": ["Paper 3"]}).json()["passages"]
    assert [one["passage"]["document_id"] for one in passages] == ["d3"]


@pytest.mark.parametrize(
    ("form", "content"),
    [
        ("markdown", "# Tolls\n\nThe toll is 4 euros, the *mayor* said."),
        ("html", "<h2>Tolls</h2><p>The toll is 4 euros, the <b>mayor</b> said.</p>"),
    ],
)
def test_articles_come_as_markup(served, form, content):
    client, _ = served
    found = client.post("/v1/extract", json={"article": {"content": content, "format": form}})
    assert found.status_code == 200, found.text
    assert any("toll is 4 euros" in one["claim"]["text"] for one in found.json()["claims"])


def test_articles_come_as_word_documents(served, tmp_path):
    docx = pytest.importorskip("docx")
    client, _ = served
    document = docx.Document()
    document.add_paragraph("The toll is 4 euros, the mayor said.")
    document.save(tmp_path / "draft.docx")
    content = base64.b64encode((tmp_path / "draft.docx").read_bytes()).decode()
    found = client.post("/v1/extract", json={"article": {"content": content, "format": "docx"}}).json()
    assert "toll is 4 euros" in found["claims"][0]["claim"]["text"]
    for broken in ("not base64!", base64.b64encode(b"PK\x03\x04 nothing").decode(), base64.b64encode(b"text").decode()):
        assert client.post("/v1/extract", json={"article": {"content": broken, "format": "docx"}}).status_code == 422


def test_a_path_or_an_address_is_no_article(served, tmp_path):
    client, _ = served
    secret = tmp_path / "secret.txt"
    secret.write_text("The password is swordfish, the mayor said.")
    for article in ({"content": str(secret)}, {"content": f"file://{secret}"}):
        answer = client.post("/v1/extract", json={"article": article})
        assert "swordfish" not in answer.text
    refused = client.post("/v1/extract", json={"article": {"address": "http://127.0.0.1/"}})
    assert refused.status_code == 403
    assert "--allow-fetch" in refused.json()["detail"]
    assert client.post("/v1/checks", json={"article": {"address": "http://127.0.0.1/"}}).status_code == 403
    assert client.post("/v1/extract", json={"article": {"content": "x", "path": str(secret)}}).status_code == 422


def test_what_cannot_be_read_is_no_job(served):
    client, desk = served
    before = len(desk.store.jobs())
    answer = client.post("/v1/checks", json={"article": {"content": "   "}})
    assert answer.status_code == 422
    assert answer.json()["type"] == "/v1/problems/unusable"
    assert client.get(answer.json()["type"]).json()["name"] == "unusable"
    assert len(desk.store.jobs()) == before


def test_events_tell_a_job_from_its_beginning_and_from_any_number(served):
    client, _ = served
    job = finished(client)["id"]
    whole = client.get(f"/v1/jobs/{job}/events").text
    numbers = [int(line[4:]) for line in whole.splitlines() if line.startswith("id: ")]
    assert numbers == list(range(1, len(numbers) + 1))
    assert '"state":"waiting"' in whole
    assert '"state":"done"' in whole
    rest = client.get(f"/v1/jobs/{job}/events", headers={"last-event-id": str(numbers[-2])}).text
    assert [line for line in rest.splitlines() if line.startswith("id: ")] == [f"id: {numbers[-1]}"]
    assert client.get(f"/v1/jobs/{job}/events", headers={"last-event-id": str(numbers[-1])}).text.count("id: ") == 0


def test_a_deleted_job_takes_the_article_with_it(served):
    client, desk = served
    words = "swordfishes"
    job = finished(client, content=f"The {words} are back, the harbour master said.")["id"]
    assert client.delete(f"/v1/jobs/{job}").status_code == 204
    for where in (f"/v1/jobs/{job}", f"/v1/jobs/{job}/report", f"/v1/jobs/{job}/events"):
        assert client.get(where).status_code == 404
    (database,) = desk.store._database.execute("PRAGMA database_list")
    for file in Path(database[2]).parent.iterdir():
        assert words.encode() not in file.read_bytes(), file.name


def test_the_files_of_the_folder_and_nothing_else(served):
    client, _ = served
    [file] = client.get("/v1/claims").json()["files"]
    assert file["slug"] == "harbour"
    assert (file["claims"], file["open"]) == (4, 4)
    claims = client.get("/v1/claims/harbour").json()["claims"]
    assert len(claims) == 4
    assert claims[0]["action"] is None
    reading = client.get(f"/v1/claims/harbour/{claims[0]['id']}").json()
    assert reading["claim"]["quote"]["exact"]
    for slug in ("..%2Fcorpus", "%2e%2e", "harbour.yaml", "..", "nowhere"):
        assert client.get(f"/v1/claims/{slug}").status_code in {404, 422}, slug


def test_a_proposal_is_kept_and_decides_nothing(served):
    client, _ = served
    made = client.post("/v1/claims/harbour/c002/proposals", json={"by": "helper", "action": "dismiss", "note": "Nothing to check."})
    assert made.status_code == 201
    row = next(one for one in client.get("/v1/claims/harbour").json()["claims"] if one["id"] == "c002")
    assert (row["action"], row["proposals"]) == (None, 1)
    assert client.get("/v1/claims").json()["files"][0]["open"] == 4
    assert client.post("/v1/claims/harbour/c999/proposals", json={"by": "helper", "action": "hold"}).status_code == 404
    wrong = {"by": "helper", "action": "correct", "fields": {"support": "true"}}
    assert client.post("/v1/claims/harbour/c002/proposals", json=wrong).status_code == 422


def test_the_gate_judges_the_file_by_the_operators_policy(served, monkeypatch):
    client, desk = served
    path = desk.service.claims.path("harbour")
    for policy in ("default", "strict"):
        monkeypatch.setattr(desk.service, "_policy", policy)
        answered = client.get("/v1/claims/harbour/gate").json()
        expected = judge_file(path, policy)
        assert answered["policy"]["name"] == policy
        assert (answered["slug"], answered["file"], answered["may_publish"]) == ("harbour", "harbour.yaml", False)
        assert [one["rule"] for one in answered["violations"]] == [one.rule for one in expected.violations]
        assert str(path.parent) not in json.dumps(answered)


def test_health_version_and_description(served):
    client, _ = served
    assert client.get("/v1/health/ready").json() == {"status": "ready"}
    assert client.get("/v1/version").json()["corpus"]["documents"] == 6
    described = client.get("/v1/openapi.json").json()
    assert "/v1/checks" in described["paths"]
    assert "application/problem+json" in described["paths"]["/v1/checks"]["post"]["responses"]["422"]["content"]


def test_nothing_of_the_article_reaches_a_log(served, caplog, capsys, monkeypatch):
    client, desk = served
    word = "swordfishery"

    def broken(article, **_):
        raise ValueError(article.text)

    monkeypatch.setattr(desk.service.engine, "check", broken)
    made = client.post("/v1/checks?wait=30", json={"article": {"content": f"The {word} is closed, the harbour master said."}}).json()
    assert made["state"] == "failed"
    assert made["problem"] == "internal error (ValueError); please report it"
    until(lambda: caplog.records)
    captured = capsys.readouterr()
    assert word not in caplog.text + captured.out + captured.err


def test_an_error_nobody_thought_of_says_its_kind_and_none_of_its_words(served, caplog, capsys, monkeypatch):
    client, desk = served

    def broken(*_, **__):
        raise ValueError("swordfishery")

    monkeypatch.setattr(type(desk.service), "extract", broken)
    answer = client.post("/v1/extract", json={"article": {"content": "The pier is closed, the harbour master said."}})
    assert (answer.status_code, answer.headers["x-content-type-options"]) == (500, "nosniff")
    assert answer.json()["detail"] == "internal error (ValueError)"
    captured = capsys.readouterr()
    assert "swordfishery" not in answer.text + caplog.text + captured.out + captured.err
