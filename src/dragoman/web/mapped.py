"""The drawing of the map: the land beneath, areas and points where incidents happened, and the names that fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import cos, radians, sqrt

import shapely
from shapely.affinity import scale
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from dragoman.resolve.countries import countries
from dragoman.web.dividing import areas
from dragoman.web.outlines import Outline, country_outlines, province_lines, provinces
from dragoman.web.placed import Placed
from dragoman.web.projection import CORE, KILOMETRES, WIDTH, Frame, frame, world

DRAWN, SHADED = 300, 150
"""Points and areas that are drawn at most, those with the most incidents."""
NAMED, LETTER = 16, 7.5
"""Points that have their names beside them at most, and the breadth of a letter in units of the drawing."""
SMALLEST, LARGEST = 3.5, 24.0
"""Radii of a point with one incident and of that with the most, in units of the drawing; areas grow with the number."""
RINGED = 7.0
"""Radius from which a point has a ring of the quad classes that are fewer."""
NEAR, NEARER = 45.0, 14.0
"""Degrees of latitude below which countries have their names, and provinces their lines and names."""
VIEWS = {"": "Where most happened", "all": "Nearly all", "world": "The world"}
SHARES = {"": CORE, "all": 0.9}
"""The share of the incidents that a view holds."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on the drawing: a point with a radius, or an area with a path. `rough` tells an area without an outline,
    `strength` how dark it is, 1 to 4; `ring` has the quad classes that are fewer, where each begins and how long it is,
    in hundredths of the way around."""

    placed: Placed
    x: float
    y: float
    radius: float = 0.0
    path: str = ""
    rough: bool = False
    strength: int = 0
    ring: tuple[tuple[int, float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Land:
    """A country beneath the incidents."""

    code: str
    path: str
    rough: bool


@dataclass(frozen=True, slots=True)
class Name:
    """The middle of a name's foot, and how far that is above the middle of its point. `kind` is place, country or
    province; `crowded` says that it would lie on another."""

    text: str
    x: float
    y: float
    kind: str
    rise: float = 0.0
    crowded: bool = False


@dataclass(frozen=True, slots=True)
class Ground:
    """What lies beneath in a frame: countries, the lines between provinces, and where names of both would stand."""

    lands: tuple[Land, ...]
    lines: tuple[str, ...]
    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """All that is drawn: the ground, areas and points, and how many places lie outside of the frame or are too many;
    `vast` are areas that are too large for it; `most` is the number of the point with the most incidents."""

    frame: Frame
    ground: Ground
    areas: tuple[Mark, ...]
    points: tuple[Mark, ...]
    names: tuple[Name, ...]
    outside: int
    left_out: int
    vast: int
    most: int

    def radius(self, incidents: int) -> float:
        """That of a point with so many incidents."""
        return radius(incidents, self.most)

    @property
    def steps(self) -> tuple[int, ...]:
        """Numbers of incidents that the legend shows a point of."""
        return tuple(sorted({1, max(1, round(self.most / 4)), self.most}))


def frame_of(places: Sequence[Placed], view: str = "") -> Frame:
    """The frame of a view: the world's, or that around the share of the incidents which the view holds. An area counts
    with its corners, so that it is seen whole."""
    if view == "world":
        return world()
    found = list[tuple[float, float, float]]()
    for place in places:
        corners = _corners(place) if place.is_area else [(place.lon, place.lat)]
        found += [(lon, lat, place.incidents / len(corners)) for lon, lat in corners]
    return frame(found, SHARES[view])


def draw(places: Sequence[Placed], of: Frame) -> Drawing:
    """The drawing of incidents by place in a frame."""
    points = [place for place in places if not place.is_area]
    most = max((place.incidents for place in points), default=1)
    marks = tuple(_point(of, place, most) for place in points[:DRAWN])
    areal = [place for place in places if place.is_area]
    shaded = _areas(of, areal[:SHADED])
    fitting = tuple(mark for mark in shaded if mark.path or mark.radius < WIDTH / 3)
    beneath = ground(of)
    return Drawing(
        of,
        beneath,
        fitting,
        marks,
        _names(of, marks, beneath.names),
        sum(not of.shows(mark.placed.lon, mark.placed.lat) for mark in marks),
        len(points) - len(marks) + len(areal[SHADED:]),
        len(shaded) - len(fitting),
        most,
    )


@lru_cache(maxsize=64)
def ground(of: Frame) -> Ground:
    """What lies beneath the incidents in a frame."""
    lands, lines, names = list[Land](), list[str](), list[Name]()
    called = {country.iso3: country.name for country in countries()}
    degrees = of.north - of.south
    for code, outline in country_outlines().items():
        path = of.path(outline.shape)
        if path:
            lands.append(Land(code, path, outline.rough))
        seen = of.within(outline.shape)
        if seen.is_empty or degrees > NEAR:
            continue
        names += _name(of, seen, called.get(code, code), "country")
        between = province_lines(code) if degrees < NEARER else None
        if between is not None and (path := of.path(between)):
            lines.append(path)
            for name, province in provinces(code).items():
                names += _name(of, of.within(province.shape), name, "province")
    # Rough outlines lie beneath: they may reach over the borders of the neighbours, unless these surround them.
    lands.sort(key=lambda land: (not land.rough or _inside(land.code), land.code))
    names.sort(key=lambda name: (name.kind, name.text))
    return Ground(tuple(lands), tuple(lines), tuple(names))


def radius(incidents: int, most: int) -> float:
    """The radius of a point, whose area grows with its incidents."""
    return round(SMALLEST + (LARGEST - SMALLEST) * sqrt((incidents - 1) / max(1, most - 1)), 1)


def _point(of: Frame, place: Placed, most: int) -> Mark:
    x, y = of.place(place.lon, place.lat)
    size, at, ring = radius(place.incidents, most), 0.0, list[tuple[int, float, float]]()
    for quad, count in enumerate(place.quads, start=1):
        share = round(100 * count / place.incidents, 2)
        if count and quad != place.quad and size >= RINGED:
            ring.append((quad, round(at, 2), share))
            at += share
    return Mark(place, x, y, size, ring=tuple(ring))


def _areas(of: Frame, places: Sequence[Placed]) -> list[Mark]:
    """Areas, the largest first, so that the smaller lie above them; those without an outline as far as they reach."""
    most = max((place.incidents for place in places), default=1)
    found = list[Mark]()
    for place in sorted(places, key=lambda place: (-place.radius, place.key)):
        outline = _outline(place)
        x, y = of.place(place.lon, place.lat)
        strength = 1 + round(3 * sqrt((place.incidents - 1) / max(1, most - 1)))
        if outline is None:
            found.append(Mark(place, x, y, max(6.0, of.reach(place.radius)), rough=True, strength=strength))
        elif path := of.path(outline.shape):
            found.append(Mark(place, x, y, 0.0, path, outline.rough, strength))
    return found


def _outline(place: Placed) -> Outline | None:
    """That of a country or province, or of as much of it as a part of it ("northern") reaches."""
    country = country_outlines().get(place.country or "")
    if place.kind == "country" or country is None:
        return country
    province = provinces(place.country or "").get(place.admin.partition("; ")[0] or place.name)
    if place.kind == "province":
        return province
    within = shapely.intersection((province or country).shape, _circle(place)) if place.kind == "area" else None
    return None if within is None or within.is_empty else Outline(areas(within), rough=True)


def _circle(place: Placed) -> BaseGeometry:
    """As far as a place reaches, in degrees."""
    along = place.radius / KILOMETRES
    return scale(Point(place.lon, place.lat).buffer(along), 1 / max(0.2, cos(radians(place.lat))), 1.0)


def _corners(place: Placed) -> list[tuple[float, float]]:
    """Those of the box around an area: of its largest part, where it has an outline."""
    outline = _outline(place)
    shape = _circle(place) if outline is None else outline.shape
    west, south, east, north = _largest(shape).bounds
    return [(west, south), (west, north), (east, south), (east, north)]


def _largest(shape: BaseGeometry) -> BaseGeometry:
    """The largest part of a shape that has some."""
    return max(shapely.get_parts(shape), key=lambda part: part.area)


def _inside(code: str) -> bool:
    """Whether the outline of a country that has none lies within another's."""
    shape = country_outlines()[code].shape
    return any(not o.rough and shapely.contains(o.shape, shape) for o in country_outlines().values())


def _name(of: Frame, seen: BaseGeometry, text: str, kind: str) -> list[Name]:
    """The name of what is seen of an area, in the middle of its largest part if that is broad enough."""
    if seen.is_empty:
        return []
    largest = _largest(seen)
    west, _, east, _ = largest.bounds
    if (east - west) * of.squeeze * of.scale < LETTER * len(text):
        return []
    middle = largest.centroid if largest.contains(largest.centroid) else largest.representative_point()
    return [Name(text, *of.place(middle.x, middle.y), kind)]


Box = tuple[float, float, float, float]


def _names(of: Frame, marks: Sequence[Mark], beneath: Sequence[Name]) -> tuple[Name, ...]:
    """The names of points and beneath them those of the ground. Names that would lie over others are kept as crowded:
    nearer by, there may be room."""
    found, taken, shown = list[Name](), list[Box](), 0
    for mark in marks:
        x, y = mark.x, round(mark.y - mark.radius - 3, 1)
        box = _box(mark.placed.name, x, y)
        free = shown < NAMED and _free(box, taken) and 0 < y < of.height and 0 < x < WIDTH
        found.append(Name(mark.placed.name, x, y, "place", round(mark.y - y, 1), not free))
        if free:
            shown += 1
            taken.append(box)
    taken += [(m.x - m.radius, m.y - m.radius, m.x + m.radius, m.y + m.radius) for m in marks]
    for name in beneath:
        box = _box(name.text, name.x, name.y)
        free = _free(box, taken) and box[0] > 0 and box[2] < WIDTH and box[1] > 0 and box[3] < of.height
        found.append(replace(name, crowded=not free))
        if free:
            taken.append(box)
    return tuple(found)


def _box(text: str, x: float, y: float) -> Box:
    half = LETTER * len(text) / 2
    return x - half, y - LETTER * 2, x + half, y + 3


def _free(box: Box, taken: Sequence[Box]) -> bool:
    return all(box[2] < o[0] or box[0] > o[2] or box[3] < o[1] or box[1] > o[3] for o in taken)
