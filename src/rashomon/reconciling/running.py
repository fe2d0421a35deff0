"""Counts that go on growing while a matter lasts: people who leave, give themselves up, are detained.

Of such a count two numbers said on two days are both right. So it is asked after as of each day on which several speak,
as a series for each origin that gives more than one, and once it is over for what it came to in all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from rashomon.reconciling import phrasing, wording
from rashomon.reconciling.happening import Happening
from rashomon.reconciling.measure import Measure
from rashomon.reconciling.positions import Answer

REMAINING = "remaining"
"""The outcome whose count falls."""
OVER = 14
"""Days after the happening from which a count is no longer of what goes on, but of what it came to."""


def by_day(measured: Mapping[Measure, Sequence[Answer]], happening: Happening) -> dict[Measure, list[Answer]]:
    """The answers by measure, those of running counts apart by the day on which they were said."""
    found: dict[Measure, list[Answer]] = {}
    for measure, answers in measured.items():
        if measure.outcome in wording.words_of().running and not measure.planned:
            found.update(_apart(measure, answers, happening))
        else:
            found[measure] = list(answers)
    return found


def _apart(measure: Measure, answers: Sequence[Answer], happening: Happening) -> dict[Measure, list[Answer]]:
    found: dict[Measure, list[Answer]] = {}
    series: dict[str, list[Answer]] = {}
    for answer in sorted(answers, key=lambda a: _reached(a, measure)):
        series.setdefault(answer.statement.origin, []).append(answer)
    told = {origin for origin, own in series.items() if len({_number(a) for a in own}) > 1}
    for origin in sorted(told):
        found[replace(measure, teller=origin)] = series[origin]
    days = sorted({a.statement.order[0] for a in answers if not _over(a, happening)})
    for day in days:
        said = [a for own in series.values() for a in _last([a for a in own if a.statement.order[0] == day])]
        if len(origins := {a.statement.origin for a in said}) > 1 or not origins <= told:
            found[replace(measure, as_of=_day(day))] = sorted(said, key=lambda a: a.statement.order)
    if any(_over(a, happening) for a in answers):
        last = [a for own in series.values() for a in _last(own)]
        found[replace(measure, as_of="in all")] = sorted(last, key=lambda a: a.statement.order)
    return found


def _reached(answer: Answer, measure: Measure) -> tuple[str, float]:
    """The order of a series: by the day of saying, and of one day the number that the count came to last."""
    figure = answer.figure
    low = (figure.low if figure.low is not None else figure.high or 0.0) if figure else 0.0
    return answer.statement.order[0], -low if measure.outcome == REMAINING else low


def _last(own: Sequence[Answer]) -> Sequence[Answer]:
    """The last number of an origin's series, wherever it gives it."""
    return [a for a in own if _number(a) == _number(own[-1])]


def _over(answer: Answer, happening: Happening) -> bool:
    said = answer.statement.order[0]
    if not said or happening.window is None:
        return False
    return date.fromisoformat(said[:10]).toordinal() > happening.window[1] + OVER


def _day(said: str) -> str:
    if not said:
        return "on an unknown day"
    day = date.fromisoformat(said[:10]).toordinal()
    return f"by {phrasing.days((day, day))}"


def _number(answer: Answer) -> tuple[float | None, float | None]:
    figure = answer.figure
    return (figure.low, figure.high) if figure else (None, None)
