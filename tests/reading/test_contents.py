"""Where what somebody says begins and ends, as an analyst would mark it."""

from __future__ import annotations

import pytest
from making import text_only

from rashomon.reading import attribution, language


def contents(text: str) -> list[tuple[str, str]]:
    """Cue and content of each attribution, in text order."""
    parsed = next(language.parse([text_only(text)]))
    return [
        (parsed.words(*one.cue).text if one.cue else "", " … ".join(parsed.words(*piece).text for piece in one.content))
        for one in attribution.find(parsed)
    ]


COUNTS = [
    ("Later it gave 56 and then 59.", "gave", "56 and then 59"),
    ("The army had claimed 203 dead, to a man rebels.", "had claimed", "203 dead, to a man rebels"),
    (
        "The clinic lists 494 dead in its latest statement, 150 of them in Dorna and 61 in Lesk.",
        "lists",
        "494 dead in its latest statement, 150 of them in Dorna and 61 in Lesk",
    ),
    (
        "He owned to no more than seven deaths, all of them of people blocking a road.",
        "owned to",
        "no more than seven deaths, all of them of people blocking a road",
    ),
    (
        "It mentioned at least 53 dead, no fewer than 15 of them women.",
        "mentioned",
        "at least 53 dead, no fewer than 15 of them women",
    ),
    (
        "The ministry counted 40 dead, most of them soldiers, and urged the rebels to leave.",
        "counted",
        "40 dead, most of them soldiers",
    ),
]


@pytest.mark.parametrize(("text", "cue", "content"), COUNTS)
def test_a_count_reaches_to_its_parts(text: str, cue: str, content: str) -> None:
    assert (cue, content) in contents(text)
