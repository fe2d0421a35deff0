"""Place names to places: GeoNames towns, countries and first-level regions, compiled once into one SQLite file."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import msgspec
from rapidfuzz import fuzz

from rashomon.model.claim import PlacePrecision
from rashomon.reading import gazetteer_store as store
from rashomon.reading.spelling import fold, skeleton

MOST = 60
"""Candidates a look-up returns, largest first: "San Antonio" has more, none of them ever meant."""
ALIKE = 72.0
"""Of 100 (rapidfuzz ratio of folded forms) for a name that only resembles a gazetteer's: "mayadeen", "mayadin" 80."""
SHORTEST_SKELETON = 2
"""Consonants; with fewer everything resembles everything."""

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
    """The gazetteer compiled at `path`; None: the one in use. That is a user's, or the one that comes with Rashomon,
    compiled at first use (about ten seconds) into the user's cache folder, or into memory where nothing can be written.
    Raises UnreadableFile when `path` is no compiled gazetteer, SetupError when the user's is of another version."""
    if path is not None:
        return Gazetteer(store.connected(path))
    target = store.in_use()
    if not target.exists():
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            store.build(target)
        except OSError:
            return Gazetteer(store.in_memory())
    return Gazetteer(store.connected(target))


@lru_cache(maxsize=1)
def standard() -> Gazetteer:
    """The gazetteer in use, opened once a process."""
    return open()
