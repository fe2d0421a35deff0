"""CSV, TSV and the like: one report a row, read row by row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import islice

import msgspec

from rashomon.errors import InputError, UnreadableFile
from rashomon.ingest import decoding, rows
from rashomon.ingest.pieces import Choices, Format, Head, Hints, Piece
from rashomon.ingest.source import Source, brief

LONGEST_FIELD = 2**22
"""Characters of a cell; a quotation mark that is never closed must not swallow the whole file."""
DELIMITERS = ",\t;|"
REMEDY = "check the quotation marks around it"


def split(source: Source, choices: Choices) -> Iterator[Piece | Source | InputError]:
    """One piece a row, as a JSON object of its cells."""
    encoding, warnings = decoding.encoding_of(source.head)
    csv.field_size_limit(LONGEST_FIELD)
    text = io.TextIOWrapper(source.stream, encoding=encoding, errors="replace", newline="")
    lines = _lines(text, source.name)
    first = next(lines, "").lstrip("\ufeff")
    delimiter = _delimiter(first)
    header = next(csv.reader(_chain(first, lines), delimiter=delimiter), [])
    names = [" ".join(decoding.tidy(name).split()) for name in header]
    columns = rows.known(names, choices.columns)
    if columns.get("text") not in names:
        missing = columns.get("text")
        problem = (
            f"there is no column {missing!r} in this table" if missing else "no column of this table holds the text"
        )
        raise UnreadableFile(f"{problem} (it has: {', '.join(names)[:200]})" if names else "the table has no header",
                             where=source.name, remedy=rows.REMEDY)  # fmt: skip
    hints = Hints(columns=columns, warnings=warnings)
    reader = csv.reader(lines, delimiter=delimiter)
    try:
        for number, cells in enumerate(reader, 2):
            if any(map(str.strip, cells)):
                row = dict(zip(names, cells, strict=False))
                yield Piece(msgspec.json.encode(row), "row", source.name, f"{source.name}, row {number}", hints)
    except csv.Error as error:
        raise UnreadableFile(f"the row after row {reader.line_num} is broken: {brief(error)}",
                             where=source.name, remedy=REMEDY) from None  # fmt: skip


def _chain(first: str, lines: Iterator[str]) -> Iterator[str]:
    """The header, which may run over several lines."""
    yield first
    yield from lines


def _lines(text: io.TextIOWrapper, name: str) -> Iterator[str]:
    while line := text.readline(LONGEST_FIELD):
        if len(line) >= LONGEST_FIELD:
            raise UnreadableFile("a line of this table is too long", where=name, remedy=REMEDY)
        yield line.replace("\0", " ")


def _delimiter(header: str) -> str:
    return max(DELIMITERS, key=lambda mark: (header.count(mark), -DELIMITERS.index(mark)))


def _matches(head: Head) -> bool:
    """A header with a column for the text, and rows of as many cells."""
    text = head.text[:8_192]
    first = text.split("\n", 1)[0]
    if not any(mark in first for mark in DELIMITERS) or len(first) > 4_000:
        return False
    delimiter = _delimiter(first)
    try:
        header, *some = islice(csv.reader(io.StringIO(text), delimiter=delimiter), 2)
    except (csv.Error, ValueError):
        return False
    names = [" ".join(name.split()) for name in header]
    return rows.told(names, head.mapped) and (not some or len(some[0]) > 1)


FORMAT = Format(
    "csv",
    "one report a row: the columns that hold text, title, outlet, date, byline, place, language, address",
    "a first line with a column such as text or body (or --map), parted by comma, tab, semicolon or |",
    _matches,
    split,
)
