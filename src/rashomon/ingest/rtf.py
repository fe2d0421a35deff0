"""RTF, as databases of record export it: to text, which is then read by what it holds."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from rashomon.errors import InputError, NotADispatch
from rashomon.ingest import decoding, exports
from rashomon.ingest.assembling import Draft
from rashomon.ingest.pieces import Choices, Format, Head, Piece, worded
from rashomon.ingest.source import LARGEST_EXPORT, Source

REMEDY = "save it again, or give the text as .txt"
DEEPEST = 1_000
"""Nested groups; word processors stay under 20."""
_TOKEN = re.compile(
    r"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\(.)|([{}])|([\r\n]+)|([^\\{}\r\n]+)", re.S
)
_SKIPPED = frozenset({
    "fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "header", "headerl", "headerr", "headerf",
    "footer", "footerl", "footerr", "footerf", "listtable", "listoverridetable", "rsidtbl", "generator",
    "themedata", "datastore", "latentstyles", "fldinst", "xmlnstbl", "bkmkstart", "bkmkend",
    "colorschememapping", "filetbl", "revtbl", "mmathpr",
})  # fmt: skip
"""Destinations of the specification (1.9.1) that hold no text of the document."""
_SIGNS = {"par": "\n\n", "line": "\n", "sect": "\n\n", "page": "\n\n", "row": "\n", "cell": "\t", "tab": "\t",
          "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
          "bullet": "•", "~": "\u00a0", "_": "-", "\n": "\n\n", "\r": "\n\n"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Group:
    """What holds within a pair of braces."""

    skipped: bool = False
    fallback: int = 1
    """Characters after \\u that stand for it in old readers."""


@dataclass(slots=True)
class _State:
    group: _Group = _Group()
    outer: list[_Group] = field(default_factory=list)
    encoding: str = "cp1252"
    left_out: int = 0
    """Characters still to be left out after \\u."""
    bytes: bytearray = field(default_factory=bytearray)
    parts: list[str] = field(default_factory=list)


def to_text(raw: bytes, where: str) -> str:
    """The text of an RTF document, paragraphs parted by blank lines. Raises NotADispatch when it is none."""
    if not raw.lstrip().startswith(b"{\\rtf"):
        raise NotADispatch("this is not RTF", where=where, remedy=REMEDY)
    state = _State()
    for token in _TOKEN.finditer(raw.decode("latin-1")):
        _step(state, token)
        if len(state.outer) > DEEPEST:
            raise NotADispatch("this RTF is nested too deeply", where=where, remedy=REMEDY)
    _flush(state)
    text = re.sub(r"[ \t]+\n", "\n", "".join(state.parts))
    return decoding.tidy(re.sub(r"\n{3,}", "\n\n", text).encode("utf-16", "surrogatepass").decode("utf-16", "replace"))


def _step(state: _State, token: re.Match[str]) -> None:
    word, number, octet, symbol, brace, _, plain = token.groups()
    if octet or plain:
        _text(state, bytes.fromhex(octet) if octet else plain.encode("latin-1"))
        return
    _flush(state)
    if brace == "{":
        state.outer.append(state.group)
        state.left_out = 0
    elif brace == "}":
        state.group = state.outer.pop() if state.outer else _Group()
        state.left_out = 0
    elif word:
        _word(state, word, int(number) if number else None)
    elif symbol == "*":
        state.group = replace(state.group, skipped=True)
    elif symbol and not state.group.skipped:
        state.parts.append(_SIGNS.get(symbol, symbol if symbol in "\\{}" else ""))


def _text(state: _State, data: bytes) -> None:
    """Characters in the document's code page; those that only stand for a \\u before them are left out."""
    left_out = min(state.left_out, len(data))
    state.left_out -= left_out
    if not state.group.skipped:
        state.bytes += data[left_out:]


def _word(state: _State, word: str, number: int | None) -> None:
    if word in _SKIPPED:
        state.group = replace(state.group, skipped=True)
    elif word == "u" and number is not None:
        if not state.group.skipped:
            state.parts.append(chr(number % 65536))
        state.left_out = state.group.fallback
    elif word == "uc" and number is not None:
        state.group = replace(state.group, fallback=max(0, min(number, 16)))
    elif word == "ansicpg" and number:
        state.encoding = _codec(f"cp{number}") or state.encoding
    elif not state.group.skipped and word in _SIGNS:
        state.parts.append(_SIGNS[word])


def _flush(state: _State) -> None:
    if state.bytes:
        state.parts.append(bytes(state.bytes).decode(state.encoding, "replace"))
        state.bytes.clear()


def _codec(name: str) -> str | None:
    try:
        return codecs.lookup("utf-8" if name == "cp65001" else name).name
    except LookupError:
        return None


def split(source: Source, _: Choices) -> Iterator[Piece | Source | InputError]:
    """The articles of an export; or the whole document as one report."""
    raw = source.whole(LARGEST_EXPORT)
    yield from exports.pieces(to_text(raw, source.name), raw, "rtf", source.name)


def read(piece: Piece) -> Draft:
    """The document as one report."""
    text = to_text(piece.raw, piece.where).strip()
    return Draft(piece.raw, worded(text, piece, REMEDY, "the document"), piece.path, headline=True)


def _matches(head: Head) -> bool:
    return head.data.lstrip()[:5] == b"{\\rtf"


FORMAT = Format("rtf", "each article of a Factiva or Nexis export; else the document's text", "{\\rtf at the start",
                _matches, split, read)  # fmt: skip
