"""GDELT's mentions: pointers to pages; a report only where the page's text is given with them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from rashomon.errors import InputError, NotADispatch
from rashomon.ingest.pieces import Choices, Format, Head, Hints, Piece
from rashomon.ingest.source import Source

COLUMNS = 16
"""GLOBALEVENTID, EventTimeDate, MentionTimeDate, MentionType, MentionSourceName, MentionIdentifier, ... Extras."""
KIND, SOURCE, ADDRESS, EXTRAS = 3, 4, 5, 15
SHORTEST_TEXT = 80
"""Characters of a last column that is the page's text; codes are shorter."""
WEB = "1"
"""MentionType of a page on the web."""


def split(source: Source, _: Choices) -> Iterator[Piece | Source | InputError]:
    """A piece for each page whose text is given; one line for all the others together."""
    seen: set[str] = set()
    without = 0
    columns = {"text": "text", "outlet": "outlet", "uri": "uri"}
    for number, line in source.lines():
        if isinstance(line, InputError):
            yield line
            continue
        cells = line.decode("utf-8", "replace").split("\t")
        if len(cells) < COLUMNS or cells[ADDRESS] in seen:
            continue
        seen.add(cells[ADDRESS])
        text = max(cells[EXTRAS:], key=len)
        if len(text) < SHORTEST_TEXT:
            without += 1
            continue
        row = {"text": text, "outlet": cells[SOURCE], "uri": cells[ADDRESS]}
        yield Piece(msgspec.json.encode(row), "row", source.name, f"{source.name}:{number}", Hints(columns=columns))
    if without:
        yield NotADispatch(f"it points to {without} pages without their text", where=source.name,
                           remedy="have `rashomon watch --fetch` fetch them, or give the pages")  # fmt: skip


def addresses(source: Source) -> Iterator[str]:
    """The pages on the web that are mentioned, each once, in order."""
    seen: set[str] = set()
    for _, line in source.lines():
        cells = line.decode("utf-8", "replace").split("\t") if isinstance(line, bytes) else []
        if len(cells) >= COLUMNS and cells[KIND] == WEB and cells[ADDRESS] not in seen:
            seen.add(cells[ADDRESS])
            yield cells[ADDRESS]


def _matches(head: Head) -> bool:
    cells = head.text.split("\n", 1)[0].split("\t")
    return len(cells) >= COLUMNS and all(re.fullmatch(pattern, cell) for pattern, cell in zip(
        (r"\d{1,12}", r"\d{14}", r"\d{14}", r"\d"), cells, strict=False))  # fmt: skip


FORMAT = Format(
    "gdelt",
    "each mentioned page once, where its text stands in the last column; the others are counted",
    "sixteen columns parted by tabs: an event's number, two times of fourteen digits, a kind",
    _matches,
    split,
)
