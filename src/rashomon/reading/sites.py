"""The building that a whole story is about: "the drama theatre of X", "the theatre" afterwards."""

from __future__ import annotations

from collections import Counter

import msgspec
from spacy.tokens import Span, Token

from rashomon.model import Place
from rashomon.reading.language import Found, Parsed
from rashomon.reading.placehood import wording
from rashomon.reading.placeties import BREADTH, breadth

OFTEN = 3
"""Mentions from which a building is what the story is about, and not one that is named in passing; "the theatre of X"
in the first paragraph counts as three, "a theatre in X" as one."""
HOLDING = ("in", "of", "at")


def of_story(parsed: Parsed, town: Found[Place], lead: int) -> Found[Place] | None:
    """The building in the town that the report names `OFTEN` or more, at least once as the town's; None without.

    Its point is the town's. What sort of building it is, is part of its name ("X drama theatre") where a noun says it.
    """
    if breadth(town) > BREADTH["town"] or town.value.precision == "site":
        return None
    named = [t for t in parsed.doc if t.pos_ == "NOUN" and t.lemma_ in wording().buildings]
    ranked = Counter(t.lemma_ for t in named).most_common(1)
    if not ranked:
        return None
    mentions = [t for t in named if t.lemma_ == ranked[0][0]]
    tied = next((mention for mention in mentions if _is_in(mention, town.value.name)), None)
    if tied is None or (len(mentions) < OFTEN and not (tied.idx < lead and _is_definite(tied))):
        return None
    sort = max((_sort(mention, town.value.name) for mention in mentions), key=len)
    name = " ".join((town.value.name, *sort, mentions[0].lemma_))
    value = msgspec.structs.replace(town.value, name=name, precision="site", geonames=None)
    return Found(value, town.start, town.end, town.reason)


def is_named(clause: Span, site: Place) -> bool:
    """Whether a clause has the word for the building that a story is about."""
    word = site.name.rpartition(" ")[2]
    return site.precision == "site" and any(token.lemma_ == word for token in clause)


def _is_in(mention: Token, town: str) -> bool:
    """ "X's theatre", "the X theatre", "the theatre in X"."""
    for child in mention.children:
        if child.dep_ in ("poss", "compound", "nmod") and child.text in town:
            return True
        if child.dep_ == "prep" and child.lower_ in HOLDING and any(c.text in town for c in child.children):
            return True
    return False


def _is_definite(mention: Token) -> bool:
    return not any(c.dep_ == "det" and c.lower_ in ("a", "an", "another", "one") for c in mention.children)


def _sort(mention: Token, town: str) -> tuple[str, ...]:
    """The nouns before it that say what sort it is."""
    return tuple(
        c.lower_ for c in mention.lefts if c.dep_ == "compound" and c.pos_ == "NOUN" and c.text not in town.split()
    )
