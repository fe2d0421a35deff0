"""A decision in words: what was decided, and what it changed."""

from __future__ import annotations

import msgspec

from rashomon.model import Claim, Decision, Graded, Moved, OnClaim, OnIncidents, Undone
from rashomon.web.review import claimform


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """A value before and after."""

    field: str
    """In words: "figure 1 low"."""
    before: str
    after: str


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """A decision as a line of the log."""

    number: int
    by: str
    at: str
    why: str
    what: str
    """In a word: accepted, corrected, merged ..."""
    about: str
    """The words of the claim, the titles of the incidents."""
    claim: str
    """Id of the claim it is about, "" when it is about something else."""
    changes: tuple[Change, ...]
    holds: bool
    """It was not undone."""
    may_undo: bool


_VERDICTS = {
    "accept": "accepted",
    "correct": "corrected",
    "reject": "rejected",
    "add": "added",
    "merge": "merged",
    "split": "split",
    "link": "linked",
}


def tell(decision: Decision, *, holds: bool, may_undo: bool) -> Told:
    """The decision in words."""
    what, about, claim, changes = _told(decision)
    return Told(
        number=decision.number,
        by=decision.by,
        at=decision.at,
        why=decision.why,
        what=what,
        about=about,
        claim=claim,
        changes=changes,
        holds=holds,
        may_undo=may_undo,
    )


def _told(decision: Decision) -> tuple[str, str, str, tuple[Change, ...]]:
    act = decision.act
    if isinstance(act, OnClaim):
        changes = changed(act.before, act.after) if act.before is not None and act.after is not None else ()
        return _VERDICTS[act.verdict], act.claim.span.text, act.claim.claim, changes
    if isinstance(act, OnIncidents):
        return _VERDICTS[act.verdict], " + ".join(act.before), "", ()
    if isinstance(act, Moved):
        change = Change(field=act.question, before=act.before, after=act.after)
        return "moved", act.claim.span.text, act.claim.claim, (change,)
    if isinstance(act, Graded):
        verb = "confirmed" if act.before == act.after else "graded"
        change = Change(field=act.policy, before=act.before or "no grade", after=act.after or "no grade")
        return verb, "", "", (change,)
    if isinstance(act, Undone):
        return "undid", f"decision {act.decision}", "", ()
    return "", "", "", ()


def is_undo(decision: Decision) -> bool:
    """Whether it undoes another."""
    return isinstance(decision.act, Undone)


def changed(before: Claim | None, after: Claim | None) -> tuple[Change, ...]:
    """The values in which two states of a claim differ, in the order of the form."""
    old, new = claimform.flat(before), claimform.flat(after)
    names = dict.fromkeys((*old, *new))
    return tuple(
        Change(field=claimform.label(name), before=old.get(name, ""), after=new.get(name, ""))
        for name in names
        if old.get(name) != new.get(name)
    )
