"""json, jsonl and parquet read back as the record they were written from."""

from __future__ import annotations

import io
from collections.abc import Callable

import msgspec
import pytest

from rashomon.exporting.record import Record
from rashomon.exporting.target import Options
from rashomon.exporting.targets import parquet, record_json, record_lines


def test_json_reads_back_as_the_same_record(record: Record) -> None:
    (part,) = record_json.write(record, Options())
    assert record_json.read(part.data) == record


def test_lines_read_back_as_the_same_record(record: Record) -> None:
    (part,) = record_lines.write(record, Options())
    assert record_lines.read(part.data) == record
    assert part.data.count(b"\n") == 1 + sum(len(getattr(record, name)) for name in record_lines.NOUNS.values())


def test_parquet_reads_back_as_the_same_record(record: Record) -> None:
    parts = {part.name: part.data for part in parquet.write(record, Options())}
    assert parquet.read(parts) == record


def test_what_people_decided_reads_back(shelling: Callable[..., Record]) -> None:
    made = shelling(graded=True)
    assert record_json.read(next(record_json.write(made, Options())).data) == made
    assert record_lines.read(next(record_lines.write(made, Options())).data) == made
    assert parquet.read({part.name: part.data for part in parquet.write(made, Options())}) == made


def test_an_empty_dossier_reads_back_too(record: Record) -> None:
    empty = msgspec.structs.replace(record, reports=(), claims=(), questions=(), incidents=(), relations=())
    assert record_lines.read(next(record_lines.write(empty, Options())).data) == empty
    assert parquet.read({part.name: part.data for part in parquet.write(empty, Options())}) == empty


def test_a_broken_line_is_refused(record: Record) -> None:
    (part,) = record_lines.write(record, Options())
    with pytest.raises(msgspec.DecodeError):
        record_lines.read(part.data.replace(b'"polarity":"positive"', b'"polarity":7', 1))


def test_parquet_columns_have_types_that_can_be_computed_with(record: Record) -> None:
    from pyarrow import parquet as files

    parts = {part.name: part.data for part in parquet.write(record, Options())}
    types = {field.name: str(field.type) for field in files.read_schema(io.BytesIO(parts["claims.parquet"]))}
    assert types["event_start"] == "date32[day]"
    assert (types["latitude"], types["geonames"], types["content"]) == ("double", "int64", "string")
    assert types["whole"].startswith("struct<id: string")
