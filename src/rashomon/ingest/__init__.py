"""Raw bytes to reports: one module a format, what stands around the text, and which reports are copies of others."""

from rashomon.ingest.files import Again, read_items, read_paths
from rashomon.ingest.intake import Item
from rashomon.ingest.pieces import Choices, Hints, Piece

__all__ = ["Again", "Choices", "Hints", "Item", "Piece", "read_items", "read_paths"]
