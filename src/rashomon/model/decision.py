"""What people decide about a dossier: values that are only ever added, and that survive another reading."""

from __future__ import annotations

from typing import Literal

import msgspec

from rashomon.model.claim import Claim
from rashomon.model.span import Span


class Anchor(msgspec.Struct, frozen=True, kw_only=True):
    """A claim by where it stands and in which words, so that it is found again whatever a later version calls it."""

    report: str
    span: Span
    claim: str
    """The id it had; only to tell claims on the same words apart."""


class OnClaim(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="claim"):
    """A claim is accepted as it is read, corrected, rejected, or added where none was read."""

    verdict: Literal["accept", "correct", "reject", "add"]
    claim: Anchor
    before: Claim | None
    """As it stood; None for one that is added."""
    after: Claim | None
    """As it shall stand; None for one that is rejected."""


class OnIncidents(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="incidents"):
    """Incidents are one happening (merge), hold claims of another (split), or belong together (link)."""

    verdict: Literal["merge", "split", "link"]
    sides: tuple[tuple[Anchor, ...], ...]
    """Merge, link: the claims of each incident. Split: one side, the claims that are a happening of their own."""
    before: tuple[str, ...]
    """Titles of the incidents, as they stood."""
    after: tuple[str, ...]
    """What becomes of them, in words."""


class Moved(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="move"):
    """A claim answers a question as another claim does."""

    claim: Anchor
    to: Anchor
    question: str
    """Its words."""
    before: str
    """The answer under which the claim stood ("" if none), and under which it shall stand."""
    after: str


class Graded(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="grade"):
    """A policy's grade of an incident is confirmed (`before` equals `after`) or changed."""

    incident: tuple[Anchor, ...]
    policy: str
    version: str
    before: str | None
    after: str | None


class Undone(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="undo"):
    """An earlier decision of the same layer no longer holds; undoing this one restores it."""

    decision: int


Act = OnClaim | OnIncidents | Moved | Graded | Undone


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """One row of a dossier's log: who decided what, when, and why."""

    number: int
    """Its place in the dossier's log, from 1."""
    layer: str
    """"" for the shared review; in blind double coding the coder, whose decisions stay apart from everyone else's."""
    by: str
    at: str
    """ISO 8601, UTC."""
    why: str
    act: Act


class Grouping(msgspec.Struct, frozen=True, kw_only=True):
    """A merge or split, in ids of claims."""

    verdict: Literal["merge", "split"]
    sides: tuple[tuple[str, ...], ...]


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """What people decided about how claims belong together, in ids of claims: reconciling keeps to it."""

    groupings: tuple[Grouping, ...] = ()
    """In the order in which they were decided."""
    moves: tuple[tuple[str, str], ...] = ()
    """The first claim answers as the second does, in every question that the second answers."""


class Disagreement(msgspec.Struct, frozen=True, kw_only=True):
    """Where what is read now and what a person decided differ. The decision holds; a person should look."""

    decision: int
    claim: str | None
    words: str


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a claim in review."""

    claim: Claim
    """As it stands; a rejected one as it stood."""
    state: Literal["accepted", "corrected", "added", "rejected"]
    decision: int
    """The last that bears on it."""
    by: str
    at: str
    why: str
