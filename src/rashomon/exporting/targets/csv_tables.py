"""csv: one flat table a noun, for spreadsheets."""

from __future__ import annotations

from collections.abc import Iterator

from rashomon.exporting.columns import SHAPES
from rashomon.exporting.delimited import comma_separated
from rashomon.exporting.record import SCHEMA, Record
from rashomon.exporting.rows import flat
from rashomon.exporting.target import Options, Part, Target


def write(record: Record, _: Options) -> Iterator[Part]:
    """A file for each table of `columns.SHAPES`."""
    for name, rows in flat(record).items():
        header = SHAPES[name].__struct_fields__
        data = comma_separated(header, ([getattr(row, column) for column in header] for row in rows))
        yield Part(name=f"{name}.csv", data=data)


TARGET = Target(
    name="csv",
    version=f"{SCHEMA} / 1",
    media="text/csv",
    what="one flat table a noun, safe in spreadsheets",
    loses="mentions that no claim uses, reasons, spans of cues and of parties",
    policy=None,
    several=True,
    write=write,
)
