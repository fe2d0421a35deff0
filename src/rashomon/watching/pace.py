"""When to ask again: as often as a person wants, as seldom as a server wants, and ever more seldom after failures."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

LONGEST_WAIT = 24 * 3600.0
"""Seconds: what fails for a day is still asked once a day."""


@dataclass(frozen=True, slots=True)
class Pace:
    """`every`: seconds between two rounds. Clock and waiting may be replaced in tests."""

    every: float
    now: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep

    def due(self, wanted: float | None = None) -> float:
        """When to ask again after an answer; `wanted`: seconds that the server wants at least."""
        return self.now() + min(LONGEST_WAIT, max(self.every, wanted or 0.0))

    def after(self, failures: int, wanted: float | None = None) -> float:
        """When to ask again after so many failures in a row: the pause doubles with each."""
        return self.now() + min(LONGEST_WAIT, max(self.every * 2.0 ** min(failures, 20), wanted or 0.0))
