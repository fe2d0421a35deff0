"""Plain text: the whole file is the text; its header lines and dateline are marked, not cut off."""

from __future__ import annotations

from rashomon.ingest.assembling import Draft
from rashomon.ingest.pieces import Format, Head, Piece, single, text_of, worded

REMEDY = "leave it out, or give the report's text"


def read(piece: Piece) -> Draft:
    """The report in a text file."""
    decoded = text_of(piece, REMEDY)
    text = worded(decoded.text, piece, REMEDY, "the file")
    return Draft(piece.raw, text, piece.path, headline=True, warnings=decoded.warnings)


def _matches(head: Head) -> bool:
    return head.decoded is not None


FORMAT = Format(
    "text",
    "the whole file; slug, date lines, byline and agency dateline are marked as head and not read as claims",
    "no other sign",
    _matches,
    single("text"),
    read,
)
