"""What the routes of the review page share: the file, its article, the evidence, and one lock around them."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from factcheck.article import read_article
from factcheck.errors import FactcheckError, InputError
from factcheck.models import Article, Span
from factcheck.report.article_view import ArticleBlock, marked_blocks
from factcheck.report.segments import Mark
from factcheck.review.page.library import Library
from factcheck.review.page.panel import Panel, form_of, panel_of
from factcheck.review.page.reading import spans_of
from factcheck.review.page.rows import Row, progress_of, rows_of
from factcheck.review.proposals import Proposal, proposals_file, read_proposals
from factcheck.review.schema import AnnotatedClaim
from factcheck.review.store import AnnotationStore

__all__ = ["Desk"]


@dataclass(frozen=True)
class _View:
    """The file as it was last read or written; whoever reads needs no lock, and does not wait for a save."""

    revision: str
    article: Article
    claims: tuple[AnnotatedClaim, ...]
    """Those that count, in the file's order."""
    everything: Mapping[str, AnnotatedClaim]
    seen: Mapping[str, dict[str, str]]
    rows: tuple[Row, ...]
    layout: str
    """Changes when the article has to be drawn again."""


def _view_of(store: AnnotationStore, article: Article) -> _View:
    claims = store.claims
    rows = rows_of(claims)
    places = [[span.model_dump() for span in spans_of(claim, article)] for claim in claims]
    drawn = [article.sha256, [(row.id, row.number, row.tone) for row in rows], places]
    return _View(
        revision=store.revision,
        article=article,
        claims=claims,
        everything={claim.id: claim for claim in store.annotation.claims},
        seen={claim.id: store.seen(claim.id) for claim in store.annotation.claims},
        rows=rows,
        layout=hashlib.sha256(json.dumps(drawn).encode()).hexdigest()[:16],
    )


class Desk:
    """One annotation file on the reviewer's desk. Every method may be called from any thread."""

    def __init__(self, path: Path, *, article: Path | None = None, library: Library | None = None, by: str | None = None) -> None:
        """Open the file and read its article.

        Args:
            path: the annotation file.
            article: where its article lies, when the file does not say it.
            library: the evidence.
            by: the reviewer's name, when it is known.

        Raises:
            FactcheckError: the file or the article cannot be used; the message is one line for the user.
        """
        self.path = path
        self.by = by
        self.library = library or Library()
        self.problem: str | None = None
        self._article_path = article
        self._lock = threading.Lock()
        self._store = self._open()
        self._view = _view_of(self._store, self._store.article)

    def _open(self) -> AnnotationStore:
        return AnnotationStore(self.path, read_article(self._article_path) if self._article_path else None)

    @property
    def article(self) -> Article:
        """The article that the file is about."""
        return self._view.article

    @contextmanager
    def store(self) -> Iterator[AnnotationStore]:
        """The file, as it now is on disk, for one caller at a time.

        Raises:
            FactcheckError: it is broken on disk, or is about another text by now; nothing was changed.
        """
        with self._lock:
            self._refresh()
            try:
                yield self._store
            finally:
                self._look()

    def _refresh(self) -> None:
        try:
            if self._store.reload_if_changed():
                if self._store.annotation.article.sha256 != self._view.article.sha256:
                    self._store = self._open()
                    self._view = _view_of(self._store, self._store.article)
                self._look()
        except FactcheckError as error:
            self.problem = " ".join(str(error).split())
            raise
        self.problem = None

    def _look(self) -> None:
        if self._store.revision not in {"", self._view.revision}:
            self._view = _view_of(self._store, self._view.article)

    def state(self) -> dict[str, Any]:
        """What the page polls for: rows, progress, and whether something is the matter. A broken file shows what it last said."""
        if self._lock.acquire(blocking=False):  # while somebody saves, what stood before will do
            try:
                with suppress(FactcheckError):  # told as `problem`
                    self._refresh()
            finally:
                self._lock.release()
        view = self._view
        return {
            "revision": view.revision + self._proposals_mark(),
            "layout": view.layout,
            "problem": self.problem,
            "rows": [row.model_dump(mode="json") for row in view.rows],
            "progress": progress_of(view.rows).model_dump(mode="json"),
            "evidence": {"state": self.library.state, "problem": self.library.problem},
        }

    def claim(self, identifier: str) -> tuple[Panel, dict[str, Any]]:
        """A claim for drawing, and for the page's script: `id`, `seen` (to be sent back with a write), `form`, and
        `stretches`, its words in the article, from code points `start`.

        Raises:
            InputError: there is no such claim.
        """
        view = self._view
        found = view.everything.get(identifier)
        if found is None:
            raise InputError(f"{self.path}: no claim {identifier!r}")
        number = next((row.number for row in view.rows if row.id == identifier), 0)
        stretches = (
            []
            if found.replaced_by
            else [{"start": span.start, "words": span.of(view.article.text)} for span in spans_of(found, view.article)]
        )
        about = {"id": identifier, "seen": view.seen[identifier], "form": form_of(found), "stretches": stretches}
        proposals = self._proposals()
        return panel_of(found, number, view.article, self.library.passage, proposals=proposals, seen=view.seen[identifier]), about

    def _proposals(self) -> tuple[Proposal, ...]:
        """What agents propose; none from a file that is broken, which is told as a problem and stops no review."""
        try:
            return read_proposals(self.path)
        except FactcheckError as error:
            self.problem = " ".join(str(error).split())
            return ()

    def _proposals_mark(self) -> str:
        """Changes when a proposal arrives, so that an open page shows it."""
        try:
            return f"-{proposals_file(self.path).stat().st_mtime_ns:x}"
        except OSError:
            return ""

    def blocks(self) -> tuple[list[ArticleBlock[str]], dict[str, Row]]:
        """The article with its claims marked by id, and the rows by id."""
        view = self._view
        marks = [Mark(span.start, span.end, claim.id) for claim in view.claims for span in spans_of(claim, view.article)]
        return marked_blocks(view.article, marks), {row.id: row for row in view.rows}

    def words_at(self, spans: Sequence[Span]) -> list[str]:
        """The article's words there."""
        return [span.of(self._view.article.text) for span in spans]
