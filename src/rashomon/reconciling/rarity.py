"""How much each content word tells, and how alike two contents are by the words that tell."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from rashomon.reconciling.statements import Statement

ENOUGH_COSINE = 0.25
"""The cosine beyond which more of it tells nothing."""


class Rarity:
    """How much each content word tells: inverse document frequency over the statements of one happening.

    Over those of the whole dossier it tells no better (development dossiers, as noted by hand and as read: contradict
    and agree F1 the same to three digits), and each new report would then bear on every happening.
    """

    def __init__(self, statements: Sequence[Statement]) -> None:
        counts = Counter(stem for s in statements for stem in s.stems)
        total = len(statements)
        self._weight = {stem: math.log((total + 1) / (n + 0.5)) for stem, n in counts.items()}
        self._length: dict[str, float] = {}

    def likeness(self, a: Statement, b: Statement) -> float:
        """How much their words in common tell that two contents are of one thing, 0 to 1."""
        return min(ENOUGH_COSINE, self.cosine(a, b)) / ENOUGH_COSINE

    def cosine(self, a: Statement, b: Statement) -> float:
        """Likeness of two contents, 0 to 1."""
        common = sum(self._weight[stem] ** 2 for stem in a.stems & b.stems)
        return common / (self._norm(a) * self._norm(b)) if common else 0.0

    def _norm(self, s: Statement) -> float:
        if s.id not in self._length:
            self._length[s.id] = math.sqrt(sum(self._weight[stem] ** 2 for stem in s.stems)) or 1.0
        return self._length[s.id]
