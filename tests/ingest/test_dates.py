"""Dates and clock times in the forms that header lines and metadata use."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.ingest import dates


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2017-10-15T12:46:00Z", "2017-10-15T12:46:00+00:00"),
        ("2017-10-15T12:46:00.000+03:00", "2017-10-15T12:46:00+03:00"),
        ("20171015T124600Z", "2017-10-15"),
        ("2017-10-15", "2017-10-15"),
        ("Sun, 15 Oct 2017 09:00:00 +0200", "2017-10-15T09:00:00+02:00"),
        ("15 October 2017, 9.30 pm EAT", "2017-10-15T21:30:00+03:00"),
        ("Oct. 15th, 2017 at 0915 GMT", "2017-10-15T09:15:00+00:00"),
        ("2017-10-15 1:46 p.m. IST", "2017-10-15T13:46:00"),
        ("17/03/2022 15:20 (Kyiv)", "2022-03-17T15:20:00"),
        ("31 February 2017", None),
        ("2017-13-45", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_usual_forms_become_iso(text: str, expected: str | None) -> None:
    assert dates.iso(text) == expected


@given(st.dates(min_value=datetime.date(1800, 1, 1), max_value=datetime.date(2199, 12, 31)))
def test_every_date_is_read_back(day: datetime.date) -> None:
    for form in "%Y-%m-%d", "%d.%m.%Y", "%d %B %Y", "%b %d, %Y", "%A, %d %b. %Y":
        assert dates.iso(day.strftime(form)) == day.isoformat()
