"""The annotation file: one YAML per article, written by factcheck and by people, and safe to write again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from factcheck.errors import AnnotationError, OutputError
from factcheck.files import write_text
from factcheck.models import Article, CheckedClaim, Claim, ModelInfo
from factcheck.review.anchors import match, quote_of
from factcheck.review.entries import article_entry, claim_entry, findings, model_entries
from factcheck.review.merging import as_node, assign, mark_absent, update_claim
from factcheck.review.schema import ANNOTATION_VERSION, Annotation
from factcheck.review.yaml_file import dump, load, validate
from factcheck.sourcing import RULES_VERSION

__all__ = ["read_annotation", "write_annotation"]

_HEADER = (
    "Claims of one article, and what people decided about them.\n"
    "A run of factcheck rewrites `machine` and keeps comments, decisions, ids and fields of your own. See docs/annotation-file.md."
)
_ID = re.compile(r"c(\d{1,9})")


def read_annotation(path: Path) -> Annotation:
    """Read an annotation file.

    Raises:
        AnnotationError: the file cannot be read, is not valid, or is of another version; one line with the line number.
    """
    return validate(path, load(path))


def write_annotation(
    path: Path,
    article: Article,
    claims: Sequence[CheckedClaim] | Sequence[Claim],
    *,
    models: Sequence[ModelInfo] = (),
    rules_version: str = RULES_VERSION,
) -> tuple[str, ...]:
    """Write the claims of a run into the annotation file at `path`, keeping everything that a person did there.

    Claims are found again by their quote and its context, then by likeness or place, and keep their id. Claims that
    the run no longer finds are marked `absent`, never deleted. The file is replaced at once, or not touched.

    Args:
        path: the file, made with its folder if it is not there.
        article: the article that the claims are from.
        claims: in reading order; plain claims leave the verdicts of unchanged claims as they are.
        models: the models that took part; none leaves those of the file.
        rules_version: version of the sourcing rules.

    Returns:
        The ids of the claims in the file, in the order of `claims`.

    Raises:
        AnnotationError: the file is broken, or belongs to another article.
        OutputError: the file cannot be written.
    """
    bare = [claim.claim if isinstance(claim, CheckedClaim) else claim for claim in claims]
    quotes = [quote_of(article, claim) for claim in bare]
    exists = path.exists()
    root = load(path) if exists else _fresh(article)
    annotation = validate(path, root) if exists else None
    old = annotation.claims if annotation else ()
    same_text = annotation is not None and annotation.article.sha256 == article.sha256
    pairs = match(old, bare, quotes, same_text=same_text)
    if annotation and not pairs and not same_text and (old or annotation.article.id != article.id):
        raise AnnotationError(
            f"{path}: annotates another article ({annotation.article.id!r}, none of whose claims is in {article.id!r}); choose another file"
        )

    assign(root["article"], article_entry(article))
    root["rules_version"] = rules_version
    if models:
        assign(root, {"models": model_entries(models)}, optional=frozenset())
    if not isinstance(root.get("claims"), CommentedSeq):
        root["claims"] = CommentedSeq()
    if not root["claims"]:
        root["claims"].fa.set_block_style()  # an empty list is read as a one-line list
    nodes = _place(root["claims"], [claim.id for claim in old], pairs, len(bare))
    for node, claim, given, quote in zip(nodes, bare, claims, quotes, strict=True):
        update_claim(node, claim_entry(claim, quote), findings(given) if isinstance(given, CheckedClaim) else None)
    kept = {id(node) for node in nodes}
    for node in root["claims"]:
        if id(node) not in kept:
            mark_absent(node)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{path}: its folder cannot be made: {error.strerror or error}") from error
    write_text(path, dump(root))
    return tuple(str(node["id"]) for node in nodes)


def _fresh(article: Article) -> CommentedMap:
    root = CommentedMap()
    root["factcheck_annotation"] = ANNOTATION_VERSION
    root["article"] = as_node(article_entry(article))
    root["rules_version"] = RULES_VERSION
    root["claims"] = CommentedSeq()
    root.yaml_set_start_comment(_HEADER)
    return root


def _place(sequence: CommentedSeq, ids: Sequence[str], pairs: dict[int, int], count: int) -> list[CommentedMap]:
    """The node of every claim of the run; a new claim gets the next id, and stands after the one that precedes it in the article."""
    number = max((int(found[1]) for name in ids if (found := _ID.fullmatch(name))), default=0)
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
