"""Rows of tables: JSON objects with columns of any names, and which column holds what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

import msgspec

from rashomon import lexicon
from rashomon.errors import InputError, NotADispatch
from rashomon.ingest import dates, jsons, ninjs
from rashomon.ingest.assembling import Draft
from rashomon.ingest.jsons import tidied
from rashomon.ingest.pieces import Choices, Format, Head, Hints, Piece
from rashomon.ingest.source import HEAD, Source

REMEDY = "say which column holds what, as in --map text=body,published=date"
FIELDS = ("text", "title", "outlet", "published", "byline", "located", "language", "uri")
"""What a column can hold."""
Cell = str | int | float | bool | None | list[object] | dict[str, object]


class Columns(msgspec.Struct, frozen=True):
    """lexicon/columns.toml: names of columns for each field, the likeliest first."""

    text: tuple[str, ...]
    title: tuple[str, ...]
    outlet: tuple[str, ...]
    published: tuple[str, ...]
    byline: tuple[str, ...]
    located: tuple[str, ...]
    language: tuple[str, ...]
    uri: tuple[str, ...]


def known(names: list[str], chosen: Mapping[str, str]) -> dict[str, str]:
    """Our field to the column that holds it: what a person chose, then what the names say."""
    lower = {re.sub(r"[\s-]+", "_", name.strip().lower()): name for name in reversed(names)}
    found = {}
    for field in FIELDS:
        if field in chosen:
            found[field] = chosen[field]
        elif column := next((lower[n] for n in getattr(_columns(), field) if n in lower), None):
            found[field] = column
    return found


def told(names: list[str], chosen: Mapping[str, str]) -> bool:
    """Whether these are the columns of a table of reports."""
    found = known(names, chosen)
    return len(names) > 1 and found.get("text") in names


def read(piece: Piece) -> Draft:
    """The report in a row. Raises NotADispatch when it has no text."""
    row, warnings = jsons.decode(piece, dict[str, Cell], "a row of a table", REMEDY)
    columns = piece.hints.columns or known(list(row), {})
    cells = {field: _words(row.get(column)) for field, column in columns.items()}
    given = row.get(columns.get("text", ""))
    text = jsons.plain(given) if isinstance(given, str) else None
    if text is None or not any(c.isalnum() for c in text):
        column = columns.get("text")
        problem = f"the column {column!r} has no words" if column in row else "no column holds the text"
        raise NotADispatch(problem, where=piece.where, remedy=REMEDY)
    stated = cells.get("published")
    published = dates.iso(_spaced(stated))
    if stated and not published:
        warnings = (*warnings, f"the date {stated[:40]!r} is not one")
    return Draft(
        piece.raw,
        text,
        piece.path,
        title=tidied(cells.get("title")),
        publisher=_outlet(tidied(cells.get("outlet")), cells.get("uri")),
        byline=tidied(cells.get("byline")),
        published=published,
        located=tidied(cells.get("located")),
        language=cells.get("language"),
        uri=tidied(cells.get("uri")),
        headline=True,
        warnings=warnings,
    )


def _outlet(name: str | None, address: str | None) -> str | None:
    """The outlet's name; of a host, as GDELT has it, the report's address tells a better one."""
    return None if name and address and re.fullmatch(r"[\w-]+(?:\.[\w-]+)+", name) else name


def _spaced(stamp: str | None) -> str | None:
    """`20170612063000` (GDELT) with its parts apart."""
    match = re.fullmatch(r"(\d{4})(\d\d)(\d\d)T?(\d\d)(\d\d)(\d\d)Z?", stamp or "")
    return f"{match[1]}-{match[2]}-{match[3]}T{match[4]}:{match[5]}:{match[6]}Z" if match else stamp


def _words(cell: Cell) -> str | None:
    """A cell as text; of an object its name, as news services give an article's source."""
    if isinstance(cell, list):
        return ", ".join(str(part) for part in cell) or None
    if isinstance(cell, dict):
        name = cell.get("name")
        return name if isinstance(name, str) else None
    return None if cell is None else str(cell)


@cache
def _columns() -> Columns:
    columns: Columns = lexicon.load("columns.toml", Columns)
    return columns


def _split(source: Source, choices: Choices) -> Iterator[Piece | Source | InputError]:
    for item in jsons.split(source, "row", _list_within):
        yield with_columns(item, choices) if isinstance(item, Piece) else item


def _list_within(data: bytes) -> list[msgspec.Raw] | None:
    """The rows in an answer such as {"articles": [...]}; None where the object is a row itself."""
    values = msgspec.json.decode(data, type=dict[str, msgspec.Raw])
    if told(list(values), {}):
        return None
    for value in map(bytes, values.values()):
        if value[:1] == b"[" and value[1:200].lstrip()[:1] == b"{":
            parts = msgspec.json.decode(value, type=list[msgspec.Raw])
            if like_row(bytes(parts[0])[:HEAD].decode("utf-8", "replace"), {}):
                return parts
    return None


def with_columns(piece: Piece, choices: Choices) -> Piece:
    """The piece, noting which column of its row holds what where a person chose."""
    if not choices.columns:
        return piece
    row, _ = jsons.decode(piece, dict[str, msgspec.Raw], "a row of a table", REMEDY)
    hints = Hints(columns=known(list(row), choices.columns), warnings=piece.hints.warnings)
    return Piece(piece.raw, piece.format, piece.path, piece.where, hints)


def like_row(text: str, mapped: Mapping[str, str]) -> bool:
    """Whether the object at the start of the text is a row, and no ninjs."""
    keys = jsons.keys(text)
    if not ninjs.BODIES.isdisjoint(keys) and not mapped:
        return False
    return told([key for key in keys if "." not in key], mapped)


def _matches(head: Head) -> bool:
    return jsons.is_json(head) and (like_row(head.text, head.mapped) or _like_list(head.text))


def _like_list(text: str) -> bool:
    """Whether an object holds a list of rows."""
    inner: dict[str, list[str]] = {}
    for outer, _, key in (found.partition(".") for found in jsons.keys(text)):
        if key and "." not in key:
            inner.setdefault(outer, []).append(key)
    return any(told(keys, {}) and ninjs.BODIES.isdisjoint(keys) for keys in inner.values())


FORMAT = Format(
    "row",
    "one report an object: the columns that hold text, title, outlet, date, byline, place, language, address",
    "a JSON object, or a list of them, with a key such as text or body (or --map)",
    _matches,
    _split,
    read,
)
