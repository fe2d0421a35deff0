"""Plain text: the whole file is the text; its header lines and dateline are marked, not cut off."""

from __future__ import annotations

from rashomon.errors import NotADispatch
from rashomon.ingest.assembling import Draft, assemble
from rashomon.ingest.decoding import Decoded
from rashomon.model import Report


def read(raw: bytes, decoded: Decoded, path: str) -> Report | NotADispatch:
    """The report in a text file."""
    if not any(c.isalnum() for c in decoded.text):
        return NotADispatch("the file has no words", where=path, remedy="leave it out, or give the report's text")
    return assemble(Draft(raw, decoded.text, path, headline=True, warnings=decoded.warnings))
