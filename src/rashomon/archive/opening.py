"""From a file or an address to an archive: recognised, brought up to date, and held open by one connection."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from sqlalchemy import Connection, exc, insert, inspect, select, update

from rashomon.archive import backends
from rashomon.archive.backends import Backend, Where
from rashomon.archive.tables import meta
from rashomon.errors import ArchiveError, NewerArchive, NotAnArchive, NotFound

APPLICATION = "rashomon"


@dataclass(frozen=True, slots=True)
class Archive:
    """An open archive. One connection, for one command in one thread."""

    path: Where
    """The file; of one on a server, its address without the password."""
    connection: Connection
    backend: Backend

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the archive from its first to its last query."""
        with _one_tree(self.path, self.backend), self.backend.reading(self.connection):
            yield self.connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is written as a whole or not at all. Waits for other writers."""
        with _one_tree(self.path, self.backend), self.backend.writing(self.connection):
            yield self.connection


@contextmanager
def open_archive(where: Where, *, create: bool = False) -> Iterator[Archive]:
    """The archive there, brought to the present schema: a file, or a database such as postgresql://ann@host/archive.

    Raises NotAnArchive when it is something else (it is left as it is), NewerArchive when a newer Rashomon wrote it,
    ArchiveError when there is none (unless `create`) or it cannot be used, SetupError without the server's driver.
    """
    backend = backends.of(where)
    place = where if isinstance(where, Path) else backend.shown(where)
    if not create and not backend.there(str(where)):
        raise _none(place)
    with _one_tree(place, backend), backend.connected(str(where)) as connection:
        archive = Archive(place, connection, backend)
        known = _schema(archive)
        scripts = migrations(backend)
        if not known and not create:
            raise _none(place)
        if known > max(scripts):
            raise NewerArchive(
                f"written by a newer version of Rashomon (schema {known}, this one knows {max(scripts)})",
                where=str(place),
                remedy="update Rashomon",
            )
        backend.settle(connection)
        if known < max(scripts):
            migrate(archive, scripts)
        yield archive


def migrations(backend: Backend) -> Mapping[int, str]:
    """The SQL scripts in their order, by the schema that each leads to; the first takes an empty database there."""
    folder = resources.files("rashomon.archive").joinpath(backend.MIGRATIONS)
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".sql"))
    return {int(name.partition("_")[0]): folder.joinpath(name).read_text(encoding="utf-8") for name in names}


def migrate(archive: Archive, scripts: Mapping[int, str]) -> None:
    """Applies the scripts that the archive does not have yet, each in a transaction of its own together with its
    number: whatever happens in between, the archive is at one whole version."""
    for number, script in scripts.items():
        with archive.writing() as connection:
            # Asked again under the lock: another process may have been faster.
            known = _known(connection, archive.path)
            if known >= number:
                continue
            for statement in _statements(script):
                connection.exec_driver_sql(statement)
            if not known:
                connection.execute(insert(meta).values(name="application", value=APPLICATION))
                connection.execute(insert(meta).values(name="schema", value=""))
            connection.execute(update(meta).where(meta.c.name == "schema").values(value=str(number)))


def _statements(script: str) -> Iterator[str]:
    lines = [line for line in script.splitlines() if not line.startswith("--")]
    for statement in "\n".join(lines).split(";\n"):
        if statement.strip():
            yield statement.strip().removesuffix(";")


def _schema(archive: Archive) -> int:
    with archive.reading() as connection:
        return _known(connection, archive.path)


def _known(connection: Connection, where: Where) -> int:
    """Number of the last migration; 0 for an empty database."""
    tables = inspect(connection).get_table_names()
    if not tables:
        return 0
    values: dict[str, str] = {}
    if "meta" in tables and {c["name"] for c in inspect(connection).get_columns("meta")} == {"name", "value"}:
        values = {row.name: row.value for row in connection.execute(select(meta))}
    if values.get("application") != APPLICATION:
        raise NotAnArchive("a database of another program", where=str(where), remedy="name another file with --archive")
    return int(values["schema"])


def _none(where: Where) -> ArchiveError:
    return ArchiveError(
        "there is no archive here", where=str(where), remedy="make one with `rashomon add FOLDER`, or name another"
    )


@contextmanager
def _one_tree(where: Where, backend: Backend) -> Iterator[None]:
    """The database's errors as ours, each with what to do."""
    try:
        yield
    except (exc.DBAPIError, sqlite3.Error) as error:
        words = str(error.orig if isinstance(error, exc.DBAPIError) else error).strip()
        if "not a database" in words:
            raise NotAnArchive("not an archive", where=str(where), remedy="name another file with --archive") from None
        if "cannot contain NUL" in words:  # asked for by an id or a name that no text of this database can hold
            raise NotFound("nothing has a name with a NUL character", where=str(where)) from None
        for sign, problem, remedy in backend.TROUBLE:
            if sign in words:
                raise ArchiveError(problem, where=str(where), remedy=remedy) from None
        raise ArchiveError(f"the archive cannot be used: {words}", where=str(where)) from error
