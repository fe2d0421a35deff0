"""plover: the 40 columns of POLECAT, as tab-separated values, one row a claim of an event.

POLECAT (Halterman et al. 2023) codes events by the PLOVER ontology from single stories, which is what a claim is. What
is denied, planned or conditional is no event there and is left out. See docs/mappings.md.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from rashomon.exporting.codebooks import Side, country, quad, side
from rashomon.exporting.delimited import tab_separated
from rashomon.exporting.precision import point
from rashomon.exporting.record import Record, ReportRecord
from rashomon.exporting.rows import BETWEEN, names
from rashomon.exporting.target import Options, Part, Target
from rashomon.model import Claim, Party
from rashomon.model.claim import Kind, PlacePrecision

FEATURES: dict[PlacePrecision, str] = {
    "site": "S",
    "town": "PPL",
    "district": "ADM2",
    "region": "ADM1",
    "country": "PCLI",
}
"""GeoNames' feature classes and codes."""
VERSION = "rashomon-1"


class PolecatRow(msgspec.Struct, frozen=True, kw_only=True):
    """One event, with POLECAT's columns; the names are in `HEADER`."""

    event_id: str
    event_date: str
    event_type: str
    event_mode: str | None
    intensity: float | None = None
    quad_code: str
    contexts: str | None = None
    actor_name: str
    actor_country: str
    actor_cow: str
    primary_actor_sector: str | None
    actor_sectors: str
    actor_title: str | None
    actor_name_raw: str
    wikipedia_actor_id: str | None = None
    recipient_name: str
    recipient_country: str
    recipient_cow: str
    primary_recipient_sector: str | None
    recipient_sectors: str
    recipient_title: str | None
    recipient_name_raw: str
    wikipedia_recipient_id: str | None = None
    placename: str | None
    city: str | None
    district: str | None
    province: str | None
    country: str | None
    latitude: float | None
    longitude: float | None
    geonames_id: int | None
    raw_placename: str | None
    feature_type: str | None
    source: str | None
    publication_date: str | None
    story_people: str
    story_organizations: str
    story_locations: str
    language: str
    version: str = VERSION


def _title(column: str) -> str:
    special = {"cow": "COW", "id": "ID", "geonames": "GeoNames"}
    return " ".join(special.get(word, word.capitalize()) for word in column.split("_"))


HEADER = tuple(_title(column) for column in PolecatRow.__struct_fields__)


def write(record: Record, _: Options) -> Iterator[Part]:
    """One row for each claim of an event that, by its source, took place."""
    reports = {report.id: report for report in record.reports}
    told = [c for c in record.claims if c.event.type != "NONE" and c.polarity == "positive" and c.status == "actual"]
    rows = [row(claim, reports[claim.report]) for claim in told]
    cells = ([getattr(line, column) for column in PolecatRow.__struct_fields__] for line in rows)
    missing = len(record.claims) - len(rows)
    left = f"{missing} of {len(record.claims)} claims: denied, planned, conditional, or of no event" if missing else ""
    yield Part(name="plover.tsv", data=tab_separated(HEADER, cells), left_out=left)


def row(claim: Claim, report: ReportRecord) -> PolecatRow:
    """The claim's row; several actors or recipients stand in one cell."""
    event, place = claim.event, claim.event.place
    actors, recipients = [side(p.name) for p in event.actors], [side(p.name) for p in event.recipients]
    at, precision = point(place), place.precision if place else None
    found = event.time.start if event.time else None
    return PolecatRow(
        event_id=claim.id,
        event_date=found or (report.published or "")[:10],
        event_type=event.type,
        event_mode=event.mode,
        quad_code=quad(event.type),
        actor_name=names(event.actors),
        actor_country=_iso3(actors),
        actor_cow=_cow(actors),
        primary_actor_sector=_sectors(actors)[0] if _sectors(actors) else None,
        actor_sectors=BETWEEN.join(_sectors(actors)),
        actor_title=_titles(event.actors, claim),
        actor_name_raw=_raw(event.actors),
        recipient_name=names(event.recipients),
        recipient_country=_iso3(recipients),
        recipient_cow=_cow(recipients),
        primary_recipient_sector=_sectors(recipients)[0] if _sectors(recipients) else None,
        recipient_sectors=BETWEEN.join(_sectors(recipients)),
        recipient_title=_titles(event.recipients, claim),
        recipient_name_raw=_raw(event.recipients),
        placename=place.name if place else None,
        city=place.name if place and precision in ("site", "town") else None,
        district=place.name if place and precision == "district" else None,
        province=place.name if place and precision == "region" else None,
        country=country(place.country).iso3 or None if place else None,
        latitude=at[0] if at else None,
        longitude=at[1] if at else None,
        geonames_id=place.geonames if place else None,
        raw_placename=place.mention.text if place else None,
        feature_type=FEATURES[precision] if precision else None,
        source=report.outlet,
        publication_date=(report.published or "")[:10] or None,
        story_people=_story(report, ("person",)),
        story_organizations=_story(report, ("organisation", "group", "outlet")),
        story_locations=BETWEEN.join(dict.fromkeys(found.name for found in report.mentions.places)),
        language=report.language,
    )


def _iso3(sides: list[Side]) -> str:
    return BETWEEN.join(dict.fromkeys(code for s in sides if (code := country(s.country).iso3)))


def _cow(sides: list[Side]) -> str:
    return BETWEEN.join(dict.fromkeys(code for s in sides if (code := country(s.country).cow)))


def _sectors(sides: list[Side]) -> list[str]:
    return list(dict.fromkeys(s.sort.sector for s in sides if s.sort))


def _raw(parties: tuple[Party, ...]) -> str:
    return BETWEEN.join(dict.fromkeys(party.mention.text for party in parties))


def _titles(parties: tuple[Party, ...], claim: Claim) -> str | None:
    """Roles of those who are also a source of the claim; of others a role is not read."""
    own = {party.name for party in parties}
    return BETWEEN.join(source.role for source in claim.sources if source.role and source.name in own) or None


def _story(report: ReportRecord, kinds: tuple[Kind, ...]) -> str:
    return BETWEEN.join(dict.fromkeys(found.name for found in report.mentions.actors if found.kind in kinds))


TARGET = Target(
    name="plover",
    version="POLECAT 2024 / 1",
    media="text/tab-separated-values",
    what="POLECAT's 40 columns, one row a claim of an event",
    loses="who says it, denials and plans, figures, certainty, intensity and contexts, how claims stand to one another",
    policy=None,
    write=write,
)
