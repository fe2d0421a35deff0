"""json: the record, whole."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from rashomon.exporting.record import SCHEMA, Record, encode
from rashomon.exporting.target import Options, Part, Target


def write(record: Record, _: Options) -> Iterator[Part]:
    """One JSON document; see docs/record.schema.json."""
    yield Part(name="record.json", data=encode(record))


def read(data: bytes) -> Record:
    """The record that `write` wrote. Raises msgspec.DecodeError, with the path to what is wrong."""
    return msgspec.json.decode(data, type=Record)


TARGET = Target(
    name="json",
    version=f"{SCHEMA}",
    media="application/json",
    what="the record: everything, in one document",
    loses="nothing",
    policy=None,
    write=write,
)
