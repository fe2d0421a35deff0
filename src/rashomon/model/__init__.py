"""The nouns: small frozen values, one meaning each. Declared once; type, JSON and JSON Schema follow from it."""

from rashomon.model.claim import Claim, Event, Figure, Mentions, Party, Place, Reading, Reason, Source, Time
from rashomon.model.decision import (
    Anchor,
    Decision,
    Disagreement,
    Graded,
    Grouping,
    Held,
    Mark,
    Moved,
    OnClaim,
    OnIncidents,
    Undone,
)
from rashomon.model.dossier import Assessment, Conclusions, Dossier, Incident, Position, Question, Relation
from rashomon.model.report import Dateline, Report
from rashomon.model.span import Span

__all__ = [
    "Anchor",
    "Assessment",
    "Claim",
    "Conclusions",
    "Dateline",
    "Decision",
    "Disagreement",
    "Dossier",
    "Event",
    "Figure",
    "Graded",
    "Grouping",
    "Held",
    "Incident",
    "Mark",
    "Mentions",
    "Moved",
    "OnClaim",
    "OnIncidents",
    "Party",
    "Place",
    "Position",
    "Question",
    "Reading",
    "Reason",
    "Relation",
    "Report",
    "Source",
    "Span",
    "Time",
    "Undone",
]
