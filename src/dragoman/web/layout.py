"""Where the parts of a drawn network stand: the same for the same network, and no box on another."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from math import pi, sqrt

import numpy as np
from numpy.typing import NDArray

ROUNDS = 250
"""Steps in which the forces of a small network come to rest."""
FEWER = 12_000
"""Steps times boxes, of which a great network has no more, so that nobody waits for it."""
AIR = 2.2
"""How many times the room of all boxes the frame has."""
GAP = (12.0, 16.0)
"""Pixels between boxes, sideways and upwards: an arrow has to be seen."""
GOLDEN = pi * (3 - sqrt(5))
"""The angle by which points spread evenly over a disc (Vogel 1979, https://doi.org/10.1016/0025-5564(79)90080-4)."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Box:
    """A box by its middle and its size, in pixels."""

    x: float
    y: float
    width: float
    height: float

    def overlaps(self, other: Box) -> bool:
        """Whether the two share any room."""
        apart = abs(self.x - other.x) >= (self.width + other.width) / 2
        return not apart and abs(self.y - other.y) < (self.height + other.height) / 2


def text_width(text: str, size: float) -> float:
    """About how wide a text of a size is in a common font without serifs, in pixels: rather more than less."""
    return size * sum(_width(letter) for letter in text)


def shortened(text: str, size: float, most: float) -> str:
    """A text cut to a width, with an ellipsis where it is."""
    if text_width(text, size) <= most:
        return text
    kept = text
    while kept and text_width(kept + "…", size) > most:
        kept = kept[:-1]
    return kept.rstrip() + "…"


def forced(sizes: Sequence[tuple[float, float]], edges: Sequence[tuple[int, int]], width: float) -> list[Box]:
    """Boxes of some sizes in a frame of a width, those near each other that an edge joins: springs and repulsion
    (Fruchterman and Reingold 1991, https://doi.org/10.1002/spe.4380211102) from the same start every time, then pushed
    apart until none overlap."""
    if not sizes:
        return []
    room = np.array(sizes, dtype=np.float64) + GAP
    height = max(float(room[:, 1].max()), AIR * float((room[:, 0] * room[:, 1]).sum()) / width)
    places = _framed(_rested(len(sizes), edges), room, width, height)
    places = _apart(places, room, width)
    return _settled(places, room)


def _rested(count: int, edges: Sequence[tuple[int, int]]) -> Floats:
    """Places in which forces rest, about 0, of nodes that are points."""
    index = np.arange(count)
    radius, angle = np.sqrt((index + 0.5) / count), index * GOLDEN
    places: Floats = np.column_stack((radius * np.cos(angle), radius * np.sin(angle)))
    if count == 1:
        return places
    ideal = 1.0 / sqrt(count)
    ends = np.array(edges, dtype=np.intp).reshape(-1, 2)
    rounds = _rounds(count)
    for step in range(rounds):
        apart = places[:, None, :] - places[None, :, :]
        distance = np.maximum(np.hypot(apart[..., 0], apart[..., 1]), 1e-3)
        force: Floats = (apart * (ideal**2 / distance**2)[..., None]).sum(axis=1)
        pull = places[ends[:, 0]] - places[ends[:, 1]]
        pull = pull * (np.hypot(pull[:, 0], pull[:, 1]) / ideal)[:, None]
        np.add.at(force, ends[:, 0], -pull)
        np.add.at(force, ends[:, 1], pull)
        # What no edge holds would drift away for ever.
        force -= places * 0.9
        length = np.maximum(np.hypot(force[:, 0], force[:, 1]), 1e-9)
        heat = 0.12 * (1 - step / rounds) + 1e-3
        places = places + force * (np.minimum(length, heat) / length)[:, None]
    return places


def _rounds(count: int) -> int:
    return max(60, min(ROUNDS, FEWER // count))


def _framed(places: Floats, room: Floats, width: float, height: float) -> Floats:
    """The places stretched over a frame."""
    low, high = places.min(axis=0), places.max(axis=0)
    share = (places - low) / np.where(high - low < 1e-9, 1.0, high - low)
    half = room / 2
    frame = np.array([width, height])
    return half + share * np.maximum(0.0, frame - room)


def _apart(places: Floats, room: Floats, width: float) -> Floats:
    """Boxes that overlap move away from each other, along the shorter way out, within the frame's width."""
    half = room / 2
    reach = (room[:, None, :] + room[None, :, :]) / 2
    tie = np.sign(np.arange(len(room))[:, None] - np.arange(len(room))[None, :])
    for _ in range(_rounds(len(room))):
        apart = places[:, None, :] - places[None, :, :]
        inside = reach - np.abs(apart)
        overlap = (inside[..., 0] > 0) & (inside[..., 1] > 0) & (tie != 0)
        if not overlap.any():
            break
        sideways = inside[..., 0] < inside[..., 1]
        for axis in (0, 1):
            sign = np.where(apart[..., axis] == 0, tie, np.sign(apart[..., axis]))
            moved = np.where(overlap & (sideways if axis == 0 else ~sideways), sign * inside[..., axis], 0.0)
            places[:, axis] += 0.45 * moved.sum(axis=1) / np.maximum(1, (moved != 0).sum(axis=1))
        places[:, 0] = np.clip(places[:, 0], half[:, 0], np.maximum(half[:, 0], width - half[:, 0]))
        places[:, 1] = np.maximum(places[:, 1], half[:, 1])
    return places


def _settled(places: Floats, room: Floats) -> list[Box]:
    """The boxes, from the top on; one that still lies on another goes below it."""
    kept = dict[int, Box]()
    for number in np.lexsort((np.arange(len(places)), places[:, 0], places[:, 1])):
        box = Box(float(places[number, 0]), float(places[number, 1]), float(room[number, 0]), float(room[number, 1]))
        while hit := next((other for other in kept.values() if box.overlaps(other)), None):
            # A hair more than touching, which numbers with a floating point may take for lying on it.
            box = Box(box.x, hit.y + (hit.height + box.height) / 2 + 1e-6, box.width, box.height)
        kept[int(number)] = box
    bare = [kept[number] for number in range(len(places))]
    return [Box(round(box.x, 1), round(box.y, 1), box.width - GAP[0], box.height - GAP[1]) for box in bare]


def _width(letter: str) -> float:
    """Of one letter, in sizes of the font."""
    if unicodedata.combining(letter):
        return 0.0
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.05
    if letter in "mwMW@%—…":
        return 0.98
    if letter.isupper() or letter.isdigit():
        return 0.74
    return 0.42 if letter in "fijlrtI.,:;'|!()[] " else 0.64
