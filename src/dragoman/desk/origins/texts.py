"""The texts of reports as one adding transaction needs them: each read and cut up once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

from sqlalchemy import Connection, func, select

from dragoman.desk.blocks import Reading
from dragoman.desk.origins.shingles import Shingle, shingles
from dragoman.desk.origins.sketches import Sketch, Sketches, ordinal
from dragoman.desk.parts import parts
from dragoman.desk.tables import COPIES, REPORTS

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


class Texts:
    """Texts and signatures of kept reports by number, read when they are asked for."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._blocks = Reading(connection)
        self._grams: dict[int, frozenset[Shingle]] = {}
        self._plain: dict[int, str] = {}
        self._sketches = Sketches(connection)
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

    def sign(self, new: Mapping[int, Sketch]) -> None:
        """Takes and keeps the sketches of new reports."""
        self._sketches.add(new)

    def sketches(self, reports: Collection[int]) -> dict[int, Sketch]:
        """The sketches of some reports."""
        return self._sketches.of(reports)

    def sketch(self, report: int) -> Sketch:
        """A report's sketch."""
        return self._sketches.of([report])[report]

    def candidates(self, report: int, bands: Sequence[int]) -> list[int]:
        """Reports that share some bands with one and were published within `WINDOW` days of it or on an unknown day."""
        day = self.sketch(report).day
        days = (day - WINDOW, day + WINDOW) if day else None
        return self._sketches.sharing(report, bands, days, undated=True)[:CANDIDATES]

    def stale(self, report: int) -> frozenset[Shingle]:
        """The 3-grams of a report that stood in reports published more than `WINDOW` days before it.

        Background, bylines and notices of rights are no news, however many reports of a week have them in common.
        """
        if report not in self._stale:
            own = self.sketch(report)
            found = set[Shingle]()
            if own.day:
                days = (own.day - MEMORY, own.day - WINDOW - 1)
                # A report of an unknown day may copy any other, but never shows what is old.
                others = self._sketches.sharing(report, own.signature.bands, days)[:OLD]
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
        days = (own.day + WINDOW + 1, own.day + MEMORY)
        sharing = self._sketches.sharing(report, own.signature.bands, days)
        weak = set[int]()
        for part in parts(sharing):
            query = select(COPIES.c.report_id).where(COPIES.c.report_id.in_(part), COPIES.c.share < most)
            weak.update(self.connection.scalars(query))
        found = [other for other in sharing if other in weak][:OLD]
        self.read(found)
        return [other for other in found if len(self.grams(report) & self.grams(other)) >= FEWEST]

    @cached_property
    def _last_day(self) -> int:
        return ordinal(self.connection.scalar(select(func.max(REPORTS.c.published))))
