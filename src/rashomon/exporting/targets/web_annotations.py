"""annotations: W3C Web Annotations that find their words again, also where a text has shifted.

Web Annotation Data Model and JSON-LD context (W3C 2017). Each target has a TextPositionSelector (code points of the
report's text) and a TextQuoteSelector with what stands before and after. See docs/mappings.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from rashomon.exporting.notes import said_by
from rashomon.exporting.record import Record, ReportRecord
from rashomon.exporting.target import Options, Part, Target
from rashomon.model import Claim, Figure, Span

CONTEXT: Literal["http://www.w3.org/ns/anno.jsonld"] = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32
"""Characters before and after a quote; as many as annotation clients keep."""
Motivation = Literal["describing", "identifying", "classifying", "highlighting"]


class Position(msgspec.Struct, frozen=True, kw_only=True):
    """Half-open, in code points."""

    type: Literal["TextPositionSelector"] = "TextPositionSelector"
    start: int
    end: int


class Quote(msgspec.Struct, frozen=True, kw_only=True):
    """The words, and those around them."""

    type: Literal["TextQuoteSelector"] = "TextQuoteSelector"
    exact: str
    prefix: str
    suffix: str


class Resource(msgspec.Struct, frozen=True, kw_only=True):
    """Words in a report."""

    type: Literal["SpecificResource"] = "SpecificResource"
    source: str
    """The report's address where it has one, else its digest as urn:sha256."""
    selector: tuple[Quote, Position]


class Body(msgspec.Struct, frozen=True, kw_only=True):
    """What is said about the words."""

    type: Literal["TextualBody"] = "TextualBody"
    value: str
    format: Literal["text/plain"] = "text/plain"
    language: Literal["en"] = "en"
    purpose: Motivation


class Generator(msgspec.Struct, frozen=True, kw_only=True):
    """What concluded it."""

    id: str
    type: Literal["Software"] = "Software"
    name: str


class Annotation(msgspec.Struct, frozen=True, kw_only=True):
    """One value of a claim at its words; several targets where the words do not stand together."""

    id: str
    type: Literal["Annotation"] = "Annotation"
    motivation: Motivation
    body: tuple[Body, ...]
    target: tuple[Resource, ...]


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """All annotations; a dossier has one page."""

    id: str
    type: Literal["AnnotationPage"] = "AnnotationPage"
    part_of: str = msgspec.field(name="partOf")
    start_index: int = msgspec.field(name="startIndex", default=0)
    items: tuple[Annotation, ...]


class Collection(msgspec.Struct, frozen=True, kw_only=True):
    """The dossier's annotations."""

    context: Literal["http://www.w3.org/ns/anno.jsonld"] = msgspec.field(name="@context", default=CONTEXT)
    id: str
    type: Literal["AnnotationCollection"] = "AnnotationCollection"
    label: str
    generator: Generator
    total: int
    first: Page


def write(record: Record, _: Options) -> Iterator[Part]:
    """An AnnotationCollection: for each claim its content, cue, sources and figures."""
    reports = {report.id: report for report in record.reports}
    items = tuple(item for claim in record.claims for item in _annotations(claim, reports[claim.report]))
    id_ = f"urn:rashomon:dossier:{record.dossier}"
    made = Collection(
        id=id_,
        label=record.dossier,
        generator=Generator(
            id=f"urn:rashomon:version:{record.generator.version}",
            name=f"{record.generator.name} {record.generator.version} ({record.generator.model})",
        ),
        total=len(items),
        first=Page(id=f"{id_}:page:1", part_of=id_, items=items),
    )
    yield Part(name="annotations.jsonld", data=msgspec.json.format(msgspec.json.encode(made), indent=1) + b"\n")


def _annotations(claim: Claim, report: ReportRecord) -> Iterator[Annotation]:
    pieces = claim.parts or (claim.content,)
    yield _annotation(f"{claim.id}:content", _claimed(claim, report), "describing", report, pieces)
    if claim.cue:
        yield _annotation(f"{claim.id}:cue", "cue of the attribution", "highlighting", report, [claim.cue])
    for number, source in enumerate(claim.sources):
        known = ", ".join(part for part in (source.name, source.role, source.affiliation, source.kind) if part)
        yield _annotation(f"{claim.id}:source:{number}", f"source: {known}", "identifying", report, [source.mention])
    for number, figure in enumerate(claim.figures):
        words = [figure.mention]
        yield _annotation(f"{claim.id}:figure:{number}", f"figure: {_counted(figure)}", "classifying", report, words)


def _annotation(
    id_: str, words: str, motivation: Motivation, report: ReportRecord, spans: Sequence[Span]
) -> Annotation:
    return Annotation(
        id=f"urn:rashomon:claim:{id_}",
        motivation=motivation,
        body=(Body(value=words, purpose=motivation),),
        target=tuple(_resource(report, span) for span in spans),
    )


def _resource(report: ReportRecord, span: Span) -> Resource:
    return Resource(
        source=report.uri or f"urn:sha256:{report.sha256}",
        selector=(
            Quote(
                exact=span.text,
                prefix=report.text[max(span.start - AROUND, 0) : span.start],
                suffix=report.text[span.end : span.end + AROUND],
            ),
            Position(start=span.start, end=span.end),
        ),
    )


def _claimed(claim: Claim, report: ReportRecord) -> str:
    """ "Northgate, citing BBC: affirmed, certain, actual; ASSAULT aerial in Manbij, 2016-07-19"."""
    event = claim.event
    said = "denied" if claim.polarity == "negative" else "affirmed"
    kind = " ".join(part for part in (event.type, event.mode) if part)
    where = f" in {event.place.name}" if event.place else ""
    when = f", {event.time.start} to {event.time.end}" if event.time and event.time.start else ""
    return f"{said_by(claim, report.outlet)}: {said}, {claim.certainty}, {claim.status}; {kind}{where}{when}"


def _counted(figure: Figure) -> str:
    low, high = ("" if value is None else f"{value:g}" for value in (figure.low, figure.high))
    about = "about " if figure.approximate else ""
    return f"{about}{low}..{high} {figure.counted}, {figure.outcome}"


TARGET = Target(
    name="annotations",
    version="W3C Web Annotation 2017 / 1",
    media='application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
    what="W3C Web Annotations: every claim, cue, source and figure at its words",
    loses="questions, incidents and relations, reasons",
    policy=None,
    write=write,
)
