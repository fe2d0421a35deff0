"""Questions of who did it and who was hit: one act for which different parties are named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rashomon.reconciling import comparing, phrasing, wording
from rashomon.reconciling.positions import Answer
from rashomon.reconciling.statements import Statement

PREFIX = 4
"""Letters that a name and the adjective made from it share at least: Russia, Russian; Israel, Israeli."""


@dataclass(slots=True)
class Side:
    """One party named for an act, under the names it is given."""

    names: frozenset[str]
    shown: str
    statements: list[Statement] = field(default_factory=list)


def blamed(statements: Sequence[Statement]) -> list[list[Answer]]:
    """Answers to who did it, an act at a time: acts of violence upon one party for which unlike actors are named by
    different origins. A denial that one of them did it answers too."""
    acts: dict[tuple[str, ...], list[Statement]] = {}
    for s in statements:
        if s.actors and s.claim.event.type in wording.words_of().violent and s.claim.status == "actual":
            acts.setdefault(tuple(sorted(s.recipients)), []).append(s)
    found = []
    for key in sorted(acts):
        naming = [s for s in acts[key] if not s.negative and _names(s, s.actors)]
        sides = _sides(naming)
        if _rival(sides):
            denials = [s for s in acts[key] if s.negative]
            found.append(sorted(_answers(sides, denials), key=lambda a: a.statement.order))
    return found


def _names(s: Statement, parties: frozenset[str]) -> bool:
    """Whether the claim itself blames: its words name the party, it is somebody's, and it is not only a number."""
    if not s.claim.sources:
        return False
    said = {word[:PREFIX] for word in wording.plain(s.claim.content.text) if len(word) >= PREFIX}
    return any(word[:PREFIX] in said for word in parties)


def _sides(statements: Iterable[Statement]) -> list[Side]:
    """The parties named, those with a name in common as one, the most often named first."""
    members = list(statements)
    counts = Counter(s.actors for s in members)
    sides: list[Side] = []
    for names in sorted(counts, key=lambda n: (-counts[n], sorted(n))):
        if not any(comparing.parties(names, side.names).verdict != "different" for side in sides):
            shown = next(phrasing.listed(s.claim.event.actors) for s in members if s.actors == names)
            sides.append(Side(names, shown))
    for s in members:
        side = next(side for side in sides if comparing.parties(s.actors, side.names).verdict != "different")
        side.statements.append(s)
    return sides


def _rival(sides: Sequence[Side]) -> bool:
    """Whether two sides are named by different origins."""
    return len(sides) > 1 and len({s.origin for side in sides for s in side.statements}) > 1


def _answers(sides: Sequence[Side], denials: Sequence[Statement]) -> Iterable[Answer]:
    for side in sides:
        for s in side.statements:
            yield Answer(s, side.shown, value=" ".join(sorted(side.names)))
    for s in denials:
        denied = next((d for d in sides if comparing.parties(s.actors, d.names).verdict != "different"), None)
        if denied and s.origin not in {t.origin for t in denied.statements}:
            yield Answer(s, f"not {denied.shown}", value=f"not {' '.join(sorted(denied.names))}")
