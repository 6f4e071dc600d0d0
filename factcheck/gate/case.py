"""What the rules look at: a piece with its claims, as the annotation file has them, computed anew and never taken on trust."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factcheck.errors import FactcheckError
from factcheck.review.entries import READ_FIELDS, checksum, weighed
from factcheck.review.finding import article_file
from factcheck.review.merging import VERDICT_FIELDS
from factcheck.review.schema import AnnotatedClaim, AnnotatedLink, Annotation
from factcheck.review.staleness import refresh_stale
from factcheck.review.standing import Standing, standing
from factcheck.review.yaml_file import load, plain, validate

if TYPE_CHECKING:
    from ruamel.yaml.comments import CommentedMap

    from factcheck.gate.policy import Policy
    from factcheck.models import Article

__all__ = ["Case", "Piece", "read_piece"]


@dataclass(frozen=True)
class Case:
    """A claim with what stands about it."""

    claim: AnnotatedClaim
    stands: Standing
    """After the last decision."""
    found: Standing
    """As factcheck has it, whatever people decided."""
    altered_findings: bool
    """The machine block is not as a run left it."""
    touched: bool
    """Somebody changed words, text, sources, mode or kind."""

    @property
    def checked(self) -> bool:
        """Whether it was ever compared with evidence."""
        return self.claim.machine is not None and self.claim.machine.support is not None

    @property
    def chains(self) -> tuple[tuple[AnnotatedLink, ...], ...]:
        """The sources as they stand, and as factcheck reads them where a person has it otherwise."""
        reads = self.claim.machine.reads if self.claim.machine else None
        return (self.claim.chain, reads.chain) if reads and reads.chain else (self.claim.chain,)

    @property
    def check_worthiness(self) -> float | None:
        """From 0 to 1; None where it is not known."""
        return self.claim.machine.check_worthiness if self.claim.machine else None

    def worth(self, least: float | None) -> bool:
        """Whether it is at least so check-worthy; where that is not known, it is taken to be."""
        return least is None or self.check_worthiness is None or self.check_worthiness >= least


@dataclass(frozen=True)
class Piece:
    """An annotation file with what lies beside it, and the policy to judge it by."""

    path: Path
    annotation: Annotation
    policy: Policy
    now: dt.datetime
    cases: tuple[Case, ...]
    """The claims that count, in reading order."""
    dropped: tuple[Case, ...]
    """Claims that the last run did not find, in the file's order."""
    article: Article | None
    """None where it could not be read."""
    article_file: Path | None
    trouble: str | None
    """Why the article could not be read."""

    @property
    def text_changed(self) -> bool:
        """Whether the article is no longer the text that the file was checked on."""
        return self.article is not None and self.article.sha256 != self.annotation.article.sha256

    def stands_there(self, claim: AnnotatedClaim) -> bool:
        """Whether the claim's words are where the file says; True where there is no text to look at."""
        if self.article is None or self.text_changed:
            return True
        return self.article.text[claim.position.start : claim.position.end] == claim.quote.exact

    @cached_property
    def byline(self) -> tuple[str, ...]:
        """Names of the authors, as the article prints them."""
        import re

        line = self.article.byline if self.article else None
        return tuple(name for part in re.split(r",|;|&|\band\b", line or "") if (name := part.strip()))


def read_piece(path: Path, policy: Policy, *, article: Article | None = None, article_file: Path | None = None, now: dt.datetime) -> Piece:
    """Read an annotation file and its article.

    Which decisions are stale is computed from what they saw, whatever the file says of it.

    Args:
        path: the annotation file.
        policy: the policy.
        article: the article, where the caller has it; read from where the file says that it lies otherwise.
        article_file: the file that it was read from.
        now: the time at which it is judged.

    Raises:
        AnnotationError: the file cannot be read or is not valid; one line with line and column.
    """
    root = load(path)
    validate(path, root)
    for node in root.get("claims") or ():
        refresh_stale(node)
    annotation = validate(path, root)
    known = {claim.id for claim in annotation.claims}
    cases = [_case(claim, node) for claim, node in zip(annotation.claims, root.get("claims") or (), strict=True)]
    # One that names no claim that is there was not replaced by anything.
    whole = [case for case in cases if not (case.claim.replaced_by and known.issuperset(case.claim.replaced_by))]
    trouble = None
    if article is None:
        article, article_file, trouble = _article(path, annotation)
    return Piece(
        path=path,
        annotation=annotation,
        policy=policy,
        now=now,
        cases=tuple(sorted((case for case in whole if not case.claim.absent), key=lambda case: case.claim.position.start)),
        dropped=tuple(case for case in whole if case.claim.absent),
        article=article,
        article_file=article_file,
        trouble=trouble,
    )


def _article(path: Path, annotation: Annotation) -> tuple[Article | None, Path | None, str | None]:
    from factcheck.article import read_article

    file = article_file(path, annotation)
    if file is None:
        return None, None, "The annotation file does not say where its article lies."
    try:
        return read_article(file, item=annotation.article.item), file, None
    except FactcheckError as error:
        return None, None, " ".join(str(error).split())


def _case(claim: AnnotatedClaim, node: CommentedMap) -> Case:
    content: Mapping[str, Any] = plain(node)
    return Case(
        claim=claim,
        stands=standing(claim),
        found=standing(claim.model_copy(update={"decisions": ()})),
        altered_findings=_altered(content.get("machine")),
        touched=_touched(claim, content),
    )


def _altered(machine: Mapping[str, Any] | None) -> bool:
    """Whether the findings are not those that `reading` was made of."""
    if machine is None:
        return False
    found = {key: machine[key] for key in VERDICT_FIELDS if key in machine}
    made_of = {"claim": machine["reading_of"], "found": weighed(found), "evidence": machine.get("evidence_of")}
    return bool(machine["reading"] != checksum(made_of))


def _touched(claim: AnnotatedClaim, content: Mapping[str, Any]) -> bool:
    if claim.added_by is not None or claim.machine is None:
        return False
    shown = checksum({key: content.get(key) for key in READ_FIELDS})
    words = checksum({"exact": claim.quote.exact})
    changed = claim.machine.claim != shown or claim.machine.quote_of not in {None, words}
    return changed or claim.edited or claim.fixed_span or claim.machine.reads is not None
