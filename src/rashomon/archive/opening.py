"""From a file to an archive: recognised, brought up to date, and held open by one connection."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from sqlalchemy import URL, Connection, NullPool, create_engine, event, exc, insert, inspect, select, update

from rashomon.archive.tables import meta
from rashomon.errors import ArchiveError, NewerArchive, NotAnArchive

APPLICATION = "rashomon"
BUSY_SECONDS = 30
"""How long to wait for another process that writes. One report is written in milliseconds, the conclusions of a
thousand reports in seconds; who waits longer than this waits for something that hangs."""


@dataclass(frozen=True, slots=True)
class Archive:
    """An open archive. One connection, for one command in one thread."""

    path: Path
    connection: Connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the archive from its first to its last query."""
        with _one_tree(self.path), self._begun("BEGIN") as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is written as a whole or not at all. Waits for other writers."""
        with _one_tree(self.path), self._begun("BEGIN IMMEDIATE") as connection:
            yield connection

    @contextmanager
    def _begun(self, how: str) -> Iterator[Connection]:
        self.connection.execution_options(begin=how)
        with self.connection.begin():
            yield self.connection


@contextmanager
def open_archive(path: Path, *, create: bool = False) -> Iterator[Archive]:
    """The archive at `path`, brought to the present schema.

    Raises NotAnArchive when the file is something else (it is left as it is), NewerArchive when a newer Rashomon wrote
    it, ArchiveError when there is none (unless `create`) or it cannot be used.
    """
    if not create and not path.exists():
        raise ArchiveError(
            "there is no archive here", where=str(path), remedy="make one with `rashomon add FOLDER`, or name another"
        )
    with _one_tree(path), _connected(path) as connection:
        archive = Archive(path, connection)
        known = _schema(archive)
        scripts = migrations()
        if known > len(scripts):
            raise NewerArchive(
                f"written by a newer version of Rashomon (schema {known}, this one knows {len(scripts)})",
                where=str(path),
                remedy="update Rashomon",
            )
        _driver(connection).execute("PRAGMA journal_mode = WAL")
        if known < len(scripts):
            migrate(archive, scripts)
        yield archive


def migrations() -> tuple[str, ...]:
    """The SQL scripts in their order; the first takes an empty file to schema 1."""
    folder = resources.files("rashomon.archive").joinpath("migrations")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".sql"))
    return tuple(folder.joinpath(name).read_text(encoding="utf-8") for name in names)


def migrate(archive: Archive, scripts: tuple[str, ...]) -> None:
    """Applies the scripts that the archive does not have yet, each in a transaction of its own together with its
    number: whatever happens in between, the archive is at one whole version."""
    for number, script in enumerate(scripts, start=1):
        with archive.writing() as connection:
            # Asked again under the lock: another process may have been faster.
            if _known(connection, archive.path) >= number:
                continue
            for statement in _statements(script):
                connection.exec_driver_sql(statement)
            if number == 1:
                connection.execute(insert(meta).values(name="application", value=APPLICATION))
                connection.execute(insert(meta).values(name="schema", value="1"))
            connection.execute(update(meta).where(meta.c.name == "schema").values(value=str(number)))


def _statements(script: str) -> Iterator[str]:
    lines = [line for line in script.splitlines() if not line.startswith("--")]
    for statement in "\n".join(lines).split(";\n"):
        if statement.strip():
            yield statement.strip().removesuffix(";")


@contextmanager
def _connected(path: Path) -> Iterator[Connection]:
    url = URL.create("sqlite", database=str(path))
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


def _lower(value: object) -> str | None:
    return None if value is None else str(value).casefold()


def _driver(connection: Connection) -> sqlite3.Cursor:
    cursor: sqlite3.Cursor = connection.connection.cursor()  # type: ignore[assignment]
    return cursor


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))


def _schema(archive: Archive) -> int:
    with archive.reading() as connection:
        return _known(connection, archive.path)


def _known(connection: Connection, path: Path) -> int:
    """Number of the last migration; 0 for an empty file."""
    tables = inspect(connection).get_table_names()
    if not tables:
        return 0
    values: dict[str, str] = {}
    if "meta" in tables and {c["name"] for c in inspect(connection).get_columns("meta")} == {"name", "value"}:
        values = {row.name: row.value for row in connection.execute(select(meta))}
    if values.get("application") != APPLICATION:
        raise NotAnArchive("a database of another program", where=str(path), remedy="name another file with --archive")
    return int(values["schema"])


@contextmanager
def _one_tree(path: Path) -> Iterator[None]:
    """The database's errors as ours, each with what to do."""
    try:
        yield
    except (exc.DBAPIError, sqlite3.Error) as error:
        words = str(error.orig if isinstance(error, exc.DBAPIError) else error)
        if "not a database" in words:
            raise NotAnArchive("not an archive", where=str(path), remedy="name another file with --archive") from None
        for sign, problem, remedy in _TROUBLE:
            if sign in words:
                raise ArchiveError(problem, where=str(path), remedy=remedy) from None
        raise ArchiveError(f"the archive cannot be used: {words}", where=str(path)) from error


_TROUBLE = (
    ("locked", "another program is writing to it", "try again when it has finished"),
    ("unable to open", "cannot be opened", "is it a folder, or in one that does not exist?"),
    ("readonly", "may not be written to", "copy it to a place where you may write"),
    ("is full", "the disk is full", "make room and run the same command again: nothing was lost"),
    ("malformed", "damaged", "restore it from a backup, or add the reports to a new one"),
)
