"""Standard output for what was asked for, standard error for everything else."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from rashomon.errors import RashomonError

if TYPE_CHECKING:
    from rich.console import Console


PLAIN_SIGNS = {
    "✓": "+",
    "✗": "x",
    "±": "+/-",
    "→": "->",
    "•": "*",
    "≥": ">=",
    "≤": "<=",
    "–": "-",
    "·": "|",
    "…": "...",
    "“": '"',
    "”": '"',
    "’": "'",
    "‘": "'",
    "«": "<<",
    "»": ">>",
    "█": "#",
}
"""For terminals that know only ASCII: what shape says must not become "?" there."""


def tolerate() -> None:
    """A terminal that lacks a sign shows "?" in its place, instead of stopping the command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def tell(line: str) -> None:
    """A line for the person at the terminal, on standard error. Cannot steer it, whatever a file's name holds."""
    shown = "".join(character if character.isprintable() else "�" for character in line)
    print(f"rashomon: {shown}", file=sys.stderr)


@contextmanager
def page() -> Iterator[Console]:
    """A console whose output goes to standard output when all is printed, without white space at the ends of lines."""
    from rich.console import Console

    console = Console(highlight=False)
    with console.capture() as capture:
        yield console
    for line in capture.get().split("\n")[:-1]:
        sys.stdout.write(f"{_encodable(line.rstrip())}\n")


def _encodable(line: str) -> str:
    encoding = sys.stdout.encoding or "utf-8"
    try:
        line.encode(encoding)
    except UnicodeEncodeError:
        return "".join(PLAIN_SIGNS.get(character, character) for character in line)
    return line


def write(data: bytes, path: Path | None) -> None:
    """To the file, or to standard output. Raises RashomonError when that is not possible."""
    if path is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        path.write_bytes(data)
    except OSError as error:
        raise RashomonError(
            f"cannot be written: {error.strerror}", where=str(path), remedy="name another file"
        ) from None


def write_json(value: object) -> None:
    """Any model value as indented JSON, on standard output."""
    import msgspec

    write(msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n", None)


@contextmanager
def progress(what: str) -> Iterator[Callable[[int, int | None], None]]:
    """See `terminal.progress`, on standard error."""
    from rich.console import Console

    from rashomon.terminal import progress as bar

    with bar.progress(Console(stderr=True), what) as tick:
        yield tick
