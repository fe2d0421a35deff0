"""XML without its dangers: no DTD is loaded, no entity expanded, nothing fetched."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape

from lxml import etree
from lxml.etree import _Element as Element

from rashomon.errors import NotADispatch
from rashomon.ingest import decoding
from rashomon.ingest.source import brief

DEEPEST = 200
"""Nested elements; the news formats stay under 20. libxml2's own limit is 256."""
BLOCKS = frozenset({"p", "hl2", "h1", "h2", "h3", "h4", "li", "blockquote", "pre", "td", "th", "bq"})
"""Elements that hold one paragraph, in NITF and XHTML alike."""


def parse(raw: bytes, where: str) -> Element:
    """The root of an XML document. Raises NotADispatch when it is broken, or declares entities."""
    # A declaration of an entity could also hide in another encoding: see below.
    if b"<!ENTITY" in raw[: 2**16]:
        raise _entities(where)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(raw, parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        why = re.sub(r" \(<string>, line \d+\)$", "", brief(error))  # what lxml calls bytes that came from no file
        raise NotADispatch(
            f"broken XML: {why}", where=where, remedy="repair it, or save it again from its source"
        ) from None
    subset = root.getroottree().docinfo.internalDTD
    if subset is not None and any(True for _ in subset.iterentities()):
        raise _entities(where)
    return root


def _entities(where: str) -> NotADispatch:
    return NotADispatch("this XML declares entities, which could blow it up", where=where,
                        remedy="take the declarations out if you trust it")  # fmt: skip


def name(element: Element) -> str:
    """The tag without its namespace; empty for an entity that was left alone."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def every(root: Element, *path: str) -> Iterator[Element]:
    """Elements by the names on the way to them, whatever their namespace; the first may stand anywhere."""
    first, *rest = path
    found: Iterable[Element] = (e for e in root.iter() if name(e) == first)
    for step in rest:
        found = [child for element in found for child in element if name(child) == step]
    yield from found


def first(root: Element, *path: str) -> Element | None:
    """The first of `every`."""
    return next(every(root, *path), None)


def words(element: Element | None) -> str | None:
    """All text in an element with single spaces; None where there is none."""
    return " ".join(decoding.tidy(_text(element)).split()) or None if element is not None else None


def paragraphs(element: Element) -> list[str]:
    """The text of an element's blocks; of one without blocks, its lines."""
    blocks = [
        e for e in element.iter() if name(e) in BLOCKS and not any(name(d) in BLOCKS for d in e.iterdescendants())
    ]
    if not blocks:
        lines = (" ".join(line.split()) for line in decoding.tidy(_text(element)).split("\n"))
        return [line for line in lines if line]
    return [text for text in map(words, blocks) if text]


def _text(element: Element) -> str:
    """The text, where an entity without declaration is the HTML character of that name."""
    parts = [element.text or ""] if isinstance(element.tag, str) else [unescape(element.text or "")]
    if element.tag is etree.Entity:
        return unescape(element.text or "")
    for child in element:
        if name(child) == "br":
            parts.append("\n")
        parts += [_text(child), child.tail or ""]
    return "".join(parts)


def compact(stamp: str | None) -> str | None:
    """ISO 8601 in its basic form, as NITF has it (20170612T063000Z), in the extended form."""
    match = re.fullmatch(r"\s*(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)?\s*(Z|[+-]\d\d:?\d\d)?\s*", stamp or "")
    if not match:
        return stamp
    return f"{match[1]}-{match[2]}-{match[3]}T{match[4]}:{match[5]}:{match[6] or '00'}{match[7] or ''}"
