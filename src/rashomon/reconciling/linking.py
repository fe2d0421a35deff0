"""Claims of several reports that are about one happening: scenes of place and time, linked into incidents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rashomon.model import Place, Reason
from rashomon.reconciling import comparing, wording
from rashomon.reconciling.statements import Statement, Window

Scene = tuple[str, Window | None]
"""Key of a place ("" for none) and the days: claims that share both need no comparing."""


@dataclass(slots=True)
class Happening:
    """Statements about one incident, and why they were linked."""

    place: Place | None
    window: Window | None
    statements: list[Statement] = field(default_factory=list)
    reasons: list[Reason] = field(default_factory=list)


def link(statements: Sequence[Statement]) -> list[Happening]:
    """The statements by happening, largest scene first.

    Scenes are linked to leaders (the largest scene of their happening), never to each other, so that a chain of
    overlapping days does not join two strikes. A value that differs never separates statements; only place and time do.
    Statements without place and time stay with what their report spoke of just before.
    """
    scenes: dict[Scene, list[Statement]] = {}
    for statement in statements:
        scenes.setdefault(_scene(statement), []).append(statement)
    adrift = scenes.pop(("", None), [])
    found: list[Happening] = []
    index = _Index()
    for scene in sorted(scenes, key=lambda s: (s[1] is None, -len(scenes[s]), s[0], s[1] or (0, 0))):
        members = scenes[scene]
        happening, why = index.leader(members[0])
        if happening is None:
            happening = Happening(members[0].place, members[0].window)
            found.append(happening)
            index.add(happening)
            why = "the largest scene of this place and time"
        happening.statements += members
        happening.reasons.append(Reason(part="incident", rule=why, words=members[0].claim.content.text))
    _settle(adrift, found)
    for happening in found:
        happening.statements.sort(key=lambda s: s.order)
    return found


def _scene(statement: Statement) -> Scene:
    place = " ".join(sorted(wording.name_words(statement.place.name))) if statement.place else ""
    return place, statement.window


class _Index:
    """Leaders by what a scene must share with one: a word of the place, or the same days. Each is looked up, not
    searched for, so that linking stays near-linear in the number of scenes."""

    def __init__(self) -> None:
        self._by_word: dict[str, list[Happening]] = {}
        self._by_window: dict[Window, list[Happening]] = {}
        self._by_day: dict[int, list[Happening]] = {}

    def add(self, leader: Happening) -> None:
        if leader.place:
            for word in wording.name_words(leader.place.name):
                self._by_word.setdefault(word, []).append(leader)
        if leader.window:
            self._by_window.setdefault(leader.window, []).append(leader)

    def leader(self, statement: Statement) -> tuple[Happening | None, str]:
        """The first leader, largest first, that the statement's scene may belong to, and why."""
        words = sorted(wording.name_words(statement.place.name)) if statement.place else []
        near = [h for word in words for h in self._by_word.get(word, ())]
        same_days = self._by_window.get(statement.window, []) if statement.window else []
        best: tuple[int, Happening, str] | None = None
        for happening in (*near, *same_days):
            rank, why = _fit(statement, happening)
            if rank and (best is None or rank > best[0]):
                best = rank, happening, why
        return (best[1], best[2]) if best else (None, "")


def _fit(statement: Statement, happening: Happening) -> tuple[int, str]:
    """How well a scene fits a happening (0: not), and why."""
    place = comparing.places(statement.place, happening.place)
    time = comparing.windows(statement.window, happening.window)
    why = f"{place.why}; {time.why}"
    if place.verdict == "different" or time.verdict == "different":
        return 0, why
    if time.verdict == "same":
        return {"same": 5, "compatible": 4, "unknown": 3}[place.verdict], why
    if time.verdict == "compatible":
        return (2 if place.verdict == "same" else 0), why
    return (1 if place.verdict == "same" else 0), why


def _settle(adrift: Iterable[Statement], found: list[Happening]) -> None:
    """Puts statements without place and time with the statement before them in their report, else with the scene that
    their report speaks of most; those of a report without any scene share a happening of their own."""
    settled: dict[str, list[tuple[int, int]]] = {}
    for number, happening in enumerate(found):
        for statement in happening.statements:
            settled.setdefault(statement.claim.report, []).append((statement.claim.content.start, number))
    placeless: Happening | None = None
    for statement in sorted(adrift, key=lambda s: s.order):
        spots = sorted(settled.get(statement.claim.report, ()))
        before = [number for start, number in spots if start <= statement.claim.content.start]
        if spots:
            number = before[-1] if before else Counter(n for _, n in spots).most_common(1)[0][0]
            happening, why = found[number], "names neither place nor time: goes with the sentence before it"
        else:
            placeless = placeless or Happening(None, None)
            happening, why = placeless, "its report names neither place nor time"
        happening.statements.append(statement)
        happening.reasons.append(Reason(part="incident", rule=why, words=statement.claim.content.text))
    if placeless:
        found.append(placeless)
