"""What goes wrong at a provider, in one line, without any key."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Final

from factcheck.errors import ModelError

if TYPE_CHECKING:
    from pydantic_ai.exceptions import ModelAPIError

__all__ = ["legible", "model_error", "passing"]

_SECRET_NAME: Final = re.compile(r"KEY|TOKEN|SECRET|PASSWORD|CREDENTIAL", re.IGNORECASE)
_SECRET: Final = re.compile(r"\b(?:sk|pk|key|gsk|xai|hf|AIza)[-_]?[\w*-]{12,}|(?<=Bearer )\S+|(?<=://)[^/\s@]+@")
"""What keys look like, and a name with a password in an address."""
_LONGEST: Final = 200


def legible(error: object) -> str:
    """What an error says, in one line of 200 characters at most, without anything that is or looks like a key of this environment."""
    text = " ".join(str(error).split()) or type(error).__name__
    for name, value in os.environ.items():
        if _SECRET_NAME.search(name) and len(value) >= 8:
            text = text.replace(value, "[key]")
    return _SECRET.sub("[key]", text)[:_LONGEST]


def passing(error: ModelAPIError) -> bool:
    """Whether asking again after a while may help."""
    from pydantic_ai import exceptions

    return isinstance(
        error,
        (
            exceptions.ModelRateLimitError,
            exceptions.ModelUnavailableError,
            exceptions.ModelServerError,
            exceptions.ModelConnectionError,
            exceptions.ModelRequestTimeout,
        ),
    )


def model_error(name: str, host: str, error: ModelAPIError) -> ModelError:
    """The error for a user; answers that came before it are kept in the cache, and the message says so."""
    from pydantic_ai import exceptions

    again = "answers so far are kept, run it again to go on"
    said = legible(_message(error))
    # The most specific first: the classes derive from one another.
    reasons: tuple[tuple[type[Exception], str], ...] = (
        (exceptions.ModelAuthenticationError, f"{host} refuses the key, or the key may not use this model; check it in the environment"),
        (exceptions.ModelNotFoundError, f"{host} knows no such model: {said}"),
        (exceptions.ModelContextWindowExceededError, "the text is longer than the model can read; choose one that reads more"),
        (exceptions.ModelQuotaExceededError, f"the quota at {host} is used up; {again}"),
        (exceptions.ModelRateLimitError, f"{host} allows no more requests for now; {again}, or set FACTCHECK_LLM_CONCURRENCY=1"),
        (exceptions.ModelTimeoutError, f"{host} did not answer in time; {again}, or set FACTCHECK_LLM_TIMEOUT to more seconds"),
        (exceptions.ModelRequestTimeout, f"{host} did not answer in time; {again}, or set FACTCHECK_LLM_TIMEOUT to more seconds"),
        (exceptions.ModelConnectionError, f"{host} cannot be reached; {again}"),
        (exceptions.ModelUnavailableError, f"{host} is overloaded or down; {again}"),
        (exceptions.ModelServerError, f"{host} fails; {again}"),
    )
    reason = next((text for kind, text in reasons if isinstance(error, kind)), f"{host} refuses the request: {said}")
    return ModelError(f"{name}: {reason}")


def _message(error: ModelAPIError) -> object:
    body = error.body
    return body.get("message", body) if isinstance(body, dict) else body or error.message
