"""What an agent or a program proposes about claims: kept beside the annotation file, never in it.

A proposal is no decision. It lies in a file of its own, `x.proposals.jsonl` beside `x.yaml`, one line each, and whoever proposes never
writes the annotation file: nothing that reads decisions (what stands, agreement, a gate) can take one for a decision. A person who agrees
decides for themselves, under their own name.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated

from pydantic import AwareDatetime, Field, ValidationError

from factcheck.errors import AnnotationError, InputError
from factcheck.files import write_text
from factcheck.models import Action, Model, Seen
from factcheck.review.locking import locked
from factcheck.review.schema import AnnotatedClaim, Annotation
from factcheck.review.staleness import seen_now
from factcheck.review.standing import latest, require_decision
from factcheck.review.yaml_file import load, validate

__all__ = ["Proposal", "is_answered", "is_stale", "open_proposals", "proposals_file", "propose", "read_proposals"]

MAX_PROPOSALS = 2_000
"""In one file; more is a program gone wrong."""
MAX_NOTE = 4_000
"""Characters of a note, and of a corrected value."""
MAX_NAME = 200
_MAX_BYTES = 64 * 2**20


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC).replace(microsecond=0)


class Proposal(Model):
    """What somebody who cannot decide thinks a person should decide about a claim."""

    id: Annotated[str, Field(min_length=1)]
    claim: Annotated[str, Field(min_length=1)]
    """Id of the claim."""
    by: Annotated[str, Field(min_length=1)]
    """The agent or program, as it names itself."""
    at: AwareDatetime
    action: Action
    fields: dict[str, str] = Field(default_factory=dict)
    """With `correct`, as in a decision."""
    note: str | None = None
    """Why."""
    seen: Seen | None = None
    """Checksums of the claim as it stood when it was proposed."""


def proposals_file(path: Path) -> Path:
    """Where the proposals about the claims of an annotation file lie."""
    return path.with_name(f"{path.stem}.proposals.jsonl")


def read_proposals(path: Path) -> tuple[Proposal, ...]:
    """The proposals about the claims of an annotation file, in the order in which they were made.

    Args:
        path: the annotation file.

    Raises:
        AnnotationError: the file beside it is broken; names the line.
    """
    beside = proposals_file(path)
    try:
        if not beside.exists():
            return ()
        if beside.stat().st_size > _MAX_BYTES:
            raise AnnotationError(f"{beside}: larger than {_MAX_BYTES // 2**20} MB; take old proposals out")
        lines = beside.read_text("utf-8").split("\n")  # and not at U+2028, which a note may hold
    except (OSError, UnicodeDecodeError) as error:
        raise AnnotationError(f"{beside}: cannot be read: {getattr(error, 'strerror', None) or 'not UTF-8 text'}") from None
    found = []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                found.append(Proposal.model_validate_json(line))
            except ValidationError as error:
                first = error.errors(include_url=False, include_input=False)[0]
                where = ".".join(map(str, first["loc"])) or "the line"
                raise AnnotationError(f"{beside}:{number}: {where}: {first['msg']}; mend the line or take it out") from None
    return tuple(found)


def propose(
    path: Path,
    claim: str,
    action: Action,
    *,
    by: str,
    note: str | None = None,
    fields: Mapping[str, str] | None = None,
    clock: Callable[[], dt.datetime] = _now,
) -> Proposal:
    """Note a proposal beside an annotation file, which is read and not written.

    Args:
        path: the annotation file.
        claim: id of the claim.
        action: what a person should decide.
        by: who proposes.
        note: why.
        fields: with `correct`, the values that the claim should have.
        clock: the time.

    Raises:
        InputError: no such claim or action, a value that a field cannot take, or too much of anything.
        AnnotationError: a file is broken.
        OutputError: it cannot be written.
    """
    corrected = {name: value.strip() for name, value in (fields or {}).items()}
    words = (note or "").strip()
    require_decision(by, action, corrected)
    if len(by) > MAX_NAME or max(map(len, (words, *corrected.values()))) > MAX_NOTE:
        raise InputError(f"a proposal has at most {MAX_NOTE} characters a note or value, and {MAX_NAME} a name")
    root = load(path)
    annotation = validate(path, root)
    about = _proposable(path, annotation, claim)
    node = next(node for node in root["claims"] if str(node["id"]) == about.id)
    made = Proposal(
        id=secrets.token_hex(6),
        claim=about.id,
        by=by.strip(),
        at=clock(),
        action=action,
        fields=corrected,
        note=words or None,
        seen=Seen.model_validate(seen_now(node)),
    )
    beside = proposals_file(path)
    with locked(beside):
        held = read_proposals(path)
        if len(held) >= MAX_PROPOSALS:
            raise InputError(f"{beside}: holds {MAX_PROPOSALS} proposals already; a person must take some out first")
        lines = [one.model_dump_json(exclude_none=True, exclude_defaults=True) for one in (*held, made)]
        write_text(beside, "".join(f"{line}\n" for line in lines), durable=True)
    return made


def _proposable(path: Path, annotation: Annotation, identifier: str) -> AnnotatedClaim:
    found = annotation.claim(identifier)
    if found is None:
        raise InputError(f"{path.name}: no claim {identifier!r}")
    if found.replaced_by:
        raise InputError(f"{identifier}: was replaced by {', '.join(found.replaced_by)}; propose about that")
    return found


def is_answered(proposal: Proposal, claim: AnnotatedClaim) -> bool:
    """Whether a person has decided about the claim since; whatever they decided, the proposal has been before them."""
    decision = latest(claim)
    return decision is not None and decision.at >= proposal.at


def is_stale(proposal: Proposal, seen: Mapping[str, str]) -> bool:
    """Whether the claim is no longer what it was when it was proposed.

    Args:
        proposal: the proposal.
        seen: what a person who looks at the claim now sees, as `AnnotationStore.seen` says.
    """
    return proposal.seen is not None and proposal.seen.model_dump(exclude_none=True) != dict(seen)


def open_proposals(annotation: Annotation, proposals: tuple[Proposal, ...]) -> tuple[Proposal, ...]:
    """The proposals that wait for a person: about a claim that counts, and not answered."""
    claims = {claim.id: claim for claim in annotation.claims if not claim.replaced_by}
    return tuple(one for one in proposals if one.claim in claims and not is_answered(one, claims[one.claim]))
