"""ucdp-ged: the 49 columns of UCDP's Georeferenced Event Dataset, one row an incident with at least one death.

Columns and codes: Högbladh, "UCDP GED Codebook", version 25.1. See docs/mappings.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import msgspec

from rashomon.exporting.codebooks import Side, country, is_civilian, side
from rashomon.exporting.delimited import comma_separated
from rashomon.exporting.notes import notes, source_line
from rashomon.exporting.precision import UCDP_PLACE, grid_cell, point, ucdp_time
from rashomon.exporting.record import Record
from rashomon.exporting.summaries import Summary, figures_of, standing, summarise
from rashomon.exporting.target import Options, Part, Target
from rashomon.model import Assessment

STATE_BASED, NON_STATE, ONE_SIDED = 1, 2, 3
"""type_of_violence."""
CIVILIANS = "Civilians"
CLEAR, SUMMARY = 1, 2
"""event_clarity: one event, or one that the sources tell only in sum with others."""
CLEAR_DAYS = 7
"""An incident that is dated within a week counts as one event."""
UNCHECKED = "Check"
"""code_status: nothing here has been seen by UCDP's coders."""


class GedRow(msgspec.Struct, frozen=True, kw_only=True):
    """One event, with UCDP's column names and types."""

    id: int
    relid: str
    year: int
    active_year: bool | None = None
    code_status: str = UNCHECKED
    type_of_violence: int | None
    conflict_dset_id: str | None = None
    conflict_new_id: int | None = None
    conflict_name: str | None = None
    dyad_dset_id: str | None = None
    dyad_new_id: int | None = None
    dyad_name: str | None
    side_a_dset_id: str | None = None
    side_a_new_id: int | None = None
    side_a: str | None
    side_b_dset_id: str | None = None
    side_b_new_id: int | None = None
    side_b: str | None
    number_of_sources: int
    source_article: str
    source_office: str
    source_date: str
    source_headline: str
    source_original: str
    where_prec: int | None
    where_coordinates: str | None
    where_description: str
    adm_1: str | None
    adm_2: str | None
    latitude: float | None
    longitude: float | None
    geom_wkt: str | None
    priogrid_gid: int | None
    country: str | None
    country_id: int | None
    region: str | None
    event_clarity: int
    date_prec: int
    date_start: date
    date_end: date
    deaths_a: int
    deaths_b: int
    deaths_civilians: int
    deaths_unknown: int
    best: int
    high: int
    low: int
    gwnoa: int | None
    gwnob: int | None


class Deaths(msgspec.Struct, frozen=True, kw_only=True):
    """How the best estimate divides; their sum is the best estimate."""

    deaths_a: int = 0
    deaths_b: int = 0
    deaths_civilians: int = 0
    deaths_unknown: int = 0


def write(record: Record, options: Options) -> Iterator[Part]:
    """One row an incident with days and, by the policy, at least one death in any estimate; the others are left out."""
    found = [row(summary) for summary in summarise(record, policy=options.policy)]
    rows = [line for line in found if line]
    header = GedRow.__struct_fields__
    data = comma_separated(header, ([getattr(line, column) for column in header] for line in rows))
    missing = len(found) - len(rows)
    told = f"{missing} of {len(found)} incidents: no death by the policy, or no day" if missing else ""
    yield Part(name="ucdp-ged.csv", data=data, left_out=told)


def row(summary: Summary) -> GedRow | None:
    """The incident's row; None where UCDP has none for it."""
    found = summary.assessment
    if not (summary.start and summary.end and found) or max(_estimates(found)) < 1:
        return None
    low, best, high = _estimates(found)
    place, where, at = summary.place, country(summary.place.country if summary.place else None), point(summary.place)
    first, second, kind = _sides(summary)
    divided = Deaths(deaths_civilians=best) if second == CIVILIANS else _divided(summary, best, first, second)
    return GedRow(
        id=int(summary.incident.id[1:], 16),
        relid=f"rashomon-{summary.incident.id}",
        year=summary.start.year,
        type_of_violence=kind,
        dyad_name=f"{first} - {second}" if first and second else None,
        side_a=first,
        side_b=second,
        number_of_sources=len(summary.originals),
        source_article="; ".join(f'"{source_line(report)}"' for report in summary.originals),
        source_office="; ".join(report.outlet or "" for report in summary.originals),
        source_date="; ".join((report.published or "")[:10] for report in summary.originals),
        source_headline="; ".join(report.title or "" for report in summary.originals),
        source_original=", ".join(_origins(summary)),
        where_prec=UCDP_PLACE[place.precision] if place else None,
        where_coordinates=place.name if place else None,
        where_description=notes(summary),
        adm_1=place.name if place and place.precision == "region" else None,
        adm_2=place.name if place and place.precision == "district" else None,
        latitude=at[0] if at else None,
        longitude=at[1] if at else None,
        geom_wkt=f"POINT ({at[1]:g} {at[0]:g})" if at else None,
        priogrid_gid=grid_cell(*at) if at else None,
        country=where.ucdp_name or where.name or None,
        country_id=int(where.gw) if where.gw else None,
        region=where.ucdp_region or None,
        event_clarity=CLEAR if (summary.end - summary.start).days < CLEAR_DAYS else SUMMARY,
        date_prec=ucdp_time(summary.start, summary.end) or 5,
        date_start=summary.start,
        date_end=summary.end,
        deaths_a=divided.deaths_a,
        deaths_b=divided.deaths_b,
        deaths_civilians=divided.deaths_civilians,
        deaths_unknown=divided.deaths_unknown,
        best=best,
        high=high,
        low=low,
        gwnoa=_number(summary.first),
        gwnob=_number(summary.second),
    )


def _estimates(found: Assessment) -> tuple[int, int, int]:
    """Low, best and high. Where a policy has no best of its own, its lowest is the cautious one."""
    low = found.low or 0
    best = found.best if found.best is not None else low
    return int(low), int(best), int(found.high if found.high is not None else best)


def _sides(summary: Summary) -> tuple[str | None, str | None, int | None]:
    """Side A, side B and the type of violence; in one-sided violence side B is always the civilians."""
    first, second = summary.first, summary.second
    armed = second is not None and second.armed
    if not armed and summary.civilians_suffered:
        return (first.name if first else None), CIVILIANS, ONE_SIDED if first and first.armed else None
    if first is None or second is None or not (first.armed and armed):
        return (first.name if first else None), (second.name if second else None), None
    states = [one.sort is not None and one.sort.state for one in (first, second)]
    if states == [False, True]:
        # The codebook: where one side is a government, it is side A.
        return second.name, first.name, STATE_BASED
    return first.name, second.name, STATE_BASED if any(states) else NON_STATE


def _divided(summary: Summary, best: int, first: str | None, second: str | None) -> Deaths:
    """The best estimate as deaths of one side, of civilians, or of people of whom nothing is said."""
    counted = {
        figure.counted
        for position in (standing(summary.dead) if summary.dead else ())
        if position.low == best or position.high == best
        for figure in figures_of(position, summary.claims)
    }
    sides = {side(words).name for words in counted}
    if counted and all(map(is_civilian, counted)):
        return Deaths(deaths_civilians=best)
    if sides == {first}:
        return Deaths(deaths_a=best)
    if sides == {second}:
        return Deaths(deaths_b=best)
    return Deaths(deaths_unknown=best)


def _origins(summary: Summary) -> list[str]:
    """Who gives the numbers that still stand."""
    positions = standing(summary.dead) if summary.dead else ()
    return sorted({origin for position in positions for origin in position.origins})


def _number(side: Side | None) -> int | None:
    """Gleditsch and Ward's number of a side that is a state."""
    if side is None or side.sort is None or not side.sort.state:
        return None
    number = country(side.country).gw
    return int(number) if number else None


TARGET = Target(
    name="ucdp-ged",
    version="25.1 / 1",
    media="text/csv",
    what="UCDP GED's 49 columns with low, best and high, one row an incident with deaths",
    loses="who says what and who denies it (only told in where_description), UCDP's ids of conflicts, dyads and sides",
    policy="ucdp",
    write=write,
)
