"""The questions that can be asked of an archive. Each reads one state of it, and none changes anything."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, Table, exists, func, select

from rashomon import __version__
from rashomon.archive import completing, decisions, portable
from rashomon.archive import tables as t
from rashomon.archive.opening import Archive
from rashomon.archive.rows import made
from rashomon.errors import NotFound
from rashomon.model import (
    Claim,
    Conclusions,
    Dossier,
    Incident,
    Mentions,
    Position,
    Question,
    Reading,
    Relation,
    Report,
)
from rashomon.model.claim import Outcome


class DossierLine(msgspec.Struct, frozen=True, kw_only=True):
    """A dossier in a list of dossiers."""

    name: str
    reports: int
    copies: int
    """How many of the reports are copies of another."""
    claims: int
    contested: int
    """Questions to which two origins give answers that cannot both be true."""
    revised: int
    stale: bool
    """Reports have come since the conclusions were drawn."""


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which claims to look for; None: whatever it is. Names match anywhere within, in capitals or not."""

    dossier: str | None = None
    source: str | None = None
    """Anyone in the chain of sources, or their affiliation."""
    place: str | None = None
    since: str | None = None
    """ISO date: the event may have been on that day or later."""
    until: str | None = None
    outcome: Outcome | None = None


class ClaimLine(msgspec.Struct, frozen=True, kw_only=True):
    """A claim with the report it stands in."""

    claim: Claim
    outlet: str | None
    published: str | None
    title: str | None


class Snapshot(msgspec.Struct, frozen=True, kw_only=True):
    """A dossier as it was at one revision."""

    dossier: Dossier
    revision: int
    stale: bool
    copied: bool
    """The reports tell which are copies; else those have to be looked for."""


def is_read(archive: Archive, report: str, *, model: str) -> bool:
    """Whether the report has been read by this language model and this version of Rashomon."""
    with archive.reading() as connection:
        found = connection.execute(
            select(t.readings.c.model, t.readings.c.version).where(t.readings.c.report == report)
        ).one_or_none()
    return found is not None and (found.model, found.version) == (model, __version__)


def text_of(archive: Archive, report: str) -> tuple[str, bool] | None:
    """The text that is kept under this id, and whether it was read; None when there is none."""
    query = (
        select(t.reports.c.text, t.readings.c.report)
        .outerjoin(t.readings, t.readings.c.report == t.reports.c.id)
        .where(t.reports.c.id == report)
    )
    with archive.reading() as connection:
        found = connection.execute(query).one_or_none()
    return (found.text, found.report is not None) if found is not None else None


def dossiers(archive: Archive) -> tuple[DossierLine, ...]:
    """All dossiers, by name."""
    with archive.reading() as connection:
        return listed(connection)


def listed(connection: Connection) -> tuple[DossierLine, ...]:
    """All dossiers, by name, within a transaction that the caller began."""
    mine = t.members.c.dossier == t.dossiers.c.name
    asked = t.questions.c.dossier == t.dossiers.c.name
    members = select(func.count()).select_from(t.members).where(mine)
    claims = select(func.count()).select_from(t.claims.join(t.members, t.members.c.report == t.claims.c.report))
    questions = select(func.count()).select_from(t.questions).where(asked)
    query = select(
        t.dossiers.c.name,
        members.scalar_subquery().label("reports"),
        members.where(t.members.c.copy_of.is_not(None)).scalar_subquery().label("copies"),
        claims.where(mine).scalar_subquery().label("claims"),
        questions.where(t.questions.c.status == "contested").scalar_subquery().label("contested"),
        questions.where(t.questions.c.status == "revised").scalar_subquery().label("revised"),
        (t.dossiers.c.concluded != t.dossiers.c.revision).label("stale"),
    ).order_by(t.dossiers.c.name)
    return tuple(DossierLine(**row._mapping) for row in connection.execute(query))


def snapshot(archive: Archive, name: str) -> Snapshot:
    """The dossier with all it holds. Raises NotFound when there is none of that name."""
    with archive.reading() as connection:
        head = connection.execute(select(t.dossiers).where(t.dossiers.c.name == name)).one_or_none()
        if head is None:
            raise _missing(connection, archive, name)
        dossier = msgspec.structs.replace(read_in(connection, name), conclusions=_conclusions(connection, name))
    stale = head.revision != head.concluded
    return Snapshot(dossier=dossier, revision=head.revision, stale=stale, copied=head.copied)


def read_in(connection: Connection, name: str) -> Dossier:
    """The dossier's reports as they were read, without what was concluded or decided."""
    reports, readings, models = _reports(connection, name)
    return Dossier(name=name, model="; ".join(sorted(models)), reports=reports, readings=readings)


def claims(archive: Archive, wanted: Wanted) -> tuple[ClaimLine, ...]:
    """The claims that are wanted, by the day their report was published and their order in it. Of one dossier as
    reviewed; of all dossiers as they were read, since each may have decided otherwise."""
    query = (
        select(t.claims.c.body, t.reports.c.outlet, t.reports.c.published, t.reports.c.title)
        .join_from(t.claims, t.reports, t.reports.c.id == t.claims.c.report)
        .where(*_conditions(wanted))
        .order_by(t.reports.c.published.is_(None), t.reports.c.published, t.reports.c.id, t.claims.c.ordinal)
    )
    with archive.reading() as connection:
        found = [
            ClaimLine(claim=row.body, outlet=row.outlet, published=row.published, title=row.title)
            for row in connection.execute(query)
        ]
        if wanted.dossier is not None:
            whole = completing.laid_over(connection, wanted.dossier, {line.claim.id: line.claim for line in found})
            found = [msgspec.structs.replace(line, claim=whole[line.claim.id]) for line in found]
        marks = decisions.marks(connection, wanted.dossier) if wanted.dossier is not None else {}
        if not marks:
            return tuple(found)
        found = [line for line in found if line.claim.id not in marks]
        standing = [mark.claim for mark in marks.values() if mark.state != "rejected" and _fits(mark.claim, wanted)]
        about = connection.execute(select(t.reports).where(t.reports.c.id.in_({c.report for c in standing})))
        reports = {row.id: row for row in about}
    for claim in standing:
        row = reports[claim.report]
        found.append(ClaimLine(claim=claim, outlet=row.outlet, published=row.published, title=row.title))
    return tuple(sorted(found, key=_order))


def _order(line: ClaimLine) -> tuple[bool, str, str, int]:
    return (line.published is None, line.published or "", line.claim.report, line.claim.content.start)


def _fits(claim: Claim, wanted: Wanted) -> bool:
    """Whether a reviewed claim is wanted: `_conditions`, of a value."""

    def holds(part: str | None, words: str | None) -> bool:
        return part is None or (words is not None and part.casefold() in words.casefold())

    time = claim.event.time
    return (
        any(holds(wanted.source, name) for s in claim.sources for name in (s.name, s.affiliation))
        or wanted.source is None
    ) and (
        holds(wanted.place, claim.event.place.name if claim.event.place else None)
        and (wanted.since is None or bool(time and time.end and time.end >= wanted.since))
        and (wanted.until is None or bool(time and time.start and time.start <= wanted.until))
        and (wanted.outcome is None or any(figure.outcome == wanted.outcome for figure in claim.figures))
    )


def require(archive: Archive, name: str) -> None:
    """Raises NotFound when there is no dossier of that name."""
    with archive.reading() as connection:
        if connection.scalar(select(t.dossiers.c.name).where(t.dossiers.c.name == name)) is None:
            raise _missing(connection, archive, name)


def holding(archive: Archive, id: str) -> tuple[str, ...]:
    """Names of the dossiers that hold the claim, question or report with this id."""
    by_claim = (
        select(t.members.c.dossier).join(t.claims, t.claims.c.report == t.members.c.report).where(t.claims.c.id == id)
    )
    by_report = select(t.members.c.dossier).where(t.members.c.report == id)
    by_question = select(t.questions.c.dossier).where(t.questions.c.id == id)
    with archive.reading() as connection:
        return tuple(sorted(connection.scalars(by_claim.union(by_report, by_question))))


def _missing(connection: Connection, archive: Archive, name: str) -> NotFound:
    known = connection.scalars(select(t.dossiers.c.name).order_by(t.dossiers.c.name)).all()
    remedy = f"there are: {', '.join(known)}" if known else "it is empty: add reports with `rashomon add`"
    return NotFound(f"no dossier {name!r}", where=str(archive.path), remedy=remedy)


def _conditions(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    if wanted.dossier is not None:
        mine = (t.members.c.report == t.claims.c.report) & (t.members.c.dossier == wanted.dossier)
        yield exists().where(mine)
    if wanted.source is not None:
        named = portable.holds(t.claim_sources.c.name, wanted.source)
        named |= portable.holds(t.claim_sources.c.affiliation, wanted.source)
        yield exists().where((t.claim_sources.c.claim == t.claims.c.id) & named)
    if (place := wanted.place) is not None:
        yield completing.holds("place", wanted.dossier, lambda name: portable.holds(name, place))
    if wanted.since is not None:
        yield completing.holds("time_end", wanted.dossier, lambda day: day >= wanted.since)
    if wanted.until is not None:
        yield completing.holds("time_start", wanted.dossier, lambda day: day <= wanted.until)
    if wanted.outcome is not None:
        counted = t.claim_figures.c.outcome == wanted.outcome
        yield exists().where((t.claim_figures.c.claim == t.claims.c.id) & counted)


def _reports(connection: Connection, dossier: str) -> tuple[tuple[Report, ...], tuple[Reading, ...], set[str]]:
    """The dossier's reports by path and id, their readings likewise, and the models that read them."""
    claims: dict[str, list[Claim]] = defaultdict(list)
    mine = t.members.c.dossier == dossier
    for row in connection.execute(
        select(t.claims.c.report, t.claims.c.body)
        .join(t.members, t.members.c.report == t.claims.c.report)
        .where(mine)
        .order_by(t.claims.c.report, t.claims.c.ordinal)
    ):
        claims[row.report].append(row.body)
    rows = connection.execute(
        select(
            t.reports,
            t.members.c.path,
            t.members.c.copy_of,
            t.readings.c.model,
            t.readings.c.mentions,
            t.readings.c.warnings.label("notes"),
        )
        .join(t.members, t.members.c.report == t.reports.c.id)
        .outerjoin(t.readings, t.readings.c.report == t.reports.c.id)
        .where(mine)
    ).all()
    rows = sorted(rows, key=lambda row: (row.path or "", row.id))
    return (
        tuple(made(Report, row) for row in rows),
        tuple(
            Reading(
                report=row.id,
                mentions=row.mentions or Mentions(),
                claims=tuple(claims[row.id]),
                warnings=row.notes or (),
            )
            for row in rows
        ),
        {row.model for row in rows if row.model},
    )


def _conclusions(connection: Connection, dossier: str) -> Conclusions:
    positions: dict[str, list[Position]] = defaultdict(list)
    for row in _rows(connection, t.positions, dossier):
        positions[row.question].append(made(Position, row))
    relations: dict[str, list[Relation]] = defaultdict(list)
    for row in _rows(connection, t.relations, dossier):
        relations[row.question].append(made(Relation, row))
    questions = _rows(connection, t.questions, dossier)
    incidents = _rows(connection, t.incidents, dossier)
    return Conclusions(
        incidents=tuple(made(Incident, row) for row in incidents),
        questions=tuple(made(Question, row, positions=tuple(positions[row.id])) for row in questions),
        relations=tuple(relation for row in questions for relation in relations[row.id]),
        bases=tuple(row.basis for row in incidents) if any(row.basis for row in incidents) else (),
    )


def _rows(connection: Connection, table: Table, dossier: str) -> Sequence[Row[tuple[object, ...]]]:
    """The dossier's rows in the order in which they were concluded."""
    return connection.execute(select(table).where(table.c.dossier == dossier).order_by(table.c.ordinal)).all()
