"""Time expressions and the days they mean, seen from the day of the report.

Finding is the work of `rashomon.reading.timegrammar`; here each phrase gets its interval. An incomplete date ("Sunday",
"in June") is completed from the day of publication, backwards unless the verb around it looks ahead; "a day earlier"
counts from the day spoken of before. The approach is that of HeidelTime's news mode (Strötgen and Gertz, 2013).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from spacy.tokens import Doc, Token

from rashomon import lexicon
from rashomon.model import Reason, Report, Time
from rashomon.model.claim import TimePrecision
from rashomon.reading import calendar
from rashomon.reading.calendar import Interval
from rashomon.reading.eventtimes import governing, of_event, of_saying
from rashomon.reading.language import Found, Parsed
from rashomon.reading.timegrammar import Item, Phrase, TimeWords, numeric_date, phrases

__all__ = ["Direction", "Meaning", "direction", "find", "governing", "of_event", "of_saying", "published", "resolve"]

ROLLING_UNITS = frozenset({"minute", "hour", "day", "week", "fortnight", "weekend"})
"""Units for which "the past three" is counted back to a day; "the past three years" means no particular days."""
PRECISIONS: dict[str, TimePrecision] = {"day": "day", "week": "week", "weekend": "week", "fortnight": "week",
    "month": "month", "quarter": "month", "half": "year", "year": "year", "decade": "year", "century": "year",
    "hour": "part-of-day", "minute": "part-of-day"}  # fmt: skip
SHORT_NAME = 3
"""Letters; a weekday or month as short as this ("Sun", "Mar", "May") counts alone only if the parser agrees."""
CLIMB = 8
"""Heads to climb from a time to the verb that governs it; deeper ones were in other clauses."""


def find(parsed: Parsed) -> list[Found[Time]]:
    """All time expressions in text order; both dates None where the words, or a missing publication date, leave them
    open. The day the program runs on plays no part."""
    doc = parsed.doc
    anchor = published(parsed.report)
    found: list[Found[Time]] = []
    opened: list[bool] = []
    story: date | None = None
    for phrase, before, after in phrases([t.text for t in doc], [t.is_space and bool(t.dep_) for t in doc]):
        if not _is_time(phrase, doc, before, after):
            continue
        meaning = resolve(phrase, _View(doc, anchor, story or anchor))
        if meaning.interval and meaning.precision in ("day", "part-of-day"):
            story = meaning.interval[1]
        found.append(_found(parsed, phrase, meaning))
        opened.append(before is not None and before.letter == "<")
    return list(_ranges(parsed, found, opened))


def published(report: Report) -> date | None:
    """The day of publication, the anchor of all that the text leaves open."""
    try:
        return date.fromisoformat((report.published or "")[:10])
    except ValueError:
        return None


def _found(parsed: Parsed, phrase: Phrase, meaning: Meaning) -> Found[Time]:
    start, end = phrase.items[0].start, phrase.items[-1].end
    mention = parsed.words(start, end)
    time = Time(
        start=meaning.interval[0].isoformat() if meaning.interval else None,
        end=meaning.interval[1].isoformat() if meaning.interval else None,
        mention=mention,
        precision=meaning.precision if meaning.interval else "vague",
    )
    return Found(time, start, end, Reason(part="time", rule=meaning.rule, words=mention.text))


def _ranges(parsed: Parsed, found: list[Found[Time]], opened: list[bool]) -> Iterator[Found[Time]]:
    """ "From Monday to Wednesday", "between April 24 and June 12": one interval where two dates were found."""
    at = 0
    while at < len(found):
        first, second = found[at], found[at + 1] if at + 1 < len(found) else None
        if second is not None and opened[at] and second.start - first.end == 1:
            joined = _joined(parsed, first, second)
            if joined is not None:
                yield joined
                at += 2
                continue
        yield first
        at += 1


def _joined(parsed: Parsed, first: Found[Time], second: Found[Time]) -> Found[Time] | None:
    a, b = first.value, second.value
    if a.start is None or b.start is None or b.end is None:
        return None
    start = date.fromisoformat(a.start)
    if a.start > b.end and a.precision == "day":
        # Seen from Tuesday, "between Monday and Wednesday" began eight days ago.
        start = calendar.shift(start, "week", -1)
    if start.isoformat() > b.end:
        return None
    mention = parsed.words(first.start, second.end)
    time = Time(start=start.isoformat(), end=b.end, mention=mention, precision=b.precision)
    return Found(time, first.start, second.end, Reason(part="time", rule="from one day to another", words=mention.text))


def _is_time(phrase: Phrase, doc: Doc, before: Item | None, after: Item | None) -> bool:
    """Whether the words are about time here: years, short names and bare units are often something else."""
    first = doc[phrase.items[0].start]
    if phrase.rule == "year" and len(phrase.items) == 1:
        return first.ent_type_ == "DATE" or (not first.ent_type_ and before is not None and before.letter in "i<o+s")
    if phrase.rule in ("day", "month") and len(phrase.items) == 1 and phrase.items[0].letter in "WM":
        short = len(phrase.items[0].text) <= SHORT_NAME
        return first.ent_type_ in ("DATE", "TIME") if short else first.ent_type_ != "PERSON"
    unit, last = phrase.get("U"), phrase.get("L")
    if last is not None and doc[last.start].pos_ == "VERB":
        return False
    if phrase.rule == "units":
        return (
            before is not None
            and before.letter == "i"
            and unit is not None
            and unit.text.endswith("s")
            and unit.name not in ("half", "quarter")
        )
    if phrase.rule == "duration" and unit is not None:
        aged = (
            after is not None
            and after.end < len(doc)
            and doc[after.end if after.letter == "-" else after.start].lower_ == "old"
        )
        return not aged and not (unit.name in ("half", "quarter") and not unit.text.endswith("s"))
    return True


@dataclass(frozen=True, slots=True)
class Meaning:
    """The days a phrase means; None where it means none in particular."""

    interval: Interval | None
    precision: TimePrecision
    rule: str


@dataclass(frozen=True, slots=True)
class _View:
    """From where a phrase is looked at: the day of the report and the day spoken of before."""

    doc: Doc
    anchor: date | None
    story: date | None


def resolve(phrase: Phrase, view: _View) -> Meaning:
    """The phrase's days."""
    return _RULES[phrase.rule](phrase, view)


def _nothing(phrase: Phrase, _: _View) -> Meaning:
    return Meaning(None, "vague", f"{phrase.rule}: no particular days")


def _day(phrase: Phrase, view: _View) -> Meaning:
    precision: TimePrecision = "part-of-day" if phrase.get("PCcAgm") else "day"
    deictic, weekday = phrase.get("D"), phrase.get("W")
    if deictic is not None and view.anchor:
        day = calendar.shift(view.anchor, "day", deictic.number)
        if deictic.name == "overnight":
            return Meaning((calendar.shift(day, "day", -1), day), "part-of-day", "the night before publication")
        return Meaning((day, day), precision, f"{deictic.name}, from the day of publication")
    if phrase.get("MB") or phrase.get("Y"):
        return _date(phrase, view, precision)
    if weekday is None or view.anchor is None:
        return _nothing(phrase, view)
    return replace(_weekday(phrase, weekday, view), precision=precision)


def _date(phrase: Phrase, view: _View, precision: TimePrecision) -> Meaning:
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
        return _nothing(phrase, view)
    if year is not None:
        day = calendar.made(year.number, month.number, number)
        return Meaning((day, day) if day else None, precision, "full date")
    if view.anchor is None:
        return _nothing(phrase, view)
    way, weekday = direction(phrase, view.doc), phrase.get("W")
    if weekday is not None:
        days = (calendar.month_day(view.anchor, month.number, number, sign) for sign in (-1, 1))
        day = next((d for d in days if d and d.weekday() == weekday.number), None)
        if day is not None:
            return Meaning((day, day), precision, "the year in which the weekday fits")
    day = calendar.month_day(view.anchor, month.number, number, way.sign)
    return Meaning((day, day) if day else None, precision, f"day of the year {way}")


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


def _weekday(phrase: Phrase, weekday: Item, view: _View) -> Meaning:
    assert view.anchor is not None
    deixis, unit = phrase.get("lLXT"), phrase.get("U")
    if unit is not None and deixis is not None:
        week = calendar.around("week", calendar.shift(view.anchor, "week", _SIGNS.get(deixis.name, 0)))
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


def _night_to(phrase: Phrase, view: _View) -> Meaning:
    day = _day(phrase, view)
    if day.interval is None:
        return day
    return Meaning(
        (calendar.shift(day.interval[0], "day", -1), day.interval[1]), "part-of-day", f"night to a {day.rule}"
    )


def _days_of_month(phrase: Phrase, view: _View) -> Meaning:
    month, year = phrase.get("M"), phrase.get("Y")
    numbers = [item.number for item in phrase.every("1O")]
    if month is None or len(numbers) != 2 or (year is None and view.anchor is None):
        return _nothing(phrase, view)
    if year is not None:
        last = calendar.made(year.number, month.number, numbers[1])
        rule = "full dates"
    else:
        assert view.anchor is not None
        way = direction(phrase, view.doc)
        last = calendar.month_day(view.anchor, month.number, numbers[1], way.sign)
        rule = f"days of the year {way}"
    first = calendar.made(last.year, month.number, numbers[0]) if last else None
    if first is None or last is None or first > last:
        return _nothing(phrase, view)
    return Meaning((first, last), "day", rule)


def _month(phrase: Phrase, view: _View) -> Meaning:
    month, year, deixis = phrase.get("M"), phrase.get("Y"), phrase.get("lLXT")
    modifier = phrase.get("m")
    assert month is not None
    if year is not None:
        interval, rule = calendar.around("month", date(year.number, month.number, 1)), "month of a year"
    elif view.anchor is None:
        return _nothing(phrase, view)
    elif deixis is not None and phrase.get("U"):
        year_of = view.anchor.year + _SIGNS.get(deixis.name, 0)
        interval, rule = calendar.around("month", date(year_of, month.number, 1)), f"month of {deixis.name} year"
    elif deixis is not None and deixis.letter in "LX":
        sign = -1 if deixis.letter == "L" else 1
        near = calendar.shift(view.anchor.replace(day=1), "month", sign)
        interval, rule = calendar.month(near, month.number, sign), f"{deixis.text} such month"
    elif deixis is not None and deixis.name == "this":
        interval, rule = calendar.around("month", date(view.anchor.year, month.number, 1)), "month of this year"
    else:
        way = direction(phrase, view.doc)
        interval, rule = calendar.month(view.anchor, month.number, way.sign), f"month {way}"
    if modifier is not None:
        interval, rule = calendar.part(interval, modifier.name), f"{modifier.name} of the {rule}"
    return Meaning(interval, "month", rule)


def _ago(phrase: Phrase, view: _View) -> Meaning:
    unit, count = phrase.get("U"), _count(phrase)
    if unit is None or count is None or view.anchor is None:
        return _nothing(phrase, view)
    interval = calendar.around(unit.name, calendar.shift(view.anchor, unit.name, -count))
    return Meaning(interval, PRECISIONS.get(unit.name, "day"), "counted back from the day of publication")


def _offset(phrase: Phrase, view: _View) -> Meaning:
    """ "A day earlier", "the evening before", "the year-earlier quarter"."""
    unit, way, count = phrase.get("UP"), phrase.get("EG"), _count(phrase)
    deictic = phrase.get("D")
    base = view.story
    if deictic is not None and view.anchor is not None:
        base = calendar.shift(view.anchor, "day", deictic.number)
    if unit is None or way is None or base is None or (count is None and phrase.get("qF")):
        return _nothing(phrase, view)
    if deictic is None and _has_complement(view.doc[way.start]):
        return Meaning(None, "vague", "counted from a happening whose day is not given")
    name = "day" if unit.letter == "P" else unit.name
    sign = way.number or -1
    if name in calendar.MONTHS and view.anchor is not None:
        base = view.anchor
    units = phrase.every("U")
    if len(units) > 1 and units[1].name == "quarter":
        base, name = calendar.shift(base, "quarter", -1), "year"
        return Meaning(
            calendar.around("quarter", calendar.shift(base, name, sign)), "month", "the quarter a year earlier"
        )
    interval = calendar.around(name, calendar.shift(base, name, sign * (count or 1)))
    precision: TimePrecision = "part-of-day" if unit.letter == "P" else PRECISIONS.get(name, "day")
    return Meaning(interval, precision, "counted from the day spoken of before")


def _has_complement(word: Token) -> bool:
    """Whether "before" or "after" names what it counts from ("the day before the attack")."""
    return word.dep_ == "mark" or any(child.dep_ in ("pobj", "pcomp") for child in word.children)


_SIGNS = {"last": -1, "past": -1, "previous": -1, "latest": -1, "next": 1, "coming": 1, "following": 1}


def _unit(phrase: Phrase, view: _View) -> Meaning:
    """ "Last week", "the past 24 hours", "late next month", "that day"."""
    unit, deixis, modifier = phrase.get("U"), phrase.get("lLXT"), phrase.get("m")
    assert unit is not None
    assert deixis is not None
    sign = _SIGNS.get(deixis.name, 0)
    if phrase.get("F1N9aq") or deixis.name in ("past", "coming"):
        return _rolling(phrase, unit, sign, view)
    base = view.story if deixis.name in ("same", "previous", "following") else view.anchor
    if (
        base is None
        or unit.name in ("hour", "minute", "second")
        or (deixis.name == "latest" and unit.name != "quarter")
    ):
        return _nothing(phrase, view)
    if deixis.name == "last" and unit.name == "weekend" and base.weekday() >= calendar.SATURDAY:
        base = calendar.shift(base, "day", calendar.SATURDAY - base.weekday())
    interval = calendar.around(unit.name, calendar.shift(base, unit.name, sign))
    where = "the day spoken of before" if base is not view.anchor else "the day of publication"
    rule = f"{deixis.name} {unit.name}, from {where}"
    if modifier is not None:
        interval, rule = calendar.part(interval, modifier.name), f"{modifier.name} of {rule}"
    return Meaning(interval, PRECISIONS.get(unit.name, "day"), rule)


def _current(phrase: Phrase, view: _View) -> Meaning:
    """ "The weekend", "the end of the month", "year-end"; "the week" and "the year" are lengths of time as often."""
    unit, modifier = phrase.get("U"), phrase.get("m")
    if unit is None or view.anchor is None or view.story is None or (modifier is None and unit.name != "weekend"):
        return _nothing(phrase, view)
    if modifier is None:
        way = direction(phrase, view.doc)
        saturday = calendar.weekday(view.anchor, calendar.SATURDAY, way.sign)
        return Meaning(calendar.around("weekend", saturday), "week", f"weekend {way}")
    interval = calendar.around(unit.name, view.story if unit.name == "day" else view.anchor)
    if phrase.items[0] is unit:
        if modifier.name != "end" or unit.name not in calendar.MONTHS:
            return _nothing(phrase, view)
        return Meaning((interval[1], interval[1]), "day", f"last day of the {unit.name}")
    interval = calendar.part(interval, modifier.name)
    return Meaning(interval, PRECISIONS.get(unit.name, "day"), f"{modifier.name} of the {unit.name} of publication")


def _rolling(phrase: Phrase, unit: Item, sign: int, view: _View) -> Meaning:
    """ "The past 24 hours", "the next three days": up to the day of publication, or from it."""
    count = _count(phrase)
    if count is None and not phrase.get("qF"):
        count = 1
    if view.anchor is None or count is None or sign == 0:
        return _nothing(phrase, view)
    if unit.name not in ROLLING_UNITS:
        return _nothing(phrase, view)
    if unit.name in ("hour", "minute"):
        count, name = -(-count // 24) if unit.name == "hour" else 0, "day"
    else:
        name = unit.name
    far = calendar.shift(view.anchor, name, sign * count)
    interval = (far, view.anchor) if sign < 0 else (view.anchor, far)
    return Meaning(interval, PRECISIONS.get(unit.name, "day"), "counted from the day of publication")


def _count(phrase: Phrase) -> int | None:
    """How many units: "twenty-four", "a"; None for "few" and where no number is given."""
    numbers = [item.number for item in phrase.every("1N9")]
    if phrase.get("F"):
        return None
    if numbers:
        return sum(numbers)
    return 1 if phrase.get("a") else None


def _year_part(phrase: Phrase, view: _View) -> Meaning:
    """ "The third quarter", "the first half of 1989", "the 20th century"."""
    ordinal, unit, year = phrase.get("O"), phrase.get("U"), phrase.get("Y")
    deixis, modifier = phrase.get("lLXT"), phrase.get("m")
    assert ordinal is not None
    assert unit is not None
    if unit.name == "century":
        interval = calendar.around("century", date(max((ordinal.number - 1) * 100, 1), 1, 1))
    elif unit.name not in ("quarter", "half") or ordinal.number * calendar.MONTHS[unit.name] > calendar.MONTHS["year"]:
        return _nothing(phrase, view)
    else:
        month = (ordinal.number - 1) * calendar.MONTHS[unit.name] + 1
        if year is not None:
            first = date(year.number, month, 1)
        elif view.anchor is None:
            return _nothing(phrase, view)
        elif deixis is not None:
            first = date(view.anchor.year + _SIGNS.get(deixis.name, 0), month, 1)
        else:
            first = calendar.month(view.anchor, month, direction(phrase, view.doc).sign)[0]
        interval = calendar.around(unit.name, first)
    if modifier is not None:
        interval = calendar.part(interval, modifier.name)
    return Meaning(interval, PRECISIONS[unit.name], f"{unit.name} by its number")


def _day_part(phrase: Phrase, view: _View) -> Meaning:
    """ "Last night", "that evening", "at dawn", "10 a.m."."""
    deixis = phrase.get("lLXT")
    if deixis is not None and deixis.name in ("last", "this", "next"):
        if view.anchor is None:
            return _nothing(phrase, view)
        day = calendar.shift(view.anchor, "day", _SIGNS.get(deixis.name, 0))
        return Meaning((day, day), "part-of-day", "from the day of publication")
    if view.story is None:
        return _nothing(phrase, view)
    day = calendar.shift(view.story, "day", _SIGNS.get(deixis.name, 0) if deixis else 0)
    return Meaning((day, day), "part-of-day", "of the day spoken of before")


def _year(phrase: Phrase, view: _View) -> Meaning:
    year, modifier = phrase.get("Y"), phrase.get("m")
    if year is None:
        return _nothing(phrase, view)
    interval = calendar.around("year", date(year.number, 1, 1))
    if modifier is not None:
        interval = calendar.part(interval, modifier.name)
    return Meaning(interval, "year", "year")


def _decade(phrase: Phrase, view: _View) -> Meaning:
    decade, modifier = phrase.get("y"), phrase.get("m")
    if decade is None:
        return _nothing(phrase, view)
    interval = calendar.around("decade", date(decade.number, 1, 1))
    if modifier is not None:
        interval = calendar.part(interval, modifier.name)
    return Meaning(interval, "year", "decade")


def _holiday(phrase: Phrase, view: _View) -> Meaning:
    holiday, year = phrase.get("H"), phrase.get("Y")
    assert holiday is not None
    month, day = (int(part) for part in holiday.name.split("-"))
    if year is not None:
        found = calendar.made(year.number, month, day)
    elif view.anchor is None:
        return _nothing(phrase, view)
    else:
        found = calendar.month_day(view.anchor, month, day, direction(phrase, view.doc).sign)
    return Meaning((found, found) if found else None, "day", "holiday of a fixed day")


_RULES: dict[str, Callable[[Phrase, _View], Meaning]] = {
    "days of a month": _days_of_month, "night to a day": _night_to, "day": _day, "fiscal year": _year, "part of a year": _year_part,
    "quarter": _year_part, "holiday": _holiday, "month": _month, "ago": _ago, "offset": _offset, "unit": _unit, "set": _nothing,
    "duration": _nothing, "part of a day": _day_part, "decade": _decade, "season": _nothing, "year": _year, "units": _nothing,
    "vague": _nothing, "current unit": _current,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Direction:
    """Which way an incomplete date is completed (-1 back, 1 ahead, 0 undecided), and the verb that told."""

    sign: int
    verb: str

    def __str__(self) -> str:
        way = {1: "on or after", -1: "on or before", 0: "nearest to"}[self.sign]
        return f"{way} publication ({f'verb {self.verb!r}' if self.verb else 'no verb tells'})"


def direction(phrase: Phrase, doc: Doc) -> Direction:
    """Ahead when the verb that governs the phrase looks ahead, back when it is past; undecided otherwise."""
    start, end = phrase.items[0].start, phrase.items[-1].end
    token = doc[end - 1]
    while start <= token.head.i < end and token.head != token:
        token = token.head
    for _ in range(CLIMB):
        if token.head == token:
            break
        token = token.head
        if token.pos_ in ("VERB", "AUX"):
            return Direction(_sign(token), token.text)
    return Direction(0, "")


def _sign(verb: Token) -> int:
    tense = lexicon.load("times.toml", TimeWords).tense
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    words = {helper.lower_ for helper in helpers}
    if words & tense.future:
        return 1
    if any(
        child.lower_ in tense.ahead for child in verb.children if child.dep_ in ("acomp", "xcomp", "prep", "advmod")
    ):
        return 1
    if verb.tag_ == "VB" and any(helper.tag_ == "TO" for helper in helpers):
        head = verb.head
        return (
            1
            if head == verb or head.lemma_ in tense.planning or head.lower_ in tense.ahead or head.lemma_ == "be"
            else _sign(head)
        )
    if verb.tag_ == "VBN" and verb.lemma_ in tense.planning and not any(h.lemma_ == "have" for h in helpers):
        return 1
    past = verb.tag_ in ("VBD", "VBN") or any(helper.tag_ == "VBD" for helper in helpers)
    return -1 if past else 0
