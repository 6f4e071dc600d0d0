"""YAML metadata: the front matter of Markdown, and sidecar files."""

from __future__ import annotations

from frontmatter.default_handlers import YAMLHandler
from yaml import YAMLError

from factcheck.errors import CorpusError

__all__ = ["parse_metadata", "split_front_matter"]

_FENCE = "---"


def split_front_matter(text: str) -> tuple[str, str]:
    """The YAML between two `---` lines at the top, and the rest; no YAML when there is no such block."""
    lines = text.split("\n")
    if lines[0].rstrip() == _FENCE:
        for number, line in enumerate(lines[1:], start=1):
            if line.rstrip() == _FENCE:
                return "\n".join(lines[1:number]), "\n".join(lines[number + 1 :])
    return "", text


def parse_metadata(source: str, where: str, *, first_line: int = 1) -> dict[str, object]:
    """YAML, read by python-frontmatter's safe loader, as a dictionary.

    Raises:
        CorpusError: not YAML, or not a mapping; names the line.
    """
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
