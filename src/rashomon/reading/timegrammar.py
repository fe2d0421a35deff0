"""The grammar of time expressions: words to classes, classes to phrases.

Each word of a text gets a class of one letter (weekday W, month M, unit U ...), so that a rule is a regular expression
over the letters of a text, and the position of a letter is the position of its word. Rules say how far an expression
reaches and of which kind it is; `rashomon.reading.times` says which days it means. The division of labour follows
SUTime (Chang and Manning, 2012); spans follow TIMEX3 (TimeML 1.2.1): no preposition before, modifiers and
articles kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rashomon.reading.timewords import Item, items


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
_COUNT = r"(?:1|9|N(?:-?N){0,3}|aN)"
_QUANTITY = rf"(?:t?q{{0,2}}(?:aF|F|a|{_COUNT})o?)"
_MODIFIER = r"(?:t?m(?:-|oi?|i)?)"
_DEIXIS = r"(?:t?(?:T?[lLX]|T))"
_DAY_OF_MONTH = r"(?:1|O|N-O)"
_DAYS_OF_MONTH = rf"{_DAY_OF_MONTH}[-+]{_DAY_OF_MONTH}"
_MONTH_DAY = rf"(?:t?{_DAY_OF_MONTH}o?M(?:,?o?Y)?|M{_DAY_OF_MONTH}(?![-U])(?:,?Y)?)"
_DAY = rf"(?:(?:W,?)?(?:{_MONTH_DAY}|B|Y-1-1)|{_DEIXIS}?W(?:o?{_DEIXIS}U)?|D|R)"
_TWO_DAYS = rf"(?:M{_DAYS_OF_MONTH}(?![-UM])(?:,?Y)?|{_DAYS_OF_MONTH}o?M(?:,?Y)?|W[-+]W|{_MONTH_DAY}\+{_MONTH_DAY})"
_NIGHT = r"(?:t?P|R)"
_CLOCK = r"(?:(?:[Cc1N])A?g?(?<=[CAg])|[Y9]g)"

MULTIPLIERS = (12, 100)
"""A dozen and a hundred multiply the number before them."""
RULES: dict[str, str] = {
    "days of a month": rf"M{_DAYS_OF_MONTH}(?![-UM])(?:,?Y)?|{_DAYS_OF_MONTH}o?M(?:,?Y)?",
    "night of two days": rf"{_NIGHT}[<oi]{{0,2}}{_TWO_DAYS}",
    "night to a day": rf"{_NIGHT}\+{_DAY}",
    "night of a day": rf"Ri?{_DAY}",
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


def counted(phrase: Phrase) -> int | None:
    """How many units: "twenty-four", "two hundred", "a"; None for "few" and where no whole number is given."""
    numbers = [item.number for item in phrase.every("1N9")]
    if phrase.get("F") or 0 in numbers:
        return None
    if not numbers:
        return 1 if phrase.get("a") else None
    total = 0
    for number in numbers:
        total = total * number if number in MULTIPLIERS and total else total + number
    return total
