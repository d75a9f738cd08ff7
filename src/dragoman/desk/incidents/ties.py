"""What people said belongs together or apart: their standing corrections of incidents, over pairs of statements."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, select

from dragoman.desk.incidents.clustering import Pair
from dragoman.desk.parts import parts
from dragoman.desk.tables import CORRECTIONS, REPORTS, STATEMENTS

TOGETHER = "same as"
APART = "not same as"


@dataclass(frozen=True, slots=True)
class Ties:
    """Pairs of statements, by their numbers, that must be of one incident, and those that must not."""

    together: tuple[Pair, ...] = ()
    apart: frozenset[Pair] = frozenset()

    def partners(self, ids: Collection[int]) -> set[int]:
        """The statements that are tied to some, those aside."""
        pairs = (*self.together, *self.apart)
        return {two for pair in pairs for one, two in (pair, pair[::-1]) if one in ids and two not in ids}

    def between(self, one: int, other: int) -> bool | None:
        """Whether two statements were put together (True) or apart (False)."""
        if (min(one, other), max(one, other)) in self.apart:
            return False
        everyone = {id for pair in self.together for id in pair} | {one, other}
        return True if any(one in group and other in group for group in self.groups(everyone)) else None

    def groups(self, ids: Iterable[int]) -> list[tuple[int, ...]]:
        """Some statements with those put together that must be."""
        root = {id: id for id in ids}
        for one, other in self.together:
            if one in root and other in root:
                old, new = root[other], root[one]
                root |= {id: new for id, group in root.items() if group == old}
        found = dict[int, list[int]]()
        for id, group in root.items():
            found.setdefault(group, []).append(id)
        return [tuple(group) for group in found.values()]


def ties(connection: Connection) -> Ties:
    """The standing ties of a desk. What was said later counts where two of them are at odds."""
    query = (
        select(CORRECTIONS)
        .where(CORRECTIONS.c.subject == "incident", CORRECTIONS.c.undone.is_(None))
        .order_by(CORRECTIONS.c.id.desc())
    )
    rows = connection.execute(query).all()
    if not rows:
        return Ties()
    asked = [(row.field, (row.hash, row.ref), tuple((row.new or "").rsplit(":", 1))) for row in rows]
    numbers = _numbers(connection, {ref[0] for _, one, other in asked for ref in (one, other)})
    together, apart, root = list[Pair](), set[Pair](), dict[int, int]()
    for field, one, other in asked:
        a, b = numbers.get(one), numbers.get(other)
        if a is None or b is None or a == b:
            continue
        joined = root.get(a, a) == root.get(b, b)
        if field == APART and not joined:
            apart.add((min(a, b), max(a, b)))
        elif field == TOGETHER and not joined and not _parted(apart, root, a, b):
            old, new = root.get(b, b), root.get(a, a)
            root |= {id: new for id in (*root, a, b) if root.get(id, id) == old} | {a: new, b: new}
            together.append((a, b))
    return Ties(tuple(together), frozenset(apart))


def _parted(apart: set[Pair], root: dict[int, int], one: int, other: int) -> bool:
    """Whether joining two statements would bring together what was said to be apart."""
    ends = {root.get(one, one), root.get(other, other)}
    return len(ends) == 2 and any({root.get(a, a), root.get(b, b)} == ends for a, b in apart)


def _numbers(connection: Connection, hashes: Collection[str]) -> dict[tuple[str, ...], int]:
    found, wanted = dict[tuple[str, ...], int](), sorted(hashes)
    for part in parts(wanted):
        query = (
            select(REPORTS.c.hash, STATEMENTS.c.ref, STATEMENTS.c.id)
            .join(REPORTS, REPORTS.c.id == STATEMENTS.c.report_id)
            .where(REPORTS.c.hash.in_(part), STATEMENTS.c.kind == "event")
        )
        found |= {(hash, ref): id for hash, ref, id in connection.execute(query)}
    return found
