"""What a report says, and who says it: the values that reading one report yields."""

from __future__ import annotations

from typing import Literal

import msgspec

from rashomon.model.span import Span

Kind = Literal["person", "organisation", "group", "outlet", "unnamed"]
Mode = Literal["direct", "indirect", "mixed", "narration"]
Polarity = Literal["positive", "negative"]
Certainty = Literal["certain", "probable", "possible", "unknown"]
Status = Literal["actual", "planned", "conditional"]
Unit = Literal["count", "percent", "other"]
Outcome = Literal[
    "killed",
    "wounded",
    "displaced",
    "evacuated",
    "detained",
    "surrendered",
    "missing",
    "remaining",
    "present",
    "none",
]
PlacePrecision = Literal["site", "town", "district", "region", "country"]
TimePrecision = Literal["day", "part-of-day", "week", "month", "year", "vague"]
EventType = Literal[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
    "NONE",
]
"""PLOVER (2024); NONE for a state or anything else. Speaking itself is never an event."""


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """Why one part of a conclusion is as it is, for `explain`."""

    part: str
    """What it explains: source, cue, content, polarity, certainty, status, type, actors, place, time, figure ..."""
    rule: str
    """The rule or lexicon entry, e.g. "cue deny: content is negative"."""
    words: str
    """The words that triggered it, as they stand in the text ("" when it follows from their absence)."""


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """Who says so. In a chain, outermost first."""

    name: str
    """Canonical: "Talal Sello" where the text has "he"."""
    kind: Kind
    role: str | None
    affiliation: str | None
    mention: Span
    named: bool


class Party(msgspec.Struct, frozen=True, kw_only=True):
    """Someone who does something or to whom it is done."""

    name: str
    mention: Span
    kind: Kind


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A place grounded in the gazetteer; degrees (WGS 84) are None when it could not be grounded."""

    name: str
    """The usual English form: "Raqqa" for "Raqa"."""
    mention: Span
    latitude: float | None
    longitude: float | None
    country: str | None
    geonames: int | None
    precision: PlacePrecision


class Time(msgspec.Struct, frozen=True, kw_only=True):
    """An interval of whole days, both ends inclusive (ISO dates); both None when the words denote no known dates."""

    start: str | None
    end: str | None
    mention: Span | None
    precision: TimePrecision


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """A number as an interval: at least 46 has low 46 and no high; "about 50" is 50 to 50, approximate."""

    mention: Span
    low: float | None
    high: float | None
    best: float | None
    approximate: bool
    unit: Unit
    counted: str
    """What is counted, with its modifiers: "foreign Islamic State fighters"."""
    outcome: Outcome


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """What is said to have happened (PLOVER)."""

    type: EventType
    mode: str | None
    trigger: Span | None
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    place: Place | None
    time: Time | None


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """One proposition, and who stands behind it."""

    id: str
    report: str
    content: Span
    """The clause that states what is claimed, without cue and source."""
    parts: tuple[Span, ...] = ()
    """The pieces of a discontinuous content; empty when `content` is one piece."""
    cue: Span | None
    sources: tuple[Source, ...]
    """Outermost first, who really says so last; empty: the outlet's own voice."""
    mode: Mode
    said: Time | None
    polarity: Polarity
    certainty: Certainty
    status: Status
    event: Event
    figures: tuple[Figure, ...]
    denies: tuple[str, ...] = ()
    """Ids of claims of the same report that this one denies by its own words."""
    evidence: tuple[Reason, ...]


class EventMention(msgspec.Struct, frozen=True, kw_only=True):
    """An event that the report mentions and no claim states: the withdrawal in "agreed to withdraw"."""

    id: str
    inside: str | None
    """Id of the claim whose content it stands in, meant otherwise than it; None: in no claim."""
    clause: Span
    trigger: Span
    """The word that names the event."""
    type: EventType
    mode: str | None
    polarity: Polarity
    certainty: Certainty
    status: Status
    evidence: tuple[Reason, ...]


class Mentions(msgspec.Struct, frozen=True, kw_only=True):
    """Everything of each kind found in a report, used by a claim or not, in text order."""

    places: tuple[Place, ...] = ()
    times: tuple[Time, ...] = ()
    figures: tuple[Figure, ...] = ()
    actors: tuple[Party, ...] = ()
    events: tuple[EventMention, ...] = ()


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """All that was read from one report."""

    report: str
    mentions: Mentions
    claims: tuple[Claim, ...]
    warnings: tuple[str, ...] = ()
