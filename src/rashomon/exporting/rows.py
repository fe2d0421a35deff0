"""From the record to the rows of its flat tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import TypeVar

import msgspec

from rashomon.exporting.columns import (
    SHAPES,
    AssessmentRow,
    ClaimRow,
    DecisionRow,
    FigureRow,
    IncidentRow,
    PositionRow,
    QuestionRow,
    RelationRow,
    ReportRow,
    Row,
    SourceRow,
)
from rashomon.exporting.record import Record
from rashomon.model import Party, Place, Source, Span, Time

BETWEEN = "; "
"""Between several values in one cell."""

T = TypeVar("T")


def flat(record: Record) -> dict[str, tuple[Row, ...]]:
    """Every table of `SHAPES` with its rows, in the record's order."""
    makers: dict[str, Callable[[Record], Iterator[Row]]] = {
        "reports": _reports,
        "claims": _claims,
        "sources": _sources,
        "figures": _figures,
        "incidents": _incidents,
        "assessments": _assessments,
        "questions": _questions,
        "positions": _positions,
        "relations": _relations,
        "decisions": _decisions,
    }
    return {name: tuple(makers[name](record)) for name in SHAPES}


def day(iso: str | None) -> date | None:
    """The day of an ISO date or date-time; None where there is none, or only a month or a year."""
    try:
        return date.fromisoformat(iso[:10]) if iso else None
    except ValueError:
        return None


def names(parties: Iterable[Party | Source]) -> str:
    """Each name once, in their order."""
    return BETWEEN.join(dict.fromkeys(party.name for party in parties))


def _reports(record: Record) -> Iterator[ReportRow]:
    claims = Counter(claim.report for claim in record.claims)
    for report in record.reports:
        line = report.dateline
        yield _made(
            ReportRow,
            report,
            day=day(report.published),
            dateline_place=line.place if line else None,
            dateline_country=line.country if line else None,
            claims=claims[report.id],
        )


def _claims(record: Record) -> Iterator[ClaimRow]:
    incidents = {id: incident.id for incident in record.incidents for id in incident.claims}
    reports = {report.id: report for report in record.reports}
    for claim in record.claims:
        report, source, event = reports[claim.report], claim.sources[-1] if claim.sources else None, claim.event
        yield _made(
            ClaimRow,
            claim,
            incident=incidents.get(claim.id),
            outlet=report.outlet,
            published=report.published,
            source=source.name if source else None,
            source_kind=source.kind if source else None,
            source_role=source.role if source else None,
            source_affiliation=source.affiliation if source else None,
            sources=names(claim.sources),
            cue=claim.cue.text if claim.cue else None,
            content=claim.content.text,
            content_start=claim.content.start,
            content_end=claim.content.end,
            event_type=event.type,
            event_mode=event.mode,
            actors=names(event.actors),
            recipients=names(event.recipients),
            denies=BETWEEN.join(claim.denies),
            **_where(event.place),
            **_when(event.time),
        )


def _sources(record: Record) -> Iterator[SourceRow]:
    for claim in record.claims:
        for number, source in enumerate(claim.sources):
            yield _made(SourceRow, source, claim=claim.id, position=number, **_mention(source.mention))


def _figures(record: Record) -> Iterator[FigureRow]:
    for claim in record.claims:
        for number, figure in enumerate(claim.figures):
            yield _made(FigureRow, figure, claim=claim.id, position=number, **_mention(figure.mention))


def _incidents(record: Record) -> Iterator[IncidentRow]:
    for incident in record.incidents:
        numbers = {"claims": len(incident.claims), "questions": len(incident.questions)}
        yield _made(IncidentRow, incident, **numbers, **_where(incident.place), **_when(incident.time))


def _assessments(record: Record) -> Iterator[AssessmentRow]:
    for incident in record.incidents:
        for assessment in incident.assessments:
            yield _made(AssessmentRow, assessment, incident=incident.id)


def _questions(record: Record) -> Iterator[QuestionRow]:
    for question in record.questions:
        yield _made(QuestionRow, question, positions=len(question.positions))


def _positions(record: Record) -> Iterator[PositionRow]:
    for question in record.questions:
        for number, position in enumerate(question.positions):
            yield _made(
                PositionRow,
                position,
                question=question.id,
                position=number,
                origins=BETWEEN.join(position.origins),
                origin_count=len(position.origins),
                claims=BETWEEN.join(position.claims),
            )


def _relations(record: Record) -> Iterator[RelationRow]:
    for relation in record.relations:
        yield _made(RelationRow, relation, rule=relation.reason.rule, words=relation.reason.words)


def _decisions(record: Record) -> Iterator[DecisionRow]:
    for decision in record.decisions:
        yield _made(DecisionRow, decision, claims=BETWEEN.join(decision.claims))


def _made(shape: type[T], value: msgspec.Struct, **more: object) -> T:
    """A row from the value's fields of the same names and those given beside them."""
    own = {name: getattr(value, name) for name in value.__struct_fields__}
    return msgspec.convert({**own, **more}, shape)


def _where(place: Place | None) -> dict[str, object]:
    return {
        "place": place.name if place else None,
        "place_precision": place.precision if place else None,
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "country": place.country if place else None,
        "geonames": place.geonames if place else None,
    }


def _when(time: Time | None) -> dict[str, object]:
    return {
        "event_start": day(time.start) if time else None,
        "event_end": day(time.end) if time else None,
        "time_precision": time.precision if time else None,
    }


def _mention(span: Span) -> dict[str, object]:
    return {"mention": span.text, "mention_start": span.start, "mention_end": span.end}
