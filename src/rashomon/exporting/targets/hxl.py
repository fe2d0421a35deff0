"""hxl: incidents with hashtags of the Humanitarian Exchange Language, for humanitarian data tools.

HXL 1.1: the second row holds a hashtag with attributes for each column. See docs/mappings.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rashomon.exporting.codebooks import country
from rashomon.exporting.delimited import Value, comma_separated
from rashomon.exporting.notes import notes
from rashomon.exporting.precision import point
from rashomon.exporting.record import Record
from rashomon.exporting.summaries import Summary, standing, summarise
from rashomon.exporting.target import Options, Part, Target
from rashomon.model import Question

COLUMNS = {
    "Incident": "#meta+id",
    "From": "#date+start",
    "To": "#date+end",
    "Country": "#country+name",
    "Country code": "#country+code+iso3",
    "Region": "#adm1+name",
    "District": "#adm2+name",
    "Place": "#loc+name",
    "Latitude": "#geo+lat",
    "Longitude": "#geo+lon",
    "Precision": "#geo+precision",
    "Event type": "#event+type",
    "Event mode": "#event+mode",
    "First party": "#group+name+first",
    "Second party": "#group+name+second",
    "Killed, lowest": "#affected+killed+min",
    "Killed": "#affected+killed",
    "Killed, highest": "#affected+killed+max",
    "Policy": "#meta+policy",
    "Grade": "#status+grade",
    "Injured, lowest": "#affected+injured+min",
    "Injured, highest": "#affected+injured+max",
    "Reports": "#meta+num+reports",
    "Independent origins": "#meta+num+origins",
    "Outlets": "#meta+source",
    "Description": "#description",
}
"""Headings, and the hashtag under each."""


def write(record: Record, options: Options) -> Iterator[Part]:
    """A row of headings, a row of hashtags, then one row an incident."""
    rows = [_row(summary) for summary in summarise(record, policy=options.policy)]
    yield Part(name="hxl.csv", data=comma_separated(list(COLUMNS), [list(COLUMNS.values()), *rows]))


def _row(summary: Summary) -> Sequence[Value]:
    place, found, at = summary.place, summary.assessment, point(summary.place)
    where, precision = country(place.country if place else None), place.precision if place else None
    injured = _range(summary.injured)
    within = place.name if place else None
    return (
        *(summary.incident.id, summary.start, summary.end, where.name or None, where.iso3 or None),
        *(within if precision == "region" else None, within if precision == "district" else None),
        *(within if precision in ("site", "town") else None, at[0] if at else None, at[1] if at else None, precision),
        *(summary.type, summary.mode),
        *(summary.first.name if summary.first else None, summary.second.name if summary.second else None),
        *(found.low if found else None, found.best if found else None, found.high if found else None),
        *(f"{found.policy} {found.version}" if found else None, found.grade if found else None),
        *injured,
        *(len(summary.reports), len(summary.origins)),
        "; ".join(sorted({report.outlet for report in summary.originals if report.outlet})),
        notes(summary),
    )


def _range(question: Question | None) -> tuple[float | None, float | None]:
    """Lowest and highest number that still stands; no policy grades the injured."""
    positions = standing(question) if question else ()
    numbers = [value for p in positions for value in (p.low, p.high) if value is not None]
    return min(numbers, default=None), max(numbers, default=None)


TARGET = Target(
    name="hxl",
    version="HXL 1.1 / 1",
    media="text/csv",
    what="incidents with HXL hashtags, for humanitarian data tools",
    loses="who says what and who denies it (only told in #description), p-codes, claims of no incident",
    write=write,
)
