"""Raw bytes to reports: one module a format, what stands around the text, and which reports are copies of others."""

from rashomon.ingest.files import read_paths

__all__ = ["read_paths"]
