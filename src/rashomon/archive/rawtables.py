"""The archive's tables of raw bytes and of what was fetched."""

from __future__ import annotations

from sqlalchemy import Column, Double, Integer, LargeBinary, Table, Text

from rashomon.archive.tables import metadata

raw = Table(
    "raw",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("format", Text, nullable=False),
    Column("hints", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("packed", LargeBinary, nullable=False),
)
"""The bytes of a report, packed with zstd, under their digest: given twice they are kept once. `hints`: what stood
about them in the file that they came in, as JSON."""

watched = Table(
    "watched",
    metadata,
    Column("dossier", Text, primary_key=True),
    Column("address", Text, primary_key=True),
    Column("etag", Text),
    Column("modified", Text),
    Column("digest", Text),
    Column("checked", Text),
    Column("failures", Integer, nullable=False),
    Column("due", Double, nullable=False),
)
"""Feeds and pages that were fetched: what the server said of their version, and when to ask again (`due`, in seconds
since 1970)."""
