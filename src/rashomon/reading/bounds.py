"""What stands around a number and makes it an interval: "at least 46", "thirty or so", "between 200 and 300"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

import msgspec

from rashomon import lexicon
from rashomon.reading import numerals
from rashomon.reading.numerals import Numeral

Side = Literal["low", "high", "about"]
LONGEST = 5
"""Words; "at the very least" has four, "or even more" three."""
CONNECTORS = frozenset({"to", "-", "–", "—", "or", "and", "till"})
BETWEEN = ("between", "from")


class Phrases(msgspec.Struct, frozen=True, kw_only=True):
    """Phrases that bound a number, by the side they leave standing."""

    low: tuple[str, ...] = ()
    high: tuple[str, ...] = ()
    about: tuple[str, ...] = ()


class Units(msgspec.Struct, frozen=True, kw_only=True):
    """What numbers measure; singular forms."""

    percent: tuple[str, ...]
    currency_signs: tuple[str, ...]
    money: tuple[str, ...]
    time: tuple[str, ...]
    measure: tuple[str, ...]


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """The part of `figures.toml` that bounds are made of."""

    bounds: Phrases
    after: Phrases
    units: Units
    further: tuple[str, ...]
    prepositions: frozenset[str]
    """Bounds that are prepositions of place before another bound: "over some 300 people"."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A number with all that bounds it, over tokens `[start, end)`; `core` is the (first) number itself."""

    start: int
    end: int
    core: Numeral
    low: float | None
    high: float | None
    approximate: bool
    stop: int
    """Where the number, or the second number of a range, ends."""
    said: tuple[str, ...] = ()
    """The bounds as reasons: "at least: low only"."""


@cache
def vocabulary() -> Words:
    """Bounds and units."""
    loaded: Words = lexicon.load("figures.toml", Words)
    return loaded


@cache
def _sides(after: bool) -> dict[str, Side]:
    phrases = vocabulary().after if after else vocabulary().bounds
    sides: dict[str, Side] = {}
    sides.update(dict.fromkeys(phrases.low, "low"))
    sides.update(dict.fromkeys(phrases.high, "high"))
    sides.update(dict.fromkeys(phrases.about, "about"))
    return sides


@cache
def _signs() -> frozenset[str]:
    return frozenset(vocabulary().units.currency_signs)


@cache
def _between_numbers() -> frozenset[str]:
    """What may stand between a number and the connector of a range: "5% to 10%"."""
    return frozenset({"%", "percent", *_signs()})


def interval(words: Sequence[str], core: Numeral) -> Interval:
    """The range that begins at `core`, or `core` alone; bounds are not applied yet."""
    high = _second(words, core)
    if high is None:
        top = None if core.open else core.high
        return Interval(core.start, core.end, core, core.low, top, core.approximate, core.end)
    low, top = numerals.scaled(core, high, words)
    start = core.start
    while start > 0 and (words[start - 1] in _signs() or words[start - 1] in _sides(False)):
        start -= 1
    opened = start > 0 and words[start - 1] in BETWEEN
    start = start - 1 if opened else core.start
    approximate = core.approximate or high.approximate
    said = f"range '{words[core.end]}': low and high"
    return Interval(start, high.end, core, low, top, approximate, high.end, (said,))


def _second(words: Sequence[str], core: Numeral) -> Numeral | None:
    """The upper end of a range whose lower end is `core`."""
    at = core.end
    while at < len(words) and words[at] in _between_numbers():
        at += 1
    if at + 1 >= len(words) or words[at] not in CONNECTORS or core.percent:
        return None
    connector, at = words[at], at + 1
    while at + 1 < len(words) and words[at] in _signs():
        at += 1
    high = numerals.read(words, at)
    if high is None or high.percent or (connector == "and" and not _opened(words, core)):
        return None
    low, top = numerals.scaled(core, high, words)
    if low >= top or (connector == "or" and not _neighbours(core, high, low, top)):
        return None
    return high


def _opened(words: Sequence[str], core: Numeral) -> bool:
    at = core.start - 1
    while at >= 0 and (words[at] in _signs() or words[at] in _sides(False)):
        at -= 1
    return at >= 0 and words[at] == "between"


def _neighbours(core: Numeral, high: Numeral, low: float, top: float) -> bool:
    """ "two or three", "two or three hundred", "400 or 500": one estimate, not two."""
    return core.literal == high.literal or high.end - high.start > 1 if top <= 2 * low else top - low == 1


def bounded(words: Sequence[str], found: Interval, ends: Sequence[int]) -> Interval:
    """The interval with the bounds before it, and after it at one of the tokens `ends`."""
    start, low, high, approximate, said = found.start, found.low, found.high, found.approximate, list(found.said)
    side: Side | None
    while True:
        at, side = _before(words, start)
        if side is None or (start < found.start and at == start - 1 and words[at] in vocabulary().prepositions):
            break
        low, high, approximate = _widened(side, low, high, approximate)
        said.insert(0, f"bound '{' '.join(words[at:start])}': {MEANING[side]}")
        start = at
    end = found.end
    for at in ends:
        stop, side = _after(words, at)
        if side is not None:
            low, high, approximate = _widened(side, low, high, approximate)
            said.append(f"bound '{' '.join(words[at:stop])}': {MEANING[side]}")
            end = stop
            break
    return Interval(start, end, found.core, low, high, approximate, found.stop, tuple(said))


MEANING: dict[Side, str] = {"low": "low only", "high": "high only", "about": "approximate"}


def past(words: Sequence[str], at: int) -> int:
    """Where the bound that follows at token `at` ends: "12 or more"; `at` when there is none."""
    return _after(words, at)[0]


def opened(words: Sequence[str], at: int) -> bool:
    """Whether a bound ends right before token `at`: "about [a kilometre]"."""
    return _before(words, at)[1] is not None


def _widened(
    side: Side, low: float | None, high: float | None, approximate: bool
) -> tuple[float | None, float | None, bool]:
    """Never inverts an interval, and never empties it: of two opposite bounds the nearer one holds."""
    if side == "low" and low is not None:
        return low, None, approximate
    if side == "high" and high is not None:
        return None, high, approximate
    return low, high, approximate or side == "about"


def _before(words: Sequence[str], start: int) -> tuple[int, Side | None]:
    """Where the bound that ends at `start` begins; "at least another 20" has a word between."""
    sides = _sides(False)
    for stop in (start, *_passed_over(words, start)):
        for at in range(max(0, stop - LONGEST), stop):
            side = sides.get(" ".join(words[at:stop]))
            if side is not None:
                return at, side
    return start, None


def _passed_over(words: Sequence[str], start: int) -> list[int]:
    further = vocabulary().further
    found, at = [], start
    while at > 0 and words[at - 1] in further and start - at < 2:
        at -= 1
        found.append(at)
    return found


def _after(words: Sequence[str], at: int) -> tuple[int, Side | None]:
    sides = _sides(True)
    for stop in range(min(len(words), at + LONGEST), at, -1):
        side = sides.get(" ".join(words[at:stop]))
        if side is not None and not _begins_another(words, stop):
            return stop, side
    return at, None


def _begins_another(words: Sequence[str], stop: int) -> bool:
    """ "13 buses and more than 100 cars", "killed 12 at least 5 of them": the bound is the next number's."""
    if stop >= len(words):
        return False
    return words[stop] == "than" or words[stop][0].isdecimal() or words[stop] in numerals.vocabulary().numbers
