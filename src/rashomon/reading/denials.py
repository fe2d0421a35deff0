"""Which claims of the same report a denial speaks to."""

from __future__ import annotations

import re

import msgspec

from rashomon.model import Claim

SHARED = 2
"""Long words that a denial has in common with what it denies; one alone is mostly the place or the foe."""
LONG = 4
STEM = 5
"""Letters compared, so that "leave" finds "leaving" and "evacuated" finds "evacuation"."""
WORD = re.compile(r"[^\W\d_]+")


def link(claims: list[Claim]) -> list[Claim]:
    """The claims, each negative one with the ids of the positive claims of others that it denies.

    Those are claims about the same type of event, by another source, that share words with it.
    """
    stems = [frozenset(w[:STEM].casefold() for w in WORD.findall(c.content.text) if len(w) >= LONG) for c in claims]
    linked = []
    for claim, words in zip(claims, stems, strict=True):
        denied = ()
        if claim.polarity == "negative":
            denied = tuple(
                other.id
                for other, others in zip(claims, stems, strict=True)
                if other.polarity == "positive"
                and other.event.type == claim.event.type
                and _speaker(other) != _speaker(claim)
                and len(words & others) >= SHARED
            )
        linked.append(msgspec.structs.replace(claim, denies=denied) if denied else claim)
    return linked


def _speaker(claim: Claim) -> str | None:
    return claim.sources[-1].name if claim.sources else None
