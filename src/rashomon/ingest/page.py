"""HTML: the article's paragraphs and nothing else of the page.

The page is parsed by lxml (no network, no entity expansion), cleared of what is never article text, and trafilatura
(Barbaresi 2021) chooses the body; what the page states about itself is read from its metadata.
"""

from __future__ import annotations

import json
import logging
import re

from lxml import etree
from lxml import html as lxml_html
from lxml.html import HtmlElement as Element

from rashomon.errors import NotADispatch
from rashomon.ingest import dates, decoding, naming
from rashomon.ingest.assembling import Draft
from rashomon.ingest.pieces import Format, Head, Piece, single, text_of

DEEPEST = 200
"""Nested elements: real pages stay under 60; libxml2 itself drops what is below 255."""
MOST_ELEMENTS = 25_000
"""Of a page: those of news sites, with all their comments, stay under 20,000."""
COMPARED, COMPARED_TEXT = 5_000, 200_000
"""Elements and characters of a page up to which trafilatura compares its choice with those of two other methods. One
takes time that grows with the square of the paragraphs (28 s for 27,000), the other goes through the whole text for
each element around it (5 s and 840 MB for a text of 2 MB, 50 deep). Articles have 100 and 5,000."""
SHORTEST_ARTICLE = 80
"""Characters; less is a cookie notice or an error page."""
REMEDY = "save the page with its article, or give the text as .txt"


def read(piece: Piece) -> Draft:
    """The report on a page."""
    decoded = text_of(piece, REMEDY)
    return draft(decoded.text, piece, warnings=decoded.warnings)


def draft(html: str, piece: Piece, *, warnings: tuple[str, ...] = ()) -> Draft:
    """The report on a page whose HTML is `html`. Raises NotADispatch when there is no article on it."""
    tree = parsed(html)
    if tree is None:
        raise NotADispatch(
            "this HTML cannot be parsed, is nested too deeply or too large", where=piece.where, remedy=REMEDY
        )
    facts = _facts(tree)
    heading = _heading(tree)
    title, site = _title(tree, facts, heading)
    published = next(
        filter(None, (dates.iso(facts.get(key)) for key in dates.lexis().page.published)), None
    ) or _time_element(tree)
    language = tree.get("lang") or facts.get("og:locale") or facts.get("language")
    _prune(tree)
    text = _article(tree, {t for t in (heading, title) if t})
    if len(text) < SHORTEST_ARTICLE:
        raise NotADispatch("this HTML page has no article in it", where=piece.where, remedy=REMEDY)
    return Draft(piece.raw, text, piece.path, title=heading or title, publisher=site, published=published,
                 language=language, uri=facts.get("canonical"), headline=True, warnings=warnings)  # fmt: skip


def paragraphs_of(html: str) -> str:
    """The text of an HTML fragment: its blocks, with a blank line between."""
    tree = parsed(html)
    if tree is None:
        return ""
    _prune(tree)
    return "\n\n".join(_blocks(tree))


def line_of(html: str | None) -> str | None:
    """The words of a fragment as one line; None for none."""
    if not html or ("<" not in html and "&" not in html):
        return " ".join(decoding.tidy(html or "").split()) or None
    tree = parsed(f"<p>{html}</p>")
    return (_words(tree) or None) if tree is not None else None


def parsed(text: str, most: int = MOST_ELEMENTS) -> Element | None:
    """The tree of a page or fragment; None when it is broken, empty, too deep or too large."""
    parser = lxml_html.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        tree = lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    return tree if _fits(tree, most) else None


def _fits(tree: Element, most: int) -> bool:
    """Whether a tree is neither too deep nor too large."""
    depth = count = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        count += event == "start"
        if depth > DEEPEST or count > most:
            return False
    return True


def _facts(tree: Element) -> dict[str, str]:
    """What the page's metadata state, by lower-case key; the first statement of each counts."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        key = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        if key and (content := (meta.get("content") or "").strip()):
            found.setdefault(key.casefold(), content)
    for link in tree.iter("link"):
        if (link.get("rel") or "").casefold() == "canonical" and link.get("href"):
            found.setdefault("canonical", link.get("href"))
    found.setdefault("canonical", found.get("og:url", ""))
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or ""):
            _linked_data(script.text or "", found)
    return {key: " ".join(value.split()) for key, value in found.items() if value.strip()}


def _linked_data(text: str, found: dict[str, str]) -> None:
    """schema.org's datePublished and publisher name, wherever they stand in the JSON-LD."""
    try:
        stack: list[object] = [json.loads(text)]
    except (ValueError, RecursionError):
        return
    while stack:
        node = stack.pop()
        if isinstance(node, list):
            stack += reversed(node)
        elif isinstance(node, dict):
            if isinstance(node.get("datePublished"), str):
                found.setdefault("datepublished", node["datePublished"])
            publisher = node.get("publisher")
            if isinstance(publisher, dict) and isinstance(publisher.get("name"), str):
                found.setdefault("publisher", publisher["name"])
            stack += [value for value in reversed(node.values()) if isinstance(value, dict | list)]


def _heading(tree: Element) -> str | None:
    """The only h1, or the one within the article."""
    headings = list(tree.iter("h1"))
    inside = [h for h in headings if any(a.tag in ("article", "main") for a in h.iterancestors())]
    chosen = inside[:1] or (headings if len(headings) == 1 else [])
    return _words(chosen[0]) or None if chosen else None


def _title(tree: Element, facts: dict[str, str], heading: str | None) -> tuple[str | None, str | None]:
    """Title and site: "Title | Site" is taken apart where the page does not name its site, or names it so."""
    site = next((facts[key].lstrip("@") for key in dates.lexis().page.site if key in facts), None)
    full = next((_words(t) for t in tree.iter("title")), "") or facts.get("og:title", "")
    parts = re.split(r"\s+[|–—·»:-]\s+|\s+::\s+", full)
    last = parts[-1].strip()
    if len(parts) > 1 and (naming.fold(last) == naming.fold(site or "") or (not site and _like_site(last))):
        site = site or last
        full = full[: full.rindex(parts[-1])].rstrip(" |–—·»:-")
    return facts.get("og:title") or full or heading, site


def _like_site(words: str) -> bool:
    return 1 <= len(words.split()) <= 6 and (words[0].isupper() or "." in words) and words[-1].isalnum()


def _time_element(tree: Element) -> str | None:
    stamps = (
        t.get("datetime") or "" for t in tree.iter("time") if not any(a.tag == "aside" for a in t.iterancestors())
    )
    return next(filter(None, map(dates.iso, stamps)), None)


def _prune(tree: Element) -> None:
    """Takes out what is never article text: elements by their tag, and bylines and the like by class."""
    page = dates.lexis().page
    for element in list(tree.iter()):
        if (
            not isinstance(element.tag, str)
            or element.getparent() is None
            or element.tag in ("body", "article", "main", "html")
        ):
            continue
        labels = " ".join(element.get(key) or "" for key in ("class", "id", "rel", "itemprop")).casefold()
        named = labels and not page.furniture.isdisjoint(re.split(r"[\s_-]+", labels))
        if element.tag in page.not_text or (named and len(element.text_content()) < 300):
            element.drop_tree()


def _article(tree: Element, titles: set[str]) -> str:
    """The body's paragraphs with a blank line between, without the title."""
    import trafilatura  # slow to import

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it could not find is said by our own errors
    large = sum(1 for _ in tree.iter()) > COMPARED or len(tree.text_content()) > COMPARED_TEXT
    found = trafilatura.extract(
        tree, output_format="txt", include_comments=False, include_tables=False, with_metadata=False, fast=large
    )
    blocks = [line.removeprefix("- ").strip() for line in decoding.tidy(found or "").split("\n") if line.strip()]
    if sum(map(len, blocks)) < SHORTEST_ARTICLE:
        blocks = _blocks(tree)
    folded = {naming.fold(t) for t in titles}
    while blocks and naming.fold(blocks[0]) in folded:
        blocks = blocks[1:]
    return "\n\n".join(blocks)


def _blocks(tree: Element) -> list[str]:
    for br in list(tree.iter("br")):
        br.tail = f"\n{br.tail or ''}"
    inner = [e for e in tree.iter("p", "blockquote", "li", "h2", "h3") if not any(True for _ in e.iterdescendants("p"))]
    found = [_words(e) for e in inner] or [" ".join(line.split()) for line in tree.text_content().split("\n")]
    return [block for block in found if block]


def _words(element: Element) -> str:
    return " ".join(decoding.tidy(element.text_content()).split())


def _matches(head: Head) -> bool:
    low = head.low
    if low.startswith(("<!doctype html", "<html", "<head", "<body", "<article", "<!--")):
        return True
    if low.startswith("<?xml"):
        return "<html" in low
    return head.name.lower().endswith((".html", ".htm", ".xhtml")) and "<" in head.text


FORMAT = Format(
    "html",
    "the article alone (paragraphs parted by blank lines), title, published time, site, canonical address",
    "a tag of HTML at the start",
    _matches,
    single("html"),
    read,
)
