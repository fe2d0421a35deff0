"""Times of day in a claim's words, as minutes after midnight."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rashomon.reconciling import wording

HOUR = 60
DAY = 24 * HOUR
NOON = 12
KEPT = 1024
"""Texts whose hours are remembered: the claims of one happening are compared, then those of the next."""
ABOUT = 20
"""Minutes that a clock time may be off by when two tellers look at two clocks: accounts of one explosion in the
development dossiers that nobody disputes lie up to a quarter of an hour apart."""

_CLOCK = re.compile(
    r"\b(?P<hour>[01]?\d|2[0-3])(?:[:.](?P<minute>[0-5]\d))?\s*(?P<half>[ap])\.?\s?m\b|"
    r"\b(?P<h24>[01]?\d|2[0-3]):(?P<m24>[0-5]\d)\b|\b(?P<four>[01]\d[0-5]\d|2[0-3][0-5]\d)\s*(?:GMT|UTC|hours)\b",
    re.IGNORECASE,
)
_ZONE = re.compile(r"\b(?:GMT|UTC)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Hours:
    """A time of day: from one minute to another, both included; past midnight the second is the smaller."""

    start: int
    end: int
    words: str
    universal: bool
    """Told in universal time; comparable only with others that are."""

    def meets(self, other: Hours) -> bool:
        """Whether one moment can be both, clocks being off a little."""
        return any(
            a <= d + ABOUT and c <= b + ABOUT
            for a, b in _unrolled(self.start, self.end)
            for c, d in _unrolled(other.start, other.end)
        )


@lru_cache(KEPT)
def hours(text: str) -> Hours | None:
    """The time of day that a text names; None without one, or with several that exclude each other."""
    found = [*_clocks(text), *_parts(text)]
    if not found:
        return None
    exact = [h for h in found if h.start == h.end] or found
    first = exact[0]
    return first if all(first.meets(other) for other in exact) else None


def _clocks(text: str) -> list[Hours]:
    universal = bool(_ZONE.search(text))
    found = []
    for match in _CLOCK.finditer(text):
        minutes = _minutes(match)
        if minutes is not None:
            found.append(Hours(minutes, minutes, f"{minutes // HOUR:02}:{minutes % HOUR:02}", universal))
    return found


def _minutes(match: re.Match[str]) -> int | None:
    """Minutes after midnight of one clock time; None for one that is on no clock."""
    if match["half"]:
        hour = int(match["hour"])
        if not 1 <= hour <= NOON:
            return None
        return (hour % NOON + NOON * (match["half"].lower() == "p")) * HOUR + int(match["minute"] or 0)
    if match["four"]:
        return int(match["four"][:2]) * HOUR + int(match["four"][2:])
    return int(match["h24"]) * HOUR + int(match["m24"]) if match["h24"] else None


def _parts(text: str) -> list[Hours]:
    said = f" {' '.join(wording.plain(text))} "
    known = wording.words_of().hours
    named = next((words for words in sorted(known, key=len, reverse=True) if f" {words} " in said), None)
    if named is None:
        return []
    start, end = known[named]
    return [Hours(start * HOUR, end * HOUR % DAY, named, universal=False)]


def _unrolled(start: int, end: int) -> list[tuple[int, int]]:
    """The span on a line of two days, so that nights need no special case."""
    end = end if start <= end else end + DAY
    return [(start, end), (start + DAY, end + DAY), (start - DAY, end - DAY)]
