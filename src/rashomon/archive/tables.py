"""The archive's tables as the queries see them. The migrations create them; a test holds the two together."""

from __future__ import annotations

import msgspec
from sqlalchemy import (
    Column,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    types,
)
from sqlalchemy.engine import Dialect

from rashomon.model import Assessment, Claim, Dateline, Event, Mentions, Place, Reason, Time


class Packed(types.TypeDecorator[object]):
    """A model value as JSON text: typed when read, plain to any other program that opens the file."""

    impl = Text
    cache_ok = True

    def __init__(self, shape: object) -> None:
        super().__init__()
        self.shape = shape

    def process_bind_param(self, value: object, dialect: Dialect) -> str | None:  # noqa: ARG002
        return None if value is None else msgspec.json.encode(value).decode()

    def process_result_value(self, value: str | None, dialect: Dialect) -> object:  # noqa: ARG002
        if value is None:
            return None
        found: object = msgspec.json.decode(value, type=self.shape)
        return found


class Flag(types.TypeDecorator[bool]):
    """Yes or no as 1 or 0, on every database alike."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        return None if value is None else int(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> bool | None:  # noqa: ARG002
        return None if value is None else bool(value)


_WORDS = Packed(tuple[str, ...])
_REASONS = Packed(tuple[Reason, ...])

metadata = MetaData()

meta = Table("meta", metadata, Column("name", Text, primary_key=True), Column("value", Text, nullable=False))
"""`application` (always "rashomon") and `schema` (number of the last migration)."""

dossiers = Table(
    "dossiers",
    metadata,
    Column("name", Text, primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("concluded", Integer, nullable=False),
    Column("copied", Flag, nullable=False),
)
"""`revision` grows with every report and decision; conclusions drawn at an earlier one (`concluded`) are stale.
`copied`: whether copies were looked for since the reports last changed."""

reports = Table(
    "_reports",
    metadata,
    Column("id", Text, primary_key=True),
    Column("sha256", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("title", Text),
    Column("outlet", Text),
    Column("published", Text),
    Column("dateline", Packed(Dateline)),
    Column("language", Text, nullable=False),
    Column("uri", Text),
    Column("warnings", _WORDS, nullable=False),
)

members = Table(
    "members",
    metadata,
    Column("dossier", Text, ForeignKey("dossiers.name"), primary_key=True),
    Column("report", Text, ForeignKey("_reports.id"), primary_key=True),
    Column("path", Text),
    Column("copy_of", Text),
    Index("members_report", "report"),
)
"""Which reports a dossier holds. Whether one is a copy depends on the others, hence is said here, by `conclude`."""

readings = Table(
    "readings",
    metadata,
    Column("report", Text, ForeignKey("_reports.id"), primary_key=True),
    Column("model", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("mentions", Packed(Mentions), nullable=False),
    Column("warnings", _WORDS, nullable=False),
)
"""`model` and `version`: the language model and the Rashomon that read it."""

claims = Table(
    "_claims",
    metadata,
    Column("id", Text, primary_key=True),
    Column("report", Text, ForeignKey("readings.report"), nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("polarity", Text, nullable=False),
    Column("certainty", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("event_type", Text, nullable=False),
    Column("event_mode", Text),
    Column("place", Text),
    Column("country", Text),
    Column("time_start", Text),
    Column("time_end", Text),
    Column("body", Packed(Claim), nullable=False),
    Index("claims_report", "report"),
    Index("claims_time", "time_start", "time_end"),
)
"""`body` is the whole claim; the columns are what claims are looked for by."""

claim_sources = Table(
    "claim_sources",
    metadata,
    Column("claim", Text, ForeignKey("_claims.id"), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("role", Text),
    Column("affiliation", Text),
    Index("claim_sources_name", "name"),
)

claim_figures = Table(
    "claim_figures",
    metadata,
    Column("claim", Text, ForeignKey("_claims.id"), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("low", Double),
    Column("best", Double),
    Column("high", Double),
    Column("approximate", Flag, nullable=False),
    Column("unit", Text, nullable=False),
    Column("counted", Text, nullable=False),
    Column("outcome", Text, nullable=False),
)

incidents = Table(
    "_incidents",
    metadata,
    Column("dossier", Text, ForeignKey("dossiers.name"), primary_key=True),
    Column("id", Text, primary_key=True),
    Column("ordinal", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("place", Packed(Place)),
    Column("time", Packed(Time)),
    Column("claims", _WORDS, nullable=False),
    Column("questions", _WORDS, nullable=False),
    Column("assessments", Packed(tuple[Assessment, ...]), nullable=False),
    Column("evidence", _REASONS, nullable=False),
    Column("linked", _WORDS, nullable=False),
    Column("basis", Text, nullable=False),
)
"""`basis`: `Conclusions.bases`. As long as it is the same, so are the incident, its questions and their relations."""

questions = Table(
    "_questions",
    metadata,
    Column("dossier", Text, ForeignKey("dossiers.name"), primary_key=True),
    Column("id", Text, primary_key=True),
    Column("ordinal", Integer, nullable=False),
    Column("incident", Text),
    Column("kind", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("evidence", _REASONS, nullable=False),
    Column("voices", Integer, nullable=False),
    Index("questions_status", "dossier", "status", "voices"),
    Index("questions_incident", "dossier", "incident", "status"),
)
"""`voices`: how many origins speak to it."""

positions = Table(
    "_positions",
    metadata,
    Column("dossier", Text, primary_key=True),
    Column("question", Text, primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("answer", Text, nullable=False),
    Column("low", Double),
    Column("high", Double),
    Column("claims", _WORDS, nullable=False),
    Column("origins", _WORDS, nullable=False),
    Column("superseded_by", Integer),
    ForeignKeyConstraint(["dossier", "question"], ["_questions.dossier", "_questions.id"]),
)

answers = Table(
    "answers",
    metadata,
    Column("dossier", Text, primary_key=True),
    Column("claim", Text, primary_key=True),
    Column("question", Text, primary_key=True),
    Column("position", Integer, primary_key=True),
    ForeignKeyConstraint(["dossier", "question"], ["_questions.dossier", "_questions.id"]),
    Index("answers_question", "dossier", "question"),
)
"""The claims of the positions once more, to be found by claim."""

voices = Table(
    "voices",
    metadata,
    Column("dossier", Text, primary_key=True),
    Column("origin", Text, primary_key=True),
    Column("question", Text, primary_key=True),
    Column("position", Integer, primary_key=True),
    ForeignKeyConstraint(["dossier", "question"], ["_questions.dossier", "_questions.id"]),
    Index("voices_question", "dossier", "question"),
)
"""The origins of the positions once more, to be found by name."""

relations = Table(
    "_relations",
    metadata,
    Column("dossier", Text, ForeignKey("dossiers.name"), primary_key=True),
    Column("question", Text, primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("a", Text, nullable=False),
    Column("b", Text, nullable=False),
    Column("reason", Packed(Reason), nullable=False),
)
"""Numbered within their question."""

completed = Table(
    "completed",
    metadata,
    Column("dossier", Text, ForeignKey("dossiers.name"), primary_key=True),
    Column("claim", Text, primary_key=True),
    Column("place", Text),
    Column("time_start", Text),
    Column("time_end", Text),
    Column("event", Packed(Event), nullable=False),
    Column("evidence", _REASONS, nullable=False),
    Index("completed_claim", "claim"),
)
"""Of claims whose days or place only other reports of the dossier give, the event with these, and why."""

words = MetaData()
"""Tables that triggers keep, and nothing else writes to."""

searched = Table("searched", words, Column("number", Integer, primary_key=True), Column("claim", Text, nullable=False))
"""The row of each claim in `search_claims`."""

search_claims = Table(
    "search_claims",
    words,
    Column("rowid", Integer, primary_key=True),
    Column("words", Text),
    Column("who", Text),
    Column("place", Text),
)

search_reports = Table("search_reports", words, Column("title", Text), Column("text", Text), Column("report", Text))
