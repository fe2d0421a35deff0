"""acled: the 31 columns of ACLED's data export, one row an incident.

Columns and conventions: ACLED, "Codebook" (2024) and "FAQs" (May 2024): the most conservative number of deaths, the
dispute in the notes, 0 where no death is reported. See docs/mappings.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime

import msgspec

from rashomon.exporting.codebooks import Side, acled_type, country, disorder
from rashomon.exporting.delimited import comma_separated
from rashomon.exporting.notes import notes
from rashomon.exporting.precision import ACLED_PLACE, acled_time, point
from rashomon.exporting.record import Record
from rashomon.exporting.summaries import Summary, summarise
from rashomon.exporting.target import Options, Part, Target

REMOTE = "Explosions/Remote violence"
AGAINST_CIVILIANS = "Violence against civilians"
UNKNOWN = {REMOTE: "Unidentified Military Forces", "Protests": "Protesters", "Riots": "Rioters"}
"""Who acts in events of such a type when nobody is named; else an unidentified armed group."""
STATE, FOREIGN, CIVILIANS = "State forces", "External/Other forces", "Civilians"
UNKNOWN_INTER = {REMOTE: "External/Other forces", "Protests": "Protesters", "Riots": "Rioters"}
"""What inter1 is then; else ACLED counts unidentified armed groups among the political militias."""


AFTER_NUMBER = re.compile(r"^.*\d\S*\s+")
"""What stands before the party in "about 300 militants"."""


class AcledRow(msgspec.Struct, frozen=True, kw_only=True):
    """One event, with ACLED's column names and types."""

    event_id_cnty: str
    event_date: date
    year: int
    time_precision: int
    disorder_type: str
    event_type: str
    sub_event_type: str
    actor1: str
    assoc_actor_1: str | None
    inter1: str | None
    actor2: str | None
    assoc_actor_2: str | None
    inter2: str | None
    interaction: str | None
    civilian_targeting: str | None
    iso: int | None
    region: str | None
    country: str | None
    admin1: str | None
    admin2: str | None
    admin3: str | None
    location: str | None
    latitude: float | None
    longitude: float | None
    geo_precision: int | None
    source: str
    source_scale: str | None
    notes: str
    fatalities: int | None
    tags: str
    timestamp: int


def write(record: Record, options: Options) -> Iterator[Part]:
    """One row an incident; ACLED has none for one without a day or a place within a country, that nobody says took
    place, or that is talk."""
    found = list(summarise(record, policy=options.policy))
    rows = [line for summary in found if (line := row(summary))]
    header = AcledRow.__struct_fields__
    data = comma_separated(header, ([getattr(line, column) for column in header] for line in rows))
    missing = len(found) - len(rows)
    why = "no day, no place within a country, nobody says that it took place, or it is talk"
    told = f"{missing} of {len(found)} incidents: {why}" if missing else ""
    yield Part(name="acled.csv", data=data, left_out=told)


def _placed(summary: Summary) -> bool:
    return summary.place is not None and summary.place.precision != "country"


def row(summary: Summary) -> AcledRow | None:
    """The incident's row, None where ACLED has none for it. Its first day is the event's date, as ACLED dates what its
    sources date only roughly."""
    fought = summary.second is not None and summary.second.armed
    types = acled_type(summary.type, summary.mode, fought=fought)
    if types is None or not (summary.start and summary.end and summary.took_place and _placed(summary)):
        return None
    event, sub = types
    place, where = summary.place, country(summary.place.country if summary.place else None)
    at = point(place)
    first, second = _first(summary, event, where.name), _second(summary, where.name)
    unknown = UNKNOWN_INTER.get(event, "Political militia")
    inters = (_inter(summary.first, where.code) or unknown, _second_inter(summary, where.code))
    targeted = inters[1] == CIVILIANS and event in (REMOTE, AGAINST_CIVILIANS)
    return AcledRow(
        event_id_cnty=f"{where.iso3 or 'XXX'}{int(summary.incident.id[1:], 16)}",
        event_date=summary.start,
        year=summary.start.year,
        time_precision=acled_time(summary.start, summary.end) or 3,
        disorder_type=disorder(event),
        event_type=event,
        sub_event_type=sub,
        actor1=first,
        assoc_actor_1=None,
        inter1=inters[0],
        actor2=second,
        assoc_actor_2=None,
        inter2=inters[1],
        interaction=f"{inters[0]}-{inters[1]}" if inters[1] else f"{inters[0]} only",
        civilian_targeting="Civilian targeting" if targeted else None,
        iso=int(where.numeric) if where.numeric else None,
        region=where.acled_region or None,
        country=where.name or None,
        admin1=place.name if place and place.precision == "region" else None,
        admin2=place.name if place and place.precision == "district" else None,
        admin3=None,
        location=place.name if place else None,
        latitude=at[0] if at else None,
        longitude=at[1] if at else None,
        geo_precision=ACLED_PLACE[place.precision] if place else None,
        source="; ".join(sorted({report.outlet for report in summary.originals if report.outlet})),
        source_scale=None,
        notes=notes(summary),
        fatalities=_fatalities(summary),
        tags=f"rashomon incident={summary.incident.id}",
        timestamp=_published(summary),
    )


def _first(summary: Summary, event: str, where: str) -> str:
    if summary.first:
        return _name(summary.first, where)
    unknown = UNKNOWN.get(event, "Unidentified Armed Group")
    return f"{unknown} ({where})" if where else unknown


def _second(summary: Summary, where: str) -> str | None:
    if summary.second and not summary.second.civilian:
        return _name(summary.second, where)
    if summary.civilians_suffered:
        return f"{CIVILIANS} ({where})" if where else CIVILIANS
    return None


def _name(side: Side, where: str) -> str:
    """ACLED puts the country behind a group that has no name of its own."""
    if side.known:
        return side.name
    words = AFTER_NUMBER.sub("", side.name)
    return f"{words[:1].upper()}{words[1:]}" + (f" ({where})" if where and words[:1].islower() else "")


def _second_inter(summary: Summary, here: str) -> str | None:
    if summary.second and not summary.second.civilian:
        return _inter(summary.second, here)
    return CIVILIANS if summary.civilians_suffered else None


def _inter(side: Side | None, here: str) -> str | None:
    """ACLED's word for the sort of a party; a state's forces outside their own country are external ones."""
    if side is None or side.sort is None:
        return None
    abroad = side.sort.inter == STATE and side.country is not None and here and side.country != here
    return FOREIGN if abroad else side.sort.inter or None


def _fatalities(summary: Summary) -> int | None:
    """The policy's number; 0 where nobody gives one, nothing where the policy takes none of those that are given."""
    found = summary.assessment
    if found is None:
        return None if summary.dead else 0
    return int(next((value for value in (found.best, found.low) if value is not None), 0))


def _published(summary: Summary) -> int:
    """Seconds since 1970 of the day of the last report: ACLED's time of upload, without a clock."""
    days = [report.published[:10] for report in summary.reports if report.published]
    try:
        last = datetime.fromisoformat(max(days, default="1970-01-01"))
    except ValueError:
        return 0
    return int(last.replace(tzinfo=UTC).timestamp())


TARGET = Target(
    name="acled",
    version="codebook 2024 / 1",
    media="text/csv",
    what="ACLED's 31 columns, one row an incident",
    loses="who says what and who denies it (only told in notes), ranges, ACLED's own names of actors, admin units",
    policy="acled",
    write=write,
)
