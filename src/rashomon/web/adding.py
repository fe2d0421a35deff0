"""Reports being added: one batch after the other in a thread of their own, with how far each is."""

from __future__ import annotations

import secrets
import shutil
import threading
from collections import OrderedDict
from pathlib import Path
from typing import Literal

import msgspec

from rashomon.errors import RashomonError
from rashomon.web.desk import Desk, LeftOut

Phase = Literal["waiting", "reading", "comparing", "done", "failed"]
MOST_WAITING = 20
"""Batches that wait for their turn: each holds its files on the disk until then."""
KEPT = 50
"""Batches remembered after they are done."""


class Batch(msgspec.Struct, frozen=True, kw_only=True):
    """Files that are being added to a dossier."""

    id: str
    dossier: str
    phase: Phase
    done: int
    """Reports read so far."""
    total: int
    """Files given; one file may hold many reports."""
    problems: tuple[str, ...] = ()
    """What could not be used, one line each."""
    notices: tuple[str, ...] = ()
    """What was given twice."""

    @property
    def finished(self) -> bool:
        return self.phase in ("done", "failed")

    @property
    def words(self) -> str:
        """What a person is told."""
        return {
            "waiting": "Waiting for another batch to be finished.",
            "reading": f"{self.done} read so far, of {self.total} {'file' if self.total == 1 else 'files'}.",
            "comparing": f"{self.done} read. Comparing what they claim.",
            "done": f"Done: {self.done} newly read.",
            "failed": "It did not work.",
        }[self.phase]


class Batches:
    """All batches of a desk. One is added at a time: the archive has one writer."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._turn = threading.Lock()
        self._guard = threading.Lock()
        self._known: OrderedDict[str, Batch] = OrderedDict()

    def get(self, id: str) -> Batch | None:
        with self._guard:
            return self._known.get(id)

    @property
    def full(self) -> bool:
        """Whether too many wait for another to be begun."""
        with self._guard:
            return sum(not batch.finished for batch in self._known.values()) >= MOST_WAITING

    def start(self, folder: Path, dossier: str) -> Batch:
        """Adds the files in the folder, which is removed when they are read."""
        total = sum(1 for _ in folder.iterdir())
        batch = Batch(id=secrets.token_hex(8), dossier=dossier, phase="waiting", done=0, total=total)
        self._keep(batch)
        threading.Thread(target=self._run, args=(batch, folder), name=f"adding {batch.id}", daemon=True).start()
        return batch

    def _run(self, batch: Batch, folder: Path) -> None:
        try:
            with self._turn:
                self._keep(self._added(batch, folder))
        except RashomonError as error:
            self._keep(msgspec.structs.replace(batch, phase="failed", problems=(str(error),)))
        except Exception as error:  # a thread has nobody to raise to: the page tells it
            self._keep(msgspec.structs.replace(batch, phase="failed", problems=(f"{type(error).__name__}: {error}",)))
            raise
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def _added(self, batch: Batch, folder: Path) -> Batch:
        self._keep(batch := msgspec.structs.replace(batch, phase="reading"))
        done = 0

        def tick(number: int, _: int | None) -> None:
            nonlocal done
            done = number
            self._keep(msgspec.structs.replace(batch, done=number))

        with self._desk.opened() as archive:
            left_out: LeftOut = self._desk.add(archive, [folder], batch.dossier, tick)
            batch = msgspec.structs.replace(
                batch, phase="comparing", done=done, problems=left_out.problems, notices=left_out.notices
            )
            self._keep(batch)
            if len(left_out.problems) < batch.total or done:
                self._desk.conclude(archive, batch.dossier)
        return msgspec.structs.replace(batch, phase="done")

    def _keep(self, batch: Batch) -> None:
        with self._guard:
            self._known[batch.id] = batch
            while len(self._known) > KEPT:
                self._known.popitem(last=False)
