"""Intervals of several days that words give together: "Friday and Saturday", "for three days from Friday"."""

from __future__ import annotations

from datetime import date

from rashomon import lexicon
from rashomon.model import Reason, Time
from rashomon.reading.calendar import DAYS as LENGTHS
from rashomon.reading.calendar import shift
from rashomon.reading.language import Found, Parsed
from rashomon.reading.timegrammar import counted, phrases
from rashomon.reading.timeties import DAYS, governor, led_by
from rashomon.reading.timewords import Item, TimeWords

LONGEST = 366
"""Days counted from a day; more is a number of something else."""
JOINED = 2
"""Tokens between two days of one list: ", and"."""


def whole(parsed: Parsed, found: list[Found[Time]], day: Found[Time]) -> Found[Time]:
    """The days listed together with this one, or the days from it on that its sentence counts; else the day itself."""
    if day.value.precision not in DAYS or day.value.start is None:
        return day
    listed = _listed(parsed, found, day)
    return hull(parsed, listed) if len(listed) > 1 else _stretched(parsed, found, day)


def hull(parsed: Parsed, days: list[Found[Time]]) -> Found[Time]:
    """From the first to the last of several days."""
    first = min(days, key=lambda d: (d.value.start or "", d.start))
    last = max(days, key=lambda d: (d.value.end or "", -d.start))
    start, end = days[0].start, days[-1].end
    value = Time(start=first.value.start, end=last.value.end, mention=parsed.words(start, end), precision="day")
    words = parsed.words(start, end).text
    return Found(value, start, end, Reason(part="time", rule="from the first to the last day named", words=words))


def duration(words: list[str]) -> tuple[str, int] | None:
    """The unit and number of "three days"; None for other times, and without a number."""
    phrase = next(phrases(words, [False] * len(words)), None)
    unit: Item | None = phrase[0].get("U") if phrase else None
    count = counted(phrase[0]) if phrase else None
    return (unit.name, count) if unit is not None and count is not None else None


def _listed(parsed: Parsed, found: list[Found[Time]], day: Found[Time]) -> list[Found[Time]]:
    """ "On Friday, Saturday and Sunday": the days of its list, in text order."""
    days = [time for time in found if time.value.precision in DAYS and time.value.start]
    if day not in days:
        return [day]
    first = last = days.index(day)
    while first and _is_joined(parsed, days[first - 1], days[first]):
        first -= 1
    while last + 1 < len(days) and _is_joined(parsed, days[last], days[last + 1]):
        last += 1
    return days[first : last + 1]


def _is_joined(parsed: Parsed, one: Found[Time], other: Found[Time]) -> bool:
    between = parsed.doc[one.end : other.start]
    joining = lexicon.load("times.toml", TimeWords).glue["joining"]
    return 0 < len(between) <= JOINED and all(token.lower_ in joining for token in between)


def _stretched(parsed: Parsed, found: list[Found[Time]], day: Found[Time]) -> Found[Time]:
    """ "For three days from Friday", "in three days that began on Friday"."""
    if day.value.start != day.value.end or not _is_beginning(parsed, day):
        return day
    sentence = parsed.doc[day.start].sent
    for time in found:
        if time.value.start is not None or not sentence.start <= time.start < sentence.end:
            continue
        length = duration([token.lower_ for token in parsed.doc[time.start : time.end]])
        if length is None or length[0] not in LENGTHS:
            continue
        days = LENGTHS[length[0]] * length[1]
        return _from(parsed, day, days) if 1 < days <= LONGEST else day
    return day


def _is_beginning(parsed: Parsed, day: Found[Time]) -> bool:
    tense = lexicon.load("times.toml", TimeWords).tense
    verb = governor(parsed, day)
    return led_by(parsed, day, "starting") or (verb is not None and verb.lemma_ in tense.beginning)


def _from(parsed: Parsed, day: Found[Time], days: int) -> Found[Time]:
    start = date.fromisoformat(day.value.start or "")
    end = shift(start, "day", days - 1).isoformat()
    published = (parsed.report.published or "9")[:10]
    if end > published:
        return day
    value = Time(start=day.value.start, end=end, mention=day.value.mention, precision="day")
    rule = f"{day.reason.rule}; {days} days from then"
    return Found(value, day.start, day.end, Reason(part="time", rule=rule, words=day.reason.words))
