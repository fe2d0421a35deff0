"""Which database keeps an archive: a file (SQLite), or a server that a team shares (PostgreSQL)."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol, TypeAlias

from sqlalchemy import Connection

Where: TypeAlias = Path | str
"""A file, or the address of a server's database: postgresql://USER@HOST/NAME."""


class Backend(Protocol):
    """What differs between databases; all else is the same statements."""

    MIGRATIONS: str
    """The folder of the scripts, beneath `archive`."""
    TROUBLE: tuple[tuple[str, str, str], ...]
    """Words of the database's errors, the problem in ours, and what to do."""

    def there(self, where: str) -> bool:
        """Whether there can be an archive: it is not made unasked."""

    def shown(self, where: str) -> str:
        """The archive as people are told of it, without a password."""

    def connected(self, where: str) -> AbstractContextManager[Connection]:
        """One connection, closed at the end. Raises SetupError where the driver is not installed."""

    def settle(self, connection: Connection) -> None:
        """What is set once it is clear that this is an archive."""

    def reading(self, connection: Connection) -> AbstractContextManager[object]:
        """A transaction that sees one state from its first to its last query, and keeps nobody waiting."""

    def writing(self, connection: Connection) -> AbstractContextManager[object]:
        """A transaction that sees all that was written before, and lets nobody else write until it ends."""


def of(where: Where) -> Backend:
    """The database that an archive there is kept by."""
    from rashomon.archive import postgresql, sqlite

    return postgresql if postgresql.names(str(where)) else sqlite
