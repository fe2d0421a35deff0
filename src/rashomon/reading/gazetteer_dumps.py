"""A user's GeoNames dump (allCountries, cities500, SY ... as .txt or .zip) as rows, one at a time and within limits."""

from __future__ import annotations

import lzma
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from rashomon.errors import UnreadableFile
from rashomon.model.claim import PlacePrecision
from rashomon.reading.gazetteer_rows import Row, usable

COLUMNS = 19
"""Of a GeoNames dump (download.geonames.org/export/dump/readme.txt), parted by tabs."""
MODIFIED = 18
"""The column that holds the day of the row's last change."""
LONGEST_LINE = 100_000
"""Bytes; the longest of allCountries has under 20,000 (alternate names are cut at 10,000 characters there)."""
MOST_BYTES = 8 * 2**30
"""Unpacked; allCountries.txt has 1.7 GiB."""
MOST_PACKED = 100
"""Bytes that one byte of a zip may unpack to: dumps are packed four to one; a bomb, a thousand to one."""
READ_ME = "readme"
"""Begins the names of the files in a dump's zip that are not the dump."""
DAMAGED = (EOFError, NotImplementedError, RuntimeError, zipfile.BadZipFile, zlib.error, lzma.LZMAError)
"""What reading a broken, encrypted or strangely packed zip raises."""
REMEDY = "get a dump such as allCountries.zip or IQ.zip from GeoNames"


def dump(path: Path) -> Iterator[tuple[Row, str]]:
    """The rows of a GeoNames dump that reports may mean, each with the day of its last change. Raises UnreadableFile
    when it is no such dump, is damaged, or unpacks to more than any dump would."""
    try:
        with _opened(path) as lines:
            for number, line in enumerate(_lines(lines, path), 1):
                fields = line.rstrip("\r\n").split("\t")
                if len(fields) != COLUMNS:
                    problem = f"line {number} is not of a GeoNames dump: {len(fields)} columns, not {COLUMNS}"
                    raise UnreadableFile(problem, where=str(path), remedy=REMEDY)
                if (precision := _precision(fields)) is not None:
                    yield _row(fields, precision, number, path), fields[MODIFIED]
    except (*DAMAGED, OSError) as error:
        raise UnreadableFile(f"cannot be read: {error}", where=str(path), remedy=REMEDY) from None
    except UnicodeDecodeError:
        raise UnreadableFile("no GeoNames dump: not in UTF-8", where=str(path), remedy=REMEDY) from None


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    """The dump's bytes: of a zip those of the one table in it."""
    if not zipfile.is_zipfile(path):
        with path.open("rb") as plain:
            yield plain
        return
    with zipfile.ZipFile(path) as archive:
        tables = [
            member
            for member in archive.infolist()
            if member.filename.lower().endswith(".txt") and not member.filename.lower().startswith(READ_ME)
        ]
        if len(tables) != 1:
            problem = f"a zip with {len(tables)} tables in it, not one"
            raise UnreadableFile(problem, where=str(path), remedy="unzip it and load the one you want")
        (member,) = tables
        if member.file_size > MOST_BYTES or member.file_size > MOST_PACKED * max(member.compress_size, 1):
            raise UnreadableFile("unpacks to more than any GeoNames dump", where=str(path), remedy=REMEDY)
        with archive.open(member) as packed:
            yield cast("BinaryIO", packed)


def _lines(stream: BinaryIO, path: Path) -> Iterator[str]:
    """Line by line, never more than a line in memory, whatever the zip says of its size."""
    read = 0
    while line := stream.readline(LONGEST_LINE):
        read += len(line)
        if read > MOST_BYTES or (len(line) == LONGEST_LINE and not line.endswith(b"\n")):
            raise UnreadableFile("longer than any GeoNames dump", where=str(path), remedy=REMEDY)
        yield line.decode("utf-8")


def _precision(fields: list[str]) -> PlacePrecision | None:
    """Of a line of the dump; None for what reports never mean by a name alone (streams, hills ...)."""
    kind, feature = fields[6], fields[7]
    if feature.startswith("PCL"):
        return "country"
    if feature == "ADM1":
        return "region"
    if kind == "A" or feature == "PPLX":
        return "district"
    by_kind: dict[str, PlacePrecision] = {"P": "town", "S": "site"}
    return by_kind.get(kind)


def _row(fields: list[str], precision: PlacePrecision, number: int, path: Path) -> Row:
    try:
        id_, latitude, longitude = int(fields[0]), float(fields[4]), float(fields[5])
        population = int(fields[14] or 0)
        if not (id_ > 0 and -90 <= latitude <= 90 and -180 <= longitude <= 180 and 0 <= population < 2**40):
            raise ValueError("a number out of range")
    except ValueError as error:
        raise UnreadableFile(
            f"line {number} is not of a GeoNames dump: {error}", where=str(path), remedy=REMEDY
        ) from None
    return Row(
        id=id_,
        geonames=id_,
        name=fields[1],
        alternates=usable(fields[3].split(",")),
        latitude=latitude,
        longitude=longitude,
        country=fields[8],
        region=fields[10],
        population=population,
        precision=precision,
    )
