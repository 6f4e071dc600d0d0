"""Running a suite: every set with every verifier, what is done already left alone."""

from __future__ import annotations

import hashlib
import json
import shlex
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

from factcheck.datasets.beir import find_layout
from factcheck.encoder.weights import file_sha256
from factcheck.errors import FactcheckError, InputError
from factcheck.evaluation.benchmark.plan import Suite, SuiteSet
from factcheck.evaluation.benchmark.results import INDEX, Result, SuiteIndex, read_result, result_path, write_result
from factcheck.evaluation.entailment import evaluate_entailment
from factcheck.evaluation.result import Evaluation, rounded
from factcheck.evaluation.retrieval import evaluate_retrieval
from factcheck.evaluation.verdict import evaluate_verdict
from factcheck.evaluation.verifiers import load_verifier, resolve, verifier_checksum
from factcheck.files import make_folders
from factcheck.progress import Progress, silent
from factcheck.verdict.base import Verifier

__all__ = ["Tally", "run_suite", "search_checksum"]

_PACKAGE = Path(__file__).parents[2]
_CODE = {"entailment": ("evaluation/metrics",), "verdict": ("evaluation/metrics", "verdict"), "retrieval": ("evaluation", "evidence")}
"""Whose code decides a task's figures beside the model."""


class Tally(NamedTuple):
    """How a run went."""

    measured: int
    kept: int
    """Results that stood already, of the same model, gold and options."""
    outcome: SuiteIndex


def run_suite(
    suite: Suite,
    data: Path,
    out: Path,
    *,
    command: str,
    only: Iterable[str] = (),
    say: Callable[[str], None] = lambda _: None,
    progress: Progress = silent,
) -> Tally:
    """Measure every set of a suite, and write one result for each set and verifier.

    A result that stands already is kept while model, gold, options and the code that decides are the same; so a run that was broken off
    goes on where it stopped, and a new adapter is measured anew while the baselines stay. A set that fails leaves the others alone.

    Args:
        suite: what to measure.
        data: folder that the suite's paths are relative to. Sets that it lacks are passed over and named.
        out: folder of the results.
        command: how the user ran this, for the page.
        only: names of sets; the others are left as they are.
        say: told of each result.
        progress: told how far an evaluation is.

    Raises:
        InputError: `data` is no folder, or `only` names what the suite lacks.
        OutputError: a result cannot be written.
    """
    wanted = _chosen(suite, only)
    if not data.is_dir():
        raise InputError(f"{data} is no folder: --data names the folder that the suite's paths are relative to")
    make_folders(out)
    absent = tuple(entry.name for entry in suite.sets if not (data / entry.gold).exists())
    jobs = [(verifier, entry) for entry in wanted if entry.name not in absent for verifier in suite.verifiers_of(entry)]
    # Verifier by verifier: fitting or loading one is done once, and only one is held at a time.
    names = list(dict.fromkeys(verifier for verifier, _ in jobs))
    measured = kept = 0
    failed: dict[str, str] = {}
    for name in names:
        loaded: Verifier | None = None
        for entry in (entry for verifier, entry in jobs if verifier == name):
            path = result_path(out, entry.name, name)
            try:
                fingerprint = _fingerprint(entry, name, data)
                found = read_result(path)
                if found is not None and found.fingerprint == fingerprint:
                    kept += 1
                    continue
                if loaded is None and entry.task != "retrieval":
                    loaded = load_verifier(resolve(name, data), progress=progress)
                evaluation = _measure(entry, loaded, data, out, progress)
            except FactcheckError as error:
                path.unlink(missing_ok=True)  # what stood there was of another model or other gold
                failed[f"{entry.name}, {name}"] = str(error).replace(str(data), "DATA")
                say(f"{entry.name}, {name}: failed: {error}")
                continue
            write_result(path, _result(entry, name, loaded, fingerprint, evaluation))
            measured += 1
            say(f"{entry.name}, {name}: measured")
    index = SuiteIndex(command=command, sets=tuple(entry.name for entry in suite.sets), absent=absent, failed=failed)
    write_result(out / INDEX, index)
    return Tally(measured, kept, index)


def _chosen(suite: Suite, only: Iterable[str]) -> list[SuiteSet]:
    asked = set(only)
    unknown = asked - {entry.name for entry in suite.sets}
    if unknown:
        raise InputError(f"the suite has no set {', '.join(sorted(unknown))}")
    return [entry for entry in suite.sets if not asked or entry.name in asked]


def _fingerprint(entry: SuiteSet, verifier: str, data: Path) -> str:
    """Checksum of all that decides a result."""
    if entry.task == "retrieval":
        model = [search_checksum()]
        gold = [file_sha256(path) for path in find_layout(data / entry.gold, entry.qrels)]
    else:
        model, gold = [verifier_checksum(resolve(verifier, data))], [file_sha256(data / entry.gold)]
    code = [_code_checksum(part) for part in _CODE[entry.task]]
    parts: list[Any] = [entry.model_dump(mode="json", exclude={"verifiers"}), verifier, model, gold, code]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def search_checksum() -> str:
    """Checksum of the models that search takes: of those that ship, all but the tagger and the verifier."""
    from factcheck.encoder.catalogue import catalogue

    models = [model.sha256 for model in catalogue() if model.role not in {"tagger", "verifier"}]
    return hashlib.sha256(" ".join(models).encode()).hexdigest()


def _code_checksum(part: str) -> str:
    digest = hashlib.sha256()
    for path in sorted((_PACKAGE / part).rglob("*")):
        if path.suffix in {".py", ".json", ".toml", ".txt"} and "benchmark" not in path.parts:
            digest.update(path.relative_to(_PACKAGE).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()


def _measure(entry: SuiteSet, verifier: Verifier | None, data: Path, out: Path, progress: Progress) -> Evaluation:
    gold = data / entry.gold
    if entry.task == "entailment":
        return evaluate_entailment(gold, verifier=verifier, limit=entry.limit, held_out=entry.held_out, progress=progress)
    if entry.task == "verdict":
        return evaluate_verdict(gold, verifier=verifier, limit=entry.limit, held_out=entry.held_out, progress=progress)
    options: dict[str, Any] = {
        "split": entry.qrels,
        "index": out / "indexes" / entry.name,
        "limit": entry.limit,
        "held_out": entry.held_out,
        "progress": progress,
    }
    return evaluate_retrieval(gold, stages=True, **options)


def _result(entry: SuiteSet, name: str, verifier: Verifier | None, fingerprint: str, evaluation: Evaluation) -> Result:
    return Result(
        set=entry.name,
        task=entry.task,
        gold=entry.gold,
        split=entry.split,
        trained_on=entry.trained_on,
        limit=evaluation.limit,
        verifier=name,
        model=verifier.name if verifier else "search",
        fingerprint=fingerprint,
        command=_command(entry, name),
        figures={figure: rounded(value) for figure, value in evaluation.figures.items()},
        rates={group: {part: rounded(value) for part, value in values._asdict().items()} for group, values in evaluation.rates.items()},
        notes=evaluation.notes,
        stages={stage: {figure: rounded(value) for figure, value in figures.items()} for stage, figures in evaluation.stages.items()},
    )


def _command(entry: SuiteSet, name: str) -> str:
    """The command that gives this result alone, run in the data folder."""
    words = ["factcheck", "evaluate", entry.task, entry.gold]
    if entry.task == "retrieval":
        words += ["--split", entry.qrels, "--stages"]
    else:
        words += ["--verifier", name]
    if entry.held_out:
        words.append("--held-out")
    if entry.limit is not None:
        words += ["--limit", str(entry.limit)]
    return shlex.join(words)
