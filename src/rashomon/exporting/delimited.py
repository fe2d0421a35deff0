"""Tables as text with delimiters: safe to open in a spreadsheet, and the same bytes everywhere."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date

Value = str | int | float | bool | date | None

FORMULA = re.compile(r"[=+\-@\t\r]")
"""How a cell begins that spreadsheets run as a formula (OWASP, "CSV Injection") ..."""
NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?")
"""... unless it is a number: -36.5 is a latitude."""


def comma_separated(header: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """RFC 4180, in UTF-8; text that a spreadsheet would run has an apostrophe before it."""
    return _written(header, rows, ",", "\r\n")


def tab_separated(header: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """As `comma_separated`, with tabs between cells; tabs and line breaks within a cell become spaces, as readers of
    such files expect."""
    flat = ([_one_line(value) if isinstance(value, str) else value for value in row] for row in rows)
    return _written(header, flat, "\t", "\n")


def cell(value: Value) -> str:
    """A value as text: numbers without needless decimals, dates in ISO 8601, nothing for None."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, date):
        return value.isoformat()
    return neutral(value) if isinstance(value, str) else str(value)


def neutral(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{text}" if FORMULA.match(text) and not NUMBER.fullmatch(text) else text


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _written(header: Sequence[str], rows: Iterable[Sequence[Value]], delimiter: str, end: str) -> bytes:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator=end)
    writer.writerow(header)
    writer.writerows([cell(value) for value in row] for row in rows)
    return buffer.getvalue().encode()
