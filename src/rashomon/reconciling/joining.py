"""Statements whose own words give no days of a happening, put with the happening that they are most likely about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import islice

from rashomon.model import Reason
from rashomon.reconciling import comparing, wording
from rashomon.reconciling.dating import EXACT
from rashomon.reconciling.happening import Happening, size
from rashomon.reconciling.parties import Verdict
from rashomon.reconciling.statements import Statement, Window

LAG, SPAN = 30, 2
"""Days after a happening within which a single dated sentence may be news of it, and how many days it may cover."""
REPORT = 2.0
"""What it adds to the fit of a statement without days of its own that its report speaks of the happening."""
DAYS: dict[Verdict, float] = {"same": 2.0, "compatible": 1.5, "unknown": 0.5, "different": 0.0}
"""What the days carried over to it add."""
PLACE: dict[Verdict, float] = {"same": 1.0, "compatible": 0.7, "unknown": 0.3, "different": 0.0}
"""What its place adds."""
NEAR = 0.3
"""Happenings that fit a statement less well by no more than a step in how sure its place is are told as alternatives:
the statement goes with the best, undecided."""
UNDECIDED = "undecided: fits as well"
"""How the rule of such an alternative begins; place and days of the other happening follow."""

DOMINANT = 2
"""How many times larger than the next a happening is that its country's undated news is taken to be about."""


def join(statements: Sequence[Statement], found: Sequence[Happening]) -> list[Statement]:
    """Puts each statement with the happening that fits best; returns those that fit none."""
    sizes = [size(h.statements) for h in found]
    by_size = sorted(zip(sizes, range(len(found)), strict=True), key=lambda one: (-one[0], one[1]))
    by_report: dict[str, set[int]] = {}
    by_word: dict[str, set[int]] = {}
    for number, happening in enumerate(found):
        for s in happening.statements:
            by_report.setdefault(s.claim.report, set()).add(number)
            for word in wording.name_words(s.place.name) if s.place else ():
                by_word.setdefault(word, set()).add(number)
    rest: list[Statement] = []
    for s in statements:
        mine = by_report.get(s.claim.report, frozenset[int]())
        words = wording.name_words(s.place.name) if s.place else frozenset[str]()
        near = {number for word in words for number in by_word.get(word, ())}
        ranked = [
            (_rank(s, found[n], here=n in mine), sizes[n], -n) for n in {*mine, *near} if _may_update(s, found[n])
        ]
        best = max((r for r in ranked if r[0] > 0), default=None)
        largest = None if best or s.dated else _dominant(s, found, by_size)
        if best is None and largest is None:
            rest.append(s)
            continue
        happening = found[-best[2]] if best else found[largest or 0]
        happening.statements.append(s)
        rule = "its days are carried over: goes with what fits best at its place and in its report"
        if best is None:
            rule = "nothing in its report dates a happening: goes with the largest in its country"
        happening.reasons.append(Reason(part="incident", rule=rule, words=s.claim.content.text))
        happening.reasons += _undecided(
            s, [found[-r[2]] for r in ranked if best and r != best and r[0] > best[0] - NEAR]
        )
    return rest


def _undecided(s: Statement, others: Sequence[Happening]) -> list[Reason]:
    """That a statement may as well be of other happenings, which are named by place and days."""
    named = sorted(f"{h.place.name if h.place else 'no known place'}, {_days(h.window)}" for h in others)
    return [Reason(part="incident", rule=f"{UNDECIDED}: {one}", words=s.claim.content.text) for one in named]


def _days(window: Window | None) -> str:
    if window is None:
        return "no known day"
    first, last = (date.fromordinal(day).isoformat() for day in window)
    return first if first == last else f"{first} to {last}"


def _dominant(s: Statement, found: Sequence[Happening], by_size: Sequence[tuple[int, int]]) -> int | None:
    """The happening that a statement is about when nothing in its report dates one: the only one of its country, or by
    far the largest; undecided otherwise."""
    two = list(islice(((size, n) for size, n in by_size if _in_its_country(s, found[n])), 2))
    if not two or (len(two) > 1 and two[0][0] < DOMINANT * two[1][0]):
        return None
    return two[0][1]


def _in_its_country(s: Statement, happening: Happening) -> bool:
    """Whether a happening may be the one spoken of: not in another country, and not later than what is said of it."""
    if s.place and happening.place and s.place.country != happening.place.country:
        return False
    return s.window is None or happening.window is None or happening.window[0] <= s.window[1] + 1


def _may_update(s: Statement, happening: Happening) -> bool:
    """Whether the days of a statement may be those of news about the happening: soon after it, and not a long time."""
    if not s.dated or s.window is None or happening.window is None:
        return True
    (first, last), (start, end) = s.window, happening.window
    if s.precision not in EXACT and first <= start and end <= last:
        return True
    return start <= first <= end + LAG and last - first <= max(SPAN, end - start)


def _time(s: Statement, happening: Happening) -> Verdict:
    """How the days compare; a week or month named in passing ("in July") may be that of any day within it."""
    verdict = comparing.windows(s.window, happening.window).verdict
    if verdict == "different" and s.precision not in EXACT and s.window and happening.window:
        (first, last), (start, end) = s.window, happening.window
        return "compatible" if first <= start and end <= last else verdict
    return verdict


def _rank(s: Statement, happening: Happening, *, here: bool) -> float:
    """How well a statement without days of its own fits; 0 at another place."""
    place = comparing.places(s.place, happening.place).verdict
    if place == "different" and not s.placed and here:
        place = "unknown"
    if place == "different":
        return 0.0
    time = _time(s, happening)
    if place == "unknown" and s.placed and happening.place and time != "same":
        return 0.0
    return REPORT * here + DAYS[time] + PLACE[place]
