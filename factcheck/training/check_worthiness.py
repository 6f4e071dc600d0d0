"""Fits the weights of `factcheck.claims.check_worthiness`: claims that fact-checkers took up against claims of texts in general.

Nobody labelled the claims of the background as not worth checking, so this is learning from positive and unlabelled examples: the score
ranks, and one half is no boundary between worthy and unworthy. Background claims are weighted so that their lengths are distributed like
those of the claims taken up, because fact-checkers edit what they quote and length would tell their editing.
"""

from __future__ import annotations

import hashlib
import html
import json
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from factcheck.claims import RuleExtractor
from factcheck.claims.chains import Reported
from factcheck.claims.check_worthiness import FEATURES, Feature, features
from factcheck.claims.claim_kind import kind_of
from factcheck.claims.cue_grammar import CueGrammarTagger
from factcheck.datasets.records import read_lines
from factcheck.errors import InputError
from factcheck.files import write_text
from factcheck.models import Article, Attribution, Block, ClaimKind, Source, Span

__all__ = [
    "Example",
    "Fitted",
    "area_under_curve",
    "background_claims",
    "fit",
    "length_weights",
    "taken_up_claims",
    "train_check_worthiness",
]

_LENGTHS = (6, 8, 10, 12, 15, 18, 22, 27, 35)
"""Borders between the length classes, in words."""
_PENALTY = 1.0
"""Inverse strength of the L2 penalty."""


class Example(NamedTuple):
    """A claim and the kind that the rules take it for."""

    text: str
    kind: ClaimKind


class Fitted(NamedTuple):
    """A bias and one weight a feature, rounded to hundredths as they ship."""

    bias: float
    weights: dict[Feature, float]

    def scores(self, examples: Sequence[Example]) -> NDArray[np.float64]:
        """Log odds of `examples`, one each."""
        return _matrix(examples) @ np.array([self.weights[name] for name in FEATURES]) + self.bias


def taken_up_claims(path: Path) -> list[Example]:
    """The claims of JSON lines under `claim`, `hypothesis` or `text`, each once, without quotation marks and a leading "Says"."""
    found: dict[str, None] = {}
    for number, line in read_lines(path):
        row = json.loads(line)
        text = next((row[key] for key in ("claim", "hypothesis", "text") if isinstance(row.get(key), str)), None)
        if text is None:
            raise InputError(f"{path}, line {number}: no claim, hypothesis or text")
        text = re.sub(r"^Says (?:that )?", "", re.sub(r"[“”\"]+", "", html.unescape(text)).strip())
        if text:
            found[text[:1].upper() + text[1:]] = None
    return [Example(text, _kind(text)) for text in found]


def background_claims(path: Path, *, genres: Collection[str] = (), without: Collection[str] = (), reported: bool = False) -> list[Example]:
    """The claims that the extractor finds in texts, JSON lines with `id` and `text`.

    Args:
        path: the texts; may be gzipped.
        genres: keep texts whose `genre` is one of these; all when empty.
        without: ids of texts to leave out.
        reported: only claims that somebody other than the author makes.
    """
    extractor = RuleExtractor(CueGrammarTagger())  # as good here as the network, and the fit does not change with it
    found: dict[str, None] = {}
    for _, line in read_lines(path):
        row = json.loads(line)
        if row["id"] in without or (genres and row.get("genre") not in genres):
            continue
        text = row["text"]
        blocks = tuple(Block(span=Span(start=m.start(), end=m.end()), kind="paragraph") for m in re.finditer(r"[^\n]+", text))
        claims = extractor.extract(Article(id=row["id"], text=text, blocks=blocks))
        found.update((claim.text, None) for claim in claims if claim.mode != "none" or not reported)
    return [Example(text, _kind(text)) for text in found]


@cache
def _somebody_said() -> Reported:
    source = Source(name="somebody", canonical="somebody", kind="person", named=True)
    return Reported(content=(), chain=(Attribution(source=source),), extents=(), cue="said", position=0)


def _kind(text: str) -> ClaimKind:
    """The kind by the wording alone, for both sides alike: claims that fact-checkers took up come without their cue."""
    return kind_of(text, "indirect", _somebody_said())


def _matrix(examples: Sequence[Example]) -> NDArray[np.float64]:
    return np.array([[found[name] for name in FEATURES] for found in (features(*example) for example in examples)]).reshape(
        -1, len(FEATURES)
    )


def length_weights(like: Sequence[Example], examples: Sequence[Example]) -> NDArray[np.float64]:
    """A weight for each of `examples`, of mean 1, under which their lengths are distributed like those of `like`."""

    def classes(of: Sequence[Example]) -> list[int]:
        return [bisect_right(_LENGTHS, len(example.text.split())) for example in of]

    wanted, given = Counter(classes(like)), Counter(classes(examples))
    raw = np.array([wanted[number] / given[number] for number in classes(examples)])
    return raw * len(examples) / raw.sum() if raw.sum() else np.ones(len(examples))


def fit(taken_up: Sequence[Example], background: Sequence[Example]) -> Fitted:
    """Logistic regression with an L2 penalty, both sides weighing the same in sum."""
    from sklearn.linear_model import LogisticRegression

    matrix = np.vstack([_matrix(taken_up), _matrix(background)])
    labels = np.repeat([1, 0], [len(taken_up), len(background)])
    other = length_weights(taken_up, background) * len(taken_up) / len(background)
    model = LogisticRegression(C=_PENALTY, max_iter=1000).fit(matrix, labels, np.concatenate([np.ones(len(taken_up)), other]))
    weights = {name: round(float(weight), 2) for name, weight in zip(FEATURES, model.coef_[0], strict=True)}
    return Fitted(round(float(model.intercept_[0]), 2), weights)


def area_under_curve(fitted: Fitted, better: Sequence[Example], others: Sequence[Example], *, match_lengths: bool = True) -> float:
    """The chance that one of `better` scores above one of `others`, 0 to 1, ties counting half; lengths evened out as in fitting."""
    from sklearn.metrics import roc_auc_score

    labels = np.repeat([1, 0], [len(better), len(others)])
    weights = np.concatenate([np.ones(len(better)), length_weights(better, others) if match_lengths else np.ones(len(others))])
    return round(float(roc_auc_score(labels, fitted.scores([*better, *others]), sample_weight=weights)), 3)


def train_check_worthiness(
    claims: Sequence[Path],
    background: Path,
    out: Path,
    *,
    genres: Collection[str] = (),
    check_claims: Sequence[Path] = (),
    check_background: Path | None = None,
    labelled: Path | None = None,
    licence_note: str = "",
) -> dict[str, float]:
    """Fit, measure on data that took no part, and write the weights with their card.

    Args:
        claims: claims that fact-checkers took up, JSON lines.
        background: texts whose claims stand for claims in general, JSON lines.
        out: the TOML file to write.
        genres: keep background texts of these genres.
        check_claims: other claims that fact-checkers took up, each file measured by itself.
        check_background: other texts; `check_claims` are measured against the reported claims in them.
        labelled: annotated articles; facts and statistics are measured against the rest, and texts of the same id are no background.
        licence_note: what the card says of the licences.

    Returns:
        The areas under the curve, by what they were measured on.
    """
    gold = [json.loads(line) for _, line in read_lines(labelled)] if labelled is not None else []
    taken_up = list(dict.fromkeys(example for path in claims for example in taken_up_claims(path)))
    texts = background_claims(background, genres=genres, without={row["id"] for row in gold})
    fitted = fit(taken_up, texts)
    measured: dict[str, float] = {}
    if check_background is not None:
        others = background_claims(check_background, reported=True)
        for path in check_claims:
            fresh = [example for example in taken_up_claims(path) if example not in set(taken_up)]
            measured[f"{_name(path)}, {len(fresh)} claims, against {_name(check_background)}"] = area_under_curve(fitted, fresh, others)
    if gold:
        sides: dict[bool, list[Example]] = {True: [], False: []}
        for claim in (claim for row in gold for claim in row["claims"]):
            sides[claim["claim_kind"] in ("fact", "statistic")].append(Example(claim["claim"], _kind(claim["claim"])))
        measured[f"facts against the rest of {_name(labelled or out)}"] = area_under_curve(
            fitted, sides[True], sides[False], match_lengths=False
        )
    sources = [*((path, "claims taken up") for path in claims), (background, "background")]
    write_text(out, _toml(fitted, sources, (len(taken_up), len(texts)), genres, measured, licence_note))
    return measured


def _name(path: Path) -> str:
    return path.name.split(".")[0] if path.name.split(".")[0] != "corpus" else path.parent.name


def _toml(
    fitted: Fitted,
    sources: Sequence[tuple[Path, str]],
    counts: tuple[int, int],
    genres: Collection[str],
    measured: dict[str, float],
    licence_note: str,
) -> str:
    lines = [
        "# Weights of the check-worthiness score, and their card, as `factcheck train check-worthiness` wrote them; see docs/claims.md.",
        "# The score is 1 / (1 + exp(-(bias + sum of weight times feature))); factcheck/claims/check_worthiness.py defines the features.",
        f"bias = {fitted.bias}",
        "",
        "[weights]",
        *(f"{name} = {weight}" for name, weight in fitted.weights.items()),
        "",
        "[card]",
        f"claims_taken_up = {counts[0]}",
        f"background_claims = {counts[1]}",
        f"background_genres = {json.dumps(sorted(genres))}",
        f"licences = {json.dumps(licence_note, ensure_ascii=False)}",
        "",
        "# The chance that a claim of the first sort scores above one of the second, on data that took no part in the fit.",
        "[card.area_under_curve]",
        *(f"{json.dumps(name)} = {value}" for name, value in measured.items()),
        "",
    ]
    for path, role in sources:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        lines += ["[[card.data]]", f"role = {json.dumps(role)}", f"file = {json.dumps(path.name)}", f'sha256 = "{digest}"', ""]
    return "\n".join(lines)
