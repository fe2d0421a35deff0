"""The archive opened by plain SQLite shows the tables that are exported."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from rashomon import pipeline
from rashomon.archive import Archive, open_archive, queries, sqlite, writing
from rashomon.archive.opening import migrations
from rashomon.exporting.columns import SHAPES
from rashomon.exporting.record import Record, build
from rashomon.exporting.rows import flat
from rashomon.model import Reading, Report

ROOT = Path(__file__).parents[2]
TOLL = """Published: 2024-03-05 10:00 UTC

KHARTOUM (Wire) - Shelling killed 12 people in Omdurman on Monday, the army said. Medics said at least 20 people died.
"""
ASK = """
import asyncio, sys
from datasette.app import Datasette

async def ask(path):
    client = Datasette([path]).client
    print((await client.get("/")).status_code)
    print(len((await client.get("/kept/claims.json?_shape=array&_size=100")).json()))

asyncio.run(ask(sys.argv[1]))
"""
VIEWS = [name for name in SHAPES if name != "decisions"]
"""Decisions have a table of their own, which is a log."""


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Record]:
    folder = tmp_path_factory.mktemp("views")
    path = folder / "kept.db"
    (folder / "toll.txt").write_text(TOLL, encoding="utf-8")
    with open_archive(path, create=True) as archive:
        pipeline.add(archive, [ROOT / "examples" / "raqqa-2017", folder / "toll.txt"], name="raqqa-2017")
        pipeline.conclude(archive, "raqqa-2017")
        # As read: what other reports tell of a claim's day is concluded whenever the dossier is.
        record = build(queries.snapshot(archive, "raqqa-2017").dossier)
    return path, record


@pytest.mark.parametrize("table", VIEWS)
def test_views_have_the_columns_and_rows_of_the_tables(table: str, kept: tuple[Path, Record]) -> None:
    path, record = kept
    columns = SHAPES[table].__struct_fields__
    with closing(sqlite3.connect(path)) as connection:
        named = [name for name, *_ in connection.execute(f"SELECT * FROM {table}").description]
        found = connection.execute(f"SELECT {', '.join(columns)} FROM {table}").fetchall()
    assert named == ["dossier", *columns]
    rows = [tuple(plain(getattr(row, column)) for column in columns) for row in flat(record)[table]]
    assert sorted(found, key=repr) == sorted(rows, key=repr)
    assert rows


def plain(value: object) -> object:
    """As SQLite has it."""
    if isinstance(value, date):
        return value.isoformat()
    return int(value) if isinstance(value, bool) else value


def test_a_question_can_be_asked_in_plain_sql(kept: tuple[Path, Record]) -> None:
    with closing(sqlite3.connect(kept[0])) as connection:
        asked = connection.execute(
            "SELECT q.text, p.answer, p.origins FROM questions q JOIN positions p ON p.question = q.id "
            "WHERE q.status = 'contested' ORDER BY q.id, p.position"
        ).fetchall()
    assert asked
    assert all(text and answer and origins for text, answer, origins in asked)


def test_an_archive_of_the_version_before_gets_plain_names(tmp_path: Path) -> None:
    """Its rows stay, foreign keys and triggers follow the tables that are renamed."""
    path = tmp_path / "old.db"
    with closing(sqlite3.connect(path)) as old:
        for number in range(1, 7):
            old.executescript(migrations(sqlite)[number])
        old.execute("INSERT INTO meta VALUES ('application', 'rashomon'), ('schema', '6')")
        old.execute("INSERT INTO dossiers VALUES ('d', 1, 0)")
        old.execute("INSERT INTO reports VALUES ('r', 's', 'Six died.', NULL, NULL, NULL, NULL, 'en', NULL, '[]')")
        old.execute("INSERT INTO members VALUES ('d', 'r', NULL, NULL)")
        old.commit()
    with open_archive(path):
        pass
    with closing(sqlite3.connect(path)) as new:
        assert new.execute("SELECT dossier, id, text FROM reports").fetchall() == [("d", "r", "Six died.")]
        assert new.execute("PRAGMA foreign_key_list(members)").fetchall()[0][2] == "_reports"
        assert new.execute("PRAGMA foreign_key_check").fetchall() == []
        new.execute("UPDATE _reports SET text = 'Seven died.'")
        assert new.execute("SELECT text FROM search_reports").fetchall() == [("Seven died.",)]


def test_a_report_in_two_dossiers_is_seen_in_both(
    on_file: Archive, made: Callable[[int], tuple[Report, Reading]]
) -> None:
    report, reading = made(0)
    for name in ("one", "two"):
        writing.add(on_file, name, report, reading, model="none")
    with closing(sqlite3.connect(on_file.path)) as connection:
        seen = connection.execute("SELECT dossier, source, sources FROM claims ORDER BY dossier").fetchall()
    assert seen == [("one", "Talal Sello", "Talal Sello"), ("two", "Talal Sello", "Talal Sello")]


def test_datasette_opens_the_archive_as_it_is(kept: tuple[Path, Record]) -> None:
    """In a process of its own: Datasette leaves threads behind."""
    pytest.importorskip("datasette")
    ran = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", ASK, str(kept[0])], capture_output=True, text=True, check=True
    )
    home, rows = ran.stdout.splitlines()
    assert home == "200"
    assert int(rows) == min(len(kept[1].claims), 100)
