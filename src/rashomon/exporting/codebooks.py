"""Countries and parties as the codebooks of conflict data write them (lexicon/codes.csv, codebooks.toml)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

import msgspec

from rashomon import lexicon


class Country(msgspec.Struct, frozen=True, kw_only=True):
    """A line of codes.csv; see there."""

    code: str
    name: str
    iso3: str
    numeric: str
    gw: str
    cow: str
    acled_region: str
    ucdp_region: str
    ucdp_name: str


class Sort(msgspec.Struct, frozen=True, kw_only=True):
    """A sort of parties: what ACLED and PLOVER call it, and how it is told; see codebooks.toml."""

    name: str
    inter: str
    sector: str
    state: bool
    types: tuple[str, ...]
    heads: tuple[str, ...]


class AcledType(msgspec.Struct, frozen=True, kw_only=True):
    """ACLED's event and sub-event type of a type and some modes of ours."""

    type: str
    modes: tuple[str, ...] = ()
    event: str
    sub: str
    fought_event: str = ""
    fought_sub: str = ""


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """A party as a codebook sees it; `sort` None: it cannot be told, `country` (alpha-2) likewise."""

    name: str
    sort: Sort | None
    country: str | None
    known: bool
    """It is one body with a name of its own: it stands in actors.csv, or is a state or one of its bodies."""

    @property
    def civilian(self) -> bool:
        """Whether it stands for people who are no party to the fighting."""
        return self.sort is not None and self.sort.inter == "Civilians"

    @property
    def armed(self) -> bool:
        """Whether it can be a side in violence."""
        return self.sort is not None and bool(self.sort.inter) and not self.civilian

    @property
    def flies(self) -> bool:
        """Whether it can have aircraft with pilots: states, and alliances of states."""
        return self.sort is not None and (self.sort.state or self.sort.inter == "External/Other forces")


class _Books(msgspec.Struct, frozen=True, kw_only=True):
    acled: tuple[AcledType, ...]
    disorder: dict[str, str]
    quads: dict[str, str]
    sort: tuple[Sort, ...]


class _Actor(msgspec.Struct, frozen=True, kw_only=True):
    name: str
    kind: str
    type: str
    country: str


class _Nation(msgspec.Struct, frozen=True, kw_only=True):
    code: str
    name: str
    adjective: str


_UNKNOWN = Country(code="", name="", iso3="", numeric="", gw="", cow="", acled_region="", ucdp_region="", ucdp_name="")
_WORDS_OF_A_HEAD = 2
"""The longest heads of codebooks.toml: "air force"."""
_AFTER = re.compile(r"\s+(?:of|in|from|at|near|on|with|who)\s.*|,.*", re.DOTALL)


def country(code: str | None) -> Country:
    """The country with that ISO 3166-1 alpha-2 code; one with nothing but empty fields where it is unknown."""
    return _countries().get(code or "", _UNKNOWN)


def acled_type(type_: str, mode: str | None, *, fought: bool) -> tuple[str, str] | None:
    """ACLED's event and sub-event type, where `fought` says that an armed party was on the other side; None for what
    ACLED does not record, such as talks and statements."""
    for entry in _books().acled:
        if entry.type == type_ and (not entry.modes or mode in entry.modes):
            if fought and entry.fought_event:
                return entry.fought_event, entry.fought_sub
            return entry.event, entry.sub
    return None


def disorder(event: str) -> str:
    """ACLED's disorder type of one of its event types."""
    return _books().disorder[event]


def quad(type_: str) -> str:
    """PLOVER's quad code of an event type; "" for none."""
    return _books().quads.get(type_, "")


@cache
def side(name: str) -> Side:
    """The party of that name: as in actors.csv, a nation, or told by the last words of its name."""
    words = _AFTER.sub("", name).split()
    heads = [" ".join(words[-n:]).lower() for n in range(_WORDS_OF_A_HEAD, 0, -1)]
    before = [name, *(" ".join(words[:-n]) for n in range(1, _WORDS_OF_A_HEAD + 1))]
    found = next((actor for part in before if (actor := _actors().get(part))), None)
    if found:
        abroad = "" if found.country else ":abroad"
        keys = (f"{found.kind}:{found.type}{abroad}", f"{found.kind}:{found.type}", found.type)
        return Side(name=found.name, sort=_sort(keys, of="types"), country=found.country or None, known=True)
    nation = next((code for start, code in _nations().items() if name == start or name.startswith(f"{start} ")), None)
    sort = _sort(heads, of="heads")
    if sort is None and nation and country(nation).name == name:
        sort = _sort(("government",), of="heads")
    # "The Azerbaijani forces" are one body, "Syrian fighters" are just somebody.
    one = nation is not None and (country(nation).name == name or bool(sort and sort.state))
    return Side(name=name, sort=sort, country=nation, known=one)


def is_civilian(counted: str) -> bool:
    """Whether what is counted can only be people who are no party to the fighting."""
    return any(word in _civilian_words() for word in re.findall(r"\w+", counted.lower()))


def _sort(keys: Iterable[str], *, of: str) -> Sort | None:
    return next((found for key in keys if (found := _sorts(of).get(key))), None)


@cache
def _books() -> _Books:
    books: _Books = lexicon.load("codebooks.toml", _Books)
    return books


@cache
def _countries() -> dict[str, Country]:
    return {row.code: row for row in lexicon.load("codes.csv", list[Country])}


@cache
def _sorts(of: str) -> dict[str, Sort]:
    return {key: sort for sort in reversed(_books().sort) for key in getattr(sort, of)}


@cache
def _civilian_words() -> frozenset[str]:
    return frozenset(head for sort in _books().sort if sort.inter == "Civilians" for head in sort.heads)


@cache
def _actors() -> dict[str, _Actor]:
    return {actor.name: actor for actor in lexicon.load("actors.csv", list[_Actor])}


@cache
def _nations() -> dict[str, str]:
    """Names and adjectives with their codes, longest first, so that "Guinea-Bissau" is not taken for "Guinea"."""
    forms = {form: row.code for row in lexicon.load("nations.csv", list[_Nation]) for form in (row.name, row.adjective)}
    return {form: forms[form] for form in sorted(forms, key=lambda form: (-len(form), form)) if form}
