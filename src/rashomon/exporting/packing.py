"""Several files as one that another machine can open: a zip with an RO-Crate description and every file's digest.

RO-Crate 1.3 (Soiland-Reyes et al. 2022) says what each file is; `SHA256SUMS` is what `sha256sum -c` reads. The same
files make the same zip, byte for byte.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Sequence
from datetime import datetime

import msgspec

from rashomon.errors import UnreadableFile

SUMS = "SHA256SUMS"
METADATA = "ro-crate-metadata.json"
FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip can hold: the files bear no time of their own."""
LARGEST, MOST = 2 * 2**30, 200_000
"""Bytes of all files unpacked, and how many files: a hundred thousand dispatches with their raw bytes have 600 MB."""
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,100}(/[A-Za-z0-9][A-Za-z0-9._-]{0,100})?")
"""What a file in a pack may be called: no way out of the folder, nothing that a file system could take otherwise."""
LINE = re.compile(r"([0-9a-f]{64})  (\S+)")


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A file of the pack."""

    name: str
    what: str
    """In words, for the crate's description."""
    media: str
    data: bytes


class About(msgspec.Struct, frozen=True, kw_only=True):
    """What the pack is."""

    name: str
    description: str
    published: str
    """ISO 8601: when its newest part came about, so that it does not depend on when it was packed."""


def pack(parts: Sequence[Part], about: About) -> bytes:
    """The zip."""
    sums = {part.name: hashlib.sha256(part.data).hexdigest() for part in parts}
    metadata = _metadata(parts, sums, about)
    sums[METADATA] = hashlib.sha256(metadata).hexdigest()
    lines = "".join(f"{digest}  {name}\n" for name, digest in sorted(sums.items()))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
        files = [(METADATA, metadata), (SUMS, lines.encode()), *((part.name, part.data) for part in parts)]
        for name, data in files:
            entry = zipfile.ZipInfo(name, FIRST_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            zipped.writestr(entry, data)
    return out.getvalue()


def unpack(data: bytes, *, where: str) -> dict[str, bytes]:
    """The files by name, each held against its digest. Raises UnreadableFile: nothing of a pack that is not whole is
    used, and nothing is written anywhere."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as zipped:
            found = {entry.filename: _read(zipped, entry, where) for entry in _entries(zipped, where)}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise UnreadableFile(f"not a pack: {error}", where=where, remedy="`rashomon pack` makes them") from None
    sums = {name: digest for digest, name in LINE.findall(found.pop(SUMS, b"").decode("ascii", "replace"))}
    for name in sorted({*found, *sums}):
        if name not in found:
            raise UnreadableFile(f"{name} is missing in the pack", where=where)
        if hashlib.sha256(found[name]).hexdigest() != sums.get(name):
            raise UnreadableFile(f"{name} is not what was packed", where=where, remedy="fetch the pack again")
    return found


def _entries(zipped: zipfile.ZipFile, where: str) -> list[zipfile.ZipInfo]:
    entries = [entry for entry in zipped.infolist() if not entry.is_dir()]
    names = [entry.filename for entry in entries]
    if len(names) > MOST or sum(entry.file_size for entry in entries) > LARGEST:
        raise UnreadableFile("the pack is too large", where=where)
    for name in names:
        if not NAME.fullmatch(name):
            raise UnreadableFile(f"a pack has no file called {name[:80]!r}", where=where)
    if len(set(names)) < len(names):
        raise UnreadableFile("a file is in the pack twice", where=where)
    return entries


def _read(zipped: zipfile.ZipFile, entry: zipfile.ZipInfo, where: str) -> bytes:
    """The file; no more than the zip says it holds."""
    with zipped.open(entry) as file:
        data = file.read(entry.file_size + 1)
    if len(data) > entry.file_size:
        raise UnreadableFile(f"{entry.filename} is larger than the pack says", where=where)
    return data


def _metadata(parts: Sequence[Part], sums: dict[str, str], about: About) -> bytes:
    from rocrate.rocrate import ROCrate

    crate = ROCrate()
    crate.name = about.name
    crate.description = about.description
    crate.datePublished = datetime.fromisoformat(about.published)
    for part in parts:
        crate.add_file(
            io.BytesIO(part.data),
            dest_path=part.name,
            properties={
                "name": part.what,
                "encodingFormat": part.media,
                "contentSize": str(len(part.data)),
                "sha256": sums[part.name],
            },
        )
    text: bytes = msgspec.json.format(msgspec.json.encode(crate.metadata.generate()), indent=2)
    return text + b"\n"
