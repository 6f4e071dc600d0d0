"""Checkers that crash, hang and raise, for worker processes; light, so that a process is there at once."""

from __future__ import annotations

import os
import signal
import time

from factcheck.errors import InputError
from factcheck.models import CorpusInfo

CORPUS = CorpusInfo(name="harbour", sha256="0" * 64, documents=1, passages=1)


class Checker:
    stamp = "one"
    corpus = CORPUS
    models = ()

    def __init__(self, job=None):
        self.job = job

    def __call__(self, task):
        if task.startswith("meet"):
            (self.job / str(os.getpid())).touch()
            end = time.monotonic() + 120
            while len(list(self.job.iterdir())) < 2 and time.monotonic() < end:
                time.sleep(0.02)
        if task == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        if task == "leave":
            os._exit(3)
        if task == "hang":
            time.sleep(600)
        if task == "raise":
            raise ValueError("of no use\nto anyone")
        if task == "refuse":
            raise InputError("draft.txt: is empty")
        return task.upper(), os.getpid()


def load(job, threads):
    return Checker(job)


def refuse(job, threads):
    raise InputError("evidence/: of no use")


def die(job, threads):
    os._exit(7)


def once(job, threads):
    """Loads in one process only."""
    try:
        job.touch(exist_ok=False)
    except FileExistsError:
        os._exit(7)
    return Checker()
