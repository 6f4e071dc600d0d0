"""Every error that factcheck raises on purpose.

FactcheckError
├── InputError            a file or a value that the user gave cannot be used
│   ├── ArticleError      the article cannot be read
│   ├── CorpusError       the evidence corpus cannot be read
│   ├── FetchError        an address cannot be fetched
│   ├── IndexMismatchError  an index was built for another model, chunker or corpus
│   └── AnnotationError   the annotation file cannot be read or written
│       └── ClaimChangedError  somebody changed the claim since it was shown
├── OutputError           a result cannot be written
└── ModelError            model weights are missing, altered or not compilable

The message of each is one line that names the file or value and says what to do.
"""

from __future__ import annotations

__all__ = [
    "AnnotationError",
    "ArticleError",
    "ClaimChangedError",
    "CorpusError",
    "FactcheckError",
    "FetchError",
    "IndexMismatchError",
    "InputError",
    "ModelError",
    "OutputError",
]


class FactcheckError(Exception):
    """Base of every deliberate error; its text is fit to be shown to a user as it is."""


class InputError(FactcheckError):
    """A file or a value that the user gave cannot be used."""


class ArticleError(InputError):
    """The article cannot be read."""


class CorpusError(InputError):
    """The evidence corpus cannot be read."""


class FetchError(InputError):
    """An address cannot be fetched, or may not be.

    Attributes:
        status: HTTP status of an answer that is no page; None where none came.
    """

    def __init__(self, message: str, status: int | None = None) -> None:
        super().__init__(message)
        self.status = status


class IndexMismatchError(InputError):
    """An index on disk was built for another model, chunker or corpus."""


class AnnotationError(InputError):
    """The annotation file cannot be read or written."""


class ClaimChangedError(AnnotationError):
    """Somebody changed the claim since it was shown to the person who writes."""


class OutputError(FactcheckError):
    """A result cannot be written where the user asked for it."""


class ModelError(FactcheckError):
    """Model weights are missing, altered, or cannot be compiled."""
