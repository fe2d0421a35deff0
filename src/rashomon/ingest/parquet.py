"""Parquet tables: one report a row, read some rows at a time."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from rashomon.errors import InputError, UnreadableFile
from rashomon.ingest import rows
from rashomon.ingest.containers import seekable
from rashomon.ingest.extras import needed
from rashomon.ingest.pieces import Choices, Format, Head, Hints, Piece
from rashomon.ingest.source import Source, brief

BATCH = 64
"""Rows held at a time."""


def split(source: Source, choices: Choices) -> Iterator[Piece | Source | InputError]:
    """One piece a row, as a JSON object of the cells that are used."""
    needed("pyarrow", source.name)
    import pyarrow as pa
    import pyarrow.parquet as pq

    with seekable(source) as file:
        try:
            table = pq.ParquetFile(file)
            names = [str(name) for name in table.schema_arrow.names]
            columns = rows.known(names, choices.columns)
            if columns.get("text") not in names:
                raise UnreadableFile(f"no column holds the text; this table has: {', '.join(names)[:200]}",
                                     where=source.name, remedy=rows.REMEDY)  # fmt: skip
            hints = Hints(columns=columns)
            wanted = [name for name in names if name in columns.values()]
            number = 0
            for batch in table.iter_batches(batch_size=BATCH, columns=wanted):
                for row in batch.to_pylist():
                    number += 1
                    raw = msgspec.json.encode(row, enc_hook=str)
                    yield Piece(raw, "row", source.name, f"{source.name}, row {number}", hints)
        except (pa.ArrowException, OSError, ValueError, OverflowError, MemoryError) as error:
            raise UnreadableFile(
                f"this Parquet file is damaged: {brief(error)}", where=source.name, remedy="fetch or write it again"
            ) from None


def _matches(head: Head) -> bool:
    return head.data.startswith(b"PAR1")


FORMAT = Format(
    "parquet",
    "one report a row, as from CSV",
    "PAR1 at the start",
    _matches,
    split,
    extra=True,
)
