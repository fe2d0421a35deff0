"""A happening in the making: statements that are about one incident."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rashomon.model import Place, Reason
from rashomon.reconciling.statements import Statement, Window


@dataclass(slots=True)
class Happening:
    """Statements about one incident, and why they were linked."""

    place: Place | None
    window: Window | None
    statements: list[Statement] = field(default_factory=list)
    reasons: list[Reason] = field(default_factory=list)
    moves: Mapping[str, str] = field(default_factory=dict)
    """Claims that a person says answer as another claim does."""


def size(statements: Sequence[Statement]) -> int:
    """How many statements there are, those of copies being their originals'."""
    return len({(s.original, s.said) for s in statements})
