"""NITF (IPTC), as AFP, AP and others send it: one report a document."""

from __future__ import annotations

import re

from lxml.etree import _Element as Element

from rashomon.errors import NotADispatch
from rashomon.ingest import dates, xml
from rashomon.ingest.assembling import Draft
from rashomon.ingest.pieces import Format, Head, Piece, single, worded

REMEDY = "save it again with its body.content"
WITHDRAWN = re.compile(r"\b(?:kill|withdrawn?|withhold|withheld|cancell?ed)\b", re.IGNORECASE)
"""Words of a status by which an agency takes a report back."""


def read(piece: Piece) -> Draft:
    """The report in a NITF document."""
    root = xml.parse(piece.raw, piece.where)
    nitf = xml.first(root, "nitf")
    if nitf is None:
        raise NotADispatch("this XML has no nitf element", where=piece.where, remedy=REMEDY)
    return draft(nitf, piece)


def draft(nitf: Element, piece: Piece) -> Draft:
    """What a nitf element says."""
    content = xml.first(nitf, "body.content")
    text = "\n\n".join(xml.paragraphs(content)) if content is not None else ""
    holder = xml.first(nitf, "doc.copyright")
    doc = xml.first(nitf, "doc-id")
    return Draft(
        piece.raw,
        worded(text, piece, REMEDY, "the body.content"),
        piece.path,
        title=xml.words(xml.first(nitf, "hl1") if xml.first(nitf, "hl1") is not None else xml.first(nitf, "title")),
        publisher=xml.words(xml.first(nitf, "distributor"))
        or (holder.get("holder") if holder is not None else None)
        or _publication(nitf),
        byline=xml.words(xml.first(nitf, "byline")),
        published=_published(nitf),
        located=xml.words(xml.first(nitf, "dateline", "location")),
        language=nitf.get("{http://www.w3.org/XML/1998/namespace}lang"),
        uri=doc.get("id-string") if doc is not None else None,
    )


def _publication(nitf: Element) -> str | None:
    found = xml.first(nitf, "pubdata")
    return found.get("name") if found is not None else None


def _published(nitf: Element) -> str | None:
    """Date of issue; else of the story, or of the paper."""
    for step, key in (("date.issue", "norm"), ("date.release", "norm"), ("story.date", "norm"),
                      ("pubdata", "date.publication")):  # fmt: skip
        for element in xml.every(nitf, step):
            if found := dates.iso(xml.compact(element.get(key) or xml.words(element))):
                return found
    return None


def _matches(head: Head) -> bool:
    return bool(re.search(r"<nitf[\s>]", head.low)) and "<newsitem" not in head.low and "<newsmessage" not in head.low


FORMAT = Format(
    "nitf",
    "paragraphs of body.content, headline, byline, distributor or copyright holder, date of issue, dateline, doc-id",
    "a nitf element at the start of XML",
    _matches,
    single("nitf"),
    read,
)
