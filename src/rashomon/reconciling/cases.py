"""An incident as grading policies see it: the toll that leads it, and who is held responsible."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.model import Position, Question
from rashomon.model.claim import Outcome
from rashomon.reconciling import wording
from rashomon.reconciling.measure import PEOPLE, Measure
from rashomon.reconciling.statements import Statement


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and for figures the measure it is of."""

    question: Question
    measure: Measure | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """What the policies read."""

    dead: Question | None
    """How many were killed: of people at large, the question with the most claims."""
    counted: str
    """Whom that question counts."""
    injured: Question | None
    responsible: tuple[Question, ...]
    accepted: tuple[str, ...]
    """Parties that say themselves that they did it."""
    only_fighters: bool
    """The dead of whom figures speak are fighters or soldiers and nobody else."""

    @property
    def answers(self) -> tuple[Position, ...]:
        """The tolls of the dead that still stand: not replaced by their own origin."""
        return standing(self.dead)


def case(asked: Sequence[Asked], statements: Sequence[Statement]) -> Case:
    """The case that an incident's questions and statements make."""
    dead = _leading(asked, "killed")
    combatants = [a for a in asked if a.measure and a.measure.outcome == "killed" and a.measure.counted != PEOPLE]
    fighters = [a for a in combatants if a.measure and a.measure.counted in ("fighters", "security forces")]
    first = dead or (fighters[0] if fighters else None)
    return Case(
        dead=first.question if first else None,
        counted=first.measure.counted if first and first.measure else PEOPLE,
        injured=injured.question if (injured := _leading(asked, "wounded")) else None,
        responsible=tuple(a.question for a in asked if a.question.kind == "responsibility"),
        accepted=tuple(sorted({s.origin for s in statements if _accepts(s)})),
        only_fighters=dead is None and bool(fighters),
    )


def _accepts(s: Statement) -> bool:
    """Whether an origin names itself as the actor of a violent act that took place."""
    event = s.claim.event
    took_place = not s.negative and s.claim.status == "actual" and s.claim.certainty == "certain"
    return (
        event.type in wording.words_of().violent
        and took_place
        and any(wording.same_name(s.origin, party.name) for party in event.actors)
    )


def standing(question: Question | None) -> tuple[Position, ...]:
    """The positions of a figure question that have a bound and were not replaced."""
    if question is None:
        return ()
    return tuple(p for p in question.positions if p.superseded_by is None and (p.low is not None or p.high is not None))


def extremes(positions: Sequence[Position]) -> tuple[float, float]:
    """The least and the most that positions with a bound give."""
    values = [value for p in positions for value in (p.low, p.high) if value is not None]
    return min(values), max(values)


def origins(positions: Sequence[Position]) -> tuple[str, ...]:
    """The independent origins behind the positions."""
    return tuple(sorted({origin for p in positions for origin in p.origins}))


def _leading(asked: Sequence[Asked], outcome: Outcome) -> Asked | None:
    found = [
        a
        for a in asked
        if a.measure
        and a.measure.outcome == outcome
        and a.measure.counted == PEOPLE
        and not a.measure.part
        and not a.measure.scope
        and not a.measure.planned
    ]
    return min(found, key=lambda a: (-_size(a.question), a.question.id), default=None)


def _size(question: Question) -> int:
    return sum(len(p.claims) for p in question.positions)
