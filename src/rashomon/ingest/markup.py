"""HTML exports of databases of record: to lines of text, which are then read as the text export is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from lxml import html as lxml_html

from rashomon.errors import InputError, NotADispatch
from rashomon.ingest import decoding, exports, page
from rashomon.ingest.pieces import Choices, Format, Head, Piece
from rashomon.ingest.source import LARGEST_EXPORT, Source

MOST_ELEMENTS = 200_000
"""Of an export: 500 articles with 60 paragraphs and fields each have 30,000 to 100,000."""
REMEDY = "export it again as full articles"
_PARAGRAPHS = frozenset({"p", "h1", "h2", "h3", "h4", "blockquote", "table", "pre"})
_LINES = frozenset({"div", "br", "tr", "li", "dd", "dt"})


def split(source: Source, _: Choices) -> Iterator[Piece | Source | InputError]:
    """One piece an article."""
    raw = source.whole(LARGEST_EXPORT)
    decoded = decoding.decode(raw)
    tree = page.parsed(decoded.text, MOST_ELEMENTS) if decoded else None
    if tree is None:
        raise NotADispatch(
            "this HTML cannot be parsed, is nested too deeply or too large", where=source.name, remedy=REMEDY
        )
    yield from exports.pieces(lines_of(tree), raw, "html", source.name)


def lines_of(tree: lxml_html.HtmlElement) -> str:
    """The text as it would be exported: a blank line around paragraphs, a line for each other block and table row."""
    parts: list[str] = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if not isinstance(element.tag, str) or element.tag in ("script", "style", "head", "title"):
            continue
        if any(a.tag in ("script", "style", "head") for a in element.iterancestors()):
            continue
        gap = "\n\n" if element.tag in _PARAGRAPHS else "\n" if element.tag in _LINES else ""
        if event == "start":
            parts += [gap, _spaced(element.text)]
        else:
            parts += ["  " if element.tag in ("td", "th") else gap, _spaced(element.tail)]
    lines = (line.strip() for line in decoding.tidy("".join(parts)).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _spaced(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")


def _matches(head: Head) -> bool:
    low = head.low
    if not low.startswith(("<!doctype html", "<html", "<head", "<body", "<meta", "<!--", "<div", "<table", "<p")):
        return False
    signs = (r"class=[\"']?article en\w*article", r"id=[\"']?article-[a-z0-9]{12,}", r"<docfull", r"<doc number=",
             r"class=[\"']?(?:en|de|fr)headline", r"<b>\s*hd\s*</b>", r"\b1 of \d+ documents\b")  # fmt: skip
    return any(re.search(sign, head.text[:20_000].lower()) for sign in signs)


FORMAT = Format(
    "html-export",
    "each article of a Factiva or Nexis export saved as HTML",
    "the classes and ids of Factiva's articles, or Nexis's document elements and counts",
    _matches,
    split,
)
