"""What arrives slowly, as through a pipe that stays open: it comes on as soon as it is there, and pauses show."""

from __future__ import annotations

import stat
from collections.abc import Generator, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, Full, Queue
from threading import Event, Thread
from typing import Final, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Pause:
    """Stands in a stream where nothing more is there for the moment: whoever gathers what comes before it should not
    wait for more."""


PAUSE: Final = Pause()
PATIENCE: Final = 0.1
"""Seconds without anything new that make a pause, our choice: too short to notice, longer than most reports take to be
read; a pause too many costs no more than a smaller batch."""
AHEAD: Final = 64
"""Items that are read ahead of those taken."""


@dataclass(frozen=True, slots=True)
class _End:
    """The last in the queue, with the error that ended the stream, if one did."""

    error: BaseException | None = None


def arriving(items: Iterable[T]) -> Generator[T | Pause]:
    """The items in their order, and a `PAUSE` wherever none came for `PATIENCE` seconds. They are read in a thread of
    their own, up to `AHEAD` of them ahead; an error there is raised here, in its place."""
    queue, left = Queue[T | _End](AHEAD), Event()
    # A daemon: at the end of the program nobody waits for a pipe that stays open.
    Thread(target=_read, args=(items, queue, left), daemon=True).start()
    try:
        while True:
            try:
                item = queue.get(timeout=PATIENCE)
            except Empty:
                yield PAUSE
                item = queue.get()
            if isinstance(item, _End):
                if item.error is not None:
                    raise item.error
                return
            yield item
    finally:
        left.set()


def is_stream(source: str | Path) -> bool:
    """Whether a source is standard input or a named pipe, which may stay open while others write to it."""
    if source == "-":
        return True
    try:
        return stat.S_ISFIFO(Path(source).stat().st_mode)
    except (OSError, ValueError):
        return False


def _read(items: Iterable[T], queue: Queue[T | _End], left: Event) -> None:
    end = _End()
    try:
        for item in items:
            _put(item, queue, left)
            if left.is_set():
                return
    except BaseException as error:  # whatever it is, it belongs to whoever takes the items
        end = _End(error)
    _put(end, queue, left)


def _put(item: T | _End, queue: Queue[T | _End], left: Event) -> None:
    """Puts an item into the queue as soon as there is room, unless nobody takes them any more."""
    while not left.is_set():
        with suppress(Full):
            queue.put(item, timeout=1.0)
            return
