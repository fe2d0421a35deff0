"""Claims as reconciling compares them: features worked out once, in one order that no input order can change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rashomon.model import Claim, Party, Place, Report, Span, Time
from rashomon.model.claim import TimePrecision
from rashomon.reconciling import origins, wording
from rashomon.reconciling.parties import Name, kinds, name

Window = tuple[int, int]
"""First and last day, as proleptic ordinals, both included."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim with what it is compared by."""

    claim: Claim
    origin: str
    order: tuple[str, str, int, str]
    """When it was said: the day (of saying, else of publication), then report, place in the text, and id."""
    stems: frozenset[str]
    subjects: frozenset[str]
    named: Name
    """The states and names in its words, taken together."""
    kinds: frozenset[str]
    """The kinds of party in its words: civil, armed, state."""
    speaker: Name
    """Its origin as a party."""
    actors: tuple[Name, ...]
    recipients: tuple[Name, ...]
    window: Window | None
    place: Place | None
    original: str
    """Its report, or the report that this one is a copy of."""
    dated: bool
    """Its own words give the days; otherwise they are carried over from elsewhere in its report, and less sure."""
    placed: bool
    """Its own words give the place."""
    precision: TimePrecision

    @property
    def id(self) -> str:
        return self.claim.id

    @property
    def unsure(self) -> bool:
        """Whether it speaks of a plan, a condition or a mere possibility."""
        return self.claim.status != "actual" or self.claim.certainty in ("possible", "unknown")

    @property
    def negative(self) -> bool:
        return self.claim.polarity == "negative"


def state(reports: Sequence[Report], claims: Sequence[Claim]) -> list[Statement]:
    """The claims as statements, oldest said first."""
    credited = origins.credit(reports, claims)
    published = {report.id: report.published or "" for report in reports}
    copied = {report.id: report.copy_of for report in reports}
    made = [
        Statement(
            claim=claim,
            origin=credited[claim.id],
            order=(
                (claim.said and claim.said.start) or published.get(claim.report, "")[:10],
                claim.report,
                claim.content.start,
                claim.id,
            ),
            stems=wording.stems(claim.content.text),
            subjects=wording.subjects(claim.content.text),
            named=name(claim.content.text),
            kinds=kinds(claim.content.text),
            speaker=name(credited[claim.id]),
            actors=_parties(claim.event.actors),
            recipients=_parties(claim.event.recipients),
            window=window(claim.event.time),
            place=claim.event.place,
            placed=_within(claim.event.place.mention if claim.event.place else None, claim),
            precision=claim.event.time.precision if claim.event.time else "vague",
            original=copied.get(claim.report) or claim.report,
            dated=_within(claim.event.time.mention if claim.event.time else None, claim),
        )
        for claim in claims
    ]
    return sorted(made, key=lambda s: s.order)


def _within(mention: Span | None, claim: Claim) -> bool:
    parts = claim.parts or (claim.content,)
    return mention is not None and any(p.start < mention.end and mention.start < p.end for p in parts)


def window(time: Time | None) -> Window | None:
    """The days of a time; None where either end is unknown."""
    if time is None or time.start is None or time.end is None:
        return None
    first, last = date.fromisoformat(time.start[:10]).toordinal(), date.fromisoformat(time.end[:10]).toordinal()
    return (first, last) if first <= last else None


def _parties(parties: tuple[Party, ...]) -> tuple[Name, ...]:
    return tuple(dict.fromkeys(name(party.name) for party in parties))
