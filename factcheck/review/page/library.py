"""The evidence corpus behind the page: loaded in a thread, so that the page opens at once."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from factcheck.errors import CorpusError, FactcheckError
from factcheck.evidence.passages import chunk
from factcheck.models import Evidence, Passage

if TYPE_CHECKING:
    from factcheck.evidence import PassageIndex

__all__ = ["Library", "LibraryState"]

LibraryState = Literal["none", "loading", "ready", "failed"]
_ID = re.compile(r"(.+)#(\d{1,9})", re.DOTALL)


class Library:
    """Passages by id, and search over them."""

    def __init__(self, opening: Callable[[], PassageIndex] | None = None) -> None:
        """Nothing is loaded yet.

        Args:
            opening: opens the index; None where the page has no evidence.
        """
        self._opening = opening
        self._index: PassageIndex | None = None
        self._thread: threading.Thread | None = None
        self._searching = threading.Lock()
        self.state: LibraryState = "none" if opening is None else "loading"
        self.problem: str | None = None

    def start(self) -> None:
        """Load in the background."""
        if self._opening is not None and self._thread is None:
            self._thread = threading.Thread(target=self._load, name="evidence", daemon=True)
            self._thread.start()

    def wait(self, seconds: float) -> None:
        """Wait until it is loaded, at most so long."""
        if self._thread is not None:
            self._thread.join(seconds)

    def _load(self) -> None:
        try:
            self._index = self._opening() if self._opening else None
            self.state = "ready"
        except FactcheckError as error:
            self.problem, self.state = " ".join(str(error).split()), "failed"
        except Exception as error:  # noqa: BLE001 - a thread has nobody to raise to; the page shows it
            self.problem, self.state = f"the evidence could not be loaded ({type(error).__name__})", "failed"

    def passage(self, identifier: str) -> Passage | None:
        """The passage of an id; None where there is none, or nothing is loaded."""
        parts = _ID.fullmatch(identifier)
        if self._index is None or parts is None:
            return None
        try:
            passages = chunk(self._index.document(parts[1]))
        except CorpusError:
            return None
        number = int(parts[2])
        return passages[number] if number < len(passages) else None

    def search(self, query: str, *, count: int) -> list[Evidence]:
        """The passages that best match a query; none before the evidence is loaded."""
        if self._index is None or not query.strip():
            return []
        with self._searching:
            return self._index.search([query], k=count)[0]
