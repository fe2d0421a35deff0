"""eventreport: one row for each incident in each report, for measuring how reports of one event disagree.

Event-report level data as in the Mass Mobilization in Autocracies Database (Weidmann and Rød 2019) and as Vesco et al.
(2026) ask for: before anybody has merged the reports. See docs/mappings.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import msgspec

from rashomon.exporting.delimited import comma_separated
from rashomon.exporting.record import Record, ReportRecord
from rashomon.exporting.rows import BETWEEN, day, names
from rashomon.exporting.summaries import Summary, figures_of, summarise
from rashomon.exporting.target import Options, Part, Target
from rashomon.model import Claim, Figure, Question


class EventReportRow(msgspec.Struct, frozen=True, kw_only=True):
    """What one report says of one incident."""

    incident: str
    incident_title: str
    report: str
    outlet: str | None
    published: str | None
    language: str
    copy_of: str | None
    claims: int
    denials: int
    """Claims that something was not so."""
    sources: str
    """Everyone cited, "; " between them."""
    own_voice: bool
    """Whether the outlet also speaks for itself."""
    event_types: str
    event_modes: str
    actors: str
    recipients: str
    places: str
    place_precision: str | None
    event_start: date | None
    event_end: date | None
    killed_low: float | None
    killed_high: float | None
    wounded_low: float | None
    wounded_high: float | None
    counted: str
    """Whom the numbers of killed count, in the report's words."""


def write(record: Record, options: Options) -> Iterator[Part]:
    """One row an incident and report, copies too (they say so)."""
    rows = [row(s, report) for s in summarise(record, policy=options.policy) for report in s.reports]
    header = EventReportRow.__struct_fields__
    data = comma_separated(header, ([getattr(line, column) for column in header] for line in rows))
    yield Part(name="eventreport.csv", data=data)


def row(summary: Summary, report: ReportRecord) -> EventReportRow:
    """What the report says of the incident: all its claims together, with the widest interval of each number."""
    mine = [claim for claim in summary.claims if claim.report == report.id]
    affirmed = [claim for claim in mine if claim.polarity == "positive"]
    places = [claim.event.place for claim in mine if claim.event.place]
    killed, wounded = _figures(summary.dead, mine), _figures(summary.injured, mine)
    starts = [found for c in mine if c.event.time and (found := day(c.event.time.start))]
    ends = [found for c in mine if c.event.time and (found := day(c.event.time.end))]
    return EventReportRow(
        incident=summary.incident.id,
        incident_title=summary.incident.title,
        report=report.id,
        outlet=report.outlet,
        published=report.published,
        language=report.language,
        copy_of=report.copy_of,
        claims=len(mine),
        denials=len(mine) - len(affirmed),
        sources=names(source for claim in mine for source in claim.sources),
        own_voice=any(not claim.sources for claim in mine),
        event_types=_joined(claim.event.type for claim in mine),
        event_modes=_joined(claim.event.mode or "" for claim in mine),
        actors=names(party for claim in affirmed for party in claim.event.actors),
        recipients=names(party for claim in affirmed for party in claim.event.recipients),
        places=_joined(place.name for place in places),
        place_precision=places[0].precision if places else None,
        event_start=min(starts, default=None),
        event_end=max(ends, default=None),
        killed_low=_low(killed),
        killed_high=_high(killed),
        wounded_low=_low(wounded),
        wounded_high=_high(wounded),
        counted=_joined(figure.counted for figure in killed),
    )


def _figures(question: Question | None, claims: Sequence[Claim]) -> list[Figure]:
    """The report's own answers to the question, so that all rows count the same: not "11 children" beside "56"."""
    return [f for position in (question.positions if question else ()) for f in figures_of(position, claims)]


def _low(figures: Iterable[Figure]) -> float | None:
    return min((f.low for f in figures if f.low is not None), default=None)


def _high(figures: Iterable[Figure]) -> float | None:
    """The highest number that is named; "at least 46" names 46."""
    return max((v for f in figures if (v := f.high if f.high is not None else f.low) is not None), default=None)


def _joined(words: Iterable[str]) -> str:
    return BETWEEN.join(word for word in dict.fromkeys(words) if word)


TARGET = Target(
    name="eventreport",
    version="1",
    media="text/csv",
    what="one row an incident and report, for measuring disagreement",
    loses="which source in a report says which number, exact words, how claims stand to one another",
    policy=None,
    write=write,
)
