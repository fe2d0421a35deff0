"""The building that a whole story is about."""

from __future__ import annotations

import pytest

from rashomon.model import Place, Report
from rashomon.reading import gazetteer, places, storyplace
from rashomon.reading.language import Found, Parsed, parse


def read(text: str) -> tuple[Parsed, list[Found[Place]]]:
    report = Report(
        id="r", path=None, text=text, title=None, outlet=None, published=None, dateline=None, language="en", uri=None,
        sha256="",
    )  # fmt: skip
    parsed = next(parse([report]))
    return parsed, places.find(parsed, gazetteer.standard())


LEAD = "Rescuers dug on Thursday in the ruins of the drama theatre of Kharkiv, in Ukraine.\n\n"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param(LEAD + "Ten people died.", "Kharkiv drama theatre", id="the town's, in the first paragraph"),
        pytest.param(
            "Ten people died in a prison in Kharkiv.\n\nThe prison burned. Shells had hit the prison twice.",
            "Kharkiv prison",
            id="named often",
        ),
        pytest.param("Ten people died in a prison in Kharkiv.\n\nIt burned.", "Kharkiv", id="one of many"),
        pytest.param("Ten people died in Kharkiv.\n\nThe theatre was full.", "Kharkiv", id="whose it is, is not said"),
    ],
)  # fmt: skip
def test_the_building_is_the_place_of_its_story(text: str, place: str) -> None:
    found = storyplace.of_story(*read(text))
    assert found is not None
    assert (found.value.name, found.value.precision) == (place, "town" if place == "Kharkiv" else "site")


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("Shells hit the theatre of Kharkiv twice", "Kharkiv drama theatre"),
        ("Shells hit the port of Kharkiv twice", "Kharkiv"),
    ],
)
def test_a_clause_that_names_the_town_means_the_building_if_it_names_that(words: str, place: str) -> None:
    report, named = read(LEAD + words + ".")
    span = report.tokens(report.report.span(len(LEAD), len(LEAD + words)))
    assert span is not None
    found = places.of_event(places.named(report, named), span.start, span.end)
    assert found is not None
    assert found.value.name == place
