"""What the reranker learns from: a claim beside passages that bear on it and passages that search finds though they do not.

Candidates come from the search that the reranker will stand behind, so that it learns to repair that search's own mistakes
(localised contrastive estimation, Gao et al. 2021). Judgements of public sets are never complete: some of the best unjudged
passages do bear on the claim. Negatives are therefore drawn at random from the first thirty documents rather than taken from the
top, which keeps most of those few out of any one list without hiding from the reranker what search ranks too high.
"""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from factcheck.datasets.beir import Qrels, find_layout, read_qrels, read_queries
from factcheck.datasets.holdout import is_query_held_out
from factcheck.defaults import EMBEDDER
from factcheck.errors import InputError
from factcheck.evaluation.retrieval import indexed
from factcheck.evaluation.retrieval_stages import BATCH
from factcheck.evidence.lexical import LEXICAL
from factcheck.evidence.passages import chunk, titled
from factcheck.files import make_folders, write_text
from factcheck.models import Evidence
from factcheck.progress import Progress, silent

__all__ = ["Mined", "RankedList", "mine"]

_DEPTH = 100
"""Passages searched for each query."""
_HARD_DOCUMENTS = 30
"""Hard negatives are drawn from the best so many documents."""
_MOST_JUDGED = 3
"""Judged passages in one list; a query with more of them makes several lists."""
_TRAIN_SPLITS = ("train", "ptrain", "dev")


@dataclass(frozen=True, slots=True)
class RankedList:
    """One claim and its candidate passages, those that bear on it first."""

    query: str
    passages: tuple[str, ...]
    grades: tuple[int, ...]
    """Grade of each passage; 0 where its document was not judged to bear on the claim."""
    fused: tuple[float, ...]
    """What search scored each passage; 0 where it did not find it."""
    relevant: tuple[int, ...]
    """Grades of all documents that bear on the claim, also of those that search did not find."""


@dataclass(frozen=True, slots=True)
class Mined:
    """The lists of one data set."""

    name: str
    train: tuple[RankedList, ...]
    dev: tuple[RankedList, ...]
    """Of held-out queries, in the order of search: every candidate, not a sample."""
    dev_from: str
    """Where the held-out queries are from, for the model card."""


def mine(
    folder: Path,
    work: Path,
    *,
    seed: int,
    negatives: int,
    most: int,
    most_dev: int,
    dev_depth: int,
    embedder: str = EMBEDDER,
    progress: Progress = silent,
) -> Mined:
    """Training and development lists of a set in BEIR's layout; kept in `work`, with its index, for a later run.

    Args:
        folder: the set; its judgements are `train`, else `ptrain`, else `dev`, and `dev` too where it is another one.
        work: where index and lists are kept.
        seed: of every choice.
        negatives: unjudged passages in a list; one of them from beyond the hard ones.
        most: queries to train on.
        most_dev: queries to measure on.
        dev_depth: candidate passages of each of those.
        embedder: name of the embedder of the search.
        progress: told how far it is.

    Raises:
        InputError: the set cannot be used.
        OutputError: `work` cannot be written.
    """
    split = next((name for name in _TRAIN_SPLITS if (folder / "qrels" / f"{name}.tsv").is_file()), _TRAIN_SPLITS[0])
    layout = find_layout(folder, split)
    qrels = read_qrels(layout.qrels)
    texts = read_queries(layout.queries)
    own_dev = layout.qrels.with_name("dev.tsv")
    rng = random.Random(seed)
    if split != "dev" and own_dev.is_file():
        train, dev, dev_from = dict(qrels), read_qrels(own_dev), "its own development split"
    else:
        dev = {name: found for name, found in qrels.items() if name in texts and is_query_held_out(texts[name], len(qrels))}
        train = {name: found for name, found in qrels.items() if name not in dev}
        dev_from = f"held out of {split}"
    train, dev = _sample(train, texts, most, rng), _sample(dev, texts, most_dev, rng)
    if not train:
        raise InputError(f"{folder} has no judged query to train on")
    settings = [
        seed,
        negatives,
        most,
        most_dev,
        dev_depth,
        embedder,
        LEXICAL,
        sorted(train.items()),
        sorted(dev.items()),
        layout.corpus.stat().st_size,
    ]
    key = hashlib.sha256(json.dumps(settings).encode()).hexdigest()[:12]
    home = work / folder.resolve().name
    kept = home / f"lists-{key}.json"
    if kept.is_file():
        return _read(kept, folder, dev_from)
    make_folders(home)
    with indexed(layout.corpus, embedder, directory=home, progress=progress) as index:
        searching = [(name, texts[name]) for name in (*train, *dev)]
        found: dict[str, list[Evidence]] = {}
        for start in range(0, len(searching), BATCH):
            progress(f"searching {folder.name}", start, len(searching))
            batch = searching[start : start + BATCH]
            found |= zip((name for name, _ in batch), index.search([text for _, text in batch], k=_DEPTH), strict=True)
        progress(f"searching {folder.name}", len(searching), len(searching))
        # A short document that search did not find still bears on the claim; of a longer one, nobody knows which part does.
        whole = {document.id: parts[0].text for document in index.documents if len(parts := chunk(document)) == 1}
        titles = {document.id: document.title for document in index.documents}
    unfound = {name: titled(titles[name], text) for name, text in whole.items()}
    lists = [
        made
        for name, grades in train.items()
        for made in _train_lists(texts[name], found[name], grades, unfound, negatives=negatives, rng=rng)
    ]
    dev_lists = [_dev_list(texts[name], found[name], grades, dev_depth) for name, grades in dev.items()]
    write_text(kept, json.dumps([[_fields(row) for row in part] for part in (lists, dev_lists)], ensure_ascii=False) + "\n")
    return Mined(folder.name, tuple(lists), tuple(dev_lists), dev_from)


def _sample(qrels: Qrels, texts: Mapping[str, str], most: int, rng: random.Random) -> Qrels:
    names = sorted(name for name in qrels if name in texts and texts[name].strip())
    return {name: qrels[name] for name in sorted(rng.sample(names, min(most, len(names))))}


def _best_passages(found: Sequence[Evidence]) -> dict[str, Evidence]:
    """The best passage of each document, best first."""
    best: dict[str, Evidence] = {}
    for evidence in found:
        best.setdefault(evidence.passage.document_id, evidence)
    return best


def _text(evidence: Evidence) -> str:
    return titled(evidence.passage.title, evidence.passage.text)


def _train_lists(
    query: str, found: Sequence[Evidence], grades: Mapping[str, int], unfound: Mapping[str, str], *, negatives: int, rng: random.Random
) -> list[RankedList]:
    best = _best_passages(found)
    judged = [
        (_text(best[name]) if name in best else unfound[name], grade, best[name].score if name in best else 0.0)
        for name, grade in sorted(grades.items())
        if name in best or name in unfound
    ]
    bearing = {text for text, _, _ in judged}
    others = [(_text(evidence), 0, evidence.score) for name, evidence in best.items() if name not in grades]
    others = [row for row in others if row[0] not in bearing]
    rng.shuffle(judged)
    lists = []
    for start in range(0, len(judged), _MOST_JUDGED):
        hard, easy = others[:_HARD_DOCUMENTS], others[_HARD_DOCUMENTS:]
        chosen = rng.sample(hard, min(negatives - 1 if easy else negatives, len(hard))) + rng.sample(easy, min(1, len(easy)))
        rows = [*judged[start : start + _MOST_JUDGED], *chosen]
        if chosen:
            passages, marks, fused = zip(*rows, strict=True)
            lists.append(RankedList(query, passages, marks, fused, tuple(grades.values())))
    return lists


def _dev_list(query: str, found: Sequence[Evidence], grades: Mapping[str, int], depth: int) -> RankedList:
    rows = list(_best_passages(found).items())[:depth]
    return RankedList(
        query,
        tuple(_text(evidence) for _, evidence in rows),
        tuple(grades.get(name, 0) for name, _ in rows),
        tuple(evidence.score for _, evidence in rows),
        tuple(grades.values()),
    )


def _fields(row: RankedList) -> list[object]:
    return [row.query, row.passages, row.grades, row.fused, row.relevant]


def _read(path: Path, folder: Path, dev_from: str) -> Mined:
    try:
        parts = json.loads(path.read_text(encoding="utf-8"))
        train, dev = (tuple(RankedList(query, *(tuple(part) for part in rest)) for query, *rest in part) for part in parts)
    except (OSError, ValueError, TypeError):
        raise InputError(f"{path} is damaged; delete it and start again") from None
    return Mined(folder.name, train, dev, dev_from)
