"""RSS and Atom: one report an entry, with the text that the feed itself carries (often only a summary)."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping

import msgspec

from rashomon.errors import InputError, NotADispatch
from rashomon.ingest import dates, jsons, page
from rashomon.ingest.assembling import Draft
from rashomon.ingest.extras import needed
from rashomon.ingest.pieces import Choices, Format, Head, Hints, Piece, worded
from rashomon.ingest.source import LARGEST_REPORT, Source

REMEDY = "save the page that the entry points to"
MOST_ENTRIES = 10_000
"""Entries of one feed; the longest archives of one have a few thousand."""
MOST_TAGS, MOST_ENTITIES = 80_000, 1_000_000
"""Marks of elements and of characters outside CDATA: feedparser takes a second or two for either. Three thousand
entries have that many."""
_ENDLESS_TAG = re.compile(rb"<[^<>]{20000}")
"""A tag with thousands of attributes: its parser takes the square of their number."""


class Entry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What an entry says: the bytes of its piece are this as JSON."""

    id: str | None = None
    link: str | None = None
    title: str | None = None
    author: str | None = None
    published: str | None = None
    language: str | None = None
    html: str = ""
    feed: str | None = None


def split(source: Source, _: Choices) -> Iterator[Piece | Source | InputError]:
    """One piece an entry."""
    raw = source.whole(LARGEST_REPORT)
    entries = parse(raw, source.name)
    if not entries:
        raise NotADispatch("this feed has no entries", where=source.name, remedy="leave it out")
    for number, entry in enumerate(entries, 1):
        yield Piece(msgspec.json.encode(entry), "feed-entry", source.name, f"{source.name}, entry {number}")


def parse(raw: bytes, where: str) -> list[Entry]:
    """The entries of a feed, in its order. Raises NotADispatch when it is none, or declares entities."""
    needed("feedparser", where)
    import feedparser

    if re.search(rb"<!ENTITY", raw[: 2**16]) or re.search(rb"<\0!\0E\0N\0T\0I|\0<\0!\0E\0N\0T\0I", raw[: 2**16]):
        raise NotADispatch("this XML declares entities, which could blow it up", where=where,
                           remedy="take the declarations out if you trust it")  # fmt: skip
    bare = _without_character_data(raw)
    if bare.count(b"<") > MOST_TAGS or bare.count(b"&") > MOST_ENTITIES or _ENDLESS_TAG.search(bare):
        raise NotADispatch("this feed has too many elements", where=where, remedy="split it up")
    unread = NotADispatch("this is no RSS or Atom feed that can be read", where=where, remedy="fetch it again")
    try:
        found = feedparser.parse(io.BytesIO(raw), sanitize_html=False, resolve_relative_uris=False)
    except Exception:  # feedparser raises whatever broken markup leads it to
        raise unread from None
    if not found.get("version") and not found.entries:
        raise unread
    channel = found.get("feed", {})
    return [_entry(entry, channel) for entry in found.entries[:MOST_ENTRIES]]


def _without_character_data(raw: bytes) -> bytes:
    """The bytes outside CDATA sections, in one go through them, also where thousands are opened and none is closed."""
    first, *opened = raw.split(b"<![CDATA[")
    rest = [after if closed else b"<" + part for part in opened for _, closed, after in [part.partition(b"]]>")]]
    return first + b"".join(rest)


def _entry(entry: Mapping[str, object], channel: Mapping[str, object]) -> Entry:
    contents = entry.get("content")
    values = [c.get("value") for c in contents if isinstance(c, Mapping)] if isinstance(contents, list) else []
    texts = [str(value) for value in [*values, entry.get("summary")] if value]
    return Entry(
        id=_text(entry.get("id")),
        link=_text(entry.get("link")),
        title=_text(entry.get("title")),
        author=_text(entry.get("author")),
        published=_text(entry.get("updated" if "updated" in entry else "published")),
        language=_text(channel.get("language")),
        html=max(texts, key=len, default=""),
        feed=_text(channel.get("title")),
    )


def _text(value: object) -> str | None:
    return " ".join(str(value).split()) or None if value else None


def read(piece: Piece) -> Draft:
    """The report that an entry carries. Raises NotADispatch when it carries none."""
    entry, _ = jsons.decode(piece, Entry, "an entry of a feed", REMEDY)
    text = page.paragraphs_of(entry.html) if entry.html.strip() else ""
    return Draft(
        piece.raw,
        worded(text, piece, REMEDY, "the entry"),
        piece.path,
        title=page.line_of(entry.title),
        publisher=page.line_of(entry.feed),
        byline=entry.author,
        published=dates.iso(entry.published),
        language=entry.language,
        uri=entry.link or entry.id,
    )


def hints(entry: Entry) -> Hints:
    """What the feed says about the page that an entry points to."""
    return Hints(title=page.line_of(entry.title), publisher=page.line_of(entry.feed), uri=entry.link,
                 published=dates.iso(entry.published), language=entry.language)  # fmt: skip


def _matches(head: Head) -> bool:
    return bool(re.search(r"<rss[\s>]|<feed[\s>][^>]*atom|<rdf:rdf[\s>]|<feed xmlns=", head.low))


FORMAT = Format(
    "feed",
    "each entry's own text (full content, else summary), title, feed's title, date, author, link",
    "an rss, feed or rdf:RDF element at the start",
    _matches,
    split,
    extra=True,
)
ENTRY = Format("feed-entry", "an entry of a feed, kept as JSON", "never by itself", lambda _: False,
               split, read, extra=True)  # fmt: skip
