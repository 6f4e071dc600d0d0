"""The annotation file: claims, what people decided about them, and how both survive the next run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from factcheck.review.annotation import read_annotation, write_annotation
    from factcheck.review.schema import Annotation, annotation_schema
    from factcheck.review.store import AnnotationStore

__all__ = ["Annotation", "AnnotationStore", "annotation_schema", "read_annotation", "write_annotation"]

_HOMES = {
    "Annotation": "schema",
    "AnnotationStore": "store",
    "annotation_schema": "schema",
    "read_annotation": "annotation",
    "write_annotation": "annotation",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
