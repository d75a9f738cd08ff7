"""A desk of 100,000 reports: what adding costs, how fast it answers, how large it is.

`python benchmarks/desk.py [--reports 100000] [--at FILE_OR_URL] [--go-on] [--jobs 4]`

The reports are made from the examples (`benchmarks/crises.py`). A desk that is there at `--at` is asked as it is, or
with `--go-on` first filled up to `--reports`, where this program was broken off when it made the desk.
Every question is asked with several filters and several values of each; a question's time is the median over them.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from sqlalchemy import func, select

from benchmarks.corpus import varied
from benchmarks.crises import records
from benchmarks.outcome import arguments, tell
from dragoman import Coder
from dragoman.desk import Desk, adding
from dragoman.desk.adding import Added, keep_all
from dragoman.desk.blocks import raw_size
from dragoman.desk.compacting import size
from dragoman.desk.questions import QUESTIONS, ask, brief
from dragoman.desk.questions.filters import Filter, Filters
from dragoman.desk.tables import ENTITIES, OUTLETS, PARTIES, PLACES, REPORTS, STATEMENTS
from dragoman.errors import OptionError
from dragoman.record import CodedReport

BATCH = 256
ASKED = 5
"""Values of each filter."""
CODED = 400
"""Example reports that adding and coding are compared on."""
TERMS = ("ceasefire", "air strike", "ministry said", "convoy", "refugees")


def build(desk: Desk, count: int, jobs: int, there: int) -> tuple[float, int]:
    """Keeps `count` made records less those that are `there`; gives the seconds that the desk itself took, and for how
    many reports."""
    spent, kept, added = 0.0, 0, Added()
    # Of two made reports that are alike one is kept: the last batch may have been any that holds so many.
    for part in _parts(records(count, jobs=jobs, first=there // BATCH * BATCH), BATCH):
        begun = time.perf_counter()
        keep_all(desk.engine, desk.shown, part, added)
        spent += time.perf_counter() - begun
        kept += len(part)
        if kept % (BATCH * 20) == 0:
            print(f"{kept} reports, {added.statements} statements, {spent:.0f} s", file=sys.stderr, flush=True)
    return spent, added.kept


def share(model: Path | None) -> float:
    """What keeping and joining takes of the processor's time in which one core codes the same reports, 0 to 1."""
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})  # threads that wait for each other would count as coding
    try:
        return _share(Coder(jobs=1, model=model))
    finally:
        os.sched_setaffinity(0, cores)


def _share(coder: Coder) -> float:
    coding = keeping = 0.0
    with tempfile.TemporaryDirectory() as folder, Desk.open(Path(folder) / "a.desk", create=True) as desk:
        begun = time.process_time()
        for part in _parts(coder.code(varied(CODED)), adding.BATCH):  # as a desk adds them: what is kept is let go of
            coded = time.process_time()
            keep_all(desk.engine, desk.shown, part, Added())
            coding, keeping = coding + coded - begun, keeping + time.process_time() - coded
            begun = time.process_time()
    return keeping / coding


def longer(model: Path | None) -> float:
    """How much longer it takes to add reports than to code them alone, both with all cores, 0 to 1 and more."""
    reports = list(varied(CODED))
    begun = time.perf_counter()
    for _ in Coder(jobs=None, model=model).code(reports):
        pass
    coding = time.perf_counter() - begun
    with tempfile.TemporaryDirectory() as folder, Desk.open(Path(folder) / "a.desk", create=True) as desk:
        begun = time.perf_counter()
        desk.add(reports, Coder(jobs=None, model=model))
        return (time.perf_counter() - begun) / coding - 1


def cases(desk: Desk) -> Iterator[Filters]:
    """Filters by what the desk holds: often and seldom named actors, places, outlets, days, types."""
    rng = random.Random(3)
    with desk.reading() as connection:
        often = select(PARTIES.c.entity_id).group_by(PARTIES.c.entity_id).order_by(func.count().desc()).limit(200)
        keys = list(connection.scalars(select(ENTITIES.c.key).where(ENTITIES.c.id.in_(often)).order_by(ENTITIES.c.id)))
        busy = select(STATEMENTS.c.place_id).where(STATEMENTS.c.place_id.is_not(None))
        busy = busy.group_by(STATEMENTS.c.place_id).order_by(func.count().desc()).limit(100)
        places = list(connection.scalars(select(PLACES.c.key).where(PLACES.c.id.in_(busy)).order_by(PLACES.c.id)))
        outlets = list(connection.scalars(select(OUTLETS.c.name).order_by(OUTLETS.c.id).limit(20)))
        first, last = connection.execute(select(func.min(REPORTS.c.published), func.max(REPORTS.c.published))).one()
    for _ in range(ASKED):
        year = rng.randint(int(first[:4]), int(last[:4]))
        yield {}
        yield {"actor": rng.choice(keys)}
        yield {"dyad": tuple(rng.sample(keys[:40], 2))}
        yield {"place": rng.choice(places)}
        yield {"outlet": rng.choice(outlets)}
        yield {"source": rng.choice(keys)}
        yield {"since": f"{year}-03-01", "until": f"{year}-03-31"}
        yield {"type": rng.choice(["ASSAULT", "AGREE", "CONSULT", "ACCUSE"])}
        yield {"status": rng.choice(["plan", "not", "may"])}
        yield {"min_origins": rng.choice([2, 3])}
        yield {"actor": rng.choice(keys), "type": "ASSAULT", "since": f"{year}-01-01"}
        yield {"offset": 10_000, "sort": "-day"}


def asked(desk: Desk, name: str) -> tuple[list[float], int, str]:
    """Milliseconds of a question over all filters that it takes, how many it refused, and the slowest filter."""
    times, refused, worst = list[tuple[float, str]](), 0, ""
    for number, given in enumerate(cases(desk)):
        more: dict[str, Any] = {"words": TERMS[number % len(TERMS)]} if name == "search" else {}
        begun = time.perf_counter()
        try:
            with desk.reading() as connection:
                ask(connection, name, Filter.of(**given), **more)
        except OptionError:
            refused += 1
            continue
        times.append(((time.perf_counter() - begun) * 1000, str(given)))
    worst = max(times)[1] if times else ""
    return [spent for spent, _ in times], refused, worst


def timed(run: Callable[[], object]) -> float:
    """Milliseconds of a call."""
    begun = time.perf_counter()
    run()
    return (time.perf_counter() - begun) * 1000


def _parts(items: Iterator[CodedReport], length: int) -> Iterable[list[CodedReport]]:
    while part := list(islice(items, length)):
        yield part


def main() -> None:
    """The command line."""
    parser = arguments(__doc__ or "")
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--at", help="the desk's file or URL (default: a new file)")
    parser.add_argument("--go-on", action="store_true", help="fill up a desk that this program began")
    parser.add_argument("--jobs", type=int, default=4, help="processes that make records")
    given = parser.parse_args()
    location = given.at or str(Path(tempfile.mkdtemp()) / "large.desk")
    with Desk.open(location, create=True) as desk:
        with desk.reading() as connection:
            there = connection.scalar(select(func.count()).select_from(REPORTS)) or 0
        fill = not there or (given.go_on and there < given.reports)
        spent, kept = build(desk, given.reports, given.jobs, there) if fill else (0.0, 0)
        with desk.reading() as connection:
            reports = connection.scalar(select(func.count()).select_from(REPORTS)) or 0
            statements = connection.scalar(select(func.count()).select_from(STATEMENTS)) or 0
            latest = connection.scalar(select(func.max(REPORTS.c.published))) or ""
        figures: dict[str, object] = {"reports": reports, "statements": statements}
        rows: list[tuple[object, ...]] = []
        for name in QUESTIONS:
            times, refused, worst = asked(desk, name)
            figures[f"{name} ms"] = round(median(times), 1)
            rows.append((name, median(times), max(times), f"{len(times)} asked, {refused} not for it; slowest {worst}"))
        since = f"{latest[:8]}01"
        with desk.reading() as connection:
            runs = [timed(lambda: brief(connection, since)) for _ in range(3)]
        figures["brief ms"] = round(median(runs), 1)
        rows.append(("brief", median(runs), max(runs), f"since {since}"))
        with desk.reading() as connection:
            raw, held = raw_size(connection) / 1e6, size(connection) / 1e6
    rows.append(("size", held, raw, f"MB held, MB of raw text: {held / raw:.2f} times"))
    figures |= {"size": round(held / raw, 2)}
    if kept:
        figures["ms to keep a report"] = round(spent / kept * 1000, 1)
        rows.append(("adding", spent / kept * 1000, spent, f"ms a report to keep and join, s for the last {kept}"))
    part, more = share(given.model), longer(given.model)
    figures |= {"share of coding": round(part, 3), "longer than coding": round(more, 3)}
    rows.append(("keeping examples", part * 100, part * 100, "% of the processor's time that coding them takes"))
    rows.append(("adding examples", more * 100, more * 100, "% longer than coding them alone, with all cores"))
    tell("desk", ("question", "median ms", "most ms", "note"), rows, figures,
         model="records made from examples", record=given.record)  # fmt: skip


if __name__ == "__main__":
    main()
