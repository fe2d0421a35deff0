"""Airwars: confirmed, fair, weak, contested, discounted.

Airwars, "Methodology: civilian casualty grading": confirmed, a specific belligerent has accepted responsibility; fair,
two or more credible sources (likely or confirmed near actions by a belligerent); weak, a single source; contested,
competing claims of responsibility; discounted, those killed were combatants, or other parties most likely responsible.
Credibility and near actions are a person's judgement; what is proposed counts independent origins.
"""

from __future__ import annotations

from rashomon.model import Assessment
from rashomon.reconciling.cases import Case, extremes, origins

NAME = "airwars"
VERSION = "2025"

FAIR = 2
"""Independent origins from which an event is graded fair."""


def assess(case: Case) -> Assessment | None:
    """The grade that claims of responsibility and the number of origins propose, with the range of the tolls."""
    answers = case.answers
    if not answers:
        return None
    low, high = extremes(answers)
    grade, why = _grade(case)
    return Assessment(
        policy=NAME,
        version=VERSION,
        grade=grade,
        low=low,
        best=None,
        high=high,
        outcome="killed",
        explanation=why,
    )


def _grade(case: Case) -> tuple[str, str]:
    if case.only_fighters:
        return "discounted", "Every figure of the dead is of combatants."
    rivals = [q for q in case.responsible if q.status == "contested"]
    if rivals:
        sides = ", ".join(sorted({p.answer for q in rivals for p in q.positions}))
        return "contested", f"Competing claims of responsibility: {sides}."
    if case.accepted:
        return "confirmed", f"{', '.join(case.accepted)} accepts responsibility."
    sources = origins(case.answers)
    if len(sources) >= FAIR:
        return "fair", f"{len(sources)} independent origins: {', '.join(sources)}."
    return "weak", f"A single origin: {', '.join(sources)}."
