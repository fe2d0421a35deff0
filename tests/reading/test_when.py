"""Which time is the event's, and which the speaker's."""

from __future__ import annotations

from rashomon.model import Report
from rashomon.reading import language, times, when


def _parsed(text: str) -> language.Parsed:
    report = Report(
        id="r",
        path=None,
        text=text,
        title=None,
        outlet=None,
        published="2017-10-17",
        dateline=None,
        language="en",
        uri=None,
        sha256="",
    )
    return next(language.parse([report]))


def test_the_time_on_the_cue_is_the_time_of_saying() -> None:
    parsed = _parsed("The spokesman said on Sunday that the convoy left on Friday.")
    found = times.find(parsed)
    spoken = when.of_saying(parsed, found, 2, 3)
    assert spoken is not None
    assert spoken.value.start == "2017-10-15"
    happened = when.of_event(parsed, found, 5, len(parsed.doc))
    assert happened is not None
    assert happened.value.start == "2017-10-13"


def test_a_clause_without_a_time_has_the_day_last_spoken_of() -> None:
    parsed = _parsed("The raid began on Friday. Ten men were killed.")
    found = times.find(parsed)
    time = when.of_event(parsed, found, 6, len(parsed.doc))
    assert time is not None
    assert time.value.start == "2017-10-13"
    assert time.reason.rule == "the day last spoken of"


def test_no_day_is_invented() -> None:
    parsed = _parsed("Ten men were killed.")
    assert when.of_event(parsed, times.find(parsed), 0, len(parsed.doc)) is None
