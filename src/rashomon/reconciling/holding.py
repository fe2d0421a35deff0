"""Keeps to what people decided: which claims are of one happening, and which claim answers as which."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from rashomon.model import Grouping, Held, Reason
from rashomon.reconciling.happening import Happening
from rashomon.reconciling.positions import Answer
from rashomon.reconciling.statements import Statement


def keep(happenings: Sequence[Happening], held: Held) -> list[Happening]:
    """The happenings merged and split as was decided, in that order; statements stay oldest first."""
    found = list(happenings)
    for grouping in held.groupings:
        found = _merged(found, grouping) if grouping.verdict == "merge" else _split(found, grouping)
    moves = dict(held.moves)
    if moves:
        for happening in found:
            happening.moves = moves
    return found


def moved(answers: Sequence[Answer], happening: Happening) -> list[Answer]:
    """A question's answers with each moved claim answering as the claim it was moved to, where that answers here."""
    found = list(answers)
    if not happening.moves:
        return found
    statements = {s.id: s for s in happening.statements}
    for claim, to in happening.moves.items():
        given = [a for a in found if a.statement.id == to]
        if given and claim in statements:
            found = [a for a in found if a.statement.id != claim]
            found.append(replace(given[-1], statement=statements[claim]))
    return sorted(found, key=lambda a: a.statement.order)


def _merged(happenings: list[Happening], grouping: Grouping) -> list[Happening]:
    """With the happenings that hold most of each side's claims as one, under the place and days of the largest."""
    chosen = [h for h in (_holder(happenings, side) for side in grouping.sides) if h is not None]
    parts = [h for h in happenings if any(h is c for c in chosen)]
    if len(parts) < 2:
        return happenings
    leader = max(parts, key=lambda h: len(h.statements))
    whole = Happening(
        leader.place,
        leader.window,
        sorted((s for part in parts for s in part.statements), key=lambda s: s.order),
        [*(reason for part in parts for reason in part.reasons), _reason("merged by a person")],
    )
    return [whole if h is leader else h for h in happenings if h is leader or not any(h is p for p in parts)]


def _holder(happenings: Sequence[Happening], side: Collection[str]) -> Happening | None:
    """The happening with the most of the claims, the first among equals."""
    ids = set(side)
    counts = [sum(s.id in ids for s in h.statements) for h in happenings]
    most = max(counts, default=0)
    return happenings[counts.index(most)] if most else None


def _split(happenings: list[Happening], grouping: Grouping) -> list[Happening]:
    ids = {claim for side in grouping.sides for claim in side}
    taken = sorted((s for h in happenings for s in h.statements if s.id in ids), key=lambda s: s.order)
    if not taken:
        return happenings
    rest = [_without(h, ids) for h in happenings]
    return [*(h for h in rest if h.statements), _founded(taken)]


def _without(happening: Happening, ids: Collection[str]) -> Happening:
    if not any(s.id in ids for s in happening.statements):
        return happening
    kept = [s for s in happening.statements if s.id not in ids]
    reasons = [*happening.reasons, _reason("split by a person")]
    return Happening(happening.place, happening.window, kept, reasons)


def _founded(statements: list[Statement]) -> Happening:
    """Under the place and days of the first statement that has them."""
    place = next((s.place for s in statements if s.place), None)
    window = next((s.window for s in statements if s.window), None)
    return Happening(place, window, statements, [_reason("split by a person")])


def _reason(rule: str) -> Reason:
    return Reason(part="incident", rule=rule, words="")
