"""ReliefWeb's API: the answer's `data`, one report an entry."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from rashomon.errors import InputError
from rashomon.ingest import dates, jsons
from rashomon.ingest.assembling import Draft
from rashomon.ingest.jsons import tidied
from rashomon.ingest.pieces import Choices, Format, Head, Piece, worded
from rashomon.ingest.source import Source

REMEDY = "ask the API for the fields title, body, date, source and url"
LINK = re.compile(r"!?\[([^\[\]\n]{0,500})\]\([^)\[\s]{0,2000}\)")
"""Words and address of a link or picture in Markdown; no bracket within, so that many of them are passed quickly."""


class Named(msgspec.Struct, frozen=True):
    """A source, country or language."""

    name: str | None = None
    code: str | None = None


class Dates(msgspec.Struct, frozen=True):
    """`original` is the source's own date of publication, `created` the day it came to ReliefWeb."""

    original: str | None = None
    created: str | None = None


class Fields(msgspec.Struct, frozen=True):
    """The fields that are read; others are left alone."""

    title: str | None = None
    body: str | None = None
    body_html: str | None = msgspec.field(default=None, name="body-html")
    date: Dates = Dates()
    source: list[Named] = []
    language: list[Named] = []
    url: str | None = None
    url_alias: str | None = None


class Entry(msgspec.Struct, frozen=True):
    """One element of `data`."""

    id: str | int | None = None
    href: str | None = None
    fields: Fields = Fields()


class _Answer(msgspec.Struct, frozen=True):
    data: list[msgspec.Raw] | None = None


def split(source: Source, _: Choices) -> Iterator[Piece | Source | InputError]:
    """One piece an entry."""
    yield from jsons.split(source, "reliefweb", lambda data: msgspec.json.decode(data, type=_Answer).data)


def read(piece: Piece) -> Draft:
    """The report of an entry."""
    entry, warnings = jsons.decode(piece, Entry, "an entry of ReliefWeb", REMEDY)
    fields = entry.fields
    text = jsons.plain(fields.body_html) or _unmarked(fields.body)
    names = [s.name for s in fields.source if s.name]
    if len(names) > 1:
        warnings = (*warnings, f"ReliefWeb names several sources; the first is taken: {', '.join(names)[:200]}")
    return Draft(
        piece.raw,
        worded(text, piece, REMEDY, "the entry's body"),
        piece.path,
        title=tidied(fields.title),
        publisher=tidied(names[0]) if names else None,
        published=dates.iso(fields.date.original or fields.date.created),
        language=next((n.code for n in fields.language if n.code), None),
        uri=tidied(fields.url or fields.url_alias or entry.href),
        warnings=warnings,
    )


def _unmarked(body: str | None) -> str | None:
    """The text without its Markdown marks (headings, emphasis, links)."""
    if not body:
        return None
    text = jsons.plain(body) or ""
    for _ in range(2):  # a link may be around a picture
        text = LINK.sub(r"\1", text)
    return re.sub(r"(?m)^#{1,6}\s+|\*\*|__|^>\s?", "", text)


def _matches(head: Head) -> bool:
    if not jsons.is_json(head):
        return False
    found = jsons.keys(head.text)
    return (
        not found.isdisjoint({"data.fields", "fields.body", "fields.body-html"}) or {"data", "href", "count"} <= found
    )


FORMAT = Format(
    "reliefweb",
    "each entry: body (HTML or Markdown), title, first source, original date, language, url",
    "JSON with data.fields, as the API answers",
    _matches,
    split,
    read,
)
