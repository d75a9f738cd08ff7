"""From degrees to places on a drawing: an equirectangular projection, true to scale in the middle of what it shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, groupby
from math import cos, radians
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from dragoman.web.towns import Point

WIDTH = 1000.0
"""Of the drawing, in its own units."""
LOWEST, HIGHEST = 0.42, 0.62
"""Bounds of its height, as a share of its width."""
MARGIN = 0.15
"""Of what is shown, added on each side."""
LEAST = 2.0
"""Degrees that are shown at least, so that one town does not fill the drawing."""
CORE = 0.6
"""Share of the weight that must lie within: a few talks far away do not shrink all that happened."""
WORLD = (-180.0, -57.0, 180.0, 80.0)
FINE = 0.3
"""Units of the drawing by which a line may be moved, for fewer corners."""
KILOMETRES = 111.2
"""Of a degree of latitude."""


@dataclass(frozen=True)
class Frame:
    """What a drawing shows: degrees from west to east and from south to north."""

    west: float
    south: float
    east: float
    north: float

    @cached_property
    def squeeze(self) -> float:
        """How much shorter a degree of longitude is than one of latitude, in the middle of the drawing."""
        return max(0.2, cos(radians((self.south + self.north) / 2)))

    @cached_property
    def scale(self) -> float:
        """Units of the drawing in a degree of latitude."""
        return WIDTH / ((self.east - self.west) * self.squeeze)

    @cached_property
    def height(self) -> float:
        """Of the drawing, in its own units."""
        return round((self.north - self.south) * self.scale, 1)

    def place(self, lon: float, lat: float) -> Point:
        """Where a point falls, from the drawing's upper left corner."""
        return round((lon - self.west) * self.squeeze * self.scale, 1), round((self.north - lat) * self.scale, 1)

    def shows(self, lon: float, lat: float) -> bool:
        """Whether a point lies within it."""
        return self.west <= lon <= self.east and self.south <= lat <= self.north

    def reach(self, kilometres: float) -> float:
        """How long a distance is on the drawing."""
        return round(kilometres / KILOMETRES * self.scale, 1)

    def within(self, shape: BaseGeometry) -> BaseGeometry:
        """What of a shape is seen."""
        return shapely.clip_by_rect(shape, self.west, self.south, self.east, self.north)

    def path(self, shape: BaseGeometry) -> str:
        """An SVG path of what of a shape in degrees is seen, or comes into sight when the drawing is moved a little;
        empty where nothing does."""
        across, along = self.east - self.west, self.north - self.south
        box = (self.west - across, self.south - along, self.east + across, self.north + along)
        near = shape if shapely.contains_properly(shapely.box(*box), shape) else shapely.clip_by_rect(shape, *box)
        found = list[str]()
        for part in shapely.get_parts(near.simplify(FINE / self.scale)):
            if part.geom_type == "Polygon":
                found += [self._line(ring) + "Z" for ring in (part.exterior, *part.interiors)]
            elif part.geom_type == "LineString":
                found.append(self._line(part))
        return "".join(found)

    def _line(self, line: Any) -> str:
        corners: list[list[float]] = shapely.get_coordinates(line).tolist()
        # Corners that fall on one spot of the drawing are one.
        return "M" + "L".join(f"{x:g} {y:g}" for (x, y), _ in groupby(self.place(lon, lat) for lon, lat in corners))


def frame(points: Sequence[tuple[float, float, float]], core: float = CORE) -> Frame:
    """The frame around the points (longitude, latitude, weight) nearest to their median, as many as have a share `core`
    of the weight; the world where there is none."""
    if not points:
        return world()
    lon, lat = _median([(x, weight) for x, _, weight in points]), _median([(y, weight) for _, y, weight in points])
    squeeze = cos(radians(lat))
    near = sorted(points, key=lambda point: ((point[0] - lon) * squeeze) ** 2 + (point[1] - lat) ** 2)
    sums = list(accumulate(weight for _, _, weight in near))
    inside = near[: next(at for at, passed in enumerate(sums, start=1) if passed >= core * sums[-1])]
    lons, lats = [x for x, _, _ in inside], [y for _, y, _ in inside]
    return _shaped(min(lons), min(lats), max(lons), max(lats), margin=MARGIN)


def world() -> Frame:
    """The frame of all that people live on."""
    return _shaped(*WORLD)


def _median(weighted: Sequence[tuple[float, float]]) -> float:
    ordered = sorted(weighted)
    sums = list(accumulate(weight for _, weight in ordered))
    return next(value for (value, _), passed in zip(ordered, sums, strict=True) if 2 * passed >= sums[-1])


def _shaped(west: float, south: float, east: float, north: float, margin: float = 0.0) -> Frame:
    """A frame of a shape that fits a page, around what it must show."""
    across, along = max(east - west, LEAST) * (1 + 2 * margin), max(north - south, LEAST) * (1 + 2 * margin)
    lon, lat = (west + east) / 2, (south + north) / 2
    squeeze = max(0.2, cos(radians(lat)))
    along = max(along, across * squeeze * LOWEST)
    across = max(across, along / HIGHEST / squeeze)
    return Frame(lon - across / 2, lat - along / 2, lon + across / 2, lat + along / 2)
