"""Arrow types for our own: every Struct is a table or a nested column, so that nothing is lost on the way.

pyarrow is imported where it is used: it comes with the extra `parquet`.
"""

from __future__ import annotations

from types import ModuleType
from typing import TYPE_CHECKING

import msgspec
from msgspec import inspect

from rashomon.errors import SetupError
from rashomon.exporting.columns import SHAPES, Row
from rashomon.exporting.record import Record
from rashomon.exporting.rows import flat

if TYPE_CHECKING:
    import pyarrow as pa

WHOLE = "whole"
"""The column that holds a thing as it stands in the record, nested; only in the tables of `NOUNS`."""
NOUNS = ("reports", "claims", "incidents", "questions", "relations")
"""The tables from which a record can be put together again."""
REST = b"rashomon"
"""Key of the schema's metadata under which the rest of the record stands, as JSON."""


def tables(record: Record) -> dict[str, pa.Table]:
    """All tables of the record: flat columns with Arrow types, and in those of `NOUNS` the whole thing as a nested
    column. Raises SetupError without pyarrow."""
    found = flat(record)
    return {name: table(name, found[name], getattr(record, name) if name in NOUNS else None, record) for name in found}


def table(name: str, rows: tuple[Row, ...], whole: tuple[msgspec.Struct, ...] | None, record: Record) -> pa.Table:
    """One table of `SHAPES`. Raises SetupError without pyarrow."""
    pa = arrow()
    fields = list(_struct(SHAPES[name]))
    columns = [[getattr(row, field.name) for row in rows] for field in fields]
    if whole is not None:
        fields.append(pa.field(WHOLE, pa.struct(_struct(_shape_of(name))), nullable=False))
        columns.append([msgspec.to_builtins(value) for value in whole])
    rest = {field: getattr(record, field) for field in record.__struct_fields__ if field not in NOUNS}
    schema = pa.schema(fields, metadata={REST: msgspec.json.encode(rest)})
    arrays = [pa.array(column, field.type) for column, field in zip(columns, fields, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)


def record_of(tables: dict[str, pa.Table]) -> Record:
    """The record that the tables of `NOUNS` were made from."""
    rest = msgspec.json.decode(tables["reports"].schema.metadata[REST], type=dict[str, object])
    parts = {name: tables[name].column(WHOLE).to_pylist() for name in NOUNS}
    return msgspec.convert({**rest, **parts}, type=Record)


def arrow() -> ModuleType:
    """pyarrow. Raises SetupError, with the remedy, when it is not installed."""
    try:
        import pyarrow
    except ImportError:
        raise SetupError("pyarrow is not installed", remedy='pip install "rashomon[parquet]"') from None
    found: ModuleType = pyarrow
    return found


def _shape_of(noun: str) -> type[msgspec.Struct]:
    """The type of the things in one of the record's lists."""
    found = next(field.type for field in _fields(Record) if field.name == noun)
    assert isinstance(found, inspect.VarTupleType)
    assert isinstance(found.item_type, inspect.StructType)
    return found.item_type.cls


def _fields(shape: type[msgspec.Struct]) -> tuple[inspect.Field, ...]:
    info = inspect.type_info(shape)
    assert isinstance(info, inspect.StructType)
    return info.fields


def _struct(shape: type[msgspec.Struct]) -> list[pa.Field]:
    pa = arrow()
    found = []
    for field in _fields(shape):
        type_, nullable = _type(field.type)
        found.append(pa.field(field.name, type_, nullable=nullable))
    return found


def _type(info: inspect.Type) -> tuple[pa.DataType, bool]:
    """The Arrow type of one of ours, and whether it can be null."""
    pa = arrow()
    if isinstance(info, inspect.UnionType):
        (kind,) = [kind for kind in info.types if not isinstance(kind, inspect.NoneType)]
        return _type(kind)[0], True
    if isinstance(info, inspect.StructType):
        return pa.struct(_struct(info.cls)), False
    if isinstance(info, inspect.VarTupleType):
        return pa.list_(pa.field("item", _type(info.item_type)[0], nullable=False)), False
    plain = {
        inspect.IntType: pa.int64(),
        inspect.FloatType: pa.float64(),
        inspect.BoolType: pa.bool_(),
        inspect.DateType: pa.date32(),
        inspect.StrType: pa.string(),
        inspect.LiteralType: pa.string(),
    }
    return plain[type(info)], False
