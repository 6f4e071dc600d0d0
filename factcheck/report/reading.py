"""A report read back from its JSON."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from factcheck.errors import InputError
from factcheck.models import Report

__all__ = ["read_report"]

_REMEDY = "give what `factcheck check … --out report.json` wrote"


def read_report(path: Path) -> Report:
    """The report that the JSON rendering wrote.

    Raises:
        InputError: the file cannot be read, or holds something else.
    """
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise InputError(f"{path}: cannot be read ({reason}); {_REMEDY}") from None
    try:
        report = Report.model_validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(map(str, first["loc"]))
        raise InputError(f"{path}: is no report{f' (at {where})' if where else ''}: {first['msg']}; {_REMEDY}") from None
    size = len(report.article.text)
    for checked in report.claims:
        if any(span.end > size for span in (*checked.claim.spans, checked.claim.sentence)):
            raise InputError(f"{path}: claim {checked.claim.id!r} lies beyond the end of the article; {_REMEDY}")
    return report
