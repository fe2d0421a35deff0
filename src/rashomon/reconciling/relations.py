"""How claims stand to one another, read off the positions of their questions and the denials in their own words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise

from rashomon.model import Position, Question, Reason, Relation
from rashomon.model.dossier import RelationKind
from rashomon.reconciling.positions import UNKNOWN

ALL_PAIRS = 12
"""Claims of a question up to which every pair is related; beyond it one representative claim a position stands for
it, so that relations stay linear in the claims."""

ALL_POSITIONS = 40
"""Positions up to which every pair is related; beyond it only neighbours in order are."""


def relate(questions: Sequence[Question], denials: Mapping[str, Sequence[str]]) -> tuple[Relation, ...]:
    """All relations, question by question, in order of kind and claims; `denials` are claims with those they deny."""
    return tuple(relation for question in questions for relation in _of(question, denials))


def _of(question: Question, denials: Mapping[str, Sequence[str]]) -> list[Relation]:
    found = {(r.kind, r.a, r.b): r for r in (*_within(question), *_denials(question, denials))}
    return [found[key] for key in sorted(found)]


def _within(question: Question) -> Iterator[Relation]:
    whole = sum(len(p.claims) for p in question.positions) <= ALL_PAIRS
    members = [(p, p.claims if whole else p.claims[:1]) for p in question.positions]
    for position, claims in members:
        pairs = combinations(claims, 2) if whole else zip(position.claims, position.claims[1:], strict=False)
        reason = _reason(question, f"both answer: {position.answer}")
        for a, b in pairs:
            yield _symmetric("AGREES", (a, b), question, reason)
    across = combinations(members, 2) if len(members) <= ALL_POSITIONS else pairwise(members)
    for (p, left), (q, right) in across:
        yield from _between(question, (p, q), [(a, b) for a in left for b in right if a != b])


def _between(
    question: Question, positions: tuple[Position, Position], pairs: Sequence[tuple[str, str]]
) -> Iterator[Relation]:
    """How the claims of two positions stand to each other; the reason is one for all of them."""
    p, q = positions
    why = f"{p.answer} / {q.answer}"
    later = f"{why}: a later answer of the same origin"
    if p.superseded_by is not None and question.positions[p.superseded_by] is q:
        reason = _reason(question, later)
        yield from (_relation("SUPERSEDES", (b, a), question, reason) for a, b in pairs)
    elif q.superseded_by is not None and question.positions[q.superseded_by] is p:
        reason = _reason(question, later)
        yield from (_relation("SUPERSEDES", pair, question, reason) for pair in pairs)
    else:
        clash = question.status == "contested" and _apart(question, p, q)
        reason = _reason(question, why)
        yield from (_symmetric("CONTRADICTS" if clash else "COMPATIBLE", pair, question, reason) for pair in pairs)


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


def _denials(question: Question, denials: Mapping[str, Sequence[str]]) -> Iterable[Relation]:
    """Claims that deny what another says: by their own pointer, or by their polarity on one proposition."""
    members = {c for p in question.positions for c in p.claims}
    reason = _reason(question, "denies it in its own words")
    for claim in sorted(members & denials.keys()):
        for denied in denials[claim]:
            if denied in members:
                yield _relation("DENIES", (claim, denied), question, reason)


def _symmetric(kind: RelationKind, claims: tuple[str, str], question: Question, reason: Reason) -> Relation:
    return _relation(kind, (min(claims), max(claims)), question, reason)


def _relation(kind: RelationKind, claims: tuple[str, str], question: Question, reason: Reason) -> Relation:
    return Relation(kind=kind, a=claims[0], b=claims[1], question=question.id, reason=reason)


def _reason(question: Question, why: str) -> Reason:
    return Reason(part="relation", rule=why, words=question.text)
