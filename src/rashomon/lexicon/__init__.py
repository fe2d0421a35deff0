"""Language knowledge that a non-programmer can edit: TOML and CSV files in this folder, and the one loader for them."""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources
from typing import TypeVar

import msgspec

T = TypeVar("T")


@cache
def load(name: str, shape: type[T]) -> T:
    """The lexicon file `name` as a value of type `shape` (a msgspec Struct, or a container of them).

    `.toml` is converted as it is; `.csv` (UTF-8, header in the first line, lines that start with # left out) must be
    asked for as `list[Struct]`, every column a string unless the Struct says otherwise.
    Raises msgspec.ValidationError, with the path to the bad entry, when the file does not have that shape.
    """
    raw = resources.files(__name__).joinpath(name).read_text(encoding="utf-8")
    if name.endswith(".csv"):
        rows = csv.DictReader(line for line in raw.splitlines() if line and not line.startswith("#"))
        return msgspec.convert(list(rows), shape, strict=False)
    return msgspec.toml.decode(raw, type=shape)
