"""Every event statement in one incident: new statements joined with those of the desk, and incidents joined or parted.

New statements are compared with what the desk's index brings up. The incidents that they touch are then put together
anew from their statements, so that what an incident is depends on its statements and hardly on the order in which they
came. An incident keeps its number as long as most of its statements stay together. Incidents of more than `LARGE`
statements are not taken apart any more: they grow, compared by some of their statements.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from sqlalchemy import Connection, Select, bindparam, delete, select, update

from dragoman.desk.incidents.candidates import Window
from dragoman.desk.incidents.clustering import Group, cluster, components
from dragoman.desk.incidents.likeness import Likeness, likeness, threshold
from dragoman.desk.incidents.refreshing import refresh
from dragoman.desk.incidents.scores import Scores
from dragoman.desk.incidents.tellings import Telling, tellings
from dragoman.desk.incidents.ties import Ties, ties
from dragoman.desk.keeping import Kept
from dragoman.desk.parts import parts
from dragoman.desk.reserving import reserve
from dragoman.desk.tables import INCIDENTS, RESOLUTIONS, STATEMENTS

LARGE = 48
"""Statements above which an incident is not taken apart any more."""
SHOWN = 24
"""Statements by which such an incident is compared: its first and its last ones."""


def assign(connection: Connection, kept: Kept) -> frozenset[int]:
    """Puts the new event statements of a batch into incidents, new ones or those that the desk has.

    Gives the numbers of all incidents that are new or changed, whose columns are set. Origins must be set before, for
    the columns count them. The transaction is the caller's.
    """
    return _join(connection, tellings(connection, kept.statements, kept.reserved), kept.reserved)


def of_reports(connection: Connection, reports: Collection[int]) -> frozenset[int]:
    """The incidents that some reports tell of: to be asked before they are coded anew, for `rejoin`."""
    found = set[int]()
    for part in parts(reports):
        query = select(STATEMENTS.c.incident_id).where(STATEMENTS.c.report_id.in_(part))
        found.update(connection.scalars(query.where(STATEMENTS.c.incident_id.is_not(None)).distinct()))
    return frozenset(found)


def rejoin(connection: Connection, reports: Collection[int], before: Collection[int] = ()) -> frozenset[int]:
    """Joins all event statements of some reports anew, after they were coded anew.

    `before` are the incidents that they told of before; those that lost all their statements go. Gives the incidents
    that are new or changed.
    """
    ids = [
        id
        for part in parts(reports)
        for id in connection.scalars(
            select(STATEMENTS.c.id).where(STATEMENTS.c.report_id.in_(part), STATEMENTS.c.kind == "event")
        )
    ]
    changed = _join(connection, tellings(connection, ids))
    there = {id for part in parts(before) for id in connection.scalars(_existing(part))}
    told = _members(connection, there)
    _remove(connection, there - told.keys())
    refresh(connection, told.keys() - changed)
    return changed | told.keys()


def regroup(connection: Connection, statements: Collection[int]) -> frozenset[int]:
    """Joins some statements anew, after a person tied or parted them; gives the incidents that changed."""
    tied = ties(connection)
    asked = set(statements)
    return _join(connection, tellings(connection, asked | tied.partners(asked)))


def recompare(connection: Connection, statement: int) -> frozenset[int]:
    """Joins a statement anew, with the others of its report, after a person changed what it says, or changed it back.

    It may leave its incident, and so may what only it held together. Ties by hand stay. Gives the incidents that are
    new or changed.
    """
    query = select(STATEMENTS.c.report_id, STATEMENTS.c.incident_id).where(STATEMENTS.c.id == statement)
    report, old = connection.execute(query).one()
    before = of_reports(connection, [report])
    if old is not None and len(_members(connection, [old])[old]) > LARGE:
        # An incident of that size is not taken apart: the statement is taken out, and comes back if it fits.
        connection.execute(update(STATEMENTS).where(STATEMENTS.c.id == statement).values(incident_id=None))
    return rejoin(connection, [report], before)


def explain(connection: Connection, one: int, other: int) -> Likeness:
    """What speaks for two statements, given by their numbers, telling of one happening, and what against it."""
    found = tellings(connection, (one, other))
    told = likeness(found[one], found[other])
    return replace(told, tied=ties(connection).between(one, other))


def _join(
    connection: Connection, new: dict[int, Telling], reserved: Mapping[int, int] = MappingProxyType({})
) -> frozenset[int]:
    if not new:
        return frozenset()
    tied, found, least = ties(connection), dict(new), threshold()
    scores = _scores(connection, new, found, tied)
    touched = {t.incident for t in found.values() if t.incident is not None}
    large = _gather(connection, touched, found, tied)
    by_incident = defaultdict[int, list[int]](list)
    for telling in found.values():
        if telling.incident is not None and telling.incident not in large:
            by_incident[telling.incident].append(telling.id)
    for ids in by_incident.values():
        scores.among(ids)
    first = _first(sorted(found, key=lambda id: found[id].order), found, large, tied)
    edges = (pair for pair in scores.strong(least) if pair[0] in found and pair[1] in found)
    groups = cluster(first, edges, scores.of, least, tied.apart)
    return _write(connection, groups, found, touched, large, reserved)


def _scores(connection: Connection, new: dict[int, Telling], found: dict[int, Telling], tied: Ties) -> Scores:
    """The scores of the new statements with those of their own report and with their candidates.

    Takes into `found` the statements that they are linked with.
    """
    window, least = Window(connection, new.values()), threshold()
    wanted = {telling.id: window.find(telling) for telling in new.values()}
    partners = tied.partners(new.keys())
    found |= tellings(connection, {id for ids in wanted.values() for id in ids}.union(partners) - new.keys())
    scores = Scores(found)
    by_report = defaultdict[int, list[int]](list)
    for telling in new.values():
        by_report[telling.report].append(telling.id)
    for ids in by_report.values():
        scores.among(ids)
    linked = new.keys() | partners
    for id, ids in wanted.items():
        linked |= {other for other in ids if other in found and scores.of(id, other) >= least}
    for id in found.keys() - linked:
        del found[id]
    return scores


def _gather(connection: Connection, touched: set[int], found: dict[int, Telling], tied: Ties) -> dict[int, int]:
    """Takes all statements of the touched incidents into `found`, and of large ones some; and what is tied to any.

    Gives the sizes of the large ones.
    """
    large = dict[int, int]()
    waiting = set(touched)
    while waiting:
        ids = list[int]()
        members = _members(connection, waiting)
        for incident, all in members.items():
            if len(all) > LARGE:
                large[incident] = len(all)
                all = [*all[: SHOWN // 2], *all[-SHOWN // 2 :]]
            ids += all
        found |= tellings(connection, set(ids) - found.keys())
        found |= tellings(connection, tied.partners(found.keys()))
        waiting = {t.incident for t in found.values() if t.incident is not None} - touched
        touched |= waiting
    return large


def _members(connection: Connection, incidents: Iterable[int]) -> dict[int, list[int]]:
    found = defaultdict[int, list[int]](list)
    for part in parts(incidents):
        query = (
            select(STATEMENTS.c.incident_id, STATEMENTS.c.id)
            .where(STATEMENTS.c.incident_id.in_(part))
            .order_by(STATEMENTS.c.incident_id, STATEMENTS.c.at, STATEMENTS.c.id)
        )
        for incident, id in connection.execute(query):
            found[incident].append(id)
    return found


def _existing(part: Sequence[int]) -> Select[int]:
    return select(INCIDENTS.c.id).where(INCIDENTS.c.id.in_(part))


def _first(all: Sequence[int], found: dict[int, Telling], large: dict[int, int], tied: Ties) -> list[Group]:
    """The groups to begin with: what people tied, large incidents whole, all others alone."""
    whole = defaultdict[int, list[int]](list)
    for id in all:
        incident = found[id].incident
        if incident is not None and incident in large:
            whole[incident].append(id)
    held = {id: tuple(ids) for ids in whole.values() for id in ids}
    groups = dict[tuple[int, ...], None]()
    for group in tied.groups(all):
        merged = dict.fromkeys(item for id in group for item in held.get(id, (id,)))
        groups[tuple(merged)] = None
    return _apart(list(groups))


def _apart(groups: Sequence[tuple[int, ...]]) -> list[Group]:
    """Groups that share items as one."""
    joined = components(
        dict.fromkeys(item for group in groups for item in group),
        [(group[0], item) for group in groups for item in group[1:]],
    )
    return [Group(tuple(items)) for items in joined]


def _write(
    connection: Connection,
    groups: Sequence[Group],
    found: dict[int, Telling],
    touched: set[int],
    large: dict[int, int],
    reserved: Mapping[int, int],
) -> frozenset[int]:
    """Gives every group the number of the incident that most of its statements had, or a new one: the first of those
    that are reserved for them."""
    claims = list[tuple[int, int, int]]()
    for number, group in enumerate(groups):
        votes = defaultdict[int, int](int)
        for id in group.items:
            incident = found[id].incident
            if incident is not None:
                votes[incident] += 1
        claims += [(-max(count, large.get(incident, 0)), incident, number) for incident, count in votes.items()]
    numbers, taken = dict[int, int](), set[int]()
    for _, incident, number in sorted(claims):
        if incident not in taken and number not in numbers:
            numbers[number] = incident
            taken.add(incident)
    fresh = _new_numbers(connection, {n: group for n, group in enumerate(groups) if n not in numbers}, reserved)
    numbers |= fresh
    moves = list[dict[str, int]]()
    successor = dict[int, int]()
    for number, group in enumerate(groups):
        for id in group.items:
            old = found[id].incident
            if old is not None and old in large and old != numbers[number]:
                successor[old] = numbers[number]
            if old != numbers[number]:
                if reserved.get(id) != numbers[number]:
                    moves.append({"of": id, "to": numbers[number]})
                if old is not None:
                    successor.setdefault(old, numbers[number])
    if moves:
        move = update(STATEMENTS).where(STATEMENTS.c.id == bindparam("of")).values(incident_id=bindparam("to"))
        connection.execute(move, moves)
    for old in sorted(large.keys() & successor.keys() - taken):
        rest = update(STATEMENTS).where(STATEMENTS.c.incident_id == old).values(incident_id=successor[old])
        connection.execute(rest)
    changed = {numbers[n] for n, group in enumerate(groups) if _moved(group, found, numbers[n])} | (touched & taken)
    weakest = {numbers[n]: group.score for n, group in enumerate(groups)}
    refresh(connection, changed, weakest, fresh.values())
    _remove(connection, touched - taken, successor)
    return frozenset(changed)


def _new_numbers(connection: Connection, groups: Mapping[int, Group], reserved: Mapping[int, int]) -> dict[int, int]:
    """A number for each group that has none yet."""
    own = {n: min((reserved[id] for id in group.items if id in reserved), default=None) for n, group in groups.items()}
    found = {n: number for n, number in own.items() if number is not None}
    others = [n for n in groups if n not in found]
    if others:
        found |= zip(others, reserve(connection, len(others), max(reserved.values(), default=0)), strict=True)
    return found


def _moved(group: Group, found: dict[int, Telling], number: int) -> bool:
    return any(found[id].incident != number for id in group.items)


def _remove(connection: Connection, incidents: Iterable[int], successor: dict[int, int] | None = None) -> None:
    """Removes incidents without statements; what was resolved by one is so by the one that it went into."""
    gone = sorted(incidents)
    for old in gone:
        to = (successor or {}).get(old)
        connection.execute(update(RESOLUTIONS).where(RESOLUTIONS.c.incident_id == old).values(incident_id=to))
    for part in parts(gone):
        connection.execute(delete(INCIDENTS).where(INCIDENTS.c.id.in_(part)))
