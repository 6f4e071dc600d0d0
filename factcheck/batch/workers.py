"""Processes that load models once and check one article at a time.

One process an article, because a crash, the kernel's killing for memory, or a text that never ends must cost that article and no other.
Each has a pipe of its own: whoever dies leaves no lock behind, and a worker whose batch was killed reads the end of its pipe and ends.
"""

from __future__ import annotations

import os
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing import connection, get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from types import TracebackType
from typing import Final, Generic, NamedTuple, Protocol, Self, TypeVar

from factcheck.errors import FactcheckError, InputError
from factcheck.models import CorpusInfo, ModelInfo

__all__ = ["Checker", "Failure", "Pool", "Ready", "cores"]

JobT = TypeVar("JobT")
TaskT = TypeVar("TaskT")
ResultT = TypeVar("ResultT")
TaskT_contra = TypeVar("TaskT_contra", contravariant=True)
ResultT_co = TypeVar("ResultT_co", covariant=True)

_MOST_DEATHS: Final = 3
"""Workers that may die while they load before no more are started."""
_PATIENCE: Final = 5.0
"""Seconds that a worker has to end when it is told to."""


class Ready(NamedTuple):
    """What a worker says when it has loaded everything."""

    stamp: str
    corpus: CorpusInfo
    models: tuple[ModelInfo, ...]


@dataclass(frozen=True)
class Failure:
    """Why there is no result, in one line."""

    reason: str


class Checker(Protocol[TaskT_contra, ResultT_co]):
    """What runs in a worker."""

    stamp: str
    corpus: CorpusInfo
    models: tuple[ModelInfo, ...]

    def __call__(self, task: TaskT_contra, /) -> ResultT_co:
        """The result of a task; whatever is raised fails this task only."""
        ...


@dataclass
class _Worker(Generic[TaskT]):
    process: SpawnProcess
    pipe: Connection
    ready: Ready | None = None
    task: TaskT | None = None
    deadline: float = field(default=float("inf"))


def cores() -> int:
    """Processor cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Pool(Generic[JobT, TaskT, ResultT]):
    """Up to so many workers; a context manager that ends them.

    Args:
        load: makes the checker in a worker, from the job and the number of threads that it may use; a function of a module.
        job: what is given to it.
        size: workers at most.
        timeout: seconds that a task may take; None for as long as it likes.
    """

    def __init__(self, load: Callable[[JobT, int], Checker[TaskT, ResultT]], job: JobT, *, size: int, timeout: float | None = None) -> None:
        self._load = load
        self._job = job
        self._size = size
        self._timeout = timeout
        self._workers: list[_Worker[TaskT]] = []
        self._deaths = 0
        self._complaint = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.shrink(0)

    def start(self) -> Ready:
        """Have one worker loaded, which compiles models and builds the index where need be, so that the others find them.

        Raises:
            FactcheckError: it could not load; the message is its own.
        """
        while True:
            known = next((worker.ready for worker in self._workers if worker.ready), None)
            if known is not None:
                return known
            if not self._workers:
                self._hire()
            for _ in self._hear(None):
                pass

    def run(self, tasks: Iterable[TaskT]) -> Iterator[tuple[TaskT, ResultT | Failure]]:
        """The result of every task, in the order in which they are done.

        Raises:
            FactcheckError: no worker is left and none can be started; tasks that had no result yet have none.
        """
        queue = deque(tasks)
        while queue or self._busy:
            for worker in list(self._workers):
                if queue and worker.ready and worker.task is None:
                    self._give(worker, queue.popleft(), queue)
            while len(self._workers) < min(self._size, self._busy + len(queue)) and self._deaths < _MOST_DEATHS:
                self._hire()
            if not self._workers:  # others died while they loaded, the last one on its task: one more try
                self._deaths = _MOST_DEATHS - 1
                self._hire()
            yield from self._hear(self._next_deadline())
            yield from self._overdue()

    def shrink(self, size: int) -> None:
        """End idle workers, and busy ones too where none may be left, until there are so many."""
        for worker in sorted(self._workers, key=lambda one: one.task is not None)[: max(len(self._workers) - size, 0)]:
            if worker.task is None or size == 0:
                self._dismiss(worker)

    @property
    def _busy(self) -> int:
        return sum(worker.task is not None for worker in self._workers)

    def _hire(self) -> None:
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        threads = max(1, cores() // self._size)
        process = context.Process(target=_serve, args=(theirs, self._load, self._job, threads), name="factcheck-batch", daemon=True)
        process.start()
        theirs.close()
        self._workers.append(_Worker(process, ours))

    def _give(self, worker: _Worker[TaskT], task: TaskT, queue: deque[TaskT]) -> None:
        try:
            worker.pipe.send(task)
        except OSError:  # it died while it was idle: the task is not to blame
            queue.appendleft(task)
            self._dismiss(worker)
            return
        worker.task = task
        worker.deadline = time.monotonic() + self._timeout if self._timeout else float("inf")

    def _next_deadline(self) -> float | None:
        nearest = min((worker.deadline for worker in self._workers), default=float("inf"))
        return None if nearest == float("inf") else max(0.0, nearest - time.monotonic())

    def _hear(self, wait: float | None) -> Iterator[tuple[TaskT, ResultT | Failure]]:
        """What workers have to say, within so many seconds."""
        said = connection.wait([worker.pipe for worker in self._workers], timeout=wait)
        for worker in [one for one in self._workers if one.pipe in said]:
            try:
                message = worker.pipe.recv()
            except (EOFError, OSError):
                yield from self._lost(worker)
                continue
            if isinstance(message, Ready):
                worker.ready, self._deaths = message, 0
            elif worker.ready is None:
                self._refused(worker, message)
            elif worker.task is not None:
                task, worker.task, worker.deadline = worker.task, None, float("inf")
                yield task, message

    def _refused(self, worker: _Worker[TaskT], failure: Failure) -> None:
        """It could not load. Those that could go on; without any, the batch ends."""
        self._dismiss(worker)
        self._complaint, self._deaths = failure.reason, _MOST_DEATHS
        if not self._workers:
            raise InputError(failure.reason)

    def _lost(self, worker: _Worker[TaskT]) -> Iterator[tuple[TaskT, ResultT | Failure]]:
        self._dismiss(worker)
        how = _death(worker.process.exitcode)
        if worker.task is not None:
            yield worker.task, Failure(f"the process that checked it {how}; a smaller --workers needs less memory")
        elif worker.ready is None:
            self._deaths += 1
            self._complaint = f"the process that loads models and evidence {how}; a smaller --workers needs less memory"
            if self._deaths >= _MOST_DEATHS and not self._workers:
                raise InputError(self._complaint)

    def _overdue(self) -> Iterator[tuple[TaskT, ResultT | Failure]]:
        now = time.monotonic()
        for worker in [one for one in self._workers if one.deadline <= now]:
            task = worker.task
            self._dismiss(worker, at_once=True)
            if task is not None:
                yield task, Failure(f"took longer than {self._timeout:g} seconds; give it more with --timeout")

    def _dismiss(self, worker: _Worker[TaskT], *, at_once: bool = False) -> None:
        if worker in self._workers:
            self._workers.remove(worker)
        worker.pipe.close()  # an idle worker ends by itself
        if at_once:
            worker.process.kill()
        elif worker.task is not None or worker.ready is None:
            worker.process.terminate()
        worker.process.join(_PATIENCE)
        if worker.process.is_alive():
            worker.process.kill()
            worker.process.join()


def _death(code: int | None) -> str:
    if code is not None and code < 0:
        try:
            name = signal.Signals(-code).name
        except ValueError:
            name = f"signal {-code}"
        return f"was killed ({name}{', as the system does when memory runs out' if name == 'SIGKILL' else ''})"
    return f"ended (exit status {code})"


def _serve(
    pipe: Connection, load: Callable[[JobT, int], Checker[TaskT, ResultT]], job: JobT, threads: int
) -> None:  # pragma: no cover - runs in another process
    """The life of a worker."""
    # Ctrl-C reaches every process of the terminal; the one that holds the journal decides what becomes of it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for name in ("RAYON_NUM_THREADS", "OMP_NUM_THREADS"):
        os.environ.setdefault(name, str(threads))
    try:
        checker = load(job, threads)
    except Exception as error:  # noqa: BLE001 - told to whoever waits
        _send(pipe, Failure(_reason(error)))
        return
    if not _send(pipe, Ready(checker.stamp, checker.corpus, checker.models)):
        return
    while True:
        try:
            task = pipe.recv()
        except (EOFError, OSError):  # the batch is over, or was killed
            return
        try:
            answer: object = checker(task)
        except Exception as error:  # noqa: BLE001 - one bad article never stops the rest
            answer = Failure(_reason(error))
        if not _send(pipe, answer):
            return


def _send(pipe: Connection, message: object) -> bool:
    try:
        pipe.send(message)
    except OSError:
        return False
    return True


def _reason(error: Exception) -> str:
    if isinstance(error, FactcheckError):
        return " ".join(str(error).split())
    return f"internal error, please report it ({type(error).__name__}: {' '.join(str(error).split())[:300]})"
