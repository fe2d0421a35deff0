"""What many claims amount to: incidents, questions, positions, relations. Nothing here says what is true."""

from __future__ import annotations

from typing import Literal

import msgspec

from rashomon.model.claim import Claim, Outcome, Place, Reading, Reason, Time
from rashomon.model.decision import Decision, Disagreement, Mark
from rashomon.model.report import Report

QuestionKind = Literal["figure", "occurrence", "responsibility", "target", "place", "time"]
QuestionStatus = Literal["contested", "revised", "agreed", "single"]
RelationKind = Literal["AGREES", "COMPATIBLE", "CONTRADICTS", "DENIES", "SUPERSEDES"]


class Position(msgspec.Struct, frozen=True, kw_only=True):
    """One answer to a question, with the claims and the independent origins behind it."""

    answer: str
    low: float | None = None
    high: float | None = None
    claims: tuple[str, ...]
    origins: tuple[str, ...]
    """Names of the independent origins: ten outlets that cite one monitor are one."""
    superseded_by: int | None = None
    """Index of the position by which its own origin replaced this one."""


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """A point of an incident on which claims can be compared, in the words a person would use."""

    id: str
    incident: str | None
    kind: QuestionKind
    text: str
    status: QuestionStatus
    positions: tuple[Position, ...]
    evidence: tuple[Reason, ...] = ()
    """Why these claims answer one question, and why the status is what it is."""


class Relation(msgspec.Struct, frozen=True, kw_only=True):
    """How claim `a` stands to claim `b` within a question. AGREES, COMPATIBLE and CONTRADICTS are symmetric (a < b)."""

    kind: RelationKind
    a: str
    b: str
    question: str
    reason: Reason


class Assessment(msgspec.Struct, frozen=True, kw_only=True):
    """A named, versioned grading policy's reading of an incident: a proposal for a person to confirm."""

    policy: str
    version: str
    grade: str | None
    low: float | None
    best: float | None
    high: float | None
    outcome: Outcome
    explanation: str
    decided: int | None = None
    """Number of the decision that confirmed or changed the grade; None: it is a proposal."""


class Incident(msgspec.Struct, frozen=True, kw_only=True):
    """One happening in the world that claims of several reports are about."""

    id: str
    title: str
    place: Place | None
    time: Time | None
    claims: tuple[str, ...]
    questions: tuple[str, ...]
    assessments: tuple[Assessment, ...] = ()
    evidence: tuple[Reason, ...] = ()
    linked: tuple[str, ...] = ()
    """Ids of other incidents that a person says belong with this one."""


class Conclusions(msgspec.Struct, frozen=True, kw_only=True):
    """All that reconciling yields from the claims of a dossier. Independent of the order of the claims."""

    incidents: tuple[Incident, ...] = ()
    questions: tuple[Question, ...] = ()
    relations: tuple[Relation, ...] = ()
    bases: tuple[str, ...] = ()
    """Of each incident, in their order, the fingerprint of all that it was concluded from: as long as that is the same,
    it need not be concluded again. Empty where a person has changed it since."""


class Dossier(msgspec.Struct, frozen=True, kw_only=True):
    """The reports under study together, all that was read from them, and all that was concluded."""

    name: str
    model: str
    """Name and version of the language model that the readings come from."""
    reports: tuple[Report, ...]
    """Sorted by path and id, so that nothing depends on the order in which they came."""
    readings: tuple[Reading, ...]
    """One for each report, in the reports' order."""
    conclusions: Conclusions = Conclusions()
    decisions: tuple[Decision, ...] = ()
    """What people decided, oldest first, those undone included."""
    holding: tuple[int, ...] = ()
    """Numbers of the decisions that hold: those that were not undone."""
    marks: tuple[Mark, ...] = ()
    """The claims that were reviewed, rejected ones too; by claim id."""
    disagreements: tuple[Disagreement, ...] = ()
    """Where decisions and the present reading differ."""
    problems: tuple[str, ...] = ()
    """One line each, for a person: what was given but could not be used."""
    notices: tuple[str, ...] = ()
    """One line each: what was given twice and is kept once, so that nothing is lost."""

    def claims(self) -> tuple[Claim, ...]:
        """Of all reports, in the reports' order."""
        return tuple(claim for reading in self.readings for claim in reading.claims)
