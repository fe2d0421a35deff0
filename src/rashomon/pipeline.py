"""The whole way of the data, one direction: files to reports, reports to claims, claims to questions.

`rashomon.reading` is imported where it is used: it loads the language model, which showing an archive does not need.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec

from rashomon import reviewing
from rashomon.archive import Archive, decisions, queries, writing
from rashomon.errors import AlreadyRead, InputError
from rashomon.ingest import copies, read_paths
from rashomon.model import Dossier, Report
from rashomon.reconciling import reconcile
from rashomon.scaling.processes import run

Tick = Callable[[int, int | None], None]
"""Called with the number of reports read so far, and how many there are where that is known."""


class LeftOut(msgspec.Struct, frozen=True, kw_only=True):
    """What was given and is not there, one line each for a person."""

    problems: tuple[str, ...]
    """It could not be used."""
    notices: tuple[str, ...]
    """It was given twice and is kept once."""


def read(
    paths: Sequence[Path], *, name: str, claims_only: bool = False, workers: int = 1, tick: Tick | None = None
) -> Dossier:
    """A dossier straight from files, without an archive. What cannot be used is told in its `problems`.

    The same files give the same dossier, in whatever order they are named and by however many workers they are read.
    """
    from rashomon.reading import batches, language

    left_out: list[InputError] = []
    reports = tuple(copies.find(sorted(_usable(paths, left_out), key=lambda report: (report.path or "", report.id))))
    readings = []
    for reading in run(batches.read, reports, workers=workers):
        readings.append(reading)
        if tick:
            tick(len(readings), len(reports))
    model = language.describe()
    dossier = Dossier(
        name=name,
        model=model,
        reports=reports,
        readings=tuple(readings),
        problems=_told(left_out).problems,
        notices=_told(left_out).notices,
    )
    if claims_only:
        return dossier
    return msgspec.structs.replace(dossier, conclusions=reconcile(reports, dossier.claims()))


def add(archive: Archive, paths: Sequence[Path], *, name: str, workers: int = 1, tick: Tick | None = None) -> LeftOut:
    """Keeps the reports and what is read from them in the archive's dossier `name`; returns what was left out, and why.

    Each report is kept together with its reading or not at all: after an interruption the same call goes on where it
    was, and what is there already stays as it is. The conclusions are stale until `conclude`.
    """
    from rashomon.reading import batches, language

    left_out: list[InputError] = []
    model = language.describe()
    under_way: dict[str, Report] = {}

    def unread() -> Iterator[Report]:
        for report in _usable(paths, left_out):
            if queries.is_read(archive, report.id, model=model):
                writing.add(archive, name, report, None, model=model)
            else:
                under_way[report.id] = report
                yield report

    for done, reading in enumerate(run(batches.read, unread(), workers=workers), start=1):
        writing.add(archive, name, under_way.pop(reading.report), reading, model=model)
        if tick:
            tick(done, None)
    return _told(left_out)


def conclude(archive: Archive, name: str) -> Dossier:
    """The archive's dossier as reviewed, with its conclusions, drawn anew if reports or decisions have come since.
    Raises NotFound."""
    found = queries.snapshot(archive, name)
    reviewed = reviewing.review(found.dossier, decisions.log(archive, name))
    if not found.stale:
        with archive.reading() as connection:
            told = decisions.disagreements(connection, name)
        return msgspec.structs.replace(
            found.dossier,
            readings=reviewed.readings,
            decisions=reviewed.decisions,
            marks=reviewed.marks,
            disagreements=told,
        )
    read = msgspec.structs.replace(found.dossier, reports=tuple(copies.find(found.dossier.reports)))
    dossier = reviewing.conclude(read, reviewed, reconcile=reconcile)
    decisions.keep(archive, dossier)
    # Last, because it says that everything is drawn: interrupted before, all is drawn anew at the next command.
    writing.conclude(archive, name, dossier.reports, dossier.conclusions, revision=found.revision)
    return dossier


def coded(archive: Archive, name: str, coder: str) -> Dossier:
    """The dossier as one coder of a blind double coding has it so far: without anyone else's decisions."""
    found = queries.snapshot(archive, name).dossier
    read = msgspec.structs.replace(found, reports=tuple(copies.find(found.reports)))
    return reviewing.apply(read, decisions.log(archive, name), reconcile=reconcile, layer=coder)


def _usable(paths: Sequence[Path], left_out: list[InputError]) -> Iterator[Report]:
    """The reports, each once. Paths in their own order, so that it does not matter in which they were named."""
    for found in read_paths(sorted(paths)):
        if isinstance(found, InputError):
            left_out.append(found)
        else:
            yield found


def _told(left_out: Sequence[InputError]) -> LeftOut:
    return LeftOut(
        problems=tuple(sorted(str(error) for error in left_out if not isinstance(error, AlreadyRead))),
        notices=tuple(sorted(str(error) for error in left_out if isinstance(error, AlreadyRead))),
    )
