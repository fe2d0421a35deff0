"""Questions of who did it and who was hit: one act for which different parties are named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from rashomon.model import Party
from rashomon.reconciling import comparing, phrasing, wording
from rashomon.reconciling.positions import Answer
from rashomon.reconciling.statements import Statement

PREFIX = 4
"""Letters that a name and the adjective made from it share at least: Russia, Russian; Israel, Israeli."""

BRIEF = 6
"""Content words of a claim so short that who did it is its whole point ("the coalition did it")."""


@dataclass(slots=True)
class Side:
    """One party named for an act, under the names it is given."""

    names: frozenset[str]
    shown: str
    statements: list[Statement] = field(default_factory=list)


def blamed(statements: Sequence[Statement]) -> list[list[Answer]]:
    """Answers to who did it, an act at a time: acts of violence upon one party for which unlike actors are named by
    different origins. A denial that one of them did it answers too."""
    violent = [s for s in statements if s.actors and _violent(s) and _known(s.claim.event.actors)]
    found = []
    for act in _acts([(s, s.recipients) for s in violent]):
        sides = _sides([(s, s.actors, s.claim.event.actors) for s in act if not s.negative and _names(s, s.actors)])
        denials = [(s, s.actors) for s in act if s.negative]
        if _rival(sides):
            found.append(_answers(sides, denials))
    return found


def hit(statements: Sequence[Statement]) -> list[list[Answer]]:
    """Answers to who was hit: acts of violence by one actor upon parties that different origins name unlike, civilians
    by the one and fighters by the other."""
    violent = [s for s in statements if s.recipients and s.actors and s.claim.event.type == "ASSAULT" and _violent(s)]
    found = []
    for act in _acts([(s, s.actors) for s in violent]):
        meant = [s for s in act if not s.claim.figures and _named(s, s.recipients)]
        sides = _sides([(s, s.recipients, s.claim.event.recipients) for s in meant if not s.negative])
        if _rival(sides):
            found.append(_answers(sides, [(s, s.recipients) for s in meant if s.negative]))
    return found


def _violent(s: Statement) -> bool:
    return s.claim.event.type in wording.words_of().violent and s.claim.status == "actual"


def _known(parties: Sequence[Party]) -> bool:
    """Whether a party goes by a name: "gunmen" blames nobody in particular."""
    return any(p.kind in ("organisation", "group", "person") and any(c.isupper() for c in p.name) for p in parties)


def _acts(members: Sequence[tuple[Statement, frozenset[str]]]) -> list[list[Statement]]:
    """Statements by the party that their acts have in common; where it is not named they go with the largest act."""
    counts = Counter(party for _, party in members)
    leaders: list[frozenset[str]] = []
    acts: dict[frozenset[str], list[Statement]] = {}
    for party in sorted(counts, key=lambda p: (not p, -counts[p], sorted(p))):
        if not any(_one(party, leader) for leader in leaders):
            leaders.append(party)
    for statement, party in members:
        leader = next(leader for leader in leaders if _one(party, leader))
        acts.setdefault(leader, []).append(statement)
    return [acts[leader] for leader in leaders]


def _one(a: frozenset[str], b: frozenset[str]) -> bool:
    return comparing.parties(a, b).verdict != "different"


def _names(s: Statement, parties: frozenset[str]) -> bool:
    """Whether the claim itself blames: its words name the party, it is somebody's, and it is not only a number."""
    if not s.claim.sources:
        return False
    if not s.claim.figures and len(s.stems) < BRIEF:
        return True
    return _named(s, parties)


def _named(s: Statement, parties: frozenset[str]) -> bool:
    """Whether the words of a claim with a source name the party."""
    if not s.claim.sources:
        return False
    said = {word[:PREFIX] for word in wording.plain(s.claim.content.text) if len(word) >= PREFIX}
    return any(word[:PREFIX] in said for word in parties)


def _sides(members: Sequence[tuple[Statement, frozenset[str], Sequence[Party]]]) -> list[Side]:
    """The parties named, those with a name in common as one, the most often named first."""
    counts = Counter(names for _, names, _ in members)
    sides: list[Side] = []
    for names in sorted(counts, key=lambda n: (-counts[n], sorted(n))):
        if not any(_one(names, side.names) for side in sides):
            sides.append(Side(names, next(phrasing.listed(parties) for _, own, parties in members if own == names)))
    for s, names, _ in members:
        next(side for side in sides if _one(names, side.names)).statements.append(s)
    return sides


def _rival(sides: Sequence[Side]) -> bool:
    """Whether two sides are named by different origins."""
    return len(sides) > 1 and len({s.origin for side in sides for s in side.statements}) > 1


def _answers(sides: Sequence[Side], denials: Sequence[tuple[Statement, frozenset[str]]]) -> list[Answer]:
    found = [Answer(s, side.shown, value=" ".join(sorted(side.names))) for side in sides for s in side.statements]
    for s, names in denials:
        denied = next((side for side in sides if _one(names, side.names)), None)
        if denied and s.origin not in {t.origin for t in denied.statements}:
            found.append(Answer(s, f"not {denied.shown}", value=f"not {' '.join(sorted(denied.names))}"))
    return sorted(found, key=lambda a: a.statement.order)
