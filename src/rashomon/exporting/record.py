"""The record: the one JSON document that says everything about a dossier (rashomon-record/1)."""

from __future__ import annotations

from typing import Literal

import msgspec

from rashomon import __version__
from rashomon.model import (
    Anchor,
    Claim,
    Dateline,
    Decision,
    Dossier,
    Graded,
    Incident,
    Mentions,
    Moved,
    OnClaim,
    OnIncidents,
    Question,
    Reading,
    Relation,
    Report,
    Span,
    Undone,
)
from rashomon.model.decision import Act

SCHEMA: Literal["rashomon-record/1"] = "rashomon-record/1"


class Generator(msgspec.Struct, frozen=True, kw_only=True):
    """What wrote the record."""

    name: str = "rashomon"
    version: str
    model: str
    """Name and version of the language model used."""


class ReportRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A report with everything found in it. All offsets refer to `text`, in Unicode code points."""

    id: str
    path: str | None
    text: str
    title: str | None
    outlet: str | None
    published: str | None
    dateline: Dateline | None
    language: str
    uri: str | None
    sha256: str
    mentions: Mentions
    copy_of: str | None
    warnings: tuple[str, ...]


class Discontinuous(Span, frozen=True, kw_only=True):
    """A content in several pieces, which readers of the record find beside its ends as well as in the claim."""

    parts: tuple[Span, ...]


class DecisionRecord(msgspec.Struct, frozen=True, kw_only=True):
    """What a person decided: claims, incidents, positions and grades of this record are as decided."""

    number: int
    by: str
    at: str
    why: str
    what: str
    """accept, correct, reject, add; merge, split, link; move; grade; undo."""
    claims: tuple[str, ...]
    """Ids of the claims it is about."""
    holds: bool
    """It was not undone."""


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """One dossier: its reports, what they claim, and how the claims stand to one another."""

    schema: Literal["rashomon-record/1"] = SCHEMA
    generator: Generator
    dossier: str
    reports: tuple[ReportRecord, ...]
    """By path and id."""
    claims: tuple[Claim, ...]
    """By report, then by where their content stands in it."""
    questions: tuple[Question, ...]
    incidents: tuple[Incident, ...]
    relations: tuple[Relation, ...]
    decisions: tuple[DecisionRecord, ...] = ()
    """Oldest first. What was decided in blind double coding is not among them."""


def build(dossier: Dossier) -> Record:
    """The record of a dossier. The same dossier gives the same record, in whatever order its reports stand."""
    pairs = zip(dossier.reports, dossier.readings, strict=True)
    ordered = sorted(pairs, key=lambda pair: (pair[0].path or "", pair[0].id))
    return Record(
        generator=Generator(version=__version__, model=dossier.model),
        dossier=dossier.name,
        reports=tuple(_report(report, reading) for report, reading in ordered),
        claims=tuple(claim for _, reading in ordered for claim in sorted(reading.claims, key=_place)),
        questions=dossier.conclusions.questions,
        incidents=dossier.conclusions.incidents,
        relations=dossier.conclusions.relations,
        decisions=tuple(_decision(decision, decision.number in dossier.holding) for decision in dossier.decisions),
    )


def encode(record: Record) -> bytes:
    """UTF-8 JSON with two spaces of indent and a line end; keys in the order in which the types declare them."""
    shown = msgspec.structs.replace(record, claims=tuple(_shown(claim) for claim in record.claims))
    return msgspec.json.format(msgspec.json.encode(shown), indent=2) + b"\n"


def json_schema() -> bytes:
    """The JSON Schema (2020-12) of the record, generated from its types; kept at docs/record.schema.json."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": SCHEMA,
        **msgspec.json.schema(Record),
    }
    return msgspec.json.format(msgspec.json.encode(schema), indent=2) + b"\n"


def _report(report: Report, reading: Reading) -> ReportRecord:
    fields = {name: getattr(report, name) for name in Report.__struct_fields__}
    return ReportRecord(**{**fields, "mentions": reading.mentions, "warnings": report.warnings + reading.warnings})


def _shown(claim: Claim) -> Claim:
    """The claim with its pieces in its content too: the contract can be read as asking for them there or here."""
    if not claim.parts:
        return claim
    whole = claim.content
    content = Discontinuous(start=whole.start, end=whole.end, text=whole.text, parts=claim.parts)
    return msgspec.structs.replace(claim, content=content)


def _decision(decision: Decision, holds: bool) -> DecisionRecord:
    what, about = _about(decision.act)
    return DecisionRecord(
        number=decision.number,
        by=decision.by,
        at=decision.at,
        why=decision.why,
        what=what,
        claims=tuple(dict.fromkeys(anchor.claim for anchor in about)),
        holds=holds or isinstance(decision.act, Undone),
    )


def _about(act: Act) -> tuple[str, tuple[Anchor, ...]]:
    if isinstance(act, OnClaim):
        return act.verdict, (act.claim,)
    if isinstance(act, OnIncidents):
        return act.verdict, tuple(anchor for side in act.sides for anchor in side)
    if isinstance(act, Moved):
        return "move", (act.claim, act.to)
    if isinstance(act, Graded):
        return "grade", act.incident
    return "undo", ()


def _place(claim: Claim) -> tuple[int, int, str]:
    return (claim.content.start, claim.content.end, claim.id)
