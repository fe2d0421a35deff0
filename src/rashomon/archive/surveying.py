"""A dossier from above: its busiest incidents, its places, its origins, and how much of each is contested."""

from __future__ import annotations

import msgspec
from sqlalchemy import ColumnElement, Connection, Integer, case, cast, distinct, func, select

from rashomon.archive import portable
from rashomon.archive import tables as t
from rashomon.archive.browsing import STATUSES, Page
from rashomon.model import Place, Time


class Happening(msgspec.Struct, frozen=True, kw_only=True):
    """An incident without its claims."""

    id: str
    title: str
    place: Place | None
    time: Time | None
    questions: int
    contested: int
    revised: int


class Spot(msgspec.Struct, frozen=True, kw_only=True):
    """A place where incidents are said to have happened."""

    place: Place
    incidents: int
    contested: int
    """Of the incidents, those with a contested question."""


class Voice(msgspec.Struct, frozen=True, kw_only=True):
    """An origin: whoever independently stands behind positions."""

    name: str
    questions: int
    """How many it speaks to."""
    contested: int
    revised: int
    """Positions of its own that it replaced."""


def happenings(connection: Connection, dossier: str, page: Page, *, place: str | None = None) -> tuple[Happening, ...]:
    """Incidents (at the place of that name), those with the most contested questions first."""
    tally = (
        select(
            t.questions.c.incident,
            func.count().label("questions"),
            _many(t.questions.c.status == "contested").label("contested"),
            _many(t.questions.c.status == "revised").label("revised"),
        )
        .where(t.questions.c.dossier == dossier, t.questions.c.incident.is_not(None))
        .group_by(t.questions.c.incident)
        .subquery()
    )
    found = t.incidents
    query = (
        select(
            found.c.id,
            found.c.title,
            found.c.place,
            found.c.time,
            func.coalesce(tally.c.questions, 0).label("questions"),
            func.coalesce(tally.c.contested, 0).label("contested"),
            func.coalesce(tally.c.revised, 0).label("revised"),
        )
        .join_from(found, tally, tally.c.incident == found.c.id, isouter=True)
        .where(found.c.dossier == dossier)
        .order_by(
            func.coalesce(tally.c.contested, 0).desc(),
            func.coalesce(tally.c.revised, 0).desc(),
            func.coalesce(tally.c.questions, 0).desc(),
            found.c.ordinal,
        )
    )
    if place is not None:
        query = query.where(portable.name_in(found.c.place) == place)
    rows = connection.execute(query.offset(page.offset).limit(page.limit))
    return tuple(Happening(**row._mapping) for row in rows)


def spots(connection: Connection, dossier: str) -> tuple[Spot, ...]:
    """The places of incidents that are known by name, the most often named first."""
    contested = select(t.questions.c.incident).where(
        t.questions.c.dossier == dossier, t.questions.c.status == "contested", t.questions.c.incident.is_not(None)
    )
    query = select(t.incidents.c.place, t.incidents.c.id.in_(contested).label("contested")).where(
        t.incidents.c.dossier == dossier, t.incidents.c.place.is_not(None)
    )
    places: dict[tuple[str, float | None, float | None], Place] = {}
    counts: dict[tuple[str, float | None, float | None], list[int]] = {}
    for row in connection.execute(query.order_by(t.incidents.c.ordinal)):
        key = (row.place.name, row.place.latitude, row.place.longitude)
        places.setdefault(key, row.place)
        tally = counts.setdefault(key, [0, 0])
        tally[0] += 1
        tally[1] += bool(row.contested)
    found = [Spot(place=places[key], incidents=n, contested=c) for key, (n, c) in counts.items()]
    return tuple(sorted(found, key=lambda spot: (-spot.contested, -spot.incidents, spot.place.name)))


def voices(connection: Connection, dossier: str) -> tuple[Voice, ...]:
    """The origins, those that speak to the most contested questions first."""
    asked = (t.questions.c.dossier == t.voices.c.dossier) & (t.questions.c.id == t.voices.c.question)
    held = (t.positions.c.dossier == t.voices.c.dossier) & (t.positions.c.question == t.voices.c.question)
    held &= t.positions.c.ordinal == t.voices.c.position
    origin, questions = t.voices.c.origin, func.count(distinct(t.voices.c.question)).label("many")
    # Each counted by itself, from the few that count: one join of all three reads every position of the dossier.
    spoken = select(origin, questions).where(t.voices.c.dossier == dossier).group_by(origin).subquery()
    contested = (
        select(origin, questions)
        .join_from(t.questions, t.voices, asked)
        .where(t.questions.c.dossier == dossier, t.questions.c.status == "contested")
        .group_by(origin)
        .subquery()
    )
    revised = (
        select(origin, func.count().label("many"))
        .join_from(t.positions, t.voices, held)
        .where(t.positions.c.dossier == dossier, t.positions.c.superseded_by.is_not(None))
        .group_by(origin)
        .subquery()
    )
    against = func.coalesce(contested.c.many, 0)
    query = (
        select(
            spoken.c.origin.label("name"),
            spoken.c.many.label("questions"),
            against.label("contested"),
            func.coalesce(revised.c.many, 0).label("revised"),
        )
        .join_from(spoken, contested, contested.c.origin == spoken.c.origin, isouter=True)
        .join(revised, revised.c.origin == spoken.c.origin, isouter=True)
        .order_by(against.desc(), spoken.c.many.desc(), spoken.c.origin)
    )
    return tuple(Voice(**row._mapping) for row in connection.execute(query))


def voiced(connection: Connection, dossier: str, origin: str, page: Page | None = None) -> tuple[str, ...]:
    """Ids of the questions to which the origin speaks, contested and revised ones first."""
    rank = case({status: number for number, status in enumerate(STATUSES)}, value=t.questions.c.status)
    query = (
        select(t.questions.c.id)
        .join(
            t.voices,
            (t.questions.c.dossier == t.voices.c.dossier) & (t.questions.c.id == t.voices.c.question),
        )
        .where(t.voices.c.dossier == dossier, t.voices.c.origin == origin)
        .group_by(t.questions.c.id, t.questions.c.status, t.questions.c.voices)
        .order_by(rank, t.questions.c.voices.desc(), t.questions.c.id)
    )
    if page is not None:
        query = query.offset(page.offset).limit(page.limit)
    return tuple(connection.scalars(query))


def _many(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(cast(condition, Integer))
