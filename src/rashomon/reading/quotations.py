"""Where words are quoted: outermost pairs of quotation marks, curly, straight or doubled, single or double."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

OPENING = {"“": "”", "„": "“”", "«": "»", "``": "''", '"': '"', "''": "''"}
"""Opening marks, each with the marks that may close it."""
STRAIGHT = {'"', "''"}
SINGLE = {"‘": "’", "'": "'"}
LONGEST_SINGLE = 120
"""Tokens; an apostrophe further away than this does not close a single quotation mark."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Tokens [start, end), with the marks."""

    start: int
    end: int
    carried: bool = False
    """It goes on in the next paragraph: no closing mark here, an opening mark there."""


def find(doc: Doc) -> list[Quotation]:
    """The outermost quotations in text order.

    A quotation that is not closed ends with its paragraph and counts only when it opened the paragraph or the next
    paragraph opens with a mark (the newspapers' way of carrying a quotation on); otherwise the mark is stray.
    """
    found: list[Quotation] = []
    for start, end in paragraphs(doc):
        opened = _within(doc, start, end, found)
        if opened >= 0:
            carried = _opens(doc, end)
            if carried or opened == start:
                found.append(Quotation(opened, end, carried=carried))
            else:
                _within(doc, opened + 1, end, found)
    return found


def _within(doc: Doc, start: int, end: int, found: list[Quotation]) -> int:
    """Adds the closed quotations of a stretch; gives the mark that was opened and not closed, -1 for none."""
    opened, nested, at = -1, 0, start
    while at < end:
        text = doc[at].text
        if opened < 0:
            if text in OPENING and _may_open(doc[at]):
                opened, nested = at, 0
            elif text in SINGLE and (closing := _single(doc, at, end)):
                found.append(Quotation(at, closing))
                at = closing
                continue
        elif text == "“":
            nested += 1
        elif text == "”" and nested:
            nested -= 1
        elif text in OPENING[doc[opened].text] or _closes_otherwise(doc, opened, at):
            found.append(Quotation(opened, at + 1))
            opened = -1
        at += 1
    return opened


def covering(doc: Doc, quotations: list[Quotation]) -> list[int]:
    """For each token the index of the quotation that it is in, -1 outside."""
    inside = [-1] * len(doc)
    for index, quotation in enumerate(quotations):
        inside[quotation.start : quotation.end] = [index] * (quotation.end - quotation.start)
    return inside


def paragraphs(doc: Doc) -> Iterator[tuple[int, int]]:
    """Token ranges between the gaps that separate paragraphs."""
    start = 0
    for token in doc:
        if is_gap(token):
            if token.i > start:
                yield start, token.i
            start = token.i + 1
    if start < len(doc):
        yield start, len(doc)


def is_gap(token: Token) -> bool:
    """White space with a line break, or any token that the parser never saw (a dateline)."""
    return token.pos == 0 or (token.is_space and "\n" in token.text)


def _may_open(mark: Token) -> bool:
    """A straight mark opens only where a word follows at once: not in 5" or in said he."."""
    return mark.text not in STRAIGHT or not mark.whitespace_


def _closes_otherwise(doc: Doc, opened: int, at: int) -> bool:
    """Careless texts close a straight mark with a curly one, or the other way round."""
    text = doc[at].text
    if doc[opened].text == '"':
        return text == "”"
    return text == '"' and doc[opened].text == "“" and (bool(doc[at].whitespace_) or at + 1 == len(doc))


def _single(doc: Doc, at: int, end: int) -> int:
    """The end of the single-quoted stretch that opens here; 0 when this is an apostrophe."""
    token = doc[at]
    if at + 1 >= end or token.whitespace_ or (at and not doc[at - 1].whitespace_ and not doc[at - 1].is_punct):
        return 0
    for other in range(at + 2, min(end, at + LONGEST_SINGLE)):
        if doc[other].text == SINGLE[token.text] and not doc[other].text.isspace():
            return other + 1
    return 0


def _opens(doc: Doc, end: int) -> bool:
    """Whether the next paragraph opens with a quotation mark."""
    while end < len(doc) and is_gap(doc[end]):
        end += 1
    return end < len(doc) and doc[end].text in OPENING
