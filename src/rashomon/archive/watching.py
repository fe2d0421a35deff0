"""What was fetched for a dossier, of which version, and when it is to be asked for again."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from sqlalchemy import delete, insert, select

from rashomon.archive import rawtables as r
from rashomon.archive.opening import Archive


class Watched(msgspec.Struct, frozen=True, kw_only=True):
    """A feed or page as it was when it was last asked for."""

    address: str
    etag: str | None = None
    modified: str | None = None
    digest: str | None = None
    """Of what was taken from it; None as long as nothing was."""
    checked: str | None = None
    """ISO 8601, in UTC."""
    failures: int = 0
    """In a row."""
    due: float = 0.0
    """Seconds since 1970: not to be asked again before."""


def get(archive: Archive, dossier: str, address: str) -> Watched:
    """What is known of an address; that it was never asked, where nothing is."""
    query = select(r.watched).where((r.watched.c.dossier == dossier) & (r.watched.c.address == address))
    with archive.reading() as connection:
        row = connection.execute(query).one_or_none()
    if row is None:
        return Watched(address=address)
    return Watched(**{name: row._mapping[name] for name in Watched.__struct_fields__})


def put(archive: Archive, dossier: str, changed: Iterable[Watched]) -> None:
    """Keeps what is known now, all of it or nothing."""
    with archive.writing() as connection:
        for one in changed:
            mine = (r.watched.c.dossier == dossier) & (r.watched.c.address == one.address)
            connection.execute(delete(r.watched).where(mine))
            connection.execute(insert(r.watched).values(dossier=dossier, **msgspec.structs.asdict(one)))
