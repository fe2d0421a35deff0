"""A PostgreSQL server for the tests alone: made in a folder of its own, reached by a socket in it, gone afterwards."""

from __future__ import annotations

import getpass
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

BINARIES = "/usr/lib/postgresql/*/bin"
"""Where Debian keeps `initdb` and `pg_ctl`, off the path."""
ROOM = 2**30
"""Bytes: a hundred archives, each of some hundred files."""
UNPRIVILEGED = "nobody"
"""PostgreSQL refuses to be served by root: then it is served by this user."""


class NoServer(Exception):
    """There is no PostgreSQL here that could be started; says why."""


@contextmanager
def running() -> Iterator[Callable[[str], str]]:
    """Yields a function that makes an empty schema of that name and returns its address. Raises NoServer."""
    tools = _tools()
    folder = Path(mkdtemp(prefix="pg", dir=_memory()))  # short: the path of a socket has at most 107 bytes
    try:
        _started(folder, tools)
        yield lambda name: _schema(folder, name)
        _run("pg_ctl", "-D", str(folder / "d"), "-m", "immediate", "-w", "stop", tools=tools)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _memory() -> str | None:
    """A folder in memory, where there is room; else that for temporary files."""
    memory = Path("/dev/shm")
    return str(memory) if memory.is_dir() and shutil.disk_usage(memory).free > ROOM else None


def _tools() -> Path:
    try:
        import psycopg  # noqa: F401
    except ImportError:
        raise NoServer("psycopg is not installed (rashomon[postgresql])") from None
    found = shutil.which("initdb")
    here = [Path(found).parent] if found else sorted(Path("/").glob(f"{BINARIES[1:]}/initdb"))
    if not here:
        raise NoServer("no initdb (Debian: postgresql)")
    return here[-1] if here[-1].is_dir() else here[-1].parent


def _started(folder: Path, tools: Path) -> None:
    if os.getuid() == 0:
        shutil.chown(folder, UNPRIVILEGED)
    _run("initdb", "-D", str(folder / "d"), "-A", "trust", "-U", "ann", "-E", "UTF8", "--locale=C", "-N", tools=tools)
    # Nothing of it outlives the tests: no need to wait for the disk.
    options = f"-k {folder} -c listen_addresses= -c fsync=off -c full_page_writes=off -c max_connections=60"
    _run("pg_ctl", "-D", str(folder / "d"), "-w", "-l", str(folder / "log"), "-o", options, "start", tools=tools)


def _schema(folder: Path, name: str) -> str:
    """Cheaper than a database: that is a copy of three hundred files."""
    import psycopg

    with psycopg.connect(f"host={folder} user=ann dbname=postgres", autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {name}".encode())
    return f"postgresql://ann@/postgres?host={folder}&options=-csearch_path%3D{name}"


def _run(tool: str, *arguments: str, tools: Path) -> None:
    other = ["setpriv", f"--reuid={UNPRIVILEGED}", f"--regid={_group()}", "--clear-groups"] if os.getuid() == 0 else []
    command = [*other, str(tools / tool), *arguments]
    with open(os.devnull, "wb") as nowhere:  # a server that inherits a pipe would keep it open
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=nowhere, stderr=nowhere, timeout=60, check=False
        )
    if done.returncode:
        raise NoServer(f"{tool} did not work for {getpass.getuser()}")


def _group() -> int:
    import pwd

    return pwd.getpwnam(UNPRIVILEGED).pw_gid
