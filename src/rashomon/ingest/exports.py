"""Texts with many articles in them, whatever document they came in: which database they are from, and its pieces."""

from __future__ import annotations

from collections.abc import Iterator

from rashomon.ingest import factiva, nexis
from rashomon.ingest.pieces import Piece


def pieces(text: str, raw: bytes, format: str, path: str) -> Iterator[Piece]:
    """The articles in a document's text; where it is no export, the whole document as one piece of its own format."""
    for export in factiva, nexis:
        if export.like(text):
            yield from export.pieces(text, path)
            return
    yield Piece(raw, format, path, path)
