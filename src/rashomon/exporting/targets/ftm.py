"""ftm: FollowTheMoney entities and statements, for Aleph, OpenSanctions' tools and other investigative databases.

Every report is a dataset and the origin of its statements, so that two reports that differ on a place or a day give two
statements, and two that agree are both kept. followthemoney (extra `ftm`) cleans and checks the values.
See docs/mappings.md.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import msgspec

from rashomon.errors import SetupError
from rashomon.exporting.codebooks import side
from rashomon.exporting.notes import notes, said_by
from rashomon.exporting.record import Record, ReportRecord
from rashomon.exporting.summaries import Summary, summarise
from rashomon.exporting.target import Options, Part, Target
from rashomon.model import Claim, Party, Source

if TYPE_CHECKING:
    from followthemoney import Dataset, StatementEntity


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """One value of one property, and the report it comes from (None: concluded by Rashomon)."""

    prop: str
    value: str
    origin: str | None = None
    language: str | None = None


class Entity(msgspec.Struct, frozen=True, kw_only=True):
    """An entity before followthemoney has cleaned it."""

    id: str
    schema: str
    said: tuple[Said, ...]


def write(record: Record, options: Options) -> Iterator[Part]:
    """Entities as JSON lines, statements as CSV. Raises SetupError without followthemoney."""
    try:
        from followthemoney import Dataset
    except ImportError:
        raise SetupError("followthemoney is not installed", remedy='pip install "rashomon[ftm]"') from None
    name = re.sub(r"[^a-z0-9]+", "_", record.dossier.lower()).strip("_") or "dossier"
    dataset = Dataset.make({"name": name, "title": record.dossier})
    made = [_made(entity, dataset) for entity in entities(record, options.policy)]
    lines = [_line(entity) for entity in made]
    yield Part(name="entities.ftm.json", data=b"".join(line + b"\n" for line in lines))
    yield Part(name="statements.csv", data=_statements(made))


def entities(record: Record, policy: str) -> Iterator[Entity]:
    """Reports as articles, incidents as events, claims as notes, named parties and sources as who they are."""
    reports = {report.id: report for report in record.reports}
    parties: dict[str, Entity] = {}
    for claim in record.claims:
        involved: tuple[Party | Source, ...] = (*claim.sources, *claim.event.actors, *claim.event.recipients)
        for party in involved:
            _party(party, reports[claim.report], parties)
    yield from (_article(report) for report in record.reports)
    yield from (parties[id] for id in sorted(parties))
    incidents: dict[str, str] = {}
    for summary in summarise(record, policy=policy):
        incidents |= {claim.id: summary.incident.id for claim in summary.claims}
        yield _event(summary, parties)
        yield from (_documentation(summary, report) for report in summary.reports)
    for claim in record.claims:
        yield _note(claim, reports[claim.report], incidents.get(claim.id), parties)


def _article(report: ReportRecord) -> Entity:
    values = {
        "title": report.title,
        "publisher": report.outlet,
        "publishedAt": report.published,
        "language": report.language,
        "fileName": report.path,
        "sourceUrl": report.uri,
        "bodyText": report.text,
        "country": report.dateline.country if report.dateline else None,
    }
    return _entity(report.id, "Article", values, report.id)


def _party(party: Party | Source, report: ReportRecord, found: dict[str, Entity]) -> None:
    name, schema = _known(party)
    if schema is None:
        return
    said = [Said(prop="name", value=name, origin=report.id)]
    if name != party.name:
        said.append(Said(prop="alias", value=party.name, origin=report.id))
    if isinstance(party, Source) and schema == "Person":
        # "spokesman, Syrian Democratic Forces"
        position = ", ".join(part for part in (party.role, party.affiliation) if part)
        said += [Said(prop="position", value=position, origin=report.id)] if position else []
    before = found.get(_id(name), Entity(id=_id(name), schema=schema, said=()))
    if before.schema == schema:
        said = list(dict.fromkeys((*before.said, *said)))
        found[before.id] = Entity(id=before.id, schema=schema, said=tuple(said))


def _known(party: Party | Source) -> tuple[str, str | None]:
    """Under which name and schema a party is an entity; no schema for "fighters" or "a witness", whom nobody could
    find again. "Islamic State fighters" are the Islamic State."""
    if party.kind == "person":
        return party.name, "Person"
    if party.kind in ("unnamed", "outlet"):
        return party.name, None
    found = side(party.name)
    if not found.known and party.name.split(" ")[-1][:1].islower():
        return party.name, None
    return found.name, "PublicBody" if found.sort and found.sort.state else "Organization"


def _event(summary: Summary, parties: dict[str, Entity]) -> Entity:
    incident = summary.incident
    said = [
        Said(prop="name", value=incident.title),
        Said(prop="summary", value=notes(summary)),
        *(Said(prop="startDate", value=d.isoformat()) for d in [summary.start] if d),
        *(Said(prop="endDate", value=d.isoformat()) for d in [summary.end] if d),
        Said(prop="keywords", value=summary.type),
    ]
    for claim in summary.claims:
        event, origin = claim.event, claim.report
        if event.place:
            said.append(Said(prop="location", value=event.place.name, origin=origin))
            said += [Said(prop="country", value=event.place.country, origin=origin)] if event.place.country else []
        if event.time and event.time.start and event.time.start == event.time.end:
            said.append(Said(prop="date", value=event.time.start, origin=origin))
        involved = [_id(_known(party)[0]) for party in (*event.actors, *event.recipients)]
        said += [Said(prop="involved", value=id_, origin=origin) for id_ in involved if id_ in parties]
    said += [Said(prop="proof", value=report.id, origin=report.id) for report in summary.reports]
    return Entity(id=incident.id, schema="Event", said=tuple(dict.fromkeys(said)))


def _documentation(summary: Summary, report: ReportRecord) -> Entity:
    values = {"document": report.id, "entity": summary.incident.id, "role": "reports it", "date": report.published}
    return _entity(f"{summary.incident.id}-{report.id}", "Documentation", values, report.id)


def _note(claim: Claim, report: ReportRecord, incident: str | None, parties: dict[str, Entity]) -> Entity:
    """Who says it and in which words; what it denies, plans or doubts stands in the keywords."""
    marks = (claim.polarity, claim.certainty, claim.status, claim.event.type, claim.event.mode)
    about = [incident, *(_id(_known(source)[0]) for source in claim.sources)]
    said = [
        Said(prop="name", value=said_by(claim, report.outlet), origin=report.id),
        Said(prop="description", value=claim.content.text, origin=report.id, language=report.language),
        Said(prop="proof", value=report.id, origin=report.id),
        *(Said(prop="keywords", value=mark, origin=report.id) for mark in marks if mark),
        *(
            Said(prop="entity", value=id_, origin=report.id)
            for id_ in about
            if id_ and (id_ in parties or id_ == incident)
        ),
    ]
    return Entity(id=claim.id, schema="Note", said=tuple(said))


def _entity(id_: str, schema: str, values: dict[str, str | None], origin: str) -> Entity:
    said = tuple(Said(prop=prop, value=value, origin=origin) for prop, value in values.items() if value)
    return Entity(id=id_, schema=schema, said=said)


def _id(name: str) -> str:
    return f"p{hashlib.sha256(name.encode()).hexdigest()[:16]}"


def _made(entity: Entity, dataset: Dataset) -> StatementEntity:
    """The entity as followthemoney's own; what it cannot clean it leaves out."""
    from followthemoney import StatementEntity

    made = StatementEntity(dataset, {"id": entity.id, "schema": entity.schema})
    for said in entity.said:
        made.unsafe_add(
            made.schema.properties[said.prop],
            said.value,
            # followthemoney knows a statement by its dataset and value: the same value of two reports must be two.
            dataset=f"{dataset.name}_{said.origin}" if said.origin else dataset.name,
            lang=said.language,
            origin=said.origin,
        )
    return made


def _line(entity: StatementEntity) -> bytes:
    """The entity as JSON with its values in the order of the alphabet: followthemoney keeps them in sets."""
    found = entity.to_dict()
    properties = {prop: sorted(values) for prop, values in sorted(found["properties"].items())}
    kept = {"id": found["id"], "schema": found["schema"], "caption": _caption(properties, found["id"])}
    return msgspec.json.encode({**kept, "datasets": sorted(found["datasets"]), "properties": properties})


def _caption(properties: dict[str, list[str]], id_: str) -> str:
    return next((properties[prop][0] for prop in ("name", "title") if properties.get(prop)), id_)


def _statements(made: Iterable[StatementEntity]) -> bytes:
    from followthemoney.statement import write_statements

    statements = [statement for entity in made for statement in entity.statements]
    buffer = _Kept()
    write_statements(buffer, "csv", sorted(statements, key=lambda s: (s.entity_id, s.prop, s.value, s.origin or "")))
    return buffer.getvalue()


class _Kept(io.BytesIO):
    """A buffer that can still be read when its writer has closed it."""

    def close(self) -> None:
        pass


TARGET = Target(
    name="ftm",
    version="FollowTheMoney 4 / 1",
    media="application/json+ftm",
    what="FollowTheMoney entities and statements, each with its report as origin",
    loses="figures and questions (only told in summaries), relations between claims, unnamed sources",
    extra="ftm",
    several=True,
    write=write,
)
