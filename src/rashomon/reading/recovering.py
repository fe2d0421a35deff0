"""Bodies found so far: fewer than there are, so the figure bounds the dead from below only."""

from __future__ import annotations

from functools import cache

import msgspec
from spacy.tokens import Token

from rashomon import lexicon
from rashomon.reading.counting import Counted

PERFECT = frozenset({"have", "having"})
CLIMB = 3
"""Steps from "twenty of the dead" to its verb."""


class Recovery(msgspec.Struct, frozen=True, kw_only=True):
    """Remains, and the verbs that find them."""

    nouns: frozenset[str]
    verbs: frozenset[str]


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """The part of `figures.toml` that tells a search that may still go on."""

    recovery: Recovery


@cache
def vocabulary() -> Recovery:
    """The words."""
    loaded: Words = lexicon.load("figures.toml", Words)
    return loaded.recovery


def still_going_on(counted: Counted) -> Token | None:
    """The verb of "40 bodies had been recovered": in the perfect, it says how many up to then, not how many in all.

    As in casualty recording, where a partial recovery is the low estimate of the dead.
    """
    words = vocabulary()
    if counted.noun is None or not (counted.noun.lemma_.lower() in words.nouns or counted.noun.lower_ in words.nouns):
        return None
    token = counted.anchor
    for _ in range(CLIMB):
        if token.dep_ in ("nsubjpass", "nsubj", "dobj"):
            break
        token = token.head
    verb = token.head
    if verb.lemma_ not in words.verbs or token.dep_ not in ("nsubjpass", "nsubj", "dobj"):
        return None
    return verb if any(child.dep_ == "aux" and child.lemma_ in PERFECT for child in verb.lefts) else None
