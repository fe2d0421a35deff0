"""Which claims of the same report a denial speaks to."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from rashomon.model import Claim

SHARED = 2
"""Long words that a denial has in common with what it denies; one alone is mostly the place or the foe."""
LONG = 4
NEAR = 300
"""Characters between a denial and what it denies by its words: it stands beside it, a sentence or two away at most.
Further off, a common verb and a common noun were found between claims about different things."""
STEM = 5
"""Letters of a dictionary form that are compared, so that "foreigner" finds "foreign", "evacuate" "evacuation"."""


def link(claims: list[Claim], lemmas: Sequence[frozenset[str]]) -> list[Claim]:
    """The claims, each negative one with the ids of the positive claims of others that it denies.

    Those are claims about the same type of event, by another source, that share words with it. `lemmas` are the
    dictionary forms of each claim's content words.
    """
    stems = [frozenset(w[:STEM].casefold() for w in words if len(w) >= LONG) for words in lemmas]
    linked = []
    for claim, words in zip(claims, stems, strict=True):
        denied: tuple[str, ...] = ()
        if claim.polarity == "negative":
            denied = tuple(
                other.id
                for other, others in zip(claims, stems, strict=True)
                if other.polarity == "positive"
                and other.event.type == claim.event.type
                and _speaker(other) != _speaker(claim)
                and len(words & others) >= SHARED
                and abs(other.content.start - claim.content.start) <= NEAR
            )
        linked.append(msgspec.structs.replace(claim, denies=denied) if denied else claim)
    return linked


def _speaker(claim: Claim) -> str | None:
    return claim.sources[-1].name if claim.sources else None
