"""The annotation files of one folder, by name: listed, read, and proposed about. Nothing here decides anything."""

from __future__ import annotations

import re
from pathlib import Path

from factcheck.errors import FactcheckError, InputError
from factcheck.models import Action
from factcheck.review import AnnotationStore, read_annotation
from factcheck.review.proposals import Proposal, open_proposals, propose, read_proposals
from factcheck.review.schema import AnnotatedClaim, Annotation
from factcheck.review.standing import standing
from factcheck.service.errors import AbsentError, NotFoundError
from factcheck.service.outcomes import AnnotationFile, ClaimReading, ClaimRow, Claims, Files
from factcheck.service.requests import ProposalRequest

__all__ = ["ClaimsFolder"]

_SLUG = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,99}")
_SUFFIXES = (".yaml", ".yml")


class ClaimsFolder:
    """The folder that the operator named; None where none was."""

    def __init__(self, folder: Path | None) -> None:
        """Open it.

        Raises:
            InputError: there is no such folder.
        """
        if folder is not None and not folder.is_dir():
            raise InputError(f"{folder}: no such folder of annotation files")
        self._folder = folder.resolve() if folder is not None else None

    def path(self, slug: str) -> Path:
        """The file of a name. The name is looked up among those of the folder; no path is made of it.

        Raises:
            AbsentError: no folder was named.
            NotFoundError: there is none of that name.
        """
        found = self._paths().get(slug)
        if found is None:
            raise NotFoundError(f"no annotation file {slug[:100]!r} here")
        return found

    def files(self) -> Files:
        """All of them, by name; one that is broken says so."""
        return Files(files=tuple(self._row(slug, path) for slug, path in sorted(self._paths().items())))

    def claims(self, slug: str) -> Claims:
        """The claims of a file that count, in its order."""
        annotation, proposals = self._read(slug)
        rows = tuple(_row(claim, proposals) for claim in annotation.claims if not claim.replaced_by)
        about = annotation.article
        return Claims(slug=slug, article=about.title or about.id, sha256=about.sha256, claims=rows)

    def claim(self, slug: str, identifier: str) -> ClaimReading:
        """One claim with everything that the file says about it.

        Raises:
            NotFoundError: there is no such file or claim.
        """
        store = AnnotationStore(self.path(slug))
        found = store.annotation.claim(identifier)
        if found is None:
            raise NotFoundError(f"{slug}: no claim {identifier!r}")
        proposals = read_proposals(self.path(slug))
        about = tuple(one for one in proposals if one.claim == identifier)
        return ClaimReading(slug=slug, claim=found, stands=_row(found, proposals), proposals=about, seen=store.seen(identifier))

    def propose(self, slug: str, identifier: str, request: ProposalRequest) -> Proposal:
        """Note a proposal beside the file, which is not written.

        Raises:
            NotFoundError: there is no such file or claim.
            InputError: it is nothing that could be decided.
        """
        path = self.path(slug)
        if read_annotation(path).claim(identifier) is None:
            raise NotFoundError(f"{slug}: no claim {identifier!r}")
        action: Action = request.action
        return propose(path, identifier, action, by=request.by, note=request.note, fields=request.fields)

    def _paths(self) -> dict[str, Path]:
        if self._folder is None:
            raise AbsentError("no folder of annotation files was named; start the server with --claims FOLDER")
        try:
            return {
                path.stem: path
                for path in sorted(self._folder.iterdir())
                if path.suffix in _SUFFIXES and _SLUG.fullmatch(path.stem) and path.is_file() and path.resolve().parent == self._folder
            }
        except OSError as error:
            raise InputError(f"the folder of annotation files cannot be read: {error.strerror or error}") from None

    def _read(self, slug: str) -> tuple[Annotation, tuple[Proposal, ...]]:
        path = self.path(slug)
        return read_annotation(path), read_proposals(path)

    def _row(self, slug: str, path: Path) -> AnnotationFile:
        try:
            annotation, proposals = read_annotation(path), read_proposals(path)
        except FactcheckError as error:
            return AnnotationFile(slug=slug, article=None, problem=without_folder(str(error), path))
        states = [standing(claim) for claim in annotation.claims if not claim.replaced_by and not claim.absent]
        about = annotation.article
        return AnnotationFile(
            slug=slug,
            article=about.title or about.id,
            publisher=about.publisher,
            date=about.date,
            claims=len(states),
            open=sum(state.decision is None or state.stale for state in states),
            proposals=len(open_proposals(annotation, proposals)),
        )


def without_folder(message: str, path: Path) -> str:
    """An error without the folder that the file lies in, which is nobody's business over a network."""
    return " ".join(message.replace(f"{path.parent}/", "").split())


def _row(claim: AnnotatedClaim, proposals: tuple[Proposal, ...]) -> ClaimRow:
    stands = standing(claim)
    return ClaimRow(
        id=claim.id,
        text=claim.text,
        source=" > ".join(link.source for link in claim.chain),
        absent=claim.absent,
        action=stands.decision.action if stands.decision else None,
        stale=stands.stale,
        support=stands.support,
        attribution=stands.attribution,
        sourcing=stands.sourcing,
        proposals=sum(one.claim == claim.id for one in proposals),
    )
