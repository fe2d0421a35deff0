import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import inspect

from rashomon.archive import Archive, open_archive, opening
from rashomon.archive.tables import metadata
from rashomon.errors import ArchiveError, NewerArchive, NotAnArchive


def run(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def ask(path: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def test_a_fresh_archive_says_what_it_is(archive: Archive) -> None:
    meta = ask(archive.path, "SELECT name, value FROM meta ORDER BY name")
    assert meta == [("application", "rashomon"), ("schema", str(len(opening.migrations())))]
    assert ask(archive.path, "PRAGMA journal_mode") == [("wal",)]


def test_the_migrations_make_the_tables_that_the_queries_see(archive: Archive) -> None:
    with archive.reading() as connection:
        found = inspect(connection)
        kept = {name for name in found.get_table_names() if not name.startswith("search")}  # the rest: full-text search
        assert kept == set(metadata.tables)
        for name, table in metadata.tables.items():
            columns = {c["name"]: c["nullable"] for c in found.get_columns(name)}
            assert columns == {c.name: c.nullable for c in table.c}, name
            key = found.get_pk_constraint(name)["constrained_columns"]
            assert key == [c.name for c in table.primary_key], name
            assert {i["name"] for i in found.get_indexes(name)} == {i.name for i in table.indexes}, name


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
    first = opening.migrations()[:1]
    monkeypatch.setattr(opening, "migrations", lambda: first)
    with open_archive(path, create=True):
        pass
    run(path, "INSERT INTO dossiers VALUES ('kept', 3, 3)")
    more = (*first, "-- Version 2.\nALTER TABLE dossiers ADD COLUMN note TEXT;\n\nCREATE TABLE extra (x TEXT);\n")
    monkeypatch.setattr(opening, "migrations", lambda: more)
    with open_archive(path):
        pass
    assert ask(path, "SELECT value FROM meta WHERE name = 'schema'") == [("2",)]
    assert ask(path, "SELECT * FROM dossiers") == [("kept", 3, 3, None)]
    with open_archive(path):
        pass  # and is not migrated twice, which would fail: the table is there


def test_a_migration_that_fails_leaves_the_version_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a"
    first = opening.migrations()[:1]
    broken = (*first, "CREATE TABLE extra (x TEXT);\nINSERT INTO nowhere VALUES (1);\n")
    monkeypatch.setattr(opening, "migrations", lambda: broken)
    with pytest.raises(ArchiveError), open_archive(path, create=True):
        pass
    assert ask(path, "SELECT value FROM meta WHERE name = 'schema'") == [("1",)]
    assert ask(path, "SELECT name FROM sqlite_master WHERE name = 'extra'") == []


def test_who_waits_too_long_for_another_writer_is_told(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "BUSY_SECONDS", 0)
    with open_archive(archive.path) as other, archive.writing():
        with pytest.raises(ArchiveError, match="another program is writing") as caught, other.writing():
            pass
        assert caught.value.remedy
        with other.reading() as connection:  # readers need not wait
            assert inspect(connection).get_table_names()
