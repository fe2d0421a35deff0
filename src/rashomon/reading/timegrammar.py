"""The grammar of time expressions: words to classes, classes to phrases.

Each word of a text gets a class of one letter (weekday W, month M, unit U ...), so that a rule is a regular expression
over the letters of a text, and the position of a letter is the position of its word. Rules say how far an expression
reaches and of which kind it is; `rashomon.reading.times` says which days it means. The division of labour follows
SUTime (Chang and Manning, 2012); spans follow TIMEX3 (TimeML 1.2.1): no preposition before, modifiers and articles kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import msgspec

from rashomon import lexicon


class Tense(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the verb around a time tells about its direction."""

    future: frozenset[str]
    planning: frozenset[str]
    ahead: frozenset[str]


class Words(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The word classes of `lexicon/times.toml` that need no value beyond their place in the list."""

    weekdays: list[list[str]]
    months: list[list[str]]
    parts: list[str]
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


@dataclass(frozen=True, slots=True)
class Phrase:
    """A time expression: the rule that found it, and its words."""

    rule: str
    items: tuple[Item, ...]

    def get(self, letters: str) -> Item | None:
        """The first word of one of these classes."""
        return next((item for item in self.items if item.letter in letters), None)

    def every(self, letters: str) -> list[Item]:
        """All words of these classes."""
        return [item for item in self.items if item.letter in letters]


# Quantities, parts of rules. q approximator, a article, F few, 1 N 9 numbers, o of, i preposition, + to, - hyphen.
_COUNT = r"(?:1|9|N(?:-?N)*|aN)"
_QUANTITY = rf"(?:t?q*(?:aF|F|a|{_COUNT})o?)"
_MODIFIER = r"(?:t?m(?:-|oi?|i)?)"
_DEIXIS = r"(?:t?(?:T?[lLX]|T))"
_DAY_OF_MONTH = r"(?:1|O|N-O)"
_MONTH_DAY = rf"(?:t?{_DAY_OF_MONTH}o?M(?:,?o?Y)?|M{_DAY_OF_MONTH}(?![-U])(?:,?Y)?)"
_DAY = rf"(?:(?:W,?)?(?:{_MONTH_DAY}|B|Y-1-1)|{_DEIXIS}?W(?:o?{_DEIXIS}U)?|D)"
_CLOCK = r"(?:(?:[Cc1N])A?g?(?<=[CAg])|[Y9]g)"

RULES: dict[str, str] = {
    "days of a month": rf"M{_DAY_OF_MONTH}[-+]{_DAY_OF_MONTH}(?![-UM])(?:,?Y)?|{_DAY_OF_MONTH}[-+]{_DAY_OF_MONTH}o?M(?:,?Y)?",
    "night to a day": rf"t?P\+{_DAY}",
    "day": rf"(?:{_CLOCK},?i?|(?:t?m[iot]{{0,2}}|t)?P[oi]?|t?m(?:[oi]|-)?)?{_DAY}(?:m?i?t?P(?!E))?",
    "fiscal year": rf"f(?:Y|U)|f?(?:t?{_DEIXIS}?)f(?:Y|U)",
    "part of a year": rf"{_MODIFIER}?t?O-?U(?:o?(?:tU)?Y|o{_DEIXIS}f?U)",
    "holiday": rf"{_DEIXIS}?H(?:,?Y)?",
    "month": rf"{_MODIFIER}?(?:Mo?{_DEIXIS}U|{_DEIXIS}?M(?:,?o?Y)?(?![1O]))",
    "ago": rf"{_QUANTITY}?-?U(?:[+]aU)?-?G",
    "offset": rf"(?:{_QUANTITY}-?U(?:[+]aU)?-?ED?|t[UP]ED?|t?U-[GE]U?)",
    "unit": rf"(?:{_MODIFIER}|E[io]?)?(?:{_DEIXIS}|t?T?[lLX]{_QUANTITY})-?U",
    "quarter": rf"{_MODIFIER}?t?O-?U(?!Y)",
    "set": rf"v(?:O|{_COUNT})?[UWP]|d",
    "duration": rf"{_QUANTITY}-?U|tO?{_COUNT}U",
    "current unit": rf"{_MODIFIER}?tU(?![oE])|U-?m",
    "part of a day": rf"t?m[iot]{{0,2}}P|{_DEIXIS}P|tP|(?<=i)P|{_CLOCK}(?:i?t?P)?",
    "decade": rf"{_MODIFIER}?t?y",
    "season": rf"{_MODIFIER}?(?:{_DEIXIS}S|t?So?Y)",
    "year": rf"{_MODIFIER}?(?:tU)?Y",
    "units": r"U",
    "vague": r"n|tl",
}
"""Tried in this order at each word; the first that matches takes the words."""
GRAMMAR = re.compile("|".join(f"(?P<r{i}>{pattern})" for i, pattern in enumerate(RULES.values())))
_NAMES = list(RULES)

_FIRST_YEAR, _LAST_YEAR = 1500, 2100
"""Four digits between these may be a year; others are numbers."""
_CLOCK_TIME = re.compile(r"([01]?\d|2[0-3])[:.][0-5]\d(?::[0-5]\d)?")
_NUMERIC_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?|(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d\d)")
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)")
_DECADE = re.compile(r"(\d{3}0|\d0)s")


def phrases(words: Sequence[str], gaps: Sequence[bool]) -> Iterator[tuple[Phrase, Item | None, Item | None]]:
    """The time expressions of a text in order, each with the word before and the word after it.

    `words` are the tokens; `gaps[i]` is true where token i is white space to pass over. A rule never reaches over a
    word of no class, so sentence ends and paragraph ends stop it.
    """
    found = items(words, gaps)
    letters = "".join(item.letter for item in found)
    for match in GRAMMAR.finditer(letters):
        start, end = match.span()
        rule = _NAMES[int((match.lastgroup or "r0")[1:])]
        before = found[start - 1] if start else None
        after = found[end] if end < len(found) else None
        yield Phrase(rule, tuple(found[start:end])), before, after


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
    """Every word of the lexicon with its class, and its value where it has one."""
    lex = lexicon.load("times.toml", TimeWords)
    words = lex.words
    found: dict[str, Entry] = {}

    def add(letter: str, texts: Sequence[str], number: int = 0, name: str = "") -> None:
        for text in texts:
            found.setdefault(text, Entry(letter, number, name))

    for unit, texts in lex.units.items():
        add("U", texts, name=unit)
    for i, texts in enumerate(words.weekdays):
        add("W", texts, i)
    for i, texts in enumerate(words.months):
        add("M", texts, i + 1)
    for name, texts in lex.deixis.items():
        add(_DEICTIC.get(name, "T"), texts, name=name)
    for text, number in lex.days.items():
        add("D", [text], number, text)
    for name, texts in lex.modifiers.items():
        add("m", texts, name=name)
    for letter, numbers in (("N", lex.numbers), ("O", lex.ordinals)):
        for text, number in numbers.items():
            add(letter, [text], number)
    for text, day in lex.holidays.items():
        add("H", [text], name=day)
    add("E", words.earlier, -1)
    add("E", words.later, 1)
    rest = {
        "P": words.parts, "S": words.seasons, "A": words.meridiem, "g": words.zones, "n": words.vague, "d": words.sets,
        "v": words.every, "G": words.ago, "q": words.approximators, "F": words.few, "f": words.fiscal,
    }  # fmt: skip
    for letter, texts in rest.items():
        add(letter, texts, name=texts[0])
    for name, letter in _GLUE.items():
        add(letter, lex.glue[name], name=name)
    return found


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
    return Entry("9") if word.replace(",", "").replace(".", "").isdigit() else _NOTHING


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
