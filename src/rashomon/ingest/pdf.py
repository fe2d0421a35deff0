"""PDF: the text of its pages, put back into paragraphs. It is taken apart in a process of its own, which is ended when
it takes too long: a broken PDF can keep any parser busy for ever."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from rashomon.errors import InputError, NotADispatch
from rashomon.ingest import decoding, exports
from rashomon.ingest.assembling import Draft
from rashomon.ingest.extras import needed
from rashomon.ingest.pieces import Choices, Format, Head, Piece, worded
from rashomon.ingest.source import LARGEST_EXPORT, Source

REMEDY = "give its text as .txt"
SECONDS, SECONDS_A_MIB = 10.0, 4.0
"""Time for a PDF: reports of 200 pages and 2 MB take 6 s on a slow machine."""
FEWEST_PAGES = 3
"""Pages of which headers and footers can be told."""
SHORT_LINE = 0.8
"""Of the usual length: a line that is shorter ends a paragraph or is a heading, if the next starts with a capital."""


def split(source: Source, _: Choices) -> Iterator[Piece | Source | InputError]:
    """The articles of an export; or the whole document as one report."""
    raw = source.whole(LARGEST_EXPORT)
    yield from exports.pieces(to_text(raw, source.name), raw, "pdf", source.name)


def read(piece: Piece) -> Draft:
    """The document as one report. Its metadata say when and by which program the file was made, and are not used."""
    text = to_text(piece.raw, piece.where)
    if not any(c.isalnum() for c in text):
        raise NotADispatch("this PDF has no text in it, only pictures", where=piece.where,
                           remedy="have its text recognised first, or give it as .txt")  # fmt: skip
    return Draft(piece.raw, worded(text, piece, REMEDY), piece.path, headline=True)


def to_text(raw: bytes, where: str) -> str:
    """The document's text, paragraphs parted by blank lines. Raises NotADispatch when it cannot be taken apart."""
    needed("pypdf", where)
    seconds = SECONDS + SECONDS_A_MIB * len(raw) / 2**20
    command = [sys.executable, "-I", str(Path(__file__).with_name("pdftext.py"))]
    try:
        done = subprocess.run(command, input=raw, capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        raise NotADispatch(f"this PDF takes more than {seconds:.0f} s", where=where, remedy=REMEDY) from None
    if done.returncode != 0:
        told = done.stderr.decode("utf-8", "replace").strip().splitlines()
        problem = told[-1] if told and told[-1].startswith("it ") else "it is damaged"
        raise NotADispatch(f"this PDF cannot be read: {problem}", where=where, remedy=REMEDY)
    pages = done.stdout.decode("utf-8", "replace").split("\f")
    return _paragraphs(decoding.tidy("\n".join(_without_margins(pages))))


def _without_margins(pages: list[str]) -> list[str]:
    """The pages without the lines at their top and bottom that come again, but for numbers, on most pages."""
    split = [[line for line in page.split("\n") if line.strip()] for page in pages if page.strip()]
    if len(split) < FEWEST_PAGES:
        return pages
    edges = Counter(_numberless(line) for lines in split for line in {*lines[:2], *lines[-2:]})
    often = {line for line, count in edges.items() if count > len(split) / 2}
    kept = []
    for lines in split:
        middle = {n for n, line in enumerate(lines) if 1 < n < len(lines) - 2 or _numberless(line) not in often}
        kept.append("\n".join(line for n, line in enumerate(lines) if n in middle))
    return kept


def _numberless(line: str) -> str:
    return re.sub(r"\d+", "#", " ".join(line.split()))


def _paragraphs(text: str) -> str:
    """Lines joined to paragraphs: one ends at a blank line, and with a short line before a capital."""
    lines = [" ".join(line.split()) for line in text.split("\n")]
    usual = median([len(line) for line in lines if len(line) > 40] or [80])
    blocks: list[str] = [""]
    before = ""
    for line in lines:
        last = blocks[-1]
        if not line:
            blocks.append("")
        elif not last:
            blocks[-1] = line
        elif len(before) < SHORT_LINE * usual and line[0].isupper() and before[-1] not in ",-–—":
            blocks.append(line)
        elif re.search(r"[^\W\d_]-$", last) and line[0].islower():
            blocks[-1] = last[:-1] + line
        else:
            blocks[-1] = f"{last} {line}"
        before = line
    return "\n\n".join(filter(None, blocks))


def _matches(head: Head) -> bool:
    return b"%PDF-" in head.data[:1_024]


FORMAT = Format(
    "pdf",
    "the text of its pages in paragraphs; scans without text are refused",
    "%PDF- at the start",
    _matches,
    split,
    read,
    extra=True,
)
