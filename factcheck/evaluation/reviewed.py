"""Evaluating what was checked before: claims, and the published fact-checks that are of them."""

from __future__ import annotations

import json
import random
import re
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from factcheck.datasets.beir import Qrels, Run, convert_corpus, find_layout, read_qrels, read_queries
from factcheck.datasets.records import write_records
from factcheck.defaults import EMBEDDER
from factcheck.errors import InputError
from factcheck.evaluation.metrics.ranking import average_precision, ranking_figures
from factcheck.evaluation.metrics.rates import Rates, rates, share
from factcheck.evaluation.probabilities import shipped_verifier
from factcheck.evaluation.result import Evaluation, Figures
from factcheck.evidence.reviewed import Reviewed, reviewed_claims
from factcheck.files import require_writable
from factcheck.perturbation import NamePool, change_date, change_name, change_number, name_pool
from factcheck.progress import Progress, silent
from factcheck.verdict.base import Verifier
from factcheck.verdict.checked_before import MIN_SIMILARITY, Related, Statement, relate

if TYPE_CHECKING:
    from factcheck.evidence import PassageIndex
    from factcheck.evidence.base import Embedder
    from factcheck.evidence.index import Ranking

__all__ = ["changed_claims", "evaluate_reviewed"]

CHANGED = 200
"""Reviewed claims of which changed copies are made."""
RANKS = 5
"""Of mean average precision, as CheckThat! has it."""
_DEPTH = 100
_RANKINGS: dict[str, Ranking] = {"embeddings alone": "meaning", "fused": "fused"}
_AUXILIARY = re.compile(r"\b(?:is|are|was|were|has|had|will|can|could|did|does|would|should)\b")
_DENIES = re.compile(r"\b(?:not|never|no)\b|n['’]t", re.IGNORECASE)


class _Found(NamedTuple):
    """A fact-check that search puts forward for a query."""

    query: str
    reviewed: Reviewed
    related: Related | None
    right: bool


def evaluate_reviewed(
    folder: Path,
    *,
    split: str = "dev",
    embedder: str = EMBEDDER,
    verifier: Verifier | None = None,
    given: Path | None = None,
    predictions: Path | None = None,
    limit: int | None = None,
    progress: Progress = silent,
) -> Evaluation:
    """Measure on a test set in BEIR's layout, whose documents are the claims of fact-checks, what is told as checked before.

    The gold of such sets names one fact-check of a claim and not its copies, so those whose claims differ in punctuation or case alone
    count as one when it is decided whether a fact-check is the right one.

    Args:
        folder: holds `corpus.jsonl`, `queries.jsonl` (or `.gz`) and `qrels/<split>.tsv`.
        split: which judgements.
        embedder: name of the embedder.
        verifier: the one to use; the shipped one by default.
        given: refused: part of what is measured is made here.
        predictions: where to write query, document, similarity, relation and agreement of every candidate near enough to be read.
        limit: use only the first so many judged queries.
        progress: told how far it is.

    Raises:
        InputError: the test set cannot be used, or `given` is.
        OutputError: `predictions` cannot be written.
    """
    from factcheck.evidence import load_embedder, open_index

    if given is not None:
        raise InputError("evaluate reviewed makes part of its claims itself: there are no predictions to score with --from")
    if predictions is not None:
        require_writable(predictions)
    layout = find_layout(folder, split)
    texts = read_queries(layout.queries)
    judged = read_qrels(layout.qrels)
    missing = sum(query not in texts for query in judged)
    relevant: Qrels = dict([(query, found) for query, found in judged.items() if query in texts][:limit])
    asked = [(query, texts[query]) for query in relevant]
    model, reader = load_embedder(embedder, progress=progress), verifier or shipped_verifier(progress)
    with tempfile.TemporaryDirectory(prefix="factcheck-") as scratch:
        corpus = Path(scratch) / "corpus.jsonl"
        claims = _fact_checks(layout.corpus, corpus)
        index = open_index(corpus, model, directory=Path(scratch) / "index", progress=progress)
        stages = _rankings(index, asked, relevant)
        found = _candidates(index, model, reader, asked, relevant, claims, progress)
    changed = changed_claims([claims[identifier] for identifier in sorted(claims)])
    if predictions is not None:
        write_records(predictions, [_row(one) for one in found])
    gold = sum(len({_folded(claims[document]) for document in documents if document in claims}) for documents in relevant.values())
    figures = _told_wrongly(changed, model, reader, progress)
    notes = [
        f"precision and recall of fact-checks told for a query, at a cosine of {MIN_SIMILARITY} and above; copies of a claim are one",
        f"unchanged and changed copies are of {min(CHANGED, len(claims))} reviewed claims; `as same` of a changed one is an error",
    ]
    if missing:
        notes.append(f"{missing} judged queries have no text in {layout.queries.name}: left out")
    name = f"{folder.resolve().name}/{split}"
    return Evaluation("reviewed", name, figures, rates=_rates(found, gold), limit=limit, notes=tuple(notes), stages=stages)


def _fact_checks(source: Path, target: Path) -> dict[str, str]:
    """Write the corpus as fact-checks; the reviewed claims by document."""
    convert_corpus(source, target)
    rows = [json.loads(line) for line in target.read_text("utf-8").split("\n") if line.strip()]
    write_records(target, [{**row, "review": {"claim": " ".join(row["text"].split())}} for row in rows])
    return {row["id"]: " ".join(row["text"].split()) for row in rows}


def _rankings(index: PassageIndex, asked: Sequence[tuple[str, str]], relevant: Qrels) -> dict[str, Figures]:
    """Figures of the ranking that candidates are taken from, beside that of embeddings alone."""
    stages: dict[str, Figures] = {}
    for name, by in _RANKINGS.items():
        results = index.search([text for _, text in asked], k=_DEPTH, reviewed=True, by=by)
        run: Run = {query: {e.passage.document_id: e.score for e in found} for (query, _), found in zip(asked, results, strict=True)}
        precise = [average_precision(_ranked(run[query]), documents, cutoff=RANKS) for query, documents in relevant.items()]
        ranked = ranking_figures(relevant, run)
        kept = {key: value for key, value in ranked.items() if key not in {"queries", "missing"}}
        stages[name] = {f"map@{RANKS}": 100 * sum(precise) / len(precise) if precise else 0.0, **kept}
    return stages


def _ranked(scores: Mapping[str, float]) -> list[str]:
    return sorted(scores, key=lambda document: (-scores[document], document))


def _candidates(
    index: PassageIndex,
    embedder: Embedder,
    verifier: Verifier,
    asked: Sequence[tuple[str, str]],
    relevant: Qrels,
    claims: Mapping[str, str],
    progress: Progress,
) -> list[_Found]:
    """What is near enough to each query to be read beside it, one of each claim."""
    near: dict[tuple[str, str], tuple[str, Reviewed]] = {}
    for (query, _), results in zip(asked, reviewed_claims(index, embedder, [text for _, text in asked]), strict=True):
        for one in results:
            if one.similarity >= MIN_SIMILARITY:
                near.setdefault((query, _folded(one.review.claim)), (query, one))
    texts = dict(asked)
    related = relate([(Statement(texts[query]), Statement(one.review.claim)) for query, one in near.values()], verifier, progress=progress)
    right = {query: {_folded(claims[document]) for document in documents if document in claims} for query, documents in relevant.items()}
    return [
        _Found(query, one, how, _folded(one.review.claim) in right[query]) for (query, one), how in zip(near.values(), related, strict=True)
    ]


def _rates(found: Sequence[_Found], gold: int) -> dict[str, Rates]:
    told: dict[str, Callable[[_Found], bool]] = {
        "near in meaning alone": lambda _: True,
        "told as same": lambda one: one.related is not None and one.related.relation == "same",
        "told as same or opposite": lambda one: one.related is not None,
    }
    return {name: rates(sum(one.right for one in found if counts(one)), sum(map(counts, found)), gold) for name, counts in told.items()}


def changed_claims(claims: Sequence[str], *, seed: int = 0) -> list[tuple[str, str, str]]:
    """Kind, changed claim and claim: of `CHANGED` claims as they are, and with one number, date or name changed, or with a "not" put in."""
    pool = name_pool(claims)
    chosen = random.Random(seed).sample(list(claims), min(CHANGED, len(claims)))
    return [made for number, claim in enumerate(chosen) for made in _changes(claim, pool, random.Random(f"{seed}:{number}"))]


def _changes(claim: str, pool: NamePool, rng: random.Random) -> list[tuple[str, str, str]]:
    made = [change_number(claim, claim, rng), change_date(claim, claim, rng), change_name(claim, claim, pool, rng)]
    changes = [("unchanged", claim, claim), *((str(change.kind), change.text, claim) for change in made if change)]
    auxiliary = _AUXILIARY.search(claim)
    if auxiliary and not _DENIES.search(claim):
        changes.append(("negation", f"{claim[: auxiliary.end()]} not{claim[auxiliary.end() :]}", claim))
    return changes


def _told_wrongly(changed: Sequence[tuple[str, str, str]], embedder: Embedder, verifier: Verifier, progress: Progress) -> Figures:
    """What is told of claims with one detail changed, by kind of change, in percent."""
    ours, theirs = embedder.embed([text for _, text, _ in changed]), embedder.embed([claim for *_, claim in changed])
    near = [float(a @ b) >= MIN_SIMILARITY for a, b in zip(ours, theirs, strict=True)]
    related = relate([(Statement(text), Statement(claim)) for _, text, claim in changed], verifier, progress=progress)
    told = [how.relation if how and close else None for how, close in zip(related, near, strict=True)]
    figures: Figures = {}
    for kind in ("unchanged", "number", "date", "name", "negation"):
        mine = [number for number, (made, _, _) in enumerate(changed) if made == kind]
        figures |= {
            f"{kind}: claims": len(mine),
            f"{kind}: near in meaning": share(sum(near[number] for number in mine), len(mine)) if mine else None,
            f"{kind}: told as same": share(sum(told[number] == "same" for number in mine), len(mine)) if mine else None,
            f"{kind}: told as opposite": share(sum(told[number] == "opposite" for number in mine), len(mine)) if mine else None,
        }
    return figures


def _folded(claim: str) -> str:
    return " ".join(re.findall(r"\w+", claim.casefold()))


def _row(one: _Found) -> dict[str, Any]:
    related = one.related
    return {
        "query": one.query,
        "document": one.reviewed.document.id,
        "similarity": one.reviewed.similarity,
        "relation": related.relation if related else None,
        "agreement": related.agreement if related else None,
        "right": one.right,
    }
