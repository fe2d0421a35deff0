"""DOCX (Word): the paragraphs of the document, read by lxml without anything else of the package."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from lxml.etree import _Element as Element

from rashomon.errors import InputError
from rashomon.ingest import decoding, exports, xml
from rashomon.ingest.assembling import Draft
from rashomon.ingest.containers import bytes_of, opened
from rashomon.ingest.pieces import Choices, Format, Head, Piece, worded
from rashomon.ingest.source import LARGEST_EXPORT, LARGEST_REPORT, Source

REMEDY = "save it again, or give the text as .txt"
BODY = "word/document.xml"


def split(source: Source, _: Choices) -> Iterator[Piece | Source | InputError]:
    """The articles of an export; or the whole document as one report."""
    raw = source.whole(LARGEST_EXPORT)
    yield from exports.pieces(to_text(raw, source.name), raw, "docx", source.name)


def read(piece: Piece) -> Draft:
    """The document as one report. Its properties say when the file was made, not when it was published."""
    return Draft(
        piece.raw,
        worded(to_text(piece.raw, piece.where), piece, REMEDY, "the document"),
        piece.path,
        headline=True,
    )


def to_text(raw: bytes, where: str) -> str:
    """The document's text, paragraphs parted by blank lines."""
    with opened(io.BytesIO(raw), where) as archive:
        root = xml.parse(bytes_of(archive, BODY, LARGEST_REPORT, where), where)
    found = (_words(p) for p in xml.every(root, "p"))
    return decoding.tidy("\n\n".join(text for text in found if text))


def _words(paragraph: Element) -> str:
    """Runs of text; deleted text and field codes have elements of other names."""
    parts = []
    for element in paragraph.iter():
        match xml.name(element):
            case "t":
                parts.append(element.text or "")
            case "tab":
                parts.append("\t")
            case "br" | "cr":
                parts.append("\n")
    return "".join(parts).strip()


def _matches(head: Head) -> bool:
    if not head.data.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(head.data)) as archive:
            return BODY in archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, OverflowError):
        # The list of members stands at the end: of a file longer than the head only its first members are seen.
        return b"[Content_Types].xml" in head.data and b"word/" in head.data


FORMAT = Format(
    "docx",
    "each article of a Nexis or Factiva export; else the document's paragraphs",
    "a zip archive with word/document.xml",
    _matches,
    split,
    read,
)
