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


APART = [
    ("Residents blamed the coalition, whose jets fly over the town.", [("blamed", "the coalition")]),
    (
        "The clinic said 30 had died, while an official counted at least 43 dead.",
        [("said", "30 had died"), ("counted", "at least 43 dead")],
    ),
    (
        "Thirty had died, the clinic said on Monday, while an official counted at least 43 dead.",
        [("said", "Thirty had died"), ("counted", "at least 43 dead")],
    ),
    (
        "The dead from the bombing now number 50, the activist network says, and it holds the army responsible.",
        [("says", "The dead from the bombing now number 50"), ("holds", "the army responsible")],
    ),
    (
        "The forces denied that they had struck the village, for which Damascus holds France responsible.",
        [("denied", "that they had struck the village"), ("holds", "France responsible")],
    ),
    (
        "The army rejected claims by residents that it had shelled the market.",
        [
            ("rejected", "claims by residents that it had shelled the market"),
            ("claims", "that it had shelled the market"),
        ],
    ),
    (
        "That Wagner operates in the country is contested by the authorities, who admit to nothing beyond instructors.",
        [("is contested", "That Wagner operates in the country"), ("admit to", "nothing beyond instructors")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), APART)
def test_speakers_keep_to_what_is_theirs(text: str, expected: list[tuple[str, str]]) -> None:
    assert contents(text) == expected


TELLING = [
    ("The council wrote the report off as propaganda.", "wrote", "the report off as propaganda"),
    ("The monitor has put names to 168 dead.", "has put names to", "168 dead"),
    ("The rebels had put out the number 1,500.", "had put out", "the number 1,500"),
    ("The opposition saw the hand of the government.", "saw the hand of", "the government"),
    ("A count by the clinic ended at no fewer than 304.", "count", "no fewer than 304"),
    ("The army dismissed as disinformation a slaughter of civilians.", "dismissed", "a slaughter of civilians"),
]


@pytest.mark.parametrize(("text", "cue", "content"), TELLING)
def test_constructions_of_telling(text: str, cue: str, content: str) -> None:
    assert (cue, content) in contents(text)


@pytest.mark.parametrize(
    "text",
    [
        "The fighters laid down their arms.",
        "The general directs the National Defence Centre.",
        "The 160 corpses were lowered into graves by the inhabitants.",
    ],
)
def test_handling_and_leading_are_no_telling(text: str) -> None:
    assert contents(text) == []
