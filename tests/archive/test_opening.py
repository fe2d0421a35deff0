import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import inspect

from rashomon.archive import Archive, open_archive, opening, postgresql, sqlite
from rashomon.archive.tables import metadata
from rashomon.errors import ArchiveError, NewerArchive, NotAnArchive, SetupError


def run(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def ask(path: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def test_a_fresh_archive_says_what_it_is(on_file: Archive) -> None:
    meta = ask(Path(on_file.path), "SELECT name, value FROM meta ORDER BY name")
    assert meta == [("application", "rashomon"), ("schema", str(max(opening.migrations(sqlite))))]
    assert ask(Path(on_file.path), "PRAGMA journal_mode") == [("wal",)]


def test_the_migrations_make_the_tables_that_the_queries_see(archive: Archive) -> None:
    with archive.reading() as connection:
        found = inspect(connection)
        kept = {name for name in found.get_table_names() if not name.startswith("search")}  # the rest: full-text search
        assert kept == set(metadata.tables)
        for name, table in metadata.tables.items():
            columns = {c["name"]: c["nullable"] for c in found.get_columns(name) if c["name"] != "search"}
            assert columns == {c.name: c.nullable for c in table.c}, name
            key = found.get_pk_constraint(name)["constrained_columns"]
            assert key == [c.name for c in table.primary_key], name
            indexes = {i["name"] for i in found.get_indexes(name)} - {f"{name.lstrip('_')}_search"}
            assert {i for i in indexes if i != "decisions_once_key"} == {i.name for i in table.indexes}, name


def test_opening_again_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a"
    with open_archive(path, create=True):
        pass
    before = ask(path, "SELECT sql FROM sqlite_master ORDER BY name")
    with open_archive(path):
        pass
    assert ask(path, "SELECT sql FROM sqlite_master ORDER BY name") == before


def test_no_archive_is_made_unasked(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="rashomon add"), open_archive(tmp_path / "a"):
        pass
    assert not (tmp_path / "a").exists()


@pytest.mark.parametrize("create", [True, False])
def test_a_text_file_is_not_an_archive_and_stays_as_it_is(tmp_path: Path, create: bool) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(b"These are my notes of the war. " * 100)
    before = path.read_bytes()
    with pytest.raises(NotAnArchive) as caught, open_archive(path, create=create):
        pass
    assert caught.value.remedy
    assert str(path) in str(caught.value)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "statements",
    [
        ("CREATE TABLE songs (title TEXT)",),
        ("CREATE TABLE meta (name TEXT, value TEXT)",),
        ("CREATE TABLE meta (id INTEGER)",),
        ("CREATE TABLE meta (name TEXT, value TEXT)", "INSERT INTO meta VALUES ('application', 'jukebox')"),
    ],
)
def test_a_database_of_another_program_stays_as_it_is(tmp_path: Path, statements: tuple[str, ...]) -> None:
    path = tmp_path / "songs.db"
    run(path, *statements)
    before = path.read_bytes()
    with pytest.raises(NotAnArchive) as caught, open_archive(path, create=True):
        pass
    assert caught.value.remedy
    assert path.read_bytes() == before


def test_an_archive_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a"
    with open_archive(path, create=True):
        pass
    run(path, "UPDATE meta SET value = '999' WHERE name = 'schema'")
    with pytest.raises(NewerArchive, match="999") as caught, open_archive(path):
        pass
    assert caught.value.remedy == "update Rashomon"


def test_a_folder_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError) as caught, open_archive(tmp_path):
        pass
    assert caught.value.remedy


def test_an_archive_of_version_1_is_brought_up_to_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a"
    first = {1: opening.migrations(sqlite)[1]}
    monkeypatch.setattr(opening, "migrations", lambda _: first)
    with open_archive(path, create=True):
        pass
    run(path, "INSERT INTO dossiers VALUES ('kept', 3, 3)")
    more = {**first, 2: "-- Version 2.\nALTER TABLE dossiers ADD COLUMN note TEXT;\n\nCREATE TABLE extra (x TEXT);\n"}
    monkeypatch.setattr(opening, "migrations", lambda _: more)
    with open_archive(path):
        pass
    assert ask(path, "SELECT value FROM meta WHERE name = 'schema'") == [("2",)]
    assert ask(path, "SELECT * FROM dossiers") == [("kept", 3, 3, None)]
    with open_archive(path):
        pass  # and is not migrated twice, which would fail: the table is there


def test_a_migration_that_fails_leaves_the_version_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a"
    broken = {1: opening.migrations(sqlite)[1], 2: "CREATE TABLE extra (x TEXT);\nINSERT INTO nowhere VALUES (1);\n"}
    monkeypatch.setattr(opening, "migrations", lambda _: broken)
    with pytest.raises(ArchiveError), open_archive(path, create=True):
        pass
    assert ask(path, "SELECT value FROM meta WHERE name = 'schema'") == [("1",)]
    assert ask(path, "SELECT name FROM sqlite_master WHERE name = 'extra'") == []


@pytest.mark.parametrize("kept", ["file", "server"])
def test_who_waits_too_long_for_another_writer_is_told(
    tmp_path: Path, kept: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0)
    monkeypatch.setattr(postgresql, "BUSY_SECONDS", 0.01)
    where = tmp_path / "a" if kept == "file" else request.getfixturevalue("server")()
    with open_archive(where, create=True) as archive, open_archive(where) as other, archive.writing():
        with pytest.raises(ArchiveError, match="another program is writing") as caught, other.writing():
            pass
        assert caught.value.remedy
        with other.reading() as connection:  # readers need not wait
            assert inspect(connection).get_table_names()


def test_a_server_without_an_archive_is_left_as_it_is(server: Callable[[], str]) -> None:
    where = server()
    with pytest.raises(ArchiveError, match="rashomon add"), open_archive(where):
        pass
    with postgresql.connected(where) as connection, connection.begin():
        assert inspect(connection).get_table_names() == []


def test_a_database_of_another_program_on_a_server_stays_as_it_is(server: Callable[[], str]) -> None:
    where = server()
    with postgresql.connected(where) as connection, connection.begin():
        connection.exec_driver_sql("CREATE TABLE songs (title TEXT)")
    with pytest.raises(NotAnArchive), open_archive(where, create=True):
        pass
    with postgresql.connected(where) as connection, connection.begin():
        assert inspect(connection).get_table_names() == ["songs"]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda where: where.replace("/postgres?", "/nowhere?"), "no such database"),
        (lambda where: where.replace("?host=/", "?host=/nowhere/"), "does not answer"),
        (lambda where: where.replace("ann@", "eve:secret@"), "no such database or user"),
        (lambda _: "postgresql://ann@host:port/x", "not an address"),
    ],
)
def test_a_server_that_cannot_be_used_is_told_with_what_to_do_and_no_password(
    server: Callable[[], str], change: Callable[[str], str], problem: str
) -> None:
    with pytest.raises(ArchiveError, match=problem) as caught, open_archive(change(server()), create=True):
        pass
    assert caught.value.remedy
    assert "secret" not in str(caught.value)


def test_without_the_driver_it_is_told_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(SetupError) as caught, open_archive("postgresql://ann@localhost/archive"):
        pass
    assert caught.value.remedy == "pip install rashomon[postgresql]"


@pytest.mark.parametrize("statement", ["UPDATE decisions SET body = ''", "DELETE FROM decisions", "TRUNCATE decisions"])
def test_a_server_refuses_to_change_or_remove_a_decision(on_server: Archive, statement: str) -> None:
    with on_server.writing() as connection:
        connection.exec_driver_sql("INSERT INTO dossiers VALUES ('d', 0, 0)")
        connection.exec_driver_sql("INSERT INTO decisions VALUES ('d', 1, '', 'o', '{}', '', '')")
    with pytest.raises(ArchiveError, match="undo it by another"), on_server.writing() as connection:
        connection.exec_driver_sql(statement)
