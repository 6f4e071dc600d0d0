"""A made-up article with an annotation file, and the review page over it."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from factcheck.article import read_article
from factcheck.models import (
    Assessment,
    Attribution,
    AttributionVerdict,
    CheckedClaim,
    Claim,
    Cue,
    Evidence,
    FiredRule,
    Passage,
    Probabilities,
    Source,
    Sourcing,
    Span,
    Verdict,
)
from factcheck.review import write_annotation
from factcheck.review.page.desk import Desk
from factcheck.review.page.guard import CSRF_HEADER, Keys

TEXT = """Harbour tolls to rise

The port opened 🚢 on Monday. Mara Vance said the bridge cost $2.5 million. A dock worker 🧰 said the crane fell twice in May.

The mayor said tolls will rise by 4 percent. Nobody answered <script>alert("hostile")</script> when asked.
"""
CORPUS = (
    '{"id": "ledger", "title": "<img src=x onerror=alert(1)>", "publisher": "Ledger <script>alert(2)</script>", "date": "2025-05-01",'
    ' "url": "javascript:alert(3)", "text": "The bridge cost $4.5 million, said Mara Vance. <script>alert(4)</script>"}\n'
    '{"id": "tide", "publisher": "Tide Table", "date": "2025-05-02", "text": "The crane has stood since April without any accident."}\n'
)
KEYS = Keys(address="open-sesame", session="a-session", write="a-write")


def _claim(text: str, quote: str, name: str, kind: str, cue: str) -> Claim:
    start = text.index(quote)
    span = Span(start=start, end=start + len(quote))
    at = text.index(name)
    source = Source(name=name, canonical=name, kind=kind, named=kind != "anonymous", span=Span(start=at, end=at + len(name)))
    link = Attribution(source=source, cue=Cue(text=cue, span=span))
    return Claim(
        id="c001",
        span=span,
        quote=quote,
        text=quote[:1].upper() + quote[1:] + ".",
        chain=(link,),
        mode="indirect",
        kind="fact",
        sentence=span,
    )


def make(folder: Path) -> Path:
    """An annotation file of four claims about the article, in `folder`; its path."""
    source = folder / "harbour.txt"
    source.write_text(TEXT, "utf-8")
    article = read_article(source)
    text = article.text
    passage = Passage(id="ledger#0", document_id="ledger", span=Span(start=0, end=5), text="The b", publisher="Ledger")
    neutral = Passage(id="tide#0", document_id="tide", span=Span(start=0, end=5), text="The c", publisher="Tide")
    claims = [
        _claim(text, "the bridge cost $2.5 million", "Mara Vance", "person", "said"),
        _claim(text, "the crane fell twice in May", "A dock worker", "anonymous", "said"),
        _claim(text, "tolls will rise by 4 percent", "The mayor", "official", "said"),
        _claim(text, 'Nobody answered <script>alert("hostile")</script> when asked', "<script>", "person", "said"),
    ]
    labels = ("refuted", "not_enough_evidence", "supported", "not_enough_evidence")
    checked = [
        CheckedClaim(
            claim=claim,
            verdict=Verdict(
                label=label, confidence=0.8, explanation=f"Because <b>{label}</b>.", passage_ids=("ledger#0",) if number in {0, 2} else ()
            ),
            attribution=AttributionVerdict(label="paraphrased", explanation="Said so."),
            sourcing=Sourcing(
                grade="weak" if number == 1 else "strong",
                rules=(FiredRule(id="unnamed-source" if number == 1 else "named-person", reason="So."),),
                independent_origins=0,
            ),
            evidence=tuple(
                Assessment(
                    evidence=Evidence(passage=one, score=1.0, cosine=0.5),
                    probabilities=Probabilities(supports=0, refutes=1, nei=0),
                    relation=relation,
                    rationale=one.span,
                )
                for one, relation in ((passage, "refutes" if number == 0 else "neutral"), (neutral, "neutral"))
            ),
        )
        for number, (claim, label) in enumerate(zip(claims, labels, strict=True))
    ]
    path = folder / "harbour.yaml"
    write_annotation(path, article, checked, file=source)
    return path


def corpus(folder: Path) -> Path:
    """The evidence, hostile in title, publisher, address and text."""
    path = folder / "corpus.jsonl"
    path.write_text(CORPUS, "utf-8")
    return path


def headers(port: int) -> dict[str, str]:
    """What the page's own writes carry."""
    return {CSRF_HEADER: KEYS.write, "origin": f"http://127.0.0.1:{port}", "sec-fetch-site": "same-origin"}


@contextmanager
def served(desk: Desk) -> Iterator[str]:
    """The page on a free port of the loopback; its address."""
    import uvicorn

    from factcheck.review.page.app import create_app
    from factcheck.review.page.serving import listening

    with listening(0) as socket:
        port = socket.getsockname()[1]
        server = uvicorn.Server(uvicorn.Config(create_app(desk, port=port, keys=KEYS), log_level="error", access_log=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [socket]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        try:
            yield f"http://127.0.0.1:{port}/?token={KEYS.address}"
        finally:
            server.should_exit = True
            thread.join(10)
