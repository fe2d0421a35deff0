"""`rashomon watch`: folders and feeds, looked at again and again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rashomon.commands import opened
from rashomon.errors import InputError, UnreadableFile
from rashomon.terminal import options as o
from rashomon.terminal import streams

if TYPE_CHECKING:
    from rashomon.watching import News


def watch(
    targets: Annotated[list[str], typer.Argument(help="Folders, files, and addresses of feeds or pages.")],
    name: Annotated[str, typer.Option("--dossier", help="The dossier that what is new goes into.")],
    archive: o.ArchiveFile = o.DEFAULT_ARCHIVE,
    fetch: Annotated[bool, typer.Option("--fetch", help="Ask the network; without this, nothing is fetched.")] = False,
    every: Annotated[float, typer.Option(min=1, help="Seconds between two looks.")] = 600.0,
    once: Annotated[bool, typer.Option("--once", help="Look once, and end.")] = False,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Also fetch from this machine and private networks.")
    ] = False,
    workers: o.Workers = 1,
    as_format: o.As = None,
    columns: o.Map = None,
) -> None:
    """Read what is new in folders and feeds, and say what it changes: "now contested: ...". Ends with Ctrl-C."""
    from rashomon.fetching import Limits, addresses
    from rashomon.ingest import Choices
    from rashomon.watching import Plan, rounds
    from rashomon.watching.pace import Pace

    web = tuple(target for target in targets if addresses.is_web(target))
    if web and not fetch:
        raise typer.BadParameter(f"nothing is fetched without --fetch: {web[0]}", param_hint="targets")
    for target in targets:
        if target not in web and not Path(target).exists():
            raise UnreadableFile("there is no such file or folder", where=target, remedy="check the path")
    plan = Plan(
        name=name,
        paths=tuple(Path(target) for target in targets if target not in web),
        addresses=web,
        fetch=fetch,
        limits=Limits(allow_private=allow_private),
        choices=Choices(as_format, columns or {}),
        once=once,
        workers=workers,
    )
    problems = False
    with opened.archive(archive, create=True) as kept:
        for news in rounds(kept, plan, Pace(every)):
            _tell(name, news)
            problems = problems or bool(news.problems)
    if problems:
        raise typer.Exit(InputError.exit_code)


def _tell(name: str, news: News) -> None:
    for line in (*news.notices, *news.problems):
        streams.tell(line)
    if news.reports or not news.problems:
        print(f"{name}: {news.reports} new report{'' if news.reports == 1 else 's'}")
    for status, text in news.changes:
        print(f"now {status}: {text}")
