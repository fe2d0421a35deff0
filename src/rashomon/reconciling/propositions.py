"""Questions of whether, who and when: claims of one proposition, found by what they say and of whom."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rashomon.reconciling import comparing
from rashomon.reconciling.statements import Statement

ALIKE = 1.6
"""Likeness from which two claims are of one proposition (bench/gold.py)."""
TYPE, ACTORS, RECIPIENTS, WORDS = 0.6, 0.6, 0.5, 2.0
"""What the same event type, actors, recipients and (as cosine) content words add to likeness."""
LEADERS = 200
"""Propositions of one happening and event type that a claim is compared with; a bound on time, not on meaning."""


@dataclass(slots=True)
class Proposition:
    """Statements that affirm or deny one thing."""

    leader: Statement
    statements: list[Statement] = field(default_factory=list)


class Rarity:
    """How much each content word tells (inverse document frequency over the dossier's claims)."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        counts = Counter(stem for s in statements for stem in s.stems)
        total = len(statements)
        self._weight = {stem: math.log((total + 1) / (n + 0.5)) for stem, n in counts.items()}
        self._length: dict[str, float] = {}

    def cosine(self, a: Statement, b: Statement) -> float:
        """Likeness of two contents, 0 to 1."""
        common = sum(self._weight[stem] ** 2 for stem in a.stems & b.stems)
        return common / (self._norm(a) * self._norm(b)) if common else 0.0

    def _norm(self, s: Statement) -> float:
        if s.id not in self._length:
            self._length[s.id] = math.sqrt(sum(self._weight[stem] ** 2 for stem in s.stems)) or 1.0
        return self._length[s.id]


def propositions(statements: Sequence[Statement], rarity: Rarity) -> list[Proposition]:
    """A happening's statements by proposition, oldest first. Each joins the likest one that is alike enough."""
    found: dict[bool, list[Proposition]] = {}
    for statement in statements:
        planned = statement.claim.status != "actual" and not statement.negative
        leaders = found.setdefault(planned, [])
        best, score = None, ALIKE
        for proposition in leaders[-LEADERS:]:
            likeness = max(likeness_of(statement, other, rarity) for other in proposition.statements[:8])
            if likeness > score:
                best, score = proposition, likeness
        if best is None:
            best = Proposition(statement)
            leaders.append(best)
        best.statements.append(statement)
    return [p for planned in sorted(found) for p in found[planned]]


def likeness_of(a: Statement, b: Statement, rarity: Rarity) -> float:
    """How likely two claims are of one proposition; a sum of named weights."""
    score = WORDS * rarity.cosine(a, b)
    if a.claim.event.type == b.claim.event.type:
        score += TYPE
    score += _shared(a.actors, b.actors, ACTORS) + _shared(a.recipients, b.recipients, RECIPIENTS)
    return score


def _shared(a: frozenset[str], b: frozenset[str], weight: float) -> float:
    return {"same": weight, "compatible": weight / 2, "different": -weight, "unknown": 0.0}[
        comparing.parties(a, b).verdict
    ]


def tally(values: Mapping[str, int]) -> str:
    """The most frequent value, the first in order among equals."""
    return min(values, key=lambda value: (-values[value], value))
