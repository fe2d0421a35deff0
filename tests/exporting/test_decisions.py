"""Decisions in the record: what was decided, and by whom only where names are asked for."""

from __future__ import annotations

from rashomon.exporting import privacy
from rashomon.exporting.record import build
from rashomon.model import Anchor, Decision, Dossier, OnClaim, Span, Undone

ANCHOR = Anchor(report="r", span=Span(start=0, end=3, text="abc"), claim="r.0")


def _decided(number: int, by: str, act: OnClaim | Undone) -> Decision:
    return Decision(number=number, layer="", by=by, at="2026-11-24T09:00:00Z", why="seen", act=act)


DOSSIER = Dossier(
    name="d",
    model="m",
    reports=(),
    readings=(),
    decisions=(
        _decided(1, "ann", OnClaim(verdict="reject", claim=ANCHOR, before=None, after=None)),
        _decided(2, "ben", OnClaim(verdict="accept", claim=ANCHOR, before=None, after=None)),
        _decided(3, "ann", Undone(decision=1)),
    ),
    holding=(2,),
)


def test_the_record_tells_each_decision_and_whether_it_holds() -> None:
    found = build(DOSSIER).decisions
    assert [(d.number, d.what, d.by, d.holds) for d in found] == [
        (1, "reject", "ann", False),
        (2, "accept", "ben", True),
        (3, "undo", "ann", True),
    ]
    assert found[0].claims == ("r.0",)


def test_what_is_passed_on_numbers_the_reviewers() -> None:
    found, _ = privacy.withhold(build(DOSSIER))
    assert [d.by for d in found.decisions] == ["reviewer 1", "reviewer 2", "reviewer 1"]
