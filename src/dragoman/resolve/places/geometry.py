"""Distances and shifts on the globe, in degrees and kilometres."""

from __future__ import annotations

from math import asin, cos, degrees, radians, sin, sqrt

EARTH = 6371.0088
"""Mean radius of the Earth in kilometres (IUGG)."""

Point = tuple[float, float]
"""Latitude and longitude in degrees."""


def distance(a: Point, b: Point) -> float:
    """Kilometres between two points (haversine)."""
    lat_a, lat_b = radians(a[0]), radians(b[0])
    h = sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin(radians(b[1] - a[1]) / 2) ** 2
    return 2 * EARTH * asin(min(1.0, sqrt(h)))


def shifted(point: Point, east: float, north: float) -> Point:
    """The point so many kilometres to the east and north, kept on the globe."""
    lat = max(-89.9, min(89.9, point[0] + degrees(north / EARTH)))
    lon = point[1] + degrees(east / (EARTH * max(0.05, cos(radians(point[0])))))
    return lat, (lon + 180) % 360 - 180
