"""`rashomon pack` and `rashomon unpack`: a dossier as one file that another machine can open, decisions included."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import msgspec
import typer

from rashomon import __version__
from rashomon.commands import opened
from rashomon.errors import ArchiveError, NotADispatch, NotFound, UnreadableFile
from rashomon.model import Reading, Report, Span
from rashomon.terminal import options as o
from rashomon.terminal import streams

if TYPE_CHECKING:
    from rashomon.archive import Archive
    from rashomon.archive.raw import Raw
    from rashomon.exporting.packing import About, Part

T = TypeVar("T")
FIRST = "1970-01-01T00:00:00"


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """What a pack says of itself (dossier.json)."""

    schema: str = "rashomon-pack/1"
    dossier: str
    model: str
    version: str
    """Of Rashomon, that read the reports."""
    reports: int
    decisions: int
    head: str
    """Hash of the last decision."""


class Bytes(msgspec.Struct, frozen=True, kw_only=True):
    """How the raw bytes of a report were read (raw.jsonl); the bytes themselves are raw/SHA256."""

    sha256: str
    format: str
    hints: str


def pack(
    dossier: Annotated[str, typer.Argument(help="Its name.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The zip to write.")],
    archive: o.ArchiveFile = o.DEFAULT_ARCHIVE,
) -> None:
    """Write a dossier as one file that another machine can open: reports, readings, decisions, record. Names stay."""
    from rashomon.exporting import packing

    with opened.archive(archive) as kept:
        parts, about = _packed(kept, dossier)
    streams.write(packing.pack(parts, about), output)
    streams.tell(f"{output}: {about.description} Names of private persons are in it.")


def unpack(
    file: Annotated[Path, typer.Argument(help="A file that `rashomon pack` wrote.")],
    name: Annotated[str | None, typer.Option("--dossier", help="Another name for the dossier.")] = None,
    archive: o.ArchiveFile = o.DEFAULT_ARCHIVE,
) -> None:
    """Open a packed dossier in this archive. Every file is held against its digest, decisions against their chain."""
    from rashomon import pipeline
    from rashomon.exporting import packing

    try:
        data = file.read_bytes()
    except OSError as error:
        raise UnreadableFile(f"cannot be read: {error.strerror}", where=str(file)) from None
    found = packing.unpack(data, where=str(file))
    with opened.archive(archive, create=True) as kept:
        added = _taken(kept, found, name, str(file))
        dossier = pipeline.conclude(kept, added)
    streams.tell(f"{added}: {len(dossier.reports)} reports, {len(dossier.decisions)} decisions (`rashomon show`)")


def _packed(kept: Archive, name: str) -> tuple[list[Part], About]:
    from rashomon import pipeline
    from rashomon.archive import codings, decisions, queries, raw
    from rashomon.exporting import packing
    from rashomon.exporting.record import build, encode

    record = encode(build(pipeline.conclude(kept, name)))
    read = queries.snapshot(kept, name).dossier
    rows = decisions.rows(kept, name)
    checked = decisions.check(name, rows)
    if checked.broken is not None:
        problem = f"decision {checked.broken} of {name}: {checked.problem}"
        raise ArchiveError(problem, where=str(kept.path), remedy="see `rashomon verify`: a broken log is not passed on")
    head = Head(
        dossier=name,
        model=read.model,
        version=__version__,
        reports=len(read.reports),
        decisions=len(rows),
        head=checked.head,
    )
    with kept.reading() as connection:
        coders = codings.of(connection, name)
    bytes_ = [found for report in read.reports if (found := raw.get(kept, report.sha256)) is not None]
    lines = "application/x-ndjson"
    parts = [
        packing.Part(name="dossier.json", what="what the pack is", media="application/json", data=_lines([head])),
        packing.Part(name="record.json", what="the record, as reviewed", media="application/json", data=record),
        packing.Part(name="reports.jsonl", what="the reports", media=lines, data=_lines(read.reports)),
        packing.Part(name="readings.jsonl", what="what was read from them", media=lines, data=_lines(read.readings)),
        packing.Part(name="decisions.jsonl", what="the log of decisions", media=lines, data=_lines(rows)),
        packing.Part(name="codings.jsonl", what="who coded it blindly", media=lines, data=_lines(coders)),
        *_raw_parts(bytes_),
    ]
    days = [*(d.at for d in decisions.log(kept, name)), *(r.published for r in read.reports if r.published)]
    about = packing.About(
        name=f"Rashomon dossier: {name}",
        description=f"{len(read.reports)} reports, {len(read.claims())} claims, {len(rows)} decisions.",
        published=max((day[:19] for day in days), default=FIRST).removesuffix("Z"),
    )
    return parts, about


def _raw_parts(found: Sequence[Raw]) -> Iterator[Part]:
    from rashomon.exporting.packing import Part

    unique = {one.sha256: one for one in found}.values()
    how = [Bytes(sha256=one.sha256, format=one.format, hints=one.hints) for one in unique]
    yield Part(name="raw.jsonl", what="how raw bytes were read", media="application/x-ndjson", data=_lines(how))
    for one in unique:
        yield Part(name=f"raw/{one.sha256}", what="raw bytes", media="application/octet-stream", data=one.data)


def _taken(kept: Archive, files: dict[str, bytes], name: str | None, where: str) -> str:
    """Puts what was packed into the archive; the dossier's name there."""
    from rashomon.archive import codings, decisions, queries, raw, writing
    from rashomon.archive.codings import Coding
    from rashomon.archive.decisions import Row

    head = _one(files, "dossier.json", Head, where)
    dossier = name or head.dossier
    reports, readings = _many(files, "reports.jsonl", Report, where), _many(files, "readings.jsonl", Reading, where)
    rows = _many(files, "decisions.jsonl", Row, where)
    coded = _many(files, "codings.jsonl", Coding, where)
    _sound(reports, readings, where)
    checked = decisions.check(dossier, rows)
    if checked.broken is not None:
        raise NotADispatch(f"its log is broken at decision {checked.broken}: {checked.problem}", where=where)
    if not reports:
        raise NotFound("there are no reports in the pack", where=where)
    _fits(kept, dossier, rows, where)
    # Read by another version: kept as such, so that `rashomon reread` reads it anew.
    model = head.model if head.version == __version__ else f"{head.model} (rashomon {head.version})"
    for report, reading in zip(reports, readings, strict=True):
        here = queries.text_of(kept, report.id)
        if here is not None and here[0] != report.text:
            raise ArchiveError(f"{report.id} here is another report than in the pack", where=where)
        writing.add(kept, dossier, report, reading if here is None or not here[1] else None, model=model)
    for how in _many(files, "raw.jsonl", Bytes, where):
        data = files.get(f"raw/{how.sha256}", b"")
        if hashlib.sha256(data).hexdigest() == how.sha256:
            raw.keep(kept, raw.Raw(sha256=how.sha256, format=how.format, hints=how.hints, data=data))
    decisions.take(kept, dossier, rows)
    codings.take(kept, dossier, coded)
    return dossier


def _fits(kept: Archive, dossier: str, rows: Sequence[object], where: str) -> None:
    """Raises ArchiveError when a dossier of that name has other decisions: nothing is overwritten."""
    from rashomon.archive import decisions

    mine = decisions.rows(kept, dossier)
    for here, there in zip(mine, rows, strict=False):
        if here.hash != getattr(there, "hash", ""):
            raise ArchiveError(
                f"decision {here.number} of {dossier} here is another than in the pack",
                where=where,
                remedy="unpack it under another name with --dossier",
            )


def _sound(reports: Sequence[Report], readings: Sequence[Reading], where: str) -> None:
    """Raises NotADispatch unless every reading is of its report and every span is words of its text."""
    if [report.id for report in reports] != [reading.report for reading in readings]:
        raise NotADispatch("its readings are not those of its reports", where=where)
    if len({report.id for report in reports}) < len(reports):
        raise NotADispatch("a report is in it twice", where=where)
    for report, reading in zip(reports, readings, strict=True):
        ids = {claim.id for claim in reading.claims}
        if len(ids) < len(reading.claims) or any(not id.startswith(f"{report.id}.") for id in ids):
            raise NotADispatch(f"claims of {report.id} bear ids of another report", where=where)
        for span in _spans(reading):
            if report.text[span.start : span.end] != span.text:
                raise NotADispatch(f"a span of {report.id} is not words of its text", where=where)


def _spans(value: object) -> Iterator[Span]:
    if isinstance(value, Span):
        yield value
    elif isinstance(value, msgspec.Struct):
        for field in value.__struct_fields__:
            yield from _spans(getattr(value, field))
    elif isinstance(value, tuple):
        for part in value:
            yield from _spans(part)


def _lines(values: Sequence[msgspec.Struct]) -> bytes:
    return b"".join(msgspec.json.encode(value) + b"\n" for value in values)


def _one(files: dict[str, bytes], name: str, shape: type[T], where: str) -> T:
    found = _many(files, name, shape, where)
    if len(found) != 1:
        raise NotADispatch(f"{name} is not in it", where=where, remedy="is it a file that `rashomon pack` wrote?")
    return found[0]


def _many(files: dict[str, bytes], name: str, shape: type[T], where: str) -> list[T]:
    try:
        return [msgspec.json.decode(line, type=shape) for line in files.get(name, b"").splitlines()]
    except msgspec.MsgspecError as error:
        raise NotADispatch(f"{name}: {error}", where=where) from None
