"""What is counted over a whole dossier, kept until the dossier changes: the first page after a change counts anew."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import TypeVar

from rashomon.archive.browsing import Head

T = TypeVar("T")

KEPT = 40
"""Values remembered: two of each of the twenty dossiers that were looked at last."""


class Remembered:
    """Values of dossiers as they are at one revision. Of a dossier that is to be drawn anew nothing is remembered: its
    conclusions change under the same revision."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._known: OrderedDict[tuple[str, str, int], object] = OrderedDict()

    def get(self, what: str, head: Head, make: Callable[[], T]) -> T:
        """The value of that kind, made where it is not known. What is made must not change with who looks."""
        if head.stale:
            return make()
        key = what, head.name, head.revision
        with self._guard:
            found = self._known.get(key)
        if found is None:
            found = make()
            with self._guard:
                self._known[key] = found
                while len(self._known) > KEPT:
                    self._known.popitem(last=False)
        return found  # type: ignore[return-value]  # a kind has one type
