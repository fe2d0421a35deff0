"""ACLED: the most conservative estimate.

"ACLED FAQs" (May 2024): where reports differ or are vague, the most conservative figure is recorded, the dispute goes
into the notes; tens are 10, dozens 12, hundreds 100. Totals are revised, upward or downward, when better information
comes: what an origin has replaced itself no longer counts. Injuries are not recorded. An unknown number of deaths is
coded as 10 or 3 by the significance of the attack: that is a person's judgement and stays undecided here.
"""

from __future__ import annotations

from rashomon.model import Assessment, Position
from rashomon.reconciling.cases import Case, origins

NAME = "acled"
VERSION = "2024-05"

VAGUE = {20.0: 10.0, 24.0: 12.0, 200.0: 100.0}
"""The lower ends at which vague numbers are read (tens, dozens, hundreds), and what ACLED records for them."""
WIDE = 3.0
"""How many times its lower end a vague number reaches at least: "dozens" is 24 to 99, "20 to 30" is not vague."""


def assess(case: Case) -> Assessment | None:
    """The lowest toll that any origin still stands by."""
    lows = [low for p in case.answers if (low := conservative(p)) is not None]
    if not lows:
        return None
    fatalities = min(lows)
    sources = origins(case.answers)
    disputed = case.dead is not None and case.dead.status == "contested"
    note = "Sources differ: the most conservative estimate is used." if disputed else "The estimates do not conflict."
    return Assessment(
        policy=NAME,
        version=VERSION,
        grade=None,
        low=fatalities,
        best=fatalities,
        high=fatalities,
        outcome="killed",
        explanation=f"{note} Sources: {', '.join(sources)}.",
    )


def conservative(position: Position) -> float | None:
    """The least that a position says; "at most N" alone says nothing of the least."""
    low, high = position.low, position.high
    if low is None:
        return None
    vague = high is not None and high >= WIDE * low
    return VAGUE.get(low, low) if vague else low
