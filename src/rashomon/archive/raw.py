"""The raw bytes of reports: kept once each, packed, so that every report can be read again by a later version."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from backports import zstd
from sqlalchemy import Connection, insert, or_, select, update

from rashomon import __version__
from rashomon.archive import rawtables as r
from rashomon.archive import tables as t
from rashomon.archive.opening import Archive
from rashomon.model import Report

LEVEL = 9
"""Of zstd: dispatches take two fifths of their size, and a tenth of a millisecond each (measured on the dossiers)."""


class Raw(msgspec.Struct, frozen=True, kw_only=True):
    """The bytes of a report and how they were read."""

    sha256: str
    format: str
    hints: str
    data: bytes


class Outdated(msgspec.Struct, frozen=True, kw_only=True):
    """A report that an earlier version, or another language model, has read; `raw` is None where its bytes were not
    kept yet."""

    report: Report
    raw: Raw | None


def keep(archive: Archive, raw: Raw) -> None:
    """Keeps the bytes; does nothing when they are there."""
    with archive.writing() as connection:
        if connection.scalar(select(r.raw.c.sha256).where(r.raw.c.sha256 == raw.sha256)) is None:
            packed = zstd.compress(raw.data, level=LEVEL)
            connection.execute(
                insert(r.raw).values(
                    sha256=raw.sha256, format=raw.format, hints=raw.hints, size=len(raw.data), packed=packed
                )
            )


def get(archive: Archive, sha256: str) -> Raw | None:
    """The bytes with this digest; None where they were not kept."""
    with archive.reading() as connection:
        return _get(connection, sha256)


def outdated(archive: Archive, dossier: str, *, model: str, everything: bool = False) -> Iterator[Outdated]:
    """The dossier's reports, by id, that were not read by this model and this version; or all of them. One at a time,
    so that it does not matter how many there are."""
    mine = t.members.c.dossier == dossier
    current = (t.readings.c.model == model) & (t.readings.c.version == __version__)
    query = (
        select(t.reports.c.id)
        .join(t.members, t.members.c.report == t.reports.c.id)
        .outerjoin(t.readings, t.readings.c.report == t.reports.c.id)
        .where(mine)
        .order_by(t.reports.c.id)
    )
    if not everything:
        query = query.where(or_(t.readings.c.report.is_(None), ~current))
    with archive.reading() as connection:
        ids = connection.scalars(query).all()
    for id in ids:
        with archive.reading() as connection:
            row = connection.execute(
                select(t.reports, t.members.c.path).join(t.members).where(mine & (t.reports.c.id == id))
            ).one()
            found = row._mapping
            report = Report(**{name: found[name] for name in Report.__struct_fields__ if name in found})
            raw = _get(connection, report.sha256)
        yield Outdated(report=report, raw=raw)


def revise(archive: Archive, report: Report) -> None:
    """Replaces what is kept of a report's text and head by what it is read as now."""
    fields = {name: getattr(report, name) for name in Report.__struct_fields__ if name in t.reports.c}
    with archive.writing() as connection:
        connection.execute(update(t.reports).where(t.reports.c.id == report.id).values(**fields))


def _get(connection: Connection, sha256: str) -> Raw | None:
    row = connection.execute(select(r.raw).where(r.raw.c.sha256 == sha256)).one_or_none()
    if row is None:
        return None
    data = zstd.decompress(row.packed)
    return Raw(sha256=row.sha256, format=row.format, hints=row.hints, data=data)
