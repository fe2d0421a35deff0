"""Files within files: gzip, zstd and zip, unpacked as they are read, within limits."""

from __future__ import annotations

import gzip
import io
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from backports import zstd

from rashomon.errors import InputError, UnreadableFile
from rashomon.ingest.pieces import Choices, Format, Piece
from rashomon.ingest.source import Source, Unpacked, brief, printable, within

WIDEST_WINDOW = 27
"""Power of two of the bytes that a zstd stream may ask the reader to remember (128 MB); the tool itself refuses more
without being told."""
MOST_MEMBERS = 1_000_000
IN_MEMORY = 2**23
"""Bytes of an inner archive from which it is unpacked to a temporary file."""
REMEDY = "fetch or pack it again"


def gunzip(source: Source, _: Choices) -> Iterator[Piece | Source | InputError]:
    """What is packed in gzip, under the file's own name without its ending."""
    packed = cast("BinaryIO", source.stream)
    with gzip.GzipFile(fileobj=packed) as stream:
        yield _inner(source, cast("BinaryIO", stream), packed, (".gz", ".gzip"))


def unzstd(source: Source, _: Choices) -> Iterator[Piece | Source | InputError]:
    """The same for zstd."""
    packed = cast("BinaryIO", source.stream)
    options = {int(zstd.DecompressionParameter.window_log_max): WIDEST_WINDOW}
    with zstd.ZstdFile(packed, "rb", options=options) as stream:
        yield _inner(source, cast("BinaryIO", stream), packed, (".zst", ".zstd"))


def _inner(source: Source, stream: BinaryIO, packed: BinaryIO | int, endings: tuple[str, ...]) -> Source:
    name = next((source.name[: -len(e)] for e in endings if source.name.lower().endswith(e)), source.name)
    inner = within(name, cast("BinaryIO", Unpacked(stream, packed, source.name)), source)
    inner.name = source.name  # the record names the file as it was given
    return inner


def unzip(source: Source, _: Choices) -> Iterator[Piece | Source | InputError]:
    """The members of a zip archive in the order of their names, each `archive/member`."""
    with seekable(source) as file, opened(file, source.name) as archive:
        members = [m for m in archive.infolist() if not m.is_dir() and not _hidden(m.filename)]
        if not members:
            raise UnreadableFile("the archive has no files in it", where=source.name, remedy="leave it out")
        for member in sorted(members, key=lambda m: m.filename):
            try:
                yield from _member(source, archive, member)
            except InputError as error:
                yield error


def _member(source: Source, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[Source | InputError]:
    name = f"{source.name}/{printable(member.filename)}"
    if member.flag_bits & 0x1:
        raise UnreadableFile(
            "it is encrypted", where=name, remedy="unpack it with its password, and give what is in it"
        )
    try:
        stream = archive.open(member)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError, EOFError) as error:
        raise UnreadableFile(f"the packed data are damaged: {brief(error)}", where=name, remedy=REMEDY) from None
    with stream:
        packed = max(1, min(member.compress_size, member.file_size))
        yield within(name, cast("BinaryIO", Unpacked(cast("BinaryIO", stream), packed, name)), source)


def _hidden(name: str) -> bool:
    """Members that systems add by themselves, and what a folder would hide."""
    parts = PurePosixPath(name).parts
    return any((part.startswith(".") and part != "..") or part == "__MACOSX" for part in parts)


@contextmanager
def opened(file: BinaryIO, name: str) -> Iterator[zipfile.ZipFile]:
    """A zip archive. Raises UnreadableFile when it is damaged."""
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, OverflowError) as error:
        raise UnreadableFile(f"this archive is damaged: {brief(error)}", where=name, remedy=REMEDY) from None
    with archive:
        if len(archive.infolist()) > MOST_MEMBERS:
            raise UnreadableFile(f"more than {MOST_MEMBERS} files are in it", where=name, remedy="unpack it yourself")
        yield archive


@contextmanager
def seekable(source: Source) -> Iterator[BinaryIO]:
    """The source as a file in which one can go to and fro: itself, or a temporary copy."""
    if source.depth == 0 and source.stream.seekable():
        yield cast("BinaryIO", source.stream)
        return
    with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as copy:
        shutil.copyfileobj(source.stream, copy)
        copy.seek(0)
        yield cast("BinaryIO", copy)


def bytes_of(archive: zipfile.ZipFile, name: str, most: int, where: str) -> bytes:
    """One member as a whole. Raises UnreadableFile when it is damaged, missing or larger than `most`."""
    try:
        with archive.open(name) as stream:
            data = stream.read(most + 1)
    except KeyError:
        raise UnreadableFile(f"the part {name} is missing", where=where, remedy=REMEDY) from None
    except Exception as error:  # zlib, lzma and zipfile each have errors of their own
        raise UnreadableFile(f"the packed data are damaged: {brief(error)}", where=where, remedy=REMEDY) from None
    if len(data) > most:
        raise UnreadableFile(f"the part {name} is too large", where=where, remedy="save it again without pictures")
    return data


def as_source(data: bytes, name: str, outer: Source) -> Source:
    """Bytes that were found within a source, such as an attachment."""
    return within(name, io.BytesIO(data), outer)


GZIP = Format("gzip", "what is packed in it", "the bytes 1F 8B", lambda head: head.data.startswith(b"\x1f\x8b"), gunzip)
ZSTD = Format(
    "zstd", "what is packed in it", "the bytes 28 B5 2F FD", lambda h: h.data.startswith(b"\x28\xb5\x2f\xfd"), unzstd
)
ZIP = Format(
    "zip",
    "each file in it, by its own format",
    "PK at the start",
    lambda head: head.data.startswith((b"PK\x03\x04", b"PK\x05\x06")),
    unzip,
)
FORMAT = ZIP
