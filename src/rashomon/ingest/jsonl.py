"""One JSON object a line, of any of the kinds that are known, read line by line."""

from __future__ import annotations

from collections.abc import Iterator

from rashomon.errors import InputError, UnreadableFile
from rashomon.ingest import ap, jsons, reliefweb, rows
from rashomon.ingest.pieces import Choices, Format, Head, Piece
from rashomon.ingest.source import HEAD, Source

SUFFIXES = (".jsonl", ".ndjson")


def split(source: Source, choices: Choices) -> Iterator[Piece | Source | InputError]:
    """One piece a line. What a line holds is told by its keys; a broken line stops none."""
    found = False
    for number, line in source.lines():
        if isinstance(line, InputError):
            found = True
            yield line
        elif raw := line.strip().removeprefix(b"\xef\xbb\xbf"):
            found = True
            piece = Piece(raw, _kind(raw, choices), source.name, f"{source.name}:{number}")
            try:
                yield rows.with_columns(piece, choices) if piece.format == "row" else piece
            except InputError as error:
                yield error
    if not found:
        raise UnreadableFile("the file is empty", where=source.name, remedy="leave it out")


def _kind(raw: bytes, choices: Choices) -> str:
    text = raw[:HEAD].decode("utf-8", "replace")
    if rows.like_row(text, choices.columns):
        return "row"
    head = Head(raw[:HEAD], "")
    return next((f.name for f in (reliefweb.FORMAT, ap.FORMAT) if f.matches(head)), "ninjs")


def _matches(head: Head) -> bool:
    """Several objects, a line each; or one, and a name that says so."""
    lines = head.text[:HEAD].split("\n", 2)
    if not lines[0].startswith("{"):
        return head.name.lower().endswith(SUFFIXES) and not jsons.is_json(head)
    named = head.name.lower().endswith(SUFFIXES)
    whole = lines[0].rstrip().endswith("}")
    return named or (whole and len(lines) > 1 and lines[1].lstrip().startswith("{"))


FORMAT = Format(
    "jsonl",
    "one report a line: ninjs, ap, reliefweb or row, in constant memory",
    "several JSON objects, a line each",
    _matches,
    split,
)
