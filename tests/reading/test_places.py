"""Places of a report: recognised, grounded, and tied to clauses."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.model import Dateline, Place, Report
from rashomon.reading import gazetteer, places, whereabouts
from rashomon.reading.language import Found, Parsed, parse

SHARED = Path(__file__).parents[3] / "shared" / "data" / "spellings"
SPELLINGS_FLOOR = 0.85
"""Share of spellings put within 25 km; 0.92 when set."""


def parsed(text: str, dateline: Dateline | None = None, title: str | None = None) -> Parsed:
    report = Report(
        id="r",
        path=None,
        text=text,
        title=title,
        outlet=None,
        published=None,
        dateline=dateline,
        language="en",
        uri=None,
        sha256="",
    )
    return next(parse([report]))


def read(text: str, dateline: Dateline | None = None) -> list[Found[Place]]:
    return places.find(parsed(text, dateline), gazetteer.standard())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shells fell on Raqa, in northern Syria.", [("Raqa", "Raqqa", "SY"), ("Syria", "Syria", "SY")]),
        ("Two people died in Deir Ezzor province.", [("Deir Ezzor", "Deir ez-Zor", "SY")]),
        ("Rockets hit Kharkov, Ukraine, at dawn.", [("Kharkov", "Kharkiv", "UA"), ("Ukraine", "Ukraine", "UA")]),
        ("The men were seized in Al-Mayadeen, Syria.", [("Al-Mayadeen", "Mayadin", "SY"), ("Syria", "Syria", "SY")]),
        ("Gunmen stormed the village of Kaboré-Tanga at night.", [("Kaboré-Tanga", "Kaboré-Tanga", None)]),
        ("Residents of London, Ky., woke to sirens.", [("London", "London", "US"), ("Ky.", "Kentucky", "US")]),
    ],
)
def test_places_by_their_usual_names(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert [(f.value.mention.text, f.value.name, f.value.country) for f in read(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "The Raqqa Civil Council issued a statement.",
        "Spokesman John Paris declined to comment.",
        "The Aleppo Media Centre posted a video.",
        "Mr Jordan said nothing.",
    ],
)
def test_bodies_and_persons_are_no_places(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Clashes broke out in Tripoli, Lebanon, on Monday.", "Tripoli", "LB"),
        ("Fighters took Tripoli and Misrata as the Libyan army fled.", "Tripoli", "LY"),
        ("Police in Athens, Ga., and in nearby Winder made arrests.", "Athens", "US"),
        ("The Georgian president flew from Tbilisi to Gori. Georgia blamed Russia.", "Georgia", "GE"),
        ("Voters in Atlanta and Macon chose. Georgia went to the polls.", "Georgia", "US"),
    ],
)
def test_namesakes_are_told_apart_by_context(text: str, name: str, country: str) -> None:
    assert {f.value.country for f in read(text) if f.value.name == name} == {country}


def test_an_adjective_is_a_mention_of_its_country_and_says_so() -> None:
    (found,) = read("Iraqi troops advanced.")
    assert (found.value.name, found.value.mention.text) == ("Iraq", "Iraqi")
    assert found.reason.rule.startswith(places.DEMONYM)


def test_province_and_town_of_one_name_are_two_places() -> None:
    town, province = read("Rebels left Idlib on Monday. The rest of Idlib province stayed calm.")
    assert (town.value.precision, province.value.precision) == ("town", "region")


def test_a_village_outside_the_gazetteer_has_no_coordinates() -> None:
    (found, *_) = read("Troops burned the village of Umm Tarfala in Sudan, witnesses said.")
    assert found.value.name == "Umm Tarfala"
    assert (found.value.latitude, found.value.geonames) == (None, None)
    assert "not in the gazetteer" in found.reason.rule


def test_the_dateline_is_a_place_of_its_own() -> None:
    text = "AIN ISSA, Syria, Oct 15 (Meridian Wire) - Buses left at dawn."
    first, second = read(text, Dateline(place="Ain Issa", country="SY", start=0, end=43))
    assert (first.value.name, first.value.mention.text) == ("Ain Issa", "AIN ISSA")
    assert second.value.name == "Syria"
    assert first.reason.rule.startswith("dateline")


def clause(text: str, words: str) -> tuple[Parsed, int, int]:
    report = parsed(text)
    start = text.index(words)
    span = report.tokens(report.report.span(start, start + len(words)))
    assert span is not None
    return report, span.start, span.end


@pytest.mark.parametrize(
    ("text", "words", "place"),
    [
        (
            "Ten people died in Manbij, Syria, on Friday, activists in Beirut said.",
            "Ten people died in Manbij",
            "Manbij",
        ),
        ("Turkey shelled the border.", "Turkey shelled the border", None),
        ("Iraqi planes bombed a market.", "Iraqi planes bombed a market", None),
        (
            "Troops fought in the north of Rakhine State.",
            "Troops fought in the north of Rakhine State",
            "northern Rakhine",
        ),
        ("The raid was blamed on Moscow.", "The raid was blamed on Moscow", None),
        ("Protesters were shot in Moscow.", "Protesters were shot in Moscow", "Moscow"),
        ("The Azov regiment denied it.", "The Azov regiment denied it", None),
        (
            "Nobody knew whose jets had bombed Mayadin, in the province of Deir ez-Zor.",
            "Nobody knew whose jets had bombed Mayadin, in the province of Deir ez-Zor",
            "Mayadin",
        ),
        (
            "Buses carrying families who had lived for years in Mariupol arrived in Zaporizhzhia.",
            "Buses carrying families who had lived for years in Mariupol arrived in Zaporizhzhia",
            "Zaporizhzhia",
        ),
    ],
)
def test_the_place_of_a_clause(text: str, words: str, place: str | None) -> None:
    report, start, end = clause(text, words)
    found = places.governing(report, places.find(report, gazetteer.standard()), start, end)
    assert (found.value.name if found else None) == place


def test_a_clause_without_a_place_is_where_the_story_is() -> None:
    text = "A blast tore through a market in Manbij, Syria.\n\nIn Geneva the UN said it was shocked. Ten people died."
    report, start, end = clause(text, "Ten people died")
    found = places.of_event(places.named(report, places.find(report, gazetteer.standard())), start, end)
    assert found is not None
    assert found.value.name == "Manbij"
    assert found.reason.rule == "the place the story is about"


STORY = "A blast tore through a market in Manbij, Syria.\n\nIt killed ten people in northern Syria. "


@pytest.mark.parametrize(
    ("told", "place", "rule"),
    [
        ("It killed ten people in northern Syria", "Manbij", "Syria, narrowed to"),
        ("Five hundred people have died across Syria", "Syria", "entity"),
    ],
)
def test_a_country_that_holds_the_storys_place_means_that_place(told: str, place: str, rule: str) -> None:
    report, start, end = clause(STORY + "Five hundred people have died across Syria this year.", told)
    found = places.of_event(places.named(report, places.find(report, gazetteer.standard())), start, end)
    assert found is not None
    assert found.value.name == place
    assert rule in found.reason.rule


def test_what_is_planned_or_on_paper_has_no_place_but_its_own() -> None:
    report, start, end = clause(STORY + "An inquiry will follow.", "An inquiry will follow")
    found = places.named(report, places.find(report, gazetteer.standard()))
    assert places.of_event(found, start, end, inherits=whereabouts.inherits("ACCUSE", "actual")) is None
    assert places.of_event(found, start, end, inherits=whereabouts.inherits("NONE", "planned")) is None
    raid = places.of_event(found, start, end, inherits=whereabouts.inherits("ASSAULT", "planned"))
    assert raid is not None
    assert raid.value.name == "Manbij"
    assert places.of_event(found, start, end, inherits=whereabouts.inherits("ASSAULT", "actual")) is not None


@pytest.mark.parametrize(
    ("told", "place", "rule"),
    [
        ("The wounded were taken to Aleppo. Two of them died there", "Aleppo", "there: Aleppo, named last before it"),
        ("Turkey condemned the blast. There were ten victims", "Manbij", "the place the story is about"),
        ("Shops stayed shut throughout the country", "Syria", "the whole country of the place"),
        ("Strikes were held nationwide", "Syria", "the whole country of the place"),
    ],
)
def test_words_that_point_to_another_place(told: str, place: str, rule: str) -> None:
    report, start, end = clause(STORY + told + ".", told.rpartition(". ")[2])
    found = places.of_event(places.named(report, places.find(report, gazetteer.standard())), start, end)
    assert found is not None
    assert (found.value.name, rule in found.reason.rule) == (place, True)


@pytest.mark.parametrize(
    ("text", "words", "rule"),
    [
        ("Iranian officials gave a toll. Ten people died.", "Ten people died", "backed off to the country"),
        ("Troops took a village in Helmand province. Ten people died.", "Ten people died", "backed off to the region"),
        (
            "Ten people died.\n\nOfficials in Tehran disputed Iran's toll.",
            "Ten people died",
            "backed off to the country",
        ),
    ],
)
def test_backing_off_to_a_wider_place_is_stated(text: str, words: str, rule: str) -> None:
    report, start, end = clause(text, words)
    found = places.of_event(places.named(report, places.find(report, gazetteer.standard())), start, end)
    assert found is not None
    assert rule in found.reason.rule


def test_no_place_in_the_text_is_no_place() -> None:
    report, start, end = clause("Ten people died.", "Ten people died")
    assert places.of_event(places.named(report, []), start, end) is None


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.sampled_from(["In", "Aleppo", "al-", "’s", ",", "Gaza", "said", "\n\n", "é", "U.S.", "the", "(", "9"]))
)
def test_mentions_are_slices_in_order_without_overlap(words: list[str]) -> None:
    text = " ".join(words)
    mentions = [f.value.mention for f in read(text)] if text.strip() else []
    assert all(text[m.start : m.end] == m.text for m in mentions)
    assert all(one.end <= other.start for one, other in pairwise(mentions))


@pytest.mark.skipif(not SHARED.exists(), reason="needs the shared development data")
def test_spellings_of_newsrooms_are_found() -> None:
    reports = [json.loads(line) for line in (SHARED / "reports.jsonl").read_text(encoding="utf-8").splitlines()]
    gold = [json.loads(line) for line in (SHARED / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    hits = 0
    for report, answer in zip(reports, gold, strict=True):
        (span,) = answer["spans"]
        hits += any(
            f.value.mention.start < span["end"]
            and span["start"] < f.value.mention.end
            and f.value.latitude is not None
            and f.value.longitude is not None
            and abs(f.value.latitude - span["lat"]) + abs(f.value.longitude - span["lon"]) < 0.3
            for f in read(report["body_text"])
        )
    assert hits / len(gold) >= SPELLINGS_FLOOR


def test_an_office_holder_is_no_place() -> None:
    report = parsed("The office of Aung San Suu Kyi charged on Monday that insurgents had burned villages.")
    assert "Aung San Suu Kyi" not in [found.value.name for found in places.find(report, gazetteer.standard())]
