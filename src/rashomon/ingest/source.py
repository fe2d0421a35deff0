"""Bytes that can be read once, with their first ones looked at before; never more than the limits allow."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from rashomon.errors import InputError, UnreadableFile

HEAD = 2**16
"""Bytes by which a format is told: headers of tables and the metadata of pages fit several times."""
LARGEST_REPORT = 20 * 2**20
"""Bytes of one report, or of one line of a file of many; the longest dispatches have about 50 KB."""
LARGEST_EXPORT = 50 * 2**20
"""Bytes of a file that is held in memory as a whole because it is one text or document with many articles (an export
of a database, 500 articles at most: under 10 MB) or with pictures."""
LARGEST_UNPACKED = 8 * 2**30
"""Bytes that one compressed file may unpack to."""
LARGEST_RATIO = 200
"""Unpacked bytes for each packed one. Text packs to a tenth, repetitive tables to a fiftieth; bombs to a thousandth."""
FREE = 2**20
"""Unpacked bytes from which the ratio is looked at: below, it does no harm."""
DEEPEST = 3
"""Containers within containers: an archive of compressed exports has two."""


@dataclass(slots=True)
class Source:
    """A file or a member of one."""

    name: str
    """As it stands in the record."""
    stream: io.BufferedReader
    depth: int = 0
    """How many containers it is in."""
    head: bytes = field(init=False)

    def __post_init__(self) -> None:
        self.head = self.stream.peek(HEAD)[:HEAD]

    def whole(self, most: int | None = None) -> bytes:
        """All bytes. Raises UnreadableFile when there are more than `most`, or none."""
        most = LARGEST_REPORT if most is None else most
        raw = self.stream.read(most + 1)
        if len(raw) > most:
            raise UnreadableFile(
                f"it has more than one report can have ({mib(most)})",
                where=self.name,
                remedy="split it up; files of many reports are read as .jsonl, one a line",
            )
        if not raw.strip():
            raise UnreadableFile("the file is empty", where=self.name, remedy="leave it out")
        return raw

    def lines(self) -> Iterator[tuple[int, bytes | InputError]]:
        """Lines with their numbers, without what ends them; one that is too long is an error, and the rest goes on."""
        number = 0
        while line := self.stream.readline(LARGEST_REPORT + 1):
            number += 1
            if len(line) > LARGEST_REPORT:
                yield (
                    number,
                    UnreadableFile(
                        f"the line has more than {mib(LARGEST_REPORT)}",
                        where=f"{self.name}:{number}",
                        remedy="split it up, or leave it out",
                    ),
                )
                while line and not line.endswith(b"\n"):
                    line = self.stream.readline(2**20)
            else:
                yield number, line.rstrip(b"\r\n")


def within(name: str, stream: BinaryIO, outer: Source) -> Source:
    """A member of a container. Raises UnreadableFile when it is nested too deeply."""
    name = printable(name)
    if outer.depth + 1 > DEEPEST:
        raise UnreadableFile(
            f"it is packed more than {DEEPEST} times over", where=name, remedy="unpack it, and give what is in it"
        )
    return Source(name, buffered(stream), outer.depth + 1)


def buffered(stream: BinaryIO) -> io.BufferedReader:
    """A stream whose start can be looked at."""
    return io.BufferedReader(_Full(stream), HEAD)


class _Full(io.RawIOBase):
    """A stream that always gives as much as is asked for and there is, as decompressors do not."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._count = 0

    def readable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._count

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        got = 0
        while got < len(buffer):
            data = self._stream.read(len(buffer) - got)
            if not data:
                break
            buffer[got : got + len(data)] = data
            got += len(data)
        self._count += got
        return got


class Unpacked(io.RawIOBase):
    """A decompressor's output, watched: raises UnreadableFile when a bomb goes off, or the data are damaged."""

    def __init__(self, stream: BinaryIO, packed: BinaryIO | int, name: str) -> None:
        """`packed`: the stream that is unpacked, whose position tells how much was read, or its size."""
        self._stream, self._packed, self._name = stream, packed, name
        self._count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            data = self._stream.read(len(buffer))
        except UnreadableFile:
            raise
        except Exception as error:  # zlib, zstd, zipfile and lzma each have errors of their own
            raise UnreadableFile(
                f"the packed data are damaged: {brief(error)}", where=self._name, remedy="fetch the file again"
            ) from None
        self._count += len(data)
        self._check()
        buffer[: len(data)] = data
        return len(data)

    def _check(self) -> None:
        read = self._packed if isinstance(self._packed, int) else self._packed.tell()
        if self._count > LARGEST_UNPACKED or (self._count > FREE and self._count > LARGEST_RATIO * max(1, read)):
            raise UnreadableFile(
                f"it unpacks to more than {LARGEST_RATIO} times its size, as only bombs do"
                if self._count <= LARGEST_UNPACKED
                else f"it unpacks to more than {mib(LARGEST_UNPACKED)}",
                where=self._name,
                remedy="unpack it yourself if you trust it",
            )


def printable(name: str) -> str:
    """A name that somebody else gave, in one line."""
    return "".join(c if c.isprintable() else "\ufffd" for c in name)


def brief(error: BaseException) -> str:
    """The first line of an error of a library."""
    words = str(error).replace("`", "'").strip() or type(error).__name__
    return " ".join(words.splitlines()[0].split())[:150]


def mib(size: int) -> str:
    """A size for a person."""
    return f"{size / 2**30:.0f} GB" if size >= 2**30 else f"{size / 2**20:.0f} MB"
