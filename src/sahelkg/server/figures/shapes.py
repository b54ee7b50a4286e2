"""The shapes of countries, from the vendored TopoJSON, by ISO 3166 alpha-3 code."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

Point = tuple[float, float]
Ring = tuple[Point, ...]


@cache
def load(vendor: Path) -> dict[str, tuple[Ring, ...]]:
    """Rings of (longitude, latitude) by country code; empty where the shapes were not vendored."""
    atlas, codes = vendor / "countries-50m.json", vendor / "codes.json"
    if not atlas.is_file() or not codes.is_file():
        return {}
    alpha = {number: three for _, three, number, *_ in json.loads(codes.read_text("utf-8"))}
    topology = json.loads(atlas.read_text("utf-8"))
    arcs = [_decoded(arc, topology["transform"]) for arc in topology["arcs"]]
    found: dict[str, tuple[Ring, ...]] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        code = alpha.get(geometry.get("id", ""))
        if code is None or geometry["type"] not in ("Polygon", "MultiPolygon"):
            continue
        polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
        found[code] = tuple(_ring(ring, arcs) for polygon in polygons for ring in polygon)
    return found


def _decoded(arc: list[list[int]], transform: dict[str, list[float]]) -> Ring:
    (scale_x, scale_y), (origin_x, origin_y) = transform["scale"], transform["translate"]

    def points() -> Iterator[Point]:
        x = y = 0
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            yield x * scale_x + origin_x, y * scale_y + origin_y

    return tuple(points())


def _ring(numbers: list[int], arcs: list[Ring]) -> Ring:
    """Arcs joined end to end; a negative number is an arc read backwards."""
    joined: list[Point] = []
    for number in numbers:
        part = arcs[number] if number >= 0 else arcs[~number][::-1]
        joined += part[1:] if joined else part
    return tuple(joined)
