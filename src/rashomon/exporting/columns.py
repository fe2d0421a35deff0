"""The record's flat tables: one a noun, one row a thing, with the same columns in CSV, Parquet, SQL and the API."""

from __future__ import annotations

from datetime import date

import msgspec


class ReportRow(msgspec.Struct, frozen=True, kw_only=True):
    """A report; `day` is the date of `published`, `claims` the number of its claims."""

    id: str
    path: str | None
    outlet: str | None
    published: str | None
    day: date | None
    title: str | None
    dateline_place: str | None
    dateline_country: str | None
    language: str
    uri: str | None
    copy_of: str | None
    claims: int
    sha256: str
    text: str


class ClaimRow(msgspec.Struct, frozen=True, kw_only=True):
    """A claim; `source` is who really says so (null: the outlet's own voice), `sources` the chain, outermost first."""

    id: str
    report: str
    incident: str | None
    outlet: str | None
    published: str | None
    source: str | None
    source_kind: str | None
    source_role: str | None
    source_affiliation: str | None
    sources: str
    cue: str | None
    content: str
    content_start: int
    content_end: int
    mode: str
    polarity: str
    certainty: str
    status: str
    event_type: str
    event_mode: str | None
    actors: str
    recipients: str
    place: str | None
    place_precision: str | None
    latitude: float | None
    longitude: float | None
    country: str | None
    geonames: int | None
    event_start: date | None
    event_end: date | None
    time_precision: str | None
    denies: str


class SourceRow(msgspec.Struct, frozen=True, kw_only=True):
    """One link of a claim's chain of sources."""

    claim: str
    position: int
    name: str
    kind: str
    role: str | None
    affiliation: str | None
    named: bool
    mention: str
    mention_start: int
    mention_end: int


class FigureRow(msgspec.Struct, frozen=True, kw_only=True):
    """One figure of a claim."""

    claim: str
    position: int
    low: float | None
    best: float | None
    high: float | None
    approximate: bool
    unit: str
    counted: str
    outcome: str
    mention: str
    mention_start: int
    mention_end: int


class IncidentRow(msgspec.Struct, frozen=True, kw_only=True):
    """A happening, with the numbers of its claims and questions."""

    id: str
    title: str
    place: str | None
    place_precision: str | None
    latitude: float | None
    longitude: float | None
    country: str | None
    geonames: int | None
    event_start: date | None
    event_end: date | None
    time_precision: str | None
    claims: int
    questions: int


class AssessmentRow(msgspec.Struct, frozen=True, kw_only=True):
    """A grading policy's reading of an incident: a proposal for a person to confirm."""

    incident: str
    policy: str
    version: str
    grade: str | None
    low: float | None
    best: float | None
    high: float | None
    outcome: str
    explanation: str
    decided: int | None
    """Number of the decision that confirmed or changed the grade."""


class DecisionRow(msgspec.Struct, frozen=True, kw_only=True):
    """What a person decided; see record.DecisionRecord."""

    number: int
    by: str
    at: str
    why: str
    what: str
    claims: str
    holds: bool


class QuestionRow(msgspec.Struct, frozen=True, kw_only=True):
    """A question, with the number of its positions."""

    id: str
    incident: str | None
    kind: str
    text: str
    status: str
    positions: int


class PositionRow(msgspec.Struct, frozen=True, kw_only=True):
    """One answer to a question, with the independent origins and the claims behind it."""

    question: str
    position: int
    answer: str
    low: float | None
    high: float | None
    origins: str
    origin_count: int
    claims: str
    superseded_by: int | None


class RelationRow(msgspec.Struct, frozen=True, kw_only=True):
    """How two claims stand to one another, and why."""

    kind: str
    a: str
    b: str
    question: str
    rule: str
    words: str


Row = (
    ReportRow
    | ClaimRow
    | SourceRow
    | FigureRow
    | IncidentRow
    | AssessmentRow
    | QuestionRow
    | PositionRow
    | RelationRow
    | DecisionRow
)

SHAPES: dict[str, type[Row]] = {
    "reports": ReportRow,
    "claims": ClaimRow,
    "sources": SourceRow,
    "figures": FigureRow,
    "incidents": IncidentRow,
    "assessments": AssessmentRow,
    "questions": QuestionRow,
    "positions": PositionRow,
    "relations": RelationRow,
    "decisions": DecisionRow,
}
"""The tables and the type of their rows, in the order in which a person reads them."""
