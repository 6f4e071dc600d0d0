"""A language model as claim extractor: it says which words assert something and on whose word; offsets, names and kinds are ours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, Field

from factcheck.claims.canonical import CanonicalNames
from factcheck.claims.check_worthiness import check_worthiness
from factcheck.claims.extractor import build_claim, distinct
from factcheck.claims.quotations import quotations
from factcheck.claims.quoted import QuotedText
from factcheck.claims.resolution import SourceResolver
from factcheck.claims.sentences import split_sentences
from factcheck.errors import ModelError
from factcheck.llm.client import LanguageModel, Question, Task
from factcheck.llm.locating import Located, Locator
from factcheck.llm.wording import bears_out
from factcheck.models import Article, Block, Claim, ModelInfo
from factcheck.notes import remark
from factcheck.progress import Progress, silent

__all__ = ["Extraction", "LanguageModelExtractor", "StatedClaim", "StatedLink"]

_AT_ONCE: Final = 6_000
"""Characters of a question, unless a single paragraph has more: answers are about twice as long, and models lose their thread."""
_CONTEXT: Final = 2
"""Paragraphs before those of a question that are shown with it, for who "she" is."""


class StatedLink(BaseModel):
    """Somebody whose word a claim is."""

    model_config = ConfigDict(extra="forbid")

    source: Annotated[str, Field(max_length=500)]
    cue: Annotated[str, Field(max_length=200)]


class StatedClaim(BaseModel):
    """One claim as the model lists it."""

    model_config = ConfigDict(extra="forbid")

    paragraph: int
    quotes: Annotated[list[Annotated[str, Field(min_length=1, max_length=2000)]], Field(min_length=1, max_length=6)]
    text: Annotated[str, Field(max_length=1000)]
    chain: Annotated[list[StatedLink], Field(max_length=6)]


class Extraction(BaseModel):
    """What the model finds in some paragraphs."""

    model_config = ConfigDict(extra="forbid")

    claims: Annotated[list[StatedClaim], Field(max_length=200)]


_TASK: Final = Task("extractor", Path(__file__).with_name("extractor.md").read_text(encoding="utf-8"), Extraction, 16_000)


class LanguageModelExtractor:
    """Has a language model list the claims of an article, and keeps those whose words and sources stand in it.

    Args:
        name: `llm:PROVIDER:MODEL`.
        progress: told how many parts of the article are read.

    Raises:
        ModelError: the model cannot be used.
    """

    def __init__(self, name: str, *, progress: Progress = silent) -> None:
        self._model = LanguageModel(name, _TASK)
        self._progress = progress
        self.name = name
        self.models: tuple[ModelInfo, ...] = (ModelInfo(role="extractor", name=name, sha256=self._model.sha256),)

    def extract(self, article: Article) -> tuple[Claim, ...]:
        """The claims of `article` in reading order, with ids c001, c002 and so on.

        Raises:
            ModelError: the provider fails or refuses, or the model gives no usable answer on a part of the article.
        """
        locator = Locator(article)
        parts = list(_parts(article))
        questions = [_question(article, part, locator) for part in parts]
        answers = self._model.ask(questions, stage="finding claims", progress=self._progress)
        located: list[Located] = []
        listed = 0
        for part, answer in zip(parts, answers, strict=True):
            if answer.output is None:
                first = part[0].span.of(article.text)[:40]
                raise ModelError(
                    f"{self.name}: the answer on the part that begins {first!r} {answer.refused}; take another model or `rules`"
                )
            listed += len(answer.output.claims)
            found = (locator.locate(stated.paragraph, stated.quotes, stated.chain, stated.text) for stated in answer.output.claims)
            located += [item for item in found if item is not None]
        if listed > len(located):
            remark(
                f"{listed - len(located)} of {listed} claims that {self.name} listed were left out, because their words or their sources "
                "do not stand in the article."
            )
        return self._claims(article, located)

    def _claims(self, article: Article, located: list[Located]) -> tuple[Claim, ...]:
        located.sort(key=lambda item: (item.parts[0].start, item.parts[-1].end))
        quoted = QuotedText(quotations(article))
        resolver = SourceResolver(article.text, split_sentences(article), [tag for item in located for tag in item.tags])
        found = [item.statement(article, resolver, quoted) for item in located]
        wordings = {(statement.parts, statement.chain): item.text for statement, item in zip(found, located, strict=True)}
        canonical = CanonicalNames(article.text, resolver.names, (link.source for statement in found for link in statement.chain or ()))
        claims, by_rule = [], 0
        for number, statement in enumerate(distinct(found), start=1):
            claim = build_claim(f"c{number:03d}", article, statement, resolver, quoted, canonical)
            wording = " ".join(wordings[statement.parts, statement.chain].split())
            if bears_out(article, claim, wording):
                claim = claim.model_copy(update={"text": wording, "check_worthiness": check_worthiness(wording, claim.kind)})
            else:
                by_rule += 1
            claims.append(claim)
        if by_rule:
            remark(f"For {by_rule} of {len(claims)} claims the article does not bear out how {self.name} words them; ours stands instead.")
        return tuple(claims)


def _parts(article: Article) -> Iterator[list[Block]]:
    """The asserting blocks in runs, each short enough for one question."""
    part: list[Block] = []
    for block in article.asserting_blocks:
        if part and sum(len(known.span) for known in part) + len(block.span) > _AT_ONCE:
            yield part
            part = []
        part.append(block)
    if part:
        yield part


def _question(article: Article, part: Sequence[Block], locator: Locator) -> Question[Extraction]:
    blocks = article.asserting_blocks
    first = blocks.index(part[0])
    data: dict[str, Any] = {
        "headline": article.title,
        "publisher": article.publisher,
        "date": article.date.isoformat() if article.date else None,
        "before": [block.span.of(article.text) for block in blocks[max(0, first - _CONTEXT) : first]],
        "paragraphs": [{"paragraph": first + number, "text": block.span.of(article.text)} for number, block in enumerate(part, start=1)],
    }

    def complaint(answer: Extraction, last: bool) -> str | None:
        lost = [
            stated
            for stated in answer.claims
            if not last and locator.locate(stated.paragraph, stated.quotes, stated.chain, stated.text) is None
        ]
        if not lost:
            return None
        words = "; ".join(" … ".join(stated.quotes)[:120] for stated in lost[:3])
        return f"has {len(lost)} claims with quotes or sources that do not stand in the paragraph they name, such as: {words}"

    return Question({key: value for key, value in data.items() if value}, complaint)
