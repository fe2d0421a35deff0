"""A stretch of a report's text (W3C Web Annotation: position and quote together)."""

from __future__ import annotations

import msgspec


class Span(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """Half-open `[start, end)` in Unicode code points of the report's text, and the words that stand there.

    Made only by `Report.span`, so that `report.text[start:end] == text` always.
    """

    start: int
    end: int
    text: str
