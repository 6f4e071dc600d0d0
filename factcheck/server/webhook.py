"""Telling another program that a job is finished: signed as Standard Webhooks says, never with the article."""

from __future__ import annotations

import datetime as dt
import json
import logging
import sqlite3
import threading
import time
from http import HTTPStatus

from httpcore2 import ConnectionPool, NetworkError, ProtocolError, TimeoutException
from standardwebhooks.webhooks import Webhook as Signer

from factcheck import __version__
from factcheck.errors import FactcheckError, FetchError, InputError
from factcheck.fetching import require_address
from factcheck.fetching.client import AGENT
from factcheck.fetching.connection import CheckedBackend, Deadline
from factcheck.service.errors import NotFoundError
from factcheck.service.jobs import Job
from factcheck.service.store import JobStore

__all__ = ["DELAYS", "Webhook", "signer_of"]

log = logging.getLogger(__name__)
DELAYS = (5.0, 60.0, 300.0, 1_800.0, 7_200.0, 18_000.0, 36_000.0)
"""Seconds before each further attempt."""
_SECONDS = 15.0


def signer_of(secret: str) -> Signer:
    """What signs with a secret.

    Raises:
        InputError: it is no secret of Standard Webhooks.
    """
    try:
        made = Signer(secret.strip())
    except Exception:  # noqa: BLE001 - the library raises what base64 raises, which would print the secret
        made = None
    if made is None or len(secret.strip()) < 24:
        raise InputError("the webhook's secret is not usable; make one with: printf 'whsec_%s\\n' \"$(openssl rand -base64 32)\"")
    return made


class Webhook:
    """A thread that tells one address of finished jobs, in their order, and tries again where that fails; what is due is kept on disk."""

    def __init__(
        self,
        store: JobStore,
        address: str,
        secret: str,
        *,
        public: str,
        allow_private: bool = False,
        delays: tuple[float, ...] = DELAYS,
    ) -> None:
        """Set it up.

        Args:
            store: the jobs, which notes what is to be delivered.
            address: where; the operator's choice, never a caller's.
            secret: that signs, `whsec_…`.
            public: address under which this server is reached, for the link to the report.
            allow_private: the address may be on the loopback or a private network.
            delays: seconds before each further attempt.

        Raises:
            InputError: the address or the secret cannot be used.
        """
        self._store = store
        self._address = require_address(address)
        self._signer = signer_of(secret)
        self._public = public.rstrip("/")
        self._allow_private = allow_private
        self._delays = delays
        self._wake = threading.Event()
        self._ending = False
        self._thread = threading.Thread(target=self._work, name="webhook", daemon=True)

    def start(self) -> None:
        """Begin with what is due."""
        self._thread.start()

    def end(self) -> None:
        """Stop, once an attempt that is under way has ended; what is due is kept. The store may be closed afterwards."""
        self._ending = True
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join()

    def wake(self, _job: str = "") -> None:
        """There is news of a job."""
        self._wake.set()

    def _work(self) -> None:
        while not self._ending:
            self._wake.clear()
            try:
                waiting = self._store.deliveries()
                due = [(job, attempts) for job, attempts, at in waiting if at <= time.time()]
                for job, attempts in due:
                    if not self._ending:
                        self._deliver(job, attempts)
            except sqlite3.Error as error:  # such as a full disk: tried again later
                log.error("webhook: the jobs cannot be read (%s: %s)", type(error).__name__, error)  # noqa: TRY400
                self._wake.wait(timeout=1.0)
                continue
            if not due:
                left = min((at - time.time() for _, _, at in waiting), default=30.0)
                self._wake.wait(timeout=min(max(left, 0.05), 30.0))

    def _deliver(self, identifier: str, attempts: int) -> None:
        try:
            status = self._post(self._store.job(identifier))
        except NotFoundError:
            return
        except FactcheckError as error:
            status, reason = 0, " ".join(str(error).split())
        else:
            reason = f"answered {status}"
        if 200 <= status < 300:
            self._store.delivered(identifier)
        elif status == HTTPStatus.GONE or attempts >= len(self._delays):
            log.warning("webhook: job %s: %s; given up after %d attempts", identifier, reason, attempts + 1)
            self._store.delivered(identifier)
        else:
            log.warning("webhook: job %s: %s; tried again in %g seconds", identifier, reason, self._delays[attempts])
            self._store.deliver_later(identifier, time.time() + self._delays[attempts])

    def _post(self, job: Job) -> int:
        """Tell of one job; the status of the answer. No redirect is followed.

        Raises:
            FetchError: nothing came back, or the address may not be spoken to.
        """
        body = json.dumps(message(job, self._public), separators=(",", ":"))
        name, now = f"msg_{job.id}", dt.datetime.now(dt.UTC)
        headers = [
            ("Content-Type", "application/json"),
            ("User-Agent", f"{AGENT}/{__version__}"),
            ("webhook-id", name),
            ("webhook-timestamp", str(int(now.timestamp()))),
            ("webhook-signature", self._signer.sign(name, now, body)),
        ]
        backend = CheckedBackend(Deadline(_SECONDS, self._address), allow_private=self._allow_private)
        try:
            with (
                ConnectionPool(network_backend=backend, max_connections=1) as pool,
                pool.stream("POST", self._address, headers=headers, content=body.encode()) as response,
            ):
                return int(response.status)
        except TimeoutException:
            raise FetchError("no answer in time") from None
        except (NetworkError, ProtocolError) as error:
            raise FetchError(" ".join(str(error).split())[:200] or "the connection broke off") from None


def message(job: Job, public: str) -> dict[str, object]:
    """What is told of a job: never the article, nor anything out of it."""
    return {
        "type": "job.finished",
        "timestamp": job.finished.isoformat() if job.finished else None,
        "data": {
            "id": job.id,
            "state": job.state,
            "counts": job.counts.model_dump() if job.counts else None,
            "report": f"{public}/v1/jobs/{job.id}/report" if job.state == "done" else None,
        },
    }
