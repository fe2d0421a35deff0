"""Where incidents are said to have happened: symbols whose size and shape tell how exactly the place is known.

A site is a diamond, a town a disc, a district or region a ring of about its size, never a point. What is known only to
be in a country is listed, and not drawn. Ground: the tiles of a base map up to zoom 6, enlarged beyond.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import msgspec

from rashomon.archive.surveying import Spot

TILE = 256
"""Pixels of a tile's side."""
DEEPEST = 6
"""Zoom of the finest tiles."""
SMALLEST = 240.0
"""Pixels at zoom 6 that a map shows at least across, some 500 km: enlarged further, the ground blurs."""
RATIO = 1.5
"""Width over height."""
PAD = 1.25
"""How much wider the map is than what lies on it."""
RADIUS: dict[str, float] = {"site": 0.0, "town": 0.0, "district": 20.0, "region": 80.0, "country": 0.0}
"""Kilometres around the middle within which the place lies, roughly: a second- and a first-level division."""
EQUATOR = 40_075.0
"""Kilometres."""
SYMBOL = 1 / 55
"""Radius of the smallest ring or symbol, as a share of the map's width."""
LABELS = 14
"""Names written on the map at most."""
NORTHERNMOST = 85.0
"""Degrees at which Web Mercator ends."""


class Tile(msgspec.Struct, frozen=True, kw_only=True):
    """A piece of ground; the place in the map's own units."""

    zoom: int
    column: int
    row: int
    x: float
    y: float
    side: float


class Symbol(msgspec.Struct, frozen=True, kw_only=True):
    """A place on the map, in the map's own units."""

    spot: Spot
    shape: str
    """diamond, disc, ring or cloud: a site, a town, a district, a region."""
    x: float
    y: float
    radius: float
    label: bool
    """Whether there is room for its name."""
    left: bool
    """Whether the name stands to the left."""


class Map(msgspec.Struct, frozen=True, kw_only=True):
    """A map to be drawn as it stands: no script needed."""

    symbols: tuple[Symbol, ...]
    unplaced: tuple[Spot, ...]
    """Known only by a country or not found in the gazetteer: listed, not drawn."""
    tiles: tuple[Tile, ...]
    x: float
    y: float
    width: float
    height: float
    unit: float
    """How large text is, in the map's own units."""


SHAPES: dict[str, str] = {"site": "diamond", "town": "disc", "district": "ring", "region": "cloud"}


def build(spots: Sequence[Spot], *, ground: bool) -> Map | None:
    """The map of the places; `ground` says whether there are tiles. None when there are no places at all."""
    placed = [s for s in spots if s.place.precision in SHAPES and _on_map(s)]
    rest = tuple(s for s in spots if s not in placed)
    if not spots:
        return None
    if not placed:
        return Map(symbols=(), unplaced=rest, tiles=(), x=0, y=0, width=0, height=0, unit=0)
    x, y, width, height = _window(placed)
    symbols = _symbols(placed, x, width)
    return Map(
        symbols=tuple(symbols),
        unplaced=rest,
        tiles=tuple(_tiles(x, y, width, height)) if ground else (),
        x=round(x, 2),
        y=round(y, 2),
        width=round(width, 2),
        height=round(height, 2),
        unit=round(width / 48, 3),
    )


def project(latitude: float, longitude: float) -> tuple[float, float]:
    """Web Mercator, in pixels of zoom 6."""
    side = TILE * 2**DEEPEST
    held = math.radians(max(-NORTHERNMOST, min(NORTHERNMOST, latitude)))
    y: float = (1 - math.asinh(math.tan(held)) / math.pi) / 2
    return (longitude + 180) / 360 * side, y * side


def _on_map(spot: Spot) -> bool:
    latitude, longitude = spot.place.latitude, spot.place.longitude
    return latitude is not None and longitude is not None and abs(latitude) <= NORTHERNMOST and abs(longitude) <= 180


def _at(spot: Spot) -> tuple[float, float]:
    return project(spot.place.latitude or 0.0, spot.place.longitude or 0.0)


def _reach(spot: Spot) -> float:
    """The radius of the place in pixels of zoom 6."""
    scale: float = TILE * 2**DEEPEST / (EQUATOR * math.cos(math.radians(spot.place.latitude or 0.0)))
    return RADIUS[spot.place.precision] * scale


def _window(placed: Sequence[Spot]) -> tuple[float, float, float, float]:
    """The part of the world that holds the places, in the map's ratio."""
    boxes = [(*_at(spot), _reach(spot)) for spot in placed]
    left, right = min(x - r for x, _, r in boxes), max(x + r for x, _, r in boxes)
    top, bottom = min(y - r for _, y, r in boxes), max(y + r for _, y, r in boxes)
    width = max((right - left) * PAD, (bottom - top) * PAD * RATIO, SMALLEST)
    height = width / RATIO
    return (left + right - width) / 2, (top + bottom - height) / 2, width, height


def _symbols(placed: Sequence[Spot], x: float, width: float) -> list[Symbol]:
    """Large ones first, so that none hides another; names where there is room."""
    taken: list[tuple[float, float, float, float]] = []
    found = []
    for number, spot in enumerate(placed):
        px, py = _at(spot)
        radius = max(_reach(spot), width * SYMBOL * (1 + 0.25 * math.log1p(spot.incidents)) * 0.6)
        symbol = Symbol(
            spot=spot,
            shape=SHAPES[spot.place.precision],
            x=round(px, 2),
            y=round(py, 2),
            radius=round(radius, 2),
            label=False,
            left=px > x + 0.75 * width,
        )
        box = _label_box(symbol, width / 48)
        room = number < LABELS and not any(_overlap(box, other) for other in taken)
        if room:
            taken.append(box)
        found.append(msgspec.structs.replace(symbol, label=room))
    return sorted(found, key=lambda symbol: -symbol.radius)


def _label_box(symbol: Symbol, unit: float) -> tuple[float, float, float, float]:
    """The corners of its name, from the top left."""
    length = len(symbol.spot.place.name) * unit * 0.62
    start = symbol.x - symbol.radius - length if symbol.left else symbol.x + symbol.radius
    return start, symbol.y - unit, start + length, symbol.y + unit


def _overlap(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _tiles(x: float, y: float, width: float, height: float) -> list[Tile]:
    """The ground: tiles at the zoom at which a few cover the map. Columns go on around the world."""
    zoom = DEEPEST
    while zoom > 0 and width / (TILE * 2 ** (DEEPEST - zoom)) > 4:
        zoom -= 1
    side = TILE * 2.0 ** (DEEPEST - zoom)
    count = 2**zoom
    columns = range(math.floor(x / side), math.floor((x + width) / side) + 1)
    rows = range(max(0, math.floor(y / side)), min(count - 1, math.floor((y + height) / side)) + 1)
    return [
        Tile(zoom=zoom, column=c % count, row=r, x=round(c * side, 2), y=round(r * side, 2), side=side)
        for r in rows
        for c in columns
    ]
