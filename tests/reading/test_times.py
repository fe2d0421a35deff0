"""Time expressions and the days they mean; which belong to an event and which to its telling."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import text_only

from rashomon.model import Time
from rashomon.reading import calendar, times
from rashomon.reading.language import Found, Parsed, parse
from rashomon.reading.timegrammar import phrases
from rashomon.reading.timewords import numeric_date

TUESDAY = "2017-10-17"


def parsed(text: str, published: str | None = TUESDAY) -> Parsed:
    return next(parse([text_only(text, published=published)]))


def read(text: str, published: str | None = TUESDAY) -> list[Time]:
    return [found.value for found in times.find(parsed(text, published))]


def tokens(of: Parsed, words: str) -> tuple[int, int]:
    start = of.report.text.index(words)
    span = of.doc.char_span(start, start + len(words))
    assert span is not None
    return span.start, span.end


@pytest.mark.parametrize(
    ("text", "mention", "start", "end", "precision"),
    [
        # weekdays, by the tense of the verb
        ("The army attacked the town on Sunday.", "Sunday", "2017-10-15", "2017-10-15", "day"),
        ("The council will vote on Sunday.", "Sunday", "2017-10-22", "2017-10-22", "day"),
        ("The army attacked the town on Tuesday.", "Tuesday", "2017-10-17", "2017-10-17", "day"),
        ("More civilians fled on Saturday night.", "Saturday night", "2017-10-14", "2017-10-14", "part-of-day"),
        ("The town was shelled last Tuesday.", "last Tuesday", "2017-10-10", "2017-10-10", "day"),
        ("Talks resume next Friday.", "next Friday", "2017-10-20", "2017-10-20", "day"),
        ("The talks were postponed until Thursday.", "Thursday", "2017-10-19", "2017-10-19", "day"),
        # days counted from publication
        ("The raid took place yesterday.", "yesterday", "2017-10-16", "2017-10-16", "day"),
        ("Shells fell last night.", "last night", "2017-10-16", "2017-10-16", "part-of-day"),
        ("The convoy left overnight.", "overnight", "2017-10-16", "2017-10-17", "part-of-day"),
        ("They were killed during the night to Saturday.", "the night to Saturday", "2017-10-13", "2017-10-14", None),
        ("He died overnight into Saturday.", "overnight into Saturday", "2017-10-13", "2017-10-14", "part-of-day"),
        ("He died overnight on Friday.", "overnight on Friday", "2017-10-13", "2017-10-14", "part-of-day"),
        ("He died on the night of 4-5 October.", "the night of 4-5 October", "2017-10-04", "2017-10-05", "part-of-day"),
        ("It fell the night of October 4 to 5.", "the night of October 4 to 5", "2017-10-04", "2017-10-05", None),
        (
            "They fled in the night between Friday and Saturday.",
            "the night between Friday and Saturday",
            "2017-10-13",
            "2017-10-14",
            "part-of-day",
        ),
        ("He was arrested three days ago.", "three days ago", "2017-10-14", "2017-10-14", "day"),
        ("He was arrested two months ago.", "two months ago", "2017-08-01", "2017-08-31", "month"),
        ("Ten died in the past 24 hours.", "the past 24 hours", "2017-10-16", "2017-10-17", None),
        ("Ten died over the past week.", "the past week", "2017-10-10", "2017-10-17", "week"),
        ("The fort was built two hundred years ago.", "two hundred years ago", "1817-01-01", "1817-12-31", "year"),
        ("He left twenty-four days ago.", "twenty-four days ago", "2017-09-23", "2017-09-23", "day"),
        # units
        ("They met last week.", "last week", "2017-10-09", "2017-10-15", "week"),
        ("They met this week.", "this week", "2017-10-16", "2017-10-22", "week"),
        ("They met last month.", "last month", "2017-09-01", "2017-09-30", "month"),
        ("They met last year.", "last year", "2016-01-01", "2016-12-31", "year"),
        ("Hundreds fled over the weekend.", "the weekend", "2017-10-14", "2017-10-15", "week"),
        # dates
        ("It began on October 12.", "October 12", "2017-10-12", "2017-10-12", "day"),
        ("It began on 12 October 2016.", "12 October 2016", "2016-10-12", "2016-10-12", "day"),
        ("It began on Oct. 12, 2016.", "Oct. 12, 2016", "2016-10-12", "2016-10-12", "day"),
        ("It began on the 12th of October.", "the 12th of October", "2017-10-12", "2017-10-12", "day"),
        ("It began on 2017-10-12.", "2017-10-12", "2017-10-12", "2017-10-12", "day"),
        ("It began early on October 12.", "early on October 12", "2017-10-12", "2017-10-12", "part-of-day"),
        ("It began on the evening of October 4.", "the evening of October 4", "2017-10-04", "2017-10-04", None),
        ("It fell at 10 a.m. on October 4.", "10 a.m. on October 4", "2017-10-04", "2017-10-04", "part-of-day"),
        ("It began on December 30.", "December 30", "2016-12-30", "2016-12-30", "day"),
        ("The town fell in June.", "June", "2017-06-01", "2017-06-30", "month"),
        ("They died in June of last year.", "June of last year", "2016-06-01", "2016-06-30", "month"),
        ("He fled in mid-September.", "mid-September", "2017-09-11", "2017-09-19", "month"),
        ("He fled in late August.", "late August", "2017-08-21", "2017-08-31", "month"),
        ("War broke out in 2014.", "2014", "2014-01-01", "2014-12-31", "year"),
        ("They were exiled in the 1990s.", "the 1990s", "1990-01-01", "1999-12-31", "year"),
        ("The road dates from the 19th century.", "the 19th century", "1800-01-01", "1899-12-31", "year"),
        ("Sales fell in the third quarter.", "the third quarter", "2017-07-01", "2017-09-30", "month"),
        ("They were killed on New Year's Eve.", "New Year's Eve", "2016-12-31", "2016-12-31", "day"),
        # intervals
        ("It lasted from 14 to 15 October.", "14 to 15 October", "2017-10-14", "2017-10-15", "day"),
        ("Dozens died on April 24 and 25.", "April 24 and 25", "2017-04-24", "2017-04-25", "day"),
        (
            "Ten died between August 25 and September 24.",
            "August 25 and September 24",
            "2017-08-25",
            "2017-09-24",
            "day",
        ),
    ],
)
def test_days_are_read_from_the_day_of_publication(
    text: str, mention: str, start: str, end: str, precision: str | None
) -> None:
    (found,) = read(text)
    assert found.mention is not None
    assert (found.mention.text, found.start, found.end) == (mention, start, end)
    assert precision in (None, found.precision)


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("The siege lasted three weeks.", "three weeks"),
        ("Shells fall every day.", "every day"),
        ("They have now left.", "now"),
        ("It began on 12/10/2017.", "12/10/2017"),
        ("The raid came two days after the talks.", "two days after"),
        ("They marched last summer.", "last summer"),
        ("They settled here 2.5 years ago.", "2.5 years ago"),
        ("They left a few days ago.", "a few days ago"),
    ],
)
def test_what_names_no_days_stays_undecided(text: str, mention: str) -> None:
    (found,) = read(text)
    assert found.mention is not None
    assert (found.mention.text, found.start, found.end, found.precision) == (mention, None, None, "vague")


@pytest.mark.parametrize(
    "text",
    [
        "May Jones may march.",
        "A 14-year-old girl was wounded.",
        "The army killed 2000 fighters.",
        "The Sun reported it.",
        "",
        " \n\n ",
    ],
)
def test_other_numbers_and_names_are_no_times(text: str) -> None:
    assert read(text) == []


def test_without_publication_only_whole_dates_are_dated() -> None:
    dated = [
        time.start
        for time in read("On Sunday he left, on June 3 he returned, on June 5, 2015 he died.", published=None)
    ]
    assert dated == [None, None, "2015-06-05"]


def test_relative_days_count_from_the_day_told_before() -> None:
    found = read("The bombs fell on October 4. A day earlier the power had failed. That night people fled.")
    assert [time.start for time in found] == ["2017-10-04", "2017-10-03", "2017-10-03"]


def test_a_reason_names_the_rule_and_the_verb() -> None:
    (found,) = times.find(parsed("The council will vote on Sunday."))
    assert found.reason.words == "Sunday"
    assert "on or after publication" in found.reason.rule
    assert "'vote'" in found.reason.rule


def event(text: str, clause: str, published: str = TUESDAY) -> Found[Time] | None:
    of = parsed(text, published)
    return times.of_event(of, times.find(of), *tokens(of, clause))


@pytest.mark.parametrize(
    ("text", "clause", "start", "end"),
    [
        # its own time, not the time of saying
        ("He said on Monday that the bridge fell on Friday.", "the bridge fell on Friday", "2017-10-13", "2017-10-13"),
        # since: up to the day of saying, else to the last day told, else to publication
        (
            "Ten have died since Friday. The market was shelled again on Sunday.",
            "Ten have died since Friday",
            "2017-10-13",
            "2017-10-15",
        ),
        ("Ten have died since May, a rise over Sunday.", "Ten have died since May", "2017-05-01", "2017-10-17"),
        ("Ten have died since Friday, he said on Sunday.", "Ten have died since Friday", "2017-10-13", "2017-10-15"),
        ("Ten have died since Friday.", "Ten have died since Friday", "2017-10-13", "2017-10-17"),
        # several days named one after the other
        (
            "They were freed on Wednesday and again on Friday.",
            "They were freed on Wednesday and again on Friday",
            "2017-10-11",
            "2017-10-13",
        ),
        # none of its own: the story's
        (
            "A bomb hit the market on Friday. Ten people were killed, a doctor said on Monday.",
            "Ten people were killed",
            "2017-10-13",
            "2017-10-13",
        ),
        # an opening that counts from what the story is about
        (
            "Three days after the raid, the town buries its dead. Ten people were killed.",
            "Ten people were killed",
            "2017-10-14",
            "2017-10-14",
        ),
        # days that a story lists are its days, as are those it counts from one on
        (
            "A bomb hit the market on Friday and Saturday. Ten people were killed, a doctor said on Monday.",
            "Ten people were killed",
            "2017-10-13",
            "2017-10-14",
        ),
        (
            "The army held the village for three days from October 9. Ten people were killed.",
            "Ten people were killed",
            "2017-10-09",
            "2017-10-11",
        ),
        (
            "Clashes of three days that began on October 9 left ten dead.",
            "Clashes of three days that began on October 9 left ten dead",
            "2017-10-09",
            "2017-10-11",
        ),
        # counted beyond publication: the day alone
        ("They held it for 90 days from October 9.", "They held it for 90 days", "2017-10-09", "2017-10-09"),
        # what is thought to have happened is past
        (
            "A bomb hit the market on Friday. Ten people are thought to have survived, a doctor said on Monday.",
            "Ten people are thought to have survived",
            "2017-10-13",
            "2017-10-13",
        ),
        # a state in a report on a count that runs is that of its end
        (
            "Since Friday 959 men have come out. Early on Monday a bus left. Ten are in hospital.",
            "Ten are in hospital",
            "2017-10-16",
            "2017-10-16",
        ),
        # the story is that of the main clause
        (
            "Experts examined survivors of last week's presumed raid in the suburb, on Monday. Nobody was hurt.",
            "Nobody was hurt",
            "2017-10-16",
            "2017-10-16",
        ),
        # putting out and letting know are saying
        (
            "An inquiry is open, the army let it be known on Monday. A bomb hit the market on Friday. Ten were killed.",
            "Ten were killed",
            "2017-10-13",
            "2017-10-13",
        ),
        (
            "The group published its findings on Monday. A bomb hit the market on Friday. Ten people were killed.",
            "Ten people were killed",
            "2017-10-13",
            "2017-10-13",
        ),
        # what a count is for is not when it was told
        (
            "Doctors put together a toll for Friday. On Monday they ran out of beds. Ten people were killed.",
            "Ten people were killed",
            "2017-10-13",
            "2017-10-13",
        ),
        # a story does not count from what its own subject said before
        (
            "A day after announcing a truce, the army shelled the market. Ten people were killed on Monday. Ten fled.",
            "Ten fled",
            "2017-10-16",
            "2017-10-16",
        ),
        # a present state in a report that goes on to tell of later days
        (
            "Ten people are missing, a doctor said on Saturday. A bridge fell on Monday.",
            "Ten people are missing",
            "2017-10-16",
            "2017-10-16",
        ),
        # a present state: when it was said
        (
            "A bomb hit the market on Friday. Ten people are missing, a doctor said on Monday.",
            "Ten people are missing",
            "2017-10-16",
            "2017-10-16",
        ),
        # a longer time is sharpened by the day the story names in it
        (
            "A bomb hit the market last week. It fell on Friday. Ten were killed last week.",
            "Ten were killed last week",
            "2017-10-13",
            "2017-10-13",
        ),
    ],
)
def test_the_time_of_an_event(text: str, clause: str, start: str, end: str) -> None:
    found = event(text, clause)
    assert found is not None
    assert (found.value.start, found.value.end) == (start, end)


def test_nothing_happened_after_it_was_said() -> None:
    of = parsed("A bridge fell on Monday. On Friday the army had estimated over 2,000 men.")
    found = times.of_event(of, times.find(of), *tokens(of, "over 2,000 men"), tokens(of, "estimated"))
    assert found is not None
    assert (found.value.start, found.value.end) == ("2017-10-13", "2017-10-13")


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("A bomb hit the market on Friday. The army will investigate the raid.", "The army will investigate the raid"),
        ("The army will investigate the raid of Friday, October 6.", "The army will investigate the raid"),
    ],
)
def test_what_is_to_come_has_no_past_time(text: str, clause: str) -> None:
    assert event(text, clause) is None


@pytest.mark.parametrize(
    ("text", "cue", "start"),
    [
        ("The army said on Sunday that ten had died.", "said", "2017-10-15"),
        ("Rebels on Sunday announced a truce.", "announced", "2017-10-15"),
        ("On Sunday the army denied the raid.", "denied", "2017-10-15"),
        ("The bridge fell on Sunday, the army said.", "said", None),
        ("The army said the bridge fell on Sunday.", "said", None),
    ],
)
def test_the_time_of_saying(text: str, cue: str, start: str | None) -> None:
    of = parsed(text)
    found = times.of_saying(of, times.find(of), *tokens(of, cue))
    assert (found.value.start if found else None) == start


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2017-10-12", (2017, 10, 12)),
        ("15/10/2017", (2017, 10, 15)),
        ("10/15/2017", (2017, 10, 15)),
        ("12.10.2017", (2017, 10, 12)),
        ("11/11/2017", (2017, 11, 11)),
        ("12/10/2017", None),
        ("12", None),
    ],
)
def test_dates_in_digits_are_undecided_where_day_and_month_could_be_exchanged(
    text: str, expected: tuple[int, int, int] | None
) -> None:
    assert numeric_date(text) == expected


WORDS = [
    *[
        "on",
        "Sunday",
        "Monday",
        "October",
        "12",
        "31",
        "30",
        "February",
        "2017",
        "2016",
        "the",
        "last",
        "next",
        "past",
        "three",
        "days",
        "week",
        "month",
        "year",
        "ago",
    ],
    *[
        "earlier",
        "later",
        "early",
        "mid",
        "-",
        ",",
        "since",
        "from",
        "to",
        "between",
        "and",
        "will",
        "said",
        "attacked",
        "weekend",
        "night",
        "morning",
        "10",
        "a.m.",
    ],
    *[
        "quarter",
        "first",
        "third",
        "of",
        "a",
        "few",
        "1990s",
        "20th",
        "century",
        "Christmas",
        "every",
        ".",
        "24",
        "hours",
        "before",
        "after",
        "that",
        "this",
    ],
]


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(WORDS), max_size=25), st.dates())
def test_any_words_give_ordered_intervals_whose_mentions_stand_in_the_text(words: list[str], day: date) -> None:
    text = " ".join(words)
    of = parsed(text, day.isoformat())
    found = times.find(of)
    for one in found:
        time = one.value
        assert time.mention is not None
        assert text[time.mention.start : time.mention.end] == time.mention.text
        assert (time.start is None) == (time.end is None)
        assert time.start is None or time.end is None or time.start <= time.end
    assert [one.start for one in found] == sorted(one.start for one in found)
    assert times.find(of) == found
    if words:
        times.of_event(of, found, 0, len(of.doc))
        times.of_saying(of, found, 0, len(of.doc))


@given(st.dates(), st.sampled_from([*calendar.MONTHS, *calendar.DAYS]), st.integers(-400, 400))
def test_calendar_units_are_ordered_and_hold_their_day(day: date, unit: str, count: int) -> None:
    start, end = calendar.around(unit, calendar.shift(day, unit, count))
    assert start <= end
    if unit != "weekend":
        start, end = calendar.around(unit, day)
        assert start <= day <= end
    for modifier in ("start", "middle", "end"):
        a, b = calendar.part((start, end), modifier)
        assert start <= a <= b <= end


@given(st.dates(), st.integers(1, 12), st.integers(1, 31))
def test_days_of_a_month_lie_on_the_side_asked_for(anchor: date, month: int, day: int) -> None:
    past, coming = (calendar.month_day(anchor, month, day, sign) for sign in (-1, 1))
    assert past is None or past <= anchor
    assert coming is None or coming >= anchor


@pytest.mark.parametrize("words", [["one", "-"], ["one"], ["about"], ["early", "in", "the"], ["two", "two", "-"]])
def test_endless_runs_of_time_words_are_passed_over_in_one_go(words: list[str]) -> None:
    endless = words * 20_000
    assert list(phrases(endless, [False] * len(endless))) == []
