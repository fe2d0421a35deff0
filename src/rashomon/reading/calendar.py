"""Arithmetic on calendar intervals: pairs of dates, both inclusive. Weeks are ISO weeks, Monday to Sunday."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

Interval = tuple[date, date]

SATURDAY = 5
"""As `date.weekday` counts."""
HALF_MONTHS = 6
LEAP_GAP = 8
"""Years between leap years at most (1896 to 1904)."""
NEARER_PAST = 6
"""Months ahead from which a month is nearer in the past."""
DAYS = {"second": 0, "minute": 0, "hour": 0, "day": 1, "weekend": 7, "week": 7, "fortnight": 14}
"""Days in a unit, for units that are whole days; times shorter than a day stay within their day."""
MONTHS = {"month": 1, "quarter": 3, "half": HALF_MONTHS, "year": 12, "decade": 120, "century": 1200}
"""Months in a unit, for units that are whole months."""


def around(unit: str, day: date) -> Interval:
    """The calendar unit that contains the day: its week, its quarter, its century (1901 to 2000 reads as 1900 to 1999,
    the way people and TIMEX3 count)."""
    months = MONTHS.get(unit)
    if months is None:
        return _days_around(unit, day)
    if months > MONTHS["year"]:
        years = months // MONTHS["year"]
        first = max(day.year - day.year % years, 1)
        return date(first, 1, 1), date(min(first + years - 1, date.max.year), 12, 31)
    first_month = (day.month - 1) // months * months + 1
    last_month = first_month + months - 1
    return date(day.year, first_month, 1), date(day.year, last_month, month_length(day.year, last_month))


def _days_around(unit: str, day: date) -> Interval:
    if unit == "weekend":
        # On a weekday, the weekend of its week has not come yet.
        monday = shift(day, "day", -day.weekday())
        return shift(monday, "day", SATURDAY), shift(monday, "day", SATURDAY + 1)
    if unit in ("week", "fortnight"):
        monday = shift(day, "day", -day.weekday())
        return monday, shift(monday, "day", DAYS[unit] - 1)
    return day, day


def shift(day: date, unit: str, count: int) -> date:
    """The day so many units later (earlier, when negative); the last day of the month stands in for a day it has not,
    and the calendar's first and last day for what lies beyond."""
    if unit not in MONTHS:
        try:
            return day + timedelta(days=DAYS.get(unit, 1) * count)
        except OverflowError:
            return date.max if count > 0 else date.min
    months = day.year * 12 + day.month - 1 + MONTHS[unit] * count
    year, month = divmod(months, 12)
    if not date.min.year <= year <= date.max.year:
        return date.max if count > 0 else date.min
    return date(year, month + 1, min(day.day, month_length(year, month + 1)))


def month_length(year: int, month: int) -> int:
    """Days in the month."""
    return calendar.monthrange(year, month)[1]


def made(year: int, month: int, day: int) -> date | None:
    """The date, or None when the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def weekday(anchor: date, day: int, direction: int) -> date:
    """The last such weekday (Monday is 0) on or before the anchor, or the next one on or after it (direction 1)."""
    ahead = (day - anchor.weekday()) % 7
    return shift(anchor, "day", ahead if direction > 0 else ahead - 7 if ahead else 0)


def month(anchor: date, number: int, direction: int) -> Interval:
    """The last such month that began by the anchor, the next one that has not ended before it (direction 1), or the one
    nearest to it (direction 0)."""
    year = anchor.year
    if direction > 0:
        year += number < anchor.month
    elif direction < 0:
        year -= number > anchor.month
    else:
        ahead = number - anchor.month
        year += (ahead < -NEARER_PAST) - (ahead >= NEARER_PAST)
    return around("month", date(min(max(year, 1), date.max.year), number, 1))


def month_day(anchor: date, number: int, day: int, direction: int) -> date | None:
    """The last such day on or before the anchor, the next one on or after it (direction 1), or the one nearest to it
    (direction 0). 29 February is looked for in the leap years around."""
    if direction == 0:
        near = (month_day(anchor, number, day, -1), month_day(anchor, number, day, 1))
        return min((d for d in near if d), key=lambda d: abs((d - anchor).days), default=None)
    for i in range(LEAP_GAP + 1):
        found = made(anchor.year + direction * i, number, day)
        if found and (found >= anchor if direction > 0 else found <= anchor):
            return found
    return None


def part(interval: Interval, modifier: str) -> Interval:
    """The start, middle or end of an interval: its first, second or last third, except that the end of a month is its
    last days ("late August": 21 to 31) and its middle the days 11 to 19, as analysts read "mid-August"."""
    start, end = interval
    length = (end - start).days + 1
    third = length // 3
    if third == 0:
        return interval
    if modifier == "start":
        return start, shift(start, "day", third - 1)
    if modifier == "middle":
        return shift(start, "day", third), shift(end, "day", -third - (1 if length > DAYS["fortnight"] else 0))
    return shift(end, "day", -third + 1) if length <= DAYS["fortnight"] else shift(start, "day", 2 * third), end
