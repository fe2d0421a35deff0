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
SUFFIXES = (".csv", ".tsv")
REMEDY = "check the quotation marks around it"


def split(source: Source, choices: Choices) -> Iterator[Piece | Source | InputError]:
    """One piece a row, as a JSON object of its cells; a broken row stops none."""
    encoding, warnings = decoding.encoding_of(source.head)
    csv.field_size_limit(LONGEST_FIELD)
    text = io.TextIOWrapper(source.stream, encoding=encoding, errors="replace", newline="")
    try:
        lines = _lines(text, source.name)
        first = next(lines, "").lstrip("\ufeff")
        reader = csv.reader(_chain(first, lines), delimiter=_delimiter(first), strict=True)
        names = _names(reader, source.name)
        hints = Hints(columns=_columns(names, choices, source.name), warnings=warnings)
        yield from _rows(reader, names, hints, source.name)
    finally:
        text.detach()  # whoever opened the stream closes it


def _names(reader: Iterator[list[str]], name: str) -> list[str]:
    """The columns' names in the header."""
    try:
        header = next(reader, [])
    except csv.Error as error:
        raise UnreadableFile(f"the table's header is broken: {brief(error)}", where=name, remedy=REMEDY) from None
    return [" ".join(decoding.tidy(cell).split()) for cell in header]


def _columns(names: list[str], choices: Choices, name: str) -> dict[str, str]:
    columns = rows.known(names, choices.columns)
    absent = [column for column in columns.values() if column not in names]
    if absent or "text" not in columns:
        problem = f"there is no column {absent[0]!r}" if absent else "no column holds the text"
        raise UnreadableFile(f"{problem}; this table has: {', '.join(names)[:200]}", where=name, remedy=rows.REMEDY)
    return columns


def _rows(reader: Iterator[list[str]], names: list[str], hints: Hints, name: str) -> Iterator[Piece | InputError]:
    number = 1
    while True:
        number += 1
        where = f"{name}, row {number}"
        try:
            cells = next(reader, None)
        except csv.Error as error:
            yield UnreadableFile(f"the row is broken: {brief(error)}", where=where, remedy=REMEDY)
            continue
        if cells is None:
            return
        if any(map(str.strip, cells)):
            row = dict(zip(names, cells, strict=False))
            yield Piece(msgspec.json.encode(row), "row", name, where, hints)


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
    """A header with a column for the text, or a name that says so, and rows of as many cells."""
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
    named = head.name.lower().endswith(SUFFIXES)  # which of its columns holds what is then asked for
    return (named or rows.told(names, head.mapped)) and (not some or len(some[0]) > 1)


FORMAT = Format(
    "csv",
    "one report a row: the columns that hold text, title, outlet, date, byline, place, language, address",
    "a first line parted by comma, tab, semicolon or |, with a column such as text or body (or --map, or named .csv)",
    _matches,
    split,
)
