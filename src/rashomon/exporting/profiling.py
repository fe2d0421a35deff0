"""What one origin claimed in a dossier, and what others say to it. Never a measure of how true it is.

A contradicted origin may be the only one that is right, and the first to report may be wrong: counts here say where to
look, and nothing about credibility, which a person judges (Every Casualty, Standards for Casualty Recording, 2016).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

import msgspec

from rashomon.model import Claim, Position, Question, Relation

CAVEAT = "Contradicted is not wrong, and first is not right: this says where to look, not whom to believe."


class Published(Protocol):
    """What is asked of the report that a claim stands in."""

    @property
    def outlet(self) -> str | None: ...
    @property
    def published(self) -> str | None: ...


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """An answer, and who gives it."""

    answer: str
    origins: tuple[str, ...]
    claims: tuple[str, ...]
    """Of the origin itself its own claims; of others all of the position."""
    replaced: bool
    """Whether its own origin has replaced it since."""


class Stand(msgspec.Struct, frozen=True, kw_only=True):
    """Where the origin stands on one question."""

    question: str
    text: str
    status: str
    own: tuple[Side, ...]
    against: tuple[Side, ...]
    """Answers of others that cannot be true together with its own, or that deny it."""


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """What an origin claimed, and where it was contradicted, denied, revised by itself, or first."""

    origin: str
    caveat: str = CAVEAT
    questions: int
    claims: tuple[str, ...]
    """Ids of its claims, in the order of the questions."""
    contradicted: tuple[Stand, ...]
    denied: tuple[Stand, ...]
    """Denied by the words of another."""
    revised: tuple[Stand, ...]
    first: tuple[Stand, ...]
    """It gave an answer before any other origin that answers the same question."""
    others: tuple[Stand, ...]
    """Neither contradicted, denied nor revised."""


def profile(
    origin: str,
    questions: Iterable[Question],
    relations: Iterable[Relation],
    claims: Mapping[str, Claim],
    reports: Mapping[str, Published],
) -> Profile:
    """The profile from the questions to which the origin speaks; `claims` and `reports` by id hold what they name."""
    bearing: dict[str, list[Relation]] = {}
    for relation in relations:
        bearing.setdefault(relation.question, []).append(relation)
    found: dict[str, list[Stand]] = {"contradicted": [], "denied": [], "revised": [], "first": [], "others": []}
    mine: dict[str, None] = {}
    number = 0
    for question in questions:
        number += 1
        own = {c: p for p in question.positions for c in _of(origin, p, claims, reports)}
        mine |= dict.fromkeys(own)
        for kind, stand in _stands(origin, question, own, bearing.get(question.id, [])):
            found[kind].append(stand)
        if _first(origin, question, set(own), claims, reports):
            found["first"].append(_stand(origin, question, own, set()))
    return Profile(
        origin=origin,
        questions=number,
        claims=tuple(mine),
        contradicted=tuple(found["contradicted"]),
        denied=tuple(found["denied"]),
        revised=tuple(found["revised"]),
        first=tuple(found["first"]),
        others=tuple(found["others"]),
    )


def credited(claim: Claim, outlet: str | None, origins: tuple[str, ...]) -> str | None:
    """Which of the position's origins the claim comes from: the one that its innermost source, that source's body or
    the outlet is called; the only one there is; None where it cannot be told."""
    if len(origins) == 1:
        return origins[0]
    speaker = claim.sources[-1] if claim.sources else None
    names = [speaker.affiliation, speaker.name] if speaker else [outlet]
    return next((name for name in names if name in origins), None)


def _stands(
    origin: str, question: Question, own: Mapping[str, Position], relations: Iterable[Relation]
) -> Iterator[tuple[str, Stand]]:
    """What is to be told of the question; "others" when nothing stands out."""
    rivals: dict[str, set[str]] = {"CONTRADICTS": set(), "DENIES": set()}
    for relation in relations:
        for here, there in ((relation.a, relation.b), (relation.b, relation.a)):
            # A denial concerns whom it denies, a contradiction both.
            if here not in own or there in own or (relation.kind == "DENIES" and here == relation.a):
                continue
            if relation.kind in rivals:
                rivals[relation.kind].add(there)
    told = False
    for kind, name in (("CONTRADICTS", "contradicted"), ("DENIES", "denied")):
        if rivals[kind]:
            told = True
            yield name, _stand(origin, question, own, rivals[kind])
    if any(p.superseded_by is not None for p in own.values()):
        told = True
        yield "revised", _stand(origin, question, own, set())
    if not told:
        yield "others", _stand(origin, question, own, set())


def _stand(origin: str, question: Question, own: Mapping[str, Position], rivals: set[str]) -> Stand:
    sides = []
    for position in question.positions:
        claims = tuple(c for c in position.claims if c in own and own[c] is position)
        if claims or origin in position.origins:
            sides.append(_side(position, claims, (origin,)))
    against = [
        _side(p, p.claims, tuple(o for o in p.origins if o != origin))
        for p in question.positions
        if rivals & set(p.claims) and set(p.origins) != {origin}
    ]
    return Stand(
        question=question.id, text=question.text, status=question.status, own=tuple(sides), against=tuple(against)
    )


def _side(position: Position, claims: tuple[str, ...], origins: tuple[str, ...]) -> Side:
    return Side(answer=position.answer, origins=origins, claims=claims, replaced=position.superseded_by is not None)


def _of(
    origin: str, position: Position, claims: Mapping[str, Claim], reports: Mapping[str, Published]
) -> Iterator[str]:
    """The claims of the position that come from the origin."""
    if origin not in position.origins:
        return
    for id in position.claims:
        claim = claims.get(id)
        if claim is not None and credited(claim, reports[claim.report].outlet, position.origins) == origin:
            yield id


def _first(
    origin: str,
    question: Question,
    own: set[str],
    claims: Mapping[str, Claim],
    reports: Mapping[str, Published],
) -> bool:
    """Whether the origin spoke before every other that answers the question; equal or unknown times tell nothing."""
    everyone = {o for p in question.positions for o in p.origins}
    if not own or everyone == {origin}:
        return False
    here = [_when(claims[c], reports) for c in own]
    there = [_when(claims[c], reports) for p in question.positions for c in p.claims if c in claims and c not in own]
    return bool(there) and "" not in there and any(here) and min(filter(None, here)) < min(there)


def _when(claim: Claim, reports: Mapping[str, Published]) -> str:
    """When it was said or, unless the report tells, published; "" when neither is known."""
    said = claim.said.start if claim.said and claim.said.precision in ("day", "part-of-day") else None
    return (said or reports[claim.report].published or "")[:10]
