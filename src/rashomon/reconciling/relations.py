"""How claims stand to one another, read off the positions of their questions and the denials in their own words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise

from rashomon.model import Position, Question, Reason, Relation
from rashomon.model.dossier import RelationKind
from rashomon.reconciling.positions import UNKNOWN
from rashomon.reconciling.statements import Statement

ALL_PAIRS = 12
"""Claims of a question up to which every pair is related; beyond it one representative claim a position stands for
it, so that relations stay linear in the claims."""

ALL_POSITIONS = 40
"""Positions up to which every pair is related; beyond it only neighbours in order are."""


def relate(questions: Sequence[Question], statements: Sequence[Statement]) -> tuple[Relation, ...]:
    """All relations, in order of kind and claims, each once a question."""
    by_id = {s.id: s for s in statements}
    found = [r for question in questions for r in _within(question)]
    found += [r for question in questions for r in _denials(question, by_id)]
    unique = {(r.kind, r.a, r.b, r.question): r for r in found}
    return tuple(unique[key] for key in sorted(unique))


def _within(question: Question) -> Iterator[Relation]:
    whole = sum(len(p.claims) for p in question.positions) <= ALL_PAIRS
    members = [(p, p.claims if whole else p.claims[:1]) for p in question.positions]
    for position, claims in members:
        pairs = combinations(claims, 2) if whole else zip(position.claims, position.claims[1:], strict=False)
        for a, b in pairs:
            yield _symmetric("AGREES", (a, b), question, f"both answer: {position.answer}")
    across = combinations(members, 2) if len(members) <= ALL_POSITIONS else pairwise(members)
    for (p, left), (q, right) in across:
        for a in left:
            for b in right:
                if a != b:
                    yield _between(question, (p, q), (a, b))


def _between(question: Question, positions: tuple[Position, Position], claims: tuple[str, str]) -> Relation:
    p, q = positions
    why = f"{p.answer} / {q.answer}"
    if p.superseded_by is not None and question.positions[p.superseded_by] is q:
        return _relation("SUPERSEDES", (claims[1], claims[0]), question, f"{why}: a later answer of the same origin")
    if q.superseded_by is not None and question.positions[q.superseded_by] is p:
        return _relation("SUPERSEDES", claims, question, f"{why}: a later answer of the same origin")
    clash = question.status == "contested" and _apart(question, p, q)
    return _symmetric("CONTRADICTS" if clash else "COMPATIBLE", claims, question, why)


def _apart(question: Question, p: Position, q: Position) -> bool:
    """Whether two answers cannot both be true."""
    if question.kind != "figure":
        return UNKNOWN not in (p.answer, q.answer)
    low, high = max(_low(p), _low(q)), min(_high(p), _high(q))
    return low > high


def _low(position: Position) -> float:
    return float("-inf") if position.low is None else position.low


def _high(position: Position) -> float:
    return float("inf") if position.high is None else position.high


def _denials(question: Question, statements: dict[str, Statement]) -> Iterable[Relation]:
    """Claims that deny what another says: by their own pointer, or by their polarity on one proposition."""
    members = [c for p in question.positions for c in p.claims]
    for claim in members:
        for denied in statements[claim].claim.denies:
            if denied in members:
                yield _relation("DENIES", (claim, denied), question, "denies it in its own words")


def _symmetric(kind: RelationKind, claims: tuple[str, str], question: Question, why: str) -> Relation:
    return _relation(kind, (min(claims), max(claims)), question, why)


def _relation(kind: RelationKind, claims: tuple[str, str], question: Question, why: str) -> Relation:
    reason = Reason(part="relation", rule=why, words=question.text)
    return Relation(kind=kind, a=claims[0], b=claims[1], question=question.id, reason=reason)
