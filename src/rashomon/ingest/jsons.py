"""JSON of many kinds: which kind an object is, told by its keys, and files of one object, a list, or one a line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TypeVar

import msgspec

from rashomon.errors import InputError, NotADispatch
from rashomon.ingest import decoding
from rashomon.ingest.pieces import Head, Hints, Piece
from rashomon.ingest.source import Source, brief

T = TypeVar("T")
BROKEN = "repair it, or leave it out"
DEEPEST = 4
"""Levels of keys that are looked at: AP and ReliefWeb have their own on the third and fourth."""
_TOKEN = re.compile(r'"((?:[^"\\]|\\.)*)"\s*(:?)|[{}\[\]]')


def keys(text: str) -> frozenset[str]:
    """The keys of the objects at the start of JSON text, each with its path: `data.item.headline`; an element of a
    list has the path of the list. The text may be cut anywhere."""
    found: set[str] = set()
    path: list[str] = []
    last = ""
    for token in _TOKEN.finditer(text):
        mark = token[0][0]
        if mark in "{[":
            path.append(last)
            last = ""
        elif mark in "}]":
            if path:
                path.pop()
        elif token[2] and len(path) <= 2 * DEEPEST:
            last = token[1]
            found.add(".".join([*filter(None, path), last]))
            continue
        last = ""
    return frozenset(found)


def is_json(head: Head) -> bool:
    """Whether it looks like JSON objects."""
    return bool(re.match(r"\[?\s*\{\s*(?:[\"}]|$)", head.text)) or (
        head.name.lower().endswith(".json") and bool(head.text)
    )


def decode(piece: Piece, shape: type[T], what: str, remedy: str) -> tuple[T, tuple[str, ...]]:
    """The object of a piece, and what was assumed to read it. Raises NotADispatch when it has another shape."""
    raw, warnings = utf8(piece.raw, piece.where)
    try:
        return msgspec.json.decode(raw, type=shape), warnings
    except msgspec.ValidationError as error:
        raise NotADispatch(f"this JSON is not {what}: {brief(error)}", where=piece.where, remedy=remedy) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise NotADispatch(f"broken JSON: {brief(error)}", where=piece.where, remedy=BROKEN) from None


def utf8(raw: bytes, where: str) -> tuple[bytes, tuple[str, ...]]:
    """JSON in UTF-8 without a mark, whatever encoding it came in. Raises NotADispatch when it is not text."""
    decoded = decoding.decode(raw)
    if decoded is None:
        raise NotADispatch("this is not text", where=where, remedy=BROKEN)
    return decoded.text.encode("utf-8", "replace"), decoded.warnings


def split(
    source: Source, name: str, inner: Callable[[bytes], list[msgspec.Raw] | None]
) -> Iterator[Piece | InputError]:
    """The pieces of a JSON file: those that `inner` finds in it, the elements of a list, or the whole.

    A file of one report is that report's bytes as they lie in the file.
    """
    raw = source.whole()
    data, warnings = utf8(raw, source.name)
    try:
        parts = msgspec.json.decode(data, type=list[msgspec.Raw]) if data.lstrip()[:1] == b"[" else inner(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise NotADispatch(f"broken JSON: {brief(error)}", where=source.name, remedy=BROKEN) from None
    if parts is None:
        yield Piece(raw, name, source.name, source.name)
        return
    if not parts:
        raise NotADispatch("this JSON has no items in it", where=source.name, remedy="leave it out")
    for number, part in enumerate(parts, 1):
        hints = Hints(warnings=warnings)
        yield Piece(bytes(part), name, source.name, f"{source.name}, item {number}", hints)


def none(_: bytes) -> list[msgspec.Raw] | None:
    """For formats of which one object is one report."""
    return None


def tidied(value: str | None) -> str | None:
    """One line without control characters; None for nothing."""
    return " ".join(decoding.tidy(value).split()) or None if value else None


def plain(text: str | None) -> str | None:
    """The text of an HTML fragment; anything else unchanged but for control characters, so that offsets hold."""
    if not text:
        return None
    if re.search(r"</(?:p|div|block|nitf)>|<br\s*/?>|<p[ >]", text):
        from rashomon.ingest import page  # needs lxml, which most JSON does not

        return page.paragraphs_of(text)
    return decoding.tidy(text)
