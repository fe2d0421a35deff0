"""What the words around an event make of it: happened, not, perhaps, asked, or to come."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import text_only

from rashomon.reading.language import Parsed, parse
from rashomon.reading.veridicality import Standing, Standings


def parsed(text: str) -> Parsed:
    return next(parse([text_only(text)]))


def standing(text: str, word: str) -> Standing:
    token = next(t for t in parsed(text).doc if t.text == word)
    return Standings().of(token)


EVENTS = [
    ("The rebels managed to leave the town.", "leave", "positive certain actual"),
    ("The rebels did not manage to leave the town.", "leave", "negative certain actual"),
    ("The rebels tried to leave the town.", "leave", "positive possible planned"),
    ("The rebels agreed to leave the town.", "leave", "positive certain planned"),
    ("The rebels refused to leave the town.", "leave", "negative certain actual"),
    ("The rebels did not refuse to leave the town.", "leave", "positive certain actual"),
    ("The rebels do not want to leave the town.", "leave", "negative certain planned"),
    ("The rebels were unable to leave the town.", "leave", "negative certain actual"),
    ("The rebels were ready to leave the town.", "leave", "positive possible planned"),
    ("The general made an attempt to leave the town.", "leave", "positive possible planned"),
    ("Their refusal to leave the town angered the army.", "leave", "negative certain actual"),
    ("The army denied that it had shelled the market.", "shelled", "negative certain actual"),
    ("Nobody thinks that the army shelled the market.", "shelled", "negative certain actual"),
    ("The mayor did not know that the army had shelled the market.", "shelled", "positive certain actual"),
    ("The mayor fears that the army shelled the market.", "shelled", "positive possible actual"),
    ("The mayor asked whether the army had shelled the market.", "shelled", "- unknown conditional"),
    ("The talks will end if the army shells the market.", "shells", "- unknown conditional"),
    ("The army may have shelled the market.", "shelled", "positive possible actual"),
    ("The army will shell the market.", "shell", "positive certain planned"),
    ("Aid groups called for an investigation.", "investigation", "positive possible planned"),
    ("The mediators prevented an attack.", "attack", "negative certain actual"),
    ("They discussed a possible truce.", "truce", "positive possible actual"),
    ("The convoy left without firing a shot.", "firing", "negative certain actual"),
    ("No soldier left the town.", "left", "negative certain actual"),
    ("Did the rebels leave the town?", "leave", "- unknown actual"),
    ("They shelled the market and may bomb the hospital.", "bomb", "positive possible actual"),
    ("They may shell the market and bomb the hospital.", "bomb", "positive possible actual"),
]


@pytest.mark.parametrize(("text", "word", "meant"), EVENTS)
def test_an_event_stands_as_its_words_make_it(text: str, word: str, meant: str) -> None:
    found = standing(text, word)
    polarity, certainty, status = meant.split()
    assert (found.certainty, found.status) == (certainty, status)
    assert polarity in ("-", found.polarity)


def test_the_rule_and_the_word_are_told() -> None:
    reason = standing("The rebels refused to leave the town.", "leave").reason()
    assert reason.words == "refused"
    assert "what it depends on" in reason.rule


def test_what_is_known_from_elsewhere_counts() -> None:
    doc = parsed("The army shelled the market.").doc
    shelled = next(t for t in doc if t.text == "shelled")
    assert Standings({shelled.i: Standing(polarity="negative")}).of(shelled).polarity == "negative"


WORDS = ("not", "to", "if", "may", "leave", "refused", "that", "without", ",", "and", "?", "no")


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(["not", "to", "if", "may", "leave", "refused", "that", "without", ",", "and", "?", "no"]),
        max_size=12,
    )
)
def test_any_words_stand_somehow_and_in_any_order_alike(words: list[str]) -> None:
    doc = parsed(" ".join(words) or "left").doc
    ahead, back = Standings(), Standings()
    forward = [ahead.of(token) for token in doc]
    assert forward == [back.of(token) for token in reversed(doc)][::-1]
