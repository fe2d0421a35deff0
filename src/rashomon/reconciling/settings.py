"""Questions of when and where: one act that different origins put on different days, hours or places."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from rashomon.reconciling import comparing, phrasing, wording
from rashomon.reconciling.clock import hours
from rashomon.reconciling.dating import EXACT
from rashomon.reconciling.happening import Happening
from rashomon.reconciling.positions import Answer
from rashomon.reconciling.statements import Statement, around

Point = Literal["day", "hour", "beginning", "place"]

SLIP = 2
"""Days by which tellers of one act may differ about its day; beyond it they speak of another one."""
SAME_ACT = 2
"""Content words that a claim with another day or place shares with one of the happening's own."""
EXACT_PLACES = ("site", "town", "district")


@dataclass(frozen=True, slots=True)
class Setting:
    """Answers to when or where an act took place."""

    point: Point
    answers: list[Answer]


def settings(happening: Happening) -> Iterable[Setting]:
    """The points of when and where on which origins of one happening differ. Only what a claim's own words give
    counts: a day or place carried over from elsewhere is nobody's word."""
    acts = [s for s in happening.statements if _of_the_act(s, happening)]
    starts = [s for s in acts if _begins(s)]
    found: dict[Point, list[Answer]] = {
        "beginning": [a for s in starts if (a := _day(s, starts=True))],
        "day": [a for s in acts if not _begins(s) and _near(s, happening) and (a := _day(s))],
        "hour": [a for s in acts if (a := _hour(s))],
        "place": [a for s in acts if (a := _place(s))],
    }
    differ: dict[Point, Callable[[Statement, Statement], bool]] = {
        "beginning": _other_start,
        "day": _other_day,
        "hour": _other_hour,
        "place": _other_place,
    }
    for point, answers in found.items():
        rivals = _rivals(answers, differ[point])
        if rivals:
            yield Setting(point, rivals)


def _of_the_act(s: Statement, happening: Happening) -> bool:
    """Whether a claim tells of the happening's own act: violence that took place, in words the happening shares."""
    if s.negative or s.unsure or s.claim.event.type not in wording.words_of().violent or not s.subjects:
        return False
    return any(
        s.origin != other.origin and len(s.stems & other.stems) >= SAME_ACT
        for other in around(s, happening.statements)
        if other.claim.event.type == s.claim.event.type
    )


def _rivals(answers: Sequence[Answer], differ: Callable[[Statement, Statement], bool]) -> list[Answer]:
    """The answers when two origins differ, those that can be the same under one value; else nothing."""
    sides: list[list[Answer]] = []
    for answer in answers:
        side = next((side for side in sides if not differ(side[0].statement, answer.statement)), None)
        if side is None:
            sides.append([answer])
        else:
            side.append(answer)
    origins = [{a.statement.origin for a in side} for side in sides]
    if len(sides) < 2 or all(not (a - b or b - a) for a in origins for b in origins):
        return []
    told = [Answer(a.statement, side[0].words, value=side[0].words) for side in sides for a in side]
    return sorted(told, key=lambda a: a.statement.order)


def _begins(s: Statement) -> bool:
    return not wording.words_of().beginning.isdisjoint(s.said.split())


def _near(s: Statement, happening: Happening) -> bool:
    if s.window is None or happening.window is None:
        return False
    return s.window[0] <= happening.window[1] + SLIP and happening.window[0] <= s.window[1] + SLIP


def _day(s: Statement, *, starts: bool = False) -> Answer | None:
    if not s.dated or s.window is None or s.precision not in EXACT:
        return None
    if not starts and s.window[1] - s.window[0] > 1:
        return None
    days = (s.window[0], s.window[0]) if starts else s.window
    return Answer(s, phrasing.days(days))


def _hour(s: Statement) -> Answer | None:
    found = hours(s.claim.content.text)
    return Answer(s, found.words) if found else None


def _place(s: Statement) -> Answer | None:
    if not s.placed or s.place is None or s.place.precision not in EXACT_PLACES:
        return None
    return Answer(s, s.place.name)


def _other_start(a: Statement, b: Statement) -> bool:
    return a.window is not None and b.window is not None and a.window[0] != b.window[0]


def _other_day(a: Statement, b: Statement) -> bool:
    return comparing.windows(a.window, b.window).verdict == "different"


def _other_hour(a: Statement, b: Statement) -> bool:
    x, y = hours(a.claim.content.text), hours(b.claim.content.text)
    return x is not None and y is not None and x.universal == y.universal and not x.meets(y)


def _other_place(a: Statement, b: Statement) -> bool:
    return comparing.places(a.place, b.place).verdict == "different"
