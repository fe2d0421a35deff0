"""The map: where incidents are said to have happened, as exactly as it is known, and the same as a list."""

from __future__ import annotations

import msgspec

from rashomon.web import mapping, tiles
from rashomon.web.mapping import Map
from rashomon.web.views import Asked, NoQuery, View

MOST = 500
"""Places: more could not be told apart."""


class Places(msgspec.Struct, frozen=True, kw_only=True):
    """The places of a dossier."""

    map: Map | None
    attribution: str
    """Whom the ground is from; "" when there is none."""
    movable: bool
    """Whether the map can be moved and zoomed, with scripts."""


def build(asked: Asked[NoQuery]) -> Places:
    ground = asked.desk.basemap is not None
    return Places(
        map=mapping.build(asked.dossier.spots()[:MOST], ground=ground),
        attribution="© OpenStreetMap contributors" if ground else "",
        movable=tiles.leaflet(),
    )


VIEW = View(
    name="map",
    path="/dossiers/{dossier}/map",
    template="map.html",
    summary="Where incidents are said to have happened, with how exactly that is known.",
    shape=Places,
    query=NoQuery,
    build=build,
    title=lambda _: "Map",
)
