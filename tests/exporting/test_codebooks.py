"""Parties, events and countries as the codebooks write them."""

from __future__ import annotations

import msgspec
import pytest

from rashomon import lexicon
from rashomon.exporting.codebooks import Country, acled_type, country, disorder, is_civilian, quad, side
from rashomon.model.claim import EventType


@pytest.mark.parametrize(
    ("name", "called", "sort", "code"),
    [
        ("Syrian army", "Syrian army", "army", "SY"),
        ("Azerbaijani forces", "Azerbaijani forces", "army", "AZ"),
        ("Islamic State fighters", "Islamic State", "rebels", None),
        ("Turkey", "Turkey", "government", "TR"),
        ("Turkish Foreign Ministry", "Turkish Foreign Ministry", "government", "TR"),
        ("Bissau-Guinean army", "Bissau-Guinean army", "army", "GW"),
        ("Guinean army", "Guinean army", "army", "GN"),
        ("Djiboutian government", "Djiboutian government", "government", "DJ"),
        ("Guinea-Bissau", "Guinea-Bissau", "government", "GW"),
        ("US-led coalition", "US-led coalition", "coalition", None),
        ("Syrian National Coalition", "Syrian National Coalition", "opposition", "SY"),
        ("eleven children", "eleven children", "civilians", None),
        ("residents of the town", "residents of the town", "civilians", None),
        ("gunmen", "gunmen", "militia", None),
        ("about 300 militants", "about 300 militants", "rebels", None),
        ("Amnesty International", "Amnesty International", "ngo", None),
        ("Reuters", "Reuters", "media", None),
    ],
)
def test_sides(name: str, called: str, sort: str, code: str | None) -> None:
    found = side(name)
    assert (found.name, found.sort.name if found.sort else None) == (called, sort)
    assert code is None or found.country == code


@pytest.mark.parametrize("name", ["MH17", "the attack", "", "Talal Silo"])
def test_what_is_no_known_sort_of_party_stays_so(name: str) -> None:
    assert side(name).sort is None
    assert not side(name).armed


def test_a_nation_with_a_longer_name_is_not_taken_for_another() -> None:
    assert side("Nigerian soldiers").country == "NG"
    assert side("Niger").country == "NE"
    assert side("South Sudanese forces").country == "SS"


def test_only_states_and_alliances_of_states_fly() -> None:
    assert side("Syrian army").flies
    assert side("US-led coalition").flies
    assert not side("Islamic State").flies
    assert not side("civilians").flies


def test_bodies_have_names_of_their_own_and_some_of_them_do_not() -> None:
    assert [side(name).known for name in ("Islamic State", "Turkey", "Azerbaijani forces")] == [True, True, True]
    assert [side(name).known for name in ("militants", "Syrian fighters", "soldiers")] == [False, False, False]


@pytest.mark.parametrize(
    ("kind", "mode", "fought", "sub"),
    [
        ("ASSAULT", "aerial", True, "Air/drone strike"),
        ("ASSAULT", None, True, "Armed clash"),
        ("ASSAULT", None, False, "Attack"),
        ("ASSAULT", "suicide-attack", False, "Suicide bomb"),
        ("PROTEST", "riot", False, "Violent demonstration"),
        ("PROTEST", None, False, "Peaceful protest"),
        ("COERCE", "arrest", False, "Arrests"),
        ("COERCE", None, False, "Other"),
    ],
)
def test_acled_types(kind: EventType, mode: str | None, fought: bool, sub: str) -> None:
    types = acled_type(kind, mode, fought=fought)
    assert types is not None
    assert types[1] == sub
    assert disorder(types[0]) in ("Political violence", "Demonstrations", "Strategic developments")


def test_acled_records_no_talk() -> None:
    assert acled_type("CONSULT", "meeting", fought=False) is None
    assert acled_type("ACCUSE", None, fought=True) is None


def test_plover_quads() -> None:
    assert [quad(kind) for kind in ("AGREE", "AID", "ACCUSE", "ASSAULT", "NONE")] == [
        "VERBAL COOPERATION",
        "MATERIAL COOPERATION",
        "VERBAL CONFLICT",
        "MATERIAL CONFLICT",
        "",
    ]


def test_countries_have_the_numbers_of_each_codebook() -> None:
    yemen = country("YE")
    assert (yemen.iso3, yemen.numeric, yemen.gw, yemen.cow) == ("YEM", "887", "678", "679")
    assert (yemen.acled_region, yemen.ucdp_region, yemen.ucdp_name) == (
        "Middle East",
        "Middle East",
        "Yemen (North Yemen)",
    )
    assert country(None) == country("QQ")
    assert country("QQ").name == ""


def test_codes_are_told_apart() -> None:
    rows: list[Country] = lexicon.load("codes.csv", list[Country])
    for column in ("code", "iso3", "numeric", "gw", "cow"):
        values = [value for row in rows if (value := getattr(row, column))]
        assert len(values) == len(set(values)), column


@pytest.mark.parametrize(
    ("counted", "civilian"), [("civilians", True), ("Women and children", True), ("people", False)]
)
def test_who_can_only_be_civilians(counted: str, civilian: bool) -> None:
    assert is_civilian(counted) is civilian


class _Code(msgspec.Struct, frozen=True):
    code: str
    cow: str


class _Nation(msgspec.Struct, frozen=True):
    code: str


def test_every_state_of_the_codebooks_is_known_as_a_party() -> None:
    known = {nation.code for nation in lexicon.load("nations.csv", list[_Nation])}
    assert {row.code for row in lexicon.load("codes.csv", list[_Code]) if row.cow} <= known
