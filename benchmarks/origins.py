"""Origins: copies found among reports that were edited as newsrooms edit them, and outlets named twice.

    python benchmarks/origins.py [--ucdp ucdp_ged191_syria.csv] [--many 100000] [--record]

Every example report is taken over by invented outlets in nine ways of editing (benchmarks/editing.py), twice each. All
examples are dated within ten days, so that any report could be a copy of any other; each outlet prints a notice of its
own below all that it publishes, and half of the reports end with one of three paragraphs of background: these are the
hard negatives. Recall is told by edit: of the pairs of an example and what was made of it, those that are found.
Precision is the share of all pairs found that have a story in common. `origin` is how many of the reports made get an
origin of their story. The figures are told for a desk that begins with these reports, and for one that held older ones
of the same outlets, with their notices and background.

With `--ucdp`, the events of UCDP's table (GED 19.1, Syria) whose reports are all of one outlet are told, by
spelling and by `outlet_key`. With `--many`, the time that a report takes in a desk of so many made ones.
"""

from __future__ import annotations

import csv
import itertools
import random
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from sqlalchemy import Connection, select

from benchmarks.corpus import examples
from benchmarks.editing import EDITS, Story, newsroom, own, published
from benchmarks.outcome import arguments, tell
from dragoman.coding import code_graphs
from dragoman.desk import Desk
from dragoman.desk.adding import now
from dragoman.desk.keeping import keep
from dragoman.desk.origins.assigning import assign
from dragoman.desk.origins.names import outlet_key
from dragoman.desk.origins.shingles import share, shingles
from dragoman.desk.tables import COPIES, REPORTS
from dragoman.record import CodedReport
from dragoman.report import Published, Report

SAME = {6: 5, 17: 16}
"""Examples that their own key tells to be copies of others, by their numbers from 0."""
FIRST = date(2020, 3, 1)
DAYS = 10
OUTLETS = ("Harbour Times", "Delta Herald", "Plateau News", "Coastal Gazette")
TWICE = 2
BATCH = 64
A_DAY = 274
"""Reports of a day with `--many`: a hundred thousand a year."""


@dataclass(frozen=True, slots=True)
class Made:
    """A report, the examples whose text it holds, and by which edit; "" for an example itself."""

    report: Report
    stories: frozenset[int]
    edit: str = ""


def main() -> None:
    """Tells how many copies are found."""
    parser = arguments(__doc__ or "", *())
    parser.add_argument("--ucdp", type=Path, help="UCDP's table of events")
    parser.add_argument("--many", type=int, default=0, help="time the adding of so many made reports")
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--misses", action="store_true", help="list the pairs that are missed and those found wrongly")
    options = parser.parse_args()
    made = corpus(options.seed)
    rows, figures = list[list[object]](), dict[str, Any]()
    for name, older in (("fresh", []), ("older", archive())):
        found, origins = joined([*older, *made], len(older), random.Random(options.seed))
        rows += table(name, made, found, origins)
        figures |= {f"{key} {name}": value for key, value in summary(made, found, origins).items()}
        if options.misses:
            misses(made, found)
    if options.ucdp:
        figures |= ucdp(options.ucdp)
        rows += [["ucdp", key, value, "", ""] for key, value in figures.items() if key.startswith("events")]
    if options.many:
        figures |= {"reports": options.many, "milliseconds a report": speed(options.many)}
        rows.append(["many", f"{options.many} reports, ms a report", figures["milliseconds a report"], "", ""])
    columns = ("desk", "edit", "n", "recall", "origin")
    tell("origins", columns, rows, figures, model="none (texts alone)", record=options.record)


def corpus(seed: int) -> list[Made]:
    """The examples, and what outlets made of them."""
    rng = random.Random(seed)
    words = newsroom()
    stories = [Story.of(report) for report in examples()]
    made = list[Made]()
    for number, story in enumerate(stories):
        day = FIRST + timedelta(days=number % DAYS)
        group = SAME.get(number, number)
        if group != number:
            day = FIRST + timedelta(days=group % DAYS + 1)
        made.append(Made(report(story, "Reuters", day), frozenset({group})))
        for name, edit in EDITS.items():
            for _ in range(TWICE):
                other = rng.choice([n for n in range(len(stories)) if SAME.get(n, n) != group])
                outlet = rng.randrange(len(OUTLETS))
                done = published(rng, edit(rng, story, stories[other]), words["notices"][outlet], words["backgrounds"])
                held = {group, SAME.get(other, other)} if name.startswith("merged") else {group}
                later = day + timedelta(days=rng.randint(0, 3))
                made.append(Made(report(done, OUTLETS[outlet], later), frozenset(held), name))
    # Two cuts at one place under one notice are one report.
    return list({one.report.hash: one for one in made}.values())


def archive() -> list[Made]:
    """Older reports of the same outlets about other things, with the same notices and background."""
    rng, words = random.Random(0), newsroom()
    found = list[Made]()
    for number in range(40):
        story = Story(own(rng), tuple(" ".join(own(rng) for _ in range(6)) for _ in range(6)))
        done = published(rng, story, words["notices"][number % 4], words["backgrounds"])
        day = FIRST - timedelta(days=8 + number % 12)
        found.append(Made(report(done, OUTLETS[number % 4], day), frozenset()))
    return found


def report(story: Story, outlet: str, day: date) -> Report:
    """A story as a report."""
    return Report(story.text, title=story.title, outlet=outlet, published=Published(day, "given"))


def joined(made: Sequence[Made], skip: int, rng: random.Random) -> tuple[dict[tuple[int, int], float], dict[int, int]]:
    """The pairs that a desk finds, and the origins, by the numbers of reports in `made` after the first `skip`.

    The reports come in an order of chance.
    """
    order = list(range(len(made)))
    rng.shuffle(order)
    with tempfile.TemporaryDirectory() as folder, Desk.open(Path(folder) / "made.desk", create=True) as desk:
        numbers = dict[int, int]()
        for at in range(0, len(order), BATCH):
            part = order[at : at + BATCH]
            with desk.writing() as connection:
                numbers |= dict(zip(take(connection, [made[n].report for n in part]), part, strict=True))
        with desk.reading() as connection:
            pairs = connection.execute(select(COPIES.c.report_id, COPIES.c.other_id, COPIES.c.share)).all()
            origins = connection.execute(select(REPORTS.c.id, REPORTS.c.origin_id)).all()
    back = {id: number - skip for id, number in numbers.items()}
    found = {(back[one], back[other]): part for one, other, part in pairs if back[one] >= 0 and back[other] >= 0}
    return found, {back[id]: back[origin] for id, origin in origins}


def take(connection: Connection, reports: Sequence[Report]) -> tuple[int, ...]:
    """Keeps and joins reports without reading them by the model; gives their numbers."""
    kept = keep(connection, [bare(report) for report in reports], now())
    assign(connection, kept)
    return kept.reports


def bare(report: Report) -> CodedReport:
    """The record of a report that nothing was found in but its credit."""
    return code_graphs(report, [])


def wanted(made: Sequence[Made]) -> dict[str, list[tuple[int, int]]]:
    """By edit, the pairs of an example and what was made of it."""
    found = defaultdict[str, list[tuple[int, int]]](list)
    firsts = {n: next(iter(one.stories)) for n, one in enumerate(made) if not one.edit}
    for number, one in enumerate(made):
        if one.edit:
            source = max(first for first in firsts if first < number)
            found[one.edit].append((source, number))
    return found


def table(
    name: str, made: Sequence[Made], found: dict[tuple[int, int], float], origins: dict[int, int]
) -> list[list[object]]:
    """The rows of one desk."""
    rows = list[list[object]]()
    for edit, pairs in wanted(made).items():
        hit = sum(pair in found for pair in pairs)
        right = sum(traced(made, origins, copy) for _, copy in pairs)
        rows.append([name, edit, len(pairs), f"{hit / len(pairs):.3f}", f"{right / len(pairs):.3f}"])
    told = summary(made, found, origins)
    rows.append([name, "all", told["pairs"], f"{told['recall']:.3f}", f"{told['origin']:.3f}"])
    rows.append([name, "precision of pairs", told["found"], f"{told['precision']:.3f}", ""])
    return rows


def summary(made: Sequence[Made], found: dict[tuple[int, int], float], origins: dict[int, int]) -> dict[str, Any]:
    """The figures of one desk. Precision counts each pair once."""
    pairs = [pair for of in wanted(made).values() for pair in of]
    once = [pair for pair in found if pair[0] < pair[1]]
    right = sum(bool(made[one].stories & made[other].stories) for one, other in once)
    copies = [copy for _, copy in pairs]
    good = sum(traced(made, origins, copy) for copy in copies)
    return {
        "pairs": len(pairs),
        "recall": round(sum(pair in found for pair in pairs) / len(pairs), 3),
        "found": len(once),
        "precision": round(right / len(once), 3),
        "origin": round(good / len(copies), 3),
    }


def traced(made: Sequence[Made], origins: dict[int, int], copy: int) -> bool:
    """Whether a copy's origin is another report of a story that it holds."""
    origin = origins[copy]
    return origin != copy and origin >= 0 and bool(made[origin].stories & made[copy].stories)


def misses(made: Sequence[Made], found: dict[tuple[int, int], float]) -> None:
    """Tells the pairs that are missed and those found wrongly."""
    grams = [shingles(one.report.text) for one in made]

    def told(one: int, other: int) -> str:
        parts = [f"{share(grams[a], grams[b]):.2f} of {len(grams[a])}" for a, b in ((one, other), (other, one))]
        return f"{', '.join(parts)}: {made[one].report.title} | {made[other].report.title}"

    for edit, pairs in wanted(made).items():
        for one, other in pairs:
            if (one, other) not in found:
                print(f"missed, {edit}: {told(one, other)}")
    for one, other in found:
        if one < other and not made[one].stories & made[other].stories:
            print(f"wrong, {made[one].edit or 'example'} and {made[other].edit or 'example'}: {told(one, other)}")


def ucdp(path: Path) -> dict[str, int]:
    """How many events of several reports have them all from one outlet, and how many name any outlet twice."""
    counts = Counter[str]()
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            names = [name.strip() for name in row["source_office"].split(";") if name.strip()]
            if len(names) < 2:
                continue
            keys = [outlet_key(name) for name in names]
            counts["events of several reports"] += 1
            counts["events of one outlet, as spelled"] += len(set(names)) == 1
            counts["events of one outlet, by key"] += len(set(keys)) == 1
            counts["events that name an outlet twice, as spelled"] += len(set(names)) < len(names)
            counts["events that name an outlet twice, by key"] += len(set(keys)) < len(keys)
    return dict(counts)


def speed(count: int) -> float:
    """Milliseconds of a core that finding the origin of a report takes in the last tenth of so many made reports."""
    reports = many(count)
    done, spent, last = 0, 0.0, 0
    with tempfile.TemporaryDirectory() as folder, Desk.open(Path(folder) / "many.desk", create=True) as desk:
        while part := list(itertools.islice(reports, BATCH)):
            with desk.writing() as connection:
                kept = keep(connection, [bare(report) for report in part], now())
                begun = time.process_time()
                assign(connection, kept)
                took = time.process_time() - begun
            done += len(part)
            if done > 0.9 * count:
                spent, last = spent + took, last + len(part)
    return round(spent / last * 1000, 2)


def many(count: int) -> Iterator[Report]:
    """Reports of made words that follow Zipf's law, `A_DAY` a day: each has two of 300 stock sentences and its outlet's
    notice, and one in seven is a copy of a recent one with a new lead and its end cut off."""
    rng = random.Random(1)
    letters = ("bcdfghklmnprst", "aeiou")
    words = ["".join(map(rng.choice, letters * rng.randint(1, 4))) for _ in range(20_000)]
    often = list(itertools.accumulate(1 / (rank + 3) for rank in range(len(words))))

    def sentence() -> str:
        return " ".join(rng.choices(words, cum_weights=often, k=rng.randint(12, 26))).capitalize() + "."

    stock = [sentence() for _ in range(300)]
    notices = [f"{sentence()} {sentence()}" for _ in range(20)]
    recent = list[list[str]]()
    for number in range(count):
        if recent and rng.random() < 1 / 7:
            old = rng.choice(recent)
            body = [sentence(), *old[1 : rng.randint(len(old) // 2, len(old))]]
        else:
            body = [*(sentence() for _ in range(rng.randint(12, 22))), *rng.sample(stock, 2)]
            rng.shuffle(body)
        recent = [*recent[1 - A_DAY :], body]
        outlet = rng.randrange(len(notices))
        day = date(2015, 1, 1) + timedelta(days=number // A_DAY)
        text = f"{' '.join(body)}\n{notices[outlet]}"
        yield Report(text, outlet=f"Outlet {outlet}", published=Published(day, "given"))


if __name__ == "__main__":
    sys.exit(main())
