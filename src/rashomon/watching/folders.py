"""Files that are new or changed since they were last looked at."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from rashomon.ingest.files import walk

SETTLED = 2.0
"""Seconds since a file was last written, from which it is taken for finished."""
Look = tuple[int, int]
"""Time of the last change in nanoseconds, and size."""


@dataclass(slots=True)
class Files:
    """The files of some folders. Whatever is in the archive already costs no more than a look when watching begins
    anew, so that what was looked at need not be kept."""

    paths: tuple[Path, ...]
    _taken: dict[Path, Look] = field(default_factory=dict)
    _before: dict[Path, Look] = field(default_factory=dict)

    def changed(self, now: float, *, last: bool = False) -> Iterator[tuple[Path, str]]:
        """Each file that is to be read now, with its name in the record. One that is still being written waits for the
        next round, unless this is the `last` one."""
        looks: dict[Path, Look] = {}
        for path in self.paths:
            for file, name in walk(path):
                look = _look(file) if isinstance(file, Path) else None
                if look is None or not isinstance(file, Path) or self._taken.get(file) == look:
                    continue
                looks[file] = look
                if last or now - look[0] / 1e9 >= SETTLED or self._before.get(file) == look:
                    self._taken[file] = look
                    yield file, name
        self._before = looks


def _look(file: Path) -> Look | None:
    try:
        found = os.stat(file)
    except OSError:
        return None
    return (found.st_mtime_ns, found.st_size) if stat.S_ISREG(found.st_mode) else None
