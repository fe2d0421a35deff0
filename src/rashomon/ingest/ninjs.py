"""ninjs (IPTC): one report an object, versions 1 to 3, and the keys that news data sets use with it."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from rashomon.errors import InputError, NotADispatch
from rashomon.ingest import dates, decoding, jsons, nitf
from rashomon.ingest.assembling import Draft
from rashomon.ingest.jsons import tidied
from rashomon.ingest.pieces import Choices, Format, Head, Piece
from rashomon.ingest.source import Source


class Titled(msgspec.Struct, frozen=True):
    """Anything of ninjs that has a name or value: provider, place, headline, body."""

    name: str | None = None
    value: str | None = None
    role: str | None = None


Strings = str | None
Named = str | Titled | list[Titled] | None


class Ninjs(msgspec.Struct, frozen=True):
    """The keys that are read; others are left alone. Version 3 writes with inner capitals what 1 and 2 do not."""

    uri: Strings = None
    version: str | int | float | None = None
    versioncreated: Strings = None
    version_created: Strings = msgspec.field(default=None, name="versionCreated")
    firstcreated: Strings = None
    first_created: Strings = msgspec.field(default=None, name="firstCreated")
    content_created: Strings = msgspec.field(default=None, name="contentCreated")
    pubstatus: Strings = None
    pub_status: Strings = msgspec.field(default=None, name="pubStatus")
    headline: Strings = None
    headlines: list[Titled] = []
    title: Strings = None
    byline: Strings = None
    bylines: list[Titled | str] | None = None
    by: Strings = None
    located: Named = None
    provider: Named = None
    infosources: list[Titled] = []
    info_sources: list[Titled] = msgspec.field(default_factory=list, name="infoSources")
    body_text: Strings = None
    body_html: Strings = None
    body_xhtml: Strings = None
    bodies: list[Titled] = []
    language: Strings = None


REMEDY = "give a ninjs object with at least body_text, see docs/formats.md"
BODIES = frozenset({"body_text", "body_html", "body_xhtml", "bodies"})


def read(piece: Piece) -> Draft:
    """The report of one ninjs object. Raises NotADispatch when it has no text, or its agency took it back."""
    item, warnings = jsons.decode(piece, Ninjs, "a ninjs report", REMEDY)
    if nitf.WITHDRAWN.search(item.pubstatus or item.pub_status or ""):
        raise NotADispatch("its agency has taken this item back", where=piece.where, remedy="leave it out")
    text = _body(item)
    if text is None:
        raise NotADispatch("this JSON is not a ninjs report: it has no body_text", where=piece.where, remedy=REMEDY)
    if not any(c.isalnum() for c in text):
        raise NotADispatch("the report's body_text has no words", where=piece.where, remedy=REMEDY)
    stated = (item.versioncreated or item.version_created or item.content_created or item.firstcreated
              or item.first_created)  # fmt: skip
    published = dates.iso(stated)
    if stated and not published:
        warnings = (*warnings, f"versioncreated {stated[:40]!r} is not a date")
    return Draft(
        piece.raw,
        text,
        piece.path,
        title=tidied(item.headline or _main(item.headlines) or item.title),
        publisher=_name(item.provider) or _name([*item.infosources, *item.info_sources]),
        byline=tidied(item.byline or item.by or _byline(item.bylines)),
        published=published,
        located=_name(item.located),
        language=item.language,
        uri=tidied(item.uri),
        warnings=warnings,
    )


def _body(item: Ninjs) -> str | None:
    """The text; that of `body_text` is unchanged but for control characters, so that offsets into it hold."""
    if item.body_text is not None:
        return decoding.tidy(item.body_text)
    if body := _main(item.bodies):
        return jsons.plain(body)
    html = item.body_xhtml or item.body_html
    return jsons.plain(html) if html else None


def _main(values: list[Titled]) -> str | None:
    """The value with role main, else the first."""
    ranked = sorted((v for v in values if v.value), key=lambda v: v.role not in (None, "main"))
    return ranked[0].value if ranked else None


def _byline(values: list[Titled | str] | None) -> str | None:
    first = values[0] if values else None
    return first if first is None or isinstance(first, str) else first.value or first.name


def _name(value: Named) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    return tidied(value.name or value.value if isinstance(value, Titled) else value)


def _split(source: Source, _: Choices) -> Iterator[Piece | Source | InputError]:
    yield from jsons.split(source, "ninjs", jsons.none)


def _matches(head: Head) -> bool:
    """By its keys; a JSON file that shows no other format's is answered as ninjs, too."""
    return jsons.is_json(head)


FORMAT = Format(
    "ninjs",
    "body (text or HTML), headline, byline, provider, located, version's date, language, uri; versions 1 to 3",
    "a JSON object, or a list of them, with the keys of ninjs",
    _matches,
    _split,
    read,
)
