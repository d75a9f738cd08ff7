"""The texts of reports as one adding transaction needs them: each read and cut up once."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sqlalchemy import Connection, exists, func, select, union_all

from dragoman.desk.blocks import Reading
from dragoman.desk.origins.shingles import Shingle, shingles
from dragoman.desk.origins.signatures import Signature
from dragoman.desk.parts import parts
from dragoman.desk.tables import BANDS, COPIES, REPORTS, SHINGLES

WINDOW = 7
"""Days between two reports within which one may copy the other: wire copy is printed within hours, weeklies later."""
MEMORY = 30
"""Days before a report in which its background paragraphs are looked for."""
CANDIDATES = 64
"""Reports that one report's signature is compared with at most, those first with which it shares the most bands."""
OLD = 6
"""Earlier reports that a report's background is looked for in at most, and later ones of which it may show some."""
FEWEST = 15
"""3-grams that make two texts more than alike by chance: those of a sentence, so that no byline is a story."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """What a report is found by: the day of publication, counted from 0001-01-01, 0 if unknown, the number of its
    outlet, and its signature."""

    day: int
    outlet: int | None
    signature: Signature


class Texts:
    """Texts and signatures of kept reports by number, read when they are asked for."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._blocks = Reading(connection)
        self._grams: dict[int, frozenset[Shingle]] = {}
        self._plain: dict[int, str] = {}
        self._sketches: dict[int, Sketch] = {}
        self._stale: dict[int, frozenset[Shingle]] = {}

    def read(self, reports: Collection[int]) -> None:
        """Reads the texts of reports that were not read yet."""
        wanted = set(reports) - self._plain.keys()
        if wanted:
            self._plain |= self._blocks.texts(wanted)

    def text(self, report: int) -> str:
        """A report's text."""
        if report not in self._plain:
            self.read([report])
        return self._plain[report]

    def grams(self, report: int) -> frozenset[Shingle]:
        """The 3-grams of a report's text."""
        if report not in self._grams:
            self._grams[report] = shingles(self.text(report))
        return self._grams[report]

    def know(self, report: int, sketch: Sketch) -> None:
        """Takes the sketch of a new report."""
        self._sketches[report] = sketch

    def sketches(self, reports: Collection[int]) -> None:
        """Reads sketches that were not read yet."""
        wanted = sorted(set(reports) - self._sketches.keys())
        for part in parts(wanted):
            query = (
                select(REPORTS.c.id, REPORTS.c.published, REPORTS.c.outlet_id, SHINGLES.c.signature)
                .join(SHINGLES, SHINGLES.c.report_id == REPORTS.c.id)
                .where(REPORTS.c.id.in_(part))
            )
            for id, published, outlet, signature in self.connection.execute(query):
                self._sketches[id] = Sketch(ordinal(published), outlet, Signature.unpack(signature))

    def sketch(self, report: int) -> Sketch:
        """A report's sketch."""
        if report not in self._sketches:
            self.sketches([report])
        return self._sketches[report]

    def candidates(self, report: int, bands: Sequence[int]) -> list[int]:
        """Reports that share some bands with one and were published within `WINDOW` days of it or on an unknown day."""
        day = self.sketch(report).day
        return self._sharing(report, bands, (day - WINDOW, day + WINDOW) if day else None, CANDIDATES)

    def stale(self, report: int) -> frozenset[Shingle]:
        """The 3-grams of a report that stood in reports published more than `WINDOW` days before it.

        Background, bylines and notices of rights are no news, however many reports of a week have them in common.
        """
        if report not in self._stale:
            own = self.sketch(report)
            found = set[Shingle]()
            if own.day:
                days = (own.day - MEMORY, own.day - WINDOW - 1)
                others = self._sharing(report, own.signature.bands, days, OLD)
                self.read(others)
                for other in others:
                    common = self.grams(report) & self.grams(other)
                    if len(common) >= FEWEST:
                        found |= common
            self._stale[report] = frozenset(found)
        return self._stale[report]

    def later(self, report: int, most: float) -> list[int]:
        """Reports published more than `WINDOW` days after one, to which it may show what is background.

        Only those of which some other report holds less than `most`, 0 to 1: the others are copies whatever it shows.
        """
        own = self.sketch(report)
        if not own.day or own.day + WINDOW >= self._last_day:
            return []
        query = (
            select(BANDS.c.report_id)
            .where(BANDS.c.band.in_(own.signature.bands))
            .where(BANDS.c.day.between(own.day + WINDOW + 1, own.day + MEMORY))
            .where(exists().where(COPIES.c.report_id == BANDS.c.report_id, COPIES.c.share < most))
            .group_by(BANDS.c.report_id)
            .order_by(func.count().desc(), BANDS.c.report_id)
            .limit(OLD)
        )
        found = list(self.connection.scalars(query))
        self.read(found)
        return [other for other in found if len(self.grams(report) & self.grams(other)) >= FEWEST]

    @cached_property
    def _last_day(self) -> int:
        return ordinal(self.connection.scalar(select(func.max(REPORTS.c.published))))

    def _sharing(self, report: int, bands: Sequence[int], days: tuple[int, int] | None, most: int) -> list[int]:
        if not bands:
            return []
        columns = select(BANDS.c.report_id, BANDS.c.day).where(BANDS.c.band.in_(bands), BANDS.c.report_id != report)
        if days is None:
            found = columns.subquery()
        else:
            dated = columns.where(BANDS.c.day.between(*days))
            # A report of an unknown day may copy any other, but never shows what is old.
            undated = columns.where(BANDS.c.day == 0)
            both = days[1] >= self.sketch(report).day
            found = (union_all(dated, undated) if both else dated).subquery()
        query = (
            select(found.c.report_id)
            .group_by(found.c.report_id)
            .order_by(func.count().desc(), func.min(found.c.day), found.c.report_id)
            .limit(most)
        )
        return list(self.connection.scalars(query))


def ordinal(published: str | None) -> int:
    """The number of an ISO day, 0 for none."""
    return date.fromisoformat(published).toordinal() if published else 0
