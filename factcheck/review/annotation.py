"""The annotation file: one YAML per article, written by factcheck and by people, and safe to write again."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from factcheck.errors import AnnotationError
from factcheck.files import make_folders
from factcheck.models import Article, CheckedClaim, Claim, ModelInfo, Span
from factcheck.review.anchors import locate, match, quote_at, quote_of
from factcheck.review.comments import lift
from factcheck.review.entries import article_entry, checksum, claim_entry, evidence_checksum, findings, model_entries
from factcheck.review.finding import home_of
from factcheck.review.locking import locked
from factcheck.review.merging import as_node, assign, mark_absent, note_conflict, update_claim
from factcheck.review.schema import ANNOTATION_VERSION, SCHEMA_FILE, AnnotatedClaim, Annotation
from factcheck.review.staleness import refresh_stale
from factcheck.review.yaml_file import load, save, validate
from factcheck.sourcing import RULES_VERSION

__all__ = ["fresh", "next_number", "place_at", "read_annotation", "write_annotation"]

_HEADER = (
    "Claims of one article, and what people decided about them.\n"
    "A run of factcheck rewrites `machine`; comments, decisions, ids and what people changed stay. See docs/annotation-file.md."
)
_ID = re.compile(r"c(\d{1,9})")


def read_annotation(path: Path) -> Annotation:
    """Read an annotation file.

    Raises:
        AnnotationError: the file cannot be read, is not valid, or is of another version; one line with line and column.
    """
    return validate(path, load(path))


def write_annotation(
    path: Path,
    article: Article,
    claims: Sequence[CheckedClaim] | Sequence[Claim],
    *,
    models: Sequence[ModelInfo] = (),
    rules_version: str = RULES_VERSION,
    file: Path | None = None,
    item: str | None = None,
) -> tuple[str, ...]:
    """Write the claims of a run into the annotation file at `path`, keeping everything that a person did there.

    Claims are found again by their quote, by quote and context, then by place, and keep their id. Claims that the run no longer finds are
    marked `absent`, never deleted. The file is replaced at once, or not touched.

    Args:
        path: the file, made with its folder if it is not there.
        article: the article that the claims are from.
        claims: in reading order; plain claims leave the verdicts of unchanged claims as they are.
        models: the models that took part; none leaves those of the file.
        rules_version: version of the sourcing rules.
        file: where the article lies; noted in the file, so that the verbs that need its text find it.
        item: which of the articles there it is, where there are several: its id, its address or its number from 1.

    Returns:
        The ids of the claims in the file, in the order of `claims`.

    Raises:
        AnnotationError: the file is broken, or belongs to another article.
        OutputError: the file cannot be written.
    """
    make_folders(path.parent)
    with locked(path):
        return _write(path, article, claims, models=models, rules_version=rules_version, file=file, item=item)


def _write(
    path: Path,
    article: Article,
    claims: Sequence[CheckedClaim] | Sequence[Claim],
    *,
    models: Sequence[ModelInfo],
    rules_version: str,
    file: Path | None,
    item: str | None,
) -> tuple[str, ...]:
    bare = [claim.claim if isinstance(claim, CheckedClaim) else claim for claim in claims]
    quotes = [quote_of(article, claim) for claim in bare]
    exists = path.exists()
    root = load(path) if exists else fresh(article, path.parent, rules_version)
    annotation = validate(path, root) if exists else None
    old = annotation.claims if annotation else ()
    same_text = annotation is not None and annotation.article.sha256 == article.sha256
    pairs = match(old, bare, quotes, same_text=same_text)
    known = _relative(file, home_of(path)) if file else annotation.article.file if annotation else None
    if annotation and not pairs and not same_text and (annotation.article.id, annotation.article.file or known) != (article.id, known):
        other = annotation.article.id if annotation.article.id != article.id else annotation.article.file
        raise AnnotationError(
            f"{path}: annotates another article ({other!r}, none of whose claims is in {known or article.id!r}); choose another file"
        )

    which = item if file else annotation.article.item if annotation else None
    assign(root["article"], article_entry(article, known, which))
    root["rules_version"] = rules_version
    if models and "models" not in root and "claims" in root:
        root.insert(list(root).index("claims"), "models", CommentedSeq())
    if models:
        assign(root, {"models": model_entries(models)}, optional=frozenset())
    if not isinstance(root.get("claims"), CommentedSeq):
        root["claims"] = CommentedSeq()
    if not root["claims"]:
        root["claims"].fa.set_block_style()  # an empty list is read as a one-line list
    nodes = _place(root["claims"], [claim.id for claim in old], pairs, len(bare))
    versions = {"rules": rules_version, **({"models": checksum({"models": model_entries(models)})} if models else {})}
    for number, (node, claim, given, quote) in enumerate(zip(nodes, bare, claims, quotes, strict=True)):
        was = old[pairs[number]] if number in pairs else None
        checked = given if isinstance(given, CheckedClaim) else None
        update_claim(
            node,
            claim_entry(claim, quote),
            findings(checked) if checked else None,
            evidence=evidence_checksum(checked) if checked else None,
            versions=versions if checked else None,
        )
        if was is not None and (node.get("fixed_span") or node.get("added_by")):
            _keep_own_span(node, article, was, Span(start=claim.span.start, end=claim.span.end), same_text=same_text)
        if was is None:
            lift(root["claims"], next(place for place, other in enumerate(root["claims"]) if other is node))
    found = {id(node) for node in nodes}
    for node, was in [(node, was) for node, was in _old_nodes(root["claims"], old) if id(node) not in found]:
        if was.added_by is None:
            mark_absent(node)
        else:
            _keep_own_span(node, article, was, None, same_text=same_text)
    save(path, root)
    return tuple(str(node["id"]) for node in nodes)


def _old_nodes(sequence: CommentedSeq, old: Sequence[AnnotatedClaim]) -> list[tuple[CommentedMap, AnnotatedClaim]]:
    by_id = {claim.id: claim for claim in old}
    return [(node, by_id[str(node["id"])]) for node in sequence if str(node["id"]) in by_id]


def _keep_own_span(node: CommentedMap, article: Article, was: AnnotatedClaim, instead: Span | None, *, same_text: bool) -> None:
    """Keep the words that a person marked where the article has them; where it has not, take the run's span, or mark the claim absent."""
    if same_text and article.text[was.position.start : was.position.end] == was.quote.exact:
        node.pop("absent", None)
        return
    found = locate(article.text, was.quote, was.position)
    if found is None and instead is None:
        mark_absent(node)
        return
    node.pop("absent", None)
    if found is None:
        node.pop("fixed_span", None)
        if same_text and not was.absent:  # no editor took the words out: they were mistyped by hand, and whoever did it should know
            note_conflict(node, "quote", instead.of(article.text) if instead else None, was.quote.exact)
    place_at(node, article.text, found or instead or Span(start=0, end=0))
    if isinstance(node.get("machine"), CommentedMap):
        reads = node["machine"].get("reads")
        if reads and reads.get("quote") == node["quote"]["exact"]:
            del reads["quote"]
            if not reads:
                del node["machine"]["reads"]
        node["machine"]["quote_of"] = checksum({"exact": str(node["quote"]["exact"])})
    refresh_stale(node, "the claim changed" if str(node["quote"]["exact"]) != was.quote.exact else None)


def place_at(node: CommentedMap, text: str, *spans: Span) -> None:
    """Anchor a claim to ranges of the article's text, the first of which is its quote."""
    first, *parts = spans
    quote = quote_at(text, first.start, first.end)
    entry: dict[str, Any] = {
        "quote": {"exact": quote.exact, "prefix": quote.prefix, "suffix": quote.suffix},
        "position": {"start": first.start, "end": first.end},
    }
    if parts:
        entry["parts"] = [{"start": part.start, "end": part.end} for part in parts]
    assign(node, entry, optional=frozenset({"parts"}))


def fresh(article: Article | Mapping[str, Any], folder: Path, rules_version: str = RULES_VERSION) -> CommentedMap:
    """An annotation file without claims.

    Args:
        article: the article, or its entry.
        folder: where the file will lie; with a schema beside it, the file names it for editors.
        rules_version: version of the sourcing rules.
    """
    root = CommentedMap()
    root["factcheck_annotation"] = ANNOTATION_VERSION
    root["article"] = as_node(article_entry(article) if isinstance(article, Article) else article)
    root["rules_version"] = rules_version
    root["claims"] = CommentedSeq()
    hint = f"yaml-language-server: $schema={SCHEMA_FILE}\n" if (folder / SCHEMA_FILE).is_file() else ""
    root.yaml_set_start_comment(hint + _HEADER)
    return root


def next_number(ids: Sequence[str]) -> int:
    """Number of the next id that a run mints: one more than the highest there ever was in the file."""
    return max((int(found[1]) for name in ids if (found := _ID.fullmatch(name))), default=0) + 1


def _relative(file: Path, folder: Path) -> str | None:
    try:
        return Path(os.path.relpath(file.resolve(), folder.resolve())).as_posix()
    except ValueError:  # on another drive
        return None


def _place(sequence: CommentedSeq, ids: Sequence[str], pairs: dict[int, int], count: int) -> list[CommentedMap]:
    """The node of every claim of the run; a new claim gets the next id, and stands after the one that precedes it in the article."""
    number = next_number(ids) - 1
    matched: list[CommentedMap] = list(sequence)
    nodes: list[CommentedMap] = []
    position = 0
    for i in range(count):
        if i in pairs:
            node = matched[pairs[i]]
            position = next(place for place, other in enumerate(sequence) if other is node) + 1
        else:
            number += 1
            node = CommentedMap(id=f"c{number:03d}")
            sequence.insert(position, node)
            position += 1
        nodes.append(node)
    return nodes
