"""What the desk is given when it opens: the archive, who may come, and the functions that it does not know itself."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, LifoQueue
from typing import TYPE_CHECKING, Literal

import msgspec

from rashomon.archive import Archive, open_archive
from rashomon.archive.backends import Where
from rashomon.model import Dossier
from rashomon.web.redrawing import Redrawing
from rashomon.web.remembering import Remembered

if TYPE_CHECKING:
    from starlette.requests import Request

Role = Literal["reader", "coder", "editor"]
Tick = Callable[[int, int | None], None]

AT_ONCE = 5000
"""Claims of a dossier up to which conclusions are drawn anew while a form is answered: 1.5 seconds of one core
(measured; a quarter of a millisecond for each claim)."""
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """Who is at the desk."""

    name: str
    role: Role


class LeftOut(msgspec.Struct, frozen=True, kw_only=True):
    """What was given to be added and is not there, one line each for a person."""

    problems: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()


OWNER = Person(name="owner", role="editor")
"""Whoever opened the desk on their own machine: no login."""


def nobody_else(request: Request) -> Person | None:  # noqa: ARG001
    """Everyone who reaches the desk is its owner: right on loopback, where there are no users."""
    return OWNER


@dataclass(frozen=True, kw_only=True)
class Desk:
    """Everything the pages are served from."""

    archive: Where
    add: Callable[[Archive, Sequence[Path], str, Tick], LeftOut]
    """Reads the files and keeps them in the dossier of that name, telling how far it is."""
    conclude: Callable[[Archive, str], Dossier]
    """The dossier with its conclusions drawn anew where reports have come since."""
    identify: Callable[[Request], Person | None] = nobody_else
    """Who sent this request; None for whoever must log in first."""
    login: str | None = None
    """Where those who must log in are sent; None where nobody must."""
    hosts: tuple[str, ...] = LOOPBACK
    """Names under which the desk may be reached: a page of another name (DNS rebinding) is refused."""
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    """Signs the tokens of forms; new with every start."""
    with_names: bool = False
    """Whether readers see the names of private persons too."""
    reviewing: bool = False
    """Whether there are pages on which claims are reviewed."""
    basemap: Path | None = None
    """A SQLite file of map tiles (mbtiles); None: maps without ground."""
    redrawing: Redrawing = field(default_factory=Redrawing, repr=False)
    """Dossiers whose conclusions are being drawn anew while people go on."""
    remembered: Remembered = field(default_factory=Remembered, repr=False)
    """What was counted over whole dossiers."""
    idle: LifoQueue[tuple[Archive, ExitStack]] = field(default_factory=LifoQueue, repr=False)
    """Open archives that no request is using."""

    def hides_from(self, person: Person) -> bool:
        """Whether names of private persons are withheld from them."""
        return person.role == "reader" and not self.with_names

    @contextmanager
    def opened(self) -> Iterator[Archive]:
        """An archive for one request: opening costs more than most pages, so they are kept open."""
        try:
            archive, stack = self.idle.get_nowait()
        except Empty:
            stack = ExitStack()
            archive = stack.enter_context(open_archive(self.archive, create=True))
        try:
            yield archive
        except BaseException:
            stack.close()
            raise
        self.idle.put((archive, stack))

    def redraw(self, name: str, claims: int) -> None:
        """The dossier's conclusions anew: at once where that takes a moment, else while its people go on."""
        if claims <= AT_ONCE:
            self._draw(name)
        else:
            self.redrawing.begin(name, self._draw)

    def _draw(self, name: str) -> None:
        with self.opened() as archive:
            self.conclude(archive, name)

    def close(self) -> None:
        """Closes the archives that are open."""
        while not self.idle.empty():
            self.idle.get_nowait()[1].close()
