"""Dates and clock times as header lines and datelines write them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

import msgspec

from rashomon import lexicon

FIRST_YEAR, LAST_YEAR = 1800, 2199
"""A number outside is no year of a dispatch."""
LONGEST_STATED = 1_000
"""Characters of a field in which its date is looked for; dates stand in the first forty."""


class Vague(msgspec.Struct, frozen=True):
    """Words about the time that fix no offset."""

    zones: tuple[str, ...]
    dayparts: tuple[str, ...]


class Marks(msgspec.Struct, frozen=True):
    """Words of header lines and bylines, by what they do (lexicon/datelines.toml)."""

    noise: tuple[str, ...]
    headline: tuple[str, ...]
    slug: tuple[str, ...]
    credit: tuple[str, ...]
    filed: tuple[str, ...]
    by: tuple[str, ...]
    staff: tuple[str, ...]
    bureau: tuple[str, ...]
    desk: tuple[str, ...]
    near: tuple[str, ...]
    particles: frozenset[str]


class Page(msgspec.Struct, frozen=True):
    """Names of metadata and elements of web pages."""

    published: tuple[str, ...]
    site: tuple[str, ...]
    not_text: frozenset[str]
    furniture: frozenset[str]


class Datelines(msgspec.Struct, frozen=True):
    """lexicon/datelines.toml."""

    months: dict[str, int]
    weekdays: dict[str, int]
    zones: dict[str, str]
    vague: Vague
    labels: dict[str, int]
    marks: Marks
    page: Page


@dataclass(frozen=True, slots=True)
class Moment:
    """A date or clock time in a text, at `[start, end)`; what it does not say is None."""

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    clock: str | None = None
    """hh:mm:ss, with the offset where one is known."""
    weekday: int | None = None
    swapped: tuple[int, int] | None = None
    """(month, day) of the other reading of an all-numeric date, when that is a date too."""

    @property
    def full(self) -> bool:
        """Whether it names one day."""
        return self.year is not None and self.month is not None

    def date(self) -> date:
        """The day; only for a full one."""
        assert self.year is not None
        assert self.month is not None
        assert self.day is not None
        return date(self.year, self.month, self.day)


def find(text: str) -> list[Moment]:
    """The dates, clock times and weekdays in `text`, in order, none overlapping another."""
    found: list[Moment] = []
    at = 0
    while match := _pattern().search(text, at):
        moment = _moment(match)
        at = match.end() if moment else match.start() + 1
        if moment:
            found.append(moment)
    return found


def lexis() -> Datelines:
    """The words of datelines."""
    words: Datelines = lexicon.load("datelines.toml", Datelines)
    return words


def joined(moments: Sequence[Moment]) -> Iterator[Moment]:
    """Weekdays, dates and clock times of one statement, put together: a clock time or weekday goes with the nearest
    date before it, or else after it."""
    dates = [m for m in moments if m.month is not None]
    others: list[list[Moment]] = [[] for _ in dates]
    nearest = -1
    for moment in moments if dates else ():
        if moment.month is not None:
            nearest += 1
        else:
            others[max(nearest, 0)].append(moment)
    for one, with_it in zip(dates, others, strict=True):
        clock = one.clock or next((m.clock for m in with_it if m.clock), None)
        weekdays = (m.weekday for m in with_it if m.clock is None)
        yield replace(one, clock=clock, weekday=one.weekday if one.weekday is not None else next(weekdays, None))


def iso(text: str | None) -> str | None:
    """An ISO 8601 date or date-time, tidied; other usual forms too; None when `text` has no full date."""
    full = [m for m in joined(find(text[:LONGEST_STATED])) if m.full] if text else []
    return stamp(full[0]) if full else None


def stamp(moment: Moment) -> str:
    """ISO 8601 of a full moment."""
    return moment.date().isoformat() + (f"T{moment.clock}" if moment.clock else "")


@cache
def _pattern() -> re.Pattern[str]:
    """One alternation for all forms; the fullest come first."""
    words = lexis()
    month = "|".join(sorted(words.months, key=len, reverse=True))
    weekday = "|".join(sorted(words.weekdays, key=len, reverse=True))
    zone = "|".join(re.escape(z) for z in sorted((*words.zones, *words.vague.zones), key=len, reverse=True))
    part = "|".join(words.vague.dayparts)
    offset = rf"(?P<zone>[+-]\d\d:?\d\d|(?:{zone})\b(?:\s*[+-]\d{{1,2}}(?::?\d\d)?)?)"
    city = r"(?:\(\s*[^\W\d_][\w' -]{1,24}\)|[^\W\d_][\w'-]{1,20}(?:\s[^\W\d_][\w'-]{1,20})?\s+time\b)"
    hour = r"(?P<hour>[01]?\d|2[0-3])"
    clock = (
        rf"{hour}[:.h](?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)(?:[.,]\d+)?)?(?!\d)"
        rf"(?:\s*(?P<half>[ap]\.?m\b\.?))?(?:\s*{offset}|\s*{city})?"
    )
    military = rf"(?P<hour4>[01]\d|2[0-3])(?P<minute4>[0-5]\d)\s*(?P<zone4>{zone})\b"
    simple = r"(?P<hour12>1[0-2]|0?[1-9])\s*(?P<half12>[ap]\.?m\b\.?)"
    ordinal = r"(?:st|nd|rd|th)?"
    forms = (
        r"(?P<y1>\d{4})-(?P<m1>\d\d)-(?P<d1>\d\d)(?:T(?P<t1>[0-9:.+Z-]+))?(?!\d)",
        r"(?P<y2>(?:19|20)\d\d)(?P<m2>\d\d)(?P<d2>\d\d)(?!\d)",
        r"(?P<y3>\d{4})[./](?P<m3>\d{1,2})[./](?P<d3>\d{1,2})(?!\d)",
        r"(?P<a>\d{1,2})(?P<sep>[./-])(?P<b>\d{1,2})(?P=sep)(?P<y4>\d{4})(?!\d)",
        rf"(?P<d5>\d{{1,2}}){ordinal}[\s-]*(?:of\s+)?(?P<m5>{month})\b\.?(?:,?[\s-]*(?P<y5>\d{{4}})(?!\d|\s*(?:{zone})\b))?",
        rf"(?P<m6>{month})\b\.?\s*(?P<d6>\d{{1,2}}){ordinal}(?!\d|:\d)(?:,?\s*(?P<y6>\d{{4}})(?!\d|\s*(?:{zone})\b))?",
        rf"(?P<weekday>{weekday})\b\.?(?:\s+(?:{part})\b)?",
        military,
        clock,
        simple,
    )
    return re.compile(r"(?<![\w])(?:" + "|".join(forms) + ")", re.IGNORECASE)


def _moment(match: re.Match[str]) -> Moment | None:
    get = match.group
    at = Moment(match.start(), match.end())
    if get("weekday"):
        return replace(at, weekday=lexis().weekdays[get("weekday").casefold()])
    if clock := _clock(match):
        return replace(at, clock=clock)
    for n in "1", "2", "3":
        if get(f"y{n}"):
            iso_clock = _iso_clock(get("t1")) if get("t1") else None
            return _dated(replace(at, clock=iso_clock), int(get(f"y{n}")), int(get(f"m{n}")), int(get(f"d{n}")))
    if get("y4"):
        numeric = _numeric(at, int(get("y4")), int(get("a")), int(get("b")))
        dotted = get("sep") == "."  # nobody writes the month first with full stops
        return replace(numeric, swapped=None) if numeric and dotted else numeric
    for n in "5", "6":
        if get(f"m{n}"):
            year = int(get(f"y{n}")) if get(f"y{n}") else None
            return _dated(at, year, lexis().months[get(f"m{n}").casefold()], int(get(f"d{n}")))
    return None


def _numeric(at: Moment, year: int, first: int, second: int) -> Moment | None:
    """Day first, as most of the world writes it; month first where that is the only date, or noted as other reading."""
    plain, american = _dated(at, year, second, first), _dated(at, year, first, second)
    if plain and american and first != second:
        return replace(plain, swapped=(first, second))
    return plain or american


def _dated(at: Moment, year: int | None, month: int, day: int) -> Moment | None:
    try:
        date(year or 2000, month, day)  # a leap year: 29 February without a year is a date
    except ValueError:
        return None
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    return replace(at, year=year, month=month, day=day)


def _clock(match: re.Match[str]) -> str | None:
    get = match.group
    if get("hour4"):
        return f"{get('hour4')}:{get('minute4')}:00{_offset(get('zone4'))}"
    if get("hour12"):
        return f"{_of_day(int(get('hour12')), get('half12')):02}:00:00"
    if get("hour"):
        hour = _of_day(int(get("hour")), get("half"))
        return f"{hour:02}:{get('minute')}:{get('second') or '00'}{_offset(get('zone'))}"
    return None


def _of_day(hour: int, half: str | None) -> int:
    if half and half[0] in "pP":
        return hour % 12 + 12
    return hour % 12 if half else hour


def _iso_clock(text: str) -> str | None:
    match = re.fullmatch(r"(\d\d):?(\d\d)(?::?(\d\d)(?:\.\d+)?)?(Z|[+-]\d\d(?::?\d\d)?)?", text)
    if not match or int(match[1]) > 23 or int(match[2]) > 59:
        return None
    return f"{match[1]}:{match[2]}:{match[3] or '00'}{_offset(match[4])}"


def _offset(zone: str | None) -> str:
    """`+hh:mm`, or nothing when the zone's words fix no offset."""
    if not zone:
        return ""
    if number := re.search(r"([+-])(\d{1,2}):?(\d\d)?$", zone):
        return f"{number[1]}{int(number[2]):02}:{number[3] or '00'}"
    return lexis().zones.get(zone.casefold(), "")
