"""`rashomon charts`: the figure ladders of a dossier as pictures."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from rashomon.commands import opened
from rashomon.errors import NotFound
from rashomon.terminal import options as o
from rashomon.terminal import streams

FORMATS = ("svg", "png", "pdf")


def charts(
    dossier: Annotated[str, typer.Argument(help="Its name.")],
    output: Annotated[
        Path, typer.Option("--output", "-o", help="A folder; or one file that ends in .svg, .png or .pdf.")
    ],
    question: Annotated[str | None, typer.Option(help="Only of this question (its id).")] = None,
    format: Annotated[str, typer.Option("--format", "-f", help="svg, png or pdf, in a folder.")] = "svg",
    with_names: o.WithNames = False,
    archive: o.ArchiveFile = o.DEFAULT_ARCHIVE,
) -> None:
    """Draw who said how many, and when: a picture for each question of figures, contested first."""
    from rashomon.web import charts as drawing
    from rashomon.web import page

    single = output.suffix.lower().removeprefix(".") in FORMATS
    kind = output.suffix.lower().removeprefix(".") if single else format
    if kind not in FORMATS:
        raise typer.BadParameter(f"{kind!r} is not one of: {', '.join(FORMATS)}", param_hint="--format")
    record, withheld = opened.record(archive, dossier, with_names=with_names)
    sections = page.build(record, withheld=withheld).sections
    points = [p for section in sections for p in section.points if p.ladder and question in (None, p.id)]
    if not points:
        what = f"question {question!r}" if question else "question"
        raise NotFound(f"no {what} with figures to compare", where=dossier, remedy="`rashomon show` tells the ids")
    made: dict[str, Callable[[str], bytes]] = {"svg": str.encode, "png": drawing.png, "pdf": drawing.pdf}
    convert = made[kind]
    if single:
        streams.write(convert(drawing.svg(points[0])), output)
        return
    output.mkdir(parents=True, exist_ok=True)
    for point in points:
        streams.write(convert(drawing.svg(point)), output / f"{point.id}.{kind}")
    streams.tell(f"{output}: {len(points)} charts")
