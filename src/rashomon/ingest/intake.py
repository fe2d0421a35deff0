"""From a source to reports: its format told, split into pieces, each read; one bad piece never stops the others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from rashomon.errors import InputError, NotADispatch
from rashomon.ingest import containers, formats
from rashomon.ingest.assembling import Draft, assemble
from rashomon.ingest.pieces import Choices, Format, Head, Hints, Piece
from rashomon.ingest.source import Source
from rashomon.model import Report

CONTAINERS = ("gzip", "zstd", "zip", "wacz", "eml", "mbox")
"""Formats that hold files of others."""
ZIPPED = ("zip", "docx", "wacz")
"""Formats that are zip archives themselves."""


@dataclass(frozen=True, slots=True)
class Item:
    """A report and the bytes that it was read from."""

    report: Report
    piece: Piece


def items(source: Source, choices: Choices, hints: Hints | None = None) -> Iterator[Item | InputError]:
    """The reports in a source and in what is within it, as they come. `hints`: what is known about a source that is
    one report."""
    try:
        for found in _split(source, choices):
            if isinstance(found, Source):
                yield from items(found, _within(choices))
            elif isinstance(found, Piece):
                yield read(replace(found, hints=hints) if hints and found.where == source.name else found)
            else:
                yield found
    except InputError as error:
        yield error
    except (OSError, MemoryError):
        raise
    except Exception as error:  # a fault in a parser: the file is named, and the others go on
        yield NotADispatch(f"it cannot be read: {type(error).__name__}", where=source.name,
                           remedy="leave it out, and report this as a fault of Rashomon")  # fmt: skip


def _split(source: Source, choices: Choices) -> Iterator[Piece | Source | InputError]:
    format = _format(source, choices)
    return format.split(source, choices)


def _format(source: Source, choices: Choices) -> Format:
    """The one that was chosen, except for what only packs another; else the one that the first bytes show."""
    if not source.head.strip():
        source.whole()  # says that it is empty
    head = Head(source.head, source.name, choices.columns)
    if choices.format is None:
        return formats.tell(head)
    chosen = formats.named(choices.format)
    packing = (containers.GZIP, containers.ZSTD, *((containers.ZIP,) if chosen.name not in ZIPPED else ()))
    return next((packed for packed in packing if packed.matches(head)), chosen)


def _within(choices: Choices) -> Choices:
    """What was chosen holds for what is in an archive, unless the archive's own format was chosen."""
    return replace(choices, format=None) if choices.format in CONTAINERS else choices


def read(piece: Piece) -> Item | InputError:
    """The report in a piece."""
    reader = formats.named(piece.format).read
    assert reader is not None, piece.format
    try:
        return Item(assemble(_informed(reader(piece), piece.hints)), piece)
    except InputError as error:
        return error
    except MemoryError:
        raise
    except Exception as error:  # a fault in a parser: the piece is named, and the others go on
        return NotADispatch(f"it cannot be read: {type(error).__name__}", where=piece.where,
                            remedy="leave it out, and report this as a fault of Rashomon")  # fmt: skip


def _informed(draft: Draft, hints: Hints) -> Draft:
    """What the report itself does not say is taken from what stands about it."""
    return replace(
        draft,
        title=draft.title or hints.title,
        publisher=draft.publisher or hints.publisher,
        byline=draft.byline or hints.byline,
        published=draft.published or hints.published,
        language=draft.language or hints.language,
        uri=draft.uri or hints.uri,
        warnings=(*hints.warnings, *draft.warnings),
    )
