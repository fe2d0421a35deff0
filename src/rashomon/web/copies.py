"""Where a copy differs from its original, sentence by sentence."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

import msgspec

LARGEST = 2_000
"""Sentences of both texts together: comparing takes time by their product, and no dispatch is a tenth as long."""
_SENTENCE = re.compile(r"(?<=[.!?])[\"'”’)]*\s+|\n+")


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """A passage that is not the same; "" where one of the texts has nothing in its place."""

    original: str
    here: str


def differences(original: str, here: str) -> tuple[Change, ...] | None:
    """The passages that differ, in their order; None when the texts are too long to be compared."""
    before, after = _sentences(original), _sentences(here)
    if len(before) + len(after) > LARGEST:
        return None
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return tuple(
        Change(original=" ".join(before[a:b]), here=" ".join(after[c:d]))
        for kind, a, b, c, d in matcher.get_opcodes()
        if kind != "equal"
    )


def _sentences(text: str) -> list[str]:
    return [" ".join(found.split()) for found in _SENTENCE.split(text) if found.strip()]
