"""What those who fight say themselves about an incident, apart from what others say about them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from rashomon.model import Claim, Question
from rashomon.reconciling import origins, wording

PARTIES = ("organisation", "group")
"""Kinds of party that can be a belligerent; a person who fights speaks for one."""


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """A belligerent, and the claims it makes itself."""

    party: str
    claims: tuple[str, ...]


def statements(claims: Sequence[Claim], questions: Iterable[Question]) -> tuple[Statement, ...]:
    """The own statements of whoever is said to have used force, or to bear responsibility, in these claims."""
    named = _parties(claims, questions)
    found: dict[str, list[str]] = {}
    for claim in claims:
        if not claim.sources:
            continue
        speaker = origins.speaks_as(claim.sources[-1])
        party = next((name for name in named if wording.same_name(name, speaker)), None)
        if party:
            found.setdefault(party, []).append(claim.id)
    return tuple(Statement(party=party, claims=tuple(ids)) for party, ids in sorted(found.items()))


def _parties(claims: Iterable[Claim], questions: Iterable[Question]) -> list[str]:
    violent = wording.words_of().violent
    names = {
        party.name
        for claim in claims
        if claim.event.type in violent
        for party in claim.event.actors
        if party.kind in PARTIES
    }
    names |= {p.answer for q in questions if q.kind == "responsibility" for p in q.positions}
    return sorted(names, key=lambda name: (-len(name), name))
