"""Decisions on claims: found again by where they stand, applied field by field, and held where the reading differs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

import msgspec

from rashomon.model import Anchor, Claim, Decision, Disagreement, Dossier, Mark, OnClaim, Reading, Reason, Report, Span
from rashomon.reviewing.log import standing
from rashomon.reviewing.relocating import Lost, relocate

State = Literal["accepted", "corrected", "added", "rejected"]

ALIKE = 0.5
"""Share of characters in common (of all that either covers) from which two spans are one claim's, read with other ends:
below half, more of it is something else."""
FIELDS = tuple(name for name in Claim.__struct_fields__ if name not in ("id", "report", "evidence", "denies"))
"""What a person can decide about a claim."""


class Reviewed(msgspec.Struct, frozen=True, kw_only=True):
    """A dossier's readings with decisions on claims applied."""

    readings: tuple[Reading, ...]
    decisions: tuple[Decision, ...]
    """The whole log of the layer."""
    standing: tuple[Decision, ...]
    """Those of them that hold."""
    marks: tuple[Mark, ...]
    disagreements: tuple[Disagreement, ...]


@dataclass(slots=True)
class Entry:
    """A claim in review."""

    claim: Claim
    """As it stands."""
    read: Claim | None
    """As it was read; None when nothing was."""
    decision: Decision | None = None
    state: State | None = None


@dataclass(slots=True)
class Board:
    """The claims of one report in review."""

    report: Report
    entries: list[Entry]
    disagreements: list[Disagreement] = field(default_factory=list)


def review(dossier: Dossier, decisions: Sequence[Decision], *, layer: str = "") -> Reviewed:
    """Applies the decisions on claims, by number. The readings themselves are left as they are."""
    boards = {
        report.id: Board(report, [Entry(claim, claim) for claim in reading.claims])
        for report, reading in zip(dossier.reports, dossier.readings, strict=True)
    }
    missing: list[Disagreement] = []
    holding = standing(decisions, layer=layer)
    for decision in holding:
        if isinstance(decision.act, OnClaim):
            board = boards.get(decision.act.claim.report)
            if board is None:
                words = "its report is not in the dossier"
                missing.append(Disagreement(decision=decision.number, claim=None, words=words))
            else:
                _place(board, decision, decision.act)
    told = [*missing, *(d for board in boards.values() for d in board.disagreements)]
    return Reviewed(
        readings=tuple(_reading(reading, boards[reading.report]) for reading in dossier.readings),
        decisions=tuple(sorted((d for d in decisions if d.layer == layer), key=lambda d: d.number)),
        standing=holding,
        marks=tuple(sorted(_marks(boards.values()), key=lambda m: m.claim.id)),
        disagreements=tuple(sorted(told, key=lambda d: d.decision)),
    )


def find(anchor: Anchor, claims: Sequence[Claim]) -> Claim | None:
    """The claim that the anchor means among the claims of its report; None when there is none, or it is undecided."""
    exact = [c for c in claims if c.content == anchor.span]
    if len(exact) == 1:
        return exact[0]
    named = [c for c in exact or claims if c.id == anchor.claim and (exact or _overlap(c.content, anchor.span))]
    if named or exact:
        return named[0] if named else None
    alike = sorted(claims, key=lambda c: -_overlap(c.content, anchor.span))[:2]
    shares = [_overlap(c.content, anchor.span) for c in alike]
    if not shares or shares[0] < ALIKE or (len(shares) > 1 and shares[0] == shares[1]):
        return None
    return alike[0]


def anchor(claim: Claim) -> Anchor:
    """Where the claim stands."""
    return Anchor(report=claim.report, span=claim.content, claim=claim.id)


def changed(before: Claim, after: Claim) -> tuple[str, ...]:
    """Names of the fields in which two states of a claim differ."""
    return tuple(name for name in FIELDS if getattr(before, name) != getattr(after, name))


def _overlap(a: Span, b: Span) -> float:
    common = min(a.end, b.end) - max(a.start, b.start)
    return max(common, 0) / max(max(a.end, b.end) - min(a.start, b.start), 1)


def _place(board: Board, decision: Decision, act: OnClaim) -> None:
    """Applies the decision to its words, wherever they stand in the report's text as it is now."""
    try:
        _apply(board, decision, relocate(act, board.report.text))
    except Lost as lost:
        words = f"its words do not stand in the report any more: “{lost}”; it cannot be applied"
        board.disagreements.append(Disagreement(decision=decision.number, claim=None, words=words))


def _apply(board: Board, decision: Decision, act: OnClaim) -> None:
    entry = _entry(board, act)
    stands = act.after if act.after is not None else act.before
    if entry is None:
        if act.verdict == "reject" or stands is None:
            return
        entry = Entry(msgspec.structs.replace(stands, id=_free(board, stands.id)), None)
        board.entries.append(entry)
        if act.verdict != "add":
            words = "nothing is read there any more; what was decided is kept"
            board.disagreements.append(Disagreement(decision=decision.number, claim=entry.claim.id, words=words))
    elif act.verdict != "reject" and stands is not None:
        _hold(board, entry, decision, act)
    entry.decision = decision
    entry.state = _STATES[act.verdict]
    if act.verdict != "reject":
        entry.claim = _explained(entry.claim, decision, act)


_STATES: dict[str, State] = {"accept": "accepted", "correct": "corrected", "reject": "rejected", "add": "added"}


def _entry(board: Board, act: OnClaim) -> Entry | None:
    """The claim that is decided on, as it stands now or as it was read; for one to add, itself if it is there."""
    now = {entry.claim.id: entry for entry in board.entries}
    if act.verdict == "add":
        same = now.get(act.claim.claim)
        return same if same is not None and act.after is not None and not changed(same.claim, act.after) else None
    found = find(act.claim, [entry.claim for entry in board.entries])
    if found is None:
        found = find(act.claim, [entry.read for entry in board.entries if entry.read is not None])
    return now.get(found.id) if found is not None else None


def _hold(board: Board, entry: Entry, decision: Decision, act: OnClaim) -> None:
    """Sets what was decided. Accepting holds every field, correcting those it changed."""
    if act.before is None or act.after is None:
        return
    fields = FIELDS if act.verdict == "accept" else changed(act.before, act.after)
    differ = [
        name
        for name in fields
        if getattr(entry.claim, name) not in (getattr(act.before, name), getattr(act.after, name))
    ]
    if differ:
        words = f"read otherwise now: {', '.join(differ)}; what was decided is kept"
        board.disagreements.append(Disagreement(decision=decision.number, claim=entry.claim.id, words=words))
    entry.claim = msgspec.structs.replace(entry.claim, **{name: getattr(act.after, name) for name in fields})


def _explained(claim: Claim, decision: Decision, act: OnClaim) -> Claim:
    """With the decision among the claim's reasons, once."""
    fields = changed(act.before, act.after) if act.before is not None and act.after is not None else ()
    what = f"{_STATES[act.verdict]} in decision {decision.number}" + (f": {', '.join(fields)}" if fields else "")
    reason = Reason(part="review", rule=what, words=decision.why)
    return claim if reason in claim.evidence else msgspec.structs.replace(claim, evidence=(*claim.evidence, reason))


def _free(board: Board, id: str) -> str:
    taken = {entry.claim.id for entry in board.entries}
    number = 1
    free = id
    while free in taken:
        number += 1
        free = f"{id}-{number}"
    return free


def _reading(reading: Reading, board: Board) -> Reading:
    """Without what was rejected, in text order where something was added or re-marked."""
    kept = [entry.claim for entry in board.entries if entry.state != "rejected"]
    if not any(entry.state for entry in board.entries):
        return reading
    ids = {claim.id for claim in kept}
    claims = [
        msgspec.structs.replace(claim, denies=tuple(d for d in claim.denies if d in ids))
        for claim in sorted(kept, key=lambda c: (c.content.start, c.content.end, c.id))
    ]
    return msgspec.structs.replace(reading, claims=tuple(claims))


def _marks(boards: Iterable[Board]) -> Iterable[Mark]:
    for board in boards:
        for entry in board.entries:
            if entry.decision is not None and entry.state is not None:
                yield Mark(
                    claim=entry.claim,
                    state=entry.state,
                    decision=entry.decision.number,
                    by=entry.decision.by,
                    at=entry.decision.at,
                    why=entry.decision.why,
                )
