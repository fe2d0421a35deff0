"""NewsML-G2 (IPTC): one or many newsItems a document; each version of an item is a report of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from lxml.etree import _Element as Element

from rashomon.errors import InputError, NotADispatch
from rashomon.ingest import dates, nitf, xml
from rashomon.ingest.assembling import Draft
from rashomon.ingest.pieces import Choices, Format, Head, Piece, worded
from rashomon.ingest.source import Source

REMEDY = "save it again with inlineXML or inlineData"
WORDLESS = frozenset({"picture", "photo", "graphic", "audio", "video", "animated"})
"""News item natures (IPTC ninature) that come without text."""
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def split(source: Source, _: Choices) -> Iterator[Piece | Source | InputError]:
    """One piece a newsItem; the only item of a document is the whole document."""
    raw = source.whole()
    root = xml.parse(raw, source.name)
    items = list(xml.every(root, "newsItem"))
    if not items:
        raise NotADispatch("this NewsML-G2 has no newsItem", where=source.name, remedy=REMEDY)
    if len(items) == 1:
        yield Piece(raw, "newsml-g2", source.name, source.name)
        return
    for number, item in enumerate(items, 1):
        if _is_picture(item):
            continue
        item.tail = None
        yield Piece(etree.tostring(item), "newsml-g2", source.name, f"{source.name}, item {number}")


def _is_picture(item: Element) -> bool:
    """Whether an item among others is of a kind that has no text: those are passed over."""
    kind = xml.first(item, "itemMeta", "itemClass")
    named = kind is not None and (kind.get("qcode") or "").rpartition(":")[2] in WORDLESS
    return named and all(xml.first(item, step) is None for step in ("inlineXML", "inlineData"))


def read(piece: Piece) -> Draft:
    """The report of a newsItem. Raises NotADispatch when it holds no text, or the agency took it back."""
    item = xml.first(xml.parse(piece.raw, piece.where), "newsItem")
    if item is None:
        raise NotADispatch("this NewsML-G2 has no newsItem", where=piece.where, remedy=REMEDY)
    status = xml.first(item, "pubStatus")
    if status is not None and nitf.WITHDRAWN.search((status.get("qcode") or "").replace(":", " ")):
        raise NotADispatch("its agency has taken this item back", where=piece.where, remedy="leave it out")
    if (inner := xml.first(item, "nitf")) is not None and xml.first(inner, "body.content") is not None:
        inside = nitf.draft(inner, piece)
        text, located = inside.text, inside.located
    else:
        text, located = worded(_body(item), piece, REMEDY, "the item"), None
    return Draft(
        piece.raw,
        text,
        piece.path,
        title=xml.words(_one(item, ("contentMeta", "headline"), ("itemMeta", "title"))),
        publisher=_provider(item),
        byline=xml.words(_one(item, ("contentMeta", "by"), ("contentMeta", "creator", "name"))),
        published=_published(item),
        located=located or _located(item),
        language=_language(item),
        uri=item.get("guid"),
    )


def _body(item: Element) -> str:
    for inline in xml.every(item, "contentSet", "inlineXML"):
        body = xml.first(inline, "body")
        if blocks := xml.paragraphs(body if body is not None else inline):
            return "\n\n".join(blocks)
    for inline in xml.every(item, "contentSet", "inlineData"):
        data = "".join(inline.itertext())
        if "html" in (inline.get("contenttype") or "") or "</p>" in data:
            from rashomon.ingest import page  # trafilatura's neighbourhood, seldom needed here

            return page.paragraphs_of(data)
        blocks = [" ".join(part.split()) for part in re.split(r"\n\s*\n", data)]
        return "\n\n".join(filter(None, blocks))
    return ""


def _one(item: Element, *paths: tuple[str, ...]) -> Element | None:
    return next((found for path in paths if (found := xml.first(item, *path)) is not None), None)


def _provider(item: Element) -> str | None:
    provider = _one(item, ("itemMeta", "provider"), ("contentMeta", "infoSource"))
    if provider is None:
        return None
    code = (provider.get("literal") or provider.get("qcode") or "").rpartition(":")[2]
    return next((xml.words(e) for e in provider if xml.name(e) == "name"), None) or code or None


def _published(item: Element) -> str | None:
    """Of this version, not of the first: what is new in it is said on that day."""
    paths = (("itemMeta", "versionCreated"), ("contentMeta", "contentModified"), ("contentMeta", "contentCreated"),
             ("itemMeta", "firstCreated"))  # fmt: skip
    return next(filter(None, (dates.iso(xml.words(xml.first(item, *path))) for path in paths)), None)


def _located(item: Element) -> str | None:
    located = xml.first(item, "contentMeta", "located")
    if located is None:
        return None
    place = next((xml.words(e) for e in located if xml.name(e) == "name"), None)
    country = next(
        (xml.words(n) for e in located if xml.name(e) == "broader" for n in e if xml.name(n) == "name"), None
    )
    return ", ".join(filter(None, (place, country))) or None


def _language(item: Element) -> str | None:
    stated = xml.first(item, "contentMeta", "language")
    found: str | None = (stated.get("tag") if stated is not None else None) or item.get(LANG)
    return found


def _matches(head: Head) -> bool:
    return bool(re.search(r"<(?:\w+:)?(?:newsitem|newsmessage|packageitem)[\s>]", head.low))


FORMAT = Format(
    "newsml-g2",
    "each newsItem (a version is a report of its own): text, headline, by, provider, versionCreated, located, guid",
    "a newsItem or newsMessage element at the start of XML",
    _matches,
    split,
    read,
)
