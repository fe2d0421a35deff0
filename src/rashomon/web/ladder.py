"""The figure ladder: what was said, when, as ranges on one scale; markup, so that it scales, prints and is read out."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import msgspec

from rashomon.model import Figure

WIDE = 50
"""Largest value over smallest from which the scale is logarithmic: below, small ranges can still be told apart."""
MARGIN = 1.08
OPEN = 12.0
"""Percent of the scale that an open end is drawn long."""
TICKS = 4


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """A figure with who said it and when."""

    figure: Figure
    when: str
    who: str
    claim: str
    position: str
    withdrawn: bool


class Rung(msgspec.Struct, frozen=True, kw_only=True):
    """One row. `left` and `width` in percent of the scale."""

    said: Said
    text: str
    left: float
    width: float
    open_low: bool
    open_high: bool


class Tick(msgspec.Struct, frozen=True, kw_only=True):
    at: float
    label: str


class Ladder(msgspec.Struct, frozen=True, kw_only=True):
    rungs: tuple[Rung, ...]
    ticks: tuple[Tick, ...]
    logarithmic: bool


def build(said: Sequence[Said]) -> Ladder | None:
    """The rungs by the time they were said; None when there is nothing to compare."""
    usable = [s for s in said if s.figure.low is not None or s.figure.high is not None]
    ends = [v for s in usable for v in (s.figure.low, s.figure.high) if v is not None]
    if len(usable) < 2 or not ends:
        return None
    top = max(ends) * MARGIN or 1.0
    positive = [v for v in ends if v > 0]
    logarithmic = bool(positive) and max(positive) / min(positive) > WIDE
    bottom = min(positive) / 2 if logarithmic else 0.0

    def at(value: float) -> float:
        if not logarithmic:
            return round(100 * value / top, 2)
        return round(100 * math.log(max(value, bottom) / bottom) / math.log(top / bottom), 2)

    rungs = [_rung(s, at) for s in sorted(usable, key=lambda s: (s.when, s.who, s.claim))]
    ticks = tuple(Tick(at=at(v), label=number(v)) for v in _ticks(bottom, top, logarithmic))
    return Ladder(rungs=tuple(rungs), ticks=ticks, logarithmic=logarithmic)


def interval(figure: Figure) -> str:
    """The figure as a person writes it: 200–300, ≥ 46, ≤ 500, ~ 100, 90 %."""
    sign = "~ " if figure.approximate else ""
    unit = " %" if figure.unit == "percent" else ""
    return f"{sign}{bounds(figure.low, figure.high)}{unit}"


def bounds(low: float | None, high: float | None) -> str:
    """An interval without unit."""
    if low is not None and high is not None:
        words = number(low) if low == high else f"{number(low)}–{number(high)}"
    elif low is not None:
        words = f"≥ {number(low)}"
    elif high is not None:
        words = f"≤ {number(high)}"
    else:
        words = "not known"
    return words


def number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"


def _rung(said: Said, at: Callable[[float], float]) -> Rung:
    low, high = said.figure.low, said.figure.high
    left = at(low) if low is not None else max(0.0, at(high or 0) - OPEN)
    right = at(high) if high is not None else min(100.0, at(low or 0) + OPEN)
    return Rung(
        said=said,
        text=interval(said.figure),
        left=left,
        width=round(max(right - left, 0.0), 2),
        open_low=low is None,
        open_high=high is None,
    )


def _ticks(bottom: float, top: float, logarithmic: bool) -> list[float]:
    """Round values across the scale."""
    if logarithmic:
        first, last = math.ceil(math.log10(bottom)), math.floor(math.log10(top))
        return [10.0**e for e in range(first, last + 1)]
    raw = top / TICKS
    size = 10.0 ** math.floor(math.log10(raw))
    step = next(size * m for m in (1, 2, 5, 10) if size * m >= raw)
    return [step * i for i in range(int(top / step) + 1)]
