"""Evaluating the deterministic diff on supported claims of which one detail was changed."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from factcheck.datasets.records import EntailmentRecord, read_records, write_records
from factcheck.errors import InputError
from factcheck.evaluation.result import Evaluation, Figures
from factcheck.models import Article, Attribution, Block, Claim, DiffItem, Passage, ResolvedDate, Source, Span
from factcheck.perturbation import Change, ChangeKind, change_date, change_name, change_number, name_pool
from factcheck.progress import Progress, silent
from factcheck.verdict.diff import diff
from factcheck.verdict.diff.dates import find_dates

__all__ = ["changes_of", "compare", "evaluate_diff"]

KINDS: tuple[ChangeKind, ...] = ("number", "date", "name")
_AUTHOR = Attribution(source=Source(name="the author", canonical="the author", kind="author", named=True))


class _Outcome(NamedTuple):
    record: EntailmentRecord
    change: Change | None
    """None for the claim as it was."""
    items: tuple[DiffItem, ...]

    @property
    def flagged(self) -> bool:
        """Something differs, in the changed words if there are such."""
        differing = [item for item in self.items if not item.agrees]
        if self.change is None:
            return bool(differing)
        return any(item.claim_span.start < self.change.end and self.change.start < item.claim_span.end for item in differing)


def compare(claim: str, premise: str) -> tuple[DiffItem, ...]:
    """The diff of a lone sentence with a lone passage, both without a date or a title."""
    span = Span(start=0, end=len(claim))
    article = Article(id="claim", text=claim, blocks=(Block(span=span, kind="paragraph"),))
    dates = tuple(
        ResolvedDate(text=claim[d.start : d.end], span=Span(start=d.start, end=d.end), first=d.first, last=d.last)
        for d in find_dates(claim, None)
    )
    made = Claim(id="c", span=span, quote=claim, text=claim, chain=(_AUTHOR,), mode="none", kind="fact", sentence=span, dates=dates)
    return diff(article, made, Passage(id="p#0", document_id="p", span=Span(start=0, end=len(premise)), text=premise))


def changes_of(records: Sequence[EntailmentRecord], seed: int) -> list[list[Change]]:
    """For each record its changed claims, at most one of a kind; the same for the same records and seed."""
    pool = name_pool(record.hypothesis for record in records)
    changes = []
    for record in records:
        rng = random.Random(f"{seed}:{record.id}")
        claim, premise = record.hypothesis, record.premise
        made = (change_number(claim, premise, rng), change_date(claim, premise, rng), change_name(claim, premise, pool, rng))
        changes.append([change for change in made if change is not None])
    return changes


def evaluate_diff(
    gold: Path,
    *,
    seed: int = 0,
    given: Path | None = None,
    predictions: Path | None = None,
    limit: int | None = None,
    progress: Progress = silent,
) -> Evaluation:
    """Measure the diff on claims that their passages support, as they are and with one number, date or name changed.

    Args:
        gold: JSON lines of `{"id", "premise", "hypothesis", "label"}`; those labelled `supports` are used.
        seed: of the choice of what is changed into what.
        given: refused: the changed claims are made here, so there are no predictions of another system to score.
        predictions: where to write claim, change and mismatches.
        limit: use only the first so many gold records.
        progress: told how far it is.

    Raises:
        InputError: gold cannot be used, or `given` is.
        OutputError: `predictions` cannot be written.
    """
    if given is not None:
        raise InputError("evaluate diff makes its claims itself: there are no predictions to score with --from")
    records = [record for record in read_records(gold, EntailmentRecord, limit=limit) if record.label == "supports"]
    if not records:
        raise InputError(f"{gold} holds no pair labelled supports")
    outcomes: list[_Outcome] = []
    for done, (record, changes) in enumerate(zip(records, changes_of(records, seed), strict=True), 1):
        outcomes.append(_Outcome(record, None, compare(record.hypothesis, record.premise)))
        outcomes += [_Outcome(record, change, compare(change.text, record.premise)) for change in changes]
        progress("comparing", done, len(records))
    if predictions is not None:
        write_records(predictions, [_row(outcome) for outcome in outcomes])
    return Evaluation(task="diff", gold=gold.name, figures=_figures(outcomes), limit=limit, notes=_notes(seed))


def _figures(outcomes: Sequence[_Outcome]) -> Figures:
    changed = [o for o in outcomes if o.change is not None]
    qualified = {o.record.id for o in changed}
    unchanged = [o for o in outcomes if o.change is None]
    figures: Figures = {
        "pairs": len(unchanged),
        "pairs_changed": len(qualified),
        "claims_changed": len(changed),
        "flagged": _share(changed),
        "unchanged_flagged": _share([o for o in unchanged if o.record.id in qualified]),
        "all_unchanged_flagged": _share(unchanged),
    }
    for kind in KINDS:
        mine = [o for o in changed if o.change is not None and o.change.kind == kind]
        figures |= {f"{kind}_claims": len(mine), f"{kind}_flagged": _share(mine) if mine else None}
    vetoed = [o for o in changed if any(item.veto for item in o.items)]
    figures["vetoed"] = 100 * len(vetoed) / len(changed) if changed else None
    vetoes = [o for o in unchanged if any(item.veto for item in o.items)]
    figures["all_unchanged_vetoed"] = 100 * len(vetoes) / len(unchanged)
    return figures


def _share(outcomes: Sequence[_Outcome]) -> float | None:
    return 100 * Counter(o.flagged for o in outcomes)[True] / len(outcomes) if outcomes else None


def _notes(seed: int) -> tuple[str, ...]:
    return (
        f"changes made with seed {seed}",
        "a claim is changed only in what its passage states",
        "unchanged_flagged is over the pairs that were changed, all_unchanged_flagged over all",
    )


def _row(outcome: _Outcome) -> dict[str, Any]:
    change = outcome.change
    return {
        "id": f"{outcome.record.id}{':' + change.kind if change else ''}",
        "claim": change.text if change else outcome.record.hypothesis,
        "premise": outcome.record.premise,
        "change": {"kind": change.kind, "before": change.before, "after": change.after} if change else None,
        "flagged": outcome.flagged,
        "mismatches": [
            {
                "kind": i.kind,
                "claim_text": i.claim_text,
                "passage_text": i.passage_text,
                "detail": i.detail,
                "veto": i.veto,
                "alignment": i.alignment,
            }
            for i in outcome.items
            if not i.agrees
        ],
    }
