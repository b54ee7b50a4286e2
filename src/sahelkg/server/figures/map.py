"""A map of states by a number of claims: five shades, every state a link, the extent that of the states shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import cos, radians
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from sahelkg.server.figures.shapes import Ring, load
from sahelkg.server.figures.svg import drawing, element, link

if TYPE_CHECKING:
    from sahelkg.server.pages.page import Page

SHADES = 5
_WIDTH = 860
_TALLEST = 900
_MARGIN = 3.0
_ROUND = 300
"""Degrees; a ring that is wider lies on both sides of the date line, and would be drawn right across the map."""

_LETTER = 7.5
"""Units of the drawing that a letter of a name takes."""

_FINEST = 0.7
"""Details below this many units of the drawing are left out."""


@dataclass(frozen=True, slots=True)
class Area:
    """A state with its code, the number shown, its shade from 0 (fewest) and the address behind it."""

    code: str
    label: str
    count: int
    shade: int
    address: str


def shades(counts: list[int]) -> list[tuple[int, int]]:
    """The least and greatest number of each shade, so that each holds about as many numbers; fewer where these are few."""
    distinct = sorted(set(counts))
    size = min(SHADES, len(distinct))
    edges = [len(distinct) * step // size for step in range(size + 1)] if size else []
    return [(distinct[low], distinct[high - 1]) for low, high in pairwise(edges)]


def draw(areas: Mapping[str, Area], vendor: Path, page: "Page") -> Markup | None:
    """The map; None where there are no shapes or none of the states has one."""
    shapes = load(vendor)
    named = [code for code in areas if code in shapes]
    if not named:
        return None
    west, south, east, north = _extent([max(shapes[code], key=_area) for code in named])
    stretch = cos(radians((south + north) / 2))
    scale = min(_WIDTH / ((east - west) * stretch), _TALLEST / (north - south))
    width, height = round((east - west) * stretch * scale), round((north - south) * scale)

    def path(rings: tuple[Ring, ...]) -> str:
        drawn = []
        for ring in rings:
            if not _meets(ring, (west, south, east, north)):
                continue
            points: list[tuple[float, float]] = []
            for longitude, latitude in ring:
                point = ((longitude - west) * stretch * scale, (north - latitude) * scale)
                if not points or abs(point[0] - points[-1][0]) + abs(point[1] - points[-1][1]) > _FINEST:
                    points.append(point)
            if len(points) > 2:
                drawn.append(_outline(points))
        return "".join(drawn)

    parts = []
    names = []
    for code, rings in shapes.items():
        outline = path(rings)
        if not outline:
            continue
        area = areas.get(code)
        if area is None:
            parts.append(element("path", d=outline, class_="land"))
        else:
            title = page.words("map_title", state=area.label, claims=page.words("claims_n", n=area.count))
            shape = element("path", d=outline, class_=f"state q{area.shade}")
            parts.append(link(area.address, title, shape))
            place = _room((west, south, east, north), max(rings, key=_area), len(area.label) * _LETTER / scale)
            if place is not None:
                x, y = (place[0] - west) * stretch * scale, (north - place[1]) * scale
                names.append(element("text", area.label, x=x, y=y + 4))
    parts.append(element("g", *names, class_="names", aria_hidden="true"))
    return drawing(width, height, page.words("map_figure"), parts, "map")


def _outline(points: list[tuple[float, float]]) -> str:
    """A closed line, to a tenth of a unit; each point as its step from the one before, which is shorter."""
    tenths = [(round(10 * x), round(10 * y)) for x, y in points]
    steps = ((x - other_x, y - other_y) for (other_x, other_y), (x, y) in pairwise(tenths))
    begin = "M{:g} {:g}".format(*(value / 10 for value in tenths[0]))
    return begin + "l" + " ".join(f"{x / 10:g} {y / 10:g}" for x, y in steps) + "z"


def _room(frame: tuple[float, float, float, float], ring: Ring, width: float) -> tuple[float, float] | None:
    """Where a name of a width in degrees has room within the part of a state that is on the map; None where it has none."""
    _, south, _, north = _box(ring)
    south, north = max(south, frame[1]), min(north, frame[3])
    heights = [south + (north - south) * share for share in (0.5, 0.4, 0.6, 0.3, 0.7)]
    spans = [(max(left, frame[0]), min(right, frame[2]), one) for one in heights for left, right in (_span_at(ring, one),)]
    left, right, height = max(spans, key=lambda span: span[1] - span[0])
    return ((left + right) / 2, height) if right - left > width else None


def _span_at(ring: Ring, latitude: float) -> tuple[float, float]:
    """The longest stretch of a parallel that lies within a ring."""
    crossings = sorted(
        x + (other_x - x) * (latitude - y) / (other_y - y)
        for (x, y), (other_x, other_y) in pairwise((*ring, ring[0]))
        if (y > latitude) != (other_y > latitude)
    )
    stretches = zip(crossings[::2], crossings[1::2], strict=False)
    return max(stretches, key=lambda pair: pair[1] - pair[0], default=(0.0, 0.0))


def _area(ring: Ring) -> float:
    return abs(sum(x * other_y - other_x * y for (x, y), (other_x, other_y) in pairwise(ring))) / 2


def _extent(rings: list[Ring]) -> tuple[float, float, float, float]:
    """West, south, east and north of the states' mainlands, in degrees, with a margin.

    States far from the rest would make the map small, so the outermost tenth on each side may run off it.
    """
    boxes = [_box(ring) for ring in rings]

    def edge(values: list[float], lowest: bool) -> float:
        ordered = sorted(values, reverse=not lowest)
        return ordered[len(ordered) // 10]

    return (
        edge([box[0] for box in boxes], True) - _MARGIN,
        max(edge([box[1] for box in boxes], True) - _MARGIN, -60),
        edge([box[2] for box in boxes], False) + _MARGIN,
        min(edge([box[3] for box in boxes], False) + _MARGIN, 75),
    )


def _box(ring: Ring) -> tuple[float, float, float, float]:
    longitudes, latitudes = [point[0] for point in ring], [point[1] for point in ring]
    return min(longitudes), min(latitudes), max(longitudes), max(latitudes)


def _meets(ring: Ring, frame: tuple[float, float, float, float]) -> bool:
    box = _box(ring)
    if box[2] - box[0] > _ROUND:
        return False
    return box[0] < frame[2] and box[2] > frame[0] and box[1] < frame[3] and box[3] > frame[1]
