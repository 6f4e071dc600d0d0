"""One annotation file, open for people's work: what the review page and the command line both write through.

Every change takes the file's lock, reads the file again if anybody changed it meanwhile, is made to what now stands there, and is on disk
when the call returns. So a change by hand, a run, or another reviewer's browser is never overwritten; at worst a call is refused.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from factcheck.errors import ClaimChangedError, InputError
from factcheck.models import Action, Article, Decision, Span
from factcheck.review.annotation import place_at
from factcheck.review.comments import append, move_below
from factcheck.review.document import Document
from factcheck.review.edits import (
    add_claim,
    apply_fields,
    attach_evidence,
    combine,
    divide,
    node_of,
    replace_chain,
    require_spans,
)
from factcheck.review.finding import article_of
from factcheck.review.locking import locked
from factcheck.review.merging import as_node, remember, set_flag
from factcheck.review.schema import AnnotatedClaim, AnnotatedLink, Annotation
from factcheck.review.staleness import instant, refresh_stale, seen_now
from factcheck.review.standing import latest_by, require_decision, standing
from factcheck.review.withdrawing import take_out
from factcheck.review.yaml_file import read_bytes, validate

__all__ = ["AnnotationStore"]

T = TypeVar("T")
Clock = Callable[[], dt.datetime]
_ABOUT_NOW = dt.timedelta(minutes=5)


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class AnnotationStore:
    """An annotation file that people work on."""

    def __init__(self, path: Path, article: Article | None = None, *, clock: Clock = _now) -> None:
        """Open a file.

        Args:
            path: the annotation file; it must exist.
            article: the article that it is about; looked up by the file's `article.file` when it is needed.
            clock: the time of a decision.

        Raises:
            AnnotationError: the file cannot be read or is not valid; names line and column.
        """
        self.path = path
        self._given = article
        self._clock = clock
        self._digest = ""
        self._expected: tuple[str, dict[str, str]] | None = None
        self._joined = self._unsaved = False
        self._read()

    @property
    def annotation(self) -> Annotation:
        """What the file said when it was last read or written; among changes that are not saved yet, what they made of it."""
        return validate(self.path, self._document.root) if self._unsaved else self._document.annotation

    @property
    def article(self) -> Article:
        """The article that the file is about.

        Raises:
            AnnotationError: it is not known where it lies, or its text is not the one that the file was written for.
        """
        return article_of(self.path, self.annotation, self._given)

    @property
    def claims(self) -> tuple[AnnotatedClaim, ...]:
        """The claims that count, in the file's order: without those that a person replaced by others."""
        return tuple(claim for claim in self.annotation.claims if not claim.replaced_by)

    def claim(self, identifier: str) -> AnnotatedClaim:
        """The claim of that id.

        Raises:
            InputError: there is none.
        """
        found = self.annotation.claim(identifier)
        if found is None:
            raise InputError(f"{self.path}: no claim {identifier!r}; `factcheck claims stats --list` names them")
        return found

    def open_claims(self) -> tuple[AnnotatedClaim, ...]:
        """Claims that ask for a look: undecided, or decided on something that has changed since."""
        return tuple(claim for claim in self.claims if not claim.absent and ((s := standing(claim)).decision is None or s.stale))

    def reload_if_changed(self) -> bool:
        """Read the file again if somebody else changed it; says whether it did.

        Raises:
            AnnotationError: what now stands there cannot be read; what was read before stays in force.
        """
        before = self._digest
        self._read()
        return self._digest != before

    def decide(
        self,
        identifier: str,
        action: Action,
        *,
        by: str,
        note: str | None = None,
        fields: Mapping[str, str] | None = None,
        chain: Sequence[AnnotatedLink] = (),
        seen: Mapping[str, str] | None = None,
    ) -> Decision:
        """Append a decision.

        Args:
            identifier: of the claim.
            action: what the person decided.
            by: the person.
            note: why.
            fields: what they corrected, only with `correct`; text, kind, mode, source and source_kind are changed in the claim too.
            chain: with `correct`: who says it, outermost first, where more than the speaker is wrong.
            seen: what `seen` gave when the claim was shown; what stands now when left out. A page gives it, so that a decision on what
                has changed meanwhile is marked stale at once.

        Raises:
            InputError: no such claim or action, a value that a field cannot take, or no name.
        """
        corrected = dict(fields or {})
        require_decision(by, action, corrected, chain)

        def change(root: CommentedMap) -> Decision:
            node = node_of(root, self.path, identifier)
            if node.get("replaced_by"):
                raise InputError(f"{identifier}: was replaced by {', '.join(map(str, node['replaced_by']))}; decide about that")
            shown = seen_now(node)
            if chain:
                corrected.update(replace_chain(node, chain))
            apply_fields(node, {name: value for name, value in corrected.items() if not chain or name not in {"source", "source_kind"}})
            # what the person saw, with what they made of it; of a claim that somebody else changed meanwhile, what they saw
            saw = seen_now(node) if seen is None or dict(seen) == shown else dict(seen)
            entry: dict[str, Any] = {"by": by, "at": self._moment(node, by), "action": action}
            if corrected:
                entry["fields"] = corrected
            if note:
                entry["note"] = note
            made = as_node(entry)
            made["seen"] = as_node(saw)
            made["seen"].fa.set_flow_style()
            if not node.get("decisions"):
                node["decisions"] = CommentedSeq()
            append(node["decisions"], made)
            refresh_stale(node, "the claim changed" if corrected.keys() - {"support", "attribution", "sourcing"} else None)
            return Decision.model_validate({**entry, "seen": saw})

        return self._change(change)

    def adopt(self, identifier: str, decision: Decision) -> bool:
        """Take over a decision as it was taken elsewhere, in its place by time; says whether it was new."""

        def change(root: CommentedMap) -> bool:
            node = node_of(root, self.path, identifier)
            claim = next(one for one in validate(self.path, root).claims if one.id == identifier)
            if decision in claim.decisions:
                return False
            content = {key: value for key, value in decision.model_dump(mode="json", exclude_none=True).items() if value != {}}
            if not node.get("decisions"):
                node["decisions"] = CommentedSeq()
            made = node["decisions"]
            append(made, as_node(content))
            if any(instant(one["at"]) > decision.at for one in made):
                last = made[-1]
                items = sorted(made, key=lambda one: instant(one["at"]))
                move_below(last, items[-1])
                node["decisions"] = CommentedSeq(items)
            refresh_stale(node)
            return True

        return self._change(change)

    def seen(self, identifier: str) -> dict[str, str]:
        """Checksums of what a person who looks at the claim now sees; to be given back to `decide`."""
        if not self._digest:  # a change failed half-way
            self._read()
        return seen_now(node_of(self._document.root, self.path, identifier))

    @property
    def revision(self) -> str:
        """SHA-256 of the file as it was last read or written."""
        return self._digest

    @contextmanager
    def expecting(self, identifier: str, seen: Mapping[str, str]) -> Iterator[None]:
        """Within it, a change is refused by a `ClaimChangedError` where the claim is no longer what `seen` says."""
        self._expected = identifier, dict(seen)
        try:
            yield
        finally:
            self._expected = None

    def withdraw(self, identifier: str, *, by: str, at: dt.datetime | None = None) -> Decision:
        """Withdraw a decision by another one: both stay in the file, and what the first had corrected in the claim is put back.

        Args:
            identifier: of the claim.
            by: the person; only their own decisions.
            at: when the decision was taken; their last one when left out.

        Raises:
            InputError: that person has no such decision in force.
        """

        def change(root: CommentedMap) -> Decision:
            node = node_of(root, self.path, identifier)
            claim = next(one for one in validate(self.path, root).claims if one.id == identifier)
            own = latest_by(claim, by)
            if own is None or (at is not None and own.at != at):
                raise InputError(f"{identifier}: {by} has no {'decision' if own is None else 'such decision'} here that could be withdrawn")
            place = next(number for number, one in enumerate(claim.decisions) if one is own)
            take_out(node, place)
            fields = {"withdraws": str(node["decisions"][place]["at"])}
            entry: dict[str, Any] = {"by": by, "at": self._moment(node, by), "action": "withdraw", "fields": fields}
            append(node["decisions"], as_node(entry))
            refresh_stale(node, "the claim changed" if own.fields.keys() - {"support", "attribution", "sourcing"} else None)
            return Decision.model_validate(entry)

        return self._change(change)

    def add_claim(
        self,
        spans: Sequence[Span],
        *,
        by: str,
        text: str | None = None,
        chain: Sequence[AnnotatedLink] = (),
        mode: str = "none",
        kind: str = "fact",
    ) -> str:
        """Add a claim that the machine missed; returns its id.

        Args:
            spans: where it stands in the article, code points; the first is its quote.
            by: the person.
            text: the claim as one self-contained sentence; its words when left out.
            chain: who says it, outermost first; the article's publisher as author when left out.
            mode: how it is quoted.
            kind: of claim.

        Raises:
            InputError: a span that is empty or outside the article.
            AnnotationError: the article is not known.
        """
        article = self.article
        links = [link.model_dump(exclude_none=True) for link in chain]
        return self._change(lambda root: add_claim(root, article, spans, by=by, text=text, chain=links, mode=mode, kind=kind))

    def split(self, identifier: str, spans: Sequence[Span], *, by: str, texts: Sequence[str] = ()) -> tuple[str, ...]:
        """Make several claims of one, one for each span; the old one stays with its decisions and no longer counts.

        Args:
            identifier: of the claim.
            spans: two or more, code points.
            by: the person.
            texts: how each reads; their words where it is empty or left out.

        Returns:
            The ids of the new claims.
        """
        article = self.article
        return self._change(lambda root: divide(root, self.path, article, identifier, spans, by=by, texts=texts))

    def merge(self, identifiers: Sequence[str], *, by: str, text: str | None = None) -> str:
        """Make one claim of several; the old ones stay with their decisions and no longer count. Returns its id."""
        article = self.article
        return self._change(lambda root: combine(root, self.path, article, identifiers, by=by, text=text))

    def fix_span(self, identifier: str, spans: Sequence[Span]) -> None:
        """Mark other words for a claim; runs leave them alone as long as the article has them."""
        article = self.article

        def change(root: CommentedMap) -> None:
            node = node_of(root, self.path, identifier)
            require_spans(article, spans)
            remember(node, "quote")
            place_at(node, article.text, *spans)
            set_flag(node, "fixed_span", after="kind")
            refresh_stale(node, "the claim changed")

        self._change(change)

    def fix_chain(self, identifier: str, chain: Sequence[AnnotatedLink]) -> None:
        """Say who said it, outermost first; runs leave it alone from then on."""
        if not chain:
            raise InputError(f"{self.path}: {identifier}: a chain needs at least one source")

        def change(root: CommentedMap) -> None:
            node = node_of(root, self.path, identifier)
            replace_chain(node, chain)
            refresh_stale(node, "the claim changed")

        self._change(change)

    def attach_evidence(
        self,
        identifier: str,
        *,
        by: str,
        passage: str | None = None,
        url: str | None = None,
        quote: str | None = None,
        relation: str = "neutral",
        note: str | None = None,
    ) -> None:
        """Attach evidence of one's own: a passage of the corpus, an address, or words.

        Raises:
            InputError: none of the three is given, or there is no such claim.
        """
        given = {"passage": passage, "url": url, "quote": quote, "relation": relation, "note": note}

        def change(root: CommentedMap) -> None:
            node = node_of(root, self.path, identifier)
            attach_evidence(node, by=by, at=self._clock().isoformat(timespec="seconds"), given=given)

        self._change(change)

    def _moment(self, node: CommentedMap, by: str) -> str:
        """Now; but later than that person's last decision on the claim, and than any that stands there from about this moment.

        A second does not tell them apart otherwise, and the clocks of two machines do not quite agree.
        """
        now = self._clock().replace(microsecond=0)
        for decision in node.get("decisions") or []:
            at = instant(decision["at"])
            if now <= at and (str(decision["by"]) == by or at - now < _ABOUT_NOW):
                now = at.replace(microsecond=0) + dt.timedelta(seconds=1)
        return now.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")

    def _read(self) -> None:
        content = read_bytes(self.path)
        digest = hashlib.sha256(content).hexdigest()
        if digest == self._digest:
            return
        self._document, self._digest = Document(self.path, content), digest

    @contextmanager
    def together(self) -> Iterator[None]:
        """Within it, changes are made in memory; all of them are saved at its end, or none.

        Raises:
            AnnotationError: the file is broken; nothing was changed.
            OutputError: it cannot be written; nothing was changed.
        """
        with locked(self.path):
            self._read()
            self._joined = True
            try:
                yield
                if self._unsaved:
                    self._save()
            except BaseException:
                self._digest = ""  # the tree in memory may be half changed: the next call reads the file again
                raise
            finally:
                self._joined = self._unsaved = False

    def _change(self, change: Callable[[CommentedMap], T]) -> T:
        if not self._joined:
            with self.together():
                return self._change(change)
        if self._expected is not None:
            self._require(*self._expected)
        self._unsaved = True
        return change(self._document.root)

    def _save(self) -> None:
        self._digest = hashlib.sha256(self._document.save(self.path).content).hexdigest()

    def _require(self, identifier: str, seen: Mapping[str, str]) -> None:
        if seen_now(node_of(self._document.root, self.path, identifier)) != seen:
            raise ClaimChangedError(f"{self.path}: {identifier}: was changed since it was shown; look at it again")
