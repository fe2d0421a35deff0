"""A claim as the boxes of a form, and back: any field can be corrected, and every span is words of the report.

Boxes follow from the types of the model, so that a field added there can be corrected here.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Literal

import msgspec
from msgspec import inspect

from rashomon.model import Claim, Event, Report, Span

Kind = Literal["words", "text", "number", "choice", "flag"]

KEPT = ("id", "report", "evidence", "denies", "parts")
"""Fields that nobody fills in: they follow from the others."""
MOST = 30
"""Rows of one kind that are read from a form: the longest list in a claim so far has nine."""
DATES = ("start", "end")


_FIRST = ("figures", "sources", "event", "said")
"""The order in which people look at them: figures are what is corrected most."""


class Box(msgspec.Struct, frozen=True, kw_only=True):
    """One value of a claim, to be filled in."""

    name: str
    """Its path, such as "figures.0.low"."""
    label: str
    kind: Kind
    value: str
    at: str = ""
    """Words: where they start in the report, "" when there are none yet."""
    choices: tuple[str, ...] = ()


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """Boxes that belong together: the claim itself, a source, a figure, a place ..."""

    name: str
    label: str
    blank: bool
    """Nothing is there yet: filling it in adds one."""
    boxes: tuple[Box, ...]


class FormError(Exception):
    """What is wrong with a form, for the person who filled it in."""


def groups(claim: Claim | None) -> tuple[Group, ...]:
    """The claim as boxes; of lists one more row than there are. None: all empty, to add a claim."""
    found = _groups(inspect.type_info(Claim), claim, "", "claim")
    return tuple(sorted(found, key=lambda group: _FIRST.index(group.name.split(".")[0]) if group.name else -1))


def empty(report: Report) -> Claim:
    """A claim of the report with nothing in it yet."""
    nothing = Event(type="NONE", mode=None, trigger=None, actors=(), recipients=(), place=None, time=None)
    return Claim(
        id="",
        report=report.id,
        content=report.span(0, 0),
        cue=None,
        sources=(),
        mode="narration",
        said=None,
        polarity="positive",
        certainty="certain",
        status="actual",
        event=nothing,
        figures=(),
        evidence=(),
    )


def flat(claim: Claim | None) -> dict[str, str]:
    """The claim's values by path, without those that are empty."""
    return {box.name: box.value for group in groups(claim) for box in group.boxes if box.value} if claim else {}


def label(name: str) -> str:
    """A value's path in words: "figures.0.low" is "figure 1 low"."""
    parts = name.removeprefix("event.").split(".")
    words = [
        _singular(part) if after.isdecimal() else str(int(part) + 1) if part.isdecimal() else part
        for part, after in zip(parts, [*parts[1:], ""], strict=True)
    ]
    return " ".join(words)


def read(form: Mapping[str, str], report: Report, claim: Claim) -> Claim:
    """The claim with the values of the form. Raises FormError.

    Words are found where they stand in the report: at the place the form names, else nearest to the claim.
    """
    reader = _Reader(form, report, claim.content.start)
    made = reader.struct(inspect.type_info(Claim), "")
    kept = {name: getattr(claim, name) for name in KEPT}
    try:
        found = msgspec.convert({**msgspec.to_builtins(kept), **made}, Claim)
    except msgspec.ValidationError as error:
        raise FormError(str(error)) from None
    # Pieces of a content were marked within its old ends.
    return found if found.content == claim.content else msgspec.structs.replace(found, parts=())


def _groups(shape: inspect.Type, value: object, path: str, label: str) -> Iterator[Group]:
    if not isinstance(shape, inspect.StructType):
        return
    boxes: list[Box] = []
    inner: list[Group] = []
    for field in shape.fields:
        if not path and field.name in KEPT:
            continue
        name = f"{path}.{field.name}" if path else field.name
        held: object = getattr(value, field.name) if value is not None else None
        kind, _ = _plain(field.type)
        if isinstance(kind, inspect.VarTupleType):
            rows = [*(held if isinstance(held, tuple) else ()), None]
            for number, row in enumerate(rows):
                inner += _groups(kind.item_type, row, f"{name}.{number}", f"{_singular(field.name)} {number + 1}")
        elif isinstance(kind, inspect.StructType) and kind.cls is not Span:
            inner += _groups(kind, held, name, field.name)
        else:
            boxes.append(_box(kind, held, name, field.name))
    boxes.sort(key=lambda box: box.kind == "words" and box.name != "content")
    yield Group(name=path, label=label, blank=value is None, boxes=tuple(boxes))
    yield from inner


def _box(shape: inspect.Type, value: object, name: str, label: str) -> Box:
    if isinstance(value, Span):
        return Box(name=name, label=label, kind="words", value=value.text, at=str(value.start))
    kind: Kind = "text"
    choices: tuple[str, ...] = ()
    if isinstance(shape, inspect.StructType):
        kind = "words"
    elif isinstance(shape, inspect.LiteralType):
        kind, choices = "choice", tuple(str(choice) for choice in shape.values)
    elif isinstance(shape, inspect.BoolType):
        kind, value = "flag", "yes" if value else ""
    elif isinstance(shape, inspect.FloatType | inspect.IntType):
        kind = "number"
        value = f"{value:.12g}" if isinstance(value, float) else value
    return Box(name=name, label=label, kind=kind, value="" if value is None else str(value), choices=choices)


def _plain(shape: inspect.Type) -> tuple[inspect.Type, bool]:
    """The type without None, and whether None was allowed."""
    if not isinstance(shape, inspect.UnionType):
        return shape, False
    others = [one for one in shape.types if not isinstance(one, inspect.NoneType)]
    numbers = [one for one in others if isinstance(one, inspect.FloatType)]
    return (numbers or others)[0], len(others) < len(shape.types)


def _singular(name: str) -> str:
    return name.removesuffix("s")


class _Reader:
    """Reads values from a form by their paths."""

    def __init__(self, form: Mapping[str, str], report: Report, near: int) -> None:
        self.form = form
        self.report = report
        self.near = near

    def struct(self, shape: inspect.Type, path: str) -> dict[str, object]:
        if not isinstance(shape, inspect.StructType):
            raise TypeError(path)
        made: dict[str, object] = {}
        for field in shape.fields:
            if not path and field.name in KEPT:
                continue
            name = f"{path}.{field.name}" if path else field.name
            kind, optional = _plain(field.type)
            made[field.name] = self.value(kind, name, optional)
        _in_order(made, path)
        return made

    def value(self, shape: inspect.Type, name: str, optional: bool) -> object:
        if isinstance(shape, inspect.VarTupleType):
            rows = [f"{name}.{number}" for number in range(MOST)]
            return [self.struct(shape.item_type, row) for row in rows if self.filled(shape.item_type, row)]
        if isinstance(shape, inspect.StructType) and shape.cls is Span:
            return self.words(name, optional)
        if isinstance(shape, inspect.StructType):
            return self.struct(shape, name) if not optional or self.filled(shape, name) else None
        given = self.form.get(name, "").strip()
        if isinstance(shape, inspect.BoolType):
            return given == "yes"
        if not given and optional:
            return None
        if isinstance(shape, inspect.LiteralType):
            return given or shape.values[0]
        if isinstance(shape, inspect.FloatType | inspect.IntType):
            return _number(given, name, whole=isinstance(shape, inspect.IntType))
        if name.rpartition(".")[2] in DATES:
            return _day(given, name)
        if not given and name.endswith(".name"):
            raise FormError(f"{name} is missing")
        return given

    def filled(self, shape: inspect.Type, path: str) -> bool:
        """Whether anything was written into a group: what was only chosen does not count."""
        if not isinstance(shape, inspect.StructType):
            return False
        for field in shape.fields:
            kind, _ = _plain(field.type)
            chosen = isinstance(kind, inspect.LiteralType | inspect.BoolType)
            if not chosen and self.form.get(f"{path}.{field.name}", "").strip():
                return True
        return False

    def words(self, name: str, optional: bool) -> dict[str, object] | None:
        """The span of words that stand in the report. Of a name without words, where the name stands."""
        given = _lines(self.form.get(name, "")).strip()
        if not given and optional:
            return None
        given = given or self.form.get(f"{name.rpartition('.')[0]}.name", "").strip()
        if not given:
            raise FormError(f"{name}: which words of the report?")
        at = self.form.get(f"{name}.at", "")
        start = int(at) if at.isdecimal() and len(at) < 10 else self.near
        pattern = r"\s+".join(re.escape(word) for word in given.split())
        found = [match.span() for match in re.finditer(pattern, self.report.text)]
        if not found:
            raise FormError(f"{name}: “{given[:80]}” does not stand in the report")
        first, last = min(found, key=lambda span: (abs(span[0] - start), span[0]))
        return {"start": first, "end": last, "text": self.report.text[first:last]}


def _in_order(made: Mapping[str, object], path: str) -> None:
    """Of a figure: low, best and high, where they are given. Raises FormError."""
    given = [value for name in ("low", "best", "high") if isinstance(value := made.get(name), float)]
    if given != sorted(given):
        raise FormError(f"{path}: low, best and high are not in order")


def _lines(text: str) -> str:
    """Browsers send every line break as CR LF."""
    return text.replace("\r\n", "\n")


def _number(given: str, name: str, *, whole: bool) -> float | int:
    try:
        number = int(given) if whole else float(given.replace(",", "").replace(" ", ""))
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise FormError(f"{name}: {given[:40]!r} is not a number")
    return number


def _day(given: str, name: str) -> str:
    try:
        return date.fromisoformat(given).isoformat()
    except ValueError:
        raise FormError(f"{name}: {given!r} is not a day such as 2017-10-15") from None
