"""A published text and what stands around it."""

from __future__ import annotations

import msgspec

from rashomon.model.span import Span


class Dateline(msgspec.Struct, frozen=True, kw_only=True):
    """Where a dispatch was filed, and where it says so: half-open offsets of the whole dateline in the text."""

    place: str | None
    country: str | None
    """ISO 3166-1 alpha-2."""
    start: int
    end: int


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """One published text. All offsets anywhere refer to `text`, in Unicode code points."""

    id: str
    """Derived from `sha256`, so that it does not depend on the order or place of files."""
    path: str | None
    """As given, relative to the folder that was read, with forward slashes."""
    text: str
    title: str | None
    outlet: str | None
    """Who published it; never called source."""
    published: str | None
    """ISO 8601 date or date-time; None when the report does not say: a date is never invented."""
    dateline: Dateline | None
    language: str
    """BCP 47; "und" when it could not be told."""
    uri: str | None
    sha256: str
    """Hex digest of the raw bytes of the report (of its own line, in a file of many)."""
    copy_of: str | None = None
    """Id of the report that this one is a syndicated or near-verbatim copy of."""
    warnings: tuple[str, ...] = ()
    """One line each, for a person: what could not be told, and what was assumed."""

    def span(self, start: int, end: int) -> Span:
        """The words at `[start, end)`."""
        return Span(start=start, end=end, text=self.text[start:end])
