"""What people decided, applied to what was read and concluded: pure, nothing is lost, and disagreement is told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import msgspec

from rashomon.model import Conclusions, Decision, Dossier, Held
from rashomon.reviewing import grouping
from rashomon.reviewing.claims import Reviewed, review
from rashomon.reviewing.grouping import Wanted
from rashomon.reviewing.log import standing

__all__ = ["Reconcile", "Reviewed", "Wanted", "apply", "conclude", "review", "standing"]


class Reconcile(Protocol):
    """`rashomon.reconciling.conclude`: reviewing knows its shape, not the function."""

    def __call__(self, dossier: Dossier, held: Held | None = None) -> Conclusions: ...


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
    corrected = msgspec.structs.replace(dossier, readings=reviewed.readings, marks=reviewed.marks)
    concluded = grouping.finish(reconcile(corrected, wanted.held), wanted)
    return msgspec.structs.replace(
        corrected,
        conclusions=concluded.conclusions,
        decisions=reviewed.decisions,
        holding=tuple(decision.number for decision in reviewed.standing),
        disagreements=(*reviewed.disagreements, *wanted.disagreements, *concluded.disagreements),
    )
