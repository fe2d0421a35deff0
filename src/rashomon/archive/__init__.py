"""The only place with SQL: one file that keeps reports, what was read from them, and what was concluded."""

from rashomon.archive import rawtables as rawtables
from rashomon.archive import reviewtables as reviewtables
from rashomon.archive.opening import Archive, open_archive

__all__ = ["Archive", "open_archive"]
