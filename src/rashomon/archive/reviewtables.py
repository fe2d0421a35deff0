"""The archive's tables of people and of what they decided."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from rashomon.archive.tables import Flag, Packed, metadata
from rashomon.model import Mark

decisions = Table(
    "decisions",
    metadata,
    Column("dossier", Text, ForeignKey("dossiers.name"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("layer", Text, nullable=False),
    Column("once", Text, nullable=False, unique=True),
    Column("body", Text, nullable=False),
    Column("previous", Text, nullable=False),
    Column("hash", Text, nullable=False),
)
"""Each row is chained to the one before by `hash`; triggers refuse every change. `once`: the form it came from, so that
a form sent twice is one decision. `body` is the decision as the very bytes that were hashed."""

marks = Table(
    "marks",
    metadata,
    Column("dossier", Text, ForeignKey("dossiers.name"), primary_key=True),
    Column("claim", Text, primary_key=True),
    Column("report", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("body", Packed(Mark), nullable=False),
    Index("marks_report", "dossier", "report"),
)
"""What follows from the decisions: the reviewed claims as they stand. Drawn anew with the conclusions."""

disagreements = Table(
    "disagreements",
    metadata,
    Column("dossier", Text, ForeignKey("dossiers.name"), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("decision", Integer, nullable=False),
    Column("claim", Text),
    Column("words", Text, nullable=False),
)
"""Where decisions and the present reading differ. Drawn anew with the conclusions."""

codings = Table(
    "codings",
    metadata,
    Column("dossier", Text, ForeignKey("dossiers.name"), primary_key=True),
    Column("coder", Text, primary_key=True),
    Column("done", Text),
)
"""Who codes a dossier without seeing the others' decisions, and when they said that they have done."""

users = Table(
    "users",
    metadata,
    Column("name", Text, primary_key=True),
    Column("role", Text, nullable=False),
    Column("password", Text, nullable=False),
    Column("totp", Text),
    Column("totp_used", Integer, nullable=False),
    Column("disabled", Flag, nullable=False),
)
"""`password` is an Argon2id hash, `totp` the shared secret in base 32, `totp_used` the last time step it served in."""

sessions = Table(
    "sessions",
    metadata,
    Column("token", Text, primary_key=True),
    Column("user", Text, ForeignKey("users.name"), nullable=False),
    Column("begun", Integer, nullable=False),
    Column("seen", Integer, nullable=False),
    Index("sessions_user", "user"),
)
"""`token` is the SHA-256 of what the cookie holds: whoever reads the archive cannot take over a session. Times in
seconds since 1970."""

attempts = Table(
    "attempts",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("who", Text, nullable=False),
    Column("at", Integer, nullable=False),
    Index("attempts_who", "who", "at"),
)
"""Failed logins, by user name and by address."""
