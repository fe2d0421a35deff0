"""`rashomon reread`: what an earlier version or another language model has read, read anew from the bytes kept."""

from __future__ import annotations

from typing import Annotated

import typer

from rashomon.commands import opened
from rashomon.errors import InputError
from rashomon.terminal import options as o
from rashomon.terminal import streams


def reread(
    dossier: Annotated[str | None, typer.Argument(help="Its name (all of them, if left out).")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Also what this version has read.")] = False,
    archive: o.ArchiveFile = o.DEFAULT_ARCHIVE,
    workers: o.Workers = 1,
) -> None:
    """Read reports anew that an earlier version has read. What people decided stays."""
    from rashomon import pipeline
    from rashomon.archive import queries

    problems: list[str] = []
    with opened.archive(archive) as kept:
        names = [dossier] if dossier else [line.name for line in queries.dossiers(kept)]
        for name in names:
            with streams.progress("reading") as tick:
                count, left_out = pipeline.reread(kept, name, everything=everything, workers=workers, tick=tick)
            pipeline.conclude(kept, name)
            streams.tell(f"{name}: {count} reports read anew")
            problems += left_out.problems
    for line in problems:
        streams.tell(line)
    if problems:
        raise typer.Exit(InputError.exit_code)
