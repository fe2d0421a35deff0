"""Conclusions of large dossiers, drawn anew in a thread of their own: nobody waits for them at a form."""

from __future__ import annotations

import threading
from collections.abc import Callable

from rashomon.errors import RashomonError

Draw = Callable[[str], object]


class Redrawing:
    """Which dossiers are being drawn anew. One at a time: each takes a core, and the archive has one writer."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._turn = threading.Lock()
        self._again: dict[str, bool] = {}
        """By dossier under way, whether it changed since it was begun."""

    def begin(self, name: str, draw: Draw) -> None:
        """Draws the dossier's conclusions; once more, when it is under way already."""
        with self._guard:
            under_way = name in self._again
            self._again[name] = under_way
        if not under_way:
            threading.Thread(target=self._run, args=(name, draw), name=f"drawing {name}", daemon=True).start()

    def under_way(self, name: str) -> bool:
        with self._guard:
            return name in self._again

    def _run(self, name: str, draw: Draw) -> None:
        try:
            while True:
                with self._turn:
                    draw(name)
                with self._guard:
                    if not self._again[name]:
                        del self._again[name]
                        return
                    self._again[name] = False
        except RashomonError:
            pass  # the dossier stays stale, its pages say so and offer to try again
        finally:
            with self._guard:
                self._again.pop(name, None)
