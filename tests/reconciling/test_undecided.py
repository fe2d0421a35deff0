"""Claims that fit two incidents as well: they go with one, and it is told which other it may be."""

from __future__ import annotations

from making import DAY, LATER, claim, event, place, report

from rashomon.model import Claim
from rashomon.reconciling import reconcile

AWAY = 5
"""Offset of words that do not hold the day."""


def _told(day: str, *, at: str = "Tokhar", start: int = 0, name: str = "c") -> Claim:
    happened = event(day=day, at=place(at, 36.5, 38.0))
    return claim(f"{name}{day}{start}", f"shells hit a house {name}", happened=happened, start=start)


def _days(of: str) -> list[Claim]:
    return [_told(of, name=name) for name in ("a", "b", "c")]


def _rules(*claims: Claim) -> list[str]:
    found = reconcile([report("r1")], [*_days(DAY), *_days(LATER), *claims])
    rules = [reason.rule for incident in found.incidents for reason in incident.evidence]
    return [rule for rule in rules if rule.startswith("undecided")]


def test_a_claim_of_neither_day_is_undecided_between_them_and_named() -> None:
    (rule,) = _rules(_told("2016-07-20", start=AWAY))
    assert "Tokhar" in rule
    assert DAY in rule or LATER in rule


def test_a_claim_on_one_of_the_days_is_decided() -> None:
    assert _rules(_told(DAY, start=AWAY)) == []
