"""Land divided among the towns on it: every spot belongs with the town that is nearest (a Voronoi diagram)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import cos, radians

import numpy as np
import shapely
from shapely.affinity import scale
from shapely.geometry import MultiPoint, MultiPolygon
from shapely.geometry.base import BaseGeometry

from dragoman.web.towns import Point

COARSE = 0.02
"""Degrees by which a dividing line may be moved, for fewer corners."""


def divided(land: BaseGeometry, towns: Mapping[str, Sequence[Point]]) -> dict[str, BaseGeometry]:
    """The part of a land, in degrees, that is nearest to the towns of each group; without those that get none.

    A degree of longitude is taken as long as it is in the middle of the land. Parts do not overlap, and together they
    are the land.
    """
    groups = sorted(name for name, of in towns.items() if of)
    if len(groups) < 2:
        return dict.fromkeys(groups, land)
    _, south, _, north = land.bounds
    squeeze = max(0.2, cos(radians((south + north) / 2)))
    corners = np.array([point for name in groups for point in towns[name]]) * (squeeze, 1.0)
    of = np.repeat(groups, [len(towns[name]) for name in groups])
    # Of towns within a kilometre the first stands for all: two of one spot have no line between them.
    corners, first = np.unique(np.round(corners, 2), axis=0, return_index=True)
    groups = sorted({str(name) for name in of[first]})
    narrow = scale(land, squeeze, 1.0, origin=(0, 0))
    diagram = shapely.voronoi_polygons(MultiPoint(corners), extend_to=narrow, ordered=True)
    cells, owners = shapely.get_parts(diagram), of[first]
    parts = [shapely.coverage_union_all(cells[owners == name]) for name in groups]
    shapes = shapely.intersection(shapely.coverage_simplify(parts, min(COARSE, (north - south) / 50)), narrow)
    found = {name: scale(shape, 1 / squeeze, 1.0, origin=(0, 0)) for name, shape in zip(groups, shapes, strict=True)}
    return {name: polygons for name, shape in found.items() if not (polygons := areas(shape)).is_empty}


def areas(shape: BaseGeometry) -> BaseGeometry:
    """The polygons of a shape, without the points and lines that cutting left."""
    return MultiPolygon([part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"])
