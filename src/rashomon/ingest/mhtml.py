"""MHTML: a page as browsers save it in one file; the page is read, not its pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from rashomon.errors import InputError, NotADispatch
from rashomon.ingest import mail, page
from rashomon.ingest.assembling import Draft
from rashomon.ingest.pieces import Choices, Format, Head, Piece
from rashomon.ingest.source import LARGEST_EXPORT, Source

REMEDY = "save the page again as one file"


def split(source: Source, _: Choices) -> Iterator[Piece | Source | InputError]:
    """The whole file as one piece."""
    yield Piece(source.whole(LARGEST_EXPORT), "mhtml", source.name, source.name)


def read(piece: Piece) -> Draft:
    """The report on the saved page."""
    message = mail.parse(piece.raw, piece.where)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            draft = page.draft(mail.decoded(part), piece)
            address = mail.header(message, "snapshot-content-location") or mail.header(part, "content-location")
            return replace(draft, uri=draft.uri or _web(address), title=draft.title or mail.header(message, "subject"))
    raise NotADispatch("there is no page in this file", where=piece.where, remedy=REMEDY)


def _web(address: str | None) -> str | None:
    return address if address and re.match(r"https?:", address) else None


def _matches(head: Head) -> bool:
    start = head.text[:4_000].split("\n\n", 1)[0].lower()
    return (
        bool(re.match(r"[!-9;-~]+:", start))
        and "multipart/related" in start
        and ("snapshot-content-location" in start or "text/html" in start or "saved by" in start)
    )


FORMAT = Format(
    "mhtml",
    "the page as from html, its address",
    "header lines with multipart/related and the address of a snapshot",
    _matches,
    split,
    read,
)
