"""Which annotation files are about an article."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from factcheck.errors import AnnotationError
from factcheck.review.finding import home_of

__all__ = ["annotations_of"]

_MAX_BYTES = 64 * 1024 * 1024


def annotations_of(article: Path, folder: Path) -> list[Path]:
    """The annotation files in a folder that are about an article, sorted: those that say so, and the one of its name that names no file.

    Raises:
        AnnotationError: the file of the article's name cannot be read, so that nobody can tell.
    """
    if not folder.is_dir():
        return []
    found = []
    for path in sorted(path for path in folder.rglob("*") if path.suffix.lower() in {".yaml", ".yml"} and path.is_file()):
        own = path.stem == article.stem
        about = _article_entry(path)
        if about is None:
            if own:
                raise AnnotationError(f"{path}: cannot be read as an annotation file; `factcheck claims validate {path}` says why")
            continue
        file = about.get("file")
        if _same_file(home_of(path) / str(file), article) if file is not None else own:
            found.append(path)
    return found


def _same_file(named: Path, article: Path) -> bool:
    try:
        return named.resolve() == article.resolve()
    except (OSError, ValueError):  # no name that a file could have
        return False


def _article_entry(path: Path) -> dict[str, Any] | None:
    """What a file says of its article; None where it is no annotation file. Read by the fast parser: a folder may hold hundreds."""
    import yaml

    try:
        if path.stat().st_size > _MAX_BYTES:
            return None
        # builds nothing but strings, lists and mappings
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))  # noqa: S506
    except (OSError, ValueError, RecursionError, yaml.YAMLError):
        return None
    about = content.get("article") if isinstance(content, dict) and "factcheck_annotation" in content else None
    return about if isinstance(about, dict) else None
