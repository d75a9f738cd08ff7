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
from operator import mul
from typing import Any

from dragoman.desk.incidents import nearness
from dragoman.desk.incidents.cues import overlaps
from dragoman.desk.incidents.senses import near
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
    """The weights of all parts in the order of `_PARTS`, and the sum before any of them."""

    start: float
    parts: tuple[float, ...]


def likeness(one: Telling, other: Telling) -> Likeness:
    """How likely two statements tell of one happening."""
    within = one.report == other.report
    weights = _weights()[within]
    found = _values(one, other, within)
    if found is None:
        return Likeness(0.0, weights.start, ())
    told = zip(_PARTS, found, weights.parts, strict=True)
    parts = tuple(Part(name, value, weight) for name, value, weight in told if weight)
    return Likeness(round(score(one, other), 4), weights.start, parts)


def score(one: Telling, other: Telling) -> float:
    """The score of `likeness` alone, 0 to 1."""
    within = one.report == other.report
    found = _values(one, other, within)
    if found is None:
        return 0.0
    weights = _weights()[within]
    return 1 / (1 + exp(-weights.start - sum(map(mul, found, weights.parts))))


@cache
def threshold() -> float:
    """The link below which two groups of statements stay apart."""
    return float(_table()["threshold"])


_PARTS = (
    "type", "sense", "unnamed", "actors", "recipients", "turned", "place", "elsewhere", "days", "tolls", "words",
    "status", "near", "lead", "together", "denied", "speech", "known", "twice", "story",
)  # fmt: skip
"""What is compared, in the order of the values below."""


def _values(one: Telling, other: Telling, within: bool) -> tuple[float, ...] | None:
    # Two statements of a report in three are compared, and those of two reports in their thousands: nothing is asked
    # here whose answer is known before.
    kind = nearness.types(one, other)
    acts = near(one.sense, other.sense)
    if kind == 0 and acts != 1:
        return None
    trigger, other_trigger = one.cue.trigger, other.cue.trigger
    shared = not trigger.isdisjoint(other_trigger)
    together = within and one.sentence == other.sentence
    if one.mutual and other.mutual:
        # Who makes a truce or meets takes part on the same footing, and each report names those that it is about.
        pooled = nearness.parties((*one.actors, *one.recipients), (*other.actors, *other.recipients))
        actors, recipients, turned = max(-0.3, _signed(pooled)), 0.0, 0.0
    else:
        actors = _signed(nearness.parties(one.actors, other.actors)) if one.actors and other.actors else 0.0
        recipients = turned = 0.0
        if other.recipients:
            if one.recipients:
                recipients = _signed(nearness.parties(one.recipients, other.recipients))
            turned = nearness.parties(one.actors, other.recipients) or 0.0
        if one.recipients:
            turned = max(turned, nearness.parties(one.recipients, other.actors) or 0.0)
    where = nearness.places(one.place, other.place) if one.place and other.place else None
    earlier, later = (one, other) if one.order < other.order else (other, one)
    # A report comes back to a happening by words of its kind.
    kin = 0.4 if acts is None else acts
    # Two acts of one kind in one sentence are two, and so they are where a second report has copied the sentence.
    twice = acts == 1 and not shared
    twice = twice and (together or (overlaps(trigger, other.cue.around) and overlaps(other_trigger, one.cue.around)))
    return (
        2 * kind - 1,
        _signed(acts),
        float(acts is None and not shared),
        actors,
        recipients,
        turned,
        _signed(where),
        float(where == 0),
        _signed(nearness.days(one, other, lasting=one.lasting and other.lasting)),
        _signed(nearness.tolls(one.tolls, other.tolls)) if one.tolls and other.tolls else 0.0,
        0.0 if together else nearness.stems(one.cue.around, other.cue.around) or 0.0,
        _status(earlier.status, later.status),
        kin / (1 + abs(one.sentence - other.sentence)) if within else 0.0,
        kin if within and min(one.sentence, other.sentence) <= 1 else 0.0,
        float(together),
        float(within and later.status == "not"),
        float(one.type in _SPEECH and other.type in _SPEECH),
        float(within and later.cue.definite and acts is not None and acts >= 0.5),
        float(twice),
        float(not within and one.story == other.story),
    )


def _status(earlier: str, later: str) -> float:
    """Whether both tell of it alike: so they do, too, where it was planned and happened later."""
    return float(earlier == later or (earlier in ("plan", "want", "may") and later == "act"))


_SPEECH = frozenset(("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"))
"""What people do by words: many do the same in one report, each on their own."""


def _signed(value: float | None) -> float:
    return 0.0 if value is None else 2 * value - 1


@cache
def _weights() -> dict[bool, Weights]:
    """Those of two statements of one report (True) and of two reports (False)."""
    rows = {True: _table()["within"], False: _table()["between"]}
    return {
        within: Weights(float(row["start"]), tuple(float(row.get(part, 0.0)) for part in _PARTS))
        for within, row in rows.items()
    }


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((files("dragoman.desk.incidents") / "data" / "weights.toml").read_text("utf-8"))
