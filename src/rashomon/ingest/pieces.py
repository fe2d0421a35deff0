"""The parts of which every format is made: a source of bytes is split into pieces, and each piece read as one draft."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import msgspec

from rashomon.errors import InputError, NotADispatch
from rashomon.ingest import decoding
from rashomon.ingest.assembling import Draft
from rashomon.ingest.decoding import Decoded
from rashomon.ingest.source import Source


class Hints(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What stands about a report outside its own bytes: in the container that it came in, or on the command line."""

    title: str | None = None
    publisher: str | None = None
    byline: str | None = None
    published: str | None = None
    language: str | None = None
    uri: str | None = None
    columns: dict[str, str] = {}
    """Of a row: our field to the column that holds it."""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """The bytes of one report, with all that is needed to read them again."""

    raw: bytes
    format: str
    """Name of the format that reads it."""
    path: str
    where: str
    """For errors: the file, and the item, line or member in it."""
    hints: Hints = field(default_factory=Hints)

    @property
    def sha256(self) -> str:
        """Hex digest of the bytes: what the report's id is made of."""
        return hashlib.sha256(self.raw).hexdigest()


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person decided about how files are read."""

    format: str | None = None
    """Name of a format, instead of the one that the content shows."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """Of tables: our field to the column that holds it."""


@dataclass(frozen=True)
class Head:
    """The first bytes of a source, looked at in several ways."""

    data: bytes
    name: str
    mapped: Mapping[str, str] = field(default_factory=dict)
    """Columns that a person chose: see Choices."""

    @cached_property
    def decoded(self) -> Decoded | None:
        """As text; None where it is none. A character cut at the end of the head does not make it another encoding."""
        data = self.data
        for cut in range(1, min(4, len(data))):
            if data[-cut] >= 0xC0 and self.data[:3] != b"\xef\xbb\xbf":
                data = data[:-cut]
                break
        return decoding.decode(data)

    @cached_property
    def text(self) -> str:
        """As text without white space before it; empty where it is none."""
        return self.decoded.text.lstrip() if self.decoded else ""

    @cached_property
    def low(self) -> str:
        """The start of the text in small letters."""
        return self.text[:4_000].lower()


Split = Callable[[Source, Choices], Iterator[Piece | Source | InputError]]
"""A source to its pieces, streaming; sources within it (members of an archive) come out as such. May raise InputError:
what came before stays."""
Read = Callable[[Piece], Draft]
"""A piece to the draft of its report. Raises NotADispatch."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format that goes in. Each has a module of its own with one of these in it, called FORMAT."""

    name: str
    yields: str
    """What is read from it, in a line for a person."""
    sign: str
    """What it is told by."""
    matches: Callable[[Head], bool]
    split: Split
    read: Read | None = None
    """None: it only holds pieces or sources of other formats."""
    extra: bool = False
    """Whether it needs the packages of rashomon[formats]."""


def single(name: str) -> Split:
    """A split for formats of which one file is one report."""

    def split(source: Source, _: Choices) -> Iterator[Piece | Source | InputError]:
        yield Piece(source.whole(), name, source.name, source.name)

    return split


def text_of(piece: Piece, remedy: str) -> Decoded:
    """The piece as text. Raises NotADispatch when it is not."""
    decoded = decoding.decode(piece.raw)
    if decoded is None:
        raise NotADispatch("this is not text", where=piece.where, remedy=remedy)
    return decoded


def worded(text: str | None, piece: Piece, remedy: str, what: str = "the report") -> str:
    """The text, if there is a word in it. Raises NotADispatch when not."""
    if not text or not any(c.isalnum() for c in text):
        raise NotADispatch(f"{what} has no words", where=piece.where, remedy=remedy)
    return text
