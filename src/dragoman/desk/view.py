"""The view `told`, for people who open a desk in a tool of their own: its statements with the names of what is kept as
numbers."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.desk.columns import KINDS, PERIODS, PRECISIONS, STATUSES, TYPES


def _named(column: str, names: Sequence[str]) -> str:
    cases = " ".join(f"WHEN {place} THEN '{name}'" for place, name in enumerate(names))
    return f'CASE s."{column}" {cases} END AS "{column}"'


_COLUMNS = (
    "s.ref", "o.name AS outlet", "r.published", _named("kind", KINDS), _named("type", TYPES), "s.mode",
    _named("status", STATUSES), "s.quad", "s.intensity / 1000.0 AS intensity", "s.low", "s.high",
    _named("period", PERIODS), "s.sentence", "s.start", 's."end"', "e.name AS speaker", "p.name AS place", "s.day",
    "s.until", _named("precision", PRECISIONS), "s.at", "s.incident_id", "s.score / 1000.0 AS score", "s.verdict",
)  # fmt: skip
_FROM = """statements s JOIN reports r ON r.id = s.report_id LEFT JOIN outlets o ON o.id = r.outlet_id
    LEFT JOIN entities e ON e.id = s.speaker_id LEFT JOIN places p ON p.id = s.place_id"""


def _view(hash: str) -> str:
    return f"CREATE VIEW told AS SELECT s.id, {hash} AS hash, {', '.join(_COLUMNS)} FROM {_FROM}"


CREATE = {"sqlite": (_view("lower(hex(r.hash))"),), "postgresql": (_view("encode(r.hash, 'hex')"),)}
"""What makes the view, by the dialect of the database."""
