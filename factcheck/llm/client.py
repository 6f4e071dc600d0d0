"""Asking a language model many questions: structured answers, each checked, kept, and asked again when it will not do."""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, Generic, Literal, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from factcheck.errors import InputError
from factcheck.llm.cache import AnswerCache
from factcheck.llm.connection import connect
from factcheck.llm.failures import model_error, passing
from factcheck.models import Usage
from factcheck.notes import note_usage
from factcheck.progress import Progress, silent

if TYPE_CHECKING:
    from pydantic_ai import Agent, RunContext
    from pydantic_ai.models import Model
    from pydantic_ai.usage import RunUsage

__all__ = ["Answer", "LanguageModel", "Question", "Task"]

Output = TypeVar("Output", bound=BaseModel)

FIRST_PAUSE = 1.0
"""Seconds before a request that failed for a passing reason is sent again; doubled each time."""
_ATTEMPTS: Final = 5
_LONGEST_PAUSE: Final = 60.0
_CORRECTIONS: Final = 2
"""Times that a model is told what is wrong with its answer and asked for another."""
_FORM: Final = "does not have the form that was asked for"


class Task(NamedTuple, Generic[Output]):
    """What a model is asked for, whatever the text."""

    role: Literal["verifier", "extractor"]
    instructions: str
    output: type[Output]
    max_tokens: int
    """Of an answer, with what a model thinks before it."""


class Question(NamedTuple, Generic[Output]):
    """One text to judge."""

    data: dict[str, Any]
    """What the model is shown, as JSON."""
    complaint: Callable[[Output, bool], str | None]
    """What is wrong with an answer, as the rest of a sentence that begins with "it"; None where it will do. Its second argument: no other
    answer will come."""


class Answer(NamedTuple, Generic[Output]):
    """What came of a question."""

    output: Output | None
    """None where no answer would do."""
    refused: str = ""
    """Why it would not, as the rest of a sentence that begins with "the answer"."""


@dataclass(slots=True)
class _Tally:
    requests: int = 0
    cached: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cost: Decimal = field(default_factory=Decimal)
    priced: bool = True

    def add(self, used: RunUsage) -> None:
        self.requests += used.requests
        self.input_tokens += used.input_tokens
        self.output_tokens += used.output_tokens
        self.priced = self.priced and (used.cost is not None or not used.requests)
        self.cost += used.cost or 0


class LanguageModel(Generic[Output]):
    """A language model with one task.

    Args:
        name: `llm:PROVIDER:MODEL`.
        task: what it is asked for.

    Attributes:
        sha256: checksum of the model's name, its host, the instructions and the form of the answer: another one, other answers.

    Raises:
        ModelError: the model cannot be used.
    """

    def __init__(self, name: str, task: Task[Output]) -> None:
        self.name = name
        self._task = task
        self._connection = connect(name)
        self._cache = AnswerCache()
        self._workers = _environment("FACTCHECK_LLM_CONCURRENCY", 4, 64)
        self._timeout = _environment("FACTCHECK_LLM_TIMEOUT", 120, 3600)
        schema = task.output.model_json_schema()
        self.sha256 = _checksum([name, self._connection.host, task.instructions, schema, task.max_tokens])

    def ask(self, questions: Sequence[Question[Output]], *, stage: str, progress: Progress = silent) -> list[Answer[Output]]:
        """An answer to each question, in order; equal ones are asked once, and those answered before not at all.

        Raises:
            ModelError: the provider fails or refuses; answers that came before are kept.
        """
        from anyio.from_thread import start_blocking_portal

        keys = [_checksum([self.sha256, question.data]) for question in questions]
        distinct = dict(zip(keys, questions, strict=True))
        tally = _Tally()
        answers = {key: answer for key, question in distinct.items() if (answer := self._known(key, question)) is not None}
        tally.cached = len(answers)
        left = [(key, question) for key, question in distinct.items() if key not in answers]
        progress(stage, len(answers), len(distinct))
        if left:
            # A thread of its own, because whoever calls may be in an event loop already.
            with start_blocking_portal() as portal:
                portal.call(self._ask_all, left, answers, tally, lambda: progress(stage, len(answers), len(distinct)))
        note_usage(self._task.role, self._usage(tally))
        return [answers[key] for key in keys]

    def _known(self, key: str, question: Question[Output]) -> Answer[Output] | None:
        kept = self._cache.get(key)
        if kept is None:
            return None
        try:
            output = self._task.output.model_validate_json(kept)
        except ValidationError:
            return None
        return None if question.complaint(output, True) else Answer(output)

    async def _ask_all(
        self, left: list[tuple[str, Question[Output]]], answers: dict[str, Answer[Output]], tally: _Tally, done: Callable[[], None]
    ) -> None:
        waiting = iter(left)
        agent = self._agent(self._connection.open())
        async with agent:
            workers = [asyncio.create_task(self._work(agent, waiting, answers, tally, done)) for _ in range(min(self._workers, len(left)))]
            try:
                await asyncio.gather(*workers)
            finally:
                for worker in workers:
                    worker.cancel()
                await asyncio.gather(*workers, return_exceptions=True)

    async def _work(
        self,
        agent: Agent[_Case[Output], Output],
        waiting: Iterator[tuple[str, Question[Output]]],
        answers: dict[str, Answer[Output]],
        tally: _Tally,
        done: Callable[[], None],
    ) -> None:
        for key, question in waiting:
            answer = await self._answer(agent, question, tally)
            if answer.output is not None:
                self._cache.put(key, answer.output.model_dump_json())
            answers[key] = answer
            done()

    async def _answer(self, agent: Agent[_Case[Output], Output], question: Question[Output], tally: _Tally) -> Answer[Output]:
        from pydantic_ai.exceptions import ContentFilterError, ModelAPIError, UnexpectedModelBehavior
        from pydantic_ai.usage import RunUsage

        for attempt in range(1, _ATTEMPTS + 1):
            case, used = _Case(question), RunUsage()
            try:
                result = await agent.run(_message(question.data), deps=case, usage=used)
            except ContentFilterError:
                return Answer(None, "was stopped by a filter of the provider")
            except UnexpectedModelBehavior:
                return Answer(None, case.complaint or _FORM)
            except ModelAPIError as error:
                if attempt == _ATTEMPTS or not passing(error):
                    raise model_error(self.name, self._connection.host, error) from None
                pause = error.retry_after if error.retry_after is not None else FIRST_PAUSE * 2 ** (attempt - 1)
                await asyncio.sleep(min(_LONGEST_PAUSE, pause))
            else:
                return Answer(result.output)
            finally:
                tally.add(used)
        raise AssertionError  # the last attempt returns or raises

    def _agent(self, model: Model) -> Agent[_Case[Output], Output]:
        from pydantic_ai import Agent, ModelRetry, RunContext  # noqa: F401 (RunContext: pydantic-ai reads the annotation below)
        from pydantic_ai.settings import ModelSettings

        settings = ModelSettings(temperature=0.0, max_tokens=self._task.max_tokens, timeout=float(self._timeout))
        if self.name.split(":")[1].startswith(("openai", "ollama", "anthropic", "groq")):
            settings["max_retries"] = 0  # of the provider's own library, which would multiply with ours
        agent: Agent[_Case[Output], Output] = Agent(
            model,
            output_type=self._task.output,
            instructions=self._task.instructions,
            deps_type=_Case,
            model_settings=settings,
            retries={"output": _CORRECTIONS, "tools": 0},
        )

        def checked(context: RunContext[_Case[Output]], output: Output) -> Output:
            complaint = context.deps.question.complaint(output, context.last_attempt)
            if complaint is not None:
                context.deps.complaint = complaint
                raise ModelRetry(f"Your answer cannot be used: it {complaint}. Answer again, by the same instructions.")
            return output

        agent.output_validator(checked)
        return agent

    def _usage(self, tally: _Tally) -> Usage:
        known = not tally.requests or (tally.priced and self._connection.listed)
        return Usage(
            host=self._connection.host,
            requests=tally.requests,
            cached=tally.cached,
            input_tokens=tally.input_tokens,
            output_tokens=tally.output_tokens,
            cost_usd=round(float(tally.cost), 6) if known else None,
        )


@dataclass(slots=True)
class _Case(Generic[Output]):
    """A question while it is asked."""

    question: Question[Output]
    complaint: str = ""
    """What was wrong with the last answer."""


def _message(data: dict[str, Any]) -> str:
    # Angle brackets are escaped, so that no text can end the data before its end.
    text = json.dumps(data, ensure_ascii=False, indent=1).replace("<", "\\u003c").replace(">", "\\u003e")
    return f"<data>\n{text}\n</data>"


def _checksum(value: object) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()


def _environment(name: str, default: int, most: int) -> int:
    given = os.environ.get(name)
    if given is None:
        return default
    if not given.isascii() or not given.isdigit() or not 1 <= int(given[:6]) <= most:
        raise InputError(f"{name}={given}: give a whole number from 1 to {most}")
    return int(given)
