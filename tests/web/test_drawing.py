"""Maps, timelines and differences: what is uncertain is never drawn as exact."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rashomon.archive.surveying import Happening, Spot
from rashomon.model import Place, Report, Time
from rashomon.model.claim import PlacePrecision, TimePrecision
from rashomon.web import copies, mapping, timeline

REPORT = Report(
    id="r",
    path=None,
    text="Somewhere",
    title=None,
    outlet=None,
    published=None,
    dateline=None,
    language="en",
    uri=None,
    sha256="0",
)


def spot(name: str, precision: PlacePrecision, latitude: float | None, longitude: float | None) -> Spot:
    place = Place(
        name=name,
        mention=REPORT.span(0, 9),
        latitude=latitude,
        longitude=longitude,
        country=None,
        geonames=None,
        precision=precision,
    )
    return Spot(place=place, incidents=1, contested=0)


def happening(start: str | None, end: str | None, precision: TimePrecision = "day", id: str = "i") -> Happening:
    time = Time(start=start, end=end, mention=None, precision=precision)
    return Happening(id=id, title="Attack", place=None, time=time, questions=1, contested=0, revised=0)


@pytest.mark.parametrize(
    ("precision", "shape"), [("site", "diamond"), ("town", "disc"), ("district", "ring"), ("region", "cloud")]
)
def test_precision_tells_the_shape(precision: PlacePrecision, shape: str) -> None:
    drawn = mapping.build([spot("A", precision, 36.0, 37.0)], ground=True)
    assert drawn is not None
    assert [symbol.shape for symbol in drawn.symbols] == [shape]
    assert drawn.tiles


def test_a_country_is_listed_and_not_drawn() -> None:
    known, lost = spot("Turkey", "country", 39.0, 35.0), spot("Toukhan", "town", None, None)
    drawn = mapping.build([known, lost], ground=True)
    assert drawn is not None
    assert drawn.symbols == ()
    assert drawn.unplaced == (known, lost)
    assert mapping.build([], ground=True) is None


def test_an_area_is_drawn_as_large_as_it_is() -> None:
    drawn = mapping.build([spot("A", "region", 0.0, 37.0), spot("B", "district", 0.0, 39.0)], ground=False)
    assert drawn is not None
    region, district = drawn.symbols
    assert region.radius == pytest.approx(4 * district.radius, rel=0.05)
    assert drawn.tiles == ()


@given(st.lists(st.tuples(st.floats(-89, 89), st.floats(-180, 180)), min_size=1, max_size=20))
def test_everything_is_on_the_map_and_the_map_on_tiles(places: list[tuple[float, float]]) -> None:
    spots = [spot(str(n), "town", latitude, longitude) for n, (latitude, longitude) in enumerate(places)]
    drawn = mapping.build(spots, ground=True)
    assert drawn is not None
    assert len(drawn.symbols) + len(drawn.unplaced) == len(spots)
    for symbol in drawn.symbols:
        assert drawn.x <= symbol.x <= drawn.x + drawn.width
        assert drawn.y <= symbol.y <= drawn.y + drawn.height
    assert len(drawn.tiles) <= 40
    for tile in drawn.tiles:
        assert 0 <= tile.column < 2**tile.zoom
        assert 0 <= tile.row < 2**tile.zoom


def test_one_day_is_a_point_and_anything_else_a_span() -> None:
    drawn = timeline.build(
        [
            happening("2017-10-14", "2017-10-14"),
            happening("2017-10-01", "2017-10-31", "month"),
            happening("2017-10-12", "2017-10-12", "vague"),
        ],
        "2017-10-02",
        "2017-11-30",
    )
    assert drawn is not None
    assert [(span.when, span.exact) for span in drawn.spans] == [
        ("2017-10-01 to 2017-10-31", False),
        ("2017-10-12", False),
        ("2017-10-14", True),
    ]


def test_what_lies_years_back_does_not_press_the_rest_together() -> None:
    drawn = timeline.build(
        [happening("1995-07-11", "1995-07-11"), happening("2017-10-14", "2017-10-14")], "2017-10-15", "2017-10-20"
    )
    assert drawn is not None
    old, new = drawn.spans
    assert old.earlier
    assert new.left > 90
    assert drawn.undated == 0


def test_undated_incidents_are_counted() -> None:
    drawn = timeline.build([happening(None, None), happening("2017-10-14", None)], None, None)
    assert drawn is not None
    assert drawn.undated == 1
    assert timeline.build([happening(None, None)], "2017-10-14", None) is None


@given(st.dates(), st.dates(), st.dates(), st.dates())
@example(date.min, date.max, date.min, date.min)
@example(date.max, date.max, date.max, date.max)
def test_no_day_leaves_the_scale(a: object, b: object, c: object, d: object) -> None:
    drawn = timeline.build([happening(str(a), str(b)), happening(str(c), str(d))], str(a), str(d))
    assert drawn is not None
    for span in drawn.spans:
        assert 0 <= span.left <= 100
        assert 0 <= span.width <= 100
    assert all(0 <= tick.at <= 100 for tick in drawn.ticks)


@pytest.mark.parametrize(
    ("original", "here", "changes"),
    [
        ("One. Two.", "One. Two.", []),
        ("One. Two.", "One.\nTwo.", []),
        ("One. Two.", "One. Three.", [("Two.", "Three.")]),
        ("One. Two.", "Two.", [("One.", "")]),
        ("", "New. More.", [("", "New. More.")]),
    ],
)
def test_where_a_copy_differs(original: str, here: str, changes: list[tuple[str, str]]) -> None:
    found = copies.differences(original, here)
    assert found is not None
    assert [(change.original, change.here) for change in found] == changes


def test_texts_too_long_are_not_compared() -> None:
    assert copies.differences("A b. " * 3_000, "B.") is None
