"""Decisions on incidents, positions and grades: anchors to ids before reconciling, grades and links after it."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from rashomon.model import (
    Anchor,
    Assessment,
    Claim,
    Conclusions,
    Decision,
    Disagreement,
    Graded,
    Grouping,
    Held,
    Incident,
    Moved,
    OnIncidents,
    Report,
)
from rashomon.reviewing.claims import Reviewed, find
from rashomon.reviewing.relocating import Lost, relocate

GONE = "none of the claims it is about is read any more"
APART = "the two claims answer no question in common any more"


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What was decided, in ids of claims as they are now."""

    held: Held
    links: tuple[tuple[Decision, tuple[tuple[str, ...], ...]], ...]
    grades: tuple[tuple[Decision, Graded, tuple[str, ...]], ...]
    moves: tuple[tuple[Decision, str, str], ...]
    disagreements: tuple[Disagreement, ...]


class Finished(msgspec.Struct, frozen=True, kw_only=True):
    """Conclusions with grades and links as decided."""

    conclusions: Conclusions
    disagreements: tuple[Disagreement, ...]


def hold(reviewed: Reviewed, reports: Sequence[Report]) -> Wanted:
    """The decisions on incidents, positions and grades as reconciling can keep to them."""
    finder = _Finder(reviewed, reports)
    groupings: list[Grouping] = []
    links, grades, moves = [], [], []
    told: list[Disagreement] = []
    for decision in reviewed.standing:
        act = decision.act
        if isinstance(act, OnIncidents):
            sides = tuple(found for side in act.sides if (found := finder.ids(side)))
            if len(sides) < len(act.sides):
                told.append(Disagreement(decision=decision.number, claim=None, words=GONE))
            elif act.verdict == "link":
                links.append((decision, sides))
            else:
                groupings.append(Grouping(verdict=act.verdict, sides=sides))
        elif isinstance(act, Moved):
            pair = finder.ids((act.claim, act.to))
            if len(pair) == 2:
                moves.append((decision, pair[0], pair[1]))
            else:
                told.append(Disagreement(decision=decision.number, claim=None, words=GONE))
        elif isinstance(act, Graded):
            grades.append((decision, act, finder.ids(act.incident)))
    return Wanted(
        held=Held(groupings=tuple(groupings), moves=tuple({a: (a, b) for _, a, b in moves}.values())),
        links=tuple(links),
        grades=tuple(grades),
        moves=tuple(moves),
        disagreements=tuple(told),
    )


def finish(conclusions: Conclusions, wanted: Wanted) -> Finished:
    """The conclusions with grades confirmed or changed and incidents linked, and what of it could not be done."""
    incidents = {incident.id: incident for incident in conclusions.incidents}
    told: list[Disagreement] = []
    for decision, act, claims in wanted.grades:
        about = _holder(tuple(incidents.values()), claims)
        if about is None:
            told.append(Disagreement(decision=decision.number, claim=None, words=GONE))
            continue
        incidents[about.id], differs = _graded(about, decision, act)
        told += differs
    for _, sides in wanted.links:
        ends = [found.id for side in sides if (found := _holder(tuple(incidents.values()), side))]
        for end in ends:
            linked = tuple(sorted({*incidents[end].linked, *ends} - {end}))
            incidents[end] = msgspec.structs.replace(incidents[end], linked=linked)
    told += _unmoved(conclusions, wanted)
    was = zip(conclusions.incidents, conclusions.bases, strict=bool(conclusions.bases))
    bases = tuple(basis if incidents[incident.id] is incident else "" for incident, basis in was)
    return Finished(
        conclusions=msgspec.structs.replace(
            conclusions, incidents=tuple(incidents.values()), bases=bases if any(bases) else ()
        ),
        disagreements=tuple(told),
    )


class _Finder:
    """Anchors to the ids of claims that were not rejected; those that mean none are left out."""

    def __init__(self, reviewed: Reviewed, reports: Sequence[Report]) -> None:
        self._texts = {report.id: report.text for report in reports}
        self._claims: dict[str, Sequence[Claim]] = {reading.report: reading.claims for reading in reviewed.readings}

    def ids(self, anchors: Sequence[Anchor]) -> tuple[str, ...]:
        found = (self._find(anchor) for anchor in anchors)
        return tuple(dict.fromkeys(claim.id for claim in found if claim is not None))

    def _find(self, anchor: Anchor) -> Claim | None:
        try:
            here = relocate(anchor, self._texts.get(anchor.report, ""))
        except Lost:
            return None
        return find(here, self._claims.get(anchor.report, ()))


def _holder(incidents: Sequence[Incident], claims: Sequence[str]) -> Incident | None:
    """The incident that holds most of the claims, the first among equals."""
    counts = [len(set(incident.claims) & set(claims)) for incident in incidents]
    most = max(counts, default=0)
    return incidents[counts.index(most)] if most else None


def _graded(incident: Incident, decision: Decision, act: Graded) -> tuple[Incident, list[Disagreement]]:
    proposed = next((a for a in incident.assessments if a.policy == act.policy), None)
    told = []
    if proposed is not None and proposed.decided is None and proposed.grade not in (act.before, act.after):
        words = f"{act.policy} now proposes {proposed.grade or 'no grade'} where it proposed {act.before or 'none'}"
        told.append(Disagreement(decision=decision.number, claim=None, words=f"{words}; what was decided is kept"))
    base = proposed or Assessment(
        policy=act.policy,
        version=act.version,
        grade=None,
        low=None,
        best=None,
        high=None,
        outcome="none",
        explanation="",
    )
    verb = "Confirmed" if act.before == act.after else f"Changed from {act.before or 'no grade'}"
    explanation = " ".join(filter(None, (f"{verb}: {decision.why}.".replace(": .", "."), base.explanation)))
    new = msgspec.structs.replace(base, grade=act.after, explanation=explanation, decided=decision.number)
    others = [a for a in incident.assessments if a.policy != act.policy]
    ordered = tuple(sorted([*others, new], key=lambda a: a.policy))
    return msgspec.structs.replace(incident, assessments=ordered), told


def _unmoved(conclusions: Conclusions, wanted: Wanted) -> list[Disagreement]:
    """Moves between claims that answer no question in common any more."""
    together = [set(p.claims) for q in conclusions.questions for p in q.positions]
    return [
        Disagreement(decision=decision.number, claim=claim, words=APART)
        for decision, claim, to in wanted.moves
        if not any({claim, to} <= claims for claims in together)
    ]
