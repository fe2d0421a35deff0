"""Iraq Body Count: minimum and maximum, and whether two independent sources agree that it happened.

iraqbodycount.org, "Methods": minimum and maximum where reports differ or civilian status is uncertain, one figure that
nobody rebuts is both; an event with two independent sources is established, with one provisional.
"""

from __future__ import annotations

from rashomon.model import Assessment
from rashomon.reconciling.cases import Case, extremes, origins

NAME = "ibc"
VERSION = "methods-2010"

ENOUGH_SOURCES = 2
"""Independent sources for an event to be more than provisional."""


def assess(case: Case) -> Assessment | None:
    """Minimum and maximum over the tolls that still stand; deaths of combatants are not counted."""
    answers = case.answers
    if not answers or case.only_fighters:
        return None
    low, high = extremes(answers)
    sources = origins(answers)
    grade = "established" if len(sources) >= ENOUGH_SOURCES else "provisional"
    return Assessment(
        policy=NAME,
        version=VERSION,
        grade=grade,
        low=low,
        best=None,
        high=high,
        outcome="killed",
        explanation=f"{len(sources)} independent source{'s' * (len(sources) != 1)}: {', '.join(sources)}.",
    )
