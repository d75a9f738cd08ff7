"""A stream of batches over several processes: in order, a bounded way ahead, and alive when a process dies."""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Generator, Iterable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from dragoman.coder.batches import Item, Outcome, Work, attempt, failed
from dragoman.errors import OptionError
from dragoman.intake.arriving import PAUSE, Pause
from dragoman.report import Report

AHEAD = 2
"""Batches a process: one that it works on and one that waits, so that none idles and memory stays bounded."""


def pooled(work: Work, batches: Iterable[Sequence[Item]], jobs: int) -> Generator[Outcome | Pause, None, None]:
    """The outcomes of all batches, in their order, computed by `jobs` processes. An empty batch is a pause, before
    which all that came is waited for.

    `work` must be picklable. No more than `AHEAD * jobs` batches are read ahead of what has been taken. A process that
    dies (killed for memory, crashed below Python) costs only the report that killed it: those of its batch are coded
    again, each alone, and the one at fault becomes a `Skipped`.

    Raises:
        OptionError: if no process can be started at all.
    """
    workers = _Workers(work, jobs)
    waiting: deque[tuple[Sequence[Item], Future[list[Outcome]]]] = deque()
    try:
        for batch in batches:
            if not batch:
                while waiting:
                    yield from _take(workers, waiting)
                yield PAUSE
                continue
            waiting.append((batch, workers.submit(batch)))
            if len(waiting) >= AHEAD * jobs:
                yield from _take(workers, waiting)
        while waiting:
            yield from _take(workers, waiting)
    finally:
        workers.stop()


def _take(workers: _Workers, waiting: deque[tuple[Sequence[Item], Future[list[Outcome]]]]) -> list[Outcome]:
    """The outcomes of the batch that waits longest."""
    batch, future = waiting.popleft()
    try:
        return future.result()
    except BrokenProcessPool:
        workers.restart()
        outcomes = [_alone(workers, item) for item in batch]
        again = [(later, workers.submit(later)) for later, _ in waiting]
        waiting.clear()
        waiting.extend(again)
        return outcomes


def _alone(workers: _Workers, item: Item) -> Outcome:
    """The outcome of one item with nothing beside it, so that it is known who is at fault if its process dies."""
    if not isinstance(item, Report):
        return item
    try:
        (outcome,) = workers.submit([item]).result()
    except BrokenProcessPool:
        workers.restart()
        return failed(item, "the process that coded it died, for lack of memory or by a crash")
    return outcome


class _Workers:
    """A pool of processes that can be started anew."""

    def __init__(self, work: Work, jobs: int) -> None:
        self._work = work
        self._jobs = jobs
        self._pool = self._start()
        try:
            self._pool.submit(_ready, work).result()
        except BrokenProcessPool as error:
            raise OptionError(
                "no further process could be started: give `jobs=1`, or let the script that asks for more begin its "
                'work under `if __name__ == "__main__":`'
            ) from error

    def _start(self) -> ProcessPoolExecutor:
        # A forked copy of a process with running threads (the encoder's, Polars') may lock up: start clean ones.
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(self._jobs, mp_context=context, initializer=_ignore_interrupts)

    def submit(self, batch: Sequence[Item]) -> Future[list[Outcome]]:
        """The batch's outcomes, in time; a pool already found dead gives a future that says so."""
        try:
            return self._pool.submit(attempt, self._work, batch)
        except BrokenProcessPool as error:
            dead: Future[list[Outcome]] = Future()
            dead.set_exception(error)
            return dead

    def restart(self) -> None:
        """New processes in place of the old ones."""
        self.stop()
        self._pool = self._start()

    def stop(self) -> None:
        """No further batch is begun; those under way are not waited for."""
        self._pool.shutdown(wait=False, cancel_futures=True)


def _ready(work: Work) -> bool:
    """Whether a process stands and knows the work; asked once, so that a pool that cannot live is told from one that
    a report has killed."""
    return callable(work)


def _ignore_interrupts() -> None:
    """Ctrl-C reaches every process of the terminal; only the one that leads them acts on it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
