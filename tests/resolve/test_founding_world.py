"""The founding example's actors, places and times against what a careful reader made of them.

Its files are not part of the project; where they lie is told by DRAGOMAN_SHARED, else they are looked for beside it.
"""

from __future__ import annotations

import json
import math
import os
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dragoman.coding import code_graphs, from_annotation
from dragoman.language.graph import SentenceGraph
from dragoman.record import Entity, World
from dragoman.report import Published, Report
from dragoman.resolve.actors.identity import Identity
from dragoman.resolve.actors.lookup import identify
from dragoman.resolve.resolver import Resolver

FOLDER = Path(os.environ.get("DRAGOMAN_SHARED", Path(__file__).parents[3] / "shared")) / "seed"

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason=f"the founding example is not at {FOLDER}")


def lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / name).read_text("utf-8").splitlines() if line.strip()]


@pytest.fixture(scope="module")
def target() -> dict[str, Any]:
    return json.loads((FOLDER / "resolved.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def world() -> World:
    text = (FOLDER / "report.txt").read_text("utf-8")
    annotations = {line["i"]: line for line in lines("annotations.jsonl")}
    graphs, at = list[SentenceGraph](), 0
    for index, line in enumerate(lines("sentences.jsonl")):
        words = line["text"].strip()
        match = re.compile(r"\s+".join(map(re.escape, words.split()))).search(text, at)
        assert match, line["i"]
        at = match.end()
        graphs.append(
            from_annotation(
                {"text": words}, annotations[line["i"]], index=index, start=match.start(), is_title=index == 0
            )
        )
    report = Report(text, title_span=graphs[0].span, published=Published(date(2019, 6, 1), "text"))
    return Resolver().resolve(code_graphs(report, graphs), graphs).world


def holds(world: World, words: str) -> list[Entity | Identity]:
    return [e for e in world.entities if any(words in m.text for m in e.mentions) or words == e.name]


def is_of(sector: str | None, entity: Entity | Identity) -> bool:
    """Whether an actor is of a sector; the reader takes CVL for EDU."""
    return sector is None or sector in entity.sectors or (sector == "EDU" and "CVL" in entity.sectors)


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    (p, q), (r, s) = (tuple(map(math.radians, point)) for point in (a, b))
    return 6371 * math.acos(min(1.0, math.sin(p) * math.sin(r) + math.cos(p) * math.cos(r) * math.cos(q - s)))


def test_times(world: World, target: dict[str, Any]):
    found = {time.mention.text: time for time in world.times}
    wrong = list[object]()
    for expected in target["times"]:
        made = found.get(expected["text"]) or next((t for w, t in found.items() if expected["text"] in w), None)
        if made is None or made.value[: len(expected.get("value", ""))] != expected.get("value", ""):
            wrong.append((expected, made and made.value))
        elif "start" in expected and (made.start or "")[: len(expected["start"])] != expected["start"]:
            wrong.append((expected, made.start, made.end))
    assert not wrong


def test_actors(world: World, target: dict[str, Any]):
    wrong = list[object]()
    for expected in target["actors"]:
        # A capital that no event or attribution has as an actor is asked for by itself.
        entities = holds(world, expected["text"]) or [identify(expected["text"], date=date(2019, 6, 1))]
        wanted = expected.get("as_actor", expected)
        fits = [e for e in entities if wanted.get("country", e.country) == e.country and is_of(wanted.get("sector"), e)]
        if "members" in expected:
            ids = {e.id for name in expected["members"] for e in holds(world, name)}
            fits = [e for e in world.entities if e in entities and e.members and set(e.members) <= ids]
        if not fits:
            wrong.append((expected["text"], wanted.get("country"), wanted.get("sector"),
                          [(e.name, e.country, e.sectors) for e in entities]))  # fmt: skip
    assert not wrong


def test_who_is_meant_by_other_words(world: World, target: dict[str, Any]):
    wrong = list[object]()
    for expected in target["actors"]:
        said = {m.text for e in world.entities if e in holds(world, expected["text"]) for m in e.mentions}
        for other in (*expected.get("same_as", ()), *expected.get("aliases", ())):
            # An alias may stand within a longer mention alone.
            if not any(other.partition(" (seed")[0] in words for words in said):
                wrong.append((expected["text"], other, said))
    assert not wrong


def test_roles_affiliations_and_ties(world: World, target: dict[str, Any]):
    wrong = list[object]()
    for expected in target["actors"]:
        for e in holds(world, expected["text"])[:1]:
            if "role" in expected and expected["role"].lower() not in (e.role or "").lower():
                wrong.append((expected["text"], "role", e.role))
            if "affiliation" in expected and expected["affiliation"].lower() not in (e.affiliation or "").lower():
                wrong.append((expected["text"], "affiliation", e.affiliation))
            ties = " ".join(e.linked).lower()
            if "linked_to" in expected and expected["linked_to"].lower() not in ties:
                wrong.append((expected["text"], "linked_to", e.linked))
            if "backed_by" in expected and "backed by united states" not in ties:
                wrong.append((expected["text"], "backed_by", e.linked))
    assert not wrong


def test_places(world: World, target: dict[str, Any]):
    happened = {s.place for s in world.settings}
    wrong = list[object]()
    for expected in target["places"]:
        found = [p for p in world.locations if any(m.text == expected["text"] for m in p.mentions)]
        if "same_as" in expected:
            # Of "Syria's Idlib" the name alone may be the mention.
            same = [p for p in world.locations if any(m.text in expected["text"] for m in p.mentions)]
            wrong += [] if any(expected["same_as"] in p.name for p in same) else [(expected, same)]
        if expected.get("never_event_place"):
            wrong += [expected["text"] for p in found if p.id in happened]
        elif "lat" in expected:
            at, reach = (expected["lat"], expected["lon"]), expected["tolerance_km"]
            there = [p for p in found if p.country == expected["country"]]
            near = [p for p in there if kilometres((p.lat, p.lon), at) <= reach]
            if not near:
                wrong.append((expected["text"], found))
    assert not wrong
