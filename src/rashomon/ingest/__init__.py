"""Raw bytes to reports: one module a format, what stands around the text, and which reports are copies of others."""

from rashomon.ingest.files import Again, Given, each_once, read_file, read_items, read_paths
from rashomon.ingest.intake import Item
from rashomon.ingest.intake import items as read_source
from rashomon.ingest.intake import read as read_piece
from rashomon.ingest.pieces import Choices, Hints, Piece

__all__ = [
    "Again",
    "Choices",
    "Given",
    "Hints",
    "Item",
    "Piece",
    "each_once",
    "read_file",
    "read_items",
    "read_paths",
    "read_piece",
    "read_source",
]
