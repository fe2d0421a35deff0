"""What the rules for time expressions take and give."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from spacy.tokens import Doc

from rashomon.model.claim import TimePrecision
from rashomon.reading.calendar import Interval
from rashomon.reading.timegrammar import Phrase

PRECISIONS: dict[str, TimePrecision] = {"day": "day", "week": "week", "weekend": "week", "fortnight": "week",
    "month": "month", "quarter": "month", "half": "year", "year": "year", "decade": "year", "century": "year",
    "hour": "part-of-day", "minute": "part-of-day"}  # fmt: skip


SIGNS = {"last": -1, "past": -1, "previous": -1, "latest": -1, "next": 1, "coming": 1, "following": 1}
"""Units from the present one to the one a word points at."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """The days a phrase means; None where it means none in particular."""

    interval: Interval | None
    precision: TimePrecision
    rule: str


@dataclass(frozen=True, slots=True)
class View:
    """From where a phrase is looked at: the day of the report, and the day of the happening spoken of before (None at
    the beginning)."""

    doc: Doc
    anchor: date | None
    story: date | None


def nothing(phrase: Phrase, _: View) -> Meaning:
    return Meaning(None, "vague", f"{phrase.rule}: no particular days")
