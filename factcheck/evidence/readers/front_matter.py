"""YAML metadata: the front matter of Markdown, and sidecar files."""

from __future__ import annotations

from factcheck.errors import CorpusError
from factcheck.evidence.readers.fields import decode

__all__ = ["declares_document", "parse_metadata", "split_front_matter"]

_FENCE = "---"


def split_front_matter(text: str) -> tuple[str, str]:
    """The YAML between two `---` lines at the top, and the rest; no YAML when there is no such block."""
    lines = text.split("\n")
    if lines[0].rstrip() == _FENCE:
        for number, line in enumerate(lines[1:], start=1):
            if line.rstrip() == _FENCE:
                return "\n".join(lines[1:number]), "\n".join(lines[number + 1 :])
    return "", text


def declares_document(data: bytes, where: str) -> bool:
    """Whether the front matter gives an `id` or a `title`: how a README says that it is evidence, and not about the folder.

    Raises:
        CorpusError: not UTF-8, or bad front matter.
    """
    fields = parse_metadata(split_front_matter(decode(data, where))[0], where, first_line=2)
    return bool(fields.get("id") or fields.get("title"))


def parse_metadata(source: str, where: str, *, first_line: int = 1) -> dict[str, object]:
    """YAML, read by python-frontmatter's safe loader, as a dictionary.

    Raises:
        CorpusError: not YAML, or not a mapping; names the line.
    """
    if not source.strip():
        return {}
    from frontmatter.default_handlers import YAMLHandler
    from yaml import YAMLError

    try:
        value = YAMLHandler().load(source)
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = first_line + (mark.line if mark else 0)
        raise CorpusError(f"{where}:{line}: invalid YAML: {getattr(error, 'problem', None) or 'cannot be parsed'}") from None
    except (ValueError, RecursionError):
        raise CorpusError(f"{where}:{first_line}: invalid YAML: an impossible date or number, or nesting too deep") from None
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise CorpusError(f"{where}:{first_line}: expected YAML lines such as 'title: …', found {type(value).__name__}")
    return {str(key): item for key, item in value.items()}
