"""Cases for the annotation file's promises, in any number, each told in one line of JSON; `lost` must be 0.

`python tests/review/review_cases.py edits --cases 10000` and `python tests/review/review_cases.py kills --times 200`.
`python tests/review/review_cases.py saves FILE` says how long a decision takes on a copy of a file, beside writing all of it anew.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

from factcheck.errors import AnnotationError
from factcheck.models import Article, Attribution, Block, CheckedClaim, Claim, Cue, Source, Sourcing, Span, Verdict
from factcheck.review import AnnotationStore, read_annotation, write_annotation
from factcheck.review.yaml_file import load, save

WORDS = (
    "harbour",
    "bridge",
    "ferry",
    "toll",
    "mayor",
    "council",
    "storm",
    "quay",
    "“said”",
    "12",
    "percent",
    "📉",
    "June",
    "it is",
    "closed",
)
ACTIONS = ("confirm", "correct", "needs_source", "hold", "dismiss")
SENTENCE = re.compile(r"[^.\n]+")


def article_of(text: str) -> Article:
    return Article(id="case", text=text, blocks=(Block(span=Span(start=0, end=len(text)), kind="paragraph"),))


def claims_of(text: str, chance: random.Random, share: float) -> list[CheckedClaim]:
    """Some of the sentences, as an extractor might find them: whole or in part, with verdicts that change from run to run."""
    found = []
    for place in SENTENCE.finditer(text):
        start, end = place.span()
        start += len(text[start:end]) - len(text[start:end].lstrip())
        if not text[start:end].strip() or chance.random() > share:
            continue
        if chance.random() < 0.2:
            start = min(end - 1, start + chance.randrange(4))
        if not text[start:end].strip():
            continue
        span = Span(start=start, end=end)
        source = Source(name="Ann", canonical="Ann Roe", kind="person", named=True)
        claim = Claim(
            id="c001",
            span=span,
            quote=span.of(text),
            text=span.of(text).strip().capitalize() + ".",
            chain=(Attribution(source=source, cue=Cue(text="said", span=Span(start=0, end=4))),),
            mode="indirect",
            kind=chance.choice(["fact", "statistic"]),
            sentence=span,
        )
        label = chance.choice(["supported", "refuted", "not_enough_evidence"])
        sourcing = Sourcing(grade="weak", rules=(), independent_origins=0)
        verdict = Verdict(label=label, confidence=0.5, explanation="So.")
        found.append(CheckedClaim(claim=claim, verdict=verdict, attribution=None, sourcing=sourcing, evidence=()))
    return found


def sentence(chance: random.Random) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(chance.randint(2, 8)))


def edited(text: str, chance: random.Random) -> str:
    """The text after an editor: letters, words, sentences and whole paragraphs in, out, moved or repeated."""
    for _ in range(chance.randint(1, 4)):
        kind = chance.choice(["insert", "delete", "replace", "word", "swap", "repeat", "rewrite"])
        start = chance.randrange(len(text) + 1)
        end = min(len(text), start + chance.randint(1, 40))
        if kind == "insert":
            text = text[:start] + sentence(chance) + ". " + text[start:]
        elif kind == "delete":
            text = text[:start] + text[end:]
        elif kind == "replace":
            text = text[:start] + sentence(chance) + text[end:]
        elif kind == "word":
            text = text.replace(chance.choice(WORDS), chance.choice(WORDS), 1)
        elif kind == "swap":
            parts = text.split(". ")
            chance.shuffle(parts)
            text = ". ".join(parts)
        elif kind == "repeat":
            text = text + " " + text[start:end]
        elif chance.random() < 0.2:
            text = ". ".join(sentence(chance) for _ in range(4)) + "."
        text = text if text.strip() else sentence(chance) + "."
    return text


def decide(path: Path, text: str, chance: random.Random) -> set[tuple[str, str]]:
    """A few decisions, additions and hand edits; returns by whom and with which note."""
    store = AnnotationStore(path, article_of(text))
    made: set[tuple[str, str]] = set()
    for claim in chance.sample(list(store.claims), min(len(store.claims), chance.randint(1, 2))):
        note = f"note {chance.random()}"
        action = chance.choice(ACTIONS)
        fields = {"text": sentence(chance)} if action == "correct" else None
        store.decide(claim.id, action, by=chance.choice(["Ida", "Tom"]), note=note, fields=fields)
        made.add((claim.id, note))
    if chance.random() < 0.3 and text[:12].strip():
        with contextlib.suppress(Exception):
            added = store.add_claim([Span(start=0, end=12)], by="Ida", text=sentence(chance))
            store.decide(added, "hold", by="Ida", note=added)
            made.add((added, added))
    return made


EDITS_OF_ONE = 20
"""Edits of one reviewed article before there is a new one."""


def edits_of_one(folder: Path, seed: int, edits: int) -> tuple[int, int, int]:
    """One reviewed article, edited so many times; each edit a case, now of the article as reviewed, now of the last edit.

    Returns:
        Decisions that there were over all cases, those of them lost, and spans that do not hold.
    """
    chance = random.Random(seed)
    path = folder / "case.yaml"
    path.unlink(missing_ok=True)
    first = text = ". ".join(sentence(chance) for _ in range(chance.randint(2, 4))) + "."
    write_annotation(path, article_of(text), claims_of(text, chance, 0.9))
    made = decide(path, text, chance)
    reviewed = path.read_bytes()
    total = lost = wrong = 0
    for _ in range(edits):
        if chance.random() < 0.5:
            path.write_bytes(reviewed)
            text = first
        text = edited(text, chance)
        write_annotation(path, article_of(text), claims_of(text, chance, 0.8))
        claims = plain_claims(path)
        for claim in (claim for claim in claims if "absent" not in claim):
            wrong += text[int(claim["position"]["start"]) : int(claim["position"]["end"])] != claim["quote"]["exact"]
        kept = {(claim["id"], decision["note"]) for claim in claims for decision in claim["decisions"]}
        total, lost = total + len(made), lost + len(made - kept)
    return total, lost, wrong


def plain_claims(path: Path) -> list[dict[str, Any]]:
    """The claims as another YAML parser reads them: fast, and a second opinion."""
    claims: list[dict[str, Any]] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)["claims"]
    return claims


def edit_cases(cases: int, first: int = 0) -> dict[str, int]:
    total = lost = wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        for start in range(0, cases, EDITS_OF_ONE):
            made, gone, bad = edits_of_one(Path(folder), first + start, min(EDITS_OF_ONE, cases - start))
            total, lost, wrong = total + made, lost + gone, wrong + bad
    return {"cases": cases, "decisions": total, "lost": lost, "spans_wrong": wrong}


def write_forever(path: Path) -> None:
    """Decide again and again, telling each decision once it is acknowledged; for a process that is about to be killed."""
    store = AnnotationStore(path)
    number = 0
    while True:
        store.decide("c001" if number % 2 else "c002", "hold", by=f"p{os.getpid()}", note=f"n{number}")
        sys.stdout.write(f"p{os.getpid()} n{number}\n")
        sys.stdout.flush()
        number += 1


def kills(times: int, seed: int = 0) -> dict[str, int]:
    """Kill a writer at a random moment, again and again, and count what it had acknowledged and the file does not have."""
    chance = random.Random(seed)
    acknowledged: set[tuple[str, str]] = set()
    broken = lost = 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "case.yaml"
        text = "the bridge is closed. the ferry runs."
        for _ in range(times):
            if not path.exists() or path.stat().st_size > 60_000:  # a file of a day's size, not of all 200 runs
                path.unlink(missing_ok=True)
                acknowledged.clear()
                write_annotation(path, article_of(text), claims_of(text, random.Random(1), 1.0))
            with writer(path) as process:
                assert process.stdout is not None
                first = process.stdout.readline()
                time.sleep(chance.uniform(0, 0.25))
                process.send_signal(signal.SIGKILL)
                told = first + process.stdout.read()
            acknowledged |= {tuple(line.split()) for line in told.splitlines() if len(line.split()) == 2 and line in told}
            try:
                annotation = read_annotation(path)
            except AnnotationError:
                broken += 1
                continue
            kept = {(made.by, made.note) for claim in annotation.claims for made in claim.decisions}
            lost += len(acknowledged - kept)
    return {"kills": times, "broken": broken, "lost": lost}


def saves(file: Path, times: int) -> dict[str, float]:
    """What a decision costs as it is saved, and writing the whole file anew, as every save once did: in turn, and from the same state.

    Medians in milliseconds, by the clock and of the processor, of which other work on the machine takes nothing away.
    """
    clocks: dict[str, list[tuple[float, float]]] = {"decision": [], "whole_file": []}

    def timed(name: str, work: Callable[[], object]) -> None:
        began = time.perf_counter(), time.process_time()
        work()
        clocks[name].append((1000 * (time.perf_counter() - began[0]), 1000 * (time.process_time() - began[1])))

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / file.name
        path.write_bytes(file.read_bytes())
        store = AnnotationStore(path)
        names = [claim.id for claim in store.claims]
        for number in range(times):
            timed("decision", lambda at=number: store.decide(names[at % len(names)], "hold", by="Ida", note=f"{at}"))
            root = load(path)
            timed("whole_file", lambda tree=root: save(path, tree))
    told: dict[str, float] = {"times": times, "lost": 0}
    for name, found in clocks.items():
        told |= {f"{name}_ms": round(statistics.median(one[0] for one in found), 1)}
        told |= {f"{name}_cpu_ms": round(statistics.median(one[1] for one in found), 1)}
    return {**told, "cpu_ratio": round(told["whole_file_cpu_ms"] / told["decision_cpu_ms"], 1)}


@contextlib.contextmanager
def writer(path: Path) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen([sys.executable, __file__, "write", str(path)], stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=["edits", "kills", "saves", "write"])
    parser.add_argument("path", nargs="?", type=Path)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--times", type=int, default=200)
    given = parser.parse_args()
    if given.what == "write":
        write_forever(given.path)
    if given.what == "saves":
        result: dict[str, Any] = saves(given.path, min(given.times, 60))
    else:
        result = edit_cases(given.cases, given.first) if given.what == "edits" else kills(given.times)
    sys.stdout.write(json.dumps(result) + "\n")
    sys.exit(bool(result["lost"] or result.get("broken") or result.get("spans_wrong")))
