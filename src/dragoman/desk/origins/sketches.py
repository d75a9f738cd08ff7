"""What near-duplicates are found by: the signatures of reports, packed by the day of publication.

One report may copy another only where both were published within days of each other, so that the signatures of some
days are all that is read for a new one; they are compared in memory. Reports of an unknown day are filed under day 0.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, func, insert, select, update

from dragoman.desk.origins.signatures import ROWS, Signature
from dragoman.desk.parts import parts
from dragoman.desk.tables import REPORTS, SKETCHES

SIZE = 64
"""Reports in a row of the table, so that a new one has a bounded number of bytes written anew."""
_PACKED = np.dtype([("report", "<u4"), ("outlet", "<u4"), ("size", "<u4"), ("rows", "<u2", ROWS)])
"""A report: its number, that of its outlet (0: none), and its signature."""

Packed = NDArray[np.void]


@dataclass(frozen=True, slots=True)
class Sketch:
    """What a report is found by: the day of publication, counted from 0001-01-01, 0 if unknown, the number of its
    outlet, and its signature."""

    day: int
    outlet: int | None
    signature: Signature


@dataclass(frozen=True, slots=True)
class _Span:
    """The reports of some days, and the day of each."""

    packed: Packed
    days: NDArray[np.int64]


class Sketches:
    """The sketches of a desk's reports, each day's read once."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._days: dict[int, Packed] = {}
        self._spans: dict[tuple[int, int], _Span] = {}
        self._known: dict[int, Sketch] = {}

    def add(self, new: Mapping[int, Sketch]) -> None:
        """Writes the sketches of new reports."""
        self._known |= new
        by_day = defaultdict[int, list[int]](list)
        for id, sketch in new.items():
            by_day[sketch.day].append(id)
        last = dict[int, tuple[int, bytes]]()
        for part in parts(sorted(by_day)):
            newest = select(SKETCHES.c.day, func.max(SKETCHES.c.part).label("part"))
            newest = newest.where(SKETCHES.c.day.in_(part)).group_by(SKETCHES.c.day).subquery()
            query = select(SKETCHES).join(newest, (newest.c.day == SKETCHES.c.day) & (newest.c.part == SKETCHES.c.part))
            last |= {row.day: (row.part, row.packed) for row in self.connection.execute(query)}
        rows = list[dict[str, object]]()
        for day, ids in sorted(by_day.items()):
            packed = b"".join(_pack(id, new[id]) for id in ids)
            number, held = last.get(day, (0, b""))
            room = SIZE * _PACKED.itemsize - len(held)
            if held and room:
                self.connection.execute(
                    update(SKETCHES)
                    .where(SKETCHES.c.day == day, SKETCHES.c.part == number)
                    .values(packed=held + packed[:room])
                )
                packed = packed[room:]
            step = SIZE * _PACKED.itemsize
            for at in range(0, len(packed), step):
                number += 1
                rows.append({"day": day, "part": number, "packed": packed[at : at + step]})
            self._days.pop(day, None)
        if rows:
            self.connection.execute(insert(SKETCHES), rows)
        self._spans.clear()

    def of(self, reports: Collection[int]) -> dict[int, Sketch]:
        """The sketches of some reports."""
        wanted = sorted(set(reports) - self._known.keys())
        for part in parts(wanted):
            query = select(REPORTS.c.id, REPORTS.c.published).where(REPORTS.c.id.in_(part))
            days = {id: ordinal(published) for id, published in self.connection.execute(query)}
            for day in sorted(set(days.values())):
                packed = self._span(day, day).packed
                for row in packed[np.isin(packed["report"], list(days))]:
                    self._know(row, day)
        return {id: self._known[id] for id in reports}

    def sharing(
        self, report: int, bands: Sequence[int], days: tuple[int, int] | None, *, undated: bool = False
    ) -> list[int]:
        """Other reports that share some bands with one and were published on some days (None: on any; `undated`: or on
        an unknown day), first those that share most, then the earliest."""
        if not bands:
            return []
        spans = [self._everything() if days is None else self._span(*days)]
        if undated and days is not None:
            spans.append(self._span(0, 0))
        places, values = np.array(bands) >> 16, np.array(bands) & 0xFFFF
        found = list[tuple[int, int, int]]()
        for span in spans:
            common = (span.packed["rows"][:, places] == values).sum(axis=1)
            common[(span.packed["size"] == 0) | (span.packed["report"] == report)] = 0
            for at in common.nonzero()[0]:
                row, day = span.packed[at], int(span.days[at])
                self._know(row, day)
                found.append((-int(common[at]), day, int(row["report"])))
        return [id for _, _, id in sorted(found)]

    def _know(self, row: Any, day: int) -> None:
        id = int(row["report"])
        if id not in self._known:
            signature = Signature(int(row["size"]), tuple(row["rows"].tolist()))
            self._known[id] = Sketch(day, int(row["outlet"]) or None, signature)

    def _span(self, first: int, last: int) -> _Span:
        if (first, last) not in self._spans:
            missing = [day for day in range(first, last + 1) if day not in self._days]
            if missing:
                self._read(missing[0], missing[-1])
            self._spans[first, last] = _joined({day: self._days[day] for day in range(first, last + 1)})
        return self._spans[first, last]

    def _everything(self) -> _Span:
        if (-1, -1) not in self._spans:
            days = select(func.min(SKETCHES.c.day), func.max(SKETCHES.c.day)).where(SKETCHES.c.day > 0)
            first, last = self.connection.execute(days).one()
            self._read(0, 0)
            if first is not None:
                self._read(first, last)
            self._spans[-1, -1] = _joined(dict(sorted(self._days.items())))
        return self._spans[-1, -1]

    def _read(self, first: int, last: int) -> None:
        query = select(SKETCHES.c.day, SKETCHES.c.packed).where(SKETCHES.c.day.between(first, last))
        read = defaultdict[int, list[bytes]](list)
        for day, packed in self.connection.execute(query.order_by(SKETCHES.c.day, SKETCHES.c.part)):
            read[day].append(packed)
        for day in range(first, last + 1):
            self._days[day] = np.frombuffer(b"".join(read[day]), dtype=_PACKED)


def _joined(days: Mapping[int, Packed]) -> _Span:
    held = [np.full(len(packed), day, dtype=np.int64) for day, packed in days.items()]
    return _Span(np.concatenate(list(days.values())), np.concatenate(held))


def _pack(report: int, sketch: Sketch) -> bytes:
    return np.array((report, sketch.outlet or 0, sketch.signature.size, sketch.signature.rows), dtype=_PACKED).tobytes()


def ordinal(published: str | None) -> int:
    """The number of an ISO day, 0 for none."""
    return date.fromisoformat(published).toordinal() if published else 0
