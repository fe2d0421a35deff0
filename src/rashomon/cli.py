"""The command line. Everything heavy is imported inside the command that needs it, so that --help is instant."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from rashomon import __version__
from rashomon.commands import (
    agreement,
    charts,
    formats,
    gazetteer,
    opened,
    reread,
    serve,
    sources,
    users,
    verify,
    watch,
)
from rashomon.commands import export as exporting
from rashomon.commands import pack as packing
from rashomon.errors import InputError, NotFound, RashomonError
from rashomon.terminal import options as o
from rashomon.terminal import streams

if TYPE_CHECKING:
    from rashomon.model import Dossier
    from rashomon.model.claim import Outcome

EPILOG = (
    "Exit codes: 0 done; 1 something unexpected; 2 the command was not understood; 3 done, but something that was "
    "given could not be used; 4 the archive cannot be used; 5 no such dossier, claim or question; 6 a part of the "
    "installation is missing; 130 interrupted."
)

app = typer.Typer(
    name="rashomon",
    help="Reads conflict-news dispatches and keeps who says what, in which words, and who says otherwise.",
    epilog=EPILOG,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def main() -> None:
    """The console script: errors as one line each, never a traceback (unless RASHOMON_DEBUG is set)."""
    streams.tolerate()
    try:
        app()
    except RashomonError as error:
        streams.tell(str(error))
        sys.exit(error.exit_code)
    except Exception as error:
        if os.environ.get("RASHOMON_DEBUG"):
            raise
        streams.tell(f"unexpected: {type(error).__name__}: {error} (RASHOMON_DEBUG=1 shows where; please report it)")
        sys.exit(RashomonError.exit_code)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"rashomon {__version__}")
        raise typer.Exit


@app.callback()
def options(
    _: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")] = False,
) -> None:
    pass


@app.command()
def read(
    paths: o.Paths,
    json: Annotated[Path | None, typer.Option(help="Write the record to this file (- for standard output).")] = None,
    claims_only: Annotated[bool, typer.Option(help="Do not compare the claims.")] = False,
    events: Annotated[bool, typer.Option(help="Also a claim for each event that is only mentioned in one.")] = False,
    everything: o.Everything = False,
    name: o.Name = None,
    workers: o.Workers = 1,
    as_format: o.As = None,
    columns: o.Map = None,
) -> None:
    """Read reports without an archive, and show who is contradicted by whom."""
    from rashomon import pipeline
    from rashomon.exporting.record import build, encode

    given, name = o.given(paths, as_format, columns), name or o.named_after(paths)
    with streams.progress("reading") as tick:
        dossier = pipeline.read(given, name=name, claims_only=claims_only, workers=workers, tick=tick)
    dossier = pipeline.with_events(dossier) if events else dossier
    if json is None:
        _show(dossier, everything=everything)
    else:
        streams.write(encode(build(dossier)), None if str(json) == "-" else json)
    _end(dossier.problems, dossier.notices)


@app.command()
def add(
    paths: o.Paths,
    name: o.Name = None,
    archive: o.ArchiveFile = o.DEFAULT_ARCHIVE,
    workers: o.Workers = 1,
    as_format: o.As = None,
    columns: o.Map = None,
) -> None:
    """Read reports and keep them in an archive. Adding the same report again changes nothing."""
    from rashomon import pipeline
    from rashomon.archive import queries

    name = name or o.named_after(paths)
    given = o.given(paths, as_format, columns)
    with opened.archive(archive, create=True) as kept:
        try:
            with streams.progress("adding") as tick:
                left_out = pipeline.add(kept, given, name=name, workers=workers, tick=tick)
        except KeyboardInterrupt:
            streams.tell("interrupted: what was added stays, and the same command goes on from there")
            raise
        if name not in [line.name for line in queries.dossiers(kept)]:
            _end(left_out.problems, left_out.notices)
            return
        dossier = pipeline.conclude(kept, name)
    disputed = sum(question.status == "contested" for question in dossier.conclusions.questions)
    pairs = zip(dossier.reports, dossier.readings, strict=True)
    warned = sum(bool(report.warnings or reading.warnings) for report, reading in pairs)
    streams.tell(
        f"{name}: {len(dossier.reports)} reports ({warned} with warnings), {len(dossier.claims())} claims, "
        f"{disputed} contested questions (see them with `rashomon show`)"
    )
    _end(left_out.problems, left_out.notices)


@app.command()
def dossiers(archive: o.ArchiveFile = o.DEFAULT_ARCHIVE, json: o.AsJson = False) -> None:
    """List the dossiers of the archive."""
    from rashomon.archive import queries
    from rashomon.terminal import listing

    with opened.archive(archive) as kept:
        found = queries.dossiers(kept)
    if json:
        streams.write_json(found)
    else:
        with streams.page() as console:
            listing.dossiers(console, found)


@app.command()
def show(
    dossier: Annotated[str | None, typer.Argument(help="Its name (may be left out when there is only one).")] = None,
    everything: o.Everything = False,
    archive: o.ArchiveFile = o.DEFAULT_ARCHIVE,
) -> None:
    """Show a dossier: contested questions first."""
    with opened.archive(archive) as kept:
        found = opened.concluded(kept, dossier)
    _show(found, everything=everything)


@app.command()
def claims(
    dossier: Annotated[str | None, typer.Option(help="Only of this dossier.")] = None,
    source: Annotated[str | None, typer.Option(help="Said by, or passed on by (part of a name).")] = None,
    place: Annotated[str | None, typer.Option(help="Where it happened (part of a name).")] = None,
    date: o.Day = None,
    since: o.Since = None,
    until: o.Until = None,
    outcome: o.Outcome = None,
    archive: o.ArchiveFile = o.DEFAULT_ARCHIVE,
    json: o.AsJson = False,
) -> None:
    """List claims, filtered."""
    from rashomon.archive import queries
    from rashomon.terminal import listing

    wanted = queries.Wanted(
        dossier=dossier,
        source=source,
        place=place,
        since=date or since,
        until=date or until,
        outcome=cast("Outcome | None", outcome),
    )
    with opened.archive(archive) as kept:
        if dossier is not None:
            queries.require(kept, dossier)
        found = queries.claims(kept, wanted)
    if json:
        streams.write_json(found)
    else:
        with streams.page() as console:
            listing.claims(console, found)


@app.command()
def explain(
    id: Annotated[str, typer.Argument(metavar="CLAIM", help="Id of a claim or a question, as shown everywhere.")],
    dossier: Annotated[str | None, typer.Option(help="The dossier to look in, if it is in several.")] = None,
    archive: o.ArchiveFile = o.DEFAULT_ARCHIVE,
    json: o.AsJson = False,
) -> None:
    """Show every rule and word behind a claim or a question."""
    from rashomon import pipeline
    from rashomon.archive import queries
    from rashomon.exporting import explaining
    from rashomon.terminal import explanation

    with opened.archive(archive) as kept:
        for line in queries.dossiers(kept):
            if line.stale:
                pipeline.conclude(kept, line.name)
        holding = (dossier,) if dossier else queries.holding(kept, id)
        if not holding:
            raise NotFound(f"no claim or question {id!r}", where=str(archive), remedy="`rashomon claims` lists them")
        found = explaining.explain(opened.concluded(kept, holding[0]), id)
    if json:
        streams.write_json(found)
    else:
        with streams.page() as console:
            explanation.show(console, found)


app.command()(exporting.export)
app.command()(sources.sources)
app.command()(verify.verify)
app.command()(agreement.agreement)
app.command()(packing.pack)
app.command()(packing.unpack)
app.command()(charts.charts)
app.command()(formats.formats)
app.command()(reread.reread)
app.command()(watch.watch)
app.command()(serve.serve)
app.add_typer(users.app, name="users")
app.add_typer(gazetteer.app, name="gazetteer")


@app.command()
def report(
    dossier: Annotated[str, typer.Argument(help="Its name.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The HTML file to write.")],
    with_names: o.WithNames = False,
    archive: o.ArchiveFile = o.DEFAULT_ARCHIVE,
) -> None:
    """Write a dossier as one HTML page, to pass on. Names of private persons are left out unless asked for."""
    from rashomon.web import page

    record, withheld = opened.record(archive, dossier, with_names=with_names)
    streams.write(page.render(page.build(record, withheld=withheld)).encode(), output)


@app.command()
def schema(output: o.Output = None) -> None:
    """Write the JSON Schema of the record."""
    from rashomon.exporting.record import json_schema

    streams.write(json_schema(), output)


def _show(dossier: Dossier, *, everything: bool) -> None:
    from rashomon.terminal import overview

    with streams.page() as console:
        overview.show(console, dossier, everything=everything)


def _end(problems: Sequence[str], notices: Sequence[str]) -> None:
    """Tells what was left out. Only where something could not be used does the exit code say so too."""
    for line in (*notices, *problems):
        streams.tell(line)
    if problems:
        raise typer.Exit(InputError.exit_code)


if __name__ == "__main__":
    main()
