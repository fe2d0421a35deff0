"""An archive on a server that a team shares: PostgreSQL 14 or later, a database or schema of its own, in UTF-8."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL, Connection, NullPool, create_engine, make_url, text
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from rashomon.errors import ArchiveError, SetupError

MIGRATIONS = "migrations/postgresql"
SCHEMES = ("postgresql://", "postgres://")
WRITER = 0x5261_7368
"""Number of the lock that a writer holds ("Rash"): one writer at a time, as in a file; readers never wait."""
BUSY_SECONDS: float = 30
"""As for a file."""
CONNECT_SECONDS = 10
"""A server that does not answer in this time is down, or is not there."""
TROUBLE: tuple[tuple[str, str, str], ...] = (
    ("lock timeout", "another program is writing to it", "try again when it has finished"),
    ("password", "the password is wrong or missing", "put it into ~/.pgpass or PGPASSWORD"),
    ("does not exist", "there is no such database or user", "an administrator makes one: `createdb NAME`"),
    ("permission denied", "the user may not write here", "give them the database: `createdb -O USER NAME`"),
    ("read-only", "may not be written to", "name the server that takes writes"),
    ("could not extend", "the server's disk is full", "make room and run the same command again: nothing was lost"),
    ("onnection", "the server does not answer", "is it running, and does the address name it?"),
    ("resolve", "the server cannot be found", "does the address name it?"),
)


def names(where: str) -> bool:
    """Whether this is the address of a server, not of a file."""
    return where.startswith(SCHEMES)


def there(where: str) -> bool:  # noqa: ARG001 - only the server knows
    return True


def shown(where: str) -> str:
    try:
        return make_url(where).render_as_string(hide_password=True)
    except (ArgumentError, ValueError):
        return "postgresql://…"


@contextmanager
def connected(where: str) -> Iterator[Connection]:
    try:
        url = make_url(where).set(drivername="postgresql+psycopg")
        engine = create_engine(url, poolclass=NullPool, connect_args=_settings(url))
    except ModuleNotFoundError as error:
        if error.name != "psycopg":
            raise
        problem = "an archive on a server needs psycopg, which is not installed"
        raise SetupError(problem, where=shown(where), remedy="pip install rashomon[postgresql]") from None
    except (ArgumentError, NoSuchModuleError, ValueError):
        raise ArchiveError("not an address", where=shown(where), remedy="postgresql://USER@HOST/NAME") from None
    with engine.connect() as connection:
        yield connection


def _settings(url: URL) -> dict[str, object]:
    """Ours, beside those of the address (such as options=-csearch_path=SCHEMA)."""
    own = f"-c lock_timeout={round(1000 * BUSY_SECONDS)}ms"
    given = url.query.get("options", "")
    return {"connect_timeout": CONNECT_SECONDS, "options": f"{given if isinstance(given, str) else ''} {own}".strip()}


def settle(connection: Connection) -> None:
    """Nothing: what is needed is set when connecting."""


@contextmanager
def reading(connection: Connection) -> Iterator[None]:
    connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    with connection.begin():
        yield


@contextmanager
def writing(connection: Connection) -> Iterator[None]:
    # Each statement sees what was committed before it, so all that follow the lock see the last writer's work.
    connection.execution_options(isolation_level="READ COMMITTED", postgresql_readonly=False)
    with connection.begin():
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": WRITER})
        yield
