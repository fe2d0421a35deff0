"""`rashomon agreement`: how far two people who coded a dossier blindly agree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from rashomon.commands import opened
from rashomon.errors import NotFound
from rashomon.terminal import options as o
from rashomon.terminal import streams

if TYPE_CHECKING:
    from rich.console import Console

    from rashomon.reviewing.agreement import Coded


def agreement(
    dossier: Annotated[str, typer.Argument(help="Its name.")],
    archive: o.ArchiveFile = o.DEFAULT_ARCHIVE,
    json: o.AsJson = False,
) -> None:
    """Compare the two blind codings of a dossier by field: Krippendorff's alpha. Both coders must have done."""
    from rashomon.archive import codings, queries
    from rashomon.web.review.codingpage import compared

    with opened.archive(archive) as kept:
        queries.require(kept, dossier)
        with kept.reading() as connection:
            coders = codings.of(connection, dossier)
            waiting = [coding.coder for coding in coders if coding.done is None]
            if not coders or waiting:
                problem = f"not done yet: {', '.join(waiting)}" if waiting else "nobody codes it blindly"
                raise NotFound(problem, where=dossier, remedy="the desk's page Double coding begins and ends it")
            found = compared(connection, dossier)
    if json:
        streams.write_json(found)
    else:
        with streams.page() as console:
            _show(console, found)


def _show(console: Console, found: Coded) -> None:
    from rich.table import Table

    console.print(
        f"{' and '.join(found.coders)}: {found.both} claims decided by both, {found.one} by one of them only\n"
        "alpha 1 is perfect, 0 is chance; below .667 nothing should be concluded from a field\n"
    )
    table = Table("field", "alpha", "equal", "measure", box=None, pad_edge=False)
    for field in found.fields:
        alpha = "not defined" if field.alpha is None else f"{field.alpha:.3f}"
        table.add_row(field.field, alpha, f"{field.same} of {field.units}", field.measure)
    console.print(table)
    for one in found.differing:
        console.print(f"\n{one.claim}  {', '.join(one.fields)}\n  “{one.words}”", markup=False, highlight=False)
