"""AP's JSON: the Media API's `data.item` and the items of feeds, with the text in NITF where it is given."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from rashomon.errors import InputError, NotADispatch
from rashomon.ingest import dates, jsons, nitf
from rashomon.ingest.assembling import Draft
from rashomon.ingest.jsons import tidied
from rashomon.ingest.pieces import Choices, Format, Head, Piece, worded
from rashomon.ingest.source import Source

REMEDY = "give the item with its text in main.nitf or body_nitf, not with links alone"

WORDLESS = frozenset({"picture", "photo", "graphic", "audio", "video"})
"""Types of items that come without text."""


class Text(msgspec.Struct, frozen=True):
    """A body, caption or the like."""

    nitf: str | None = None


class Ids(msgspec.Struct, frozen=True):
    """The item's ids; `etag` differs from version to version."""

    itemid: str | None = None


class Where(msgspec.Struct, frozen=True):
    """The place of the dateline."""

    city: str | None = None
    countryname: str | None = None


class Party(msgspec.Struct, frozen=True):
    """Who wrote or provided it."""

    name: str | None = None
    by: str | None = None


class Item(msgspec.Struct, frozen=True):
    """The keys that are read; others are left alone."""

    uri: str | None = None
    itemid: str | None = None
    altids: Ids = Ids()
    headline: str | None = None
    title: str | None = None
    pubstatus: str | None = None
    versioncreated: str | None = None
    firstcreated: str | None = None
    language: str | None = None
    byline: str | None = None
    bylines: list[Party] = []
    provider: str | Party | None = None
    sources: list[Party] = []
    datelinelocation: Where | None = None
    main: Text | None = None
    body: str | Text | None = None
    body_nitf: str | Text | None = None
    story: str | Text | None = None


class _Wrapped(msgspec.Struct, frozen=True):
    item: msgspec.Raw = msgspec.field(default_factory=msgspec.Raw)
    items: list[msgspec.Raw] | None = None


class _Message(msgspec.Struct, frozen=True):
    data: _Wrapped = _Wrapped()


class _Kind(msgspec.Struct, frozen=True):
    type: str | None = None


class _Typed(_Kind, frozen=True):
    item: _Kind = _Kind()


class _Entry(msgspec.Struct, frozen=True):
    """An element of `data.items` wraps the item once more."""

    item: msgspec.Raw = msgspec.field(default_factory=msgspec.Raw)


def split(source: Source, _: Choices) -> Iterator[Piece | Source | InputError]:
    """One piece an item; each version of an item is a report of its own."""
    yield from jsons.split(source, "ap", _items)


def _items(data: bytes) -> list[msgspec.Raw] | None:
    items = msgspec.json.decode(data, type=_Message).data.items
    return items and [item for item in items if not _is_picture(item)]


def _is_picture(item: msgspec.Raw) -> bool:
    """Whether an item of a feed is of a kind that has no text: those are passed over."""
    try:
        kind = msgspec.json.decode(item, type=_Typed)
    except msgspec.ValidationError:
        return False
    return (kind.item.type or kind.type or "text") in WORDLESS


def read(piece: Piece) -> Draft:
    """The report of an item. Raises NotADispatch when its text is not given, or AP took it back."""
    item = _item(piece)
    if nitf.WITHDRAWN.search(item.pubstatus or ""):
        raise NotADispatch("its agency has taken this item back", where=piece.where, remedy="leave it out")
    given = next(filter(None, map(_text, (item.main, item.body_nitf, item.story, item.body))), None)
    if given is None:
        raise NotADispatch("this AP item comes without its text", where=piece.where, remedy=REMEDY)
    line = item.datelinelocation
    provider = item.provider.name if isinstance(item.provider, Party) else item.provider
    return Draft(
        piece.raw,
        worded(jsons.plain(given), piece, REMEDY, "the item's text"),
        piece.path,
        title=tidied(item.headline or item.title),
        publisher=tidied(provider) or next((tidied(s.name) for s in item.sources if s.name), None),
        byline=tidied(item.byline or next((p.by or p.name for p in item.bylines), None)),
        published=dates.iso(item.versioncreated or item.firstcreated),
        located=", ".join(filter(None, (line.city, line.countryname))) or None if line else None,
        language=item.language,
        uri=tidied(item.altids.itemid or item.itemid or item.uri),
    )


def _item(piece: Piece) -> Item:
    """The item itself, out of what it may be wrapped in."""
    message, _ = jsons.decode(piece, _Message, "AP's", REMEDY)
    entry, _ = jsons.decode(piece, _Entry, "AP's", REMEDY)
    inner = bytes(message.data.item) or bytes(entry.item)
    if not inner:
        return jsons.decode(piece, Item, "an AP item", REMEDY)[0]
    wrapped = Piece(inner, piece.format, piece.path, piece.where)
    return jsons.decode(wrapped, Item, "an AP item", REMEDY)[0]


def _text(value: str | Text | None) -> str | None:
    return value.nitf if isinstance(value, Text) else value


def _matches(head: Head) -> bool:
    if not jsons.is_json(head):
        return False
    keys = jsons.keys(head.text)
    wrapped = {"data.item.headline", "data.items.item.headline", "data.item.altids", "data.items.item.altids"}
    return not wrapped.isdisjoint(keys) or ("altids.itemid" in keys and "main" in keys) or "main.nitf" in keys


FORMAT = Format(
    "ap",
    "each item (a version is a report of its own): text, headline, byline, provider, place of the dateline, itemid",
    "JSON with data.item or data.items, or with main.nitf",
    _matches,
    split,
    read,
)
