"""Every Casualty: ranges, and what is not corroborated says so.

Every Casualty Counts, "Standards for Casualty Recording" (2016), p. 25, and "Rules that casualty recorders apply to
assigning status": where sources conflict a range is kept, and what a single source says is marked uncorroborated
and stays open for review.
"""

from __future__ import annotations

from rashomon.model import Assessment
from rashomon.reconciling.cases import Case, extremes, origins

NAME = "every-casualty"
VERSION = "2016"

CORROBORATED = 2
"""Independent origins from which a death toll counts as corroborated."""


def assess(case: Case) -> Assessment | None:
    """The whole range of tolls that still stand, and whether independent origins corroborate or contradict them."""
    answers = case.answers
    if not answers or case.dead is None:
        return None
    low, high = extremes(answers)
    sources = origins(answers)
    grade = "uncorroborated" if len(sources) < CORROBORATED else "corroborated"
    if case.dead.status == "contested":
        grade = "conflicting"
    return Assessment(
        policy=NAME,
        version=VERSION,
        grade=grade,
        low=low,
        best=None,
        high=high,
        outcome="killed",
        explanation="; ".join(f"{p.answer} ({', '.join(p.origins)})" for p in answers) + ".",
    )
