"""What SQLite and PostgreSQL write differently, as one expression each."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Text
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class _Lower(FunctionElement[str]):
    """Small letters of every script: SQLite has our own function (`sqlite.connected`), PostgreSQL knows them by ICU."""

    name = "lower"
    type = Text()
    inherit_cache = True


@compiles(_Lower)
def _lower(element: _Lower, compiler: SQLCompiler, **more: object) -> str:
    return f"lower({compiler.process(element.clauses, **more)})"


@compiles(_Lower, "postgresql")
def _lower_by_icu(element: _Lower, compiler: SQLCompiler, **more: object) -> str:
    return f'lower({compiler.process(element.clauses, **more)} COLLATE "und-x-icu")'


class _Name(FunctionElement[str]):
    """The name in a value that is kept as JSON."""

    name = "name_in"
    type = Text()
    inherit_cache = True


@compiles(_Name)
def _name(element: _Name, compiler: SQLCompiler, **more: object) -> str:
    return f"json_extract({compiler.process(element.clauses, **more)}, '$.name')"


@compiles(_Name, "postgresql")
def _name_by_arrow(element: _Name, compiler: SQLCompiler, **more: object) -> str:
    return f"CAST({compiler.process(element.clauses, **more)} AS json) ->> 'name'"


def holds(column: ColumnElement[str], words: str) -> ColumnElement[bool]:
    """Whether the column has the words anywhere within, in capitals or not."""
    return _Lower(column).contains(words.casefold(), autoescape=True)


def name_in(column: ColumnElement[object]) -> ColumnElement[str]:
    """The name of a place, source ... that is kept as JSON."""
    return _Name(column)
