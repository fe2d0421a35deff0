"""A dossier for tests of reviewing, and decisions on it."""

from __future__ import annotations

import making
import msgspec

from rashomon.model import Claim, Decision, Dossier, Incident, Mentions, OnClaim, Question, Reading, Report
from rashomon.model.decision import Act
from rashomon.reconciling import conclude
from rashomon.reviewing import apply
from rashomon.reviewing.claims import anchor

SPEAKERS = ("the ministry", "the monitors", "the rebels", "the hospital")


def make(number: int, *, dead: float = 40, place: str = "Tokhar", day: str = making.DAY) -> tuple[Report, Claim]:
    """A report in which one of the speakers says how many were killed."""
    who = SPEAKERS[number % len(SPEAKERS)]
    words = f"{dead:.0f} civilians were killed in {place} in report {number}"
    report = making.dispatch(
        f"r{number}", f"{who} said on Tuesday that {words}.", outlet=f"Wire {number}", published=day
    )
    return report, making.stated(report, words, who, toll=dead, happened=making.attack(report, place, day))


def dossier(*pairs: tuple[Report, Claim]) -> Dossier:
    return Dossier(
        name="d",
        model="m",
        reports=tuple(report for report, _ in pairs),
        readings=tuple(Reading(report=r.id, mentions=Mentions(), claims=(c,)) for r, c in pairs),
    )


def decide(number: int, act: Act, *, layer: str = "", why: str = "seen on the photographs") -> Decision:
    return Decision(number=number, layer=layer, by="ann", at="2026-11-24T09:00:00Z", why=why, act=act)


def corrected(claim: Claim, low: float) -> OnClaim:
    figure = msgspec.structs.replace(claim.figures[0], low=low, high=low, best=low)
    after = msgspec.structs.replace(claim, figures=(figure,))
    return OnClaim(verdict="correct", claim=anchor(claim), before=claim, after=after)


def rejected(claim: Claim) -> OnClaim:
    return OnClaim(verdict="reject", claim=anchor(claim), before=claim, after=None)


def accepted(claim: Claim) -> OnClaim:
    return OnClaim(verdict="accept", claim=anchor(claim), before=claim, after=claim)


def reviewed(base: Dossier, *decisions: Decision) -> Dossier:
    return apply(base, decisions, reconcile=conclude)


def toll(found: Dossier) -> Question:
    """The question of how many were killed."""
    (question,) = [q for q in found.conclusions.questions if q.kind == "figure"]
    return question


def of(found: Dossier, claim: str) -> Incident:
    return next(i for i in found.conclusions.incidents if claim in i.claims)
