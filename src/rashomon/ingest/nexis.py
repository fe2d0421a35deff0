"""Nexis's exports (LexisNexis): many articles one after another.

Two layouts: the older one counts "1 of 20 DOCUMENTS" before each, the newer one ends each with "End of Document".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rashomon.errors import InputError, NotADispatch
from rashomon.ingest import dates, decoding, tongue
from rashomon.ingest.assembling import Draft
from rashomon.ingest.pieces import Choices, Format, Head, Piece, text_of, worded
from rashomon.ingest.source import LARGEST_EXPORT, Source

REMEDY = "export it again with full texts"
HEAD_LINES = 40
"""Lines in which what stands above an article's text ends."""
_COUNTED = re.compile(r"^[ \t\f]*(?:Document[ \t]+)?\d+ of \d+(?: DOCUMENTS?)?[ \t]*$", re.M | re.I)
_ENDED = re.compile(r"^[ \t]*End of Document[ \t]*$", re.M)
_LABEL = re.compile(r"^[ \t]*(BYLINE|SECTION|LENGTH|DATELINE|HIGHLIGHT|SERIES|COLUMN|EDITION)[ \t]*:[ \t]*(.*)$", re.I)
_TAIL = re.compile(
    r"^[ \t]*(?:(?:LOAD-DATE|PUBLICATION-TYPE|JOURNAL-CODE|DOCUMENT-TYPE|GRAPHIC|DISTRIBUTION|CORRECTION-DATE"
    r"|LANGUAGE|SUBJECT|GEOGRAPHIC|PERSON|COMPANY|INDUSTRY|TICKER|ORGANIZATION|COUNTRY|CITY|STATE)[ \t]*:.*"
    r"|Classification|End of Document)[ \t]*$",
    re.I | re.M,
)
_EDITION = re.compile(r"(?:\w+\s){0,3}edition", re.I)
_RIGHTS = re.compile(r"^\s*(?:\(c\)|©|copyright\b|all rights reserved)", re.I)


def like(text: str) -> bool:
    """Whether a text is such an export."""
    start = text[:20_000]
    labels = {m[1].upper() for line in start.split("\n") if (m := _LABEL.match(line))}
    return "LENGTH" in labels and bool(_COUNTED.search(start) or _ENDED.search(text) or _TAIL.search(text))


def pieces(text: str, path: str) -> Iterator[Piece]:
    """One piece an article: its text in UTF-8."""
    parts = _ENDED.split(text) if _ENDED.search(text) else _COUNTED.split(text)
    number = 0
    for part in parts:
        if any(map(_LABEL.match, part.split("\n"))):
            number += 1
            yield Piece(part.strip("\n\f ").encode(), "nexis", path, f"{path}, article {number}")


def split(source: Source, _: Choices) -> Iterator[Piece | Source | InputError]:
    """The articles of a text export."""
    raw = source.whole(LARGEST_EXPORT)
    decoded = decoding.decode(raw)
    found = list(pieces(decoded.text, source.name)) if decoded else []
    if not found:
        raise NotADispatch("no article could be told apart in this Nexis export", where=source.name, remedy=REMEDY)
    yield from found


def read(piece: Piece) -> Draft:
    """One article."""
    lines = _COUNTED.sub("", text_of(piece, REMEDY).text).split("\n")
    labels, last = _labels(lines)
    if not labels:
        raise NotADispatch("this article has no labels such as LENGTH", where=piece.where, remedy=REMEDY)
    first = next(n for n, line in enumerate(lines) if _LABEL.match(line))
    above = [line.strip() for line in lines[:first] if line.strip()]
    day = next((n for n, line in enumerate(above) if dates.iso(line)), None)
    outlet, title = _names(above, day)
    rest = "\n".join(lines[last + 1 :])
    tail = _TAIL.search(rest)
    body = re.sub(r"^\s*Body[ \t]*\n", "", rest[: tail.start() if tail else len(rest)])
    paragraphs = (" ".join(part.split()) for part in re.split(r"\n[ \t]*\n", body))
    text = "\n\n".join(part for part in paragraphs if part and not _RIGHTS.match(part))
    stated = re.search(r"^[ \t]*LANGUAGE[ \t]*:[ \t]*(\w+)", rest, re.I | re.M)
    return Draft(
        piece.raw,
        worded(text, piece, REMEDY, "the article"),
        piece.path,
        title=title,
        publisher=outlet,
        byline=labels.get("BYLINE"),
        published=dates.iso(above[day]) if day is not None else None,
        located=labels.get("DATELINE"),
        language=tongue.code(stated[1] if stated else None),
    )


def _labels(lines: list[str]) -> tuple[dict[str, str], int]:
    """The labelled lines above the text, and where the last of them stands."""
    labels: dict[str, str] = {}
    last = -1
    for n, line in enumerate(lines):
        if match := _LABEL.match(line):
            labels.setdefault(match[1].upper(), match[2].strip())
            last = n
        elif last >= 0 and n > last + 3 and line.strip():
            break
    return {key: value for key, value in labels.items() if value}, last


def _names(above: list[str], day: int | None) -> tuple[str | None, str | None]:
    """Outlet and title: the older layout has the title below the date, the newer one above the outlet."""
    names = [line for line in above if not _RIGHTS.match(line)]
    if day is None:
        return (names[0] if names else None), (names[1] if len(names) > 1 else None)
    before = above[:day]
    after = [line for line in above[day + 1 :] if not _RIGHTS.match(line) and not _EDITION.fullmatch(line)]
    if len(before) >= 2:
        return before[-1], " ".join(before[:-1])
    return (before[0] if before else None), " ".join(after) or None


def _matches(head: Head) -> bool:
    return like(head.text)


FORMAT = Format(
    "nexis",
    "each article of an export (text, RTF, DOCX or HTML): title, outlet, date, byline, dateline, language, text",
    "LENGTH: and 1 of 20 DOCUMENTS, or End of Document, in lines of their own",
    _matches,
    split,
    read,
)
