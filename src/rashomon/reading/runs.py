"""Stretches of capitalised words, within which names are sought."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from rashomon.reading.placehood import wording

LONGEST = 6
"""Tokens of a name, "Deir", "ez", "-", "Zor" being four."""


def capitalised(doc: Doc) -> Iterator[tuple[int, int]]:
    """Token ranges of capitalised words, joined over hyphens and the small words within names ("Deir ez-Zor")."""
    at, size = 0, len(doc)
    while at < size:
        if not _opens(doc, at):
            at += 1
            continue
        end = at + 1
        while end < size and end - at < 3 * LONGEST and (step := _joins(doc, end)):
            end += step
        yield at, end
        at = end


def _opens(doc: Doc, at: int) -> bool:
    token = doc[at]
    if _capital(token):
        return True
    return token.text in wording().particles and at + 2 < len(doc) and doc[at + 1].text == "-" and _capital(doc[at + 2])


def _joins(doc: Doc, at: int) -> int:
    """How many tokens from `at` carry the run on; 0 when it ends."""
    if _capital(doc[at]) and not doc[at].is_sent_start:
        return 1
    small = wording().particles
    step = 0
    while at + step < len(doc) and step < 3 and (doc[at + step].text == "-" or doc[at + step].text in small):
        step += 1
    return step + 1 if step and at + step < len(doc) and _capital(doc[at + step]) else 0


def _capital(token: Token) -> bool:
    text = token.text
    return text[0].isupper() and not token.is_space and len(text) < 60 and "\n" not in text
