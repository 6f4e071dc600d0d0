"""One canonical name for each source of an article, whichever of its forms a sentence uses.

Resolution reads mentions one after the other, so that an outlet with and without its article, or a group at the beginning and in the
middle of a sentence, come out under different names. Whoever counts or groups sources needs one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from factcheck.claims.lexicons import phrases
from factcheck.claims.names import NameIndex, strip_article
from factcheck.claims.source_kinds import is_outlet
from factcheck.models import Attribution, Source

__all__ = ["CanonicalNames"]

_ACRONYM = re.compile(r"\s*\(\s*[A-Z][A-Za-z.&]{1,9}\s*\)$")
_ATTRIBUTIVE = (
    r"\s+(?:report|article|story|reporter|correspondent|journalist|editor|columnist|anchor|poll|survey|analysis|editorial|interview"
    r"|newspaper|website|bureau)s?\b"
)


class CanonicalNames:
    """The canonical names of the sources of one article."""

    def __init__(self, text: str, names: NameIndex, sources: Iterable[Source]) -> None:
        """Args: `sources` are all of the article's, in reading order; of several forms without a preference the first wins."""
        self._text = text
        self._names = names
        self._chosen: dict[str, str] = {}
        for source in sources:
            key = self._key(source.canonical)
            if key not in self._chosen:
                self._chosen[key] = self._form(source)

    def of(self, canonical: str) -> str:
        """The one name for what resolution called `canonical`."""
        return self._chosen.get(self._key(canonical), canonical)

    def chain(self, links: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
        """`links` with the one canonical name for each source."""
        return tuple(
            link.model_copy(update={"source": link.source.model_copy(update={"canonical": self.of(link.source.canonical)})})
            for link in links
        )

    def _key(self, canonical: str) -> str:
        bare = strip_article(_ACRONYM.sub("", canonical))
        return " ".join(self._names.acronyms.get(bare, bare).replace("’", "'").lower().split())

    def _form(self, source: Source) -> str:
        name = " ".join(_ACRONYM.sub("", source.canonical).split()) or source.canonical
        if is_outlet(name):
            bare = strip_article(name)
            return f"The {bare}" if self._carries_article(bare) else bare
        if source.kind in ("person", "author") or (source.named and source.kind == "official" and " " in name and name.istitle()):
            return name
        if re.match(r"[Tt]he\s(?=[^a-z])", name):
            return name[4:]
        return name[:1].lower() + name[1:] if self._common(name, source) else name

    def _carries_article(self, outlet: str) -> bool:
        """Whether the article prints the outlet's name with a capital "The"; "the Reuters report" has one for the report."""
        return not outlet.isupper() and re.search(rf"\bThe {re.escape(outlet)}\b(?!{_ATTRIBUTIVE})", self._text) is not None

    def _common(self, name: str, source: Source) -> bool:
        """Whether the first word has its capital only from the beginning of a sentence."""
        first, _, rest = name.partition(" ")
        lower = first.lower()
        if not first[:1].isupper() or first[1:] != lower[1:] or is_outlet(name):
            return False
        if lower in phrases("syntax", "determiners"):
            return True
        if rest and (rest.split()[0][:1].isupper() or (source.kind == "organization" and re.search(r"\b[A-Z]", rest))):
            return False
        heads = phrases("anonymous", "heads") | phrases("documents", "heads", "vague") | phrases("organizations", "heads")
        return lower in heads | phrases("syntax", "adjectival") | phrases("roles", "past_markers")
