"""Places that only other reports of a dossier tell."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.model import Claim, Dossier, Event, Mentions, Place, Reading, Report, Span
from rashomon.model.claim import PlacePrecision
from rashomon.model.decision import Mark
from rashomon.reconciling import placing

TEXT = "Syrian fighters gave up near Baghuz and Hajin. Ten came out."
OWN, BARE = Span(start=0, end=46, text=TEXT[:46]), Span(start=47, end=60, text=TEXT[47:60])


def at(name: str, precision: PlacePrecision = "town", country: str = "SY", word: str = "") -> Place:
    start = TEXT.index(word or name)
    mention = Span(start=start, end=start + len(word or name), text=word or name)
    return Place(
        name=name, mention=mention, latitude=34.0, longitude=41.0, country=country, geonames=1, precision=precision
    )


BAGHUZ, HAJIN = at("Baghuz"), at("Hajin")
SYRIA, INDIA = at("Syria", "country", word="Syrian"), at("India", "country", "IN", word="fighters")


def told(report: str, place: Place, content: Span = BARE) -> Claim:
    event = Event(type="RETREAT", mode=None, trigger=None, actors=(), recipients=(), place=place, time=None)
    return Claim(
        id=f"{report}.{content.start}", report=report, content=content, cue=None, sources=(), mode="narration",
        said=None, polarity="positive", certainty="certain", status="actual", event=event, figures=(), evidence=(),
    )  # fmt: skip


def dossier(*claims: Claim, copies: dict[str, str] | None = None, named: tuple[Place, ...] = ()) -> Dossier:
    ids = sorted({claim.report for claim in claims})
    return Dossier(
        name="d",
        model="m",
        reports=tuple(
            Report(
                id=id_, path=id_, text=TEXT, title=None, outlet=None, published="2019-03-10", dateline=None,
                language="en", uri=None, sha256=id_, copy_of=(copies or {}).get(id_),
            )
            for id_ in ids
        ),
        readings=tuple(
            Reading(report=id_, mentions=Mentions(places=named), claims=tuple(c for c in claims if c.report == id_))
            for id_ in ids
        ),
    )  # fmt: skip


def place_of(found: Dossier, claim: str) -> str:
    (place,) = (c.event.place for c in found.claims() if c.id == claim)
    assert place is not None
    return place.name


OTHERS = (told("a", BAGHUZ), told("b", BAGHUZ))


@pytest.mark.parametrize(
    ("place", "named"),
    [
        pytest.param(SYRIA, (), id="a country that holds the place"),
        pytest.param(HAJIN, (BAGHUZ,), id="another town, where the report names the place as well"),
        pytest.param(INDIA, (SYRIA,), id="another country, where the report names the place's"),
    ],
)
def test_a_report_that_stands_alone_tells_of_the_place_the_others_are_about(
    place: Place, named: tuple[Place, ...]
) -> None:
    found = placing.complete(dossier(*OTHERS, told("c", place), named=named))
    assert place_of(found, "c.47") == "Baghuz"
    reason = found.claims()[-1].evidence[-1]
    assert reason.rule == f"the place that 100% of the other reports are about, for {place.name} in this one"
    assert found.claims()[-1].event.place == msgspec.structs.replace(BAGHUZ, mention=place.mention)


@pytest.mark.parametrize(
    ("claims", "named"),
    [
        pytest.param((*OTHERS, told("c", HAJIN)), (), id="it does not name the place"),
        pytest.param((*OTHERS, told("c", INDIA)), (INDIA,), id="it tells of another country only"),
        pytest.param((*OTHERS, told("c", SYRIA), told("d", SYRIA)), (), id="two reports tell of the country"),
        pytest.param((told("a", BAGHUZ), told("c", SYRIA)), (), id="one report is no majority"),
        pytest.param((*OTHERS, told("c", HAJIN), told("e", INDIA), told("f", SYRIA)), (BAGHUZ,), id="too few are"),
    ],
)
def test_what_keeps_its_place(claims: tuple[Claim, ...], named: tuple[Place, ...]) -> None:
    before = dossier(*claims, named=named)
    assert placing.complete(before).claims() == before.claims()


def test_a_place_in_the_claims_own_words_stays() -> None:
    claims = (*OTHERS, told("c", HAJIN, OWN), told("c", HAJIN))
    found = placing.complete(dossier(*claims, named=(BAGHUZ,)))
    assert (place_of(found, "c.0"), place_of(found, "c.47")) == ("Hajin", "Baghuz")


def site(name: str) -> Place:
    return at(name, "site", word="Baghuz")


@pytest.mark.parametrize(
    ("named", "place"),
    [
        pytest.param(("Baghuz drama theatre",), "Baghuz drama theatre", id="one fuller name"),
        pytest.param(("Baghuz drama theatre", "Baghuz dolls theatre"), "Baghuz theatre", id="two of them"),
        pytest.param(("Baghuz drama school",), "Baghuz theatre", id="another building"),
    ],
)
def test_a_building_has_the_fullest_name_of_the_dossier(named: tuple[str, ...], place: str) -> None:
    others = (told(f"b{number}", site(name)) for number, name in enumerate(named))
    found = placing.complete(dossier(told("a", site("Baghuz theatre"), OWN), *others))
    assert place_of(found, "a.0") == place


def test_copies_of_a_report_have_one_vote() -> None:
    found = placing.complete(dossier(*OTHERS, told("c", SYRIA), copies={"b": "a"}))
    assert place_of(found, "c.47") == "Syria"


def test_what_a_person_has_reviewed_stays() -> None:
    mark = Mark(claim=told("c", SYRIA), state="accepted", decision=1, by="Ann", at="2019-03-11", why="")
    found = placing.complete(msgspec.structs.replace(dossier(*OTHERS, told("c", SYRIA)), marks=(mark,)))
    assert place_of(found, "c.47") == "Syria"


@given(st.permutations([*OTHERS, told("c", SYRIA), told("c", HAJIN, OWN)]))
def test_the_order_of_claims_changes_nothing_and_done_twice_is_done_once(claims: list[Claim]) -> None:
    found = placing.complete(dossier(*claims))
    assert {c.id: place_of(found, c.id) for c in found.claims()} == {
        "a.47": "Baghuz", "b.47": "Baghuz", "c.47": "Baghuz", "c.0": "Hajin",
    }  # fmt: skip
    assert placing.complete(found) == found
