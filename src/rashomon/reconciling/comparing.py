"""Whether two values can both be true: one comparison a function, each with its verdict and its reason."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

from rashomon.model import Figure, Place
from rashomon.model.claim import PlacePrecision
from rashomon.reconciling import wording
from rashomon.reconciling.parties import Name, Verdict, compared
from rashomon.reconciling.statements import Statement, Window

APPROXIMATION = 0.1
"""How far "about N" reaches to each side: the rounding of round numbers in casualty reports (46 is about 50)."""
OVERLAP = 0.34
"""Share of days in common from which two windows are one time: in gold, figures of one measure at one place with a
share above 0.2 belong to one question in 134 of 246 pairs, below it in 28 of 80, with a gap in 10 of 69."""
GROWING = 0.15
"""The same share for windows with the same first day: tolls counted from one beginning are one growing count."""
PARTIES: dict[Verdict, str] = {
    "same": "the same party",
    "compatible": "may be one party",
    "different": "no party in common",
    "unknown": "one names nobody",
}
EARTH = 6371.0
"""Mean radius in kilometres."""
NEAR = 25.0
"""Kilometres within which two grounded places may be one scene: a town and its villages."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A verdict, and the words that say why."""

    verdict: Verdict
    why: str


def bounds(figure: Figure) -> tuple[float, float]:
    """The figure as an interval with open ends at infinity, widened where it is approximate."""
    low = -math.inf if figure.low is None else figure.low
    high = math.inf if figure.high is None else figure.high
    if figure.approximate and low == high:
        return low - abs(low) * APPROXIMATION, high + abs(high) * APPROXIMATION
    return low, high


def figures(a: Figure, b: Figure) -> Compared:
    """Two figures of one measure: different when no number satisfies both."""
    (x, y), (u, v) = bounds(a), bounds(b)
    if (a.low, a.high) == (b.low, b.high):
        return Compared("same", f"both say {amount(a)}")
    if max(x, u) <= min(y, v):
        return Compared("compatible", f"{amount(a)} and {amount(b)} can both be true")
    return Compared("different", f"no number is both {amount(a)} and {amount(b)}")


def amount(figure: Figure) -> str:
    """The figure in words: "at least 46"."""
    low, high = _plain(figure.low), _plain(figure.high)
    unit = " percent" if figure.unit == "percent" else ""
    if figure.low is None and figure.high is None:
        return f"an unstated number{unit}"
    if figure.high is None:
        return f"at least {low}{unit}"
    if figure.low is None:
        return f"at most {high}{unit}"
    return f"{'about ' * figure.approximate}{low}{unit}" if low == high else f"{low} to {high}{unit}"


def _plain(value: float | None) -> str:
    return "" if value is None else f"{value:,.10g}"


def windows(a: Window | None, b: Window | None) -> Compared:
    """Two windows of days: same from a named share of days in common, different without any."""
    if a is None or b is None:
        return Compared("unknown", "one has no date")
    common = min(a[1], b[1]) - max(a[0], b[0]) + 1
    span = max(a[1], b[1]) - min(a[0], b[0]) + 1
    if a == b:
        return Compared("same", "the same days")
    if common <= 0:
        return Compared("different", "no day in common")
    if a[0] == b[0] and common / span >= GROWING:
        return Compared("compatible", "counted from the same day")
    if common / span >= OVERLAP:
        return Compared("compatible", f"{common} of {span} days in common")
    return Compared("different", f"only {common} of {span} days in common")


def places(a: Place | None, b: Place | None) -> Compared:
    """Two places: by name, by containment, by distance; unknown when a gazetteer could not tell."""
    if a is None or b is None:
        return Compared("unknown", "one has no place")
    if wording.same_name(a.name, b.name):
        return Compared("same", f"both at {a.name}")
    apart = _kilometres(a, b)
    if apart is None:
        return Compared("unknown", f"{a.name} and {b.name} could not both be located")
    wide = {a.precision, b.precision} & {"region", "country", "district"}
    if wide and a.country == b.country:
        return Compared("compatible", f"{a.name} and {b.name} may lie one in the other")
    if apart <= NEAR:
        return Compared("compatible", f"{a.name} and {b.name} are {apart:.0f} km apart")
    return Compared("different", f"{a.name} and {b.name} are {apart:.0f} km apart")


def extent(place: Place) -> int:
    """How wide a place is, from a site (0) to a country."""
    return get_args(PlacePrecision).index(place.precision)


def _kilometres(a: Place, b: Place) -> float | None:
    """Great-circle distance (haversine); None without coordinates."""
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return None
    p, q = math.radians(a.latitude), math.radians(b.latitude)
    half = math.sin((q - p) / 2) ** 2
    half += math.cos(p) * math.cos(q) * math.sin(math.radians(b.longitude - a.longitude) / 2) ** 2
    return 2 * EARTH * math.asin(min(1.0, math.sqrt(half)))


def parties(a: Sequence[Name], b: Sequence[Name]) -> Compared:
    """The parties of two claims: different when none of the one is among the other's."""
    verdict = compared(a, b)
    return Compared(verdict, PARTIES[verdict])


def polarity(a: Statement, b: Statement) -> Compared:
    """Whether two claims of one proposition say the same of it."""
    if a.negative == b.negative:
        return Compared("same", "both deny it" if a.negative else "both affirm it")
    return Compared("different", "one affirms it, the other denies it")
