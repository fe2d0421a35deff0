"""Claims as reconciling compares them: features worked out once, in one order that no input order can change."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from rashomon.model import Claim, Party, Place, Report, Time
from rashomon.model.claim import TimePrecision
from rashomon.reconciling import dating, origins, wording
from rashomon.reconciling.parties import Name, kinds, name, named

Window = tuple[int, int]
"""First and last day, as proleptic ordinals, both included."""


AROUND = 300
"""Statements said before and after one that it is compared with in a happening of very many; a bound on time (the
largest happening of the development dossiers has 90)."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim with what it is compared by."""

    claim: Claim
    origin: str
    order: tuple[str, str, int, str]
    """When it was said: the day (of saying, else of publication), then report, place in the text, and id."""
    stems: frozenset[str]
    said: str
    """The plain words of its content between spaces, with one before and behind."""
    subjects: frozenset[str]
    states: frozenset[str]
    """The states that its words name."""
    kinds: frozenset[str]
    """The kinds of party in its words: civil, armed, state."""
    certain: frozenset[str]
    """The same without words for anybody ("people", "victims")."""
    speaker: Name
    """Its origin as a party."""
    actors: tuple[Name, ...]
    recipients: tuple[Name, ...]
    window: Window | None
    place: Place | None
    original: str
    """Its report, or the report that this one is a copy of."""
    outlet: str
    """Who published that report; its id where nobody is known."""
    echo_of: str | None
    """The claim that this one repeats, for a claim of a copy read as its original's is: it answers as that one does."""
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


def around(s: Statement, others: Sequence[Statement]) -> Sequence[Statement]:
    """Of others, oldest said first, those said next before and after it: all of them but in very large happenings."""
    if len(others) <= 2 * AROUND:
        return others
    at = bisect_left(others, s.order, key=_order)
    return others[max(0, at - AROUND) : at + AROUND]


def _order(s: Statement) -> tuple[str, str, int, str]:
    return s.order


def state(reports: Sequence[Report], claims: Sequence[Claim]) -> list[Statement]:
    """The claims as statements, oldest said first."""
    credited = origins.credit(reports, claims)
    published = {report.id: report.published or "" for report in reports}
    copied = {report.id: report.copy_of for report in reports}
    outlets = {report.id: report.outlet for report in reports}
    first = dating.as_original(reports, claims)
    repeated = dating.as_original(reports, claims, _meaning)
    made = [
        _statement(
            claim,
            _Told(
                origin=credited[claim.id],
                published=published.get(claim.report, ""),
                original=(original := copied.get(claim.report) or claim.report),
                outlet=outlets.get(original) or original,
                first=first.get(claim.id, claim),
                repeated=repeated.get(claim.id),
            ),
        )
        for claim in claims
    ]
    return sorted(made, key=lambda s: s.order)


@dataclass(frozen=True, slots=True)
class _Told:
    """What the dossier's other reports tell of a claim."""

    origin: str
    published: str
    original: str
    outlet: str
    first: Claim
    """The claim itself, or the one of the same words in the report that its own copies: its days are right."""
    repeated: Claim | None
    """The claim that it repeats, read as it is itself."""


def _statement(claim: Claim, told: _Told) -> Statement:
    words = wording.plain(claim.content.text)
    anybody = wording.words_of().anybody
    event = claim.event
    return Statement(
        claim=claim,
        origin=told.origin,
        order=(
            (claim.said and claim.said.start) or told.published[:10],
            claim.report,
            claim.content.start,
            claim.id,
        ),
        said=f" {' '.join(words)} ",
        stems=wording.stems(words),
        subjects=_one(wording.subjects(words)),
        states=_one(named(words).states),
        kinds=_one(kinds(words)),
        certain=_one(kinds([word for word in words if word not in anybody])),
        speaker=name(told.origin),
        actors=_parties(event.actors),
        recipients=_parties(event.recipients),
        window=window(told.first.event.time),
        place=event.place,
        placed=dating.in_own_words(event.place, claim),
        precision=told.first.event.time.precision if told.first.event.time else "vague",
        original=told.original,
        outlet=told.outlet,
        echo_of=told.repeated.id if told.repeated else None,
        dated=dating.in_own_words(told.first.event.time, told.first),
    )


def _meaning(claim: Claim) -> Hashable:
    """Its words and all else that its answers depend on, but for place and days."""
    event = claim.event
    return (
        claim.content.text,
        (claim.polarity, claim.status, claim.certainty, event.type),
        tuple(party.name for party in event.actors),
        tuple(party.name for party in event.recipients),
        tuple((f.low, f.high, f.unit, f.counted, f.outcome, f.approximate) for f in claim.figures),
        tuple(source.name for source in claim.sources),
    )


@lru_cache(wording.MANY)
def _one(few: frozenset[str]) -> frozenset[str]:
    """The first set equal to this one: there are millions of claims and some hundreds of such sets."""
    return few


def window(time: Time | None) -> Window | None:
    """The days of a time; None where either end is unknown."""
    if time is None or time.start is None or time.end is None:
        return None
    first, last = date.fromisoformat(time.start[:10]).toordinal(), date.fromisoformat(time.end[:10]).toordinal()
    return (first, last) if first <= last else None


def _parties(parties: tuple[Party, ...]) -> tuple[Name, ...]:
    return tuple(dict.fromkeys(name(party.name) for party in parties))
