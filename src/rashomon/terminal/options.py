"""The arguments and options that several commands share, and how their values are read."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

if TYPE_CHECKING:
    from rashomon.ingest import Given


def day(text: str) -> str:
    """An ISO date. Raises typer.BadParameter."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a day such as 2017-10-15") from None


def outcome(text: str) -> str:
    """What a figure can count the victims as. Raises typer.BadParameter."""
    from rashomon.model.claim import Outcome

    known: tuple[str, ...] = get_args(Outcome)
    if text not in known:
        raise typer.BadParameter(f"{text!r} is not one of: {', '.join(known)}")
    return text


def named_after(paths: list[Path]) -> str:
    """The folder's name: of several, the one that holds them all, so that their order does not matter."""
    folders = [path.resolve() if path.is_dir() else path.resolve().parent for path in paths]
    return Path(os.path.commonpath(folders)).name or "dossier"


def format(text: str) -> str:
    """The name of a format that goes in. Raises typer.BadParameter."""
    from rashomon.ingest import formats

    known = [one.name for one in formats.ALL]
    if text not in known:
        raise typer.BadParameter(f"{text!r} is not one of: {', '.join(known)}")
    return text


def columns(text: str) -> dict[str, str]:
    """Which column of a table holds what: `text=body,published=date`. Raises typer.BadParameter."""
    from rashomon.ingest import rows

    pairs = [part.partition("=") for part in text.split(",")]
    for field, sign, column in pairs:
        if not sign or not column.strip() or field.strip() not in rows.FIELDS:
            raise typer.BadParameter(f"{text!r} is not FIELD=COLUMN, ... with {', '.join(rows.FIELDS)}")
    return {field.strip(): column.strip() for field, _, column in pairs}


def given(paths: list[Path], format: str | None, columns: dict[str, str] | None) -> Given:
    """The files, with what was said about how to read them."""
    from rashomon.ingest import Choices, Given

    return Given(tuple(paths), Choices(format, columns or {}))


Paths = Annotated[list[Path], typer.Argument(help="Files or folders; `rashomon formats` lists what is read.")]
As = Annotated[
    str | None,
    typer.Option("--as", parser=format, metavar="FORMAT", help="Read them as this format, whatever they look like."),
]
Map = Annotated[
    dict[str, str] | None,
    typer.Option("--map", parser=columns, metavar="FIELD=COLUMN,...", help="Of tables: which column holds what."),
]
Name = Annotated[str | None, typer.Option("--dossier", help="Its name (the folder's, if left out).")]
ArchiveFile = Annotated[
    str,
    typer.Option(
        "--archive",
        envvar="RASHOMON_ARCHIVE",
        metavar="FILE",
        help="The archive: a file, or postgresql://USER@HOST/NAME for a team.",
    ),
]
Workers = Annotated[int, typer.Option(min=1, help="Processes that read at the same time.")]
Everything = Annotated[bool, typer.Option("--all", help="Show every claim, and what only one origin says.")]
AsJson = Annotated[bool, typer.Option("--json", help="For programs: JSON to standard output.")]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="The file to write (else standard output).")]
WithNames = Annotated[bool, typer.Option("--with-names", help="Keep the names of private persons.")]
Day = Annotated[str | None, typer.Option(parser=day, metavar="YYYY-MM-DD", help="The day it happened.")]
Since = Annotated[str | None, typer.Option(parser=day, metavar="YYYY-MM-DD", help="On this day or later.")]
Until = Annotated[str | None, typer.Option(parser=day, metavar="YYYY-MM-DD", help="On this day or earlier.")]
Outcome = Annotated[
    str | None, typer.Option(parser=outcome, metavar="OUTCOME", help="With a figure of killed, wounded, displaced ...")
]

DEFAULT_ARCHIVE = "rashomon.db"
