"""The origin of every report: the one whose text it copies.

What is decided here depends on which reports the desk holds and not on the order in which they came:

- two reports are a *pair* where they share a story's text (`dragoman.desk.origins.finding`);
- of a pair, the earlier one is who comes first by day of publication, then by being credited by the other, then by
  carrying an agency's credit, then by length, then by hash; a report of an unknown day comes last;
- a report's source is, of its pairs' earlier reports, the one that holds most of it; its origin is the earliest of
  those that are the source, or a pair with the source. A report with no earlier pair is its own origin.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from sqlalchemy import Connection, bindparam, delete, func, insert, or_, select, update

from dragoman.coding.media import medium
from dragoman.desk.keeping import Kept
from dragoman.desk.origins.finding import HALF, Pair, pair, pairs
from dragoman.desk.origins.keys import mark
from dragoman.desk.origins.shingles import sentence_around, share, shingles
from dragoman.desk.origins.signatures import Signature
from dragoman.desk.origins.sketches import Sketch, ordinal
from dragoman.desk.origins.texts import Texts
from dragoman.desk.parts import parts
from dragoman.desk.tables import COPIES, OUTLETS, REPORTS, STATEMENTS

_ROUNDS = 8
"""How often reports are compared with the origins that their neighbours turned out to have."""
_LOCK = 20160
"""The number that writers to one PostgreSQL database have in common."""
_ADDED = 0.5
"""A sentence of a copy of whose 3-grams fewer stand in the origin is the copy's own."""


@dataclass(frozen=True, slots=True)
class _Node:
    """A report that has a pair."""

    id: int
    day: int
    hash: str
    outlet: int | None
    credit: int | None
    wire: bool
    size: int
    origin: int | None
    copied: float | None


@dataclass
class _Graph:
    nodes: dict[int, _Node] = field(default_factory=dict[int, _Node])
    shares: dict[int, dict[int, float]] = field(default_factory=dict[int, dict[int, float]])
    movable: set[int] = field(default_factory=set[int])

    def order(self, report: int) -> tuple[float, int, int, str]:
        """What reports of a story are sorted by, the earliest first."""
        node = self.nodes[report]
        credited = node.outlet is not None and any(
            self.nodes[other].credit == node.outlet for other in self.shares.get(report, ())
        )
        rank = 0 if credited or node.wire else 1 if node.credit is not None else 2
        return (node.day or float("inf"), rank, -node.size, node.hash)

    def origin(self, report: int) -> tuple[int, float | None]:
        """The report's origin and how much of the report stands there."""
        own = self.order(report)
        mine = self.shares.get(report, {})
        earlier = {other: order for other in mine if (order := self.order(other)) < own}
        if not earlier:
            return report, None
        source = min(earlier, key=lambda other: (-mine[other], earlier[other]))
        linked = self.shares.get(source, {})
        found = min((other for other in earlier if other == source or other in linked), key=earlier.__getitem__)
        return found, round(mine[found], 3)


def assign(connection: Connection, kept: Kept) -> frozenset[int]:
    """Finds the origins of new reports, and sets those of others anew where the new ones change them.

    Writes `reports.origin_id`, `reports.copied`, `statements.origin` and the tables `sketches`, `copies`.
    Gives the reports, new ones aside, whose statements may have another origin key now. The transaction is the
    caller's.
    """
    if not kept.reports:
        return frozenset()
    if connection.dialect.name == "postgresql":
        # Two writers would not see each other's reports: the second waits here until the first has committed.
        connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
    texts = Texts(connection)
    _sketch(connection, kept.reports, texts)
    connection.execute(
        update(REPORTS).where(REPORTS.c.id == bindparam("of")).values(origin_id=bindparam("of"), copied=None),
        [{"of": id} for id in kept.reports],
    )
    seeds = _forget(connection, texts, kept.reports)
    found = pairs(texts, kept.reports)
    changed = set[int]()
    for _ in range(_ROUNDS):
        _write_pairs(connection, found)
        seeds |= {id for made in found for id in (made.one, made.other)}
        graph = _graph(connection, texts, seeds)
        moved = _move(connection, graph)
        changed |= moved.keys()
        found = _further(connection, texts, graph, moved, seeds)
        if not found:
            break
    everyone = sorted({*kept.reports, *changed})
    mark(connection, everyone, _added(connection, texts, everyone))
    return frozenset(changed - set(kept.reports))


def mark_anew(connection: Connection, reports: Collection[int]) -> None:
    """Sets the origin keys of the statements of reports again, after these were coded anew; texts stay as they were,
    and so do the reports' origins."""
    mark(connection, sorted(reports), _added(connection, Texts(connection), reports))


def _sketch(connection: Connection, reports: Collection[int], texts: Texts) -> None:
    """Signs new reports."""
    texts.read(reports)
    days, outlets = dict[int, int](), dict[int, int | None]()
    for at in parts(reports):
        query = select(REPORTS.c.id, REPORTS.c.published, REPORTS.c.outlet_id).where(REPORTS.c.id.in_(at))
        for id, day, outlet in connection.execute(query):
            days[id], outlets[id] = ordinal(day), outlet
    texts.sign({id: Sketch(days[id], outlets[id], Signature.of(texts.grams(id))) for id in reports})


def _forget(connection: Connection, texts: Texts, reports: Iterable[int]) -> set[int]:
    """Removes pairs of later reports that share only what an earlier one, new to the desk, shows to be background.

    Gives the reports that lost a pair.
    """
    later = {other for report in reports for other in texts.later(report, HALF)}
    if not later:
        return set()
    lost = set[int]()
    for part in parts(later):
        weak = (COPIES.c.report_id.in_(part), COPIES.c.share < HALF)
        for one, other in connection.execute(select(COPIES.c.report_id, COPIES.c.other_id).where(*weak)).all():
            if pair(texts, one, other) is None:
                both = or_(
                    (COPIES.c.report_id == one) & (COPIES.c.other_id == other),
                    (COPIES.c.report_id == other) & (COPIES.c.other_id == one),
                )
                connection.execute(delete(COPIES).where(both))
                lost |= {one, other}
    return lost


def _write_pairs(connection: Connection, found: Iterable[Pair]) -> None:
    rows = [
        {"report_id": one, "other_id": other, "share": round(part, 4)}
        for made in found
        for one, other, part in (
            (made.one, made.other, made.one_share),
            (made.other, made.one, made.other_share),
        )
    ]
    if rows:
        connection.execute(insert(COPIES), rows)


def _graph(connection: Connection, texts: Texts, seeds: Collection[int]) -> _Graph:
    """The reports whose origin some others may change, and all that it depends on.

    A pair changes the rank of its reports, and so the origins of their neighbours: those within two steps of the seeds
    are `movable`. Their origins depend on pairs of a third step and on the credits of a fourth.
    """
    graph = _Graph()
    edge = set(seeds)
    for step in range(4):
        graph.shares |= {id: {} for id in edge}
        for part in parts(edge):
            query = select(COPIES.c.report_id, COPIES.c.other_id, COPIES.c.share).where(COPIES.c.report_id.in_(part))
            for one, other, part_of in connection.execute(query):
                graph.shares[one][other] = part_of
        if step < 3:
            graph.movable |= edge
        edge = {other for id in edge for other in graph.shares[id]} - graph.shares.keys()
    names = dict[int, bool]()
    sketches = texts.sketches(graph.shares.keys() | edge)
    for part in parts(sketches):
        columns = (REPORTS.c.id, REPORTS.c.published, REPORTS.c.hash, REPORTS.c.outlet_id, REPORTS.c.credit_id)
        query = (
            select(*columns, REPORTS.c.origin_id, REPORTS.c.copied, OUTLETS.c.name)
            .outerjoin(OUTLETS, OUTLETS.c.id == REPORTS.c.outlet_id)
            .where(REPORTS.c.id.in_(part))
        )
        for id, day, hash, outlet, credit, origin, copied, name in connection.execute(query):
            if outlet is not None and outlet not in names:
                of = medium(name)
                names[outlet] = of is not None and of.kind == "agency"
            wire = outlet is not None and names[outlet]
            size = sketches[id].signature.size
            graph.nodes[id] = _Node(id, ordinal(day), hash, outlet, credit, wire, size, origin, copied)
    return graph


def _move(connection: Connection, graph: _Graph) -> dict[int, tuple[int | None, int]]:
    """Sets origins that are others than they were; gives what they were and are."""
    moved = dict[int, tuple[int | None, int]]()
    rows = list[dict[str, object]]()
    for id in sorted(graph.movable):
        node = graph.nodes[id]
        origin, copied = graph.origin(id)
        if (origin, copied) != (node.origin, node.copied):
            moved[id] = (node.origin, origin)
            rows.append({"of": id, "origin": origin, "share": copied})
    if rows:
        one = update(REPORTS).where(REPORTS.c.id == bindparam("of"))
        connection.execute(one.values(origin_id=bindparam("origin"), copied=bindparam("share")), rows)
    return moved


def _further(
    connection: Connection,
    texts: Texts,
    graph: _Graph,
    moved: dict[int, tuple[int | None, int]],
    seeds: Collection[int],
) -> list[Pair]:
    """Pairs of reports with the origins of those that they are a pair with, where they were not compared before.

    The candidates of a report are bounded in number; of a story that two hundred outlets carry, its first report may
    not be among them.
    """
    wanted = set[tuple[int, int]]()
    for id in graph.nodes.keys() & {*seeds, *moved}:
        origin = moved[id][1] if id in moved else graph.nodes[id].origin
        beyond = moved[origin][1] if origin in moved else graph.nodes[origin].origin if origin in graph.nodes else None
        if origin is not None and beyond is not None and beyond not in (id, origin):
            wanted.add((min(id, beyond), max(id, beyond)))
    for before, (_, after) in moved.items():
        if before != after:
            members = connection.scalars(select(REPORTS.c.id).where(REPORTS.c.origin_id == before))
            wanted |= {(min(id, after), max(id, after)) for id in members if id not in (before, after)}
    fresh = sorted(both for both in wanted if both[1] not in graph.shares.get(both[0], {}))
    there = set[tuple[int, int]]()
    for part in parts({one for one, _ in fresh}):
        query = select(COPIES.c.report_id, COPIES.c.other_id).where(COPIES.c.report_id.in_(part))
        there |= {(one, other) for one, other in connection.execute(query)}
    return [made for one, other in fresh if (one, other) not in there and (made := pair(texts, one, other))]


def _added(connection: Connection, texts: Texts, reports: Collection[int]) -> dict[int, list[int]]:
    """The statements of copies that do not stand in the origin."""
    origins = dict[int, int]()
    for part in parts(reports):
        query = select(REPORTS.c.id, REPORTS.c.origin_id).where(REPORTS.c.id.in_(part), REPORTS.c.copied.is_not(None))
        origins |= {row.id: row.origin_id for row in connection.execute(query)}
    texts.read({*origins, *origins.values()})
    found = {id: list[int]() for id in origins}
    for part in parts(origins):
        columns = (STATEMENTS.c.id, STATEMENTS.c.report_id, STATEMENTS.c.start, STATEMENTS.c.end)
        for id, report, start, end in connection.execute(select(*columns).where(STATEMENTS.c.report_id.in_(part))):
            said = shingles(sentence_around(texts.text(report), start, end))
            if share(said, texts.grams(origins[report])) < _ADDED:
                found[report].append(id)
    return found
