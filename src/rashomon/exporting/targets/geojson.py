"""geojson: incidents as features, no more exact than what is said of their place.

RFC 7946. A place that is known only as a country has no point, a town two decimals of a degree, and every point says
how far around it the happening may have been. See docs/mappings.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec

from rashomon.exporting.notes import notes
from rashomon.exporting.precision import WITHIN_KM, point
from rashomon.exporting.record import Record
from rashomon.exporting.summaries import Summary, summarise
from rashomon.exporting.target import Options, Part, Target


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """Longitude first, as GeoJSON has it."""

    type: Literal["Point"] = "Point"
    coordinates: tuple[float, float]


class Properties(msgspec.Struct, frozen=True, kw_only=True):
    """What a map shows of an incident."""

    title: str
    place: str | None
    precision: str | None
    within_km: int | None
    """How far from the point it may have happened; null where there is no point."""
    country: str | None
    start: str | None
    end: str | None
    type: str
    mode: str | None
    first_party: str | None
    second_party: str | None
    killed_low: float | None
    killed_best: float | None
    killed_high: float | None
    policy: str
    policy_version: str | None
    grade: str | None
    claims: int
    contested: int
    """Questions to which two origins give answers that cannot both be true."""
    origins: tuple[str, ...]
    reports: tuple[str, ...]
    notes: str


class Feature(msgspec.Struct, frozen=True, kw_only=True):
    """An incident; `geometry` null: it has no point (RFC 7946, 3.2)."""

    type: Literal["Feature"] = "Feature"
    id: str
    geometry: Point | None
    properties: Properties


class Collection(msgspec.Struct, frozen=True, kw_only=True):
    """All incidents of a dossier."""

    type: Literal["FeatureCollection"] = "FeatureCollection"
    features: tuple[Feature, ...]
    name: str


def write(record: Record, options: Options) -> Iterator[Part]:
    """One FeatureCollection with a feature an incident."""
    found = [feature(s, options.policy) for s in summarise(record, policy=options.policy)]
    made = msgspec.json.encode(Collection(name=record.dossier, features=tuple(found)))
    pointless = sum(one.geometry is None for one in found)
    left = f"the points of {pointless} of {len(found)} incidents: no place, or only a country" if pointless else ""
    yield Part(name="incidents.geojson", data=msgspec.json.format(made, indent=1) + b"\n", left_out=left)


def feature(summary: Summary, policy: str) -> Feature:
    """The incident as a feature."""
    place, found, at = summary.place, summary.assessment, point(summary.place)
    return Feature(
        id=summary.incident.id,
        geometry=Point(coordinates=(at[1], at[0])) if at else None,
        properties=Properties(
            title=summary.incident.title,
            place=place.name if place else None,
            precision=place.precision if place else None,
            within_km=WITHIN_KM[place.precision] if place and at else None,
            country=place.country if place else None,
            start=summary.start.isoformat() if summary.start else None,
            end=summary.end.isoformat() if summary.end else None,
            type=summary.type,
            mode=summary.mode,
            first_party=summary.first.name if summary.first else None,
            second_party=summary.second.name if summary.second else None,
            killed_low=found.low if found else None,
            killed_best=found.best if found else None,
            killed_high=found.high if found else None,
            policy=policy,
            policy_version=found.version if found else None,
            grade=found.grade if found else None,
            claims=len(summary.claims),
            contested=summary.contested,
            origins=summary.origins,
            reports=tuple(report.id for report in summary.reports),
            notes=notes(summary),
        ),
    )


TARGET = Target(
    name="geojson",
    version="RFC 7946 / 1",
    media="application/geo+json",
    what="incidents on a map, no more exact than what is said of their place",
    loses="claims, questions and relations (only told in notes and counted)",
    write=write,
)
