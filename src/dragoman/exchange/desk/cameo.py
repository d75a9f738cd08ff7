"""Days and dyads with CAMEO codes and counts, parted by tabs, as PETRARCH and ICEWS users know them.

The code is the two-digit CAMEO root of the event's PLOVER type or mode (`dragoman.ontology.to_cameo`; the table and its
source are in `dragoman/ontology/data/types.toml`); an event with a mode that its type does not have is coded by the
type. CAMEO has no status, so only what happened is counted, unless a filter asks for other statuses.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any

from sqlalchemy import Row, func, select

from dragoman.desk.tables import ENTITIES, PARTIES, STATEMENTS
from dragoman.errors import OntologyError
from dragoman.exchange.desk.chosen import Chosen
from dragoman.ontology import to_cameo

COLUMNS = ("date", "source", "target", "code", "quad", "statements", "origins")
NOBODY = "---"
"""Stands for an actor that is not told or has no code, as in the event data of TABARI and PETRARCH."""

_SOURCE, _SOURCES = PARTIES.alias("source_party"), ENTITIES.alias("sources")
_TARGET, _TARGETS = PARTIES.alias("target_party"), ENTITIES.alias("targets")


@dataclass
class _Sum:
    """What stands behind one row: numbers of statements and keys of their origins."""

    statements: set[int] = field(default_factory=set[int])
    origins: set[int] = field(default_factory=set[int])


def write(chosen: Chosen, folder: Path) -> dict[str, int]:
    """Writes one row for each day, source actor, target actor, code and quad class. Events of which neither side has a
    code are no dyads; they are counted and left out. So are counted those that are coded by their type alone."""
    rows, left_out = 0, 0
    strange = defaultdict[tuple[str, str], set[int]](set)
    with (folder / "cameo.tsv").open("w", encoding="utf-8", newline="\n") as file:
        file.write("\t".join(COLUMNS) + "\n")
        for (day, source, target), found in groupby(_found(chosen), attrgetter("at", "source", "target")):
            sums = _sums(found, strange)
            if source == target == NOBODY:
                left_out += len(set[int]().union(*(one.statements for one in sums.values())))
                continue
            for (code, quad), one in sorted(sums.items()):
                cells = (day, source, target, code, quad, len(one.statements), len(one.origins))
                file.write("\t".join(map(str, cells)) + "\n")
                rows += 1
    by_type = {
        f"events with the mode {mode}, which {type} does not have, coded by the type": len(events)
        for (type, mode), events in sorted(strange.items())
    }
    return {"rows": rows, "events without a coded actor, left out": left_out, **by_type}


def _found(chosen: Chosen) -> Iterator[Row[Any]]:
    """Events with each pair of their actors, in the order of days and dyads."""
    source = func.coalesce(func.nullif(_SOURCES.c.cameo, ""), NOBODY).label("source")
    target = func.coalesce(func.nullif(_TARGETS.c.cameo, ""), NOBODY).label("target")
    of = STATEMENTS.c
    query = (
        select(of.id, of.at, of.type, of.mode, of.quad, func.coalesce(of.origin, -of.report_id).label("origin"))
        .add_columns(source, target)
        .outerjoin(_SOURCE, (_SOURCE.c.statement_id == of.id) & (_SOURCE.c.role == "actor"))
        .outerjoin(_SOURCES, _SOURCES.c.id == _SOURCE.c.entity_id)
        .outerjoin(_TARGET, (_TARGET.c.statement_id == of.id) & (_TARGET.c.role == "recipient"))
        .outerjoin(_TARGETS, _TARGETS.c.id == _TARGET.c.entity_id)
        .where(*chosen.acts())
        .order_by(of.at, source, target)
    )
    for rows in chosen.portions(query):
        yield from rows


def _sums(rows: Iterator[Row[Any]], strange: dict[tuple[str, str], set[int]]) -> dict[tuple[str, int], _Sum]:
    """What stands behind the rows of a day and dyad. Events with a mode that their type does not have, as a correction
    may have left it, are noted as `strange`."""
    sums: dict[tuple[str, int], _Sum] = {}
    for row in rows:
        try:
            code = to_cameo(row.type, row.mode)
        except OntologyError:
            code = to_cameo(row.type)
            strange[row.type, row.mode].add(row.id)
        one = sums.setdefault((code, row.quad), _Sum())
        one.statements.add(row.id)
        one.origins.add(row.origin)
    return sums
