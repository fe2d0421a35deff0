"""parquet: one table a noun, with Arrow types, for DuckDB, pandas, polars and R."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping

from rashomon.exporting import arrow
from rashomon.exporting.record import SCHEMA, Record
from rashomon.exporting.target import Options, Part, Target


def write(record: Record, _: Options) -> Iterator[Part]:
    """A file for each table of `columns.SHAPES`. Raises SetupError without pyarrow."""
    tables = arrow.tables(record)
    from pyarrow import parquet

    for name, table in tables.items():
        buffer = io.BytesIO()
        parquet.write_table(table, buffer, compression="zstd")
        yield Part(name=f"{name}.parquet", data=buffer.getvalue())


def read(files: Mapping[str, bytes]) -> Record:
    """The record that `write` wrote, from the files by their names. Raises SetupError without pyarrow."""
    arrow.arrow()
    from pyarrow import parquet

    return arrow.record_of({name: parquet.read_table(io.BytesIO(files[f"{name}.parquet"])) for name in arrow.NOUNS})


TARGET = Target(
    name="parquet",
    version=f"{SCHEMA} / 1",
    media="application/vnd.apache.parquet",
    what="one table a noun, with Arrow types; reads back as the record",
    loses="nothing",
    policy=None,
    extra="parquet",
    several=True,
    write=write,
)
