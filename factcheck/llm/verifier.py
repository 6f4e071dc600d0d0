"""A language model as verifier: one claim and one passage a question, the deciding sentence quoted."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field

from factcheck.llm.client import Answer, LanguageModel, Question, Task
from factcheck.llm.quoting import QuotedFrom
from factcheck.models import Probabilities, Span
from factcheck.notes import remark
from factcheck.progress import Progress, silent
from factcheck.sentences import sentence_spans
from factcheck.verdict.base import Reading

__all__ = ["LanguageModelVerifier", "Weighing"]

_LEAST_WORDS: Final = 3
"""Of a quotation, unless the sentence has fewer: a word or two stand in any text."""
_NEUTRAL: Final = Probabilities(supports=0.0, refutes=0.0, nei=1.0)

Probability = Annotated[float, Field(ge=0, le=1)]


class Weighing(BaseModel):
    """How one passage bears on one claim."""

    model_config = ConfigDict(extra="forbid")

    supports: Probability
    refutes: Probability
    neither: Probability
    quote: Annotated[str, Field(max_length=2000, description="the sentence of the passage that decides, letter by letter; or empty")]

    @property
    def takes_a_side(self) -> bool:
        """Whether anything but "neither" is likeliest."""
        return self.neither <= max(self.supports, self.refutes)


_TASK: Final = Task("verifier", Path(__file__).with_name("verifier.md").read_text(encoding="utf-8"), Weighing, 4_000)


class LanguageModelVerifier:
    """Asks a language model about each passage by itself, so that no passage can speak about another.

    Args:
        name: `llm:PROVIDER:MODEL`.

    Raises:
        ModelError: the model cannot be used.
    """

    def __init__(self, name: str) -> None:
        self._model = LanguageModel(name, _TASK)
        self.name, self.sha256 = name, self._model.sha256

    def read(self, pairs: Sequence[tuple[str, str]], *, progress: Progress = silent) -> list[Reading]:
        """A reading of each (claim, passage) pair, in order; one that cannot be checked against the passage is neutral and says why.

        Raises:
            ModelError: the provider fails or refuses.
        """
        remark(f"The verifier {self.name} was not calibrated for this tool: how sure it says that it is was not measured.")
        answers = self._model.ask([_question(claim, passage) for claim, passage in pairs], stage="weighing evidence", progress=progress)
        refused = sum(answer.output is None for answer in answers)
        if refused:
            remark(f"{refused} of {len(answers)} passages do not count, because what {self.name} answered on them could not be used.")
        return [_reading(passage, answer) for (_, passage), answer in zip(pairs, answers, strict=True)]

    def verify(self, pairs: Sequence[tuple[str, str]], *, progress: Progress = silent) -> list[Probabilities]:
        """The probabilities of `read`."""
        return [reading.probabilities for reading in self.read(pairs, progress=progress)]


def _question(claim: str, passage: str) -> Question[Weighing]:
    def complaint(answer: Weighing, _last: bool) -> str | None:
        total = answer.supports + answer.refutes + answer.neither
        if not 0.95 <= total <= 1.05:
            return f"has probabilities that sum to {total:.2f} instead of 1"
        if answer.takes_a_side and _sentences(passage, answer.quote) is None:
            return "quotes words that do not stand in the passage" if answer.quote.strip() else "quotes no sentence of the passage"
        return None

    return Question({"claim": claim, "passage": passage}, complaint)


def _sentences(passage: str, quote: str) -> Span | None:
    """The sentences of the passage in which the quoted words stand; None where they do not, or are too few."""
    found = QuotedFrom(passage).find(quote)
    if found is None:
        return None
    touched = [span for span in sentence_spans(passage) if span.overlaps(found)] or [found]
    whole = Span(start=min(touched[0].start, found.start), end=max(touched[-1].end, found.end))
    return whole if len(found.of(passage).split()) >= min(_LEAST_WORDS, len(whole.of(passage).split())) else None


def _reading(passage: str, answer: Answer[Weighing]) -> Reading:
    given = answer.output
    if given is None:
        return Reading(_NEUTRAL, None, f"left out, because the language model's answer {answer.refused}")
    total = given.supports + given.refutes + given.neither
    supports, refutes = round(given.supports / total, 4), round(given.refutes / total, 4)
    probabilities = Probabilities(supports=supports, refutes=refutes, nei=round(max(0.0, 1 - supports - refutes), 4))
    return Reading(probabilities, _sentences(passage, given.quote) if given.takes_a_side else None)
