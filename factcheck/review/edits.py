"""What people do to a claim, on the nodes of a loaded annotation file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from factcheck.errors import InputError
from factcheck.models import Article, Span
from factcheck.review.annotation import place_at
from factcheck.review.comments import append, lift
from factcheck.review.merging import as_node, remember, set_flag
from factcheck.review.schema import AnnotatedLink
from factcheck.review.staleness import refresh_stale
from factcheck.review.withdrawing import chain_text
from factcheck.review.yaml_file import plain

__all__ = [
    "add_claim",
    "apply_fields",
    "attach_evidence",
    "combine",
    "divide",
    "minted",
    "node_of",
    "put",
    "replace_chain",
    "require_spans",
]


def node_of(root: CommentedMap, path: Path, identifier: str) -> CommentedMap:
    """The node of a claim.

    Raises:
        InputError: there is none of that id.
    """
    for node in root.get("claims") or []:
        if str(node["id"]) == identifier:
            found: CommentedMap = node
            return found
    raise InputError(f"{path}: no claim {identifier!r}; `factcheck claims stats --list` names them")


def put(node: CommentedMap, key: str, value: Any, *, after: str) -> None:  # noqa: ANN401
    """Set a field, after another one where that is there."""
    node.pop(key, None)
    place = list(node).index(after) + 1 if after in node else len(node)
    node.insert(place, key, value)


def require_spans(article: Article, spans: Sequence[Span]) -> None:
    """Refuse spans that mark nothing.

    Raises:
        InputError: there is none, or one is empty, blank or outside the article.
    """
    if not spans:
        raise InputError("mark at least one stretch of the article")
    for span in spans:
        if span.end > len(article.text) or not span.of(article.text).strip():
            raise InputError(f"{span.start} to {span.end} marks no words of the article, which has {len(article.text)} code points")


def minted(*parts: object) -> str:
    """Id of a claim that a person made: of what and by whom, so that two people's copies do not give one id to two claims."""
    return "p" + hashlib.sha256(json.dumps(parts, default=str).encode()).hexdigest()[:8]


def apply_fields(node: CommentedMap, fields: Mapping[str, str]) -> None:
    """Make a correction in the claim itself, where it is one of text, kind, mode, source or source_kind."""
    for name in ("text", "kind", "mode"):
        if name in fields:
            remember(node, name)
            node[name] = as_node(fields[name])
    if fields.keys() & {"source", "source_kind"}:
        remember(node, "chain")
    speaker = node["chain"][-1]
    if "source" in fields:
        speaker["source"] = as_node(fields["source"])
        speaker.pop("mention", None)
        if "source_kind" not in fields and speaker["kind"] == "anonymous":
            raise InputError("the source was unnamed: say what it is with source_kind (person, official, organization, …)")
    if "source_kind" in fields:
        speaker["kind"] = fields["source_kind"]
    if "source" in fields or "source_kind" in fields:
        speaker["named"] = speaker["kind"] != "anonymous"
    if fields.keys() & {"text", "kind", "mode", "source", "source_kind"}:
        set_flag(node, "edited", after="kind")


def replace_chain(node: CommentedMap, chain: Sequence[AnnotatedLink]) -> dict[str, str]:
    """Say who said it, outermost first; returns what a decision says that it corrected."""
    remember(node, "chain")
    was, now = node["chain"][-1], chain[-1]
    node["chain"] = as_node([link.model_dump(exclude_none=True) for link in chain])
    set_flag(node, "edited", after="kind")
    speaker = {"source": now.source, "source_kind": now.kind}
    return {"chain": chain_text(node["chain"]), **({} if (was["source"], was["kind"]) == (now.source, now.kind) else speaker)}


def add_claim(
    root: CommentedMap,
    article: Article,
    spans: Sequence[Span],
    *,
    by: str,
    text: str | None,
    chain: Sequence[Mapping[str, Any]],
    mode: str,
    kind: str,
    origin: Mapping[str, Any] | None = None,
    after: CommentedMap | None = None,
) -> str:
    """Add a claim by a person; returns its id. It stands in reading order, or after the claim that it was made of."""
    require_spans(article, spans)
    if not by.strip():
        raise InputError("a claim needs the name of the person who adds it")
    words = " ".join(span.of(article.text).strip() for span in spans)
    links = list(chain) or [{"source": article.publisher or "the author", "kind": "author", "named": bool(article.publisher)}]
    said = text or words[:1].upper() + words[1:] + ("" if words[-1:] in ".!?" else ".")
    # with its place, so that two claims of the same words are told apart
    identifier = minted(by, [(span.start, span.end) for span in spans], words, said)
    sequence = root.get("claims")
    if not isinstance(sequence, CommentedSeq):
        sequence = root["claims"] = CommentedSeq()
    if not sequence:
        sequence.fa.set_block_style()
    if any(str(node["id"]) == identifier for node in sequence):
        raise InputError(f"this claim is there already, as {identifier}")
    node = CommentedMap(id=identifier)
    place_at(node, article.text, *spans)
    for key, value in {"text": said, "chain": links, "mode": mode, "kind": kind, "added_by": by, **(origin or {}), "decisions": []}.items():
        node[key] = as_node(value)
    if after is not None:
        place = next(number for number, other in enumerate(sequence) if other is after) + 1
    else:
        place = next((n for n, other in enumerate(sequence) if other["position"]["start"] > spans[0].start), len(sequence))
    sequence.insert(place, node)
    lift(sequence, place)
    return identifier


def divide(
    root: CommentedMap, path: Path, article: Article, identifier: str, spans: Sequence[Span], *, by: str, texts: Sequence[str] = ()
) -> tuple[str, ...]:
    """Make several claims of one; returns their ids."""
    node = node_of(root, path, identifier)
    if len(spans) < 2:
        raise InputError(f"{identifier}: splitting takes at least two stretches of the article")
    _require_whole(node)
    ids: list[str] = []
    last = node
    for number, span in enumerate(spans):
        ids.append(
            add_claim(
                root,
                article,
                [span],
                by=by,
                text=texts[number] if number < len(texts) else None,
                chain=plain(node["chain"]),
                mode=node["mode"],
                kind=node["kind"],
                origin={"split_from": identifier},
                after=last,
            )
        )
        last = node_of(root, path, ids[-1])
    _replace(node, ids)
    return tuple(ids)


def combine(root: CommentedMap, path: Path, article: Article, identifiers: Sequence[str], *, by: str, text: str | None) -> str:
    """Make one claim of several; returns its id."""
    if len(set(identifiers)) < 2:
        raise InputError("merging takes at least two claims")
    nodes = [node_of(root, path, identifier) for identifier in dict.fromkeys(identifiers)]
    for node in nodes:
        _require_whole(node)
        if node.get("absent"):
            raise InputError(f"{node['id']}: is no longer in the article, so it cannot be merged")
    nodes.sort(key=lambda node: int(node["position"]["start"]))
    spans = _joined(article.text, [Span(**part) for node in nodes for part in (plain(node["position"]), *(plain(node.get("parts")) or ()))])
    first = nodes[0]
    made = add_claim(
        root,
        article,
        spans,
        by=by,
        text=text or " ".join(str(node["text"]) for node in nodes),
        chain=plain(first["chain"]),
        mode=first["mode"],
        kind=first["kind"],
        origin={"merged_from": [str(node["id"]) for node in nodes]},
        after=nodes[-1],
    )
    for node in nodes:
        _replace(node, [made])
    return made


def _joined(text: str, spans: Sequence[Span]) -> list[Span]:
    """The stretches in reading order; those that overlap, or have nothing but space between them, made one."""
    found: list[Span] = []
    for span in sorted(spans, key=lambda one: (one.start, one.end)):
        if found and not text[found[-1].end : span.start].strip():
            found[-1] = Span(start=found[-1].start, end=max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def _require_whole(node: CommentedMap) -> None:
    if node.get("replaced_by"):
        raise InputError(f"{node['id']}: was replaced by {', '.join(map(str, node['replaced_by']))} already")


def _replace(node: CommentedMap, ids: Sequence[str]) -> None:
    put(node, "replaced_by", as_node(list(ids)), after="id")
    refresh_stale(node)


def attach_evidence(node: CommentedMap, *, by: str, at: str, given: Mapping[str, str | None]) -> None:
    """Add a piece of evidence of a person's own.

    Raises:
        InputError: it points nowhere.
    """
    if not any(given.get(key) for key in ("passage", "url", "quote")):
        raise InputError("evidence needs a passage of the corpus, a url or a quote")
    entry = {"by": by, "at": at, **{key: value for key, value in given.items() if value is not None}}
    if not node.get("evidence"):
        put(node, "evidence", CommentedSeq(), after="kind")
    append(node["evidence"], as_node(entry))
