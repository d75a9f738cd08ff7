"""How likely it is that two statements tell of one happening, and what speaks for it and against it.

The score is a logistic sum: every part gives a value times its weight, and the sum is turned into a number from 0 to 1.
A part that compares what both statements tell gives from -1 (it differs) to 1 (it is the same), and 0 where one of them
does not tell it; the others give 1 where they hold and 0 where they do not. Statements of one report are weighed in
another way than statements of two, for a report tells of few happenings and comes back to them.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp
from typing import Any

from dragoman.desk.incidents import nearness
from dragoman.desk.incidents.cues import overlaps
from dragoman.desk.incidents.senses import lasting, mutual, near, sense
from dragoman.desk.incidents.tellings import Telling


@dataclass(frozen=True, slots=True)
class Part:
    """What one comparison gives: its value and its weight; `value` times `weight` is what it adds to the sum."""

    name: str
    value: float
    weight: float


@dataclass(frozen=True, slots=True)
class Likeness:
    """The score of two statements, 0 to 1, with its parts; `start` is the sum before any of them.

    `tied` tells that a person put the two together (True) or apart (False).
    """

    score: float
    start: float
    parts: tuple[Part, ...]
    tied: bool | None = None


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of all parts by their names, and the sum before any of them."""

    start: float
    parts: dict[str, float]


def likeness(one: Telling, other: Telling) -> Likeness:
    """How likely two statements tell of one happening."""
    within = one.report == other.report
    weights = _weights()["within" if within else "between"]
    found = _values(one, other, within)
    if found is None:
        return Likeness(0.0, weights.start, ())
    parts = tuple(Part(name, found[name], weight) for name, weight in weights.parts.items())
    total = weights.start + sum(part.value * part.weight for part in parts)
    return Likeness(round(1 / (1 + exp(-total)), 4), weights.start, parts)


def score(one: Telling, other: Telling) -> float:
    """The score of `likeness` alone, 0 to 1."""
    within = one.report == other.report
    found = _values(one, other, within)
    if found is None:
        return 0.0
    weights = _weights()["within" if within else "between"]
    total = weights.start
    for name, weight in weights.parts.items():
        total += weight * found[name]
    return 1 / (1 + exp(-total))


@cache
def threshold() -> float:
    """The link below which two groups of statements stay apart."""
    return float(_table()["threshold"])


def _values(one: Telling, other: Telling, within: bool) -> dict[str, float] | None:
    kind = nearness.types(one, other)
    first, second = (sense(telling.cue.trigger, telling.type) for telling in (one, other))
    acts = near(first, second)
    if kind == 0 and acts != 1:
        return None
    shared = bool(one.cue.trigger & other.cue.trigger)
    together = within and one.sentence == other.sentence
    if mutual(first) and mutual(second):
        # Who makes a truce or meets takes part on the same footing, and each report names those that it is about.
        pooled = nearness.parties((*one.actors, *one.recipients), (*other.actors, *other.recipients))
        actors, recipients, turned = max(-0.3, _signed(pooled)), 0.0, 0.0
    else:
        actors = _signed(nearness.parties(one.actors, other.actors))
        recipients = _signed(nearness.parties(one.recipients, other.recipients))
        turned = max(
            nearness.parties(one.actors, other.recipients) or 0.0,
            nearness.parties(one.recipients, other.actors) or 0.0,
        )
    words = 0.0 if together else nearness.stems(one.cue.around, other.cue.around) or 0.0
    where = nearness.places(one.place, other.place)
    later = max(one, other, key=lambda telling: telling.order)
    # A report comes back to a happening by words of its kind.
    kin = 0.4 if acts is None else acts
    # Two acts of one kind in one sentence are two, and so they are where a second report has copied the sentence.
    copied = overlaps(one.cue.trigger, other.cue.around) and overlaps(other.cue.trigger, one.cue.around)
    return {
        "type": _signed(kind),
        "sense": _signed(acts),
        "unnamed": float(acts is None and not shared),
        "actors": actors,
        "recipients": recipients,
        "turned": turned,
        "place": _signed(where),
        "elsewhere": float(where is not None and where == 0),
        "days": _signed(nearness.days(one, other, lasting=lasting(first) and lasting(second))),
        "tolls": _signed(nearness.tolls(one.tolls, other.tolls)),
        "words": words,
        "status": _status(one, other),
        "near": kin / (1 + abs(one.sentence - other.sentence)) if within else 0.0,
        "lead": kin if within and min(one.sentence, other.sentence) <= 1 else 0.0,
        "together": float(together),
        "denied": float(within and later.status == "not"),
        "speech": float(one.type in _SPEECH and other.type in _SPEECH),
        "known": float(within and later.cue.definite and acts is not None and acts >= 0.5),
        "twice": float((together or copied) and acts == 1 and not shared),
        "story": float(not within and one.story == other.story),
    }


def _status(one: Telling, other: Telling) -> float:
    """Whether both tell of it alike: so they do, too, where it was planned and happened later."""
    first, second = sorted((one, other), key=lambda telling: telling.order)
    return float(first.status == second.status or (first.status in ("plan", "want", "may") and second.status == "act"))


_SPEECH = ("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN")
"""What people do by words: many do the same in one report, each on their own."""


def _signed(value: float | None) -> float:
    return 0.0 if value is None else 2 * value - 1


@cache
def _weights() -> dict[str, Weights]:
    return {
        name: Weights(float(row["start"]), {part: float(w) for part, w in row.items() if part != "start" and w})
        for name, row in ((name, _table()[name]) for name in ("within", "between"))
    }


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((files("dragoman.desk.incidents") / "data" / "weights.toml").read_text("utf-8"))
