"""`rashomon verify`: whether the log of decisions is as it was written."""

from __future__ import annotations

from typing import Annotated

import typer

from rashomon.commands import opened
from rashomon.errors import ArchiveError
from rashomon.terminal import options as o
from rashomon.terminal import streams


def verify(
    dossier: Annotated[str | None, typer.Argument(help="Its name (all dossiers, if left out).")] = None,
    head: Annotated[
        str | None, typer.Option(help="A hash printed earlier: the log must still hold it (nothing was cut off).")
    ] = None,
    archive: o.ArchiveFile = o.DEFAULT_ARCHIVE,
    json: o.AsJson = False,
) -> None:
    """Check that no decision was changed, removed or slipped in since it was written."""
    from rashomon.archive import decisions, queries

    with opened.archive(archive) as kept:
        if dossier is not None:
            queries.require(kept, dossier)
        names = [dossier] if dossier is not None else [line.name for line in queries.dossiers(kept)]
        found = [decisions.verify(kept, name) for name in names]
        known = {row.hash for name in names for row in decisions.rows(kept, name)} if head else set()
    if json:
        streams.write_json(tuple(found))
    else:
        for line in found:
            how = f"broken at decision {line.broken}: {line.problem}" if line.broken is not None else "unbroken"
            print(f"{line.dossier}: {line.rows} decisions, {how}, head {line.head}")
    broken = [line for line in found if line.broken is not None]
    if broken:
        problem = f"decision {broken[0].broken} of {broken[0].dossier}: {broken[0].problem}"
        raise ArchiveError(problem, where=str(archive), remedy="restore the archive from a backup")
    if head and head not in known:
        raise ArchiveError("the log does not hold that hash any more", where=str(archive), remedy="rows were cut off")
