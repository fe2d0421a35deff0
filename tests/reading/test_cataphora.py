"""Persons told of in the lead and named in the next sentence."""

from __future__ import annotations

import pytest
from making import text_only

from rashomon.reading import actors
from rashomon.reading.language import parse

CASES = [
    (
        "The battle is all but won, [the top American commander in Iraq] said on Tuesday.\n\n"
        '"It will take weeks," Lieutenant General Stephen Townsend told reporters.',
        "Stephen Townsend",
    ),
    (
        "Troops gassed the suburbs, [one of the leading figures of the opposition] alleged.\n\n"
        '"This was annihilation," George Sabra declared in Istanbul.',
        "George Sabra",
    ),
    (
        "The helicopter was shot down by mistake, [the head of the Indian Air Force] confessed. "
        '"It was our missile", Air Chief Marshal Rakesh Bhadauria said.',
        "Rakesh Bhadauria",
    ),
]
OTHERS = [
    "The road was cut, [an official] said on Tuesday.\n\nThe army had warned of it, Captain John Miller said.",
    'The road was cut, [the governor] said on Tuesday.\n\n"We heard a blast," resident Omar Said told reporters.',
    "The road was cut, [the head of the hospital] said.\n\nJohn Miller, who leads the clinic, said it would reopen.",
    "[The spokeswoman] said the road was cut. It will reopen, spokesman John Miller said.",
]
"""Who speaks next is, or may be, another."""


def named(marked: str) -> str:
    start = marked.index("[")
    words = marked[start + 1 : marked.index("]")]
    reading = next(parse([text_only(marked.replace("[", "").replace("]", ""))]))
    span = reading.doc.char_span(start, start + len(words), alignment_mode="expand")
    assert span is not None
    return actors.find(reading).source(span.start, span.end).name


@pytest.mark.parametrize(("marked", "name"), CASES)
def test_a_person_told_of_in_the_lead_has_the_name_that_follows(marked: str, name: str) -> None:
    assert named(marked) == name


@pytest.mark.parametrize("marked", OTHERS)
def test_who_speaks_next_may_be_somebody_else(marked: str) -> None:
    assert "Miller" not in named(marked)
    assert "Omar" not in named(marked)
