"""WARC and WACZ: the pages of a web archive, record by record."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from rashomon.errors import InputError, NotADispatch, UnreadableFile
from rashomon.ingest.containers import opened, seekable
from rashomon.ingest.extras import needed
from rashomon.ingest.pieces import Choices, Format, Head, Hints, Piece
from rashomon.ingest.source import LARGEST_REPORT, Source, Unpacked, brief, within

if TYPE_CHECKING:
    from typing import BinaryIO

    from fastwarc.warc import WarcRecord

REMEDY = "fetch or write it again"
SUCCESS = range(200, 300)
_KINDS = {"text/html": "html", "application/xhtml+xml": "html", "text/plain": "text", "application/pdf": "pdf",
          "application/json": "ninjs"}  # fmt: skip


def split(source: Source, _: Choices) -> Iterator[Piece | Source | InputError]:
    """One piece a page that was answered; requests, redirects, pictures and the like are passed over."""
    needed("fastwarc", source.name)
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    wanted = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    number = pages = 0
    try:
        stream = cast("BinaryIO", source.stream)
        for record in ArchiveIterator(
            stream,
            record_types=wanted,
            parse_http=True,
            auto_decode="all",
            max_content_length=LARGEST_REPORT,
            quirks_mode=True,
        ):
            number += 1
            piece = _piece(record, source.name, number)
            pages += piece is not None
            if piece is not None:
                yield piece
    except InputError:
        raise
    except Exception as error:  # what the parser raises for damaged records is not documented
        raise UnreadableFile(f"this WARC is damaged after record {number}: {brief(error)}", where=source.name,
                             remedy=REMEDY) from None  # fmt: skip
    if not pages:
        problem = "there is no page in this WARC" if number else "there is no whole record in this WARC"
        raise NotADispatch(problem, where=source.name, remedy="leave it out" if number else REMEDY)


def _piece(record: WarcRecord, name: str, number: int) -> Piece | None:
    """A record that is a page. When it was archived does not say when it was published, and is not used."""
    headers = record.http_headers
    if headers is not None and headers.status_code not in SUCCESS:
        return None
    kind = (record.http_content_type or record.headers.get("Content-Type") or "").split(";")[0].strip().lower()
    if kind not in _KINDS:
        return None
    raw = record.reader.read(LARGEST_REPORT)
    if not raw.strip():
        return None
    packed = headers is not None and ("Transfer-Encoding" in headers or "Content-Encoding" in headers)
    cut = not packed and len(raw) < record.content_length
    address = " ".join((record.headers.get("WARC-Target-URI") or "").strip("<> ").split())
    where = f"{name}, record {number}" + (f", {address[:120]}" if address else "")
    warnings = ("its record in the WARC is cut off: the report is not whole",) if cut else ()
    return Piece(raw, _KINDS[kind], name, where, Hints(uri=address or None, warnings=warnings))


def split_wacz(source: Source, _: Choices) -> Iterator[Piece | Source | InputError]:
    """The WARC files of a WACZ."""
    with seekable(source) as file, opened(file, source.name) as archive:
        members = sorted((m for m in archive.infolist() if _is_warc(m.filename)), key=lambda m: m.filename)
        if not members:
            raise NotADispatch("there is no WARC in this WACZ", where=source.name, remedy=REMEDY)
        for member in members:
            name = f"{source.name}/{member.filename}"
            try:
                with archive.open(member) as stream:
                    packed = max(1, member.compress_size)
                    unpacked = Unpacked(cast("BinaryIO", stream), packed, name)
                    yield within(name, cast("BinaryIO", unpacked), source)
            except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError) as error:
                yield UnreadableFile(f"the packed data are damaged: {brief(error)}", where=name, remedy=REMEDY)


def _is_warc(name: str) -> bool:
    return bool(re.search(r"\.warc(?:\.gz|\.zst)?$", name, re.I))


def _matches(head: Head) -> bool:
    return head.data.startswith(b"WARC/")


def _matches_wacz(head: Head) -> bool:
    if not head.data.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(head.data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, OverflowError):
        names = [m.decode("latin-1") for m in re.findall(rb"PK\x03\x04.{26}([ -~]{4,200})", head.data, re.S)]
    return any(name.startswith("archive/") and ".warc" in name for name in names)


FORMAT = Format(
    "warc",
    "each page that was answered (HTML, text, PDF, ninjs), with its address; read in constant memory",
    "WARC/ at the start",
    _matches,
    split,
    extra=True,
)
WACZ = Format("wacz", "the pages of the WARC files in it", "a zip archive with archive/*.warc", _matches_wacz,
              split_wacz, extra=True)  # fmt: skip
