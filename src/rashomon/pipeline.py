"""The whole way of the data, one direction: files to reports, reports to claims, claims to questions.

What reads (`rashomon.reading.batches`) is imported where there is something to read: the language model takes seconds
to load, and neither showing an archive nor adding what is there already needs it.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

import msgspec

from rashomon import reconciling, reviewing
from rashomon.archive import Archive, decisions, queries, raw, writing
from rashomon.errors import AlreadyRead, InputError, ReadingFailed
from rashomon.ingest import Again, Given, Hints, Item, Piece, copies, read_items, read_piece
from rashomon.model import Dossier, Reading, Report
from rashomon.reading import apart, identity
from rashomon.reconciling import completing
from rashomon.scaling.processes import run

Tick = Callable[[int, int | None], None]
"""Called with the number of reports read so far, and how many there are where that is known."""
LARGE = 1_000
"""Reports; to conclude from more takes far longer than the 2 s in which the language model is loaded again, and from
ten thousand as much memory as the model (bench/intake.py: 1,280 MB with both)."""


class LeftOut(msgspec.Struct, frozen=True, kw_only=True):
    """What was given and is not there, one line each for a person."""

    problems: tuple[str, ...]
    """It could not be used."""
    notices: tuple[str, ...]
    """It was given twice and is kept once."""


def read(
    paths: Sequence[Path] | Given,
    *,
    name: str,
    claims_only: bool = False,
    workers: int = 1,
    tick: Tick | None = None,
) -> Dossier:
    """A dossier straight from files, without an archive. What cannot be used is told in its `problems`.

    The same files give the same dossier, in whatever order they are named and by however many workers they are read.
    """
    left_out: list[InputError] = []
    again: dict[str, Report] = {}
    found = [item.report for item in _usable(_ordered(paths), left_out, again)]
    named = [msgspec.structs.replace(r, path=again[r.id].path) if r.id in again else r for r in found]
    reports = tuple(copies.find(sorted(named, key=lambda report: (report.path or "", report.id))))
    readings = []
    for report, reading in zip(reports, run(_read, reports, workers=workers), strict=True):
        readings.append(reading)
        left_out += _failed(report, reading)
        if tick:
            tick(len(readings), len(reports))
    model = identity.describe()
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
    return completing.complete(msgspec.structs.replace(dossier, conclusions=reconciling.conclude(dossier)))


def with_events(dossier: Dossier) -> Dossier:
    """The dossier with a claim, too, for each event that a statement only mentions (`rashomon.reading.apart`), for
    those who count events. Such claims are compared with none."""
    return msgspec.structs.replace(dossier, readings=tuple(map(apart.take, dossier.readings)))


def add(
    archive: Archive, paths: Sequence[Path] | Given, *, name: str, workers: int = 1, tick: Tick | None = None
) -> LeftOut:
    """Keeps the reports in the files, and what is read from them: see `keep`."""
    return keep(archive, _ordered(paths), name=name, workers=workers, tick=tick)


def keep(
    archive: Archive,
    items: Iterable[Item | Again | InputError],
    *,
    name: str,
    workers: int = 1,
    tick: Tick | None = None,
) -> LeftOut:
    """Keeps the reports, their bytes and what is read from them in the archive's dossier `name`; returns what was left
    out, and why.

    Each report is kept together with its reading or not at all: after an interruption the same call goes on where it
    was, and what is there already stays as it is. The conclusions are stale until `conclude`.
    """
    left_out: list[InputError] = []
    again: dict[str, Report] = {}
    model = identity.describe()
    under_way: dict[str, Report] = {}

    def unread() -> Iterator[Report]:
        for item in _usable(items, left_out, again):
            raw.keep(archive, _raw(item.piece))
            if queries.is_read(archive, item.report.id, model=model):
                writing.add(archive, name, item.report, None, model=model)
            else:
                under_way[item.report.id] = item.report
                yield item.report

    for done, reading in enumerate(run(_read, unread(), workers=workers), start=1):
        report = under_way.pop(reading.report)
        left_out += _failed(report, reading)
        writing.add(archive, name, report, reading, model=model)
        if tick:
            tick(done, None)
    for report in again.values():  # of several paths the first in the alphabet is kept
        writing.add(archive, name, report, None, model=model)
    return _told(left_out)


def reread(
    archive: Archive, name: str, *, everything: bool = False, workers: int = 1, tick: Tick | None = None
) -> tuple[int, LeftOut]:
    """Reads anew, from their bytes, the dossier's reports that another version or language model has read (or all);
    returns how many, and what could not be. People's decisions stay: they hold to a report and its words, not to what
    was read. Interrupted, the same call goes on from there. Raises NotFound.
    """
    queries.require(archive, name)
    left_out: list[InputError] = []
    model = identity.describe()

    def reports() -> Iterator[Report]:
        for found in raw.outdated(archive, name, model=model, everything=everything):
            report = _from_bytes(found, left_out)
            if report != found.report:
                raw.revise(archive, report)
            under_way[report.id] = report
            yield report

    under_way: dict[str, Report] = {}
    done = 0
    for done, reading in enumerate(run(_read, reports(), workers=workers), start=1):
        report = under_way.pop(reading.report)
        left_out += _failed(report, reading)
        writing.add(archive, name, report, reading, model=model)
        if tick:
            tick(done, None)
    return done, _told(left_out)


def conclude(archive: Archive, name: str) -> Dossier:
    """The archive's dossier as reviewed, with its conclusions, drawn anew if reports or decisions have come since.
    Raises NotFound."""
    _let_go(archive, name)
    found = queries.snapshot(archive, name)
    reviewed = reviewing.review(found.dossier, decisions.log(archive, name))
    if not found.stale:
        with archive.reading() as connection:
            told = decisions.disagreements(connection, name)
        dossier = msgspec.structs.replace(
            found.dossier,
            readings=reviewed.readings,
            decisions=reviewed.decisions,
            holding=tuple(decision.number for decision in reviewed.standing),
            marks=reviewed.marks,
            disagreements=told,
        )
        return completing.complete(dossier)
    known = found.dossier.reports
    read = msgspec.structs.replace(found.dossier, reports=known if found.copied else tuple(copies.find(known)))
    again = partial(reconciling.conclude, before=found.dossier.conclusions)
    dossier = reviewing.conclude(read, reviewed, reconcile=again)
    whole = completing.complete(dossier)
    writing.reviewed(archive, dossier, whole, revision=found.revision)
    return whole


def _let_go(archive: Archive, name: str) -> None:
    """Frees the language model, where it was loaded, before a large dossier is concluded from; whoever reads again
    loads it again. To be done before anything else is fetched: memory between other things does not become free."""
    if "rashomon.reading.language" not in sys.modules:
        return
    if any(line.stale and line.reports > LARGE for line in queries.dossiers(archive) if line.name == name):
        from rashomon.reading import language

        language.load.cache_clear()
        gc.collect()


def coded(archive: Archive, name: str, coder: str) -> Dossier:
    """The dossier as one coder of a blind double coding has it so far: without anyone else's decisions."""
    found = queries.snapshot(archive, name).dossier
    read = msgspec.structs.replace(found, reports=tuple(copies.find(found.reports)))
    return reviewing.apply(read, decisions.log(archive, name), reconcile=reconciling.conclude, layer=coder)


def _ordered(paths: Sequence[Path] | Given) -> Iterator[Item | Again | InputError]:
    """What is in the files, in the paths' own order, so that it does not matter in which they were named."""
    given = paths if isinstance(paths, Given) else Given(tuple(paths))
    return read_items(sorted(given.paths), given.choices)


def _usable(
    items: Iterable[Item | Again | InputError], left_out: list[InputError], again: dict[str, Report]
) -> Iterator[Item]:
    """The reports, each once; `again` gets those that came again under a path that comes before in the alphabet."""
    paths: dict[str, str] = {}
    for found in items:
        if isinstance(found, InputError):
            left_out.append(found)
            continue
        report = found.report
        if isinstance(found, Again):
            left_out.append(found.notice)
            if (report.path or "") < paths[report.id]:
                again[report.id] = report
        paths[report.id] = min(paths.get(report.id, report.path or ""), report.path or "")
        if isinstance(found, Item):
            yield found


def _read(reports: list[Report]) -> list[Reading]:
    from rashomon.reading import batches

    return batches.read(reports)


def _failed(report: Report, reading: Reading) -> list[InputError]:
    """What went wrong in reading the report, which is kept without claims all the same."""
    return [ReadingFailed(why, where=report.path or report.id) for why in reading.warnings]


def _raw(piece: Piece) -> raw.Raw:
    hints = msgspec.json.encode(piece.hints).decode()
    return raw.Raw(sha256=piece.sha256, format=piece.format, hints=hints, data=piece.raw)


def _from_bytes(found: raw.Outdated, left_out: list[InputError]) -> Report:
    """The report as its bytes are read now; as it was where they were not kept, or are no longer taken for a report."""
    kept, old = found.raw, found.report
    if kept is None:
        return old
    where = old.path or old.id
    item = read_piece(Piece(kept.data, kept.format, where, where, msgspec.json.decode(kept.hints, type=Hints)))
    if isinstance(item, InputError):
        left_out.append(item)
        return old
    return msgspec.structs.replace(item.report, path=old.path)


def _told(left_out: Sequence[InputError]) -> LeftOut:
    return LeftOut(
        problems=tuple(sorted(str(error) for error in left_out if not isinstance(error, AlreadyRead))),
        notices=tuple(sorted(str(error) for error in left_out if isinstance(error, AlreadyRead))),
    )
