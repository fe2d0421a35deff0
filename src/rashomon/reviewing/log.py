"""Which decisions of a log hold."""

from __future__ import annotations

from collections.abc import Iterable

from rashomon.model import Decision, Undone


def standing(decisions: Iterable[Decision], *, layer: str = "") -> tuple[Decision, ...]:
    """The decisions of a layer that hold, by number: those that were not undone, or whose undoing was undone."""
    ordered = sorted((d for d in decisions if d.layer == layer), key=lambda d: d.number)
    void: set[int] = set()
    kept: list[Decision] = []
    for decision in reversed(ordered):
        if decision.number in void:
            continue
        if isinstance(decision.act, Undone):
            # Only what came before it can be undone, so that no two rows can undo each other.
            void |= {decision.act.decision} if decision.act.decision < decision.number else set()
        else:
            kept.append(decision)
    return tuple(reversed(kept))
