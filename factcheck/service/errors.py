"""Why an operation is refused, beside the toolkit's own errors: what a server turns into an answer of its protocol."""

from __future__ import annotations

from factcheck.errors import FactcheckError, InputError

__all__ = ["AbsentError", "BusyError", "ConflictError", "ForbiddenError", "NotFoundError", "TooLargeError"]


class NotFoundError(InputError):
    """There is no such job, file or claim."""


class TooLargeError(InputError):
    """More text than the operator allows."""


class ForbiddenError(InputError):
    """The operator does not allow this."""


class ConflictError(InputError):
    """Not in the state that a job is in."""


class AbsentError(FactcheckError):
    """This installation, or this server as it was started, does not have it."""


class BusyError(FactcheckError):
    """Too much is waiting already.

    Attributes:
        retry_after: seconds after which to try again.
    """

    def __init__(self, message: str, retry_after: int) -> None:
        super().__init__(message)
        self.retry_after = retry_after
