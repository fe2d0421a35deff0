"""What people decided, applied to what was read and concluded: pure, nothing is lost, and disagreement is told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import msgspec

from rashomon.model import Claim, Conclusions, Decision, Dossier, Held, Report
from rashomon.reviewing import grouping
from rashomon.reviewing.claims import Reviewed, review
from rashomon.reviewing.grouping import Wanted
from rashomon.reviewing.log import standing

__all__ = ["Reconcile", "Reviewed", "Wanted", "apply", "conclude", "review", "standing"]


class Reconcile(Protocol):
    """`rashomon.reconciling.reconcile`: reviewing knows its shape, not the function."""

    def __call__(self, reports: Sequence[Report], claims: Sequence[Claim], held: Held | None = None) -> Conclusions: ...


def apply(dossier: Dossier, decisions: Sequence[Decision], *, reconcile: Reconcile, layer: str = "") -> Dossier:
    """The dossier as reviewed: its claims with the decisions of the layer applied, and reconciled anew.

    The order in which decisions are given does not matter, only their numbers. A decision holds even where the present
    reading differs from what it was taken on; that is then told in `disagreements`.
    """
    reviewed = review(dossier, decisions, layer=layer)
    return conclude(dossier, reviewed, reconcile=reconcile)


def conclude(dossier: Dossier, reviewed: Reviewed, *, reconcile: Reconcile) -> Dossier:
    """The dossier with its reviewed claims, reconciled under what was decided about incidents, positions and grades."""
    wanted = grouping.hold(reviewed, dossier.reports)
    claims = tuple(claim for reading in reviewed.readings for claim in reading.claims)
    concluded = grouping.finish(reconcile(dossier.reports, claims, wanted.held), wanted)
    return msgspec.structs.replace(
        dossier,
        readings=reviewed.readings,
        conclusions=concluded.conclusions,
        decisions=reviewed.decisions,
        holding=tuple(decision.number for decision in reviewed.standing),
        marks=reviewed.marks,
        disagreements=(*reviewed.disagreements, *wanted.disagreements, *concluded.disagreements),
    )
