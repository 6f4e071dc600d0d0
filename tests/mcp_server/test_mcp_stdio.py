"""`factcheck mcp`, driven by the real client over stdio: an agent may propose, and a proposal never becomes a decision."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path

import pytest

pytest.importorskip("fastmcp")
sys.path[:0] = [str(Path(__file__).parents[1] / "service"), str(Path(__file__).parents[1] / "review")]

from fastmcp import Client  # noqa: E402
from fastmcp.client.transports import StdioTransport  # noqa: E402
from fastmcp.exceptions import ToolError  # noqa: E402
from service_fixture import DRAFT, claims_folder, corpus  # noqa: E402

from factcheck.review import AnnotationStore, read_annotation  # noqa: E402
from factcheck.review.agreement import ratings_by_file  # noqa: E402
from factcheck.review.proposals import open_proposals, proposals_file, propose, read_proposals  # noqa: E402
from factcheck.review.standing import standing  # noqa: E402
from factcheck.review.statistics import review_statistics  # noqa: E402

pytestmark = pytest.mark.filterwarnings("ignore")
ROOT = Path(__file__).parents[2]
# The verb itself, with the doubles of the test suite for models; something that prints must not reach the protocol.
CODE = """
import os, sys
sys.path[:0] = [{root!r}, {service!r}, {review!r}]
from pathlib import Path
import service_fixture
from factcheck.engine import Engine
Engine.load = classmethod(lambda cls, evidence, *a, **k: service_fixture.engine(Path(evidence).parent))
whole = Engine.check
def check(self, *a, **k):
    print("a library prints")
    os.write(1, b"so does another one\\n")
    return whole(self, *a, **k)
Engine.check = check
from factcheck.cli.main import run
run()
"""


def call(folder: Path, work):
    """Do some work with a client of the verb."""
    code = CODE.format(root=str(ROOT), service=str(ROOT / "tests" / "service"), review=str(ROOT / "tests" / "review"))
    arguments = ["-c", code, "mcp", "--evidence", str(folder / "corpus.jsonl"), "--claims", str(folder / "claims")]

    async def session():
        async with Client(StdioTransport(sys.executable, arguments), timeout=60) as client:
            return await work(client)

    return asyncio.run(session())


async def said(client, tool, **arguments):
    answer = await client.call_tool(tool, arguments)
    return json.loads(answer.content[0].text)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("mcp")
    corpus(made)
    claims_folder(made)
    return made


def test_an_agent_works_and_its_proposals_never_become_decisions(folder):
    path = folder / "claims" / "harbour.yaml"
    before = path.read_bytes()
    untouched = review_statistics([read_annotation(path)])

    async def work(client):
        tools = {one.name: one for one in await client.list_tools()}
        assert set(tools) == {
            "check_article",
            "extract_claims",
            "search_evidence",
            "list_claims",
            "read_claim",
            "propose_decision",
            "gate",
        }
        assert all("data" in one.description for one in tools.values() if one.name != "propose_decision")
        assert "never a decision" in tools["propose_decision"].description
        report = (await client.call_tool("check_article", {"content": DRAFT, "publisher": "The Quay Observer"})).content[0].text
        assert "berth 4" in report
        assert len((await said(client, "extract_claims", content=DRAFT))["claims"]) == 2
        assert (await said(client, "search_evidence", query="berth 3", count=1))[0]["document_id"]
        [file] = (await said(client, "list_claims"))["files"]
        claims = (await said(client, "list_claims", slug=file["slug"]))["claims"]
        for claim in claims:
            for action in ("confirm", "correct", "dismiss"):
                fields = {"support": "supported"} if action == "correct" else None
                made = await said(
                    client, "propose_decision", slug="harbour", claim=claim["id"], action=action, note="Looks so.", fields=fields
                )
                assert made["decided"] is False
        reading = await said(client, "read_claim", slug="harbour", claim="c001")
        assert len(reading["proposals"]) == 3
        assert reading["proposals"][0]["by"].startswith("agent:")
        assert reading["claim"].get("decisions", []) == []
        for wrong in (
            {"slug": "../corpus", "claim": "c001", "action": "hold", "note": "x"},
            {"slug": "harbour", "claim": "c999", "action": "hold", "note": "x"},
            {"slug": "harbour", "claim": "c001", "action": "withdraw", "note": "x"},
            {"slug": "harbour", "claim": "c001", "action": "correct", "note": "x", "fields": {"support": "true"}},
        ):
            with pytest.raises(ToolError):
                await client.call_tool("propose_decision", wrong)
        judged = await said(client, "gate", slug="harbour")
        assert (judged["slug"], judged["may_publish"]) == ("harbour", False)

    call(folder, work)
    assert path.read_bytes() == before
    assert len(read_proposals(path)) == 12
    annotation = read_annotation(path)
    assert review_statistics([annotation]) == untouched
    assert all(standing(claim).decision is None and not standing(claim).settled for claim in annotation.claims)
    assert len(AnnotationStore(path).open_claims()) == 4
    assert ratings_by_file({"a": annotation, "b": annotation}) == {}
    assert len(open_proposals(annotation, read_proposals(path))) == 12


def test_a_person_answers_a_proposal_by_deciding(folder):
    path = folder / "claims" / "harbour.yaml"
    proposals_file(path).unlink(missing_ok=True)

    propose(path, "c002", "dismiss", by="agent:helper", note="Nothing to check.")
    AnnotationStore(path).decide("c002", "needs_source", by="Ida")
    annotation = read_annotation(path)
    assert annotation.claim("c002").decisions[-1].by == "Ida"
    assert open_proposals(annotation, read_proposals(path)) == ()
