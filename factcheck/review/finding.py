"""Where the article of an annotation file lies."""

from __future__ import annotations

import os
from pathlib import Path

from factcheck.errors import AnnotationError
from factcheck.models import Article
from factcheck.review.schema import Annotation

__all__ = ["annotation_files", "article_file", "article_of", "home_of"]


def home_of(path: Path) -> Path:
    """The folder from which an annotation file names its article: that in which the file itself lies, not a link to it."""
    return Path(os.path.realpath(path)).parent if path.is_symlink() else path.parent


def article_file(path: Path, annotation: Annotation) -> Path | None:
    """The file of the article that an annotation file is about; None where it does not say.

    Args:
        path: the annotation file.
        annotation: what it says.
    """
    file = annotation.article.file
    return None if file is None else home_of(path) / file


def article_of(path: Path, annotation: Annotation, given: Article | None = None) -> Article:
    """The article that an annotation file is about.

    Args:
        path: the annotation file.
        annotation: what it says.
        given: the article, where the caller has it; read from the file's `article.file` otherwise.

    Raises:
        AnnotationError: it is not known where it lies, or its text is not the one that the file was written for.
        ArticleError: it cannot be read.
    """
    from factcheck.article import read_article

    about = annotation.article
    if given is None:
        file = article_file(path, annotation)
        if file is None:
            raise AnnotationError(f"{path}: does not say where its article lies; give the article with --article")
        given = read_article(file, item=about.item)
    if given.sha256 != about.sha256:
        raise AnnotationError(
            f"{path}: the text of the article {given.id!r} is not the one that this file was written for; "
            "run `factcheck check` or `factcheck extract` with this file again"
        )
    return given


def annotation_files(*places: Path) -> list[Path]:
    """Annotation files: those named, and those in the folders named, sorted.

    Raises:
        AnnotationError: there is none.
    """
    found: list[Path] = []
    for place in places:
        found += sorted(p for p in place.rglob("*.y*ml") if p.suffix in {".yaml", ".yml"} and p.is_file()) if place.is_dir() else [place]
    if not found:
        raise AnnotationError(f"{places[0] if places else '.'}: no annotation file (*.yaml) here")
    return list(dict.fromkeys(found))
