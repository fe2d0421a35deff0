"""Time expressions and the days they mean, seen from the day of the report.

Finding is the work of `rashomon.reading.timegrammar`; here each phrase gets its interval. An incomplete date ("Sunday",
"in June") is completed from the day of publication, backwards unless the verb around it looks ahead; "a day earlier"
counts from the day spoken of before. The approach is that of HeidelTime's news mode (Strötgen and Gertz, 2013).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from spacy.tokens import Doc

from rashomon.model import Reason, Report, Time
from rashomon.reading import calendar
from rashomon.reading.eventtimes import governing, of_event
from rashomon.reading.language import Found, Parsed
from rashomon.reading.meaning import Meaning, View
from rashomon.reading.timegrammar import Phrase, phrases
from rashomon.reading.timeties import DAYS, is_of_saying, of_saying
from rashomon.reading.timevalues import resolve
from rashomon.reading.timewords import Item

__all__ = ["find", "governing", "of_event", "of_saying", "published"]

FRACTIONS = ("half", "quarter")
"""Units whose names are fractions first."""
SHORT_NAME = 3
"""Letters; a weekday or month as short as this ("Sun", "Mar", "May") counts alone only if the parser agrees."""


def find(parsed: Parsed) -> list[Found[Time]]:
    """All time expressions in text order; both dates None where the words, or a missing publication date, leave them
    open. The day the program runs on plays no part."""
    doc = parsed.doc
    anchor = published(parsed.report)
    found: list[Found[Time]] = []
    opened: list[bool] = []
    story: date | None = None
    said: date | None = None
    for whole, before, after in phrases([t.text for t in doc], [t.is_space and bool(t.dep_) for t in doc]):
        phrase = _without_verb(whole, doc)
        if not _is_time(phrase, doc, before, after):
            continue
        meaning = resolve(phrase, View(doc, anchor, story or said))
        time = _found(parsed, phrase, meaning)
        if meaning.interval and meaning.precision in DAYS:
            if is_of_saying(parsed, time):
                said = meaning.interval[1]
            else:
                story = meaning.interval[1]
        found.append(time)
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
        if second is not None and opened[at] and _is_closed(parsed, first, second):
            joined = _joined(parsed, first, second)
            if joined is not None:
                yield joined
                at += 2
                continue
        yield first
        at += 1


def _is_closed(parsed: Parsed, first: Found[Time], second: Found[Time]) -> bool:
    """Whether one word stands between two dates, or one after a comma ("between Saturday, May 6, and Monday")."""
    between = parsed.doc[first.end : second.start]
    return len(between) - (len(between) > 1 and between[0].lower_ == ",") == 1


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


def _without_verb(phrase: Phrase, doc: Doc) -> Phrase:
    """The phrase without a first word that is a verb here: "the mourning will end on Monday"."""
    first = phrase.items[0]
    if first.letter != "m" or len(phrase.items) == 1 or doc[first.start].pos_ != "VERB":
        return phrase
    rest = phrase.items[2:] if phrase.items[1].letter in "io" else phrase.items[1:]
    return Phrase(phrase.rule, rest) if rest else phrase


def _is_time(phrase: Phrase, doc: Doc, before: Item | None, after: Item | None) -> bool:
    """Whether the words are about time here: years, short names and bare units are often something else."""
    first, word = phrase.items[0], doc[phrase.items[0].start]
    led_by = before.letter if before else ""
    unit, last = phrase.get("U"), phrase.get("L")
    if phrase.rule == "year" and len(phrase.items) == 1:
        return word.ent_type_ == "DATE" or (not word.ent_type_ and led_by in ("i", "<", "o", "+", "s"))
    if phrase.rule == "part of a day":
        # "The night raid"
        return doc[phrase.items[-1].start].dep_ != "compound"
    if len(phrase.items) == 1 and first.letter in "WM":
        # "Monday" in "a Monday" is any; "Sun" and "Mar" are names of other things, April of persons.
        short = len(first.text) <= SHORT_NAME
        return led_by != "a" and (word.ent_type_ in ("DATE", "TIME") if short else word.ent_type_ != "PERSON")
    if unit is not None and phrase.rule in ("units", "duration"):
        return _is_length(phrase, unit, led_by) and not _is_age(doc, after)
    return last is None or doc[last.start].pos_ != "VERB"


def _is_length(phrase: Phrase, unit: Item, led_by: str) -> bool:
    """Whether a bare unit is a length of time: "for weeks"; "half" and "a quarter" measure other things, too."""
    if unit.name in FRACTIONS and not (unit.text.endswith("s") and phrase.rule == "duration"):
        return False
    return phrase.rule == "duration" or (led_by == "i" and unit.text.endswith("s"))


def _is_age(doc: Doc, after: Item | None) -> bool:
    """Whether "old" follows: "a 14-year-old"."""
    if after is None:
        return False
    at = after.end if after.letter == "-" else after.start
    return at < len(doc) and doc[at].lower_ == "old"
