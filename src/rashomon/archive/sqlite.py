"""An archive in a file: SQLite, with one writer at a time and readers that need not wait."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, NullPool, create_engine, event

MIGRATIONS = "migrations"
BUSY_SECONDS = 30
"""How long to wait for another process that writes. One report is written in milliseconds, the conclusions of a
thousand reports in seconds; who waits longer than this waits for something that hangs."""
TROUBLE: tuple[tuple[str, str, str], ...] = (
    ("locked", "another program is writing to it", "try again when it has finished"),
    ("unable to open", "cannot be opened", "is it a folder, or in one that does not exist?"),
    ("readonly", "may not be written to", "copy it to a place where you may write"),
    ("is full", "the disk is full", "make room and run the same command again: nothing was lost"),
    ("malformed", "damaged", "restore it from a backup, or add the reports to a new one"),
)


def there(where: str) -> bool:
    return Path(where).exists()


def shown(where: str) -> str:
    return where


@contextmanager
def connected(where: str) -> Iterator[Connection]:
    url = URL.create("sqlite", database=where)
    # isolation_level None: Python's sqlite3 would otherwise begin and commit on its own, and never around CREATE TABLE.
    engine = create_engine(url, poolclass=NullPool, connect_args={"isolation_level": None, "timeout": BUSY_SECONDS})
    event.listen(engine, "begin", _begin)
    with engine.connect() as connection:
        # Past SQLAlchemy, which begins a transaction first: inside one, SQLite ignores or refuses these.
        _driver(connection).execute("PRAGMA foreign_keys = ON")
        # With the write-ahead log this loses nothing when the process dies, and saves a disk flush a report.
        _driver(connection).execute("PRAGMA synchronous = NORMAL")
        # SQLite's own knows the letters A to Z only: "özgür" would not find "Özgür".
        _driver(connection).connection.create_function("lower", 1, _lower, deterministic=True)
        yield connection


def settle(connection: Connection) -> None:
    _driver(connection).execute("PRAGMA journal_mode = WAL")


@contextmanager
def reading(connection: Connection) -> Iterator[None]:
    connection.execution_options(begin="BEGIN")
    with connection.begin():
        yield


@contextmanager
def writing(connection: Connection) -> Iterator[None]:
    connection.execution_options(begin="BEGIN IMMEDIATE")
    with connection.begin():
        yield


def _lower(value: object) -> str | None:
    return None if value is None else str(value).casefold()


def _driver(connection: Connection) -> sqlite3.Cursor:
    cursor: sqlite3.Cursor = connection.connection.cursor()  # type: ignore[assignment]
    return cursor


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))
