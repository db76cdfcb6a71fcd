"""Places on earth: "latitude longitude altitude accuracy", several of them with semicolons."""

from __future__ import annotations

import math
from itertools import pairwise

from attrs import frozen

from intake_desktop.forms.functions.registry import Takes, function
from intake_desktop.forms.values import Kind

_EARTH = 6_378_100.0
"""Equatorial radius in metres, as ODK's engines use it."""

_SHORTEST_SHAPE = 3


@frozen
class _Point:
    latitude: float
    longitude: float


def _point(text: str) -> _Point | None:
    try:
        latitude, longitude, *rest = (float(part) for part in text.split())
    except ValueError:
        return None
    fits = abs(latitude) <= 90 and abs(longitude) <= 180 and len(rest) <= 2  # noqa: PLR2004 - degrees; altitude and accuracy
    return _Point(latitude, longitude) if fits else None


def _points(groups: tuple[list[str], ...]) -> list[_Point] | None:
    """All points of texts that hold one or more each; None when one of them is no point."""
    texts = [part for group in groups for text in group for part in text.split(";") if part.strip()]
    found = [_point(text) for text in texts]
    points = [one for one in found if one is not None]
    return points if len(points) == len(found) else None


@function("area", rest=(Takes.TEXTS,), gives=Kind.NUMBER)
def area(*groups: list[str]) -> float:
    """ODK XForms: the area of a shape on the sphere, in square metres."""
    points = _points(groups)
    if not points or len(points) < _SHORTEST_SHAPE:
        return 0.0
    ring = points if points[0] == points[-1] else [*points, points[0]]
    total = 0.0
    for one, other in pairwise(ring):
        turn = math.radians(other.longitude - one.longitude)
        total += turn * (2 + math.sin(math.radians(one.latitude)) + math.sin(math.radians(other.latitude)))
    return _to_the_centimetre(abs(total * _EARTH * _EARTH / 2))


@function("distance", rest=(Takes.TEXTS,), gives=Kind.NUMBER)
def distance(*groups: list[str]) -> float:
    """ODK XForms: the length of a line on the sphere, in metres."""
    points = _points(groups)
    if points is None:
        return math.nan
    return _to_the_centimetre(sum(_between(one, other) for one, other in pairwise(points)))


def _between(one: _Point, other: _Point) -> float:
    first, second = math.radians(one.latitude), math.radians(other.latitude)
    turn = math.radians(one.longitude - other.longitude)
    cosine = math.sin(first) * math.sin(second) + math.cos(first) * math.cos(second) * math.cos(turn)
    return math.acos(max(-1.0, min(1.0, cosine))) * _EARTH


def _to_the_centimetre(metres: float) -> float:
    return math.floor(metres * 100 + 0.5) / 100


@function("geofence", takes=(Takes.TEXT, Takes.TEXT), gives=Kind.BOOLEAN)
def geofence(place: str, shape: str) -> bool:
    """ODK XForms: whether a point lies inside a shape; false when either is missing."""
    point, ring = _point(place), _points(([shape],))
    if point is None or not ring:
        return False
    inside = False
    for one, other in pairwise(ring):
        if (one.latitude > point.latitude) != (other.latitude > point.latitude):
            part = (point.latitude - one.latitude) / (other.latitude - one.latitude)
            if point.longitude < one.longitude + part * (other.longitude - one.longitude):
                inside = not inside
    return inside
