"""UCDP GED: low, best and high.

Högbladh, "UCDP GED Codebook": an event needs at least one direct death in the best, low or high estimate; best is the
most reliable estimate, low and high the lowest and highest reliable ones. The span is one of reports, no confidence
interval (Vesco et al. 2026).
"""

from __future__ import annotations

from rashomon.model import Assessment, Position
from rashomon.reconciling.cases import Case, origins

NAME = "ucdp"
VERSION = "ged-25"


def assess(case: Case) -> Assessment | None:
    """Lowest and highest toll that still stand, and as best the one with the most independent origins (the lower of
    equals: reliability is a person's judgement, the count of origins only a proposal)."""
    answers = case.answers
    if not answers or max(_high(p) for p in answers) < 1:
        return None
    # "At most 200" says nothing of the least: it can be the high estimate, and the best one only where no other is.
    least = [p.low for p in answers if p.low is not None]
    best = min(answers, key=lambda p: (p.low is None, -len(p.origins), _low(p), p.answer))
    return Assessment(
        policy=NAME,
        version=VERSION,
        grade=None,
        low=min(least, default=0.0),
        best=_low(best),
        high=max(map(_high, answers)),
        outcome="killed",
        explanation=f"Best: {best.answer}, by {', '.join(best.origins)}. {len(origins(answers))} independent origins.",
    )


def _low(position: Position) -> float:
    """The lower end; of "at most N", of which there is none, no death is certain."""
    return position.low if position.low is not None else 0.0


def _high(position: Position) -> float:
    return position.high if position.high is not None else _low(position)
