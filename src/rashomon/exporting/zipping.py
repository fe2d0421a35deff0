"""Several files of an export as one."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

from rashomon.exporting.target import Part

FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest time a zip can hold: its files bear no time of their own, so that the same export is the same bytes."""


def zipped(parts: Iterable[Part]) -> bytes:
    """The files as a zip."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for part in parts:
            archive.writestr(zipfile.ZipInfo(part.name, FIRST_DAY), part.data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
