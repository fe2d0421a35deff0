"""Reports lend each other the day of what they tell before it is put together."""

from __future__ import annotations

import msgspec
from making import ARMY, DAY, LATER, MONITOR, claim, event, figure, place, report, span

from rashomon.model import Claim, Dossier, Mentions, Reading, Source, Time
from rashomon.reconciling import completing, conclude, reconcile

TOKHAR = place("Tokhar", 36.5, 38.0)


def told(id_: str, dead: float, by: Source, day: str, *, own: bool) -> Claim:
    """A toll; its day stands in its own words, or is its story's."""
    words = f"{dead:g} people died in the strike"
    happened = event(day=day, at=TOKHAR)
    mention = span(words) if own else msgspec.structs.replace(span("Friday"), start=400, end=406)
    time = Time(start=day, end=day, mention=mention, precision="day")
    happened = msgspec.structs.replace(happened, time=time)
    return claim(id_, words, in_report=f"r{id_}", by=(by,), figures=(figure(dead, dead),), happened=happened)


def dossier(*claims: Claim) -> Dossier:
    reports = tuple(report(c.report, published="2016-08-20") for c in claims)
    readings = tuple(Reading(report=c.report, mentions=Mentions(), claims=(c,)) for c in claims)
    return Dossier(name="d", model="", reports=reports, readings=readings)


FOUND = dossier(
    told("a", 46, MONITOR, DAY, own=True),
    told("b", 46, MONITOR, DAY, own=True),
    told("c", 60, ARMY, LATER, own=False),
)


def test_a_report_without_the_day_is_put_with_those_that_have_it() -> None:
    (toll,) = (q for q in conclude(FOUND).questions if q.kind == "figure")
    assert toll.status == "contested"
    assert {p.answer for p in toll.positions} == {"46", "60"}
    assert DAY in {time.start for c in completing.foretold(FOUND).claims() if (time := c.event.time)}


def test_a_day_of_its_own_stays() -> None:
    own = told("c", 60, ARMY, LATER, own=True)
    kept = completing.foretold(dossier(*FOUND.claims()[:2], own)).claims()[2]
    assert kept.event.time
    assert kept.event.time.start == LATER


def test_nothing_to_lend_is_reconciled_as_it_is() -> None:
    alone = dossier(*FOUND.claims()[:2])
    assert conclude(alone) == reconcile(alone.reports, alone.claims())
