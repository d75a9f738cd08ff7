"""What a running web app holds: its desk, its coder, its secrets, and what it keeps in memory."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Lock
from typing import TypeVar, cast

from sqlalchemy import Connection, func, select
from starlette.requests import Request

from dragoman.coder import Coder
from dragoman.desk import Desk
from dragoman.desk.tables import CORRECTIONS, REPORTS, RESOLUTIONS
from dragoman.web.jobs import Jobs

KEPT = 64
"""Answers that are kept until the desk changes."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Site:
    """One desk being served. `token` is what a browser must show where the app is not bound to this machine alone;
    `secret` signs what pages hand back, and is new at every start."""

    desk: Desk
    coder: Coder
    jobs: Jobs
    token: str | None = None
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    memory: Memory = field(default_factory=lambda: Memory())


class Memory:
    """What was costly to work out, kept until the desk changes."""

    def __init__(self) -> None:
        self._kept = OrderedDict[Hashable, object]()
        self._lock = Lock()

    def recall(self, connection: Connection, key: Hashable, work: Callable[[], T]) -> T:
        """What `work` gives, worked out anew only where the desk changed since it was last asked under this key."""
        whole = (state(connection), key)
        with self._lock:
            if whole in self._kept:
                self._kept.move_to_end(whole)
                return cast(T, self._kept[whole])
        value = work()
        with self._lock:
            self._kept[whole] = value
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return value


def state(connection: Connection) -> tuple[object, ...]:
    """What changes whenever reports are added, coded anew or corrected, and costs next to nothing to read."""
    newest = select(REPORTS.c.id, REPORTS.c.coded).order_by(REPORTS.c.id.desc()).limit(1)
    changes = select(func.max(CORRECTIONS.c.id), func.count(CORRECTIONS.c.undone))
    outcomes = select(func.count(), func.max(RESOLUTIONS.c.moment))
    return tuple(tuple(row) for query in (newest, changes, outcomes) for row in connection.execute(query))


def site(request: Request) -> Site:
    """The site that a request is for."""
    return request.app.state.site
