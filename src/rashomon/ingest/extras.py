"""Packages that only some formats need."""

from __future__ import annotations

from importlib.util import find_spec

from rashomon.errors import UnreadableFile


def needed(package: str, where: str) -> None:
    """Raises UnreadableFile, naming the extra, when a package is not installed."""
    if find_spec(package) is None:
        raise UnreadableFile(
            f"reading it needs the package {package}",
            where=where,
            remedy="install rashomon[formats], then add it again",
        )
