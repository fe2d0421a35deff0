"""Model values as the rows of tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

import msgspec
import sqlalchemy
from sqlalchemy import Connection, Table, insert

Row = Mapping[str, object]
T = TypeVar("T", bound=msgspec.Struct)


def fields(value: msgspec.Struct) -> Row:
    """The fields of the value by name."""
    return {name: getattr(value, name) for name in value.__struct_fields__}


def numbered(values: Sequence[msgspec.Struct], **more: object) -> list[Row]:
    """The fields of each value, its `ordinal` among them, and what all have in common."""
    return [{**fields(value), "ordinal": number, **more} for number, value in enumerate(values)]


def columns(table: Table, row: Row) -> dict[str, object]:
    """Of the row, what the table has columns for."""
    return {name: value for name, value in row.items() if name in table.c}


def insert_all(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Inserts the rows, if there are any."""
    if rows:
        connection.execute(insert(table), [columns(table, row) for row in rows])


def made(shape: type[T], row: sqlalchemy.Row[tuple[object, ...]], **more: object) -> T:
    """A model value from the columns of the same names."""
    found = row._mapping
    return shape(**{name: found[name] for name in shape.__struct_fields__ if name in found}, **more)
