"""`rashomon serve`: opens the desk, and hands it the functions that pages do not know themselves."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rashomon.errors import SetupError
from rashomon.terminal import options as o
from rashomon.terminal import streams

if TYPE_CHECKING:
    from rashomon.archive import Archive
    from rashomon.web.desk import LeftOut, Tick


def serve(
    archive: o.ArchiveFile = o.DEFAULT_ARCHIVE,
    host: Annotated[str, typer.Option(help="The address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port to listen at.")] = 8765,
    name: Annotated[
        list[str] | None, typer.Option(help="A name under which others reach this machine (may be repeated).")
    ] = None,
    with_names: Annotated[
        bool, typer.Option("--with-names", help="Show readers the names of private persons.")
    ] = False,
) -> None:
    """Open the desk: the pages at which a dossier is read, searched and reviewed."""
    import uvicorn

    from rashomon import pipeline
    from rashomon.archive import open_archive, users
    from rashomon.web import app, login, pictures, tiles
    from rashomon.web.desk import LOOPBACK, Desk
    from rashomon.web.review import routes

    with open_archive(archive, create=True) as opened:  # what cannot be opened is told here, before anything is served
        people = users.all_of(opened)
    if host not in ("127.0.0.1", "::1", "localhost") and not people:
        raise SetupError(
            "only this machine may come to the desk while it has no users",
            where=host,
            remedy="add one with `rashomon users add NAME editor`, or leave out --host",
        )
    desk = Desk(
        archive=archive,
        add=_add,
        conclude=pipeline.conclude,
        hosts=(*LOOPBACK, host, *(name or ())),
        with_names=with_names,
        reviewing=True,
        basemap=tiles.basemap(),
    )
    if people:
        desk = login.locked(desk)
    shown = f"[{host}]" if ":" in host else host
    streams.tell(f"the desk is open at http://{shown}:{port}/ (Ctrl-C closes it)")
    config = uvicorn.Config(
        app.build(desk, (*login.routes(desk), *routes.routes(desk), *pictures.routes(desk)), routes.DESCRIBED),
        host=host,
        port=port,
        log_level="warning",
        server_header=False,
        access_log=False,
    )
    uvicorn.Server(config).run()
    sys.stderr.flush()


def _add(archive: Archive, paths: Sequence[Path], name: str, tick: Tick) -> LeftOut:
    from rashomon import pipeline
    from rashomon.web.desk import LeftOut

    left_out = pipeline.add(archive, paths, name=name, tick=tick)
    return LeftOut(problems=left_out.problems, notices=left_out.notices)
