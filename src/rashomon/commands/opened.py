"""An open archive, and the dossiers in it, as several commands need them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rashomon.errors import NotFound
from rashomon.terminal import streams

if TYPE_CHECKING:
    from rashomon.archive import Archive
    from rashomon.archive.backends import Where
    from rashomon.exporting.record import Record
    from rashomon.model import Dossier


@contextmanager
def archive(where: Where, *, create: bool = False) -> Iterator[Archive]:
    """See `archive.open_archive`, which is imported here only."""
    from rashomon.archive import open_archive

    with open_archive(where, create=create) as opened:
        yield opened


def concluded(archive: Archive, name: str | None) -> Dossier:
    """The dossier of that name, or the only one; drawn anew first where an earlier command was interrupted."""
    from rashomon import pipeline
    from rashomon.archive import queries

    if name is not None:
        return pipeline.conclude(archive, name)
    names = [line.name for line in queries.dossiers(archive)]
    if len(names) != 1:
        problem = f"there are {len(names)} dossiers: {', '.join(names)}" if names else "the archive is empty"
        raise NotFound(problem, where=str(archive.path), remedy="name one" if names else "add reports first")
    return pipeline.conclude(archive, names[0])


def record(where: Where, name: str, *, with_names: bool) -> tuple[Record, int]:
    """The dossier's record, and how many private persons' names were left out of it."""
    from rashomon.exporting import privacy
    from rashomon.exporting.record import build

    with archive(where) as opened:
        found = build(concluded(opened, name))
    if with_names:
        return found, 0
    found, persons = privacy.withhold(found)
    if persons:
        streams.tell(f"names of private persons withheld: {persons} (--with-names keeps them)")
    return found, persons
