"""Reports that were handed in from a page and are coded behind it, one lot after the other, with how far that is."""

from __future__ import annotations

import logging
import secrets
from collections import OrderedDict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Lock
from typing import Literal

from dragoman.errors import DragomanError
from dragoman.intake import Skipped

REMEMBERED = 50
"""Lots of which it is still told how they went."""
WAITING = 20
"""Lots that may wait; more are refused."""
Stage = Literal["waiting", "reading", "coding", "keeping", "done", "failed"]
_LOG = logging.getLogger(__name__)


@dataclass
class Job:
    """One lot. `read` are the reports read so far, `kept` those that came to the desk, `held` those that it had
    already; `hashes` are those of all that the desk holds now. `error` is what broke it off, if anything did."""

    id: str
    names: tuple[str, ...]
    stage: Stage = "waiting"
    read: int = 0
    kept: int = 0
    held: int = 0
    statements: int = 0
    hashes: list[str] = field(default_factory=list[str])
    skipped: list[Skipped] = field(default_factory=list[Skipped])
    error: str = ""

    @property
    def over(self) -> bool:
        """Whether nothing more will come of it."""
        return self.stage in ("done", "failed")


class TooMany(Exception):
    """More lots wait than are taken."""


class Jobs:
    """The lots of one desk. One at a time is coded: the encoder has all cores."""

    def __init__(self) -> None:
        self._jobs = OrderedDict[str, Job]()
        self._lock = Lock()
        self._worker = ThreadPoolExecutor(1, "coding")

    def start(self, names: tuple[str, ...], work: Callable[[Job], None]) -> Job:
        """Puts a lot behind the others; `work` does it and writes into the job how far it is.

        Raises
        ------
        TooMany
            If too many wait already.
        """
        job = Job(secrets.token_urlsafe(9), names)
        with self._lock:
            if sum(not one.over for one in self._jobs.values()) >= WAITING:
                raise TooMany
            self._jobs[job.id] = job
            over = [id for id, one in self._jobs.items() if one.over]
            for id in over[: max(0, len(self._jobs) - REMEMBERED)]:
                del self._jobs[id]
        self._worker.submit(_run, job, work)
        return job

    def get(self, id: str) -> Job | None:
        """The lot of an id; None where it is not known, or no more."""
        with self._lock:
            return self._jobs.get(id)

    def __iter__(self) -> Iterator[Job]:
        """All that are remembered, the last first."""
        with self._lock:
            return iter(list(reversed(self._jobs.values())))

    def close(self) -> None:
        """Waits for the lot that is being coded and drops those that wait."""
        self._worker.shutdown(wait=True, cancel_futures=True)


def _run(job: Job, work: Callable[[Job], None]) -> None:
    try:
        work(job)
        job.stage = "done"
    except DragomanError as error:
        job.error, job.stage = str(error), "failed"
    except Exception as error:  # whatever it is, the page must say so and the next lot must go on
        _LOG.exception("coding failed")
        job.error, job.stage = f"{type(error).__name__}: {error}; please report this as a fault", "failed"
