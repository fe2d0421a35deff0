"""The words of time: `lexicon/times.toml`, and the class of every word of a text.

A class is one letter: W weekday, M month, U unit, P part of a day, D today and its like, R overnight, S season,
H holiday, N number word, O ordinal, Y year, 1 day of a month or small number, 9 other number, C clock time, B date in
digits, y decade, L l X T which one (last, past, next, this), G ago, E earlier or later, m early or late, and letters
for small words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import msgspec

from rashomon import lexicon

_FIRST_YEAR, _LAST_YEAR = 1500, 2100
"""Four digits between these may be a year; others are numbers."""
LONGEST_NUMBER = 6
"""Digits of a number that may count units of time."""
_CLOCK_TIME = re.compile(r"([01]?\d|2[0-3])[:.][0-5]\d(?::[0-5]\d)?")
_NUMERIC_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?|(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d\d)")
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)")
_DECADE = re.compile(r"(\d{3}0|\d0)s")


class Tense(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the verb around a time tells about its direction."""

    future: frozenset[str]
    planning: frozenset[str]
    fixing: frozenset[str]
    bounds: frozenset[str]
    ahead: frozenset[str]
    telling: frozenset[str]
    beginning: frozenset[str]


class Words(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The word classes of `lexicon/times.toml` that need no value beyond their place in the list."""

    weekdays: list[list[str]]
    months: list[list[str]]
    parts: list[str]
    overnight: list[str]
    seasons: list[str]
    meridiem: list[str]
    zones: list[str]
    vague: list[str]
    sets: list[str]
    every: list[str]
    ago: list[str]
    earlier: list[str]
    later: list[str]
    approximators: list[str]
    few: list[str]
    fiscal: list[str]


class TimeWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole of `lexicon/times.toml`."""

    units: dict[str, list[str]]
    words: Words
    deixis: dict[str, list[str]]
    days: dict[str, int]
    modifiers: dict[str, list[str]]
    numbers: dict[str, int]
    ordinals: dict[str, int]
    holidays: dict[str, str]
    glue: dict[str, list[str]]
    tense: Tense


@dataclass(frozen=True, slots=True)
class Item:
    """One word, or several that count as one, at tokens `[start, end)`."""

    letter: str
    start: int
    end: int
    number: int = 0
    name: str = ""
    text: str = ""


def items(words: Sequence[str], gaps: Sequence[bool]) -> list[Item]:
    """The classed words of a text; words of no class have the letter z."""
    singles, longer = table(), _longer()
    found: list[Item] = []
    at = 0
    while at < len(words):
        if gaps[at]:
            at += 1
            continue
        text = words[at]
        lower = text.lower()
        end, entry = at + 1, singles.get(lower)
        for length in longer.get(lower, ()):
            several = singles.get(" ".join(word.lower() for word in words[at : at + length]))
            if several and at + length <= len(words):
                end, entry = at + length, several
                break
        entry = entry or _number(lower)
        if entry is _NOTHING and "-" in lower:
            # "mid-1996" is one token.
            modifier = singles.get(lower.partition("-")[0], _NOTHING)
            entry = _number(lower.partition("-")[2] or "-")
            if modifier.letter == "m" and entry.letter in "Yy":
                found.append(Item("m", at, end, 0, modifier.name, lower))
            else:
                entry = _NOTHING
        if entry.letter in "WM" and not text[0].isupper():
            entry = _NOTHING
        found.append(Item(entry.letter, at, end, entry.number, entry.name, lower))
        at = end
    return found


@dataclass(frozen=True, slots=True)
class Entry:
    """What the lexicon says of a word."""

    letter: str
    number: int = 0
    name: str = ""


_NOTHING = Entry("z")
_GLUE = {
    "the": "t",
    "a": "a",
    "of": "o",
    "from": "<",
    "to": "+",
    "since": "s",
    "preposition": "i",
    "hyphen": "-",
    "comma": ",",
}
_DEICTIC = {"last": "L", "past": "l", "previous": "L", "latest": "L", "next": "X", "coming": "X", "following": "X"}


@cache
def table() -> dict[str, Entry]:
    """Every word of the lexicon with its class, and its value where it has one; the first class of a word counts."""
    found: dict[str, Entry] = {}
    for text, entry in _entries(lexicon.load("times.toml", TimeWords)):
        found.setdefault(text, entry)
    return found


def _entries(lex: TimeWords) -> Iterator[tuple[str, Entry]]:
    words = lex.words
    named = [
        *(("U", name, texts) for name, texts in lex.units.items()),
        *((_DEICTIC.get(name, "T"), name, texts) for name, texts in lex.deixis.items()),
        *(("m", name, texts) for name, texts in lex.modifiers.items()),
    ]
    numbered = [
        *(("W", i, texts) for i, texts in enumerate(words.weekdays)),
        *(("M", i + 1, texts) for i, texts in enumerate(words.months)),
        *(("N", number, [text]) for text, number in lex.numbers.items()),
        *(("O", number, [text]) for text, number in lex.ordinals.items()),
        ("E", -1, words.earlier),
        ("E", 1, words.later),
    ]
    plain = [
        ("P", words.parts),
        ("R", words.overnight),
        ("S", words.seasons),
        ("A", words.meridiem),
        ("g", words.zones),
        ("n", words.vague),
        ("d", words.sets),
        ("v", words.every),
        ("G", words.ago),
        ("q", words.approximators),
        ("F", words.few),
        ("f", words.fiscal),
        *((letter, lex.glue[name]) for name, letter in _GLUE.items()),
    ]
    yield from ((text, Entry(letter, 0, name)) for letter, name, texts in named for text in texts)
    yield from ((text, Entry(letter, number)) for letter, number, texts in numbered for text in texts)
    yield from ((text, Entry("D", number, text)) for text, number in lex.days.items())
    yield from ((text, Entry("H", 0, day)) for text, day in lex.holidays.items())
    yield from ((text, Entry(letter, 0, texts[0])) for letter, texts in plain for text in texts)


@cache
def _longer() -> dict[str, list[int]]:
    """First words of entries of several words, with the lengths of those, longest first."""
    lengths: dict[str, set[int]] = {}
    for text in table():
        first, *others = text.split(" ")
        if others:
            lengths.setdefault(first, set()).add(len(others) + 1)
    return {first: sorted(found, reverse=True) for first, found in lengths.items()}


def _number(word: str) -> Entry:
    """Digits: 1 a day of a month or a small number, Y a year, C a clock time (c when it may be
    a price), B a date, y a decade, O an ordinal, 9 others."""
    if not word[0].isdigit() or not word.isascii():
        return _NOTHING
    if word.isdigit():
        value = int(word) if len(word) <= len("2017") else 0
        if len(word) <= len("31"):
            return Entry("1" if 0 < value <= 31 else "9", value)
        return Entry("Y" if _FIRST_YEAR <= value <= _LAST_YEAR else "9", value)
    if found := _ORDINAL.fullmatch(word):
        return Entry("O", int(found[1]))
    if found := _DECADE.fullmatch(word):
        value = int(found[1])
        return Entry("y", value if value >= 1000 else 1900 + value)
    if _NUMERIC_DATE.fullmatch(word):
        return Entry("B", name=word)
    if _CLOCK_TIME.fullmatch(word):
        return Entry("C" if ":" in word else "c")
    whole = word.replace(",", "")
    if whole.isdigit():
        return Entry("9", int(whole) if len(whole) <= LONGEST_NUMBER else 0)
    return Entry("9") if whole.replace(".", "").isdigit() else _NOTHING


def numeric_date(text: str) -> tuple[int, int, int] | None:
    """Year, month, day of 2017-10-12 and 15/10/2017; None where day and month could be exchanged (12/10/2017)."""
    found = _NUMERIC_DATE.fullmatch(text)
    if not found:
        return None
    if found[1]:
        return int(found[1]), int(found[2]), int(found[3])
    a, b, year = int(found[4]), int(found[5]), int(found[6])
    year += 2000 if year < 100 else 0
    if "." in text:
        # Full stops are used only where the day comes first.
        return year, b, a
    if a == b or b > 12:
        return (year, a, b)
    return (year, b, a) if a > 12 else None
