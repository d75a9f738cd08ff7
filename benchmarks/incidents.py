"""Incidents: how well the statements of the example crisis are put together, against a key made by hand.

    python benchmarks/incidents.py [--misses] [--many 20000] [--record]

The examples are coded and added one after another; every statement whose trigger shares characters with one of the key
is that mention (the one that shares most). Scores are B-cubed (Bagga and Baldwin 1998) over the mentions that are
found: precision is the mean share of a mention's incident that belongs to it by the key, recall the mean share of what
belongs to it that its incident holds. Two baselines stand beside it: every statement alone, and one incident for all
statements of one type, day and place. `orders` are the lowest and the highest F1 when the reports are added in ten
orders of chance.

With `--misses`, what was put together or apart wrongly. With `--many`, the time that a statement takes in a desk of so
many made reports.
"""

from __future__ import annotations

import csv
import random
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from sqlalchemy import select

from benchmarks.corpus import EXAMPLES
from benchmarks.crises import records
from benchmarks.outcome import arguments, tell
from dragoman import Coder
from dragoman.desk import Desk
from dragoman.desk.adding import now
from dragoman.desk.incidents.assigning import assign
from dragoman.desk.keeping import keep
from dragoman.desk.origins.assigning import assign as assign_origins
from dragoman.desk.tables import REPORTS, STATEMENTS
from dragoman.record import CodedReport

KEY = Path(__file__).with_name("keys") / "idlib_incidents.tsv"
ORDERS = 10
BATCH = 64
Mention = tuple[int, int, int]
"""The number of a report in the order of the examples' files, from 1, and the characters of a trigger."""


@dataclass(frozen=True, slots=True)
class Score:
    """B-cubed precision, recall and their harmonic mean, 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean."""
        return 2 * self.precision * self.recall / (self.precision + self.recall)


@dataclass(frozen=True, slots=True)
class Found:
    """What a desk has: the incident of each statement, its trigger's words, and its type, day and place."""

    incident: int
    words: str
    plain: tuple[str, str | None, int | None]


def main() -> None:
    """Tells the scores."""
    parser = arguments(__doc__ or "", *())
    parser.add_argument("--misses", action="store_true", help="list what was put together or apart wrongly")
    parser.add_argument("--many", type=int, default=0, help="time the joining of so many made reports")
    options = parser.parse_args()
    coder = Coder(model=options.model)
    coded = [next(iter(coder.code([path]))) for path in sorted(EXAMPLES.glob("[0-9]*"))]
    wanted = key()
    found = added(coded, range(len(coded)))
    names = matched(wanted, found)
    scores = {
        "joined": bcubed(names, {mention: found[mention].incident for mention in names}),
        "each alone": bcubed(names, {mention: mention for mention in names}),
        "type, day and place": bcubed(names, {mention: found[mention].plain for mention in names}),
    }
    by_chance = list[float]()
    for seed in range(ORDERS):
        order = list(range(len(coded)))
        random.Random(seed).shuffle(order)
        other = added(coded, order)
        by_chance.append(bcubed(names, {mention: other[mention].incident for mention in names}).f1)
    rows = [[name, f"{s.precision:.3f}", f"{s.recall:.3f}", f"{s.f1:.3f}"] for name, s in scores.items()]
    figures = {
        "mentions of the key": len(wanted),
        "found": len(names),
        "incidents of the key": len(set(names.values())),
        "incidents": len({found[mention].incident for mention in names}),
        "precision": round(scores["joined"].precision, 3),
        "recall": round(scores["joined"].recall, 3),
        "f1": round(scores["joined"].f1, 3),
        "f1 alone": round(scores["each alone"].f1, 3),
        "f1 type, day and place": round(scores["type, day and place"].f1, 3),
        "orders": [round(min(by_chance), 3), round(max(by_chance), 3)],
    }
    if options.misses:
        misses(names, found)
    if options.many:
        figures |= {"reports": options.many, "milliseconds a statement": speed(options.many)}
        rows.append([f"{options.many} reports, ms a statement", str(figures["milliseconds a statement"]), "", ""])
    tell(
        "incidents",
        ("incidents", "precision", "recall", "F1"),
        rows,
        figures,
        model=coder.model_name,
        record=options.record,
    )


def key() -> dict[Mention, str]:
    """The key: the name of the incident of every mention."""
    with KEY.open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith("#"))
        return {
            (int(row["report"]), int(row["start"]), int(row["end"])): row["incident"]
            for row in csv.DictReader(lines, delimiter="\t")
        }


def added(coded: Sequence[CodedReport], order: Iterable[int]) -> dict[Mention, Found]:
    """The event statements of a desk to which the examples were added one after another in an order."""
    number = {one.report.hash: at for at, one in enumerate(coded, 1)}
    with tempfile.TemporaryDirectory() as folder, Desk.open(Path(folder) / "a.desk", create=True) as desk:
        for at in order:
            with desk.writing() as connection:
                kept = keep(connection, [coded[at]], now())
                assign_origins(connection, kept)
                assign(connection, kept)
        query = (
            select(STATEMENTS, REPORTS.c.hash)
            .join(REPORTS, REPORTS.c.id == STATEMENTS.c.report_id)
            .where(STATEMENTS.c.kind == "event")
        )
        with desk.reading() as connection:
            rows = connection.execute(query).all()
    found = dict[Mention, Found]()
    for row in rows:
        start, end = map(int, row.ref.removeprefix("e").split("-")[:2])
        at = number[row.hash]
        words = coded[at - 1].report.text[start:end]
        found[at, start, end] = Found(row.incident_id, words, (row.type, row.day, row.place_id))
    return found


def matched(wanted: Mapping[Mention, str], found: Collection[Mention]) -> dict[Mention, str]:
    """The names of the incidents of the found mentions that the key has."""
    pairs = sorted(
        (
            (min(end, other[2]) - max(start, other[1]), other, (report, start, end))
            for report, start, end in wanted
            for other in found
            if other[0] == report and max(start, other[1]) < min(end, other[2])
        ),
        key=lambda pair: (-pair[0], pair[1:]),
    )
    names, used = dict[Mention, str](), set[Mention]()
    for _, mention, of in pairs:
        if mention not in names and of not in used:
            names[mention] = wanted[of]
            used.add(of)
    return names


def bcubed(names: Mapping[Mention, str], groups: Mapping[Mention, object]) -> Score:
    """B-cubed scores of groups of mentions against the key's names."""
    wanted, made = defaultdict[object, set[Mention]](set), defaultdict[object, set[Mention]](set)
    for mention, name in names.items():
        wanted[name].add(mention)
        made[groups[mention]].add(mention)
    precision = recall = 0.0
    for mention, name in names.items():
        both = len(wanted[name] & made[groups[mention]])
        precision += both / len(made[groups[mention]])
        recall += both / len(wanted[name])
    return Score(precision / len(names), recall / len(names))


def misses(names: Mapping[Mention, str], found: Mapping[Mention, Found]) -> None:
    """Tells the incidents that hold several of the key, and those of the key that stand in several."""
    made, wanted = defaultdict[int, list[Mention]](list), defaultdict[str, list[Mention]](list)
    for mention, name in sorted(names.items()):
        made[found[mention].incident].append(mention)
        wanted[name].append(mention)
    for of in made.values():
        if len({names[mention] for mention in of}) > 1:
            print("together:", "; ".join(f"{m[0]} {found[m].words!r} ({names[m]})" for m in of))
    for name, of in wanted.items():
        if len({found[mention].incident for mention in of}) > 1:
            print(f"apart, {name}:", "; ".join(f"{m[0]} {found[m].words!r} #{found[m].incident}" for m in of))


def speed(count: int) -> float:
    """Milliseconds of a core that joining takes for an event statement in the last tenth of so many made reports."""
    reports, done, spent, last = records(count), 0, 0.0, 0
    with tempfile.TemporaryDirectory() as folder, Desk.open(Path(folder) / "many.desk", create=True) as desk:
        while part := list(islice(reports, BATCH)):
            with desk.writing() as connection:
                kept = keep(connection, part, now())
                assign_origins(connection, kept)
                begun = time.process_time()
                assign(connection, kept)
                took = time.process_time() - begun
            done += len(part)
            if done > 0.9 * count:
                spent, last = spent + took, last + sum(len(one.events) for one in part)
    return round(spent / last * 1000, 2)


if __name__ == "__main__":
    sys.exit(main())
