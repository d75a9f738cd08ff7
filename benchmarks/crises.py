"""A large desk's worth of records: invented crises whose reports are made of the examples' sentences.

The sentences of the example reports, and plain ones between them as real reports have, are read once by the language
model; every made report takes some of them in a new order with its crisis's names, places, bodies and days in them, and
is then coded and tied to the world as any other. Some reports are edited copies of others. Nothing of it happened.
"""

from __future__ import annotations

import random
import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from multiprocessing import Pool
from pathlib import Path

from benchmarks.corpus import examples
from benchmarks.moving import moved
from dragoman.coding import code_graphs
from dragoman.language.graph import SentenceGraph
from dragoman.language.language import Language
from dragoman.record import CodedReport
from dragoman.report import Published, Report
from dragoman.resolve.actors import leaders, organisations
from dragoman.resolve.countries import countries
from dragoman.resolve.resolver import Resolver

REPORTS_OF_A_CRISIS = 200
TELLING, PLAIN = (2, 4), (15, 23)
"""Sentences of a report from the examples, and background sentences: a report of 400 words has ten statements so, as
read by model 4."""
BACKGROUND = Path(__file__).with_name("data") / "background.txt"
COPIED = 0.15
"""Of the reports, those that copy another one of their crisis with some sentences cut and a lead of their own."""
FIRST, YEARS = date(2012, 1, 1), 12
OUTLETS = (
    "Levant Courier", "Bosphorus Wire", "Prairie Sentinel-Dispatch", "Anadolu Agency", "Agence France-Presse",
    "Reuters", "Associated Press", "Harbour Times", "Northern Post", "Delta Herald", "Savanna Monitor",
    "Coastal Gazette", "Plateau News", "Gulf Ledger", "Highland Observer", "Radio Meridian", "Channel Nine",
    "The Morning Compass", "River Tribune", "Steppe Daily",
)  # fmt: skip
_YEAR = re.compile(r"\b(?:201[0-9]|2020)\b")


@dataclass(frozen=True, slots=True)
class Crisis:
    """A made crisis: what the examples' names are called in it, and when it begins."""

    number: int
    names: dict[str, str]
    begins: date


@cache
def blocks() -> tuple[SentenceGraph, ...]:
    """The sentences of the examples, without those whose quotations reach into others."""
    return _alone(examples())


@cache
def background() -> tuple[SentenceGraph, ...]:
    """The background sentences, each read by itself."""
    lines = [line for line in BACKGROUND.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return _alone([Report(line) for line in lines])


def _alone(reports: Sequence[Report]) -> tuple[SentenceGraph, ...]:
    found = list[SentenceGraph]()
    for graphs in Language.load().analyse(reports):
        for graph in graphs:
            inside = [n.span for frame in graph.quotations for n in frame.roles]
            if not graph.is_title and all(graph.span.contains(span) for span in inside):
                found.append(graph)
    return tuple(found)


@cache
def _cities() -> dict[str, list[str]]:
    path = files("dragoman.resolve.places") / "data" / "gazetteer.sqlite"
    db = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
    found = dict[str, list[str]]()
    query = (
        "SELECT unit.country, city.name FROM city JOIN unit ON unit.id = city.unit ORDER BY city.hundreds DESC, city.id"
    )
    for country, name in db.execute(query):
        if len(cities := found.setdefault(country, [])) < 40:
            cities.append(name)
    db.close()
    return found


@cache
def crisis(number: int) -> Crisis:
    """The crisis of a number: two states, their leaders and towns, and bodies of the tables, for the examples' own."""
    rng = random.Random(number)
    states = rng.sample(
        [c for c in countries() if c.end is None and c.demonyms and len(_cities().get(c.iso3, ())) > 20], 3
    )
    people = {leader.name for leader in leaders.register().people if leader.country in {s.iso3 for s in states}}
    pools = {
        "PER": rng.sample(sorted(people), len(people)),
        "GPE": [city for state in states for city in _cities()[state.iso3]],
        "MIL": [body.name for body in organisations.by_key().values() if body.kind == "armed group"],
        "ORG": [body.name for body in organisations.by_key().values() if body.kind == "organisation"],
    }
    for pool in pools.values():
        rng.shuffle(pool)
    turns = {label: iter(pool) for label, pool in pools.items()}
    names = dict[str, str]()
    known = {c.name: i for i, c in enumerate(countries())}
    for graph in (*blocks(), *background()):
        for node in graph.names:
            words = graph.text[node.span.start - graph.span.start : node.span.end - graph.span.start]
            if words in names:
                continue
            if words in known:
                names[words] = states[known[words] % 3].name
            elif node.label == "NORP":
                names[words] = states[len(words) % 3].demonyms[0]
            elif node.label in turns and (new := next(turns[node.label], None)):
                names[words] = new
            elif node.label == "TIME" and (year := _YEAR.search(words)):
                names[words] = words.replace(year[0], str(FIRST.year + number % YEARS))
    return Crisis(number, names, FIRST + timedelta(days=rng.randrange(365 * YEARS)))


def plan(count: int, seed: int) -> list[tuple[int, int, str, date, tuple[int, ...]]]:
    """What each report is made of: its number, its crisis, its outlet, its day and its sentences; by day, as news come
    in."""
    return sorted(_planned(count, seed), key=lambda task: (task[3], task[0]))


def _planned(count: int, seed: int) -> Iterator[tuple[int, int, str, date, tuple[int, ...]]]:
    rng = random.Random(seed)
    crises = max(1, count // REPORTS_OF_A_CRISIS)
    recent = dict[int, tuple[date, tuple[int, ...]]]()
    for number in range(count):
        of = rng.randrange(crises)
        day = date(1, 1, 1)
        told = rng.sample(range(len(blocks())), rng.randint(*TELLING))
        plain = rng.sample(range(-len(background()), 0), rng.randint(*PLAIN))
        sentences = (told[0], *rng.sample([*told[1:], *plain], len(told) + len(plain) - 1))
        days = rng.randrange(300)
        if of in recent and rng.random() < COPIED:
            day, original = recent[of]
            sentences = (sentences[0], *original[1 : rng.randint(len(original) // 2, len(original))])
            days = (day - crisis(of).begins).days + rng.randrange(2)
        day = crisis(of).begins + timedelta(days=days)
        recent[of] = (day, sentences)
        yield number, of, rng.choice(OUTLETS), day, sentences


def made(task: tuple[int, int, str, date, tuple[int, ...]]) -> CodedReport:
    """The coded record of one planned report."""
    number, of, outlet, day, sentences = task
    names = crisis(of).names
    graphs, at = list[SentenceGraph](), 0
    for index, block in enumerate(sentences):
        graphs.append(moved(background()[block] if block < 0 else blocks()[block], names, index, at))
        at = graphs[-1].span.end + (2 if index % 3 == 2 else 1)
    parts = list[str]()
    for index, graph in enumerate(graphs):
        parts += [graph.text, "\n\n" if index % 3 == 2 else " "]
    text = "".join(parts[:-1])
    report = Report(text, outlet=outlet, published=Published(day, "given"), location=f"made/{number}")
    return _resolver().resolve(code_graphs(report, graphs, model="made"), graphs)


@cache
def _resolver() -> Resolver:
    return Resolver()


def records(count: int, seed: int = 11, jobs: int = 1, first: int = 0) -> Iterator[CodedReport]:
    """`count` records without the `first` so many, the same for the same seed, made by so many processes."""
    blocks()
    background()
    tasks = plan(count, seed)[first:]
    if jobs == 1:
        yield from map(made, tasks)
        return
    # A bounded look ahead, so that memory does not grow where the desk is slower than the making.
    with Pool(jobs) as pool:
        for at in range(0, len(tasks), 2000):
            yield from pool.imap(made, tasks[at : at + 2000], chunksize=20)
