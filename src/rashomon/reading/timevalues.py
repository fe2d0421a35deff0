"""What a time expression means: its days, seen from the day of the report and the day spoken of before.

One function a rule of `rashomon.reading.timegrammar`. The approach is that of HeidelTime's news mode (Strötgen and
Gertz, 2013): what a date leaves open is completed from the day of publication, by the tense of the verb around it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from rashomon.model.claim import TimePrecision
from rashomon.reading import calendar, timeoffsets
from rashomon.reading.calendar import Interval
from rashomon.reading.meaning import PRECISIONS, SIGNS, Meaning, View, nothing
from rashomon.reading.tense import Direction, direction
from rashomon.reading.timegrammar import Phrase
from rashomon.reading.timewords import Item, numeric_date

LONG_GONE = 300
"""Days from which news gives the year with a day or a month, or says "last"; without either, the one nearest to
publication is meant, whatever the verb's tense ("payable Dec. 15")."""


def resolve(phrase: Phrase, view: View) -> Meaning:
    """The phrase's days."""
    return _RULES[phrase.rule](phrase, view)


def _day(phrase: Phrase, view: View) -> Meaning:
    precision: TimePrecision = "part-of-day" if phrase.get("PCcAgm") else "day"
    deictic, weekday = phrase.get("D"), phrase.get("W")
    if phrase.rule == "day" and phrase.get("R") and view.anchor:
        return Meaning(_to(view.anchor), "part-of-day", "the night before publication")
    if deictic is not None and view.anchor:
        day = calendar.shift(view.anchor, "day", deictic.number)
        return Meaning((day, day), precision, f"{deictic.name}, from the day of publication")
    if phrase.get("MB") or phrase.get("Y"):
        return _date(phrase, view, precision)
    if weekday is None or view.anchor is None:
        return nothing(phrase, view)
    return replace(_weekday(phrase, weekday, view), precision=precision)


def _date(phrase: Phrase, view: View, precision: TimePrecision) -> Meaning:
    """A day of a month, its year written or completed."""
    numeric, month, year = phrase.get("B"), phrase.get("M"), phrase.get("Y")
    if numeric is not None:
        parts = numeric_date(numeric.name)
        day = calendar.made(*parts) if parts else None
        rule = "date in digits" if day else "date in digits: day and month could be exchanged"
        return Meaning((day, day) if day else None, precision, rule)
    number = _day_of_month(phrase)
    if month is None and year is not None:
        ones = phrase.every("1")
        day = calendar.made(year.number, ones[-2].number, ones[-1].number)
        return Meaning((day, day) if day else None, precision, "date in digits")
    if month is None or number is None:
        return nothing(phrase, view)
    if year is not None:
        day = calendar.made(year.number, month.number, number)
        return Meaning((day, day) if day else None, precision, "full date")
    if view.anchor is None:
        return nothing(phrase, view)
    way, weekday = direction(phrase, view.doc), phrase.get("W")
    if weekday is not None:
        days = (calendar.month_day(view.anchor, month.number, number, sign) for sign in (-1, 1))
        day = next((d for d in days if d and d.weekday() == weekday.number), None)
        if day is not None:
            return Meaning((day, day), precision, "the year in which the weekday fits")
    day = _completed(view.anchor, month.number, number, way)
    return Meaning((day, day) if day else None, precision, f"day of the year {way}")


def _completed(anchor: date, month: int, day: int, way: Direction) -> date | None:
    """The day of a month in the year that the direction asks for; the nearest one where that one is long gone."""
    found = calendar.month_day(anchor, month, day, way.sign)
    if found and not way.certain and abs((found - anchor).days) > LONG_GONE:
        return calendar.month_day(anchor, month, day, 0)
    return found


def _completed_month(anchor: date, month: int, way: Direction) -> Interval:
    found = calendar.month(anchor, month, way.sign)
    if not way.certain and abs((found[0] - anchor).days) > LONG_GONE:
        return calendar.month(anchor, month, 0)
    return found


def _day_of_month(phrase: Phrase) -> int | None:
    """The number beside the month; a clock time may stand before it."""
    letters = "".join(item.letter for item in phrase.items)
    at = letters.index("M") if "M" in letters else -1
    after, before = phrase.items[at + 1 :], phrase.items[:at]
    if after and after[0].letter in "1ON":
        chosen = after[: 3 if "".join(i.letter for i in after[:3]) == "N-O" else 1]
    else:
        chosen = tuple(item for item in before if item.letter in "1ON")[-1:]
        if letters[max(at - 4, 0) : at].rstrip("o").endswith("N-O"):
            chosen = tuple(item for item in before if item.letter in "ON")[-2:]
    return sum(item.number for item in chosen) or None


def _weekday(phrase: Phrase, weekday: Item, view: View) -> Meaning:
    assert view.anchor is not None
    deixis, unit = phrase.get("lLXT"), phrase.get("U")
    if unit is not None and deixis is not None:
        week = calendar.around("week", calendar.shift(view.anchor, "week", SIGNS.get(deixis.name, 0)))
        day = calendar.shift(week[0], "day", weekday.number)
        return Meaning((day, day), "day", f"weekday of {deixis.name} week")
    if deixis is not None and deixis.name in ("last", "past", "previous"):
        day = calendar.weekday(calendar.shift(view.anchor, "day", -1), weekday.number, -1)
        return Meaning((day, day), "day", "last such weekday before publication")
    if deixis is not None and deixis.name in ("next", "coming", "following"):
        day = calendar.weekday(calendar.shift(view.anchor, "day", 1), weekday.number, 1)
        return Meaning((day, day), "day", "next such weekday after publication")
    way = direction(phrase, view.doc)
    day = calendar.weekday(view.anchor, weekday.number, way.sign)
    return Meaning((day, day), "day", f"weekday {way}")


def _night_to(phrase: Phrase, view: View) -> Meaning:
    day = _day(phrase, view)
    if day.interval is None:
        return day
    return Meaning(_to(day.interval[1]), "part-of-day", f"night to a {day.rule}")


def _to(day: date) -> Interval:
    """The night that ends on a day."""
    return calendar.shift(day, "day", -1), day


def _night_of(phrase: Phrase, view: View) -> Meaning:
    """ "Overnight on Friday": news counts the night with the day on which it begins."""
    day = _day(phrase, view)
    if day.interval is None:
        return day
    return Meaning(_to(calendar.shift(day.interval[0], "day", 1)), "part-of-day", f"night of a {day.rule}")


def _night_of_two(phrase: Phrase, view: View) -> Meaning:
    """ "The night of June 4 to 5", "the night from Friday to Saturday"."""
    if len(phrase.every("M")) == 1:
        days = _days_of_month(phrase, view)
    else:
        until = max(i for i, item in enumerate(phrase.items) if item.letter in "+-")
        days = _day(replace(phrase, items=phrase.items[until + 1 :]), view)
        days = replace(days, interval=_to(days.interval[1])) if days.interval else days
    return replace(days, precision="part-of-day", rule=f"night of two days: {days.rule}")


def _days_of_month(phrase: Phrase, view: View) -> Meaning:
    month, year = phrase.get("M"), phrase.get("Y")
    numbers = [item.number for item in phrase.every("1O")]
    if month is None or len(numbers) != 2 or (year is None and view.anchor is None):
        return nothing(phrase, view)
    if year is not None:
        last = calendar.made(year.number, month.number, numbers[1])
        rule = "full dates"
    else:
        assert view.anchor is not None
        way = direction(phrase, view.doc)
        last = _completed(view.anchor, month.number, numbers[1], way)
        rule = f"days of the year {way}"
    first = calendar.made(last.year, month.number, numbers[0]) if last else None
    if first is None or last is None or first > last:
        return nothing(phrase, view)
    return Meaning((first, last), "day", rule)


def _month(phrase: Phrase, view: View) -> Meaning:
    month, year, deixis = phrase.get("M"), phrase.get("Y"), phrase.get("lLXT")
    modifier = phrase.get("m")
    assert month is not None
    if year is not None:
        interval, rule = calendar.around("month", date(year.number, month.number, 1)), "month of a year"
    elif view.anchor is None:
        return nothing(phrase, view)
    elif deixis is not None and phrase.get("U"):
        year_of = view.anchor.year + SIGNS.get(deixis.name, 0)
        interval, rule = calendar.around("month", date(year_of, month.number, 1)), f"month of {deixis.name} year"
    elif deixis is not None and deixis.letter in "LX":
        sign = -1 if deixis.letter == "L" else 1
        near = calendar.shift(view.anchor.replace(day=1), "month", sign)
        interval, rule = calendar.month(near, month.number, sign), f"{deixis.text} such month"
    elif deixis is not None and deixis.name == "this":
        interval, rule = calendar.around("month", date(view.anchor.year, month.number, 1)), "month of this year"
    else:
        way = direction(phrase, view.doc)
        interval, rule = _completed_month(view.anchor, month.number, way), f"month {way}"
    if modifier is not None:
        interval, rule = calendar.part(interval, modifier.name), f"{modifier.name} of the {rule}"
    return Meaning(interval, "month", rule)


def _year_part(phrase: Phrase, view: View) -> Meaning:
    """ "The third quarter", "the first half of 1989", "the 20th century"."""
    ordinal, unit, year = phrase.get("O"), phrase.get("U"), phrase.get("Y")
    deixis, modifier = phrase.get("lLXT"), phrase.get("m")
    assert ordinal is not None
    assert unit is not None
    if unit.name == "century":
        interval = calendar.around("century", date(max((ordinal.number - 1) * 100, 1), 1, 1))
    elif unit.name not in ("quarter", "half") or ordinal.number * calendar.MONTHS[unit.name] > calendar.MONTHS["year"]:
        return nothing(phrase, view)
    else:
        month = (ordinal.number - 1) * calendar.MONTHS[unit.name] + 1
        if year is not None:
            first = date(year.number, month, 1)
        elif view.anchor is None:
            return nothing(phrase, view)
        elif deixis is not None:
            first = date(view.anchor.year + SIGNS.get(deixis.name, 0), month, 1)
        else:
            first = calendar.month(view.anchor, month, direction(phrase, view.doc).sign)[0]
        interval = calendar.around(unit.name, first)
    if modifier is not None:
        interval = calendar.part(interval, modifier.name)
    return Meaning(interval, PRECISIONS[unit.name], f"{unit.name} by its number")


def _year(phrase: Phrase, view: View) -> Meaning:
    year, modifier = phrase.get("Y"), phrase.get("m")
    if year is None:
        return nothing(phrase, view)
    interval = calendar.around("year", date(year.number, 1, 1))
    if modifier is not None:
        interval = calendar.part(interval, modifier.name)
    return Meaning(interval, "year", "year")


def _decade(phrase: Phrase, view: View) -> Meaning:
    decade, modifier = phrase.get("y"), phrase.get("m")
    if decade is None:
        return nothing(phrase, view)
    interval = calendar.around("decade", date(decade.number, 1, 1))
    if modifier is not None:
        interval = calendar.part(interval, modifier.name)
    return Meaning(interval, "year", "decade")


def _holiday(phrase: Phrase, view: View) -> Meaning:
    holiday, year = phrase.get("H"), phrase.get("Y")
    assert holiday is not None
    month, day = (int(part) for part in holiday.name.split("-"))
    if year is not None:
        found = calendar.made(year.number, month, day)
    elif view.anchor is None:
        return nothing(phrase, view)
    else:
        found = calendar.month_day(view.anchor, month, day, direction(phrase, view.doc).sign)
    return Meaning((found, found) if found else None, "day", "holiday of a fixed day")


_RULES: dict[str, Callable[[Phrase, View], Meaning]] = {
    "days of a month": _days_of_month,
    "night of two days": _night_of_two,
    "night to a day": _night_to,
    "night of a day": _night_of,
    "day": _day,
    "fiscal year": _year,
    "part of a year": _year_part,
    "quarter": _year_part,
    "holiday": _holiday,
    "month": _month,
    "ago": timeoffsets.ago,
    "offset": timeoffsets.offset,
    "unit": timeoffsets.unit,
    "set": nothing,
    "duration": nothing,
    "part of a day": timeoffsets.day_part,
    "decade": _decade,
    "season": nothing,
    "year": _year,
    "units": nothing,
    "vague": nothing,
    "current unit": timeoffsets.current,
}
