"""What another tool made of an article's claims, into an annotation file: as the work of the person who did it, never over anybody's."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from factcheck.errors import AnnotationError, InputError
from factcheck.files import make_folders
from factcheck.models import Article, Block, Decision, Span
from factcheck.review.annotation import fresh, next_number, place_at
from factcheck.review.interchange.base import Exchange, Item
from factcheck.review.locking import locked
from factcheck.review.merging import as_node
from factcheck.review.schema import ID_PATTERN, AnnotatedClaim, Annotation
from factcheck.review.standing import ACTIONS, CORRECTABLE, VERDICTS, latest_by, standing
from factcheck.review.store import AnnotationStore, Clock
from factcheck.review.yaml_file import save

__all__ = ["Imported", "import_into"]

_OWN = ("text", "kind", "mode")
_DECIDED = tuple(action for action in ACTIONS if action != "correct")
"""What a person can decide in another tool, besides correcting labels."""


class Imported(NamedTuple):
    """What an import did."""

    added: tuple[str, ...]
    """Ids of new claims."""
    changed: tuple[str, ...]
    """Ids of claims whose span, chain or labels it changed, each by a decision or a fixed span."""
    decisions: int
    """Decisions that came with the import."""
    left: tuple[str, ...]
    """Ids of claims that the import does not have; they stay."""


def import_into(path: Path, exchange: Exchange, *, by: str, article: Article | None = None, clock: Clock | None = None) -> Imported:
    """Bring claims into an annotation file, which is made where it is not there.

    A label that differs from what stands becomes a correction by `by`; a claim that the file does not have is added by them; a claim
    with another span gets a fixed span. Nothing is removed.

    Args:
        path: the annotation file.
        exchange: what the other tool says.
        by: who did it.
        article: the article, where the file does not say where it lies; for a new file, the exchange's own text when left out.
        clock: the time of the decisions.

    Raises:
        AnnotationError: the file is broken, or is about another text.
        InputError: a label that nothing can have, or a claim that cannot be added.
        OutputError: the file cannot be written.

        Whatever is raised, nothing of the import is in the file: it is written once, when all of it is done.
    """
    for item in exchange.items:
        _check(item)
    now = clock or (lambda: dt.datetime.now(dt.UTC))
    if not path.exists():
        made = article or _article(path, exchange)
        _require_text(path, made, exchange)
        return _create(path, made, exchange, by=by, at=now())
    store = AnnotationStore(path, article, clock=now)
    with store.together():
        _require_text(path, store.article, exchange)
        return _update(store, exchange, by=by)


def _article(path: Path, exchange: Exchange) -> Article:
    text = exchange.text
    blocks = (Block(span=Span(start=0, end=len(text)), kind="paragraph"),)
    return Article(id=exchange.article_id or path.stem, text=text, blocks=blocks, title=exchange.title, url=exchange.url)


def _require_text(path: Path, article: Article, exchange: Exchange) -> None:
    if article.text != exchange.text:
        raise AnnotationError(f"{path}: the import was made on another text than the article {article.id!r} now has; export it again first")


def _check(item: Item) -> None:
    for name, value in item.labels().items():
        if value not in CORRECTABLE[name]:
            raise InputError(f"{item.id or 'a claim'}: {name} cannot be {value!r}; it is one of {', '.join(CORRECTABLE[name])}")
    if item.action is not None and item.action not in _DECIDED:
        raise InputError(f"{item.id or 'a claim'}: the decision cannot be {item.action!r}; it is one of {', '.join(_DECIDED)}")


def _create(path: Path, article: Article, exchange: Exchange, *, by: str, at: dt.datetime) -> Imported:
    make_folders(path.parent)
    root = fresh(article, path.parent)
    root["claims"].fa.set_block_style()
    number = next_number([item.id for item in exchange.items if item.id])
    added: list[str] = []
    decisions = 0
    for item in exchange.items:
        identifier = item.id
        if identifier is None or not re.fullmatch(ID_PATTERN, identifier):  # other tools' own ids may be anything
            identifier, number = f"c{number:03d}", number + 1
        node = CommentedMap(id=identifier)
        place_at(node, article.text, *item.spans)
        for key, value in _fields(item, article).items():
            node[key] = as_node(value)
        node["added_by"] = by
        made = [_plain_decision(one) for one in item.decisions or ()]
        labels = {name: value for name in VERDICTS if (value := getattr(item, name)) is not None}
        if not made:
            signed = {"by": by, "at": at.astimezone(dt.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")}
            note = {"note": item.note} if item.note else {}
            made = [{**signed, "action": "correct", "fields": labels, **note}] if labels else []
            if item.action is not None and not (labels and item.action == "confirm"):
                made.append({**signed, "action": item.action, **note})
        node["decisions"] = CommentedSeq([as_node(one) for one in made])
        decisions += len(made)
        root["claims"].append(node)
        added.append(identifier)
    with locked(path):
        if path.exists():
            raise AnnotationError(f"{path}: was made by somebody else meanwhile; import again")
        save(path, root)
    return Imported(tuple(added), (), decisions, ())


def _fields(item: Item, article: Article) -> dict[str, Any]:
    words = " ".join(span.of(article.text).strip() for span in item.spans)
    chain = [link.model_dump(exclude_none=True) for link in item.chain or ()]
    author = {"source": article.publisher or "the author", "kind": "author", "named": bool(article.publisher)}
    return {"text": item.text or words, "chain": chain or [author], "mode": item.mode or "none", "kind": item.kind or "fact"}


def _plain_decision(one: Decision) -> dict[str, Any]:
    content = one.model_dump(mode="json", exclude_none=True)
    return {key: value for key, value in content.items() if value != {}}


def _update(store: AnnotationStore, exchange: Exchange, *, by: str) -> Imported:
    annotation = store.annotation
    pairs = _pair(annotation, exchange.items)
    added: list[str] = []
    changed: list[str] = []
    decisions = 0
    for number, item in enumerate(exchange.items):
        claim = pairs.get(number)
        if claim is None:
            identifier = store.add_claim(
                item.spans, by=by, text=item.text, chain=item.chain or (), mode=item.mode or "none", kind=item.kind or "fact"
            )
            added.append(identifier)
            labels = {name: value for name in VERDICTS if (value := getattr(item, name)) is not None}
            if labels:
                store.decide(identifier, "correct", by=by, fields=labels, note=item.note)
            decisions += _decide(store, identifier, item, by=by)
            continue
        decisions += sum(store.adopt(claim.id, one) for one in item.decisions or ())
        if _apply(store, store.claim(claim.id), item, by=by):
            changed.append(claim.id)
        decisions += _decide(store, claim.id, item, by=by)
    found = {claim.id for claim in pairs.values()}
    left = [claim.id for claim in annotation.claims if claim.id not in found and not claim.absent and not claim.replaced_by]
    return Imported(tuple(added), tuple(changed), decisions, tuple(left))


def _apply(store: AnnotationStore, claim: AnnotatedClaim, item: Item, *, by: str) -> bool:
    """Make of a claim what the import says; whether that changed anything."""
    changed = False
    if _spans(claim) != item.spans:
        store.fix_span(claim.id, item.spans)
        changed = True
    stands = standing(claim)
    said: Mapping[str, str | None] = {
        **{name: getattr(claim, name) for name in _OWN},
        **{name: getattr(stands, name) for name in VERDICTS},
    }
    fields = {name: value for name in said if (value := getattr(item, name)) is not None and value != said[name]}
    chain = item.chain if item.chain is not None and item.chain != claim.chain else ()
    if fields or chain:
        store.decide(claim.id, "correct", by=by, fields=fields, chain=chain, note=item.note)
        changed = True
    return changed


def _decide(store: AnnotationStore, identifier: str, item: Item, *, by: str) -> bool:
    """Take the decision that the import names, unless it stands already; whether one was taken. A correction confirms the rest."""
    if item.action is None:
        return False
    claim = store.claim(identifier)
    last = latest_by(claim, by)
    if last is not None and not any(entry.by == last.by and entry.at == last.at for entry in claim.stale):
        same = last.action == item.action or (item.action, last.action) == ("confirm", "correct")
        if same and (last.note or None) == (item.note or None):
            return False
    store.decide(identifier, item.action, by=by, note=item.note)  # type: ignore[arg-type]
    return True


def _pair(annotation: Annotation, items: Sequence[Item]) -> dict[int, AnnotatedClaim]:
    """The claim of each item: by id, then by the same first words, then by what overlaps most."""
    free = {claim.id: claim for claim in annotation.claims if not claim.replaced_by and not claim.absent}
    pairs: dict[int, AnnotatedClaim] = {}
    for number, item in enumerate(items):
        if item.id in free:
            pairs[number] = free.pop(item.id)
    for number, item in enumerate(items):
        if number not in pairs and item.id is None:
            same = [claim for claim in free.values() if _spans(claim) == item.spans]
            close = same or [claim for claim in free.values() if _overlap(claim, item) >= 0.5]
            if close:
                best = max(close, key=lambda claim: _overlap(claim, item))
                pairs[number] = free.pop(best.id)
    return pairs


def _spans(claim: AnnotatedClaim) -> tuple[Span, ...]:
    return tuple(Span(start=part.start, end=part.end) for part in (claim.position, *claim.parts))


def _overlap(claim: AnnotatedClaim, item: Item) -> float:
    one, other = claim.position, item.spans[0]
    shared = min(one.end, other.end) - max(one.start, other.start)
    joined = max(one.end, other.end) - min(one.start, other.start)
    return shared / joined if joined > 0 else 0.0
