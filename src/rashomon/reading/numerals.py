"""Numbers in digits and words as intervals: "1.5 million", "one hundred and five", "dozens", "two thirds"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

import msgspec

from rashomon import lexicon

LITERAL = re.compile(
    r"(?P<value>\d{1,3}(?:[,\u00a0\u2009\u202f]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)(?P<suffix>[^\W\d_]{1,5}|\+)?"
)
"""Thousands in groups of three; "7.45.12", "10:30", "1990s" and "5th" are not numbers."""
JOINED = re.compile(r"(?P<low>[\d.,]+)[–—-](?P<high>\d[\d.,]*[^\W\d_]{0,5})")
"""A range that the tokenizer left in one piece."""
ORDINAL_SUFFIX = frozenset({"st", "nd", "rd", "th"})
MONEY = frozenset("$£€¥₹₽₺₴₦")
"""After these "m" is a million; elsewhere it is a metre."""
LONGEST_LITERAL = 24
"""Characters; no number in a text is longer, and what is costs no time."""
HUNDRED, THOUSAND = 100, 1000
OF_EVERY = (("in", "every"), ("out", "of"), ("out", "of", "every"), ("in",))
LARGEST_WHOLE = 10
"""Beyond it "two in twenty" is hardly ever a share."""


class Spans(msgspec.Struct, frozen=True, kw_only=True):
    """Units of time: "one in three days" is no share."""

    time: frozenset[str]


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """The part of `figures.toml` that numbers are made of."""

    units: Spans

    numbers: dict[str, float]
    magnitudes: dict[str, float]
    vague: dict[str, tuple[float, float]]
    quantifiers: dict[str, tuple[float, float]]
    fractions: dict[str, float]
    alone: dict[str, float]
    majority: dict[str, float]


@dataclass(frozen=True, slots=True)
class Numeral:
    """What tokens `[start, end)` say by themselves; `approximate` when only the order of magnitude is said."""

    start: int
    end: int
    low: float
    high: float
    approximate: bool = False
    percent: bool = False
    literal: bool = False
    """One token of digits."""
    open: bool = False
    """A lower end only: "most of them"."""


@cache
def vocabulary() -> Words:
    """The number words."""
    loaded: Words = lexicon.load("figures.toml", Words)
    return loaded


@cache
def openers() -> frozenset[str]:
    """The words that a number can begin with, digits aside."""
    words = vocabulary()
    first = {phrase.split()[0] for phrase in words.quantifiers}
    return frozenset(
        first | {*words.numbers, *words.vague, *words.fractions, *words.alone, *words.majority, "½", "¼", "¾"}
    )


def read(words: Sequence[str], i: int) -> Numeral | None:
    """The longest number that begins at lower-cased word `i`; None when there is none."""
    if i >= len(words) or not words[i]:
        return None
    if words[i][0].isdecimal() or (words[i][0] == "." and len(words[i]) > 1):
        return _digits(words, i)
    if words[i] not in openers():
        return None
    return (
        _share(words, i)
        or _of_every(words, i)
        or _vague(words, i)
        or _quantified(words, i)
        or _spelled(words, i)
        or _alone(words, i)
    )


def scaled(low: Numeral, high: Numeral, words: Sequence[str]) -> tuple[float, float]:
    """The ends of "5 to 10 million", "two or three hundred": a magnitude said once holds for both."""
    last = words[high.end - 1]
    factor = vocabulary().magnitudes.get(last, 1)
    if low.low < high.high and low.high * factor <= high.high and words[low.end - 1] not in vocabulary().magnitudes:
        return low.low * factor, high.high
    return low.low, high.high


def _digits(words: Sequence[str], i: int) -> Numeral | None:
    text = words[i]
    if len(text) > LONGEST_LITERAL:
        return None
    match = LITERAL.fullmatch(text)
    if match is None:
        return _joined(text, i)
    suffix = match["suffix"] or ""
    magnitudes = vocabulary().magnitudes
    if suffix in ORDINAL_SUFFIX or (suffix not in ("", "+") and suffix not in magnitudes):
        return None
    value = _value(match["value"]) * magnitudes.get(suffix, 1)
    end = i + 1
    while not suffix and len(text) <= 3 and end < len(words) and len(words[end]) == 3 and words[end].isdecimal():
        value, end = value * THOUSAND + int(words[end]), end + 1
    money = i > 0 and words[i - 1][-1:] in MONEY
    while end < len(words) and words[end] in magnitudes and (money or len(words[end]) > 1):
        value, end = value * magnitudes[words[end]], end + 1
    return Numeral(i, end, value, value, literal=end == i + 1)


def _joined(text: str, i: int) -> Numeral | None:
    match = JOINED.fullmatch(text)
    if match is None:
        return None
    low, high = read([match["low"]], 0), read([match["high"]], 0)
    if low is None or high is None or low.low >= high.high:
        return None
    return Numeral(i, i + 1, low.low, high.high)


def _value(digits: str) -> float:
    return float(re.sub(r"[^\d.]", "", digits))


def _spelled(words: Sequence[str], i: int) -> Numeral | None:
    """English number words: "one hundred and five", "four thousand two hundred", "two dozen"."""
    numbers, magnitudes = vocabulary().numbers, vocabulary().magnitudes
    total, current, unit, j = 0.0, 0.0, 0.0, i
    while j < len(words):
        word = words[j]
        if word in numbers and _fits(numbers[word], current, unit):
            current, unit = current + numbers[word], numbers[word]
        elif word in magnitudes and j > i and len(word) > 2:
            current, unit = max(current, 1) * magnitudes[word], magnitudes[word]
            if unit >= THOUSAND:
                total, current = total + current, 0
        elif word in ("-", "and") and _carries_on(words, j, current or total, unit):
            pass
        else:
            break
        j += 1
    if j == i:
        return None
    return Numeral(i, j, total + current, total + current)


def _fits(value: float, current: float, unit: float) -> bool:
    """Whether a number word may follow: "twenty three", "hundred five", never "five six"."""
    if current == 0:
        return True
    return (value < 10 and 20 <= unit < HUNDRED) or (value < HUNDRED and unit == HUNDRED)


def _carries_on(words: Sequence[str], j: int, said: float, unit: float) -> bool:
    """Whether "and" or a hyphen stands inside a number: "hundred and five", "twenty-three"."""
    following = vocabulary().numbers.get(words[j + 1]) if j + 1 < len(words) else None
    if words[j] == "-":
        return said > 0 and ((following is not None and 20 <= unit < HUNDRED) or words[j + 1 : j + 2] == ["hundred"])
    return following is not None and unit >= HUNDRED and said >= HUNDRED


def _vague(words: Sequence[str], i: int) -> Numeral | None:
    """ "dozens", "hundreds of thousands"."""
    vague = vocabulary().vague
    interval = vague.get(words[i])
    if interval is None:
        return None
    if i + 2 < len(words) and words[i + 1] == "of" and words[i + 2] in vague:
        times = vocabulary().magnitudes.get(words[i + 2].removesuffix("s"), 1)
        return Numeral(i, i + 3, interval[0] * times, (interval[1] + 1) * times - 1, approximate=True)
    if words[i + 1 : i + 3] == ["and", words[i]]:
        return Numeral(i, i + 3, interval[0], interval[1], approximate=True)
    return Numeral(i, i + 1, interval[0], interval[1], approximate=True)


def _quantified(words: Sequence[str], i: int) -> Numeral | None:
    """ "several hundred", "a few dozen", "half a million", "many thousands", "a thousand"."""
    for length in (3, 2, 1):
        how_many = vocabulary().quantifiers.get(" ".join(words[i : i + length]))
        at = i + length
        if how_many is None or at >= len(words):
            continue
        if words[at] in vocabulary().vague and how_many[1] != 1:
            return replace(_vague(words, at) or Numeral(i, at, 0, 0), start=i)
        magnitude = vocabulary().magnitudes.get(words[at])
        if magnitude is None or len(words[at]) <= 2:
            continue
        low, high = how_many
        if high == 0:
            low, high = vocabulary().vague.get(words[at] + "s", (2, 9))
            return _further(words, Numeral(i, at + 1, low, high, approximate=True))
        if high == 1:
            return replace(
                _spelled(["one", *words[at : at + 6]], 0) or Numeral(i, at + 1, 0, 0),
                start=i,
                end=at + _length(words, at),
            )
        return _further(words, Numeral(i, at + 1, low * magnitude, high * magnitude, approximate=low != high))
    return None


def _length(words: Sequence[str], at: int) -> int:
    """How many words from `at` belong to the number that "a" begins."""
    found = _spelled(["one", *words[at : at + 6]], 0)
    return found.end - 1 if found else 1


def _further(words: Sequence[str], numeral: Numeral) -> Numeral:
    """ "several hundred thousand": a second magnitude multiplies the first."""
    if numeral.end < len(words) and len(words[numeral.end]) > 2 and words[numeral.end] in vocabulary().magnitudes:
        times = vocabulary().magnitudes[words[numeral.end]]
        if times > numeral.high / 10:
            high = (numeral.high + 1) * times - 1 if numeral.approximate else numeral.high * times
            return replace(numeral, end=numeral.end + 1, low=numeral.low * times, high=high)
    return numeral


def _share(words: Sequence[str], i: int) -> Numeral | None:
    """ "half of", "two thirds of": percent of a whole."""
    vocabulary_ = vocabulary()
    if words[i] == "half" and words[i + 1 : i + 2] not in (["a"], ["past"], ["-"], ["time"], ["hour"], ["an"]):
        return Numeral(i, i + 1, 50, 50, percent=True)
    count = 1.0 if words[i] in ("a", "an") else vocabulary_.numbers.get(words[i])
    if count is None or i + 2 >= len(words):
        return None
    at = i + 2 if words[i + 1] == "-" else i + 1
    parts = vocabulary_.fractions.get(words[at].removesuffix("s") if count > 1 else words[at])
    follows = words[at + 1] if at + 1 < len(words) else ""
    if parts and count < parts and (follows == "of" or (count > 1 and words[at].endswith("s"))):
        share = round(100 * count / parts, 1)
        return Numeral(i, at + 1, share, share, percent=True)
    return None


def _of_every(words: Sequence[str], i: int) -> Numeral | None:
    """ "one in three", "nine out of ten", "one in every five": percent of a whole."""
    numbers = vocabulary().numbers
    at = next((i + 1 + len(link) for link in OF_EVERY if tuple(words[i + 1 : i + 1 + len(link)]) == link), None)
    if at is None or at >= len(words):
        return None
    count, whole = numbers.get(words[i], 0), numbers.get(words[at], 0)
    follows = words[at + 1] if at + 1 < len(words) else ""
    if not 0 < count < whole <= LARGEST_WHOLE or follows.removesuffix("s") in vocabulary().units.time:
        return None
    share = round(100 * count / whole, 1)
    return Numeral(i, at + 1, share, share, percent=True)


def _alone(words: Sequence[str], i: int) -> Numeral | None:
    """ "both", "a pair of"."""
    value = vocabulary().alone.get(words[i])
    if value is None and words[i] == "a" and i + 2 < len(words) and words[i + 2] == "of":
        value = vocabulary().alone.get(words[i + 1])
        return Numeral(i, i + 3, value, value, approximate=words[i + 1] == "couple") if value else None
    if words[i : i + 3] in (["both", "of", "them"], ["both", "of", "whom"]) and value:
        return Numeral(i, i + 1, value, value)
    return Numeral(i, i + 2, 1, 1) if words[i] == "a" and words[i + 1 : i + 2] == ["single"] else None
