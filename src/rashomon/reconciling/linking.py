"""Claims of several reports that are about one happening: scenes of place and time, linked into incidents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

from rashomon.model import Place, Reason
from rashomon.reconciling import comparing, joining, wording
from rashomon.reconciling.comparing import Compared
from rashomon.reconciling.dating import EXACT
from rashomon.reconciling.happening import Happening, size
from rashomon.reconciling.statements import Statement, Window

Scene = tuple[str, Window | None]
"""Key of a place ("" for none) and the days: claims that share both need no comparing."""

REPORTS, STATEMENTS = 2, 3
"""Independent reports, or statements of one, that must date a happening by their own words: a single dated sentence is
as often news of a growing toll ("168 by Sunday") as another event."""
RETOLD, TELLING = 4, 5
"""Content words in common, besides the day and the number of the dead, by which a scene is one told under another
place; and the smallest number of dead that tells two scenes of a day apart."""

K = TypeVar("K", bound=Hashable)


def link(statements: Sequence[Statement]) -> list[Happening]:
    """The statements by happening, largest scene first.

    Scenes are linked to leaders (the largest scene of their happening), never to each other, so that a chain of
    overlapping days does not join two strikes. A value that differs never separates statements; only place and time do.
    Only days that a statement's own words give found a happening; statements whose days are carried over from elsewhere
    join the happening that fits best, their own report's before others.
    """
    dated = _founded([s for s in statements if s.dated and s.window and s.precision in EXACT])
    found = _slips([h for h in dated if _supported(h)] or _retold(dated, statements) or dated)
    for happening in found:
        happening.place = _seen_at(happening)
    if not found:
        found = _founded([s for s in statements if s.window or s.place])
    chosen = {s.id for h in found for s in h.statements}
    found = [*found, *_founded(joining.join([s for s in statements if s.id not in chosen], found))]
    for happening in found:
        happening.statements.sort(key=lambda s: s.order)
    return found


def _supported(happening: Happening) -> bool:
    """Whether enough speaks of the happening that its days are not just those of an update on another."""
    telling = [s for s in happening.statements if comparing.windows(s.window, happening.window).verdict == "same"]
    reports = {s.original for s in telling}
    return len(reports) >= REPORTS or size(telling) >= STATEMENTS


def _retold(happenings: Sequence[Happening], statements: Sequence[Statement]) -> list[Happening]:
    """Those on whose days several reports put anything, be it in words carried over from elsewhere in them."""
    found: dict[Window, set[str]] = {}
    for s in statements:
        if s.window and s.precision in EXACT:
            found.setdefault(s.window, set()).add(s.original)
    return [h for h in happenings if h.window and len(found.get(h.window, ())) >= REPORTS]


def _slips(happenings: Sequence[Happening]) -> list[Happening]:
    """Happenings without those that only one report puts a day beside a much larger one at its place: that report then
    dates the same one otherwise."""
    kept: list[Happening] = []
    by_day: dict[int, list[Happening]] = {}
    for h in sorted(happenings, key=lambda h: -size(h.statements)):
        days = range(h.window[0] - 1, h.window[1] + 2) if h.window else range(0)
        large = next((k for day in days for k in by_day.get(day, ()) if _slip(h, k)), None)
        if large is None:
            kept.append(h)
            for day in range(h.window[0], h.window[1] + 1) if h.window else ():
                by_day.setdefault(day, []).append(h)
            continue
        large.statements += h.statements
        rule = "one report alone puts it a day off"
        large.reasons.append(Reason(part="incident", rule=rule, words=h.statements[0].claim.content.text))
    return kept


def _slip(h: Happening, large: Happening) -> bool:
    if h.window is None or large.window is None or len({s.original for s in h.statements}) > 1:
        return False
    beside = h.window[0] <= large.window[1] + 1 and large.window[0] <= h.window[1] + 1
    told = len({s.original for s in large.statements}) >= REPORTS
    return beside and told and comparing.places(h.place, large.place).verdict in ("same", "compatible")


def _seen_at(happening: Happening) -> Place | None:
    """The place that most of its statements give in their own words, the smallest among equals."""
    named = [s.place for s in happening.statements if s.place and s.placed]
    counts = Counter(place.name for place in named)
    return min(named, key=lambda p: (-counts[p.name], comparing.extent(p), p.name), default=happening.place)


def _founded(statements: Sequence[Statement]) -> list[Happening]:
    scenes: dict[Scene, list[Statement]] = {}
    for statement in statements:
        scenes.setdefault(_scene(statement), []).append(statement)
    found: list[Happening] = []
    index = _Index()
    for scene in sorted(scenes, key=lambda s: (s[1] is None, -size(scenes[s]), s[0], s[1] or (0, 0))):
        members = scenes[scene]
        happening, why = index.leader(members)
        if happening is None:
            happening = Happening(members[0].place, members[0].window)
            found.append(happening)
            why = "the largest scene of this place and time"
        happening.statements += members
        index.add(happening, members)
        happening.reasons.append(Reason(part="incident", rule=why, words=members[0].claim.content.text))
    return found


def _scene(statement: Statement) -> Scene:
    place = " ".join(sorted(wording.name_words(statement.place.name))) if statement.place else ""
    return place, statement.window


class _Index:
    """Leaders by what a scene must share with one: a word of the place, the same days, or the same toll on the same
    day. Each is looked up, not searched for, so that linking stays near-linear in the number of scenes."""

    def __init__(self) -> None:
        self._by_word: dict[str, list[Happening]] = {}
        self._by_window: dict[Window, list[Happening]] = {}
        self._by_toll: dict[tuple[Window, float], list[Happening]] = {}
        self._stems: dict[int, set[str]] = {}

    def add(self, leader: Happening, members: Sequence[Statement]) -> None:
        """Puts a happening that a scene was added to where later scenes find it."""
        if leader.place:
            _enter(self._by_word, wording.name_words(leader.place.name), leader)
        if leader.window:
            _enter(self._by_window, (leader.window,), leader)
        _enter(self._by_toll, _tolls(members), leader)
        self._stems.setdefault(id(leader), set()).update(*(s.stems for s in members))

    def leader(self, members: Sequence[Statement]) -> tuple[Happening | None, str]:
        """The first leader, largest first, that the scene may belong to, and why."""
        statement = members[0]
        words = sorted(wording.name_words(statement.place.name)) if statement.place else []
        near = [h for word in words for h in self._by_word.get(word, ())]
        same_days = self._by_window.get(statement.window, []) if statement.window else []
        best: tuple[int, Happening, str] | None = None
        for happening in (*near, *same_days):
            rank, why = _fit(statement, happening, placed=any(s.placed for s in members))
            if rank and (best is None or rank > best[0]):
                best = rank, happening, why
        return (best[1], best[2]) if best else self._told_elsewhere(members)

    def _told_elsewhere(self, members: Sequence[Statement]) -> tuple[Happening | None, str]:
        """A leader that the scene tells of under another place: the same day, the same toll, and words in common."""
        stems = frozenset().union(*(s.stems for s in members))
        for toll in sorted(_tolls(members), key=lambda t: -t[1]):
            for happening in self._by_toll.get(toll, ()):
                common = sorted(stems & self._stems[id(happening)])
                if len(common) >= RETOLD:
                    return happening, f"another place, but the same day, {toll[1]:g} killed, and {', '.join(common)}"
        return None, ""


def _enter(index: dict[K, list[Happening]], keys: Iterable[K], leader: Happening) -> None:
    for key in keys:
        held = index.setdefault(key, [])
        if not any(leader is other for other in held):
            held.append(leader)


def _tolls(members: Sequence[Statement]) -> set[tuple[Window, float]]:
    """The numbers of the dead that a scene gives, with its days; small ones are too common to tell scenes apart."""
    return {
        (s.window, f.low)
        for s in members
        for f in s.claim.figures
        if s.window and s.window[0] == s.window[1] and f.outcome == "killed" and f.low is not None and f.low >= TELLING
    }


def _fit(statement: Statement, happening: Happening, *, placed: bool) -> tuple[int, str]:
    """How well a scene fits a happening (0: not), and why."""
    place = comparing.places(statement.place, happening.place)
    if place.verdict == "different" and not placed:
        place = Compared("unknown", "its place is carried over")
    time = comparing.windows(statement.window, happening.window)
    why = f"{place.why}; {time.why}"
    if place.verdict == "same" and _one_night(statement, happening):
        return 2, f"{place.why}; the same night"
    if place.verdict == "different" or time.verdict == "different":
        return 0, why
    if time.verdict == "same":
        return {"same": 5, "compatible": 4, "unknown": 3}[place.verdict], why
    if time.verdict == "compatible":
        return (2 if place.verdict == "same" else 0), why
    return (1 if place.verdict == "same" else 0), why


def _one_night(s: Statement, happening: Happening) -> bool:
    """Whether an hour of one day may be of a night told of under the next (Friday evening, early on Saturday)."""
    if s.precision != "part-of-day" or s.window is None or happening.window is None:
        return False
    return s.window[0] <= happening.window[1] + 1 and happening.window[0] <= s.window[1] + 1
