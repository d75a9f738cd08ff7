"""How much is told of each actor, kept ready beside its name: counting it when asked would read all statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, case, literal, or_, select, update

from dragoman.desk.keeping import Kept
from dragoman.desk.parts import parts
from dragoman.desk.tables import ENTITIES, PARTIES, REPORTS, STATEMENTS

_DAY = REPORTS.c.published.label("day")
_SPEAKER = "speaker"


@dataclass
class _Tally:
    statements: set[int] = field(default_factory=set[int])
    roles: dict[str, int] = field(default_factory=lambda: defaultdict[str, int](int))
    first: str = ""
    last: str = ""

    def take(self, row: Row[*tuple[Any, ...]]) -> None:
        self.statements.add(row.statement)
        self.roles[row.role] += 1
        if row.day is not None:
            self.first = min(self.first or row.day, row.day)
            self.last = max(self.last, row.day)

    def values(self, entity: int) -> dict[str, Any]:
        return {
            "entity": entity,
            "count": len(self.statements),
            "acting": self.roles["actor"],
            "suffering": self.roles["recipient"],
            "saying": self.roles[_SPEAKER],
            "earliest": self.first or None,
            "latest": self.last or None,
        }


def assign(connection: Connection, kept: Kept) -> None:
    """Adds what new statements tell of their actors to the tallies."""
    found = defaultdict[int, _Tally](_Tally)
    for part in parts(kept.statements):
        for query in (
            _taking_part().where(PARTIES.c.statement_id.in_(part)),
            _saying().where(STATEMENTS.c.id.in_(part)),
        ):
            for row in connection.execute(query):
                found[row.entity].take(row)
    e = ENTITIES.c
    early, late = bindparam("earliest", type_=e.first.type), bindparam("latest", type_=e.last.type)
    more = update(ENTITIES).where(e.id == bindparam("entity")).values(
        statements=e.statements + bindparam("count"),
        acts=e.acts + bindparam("acting"),
        suffers=e.suffers + bindparam("suffering"),
        says=e.says + bindparam("saying"),
        first=case((or_(e.first.is_(None), e.first > early), early), else_=e.first),
        last=case((or_(e.last.is_(None), e.last < late), late), else_=e.last),
    )  # fmt: skip
    if found:
        # In the order of their numbers: two writers then wait for each other and never in a circle.
        connection.execute(more, [found[entity].values(entity) for entity in sorted(found)])


def recount(connection: Connection, entities: Collection[int] | None = None) -> None:
    """Counts anew what is told of some actors, or of all, after their statements were coded anew or corrected."""
    asked = list(connection.scalars(select(ENTITIES.c.id))) if entities is None else sorted(set(entities))
    anew = update(ENTITIES).where(ENTITIES.c.id == bindparam("entity")).values(
        statements=bindparam("count"),
        acts=bindparam("acting"),
        suffers=bindparam("suffering"),
        says=bindparam("saying"),
        first=bindparam("earliest"),
        last=bindparam("latest"),
    )  # fmt: skip
    for part in parts(asked):
        found = {entity: _Tally() for entity in part}
        for query in (
            _taking_part().where(PARTIES.c.entity_id.in_(part)),
            _saying().where(STATEMENTS.c.speaker_id.in_(part)),
        ):
            for row in connection.execute(query):
                found[row.entity].take(row)
        connection.execute(anew, [found[entity].values(entity) for entity in part])


def _taking_part() -> Select[*tuple[Any, ...]]:
    query = select(PARTIES.c.entity_id.label("entity"), PARTIES.c.statement_id.label("statement"), PARTIES.c.role, _DAY)
    query = query.join(STATEMENTS, STATEMENTS.c.id == PARTIES.c.statement_id)
    return query.join(REPORTS, REPORTS.c.id == STATEMENTS.c.report_id)


def _saying() -> Select[*tuple[Any, ...]]:
    speaker = literal(_SPEAKER).label("role")
    query = select(STATEMENTS.c.speaker_id.label("entity"), STATEMENTS.c.id.label("statement"), speaker, _DAY)
    return query.join(REPORTS, REPORTS.c.id == STATEMENTS.c.report_id).where(STATEMENTS.c.speaker_id.is_not(None))
