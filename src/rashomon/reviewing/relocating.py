"""Spans found again by their words where a later version cuts a report's text otherwise."""

from __future__ import annotations

from typing import TypeVar, cast

import msgspec

from rashomon.model import Span

T = TypeVar("T")


class Lost(Exception):
    """The words do not stand in the text any more."""


def relocate(value: T, text: str) -> T:
    """The value with each of its spans where its words stand now: in place, or nearest to it. Raises Lost."""
    new: object = value
    if isinstance(value, Span):
        new = _span(value, text)
    elif isinstance(value, msgspec.Struct):
        old = {name: getattr(value, name) for name in value.__struct_fields__}
        parts = {name: moved for name, part in old.items() if (moved := relocate(part, text)) is not part}
        new = msgspec.structs.replace(value, **parts) if parts else value
    elif isinstance(value, tuple):
        made = tuple(relocate(part, text) for part in value)
        new = value if all(a is b for a, b in zip(made, value, strict=True)) else made
    return cast("T", new)


def _span(span: Span, text: str) -> Span:
    if text[span.start : span.end] == span.text:
        return span
    before = text.rfind(span.text, 0, span.start + len(span.text))
    after = text.find(span.text, span.start)
    found = [at for at in (before, after) if at >= 0]
    if not span.text or not found:
        raise Lost(span.text)
    start = min(found, key=lambda at: (abs(at - span.start), at))
    return Span(start=start, end=start + len(span.text), text=span.text)
