"""How the mention of a place is tied to what its sentence tells: as where something happened, as a party, as the venue
of something said, or as what something was near."""

from __future__ import annotations

from functools import cache
from typing import Literal

import msgspec
from spacy.tokens import Token

from rashomon import lexicon
from rashomon.model import Place
from rashomon.model.claim import PlacePrecision
from rashomon.reading.language import Found, Parsed
from rashomon.reading.placehood import wording
from rashomon.reading.spelling import fold

BREADTH: dict[PlacePrecision, int] = {"site": 0, "town": 1, "district": 1, "region": 2, "country": 3}
"""How wide a place is; a district is often a quarter of a town, and as often the town's surroundings."""
CLIMB = 4
"""Steps from a place up to its verb."""
DIRECTED = frozenset({"region"})
"""Precisions whose parts are places of their own; "eastern Aleppo" is Aleppo to most."""
LOCATIVE = 2
"""The tie of a place that a locative phrase names."""
ACTING = frozenset({"nsubj", "agent", "nsubjpass", "poss", "compound", "amod", "appos", "nmod"})
DIRECTED = frozenset({"region"})
"""Precisions whose parts are places of their own; "eastern Aleppo" is Aleppo to most."""
ACTING = frozenset({"nsubj", "agent", "nsubjpass", "poss", "compound", "amod", "appos", "nmod"})


class _Seat(msgspec.Struct, frozen=True):
    capital: str


@cache
def seats() -> frozenset[str]:
    """Folded names of seats of government, which stand for the government unless something is in them."""
    states: list[_Seat] = lexicon.load("nations.csv", list[_Seat])
    return frozenset(fold(name) for state in states for name in state.capital.split("|") if name)


def is_seat(place: Place) -> bool:
    return place.precision == "town" and fold(place.name) in seats()


def is_dateline(found: Found[Place]) -> bool:
    return found.reason.rule.startswith("dateline")


def is_demonym(found: Found[Place]) -> bool:
    return found.reason.rule.startswith("demonym")


def is_place(found: Found[Place]) -> bool:
    return not is_dateline(found) and not is_demonym(found)


def is_village(place: Place) -> bool:
    """Too small for the gazetteer."""
    return place.geonames is None and BREADTH[place.precision] < BREADTH["region"]


def breadth(found: Found[Place]) -> int:
    return BREADTH[found.value.precision]


def within(inner: Place, outer: Place) -> bool:
    return BREADTH[outer.precision] > BREADTH[inner.precision] and inner.country in (None, outer.country)


def head(parsed: Parsed, found: Found[Place]) -> Token:
    return parsed.doc[found.start : found.end].root


def tied(parsed: Parsed, found: Found[Place]) -> int:
    """LOCATIVE in such a phrase, 1 in another phrase or an object, 0 otherwise."""
    word = head(parsed, found)
    if word.dep_ in ACTING and word.dep_ != "poss":
        above = word.head
        word = above if above.pos_ in ("NOUN", "PROPN") and word.dep_ in ("compound", "nmod", "appos") else word
    if (before := preposition(word)) is not None:
        return LOCATIVE if before.lower_ in wording().locative else 1
    return 1 if word.dep_ in ("dobj", "attr", "npadvmod") else 0


def preposition(word: Token) -> Token | None:
    """What ties the word to its sentence: "near" of "near the northern town of X"."""
    if word.dep_ != "pobj":
        return None
    before = word.head
    above = before.head
    of_kind = (
        before.lower_ == "of"
        and (above.lower_ in wording().kinds or above.lower_ in wording().whole)
        and above.dep_ == "pobj"
    )
    return above.head if of_kind else before


def is_beside(parsed: Parsed, found: Found[Place]) -> bool:
    """ "Near X", "villages north of X": by it rather than in it."""
    before = preposition(head(parsed, found))
    if before is None:
        return False
    off = before.lower_ == "of" and before.head.lower_ in wording().compass and before.head.dep_ != "pobj"
    return off or before.lower_ in wording().beside


def is_venue(word: Token) -> bool:
    """Only something said is tied to the place: "told a briefing in Kabul"."""
    return word.dep_ == "pobj" and _governs(word.head.head) == "saying"


def _governs(above: Token) -> Literal["saying", ""]:
    for _ in range(CLIMB):
        if above.pos_ in ("VERB", "AUX") or above.head.i == above.i:
            break
        above = above.head
    return "saying" if above.lemma_ in wording().speaking else ""


def is_name_of_body(parsed: Parsed, found: Found[Place]) -> bool:
    """ "The Azov regiment", "the Saada health department": a body's name, in which nothing happens."""
    word = head(parsed, found)
    return word.dep_ in ("compound", "nmod", "amod") and word.head.lower_ in wording().bodies


def directed(parsed: Parsed, found: Found[Place]) -> Found[Place]:
    """A region with the part of it that the text names: "northern Rakhine" is not the whole of it."""
    if found.value.precision not in DIRECTED or is_demonym(found):
        return found
    before: list[str] = [token.lower_ for token in parsed.doc[max(0, found.start - 3) : found.start]]
    if len(before) == 3 and (before[0], before[2]) == ("the", "of"):
        before.pop()
    part = wording().compass.get(before[-1]) if before else None
    if part is None:
        return found
    value = msgspec.structs.replace(found.value, name=f"{part} {found.value.name}")
    return Found(value, found.start, found.end, found.reason)
