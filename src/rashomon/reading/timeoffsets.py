"""Days counted from other days: "last week", "three days ago", "a day earlier", "that evening"."""

from __future__ import annotations

from spacy.tokens import Token

from rashomon.model.claim import TimePrecision
from rashomon.reading import calendar
from rashomon.reading.meaning import PRECISIONS, SIGNS, Meaning, View, nothing
from rashomon.reading.tense import direction
from rashomon.reading.timegrammar import Phrase, counted
from rashomon.reading.timewords import Item

ROLLING_UNITS = frozenset({"minute", "hour", "day", "week", "fortnight", "weekend"})
"""Units for which "the past three" is counted back to a day; "the past three years" means no particular days."""


def ago(phrase: Phrase, view: View) -> Meaning:
    unit, count = phrase.get("U"), counted(phrase)
    if unit is None or count is None or view.anchor is None:
        return nothing(phrase, view)
    interval = calendar.around(unit.name, calendar.shift(view.anchor, unit.name, -count))
    return Meaning(interval, PRECISIONS.get(unit.name, "day"), "counted back from the day of publication")


def offset(phrase: Phrase, view: View) -> Meaning:
    """ "A day earlier", "the evening before", "the year-earlier quarter"."""
    unit, way, count = phrase.get("UP"), phrase.get("EG"), counted(phrase)
    deictic = phrase.get("D")
    base = view.story or view.anchor
    if deictic is not None and view.anchor is not None:
        base = calendar.shift(view.anchor, "day", deictic.number)
    if unit is None or way is None or base is None or (count is None and phrase.get("qF")):
        return nothing(phrase, view)
    if deictic is None and (_has_complement(view.doc[way.start]) or (way.number > 0 and view.story is None)):
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
    day = calendar.shift(base, name, sign * (count or 1))
    # "A week earlier" counts seven days from a day.
    interval = (day, day) if name == "week" else calendar.around(name, day)
    precision: TimePrecision = "part-of-day" if unit.letter == "P" else PRECISIONS.get(name, "day")
    return Meaning(interval, precision, "counted from the day spoken of before")


def _has_complement(word: Token) -> bool:
    """Whether "before" or "after" names what it counts from ("the day before the attack")."""
    return word.dep_ == "mark" or any(child.dep_ in ("pobj", "pcomp") for child in word.children)


def unit(phrase: Phrase, view: View) -> Meaning:
    """ "Last week", "the past 24 hours", "late next month", "that day"."""
    unit, deixis, modifier = phrase.get("U"), phrase.get("lLXT"), phrase.get("m")
    assert unit is not None
    assert deixis is not None
    sign = SIGNS.get(deixis.name, 0)
    if phrase.get("F1N9aq") or deixis.name in ("past", "coming"):
        return _rolling(phrase, unit, sign, view)
    told = view.story if deixis.name in ("same", "previous", "following") else None
    base = told or view.anchor
    if (
        base is None
        or unit.name in ("hour", "minute", "second")
        or (deixis.name == "latest" and unit.name != "quarter")
    ):
        return nothing(phrase, view)
    if deixis.name == "last" and unit.name == "weekend" and base.weekday() >= calendar.SATURDAY:
        base = calendar.shift(base, "day", calendar.SATURDAY - base.weekday())
    interval = calendar.around(unit.name, calendar.shift(base, unit.name, sign))
    where = "the day spoken of before" if told else "the day of publication"
    rule = f"{deixis.name} {unit.name}, from {where}"
    if modifier is not None:
        interval, rule = calendar.part(interval, modifier.name), f"{modifier.name} of {rule}"
    return Meaning(interval, PRECISIONS.get(unit.name, "day"), rule)


def current(phrase: Phrase, view: View) -> Meaning:
    """ "The weekend", "the end of the month", "year-end"; "the week" and "the year" are lengths of time as often."""
    unit, modifier = phrase.get("U"), phrase.get("m")
    if unit is None or view.anchor is None or (modifier is None and unit.name != "weekend"):
        return nothing(phrase, view)
    if modifier is None:
        way = direction(phrase, view.doc)
        saturday = calendar.weekday(view.anchor, calendar.SATURDAY, way.sign)
        return Meaning(calendar.around("weekend", saturday), "week", f"weekend {way}")
    interval = calendar.around(unit.name, (unit.name == "day" and view.story) or view.anchor)
    if phrase.items[0] is unit:
        if modifier.name != "end" or unit.name not in calendar.MONTHS:
            return nothing(phrase, view)
        return Meaning((interval[1], interval[1]), "day", f"last day of the {unit.name}")
    interval = calendar.part(interval, modifier.name)
    return Meaning(interval, PRECISIONS.get(unit.name, "day"), f"{modifier.name} of the {unit.name} of publication")


def _rolling(phrase: Phrase, unit: Item, sign: int, view: View) -> Meaning:
    """ "The past 24 hours", "the next three days": up to the day of publication, or from it."""
    count = counted(phrase)
    if count is None and not phrase.get("qF"):
        count = 1
    if view.anchor is None or count is None or sign == 0:
        return nothing(phrase, view)
    if unit.name not in ROLLING_UNITS:
        return nothing(phrase, view)
    if unit.name in ("hour", "minute"):
        count, name = -(-count // 24) if unit.name == "hour" else 0, "day"
    else:
        name = unit.name
    far = calendar.shift(view.anchor, name, sign * count)
    interval = (far, view.anchor) if sign < 0 else (view.anchor, far)
    return Meaning(interval, PRECISIONS.get(unit.name, "day"), "counted from the day of publication")


def day_part(phrase: Phrase, view: View) -> Meaning:
    """ "Last night", "that evening", "at dawn", "10 a.m."."""
    deixis = phrase.get("lLXT")
    if deixis is not None and deixis.name in ("last", "this", "next"):
        if view.anchor is None:
            return nothing(phrase, view)
        day = calendar.shift(view.anchor, "day", SIGNS.get(deixis.name, 0))
        return Meaning((day, day), "part-of-day", "from the day of publication")
    if view.story is None:
        return Meaning(None, "vague", "part of a day not yet told")
    day = calendar.shift(view.story, "day", SIGNS.get(deixis.name, 0) if deixis else 0)
    return Meaning((day, day), "part-of-day", "of the day spoken of before")
