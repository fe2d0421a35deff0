"""Claims as reconciling compares them: features worked out once, in one order that no input order can change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from rashomon.model import Claim, Party, Place, Report, Time
from rashomon.model.claim import TimePrecision
from rashomon.reconciling import dating, origins, wording
from rashomon.reconciling.parties import Name, kinds, name, named

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
    first = dating.as_original(reports, claims)
    made = [_statement(claim, first.get(claim.id, claim), credited[claim.id], published, copied) for claim in claims]
    return sorted(made, key=lambda s: s.order)


def _statement(
    claim: Claim, first: Claim, origin: str, published: Mapping[str, str], copied: Mapping[str, str | None]
) -> Statement:
    """The features of a claim; its days are those of `first`, the same claim in the report that its own copies."""
    words = wording.plain(claim.content.text)
    anybody = wording.words_of().anybody
    event = claim.event
    return Statement(
        claim=claim,
        origin=origin,
        order=(
            (claim.said and claim.said.start) or published.get(claim.report, "")[:10],
            claim.report,
            claim.content.start,
            claim.id,
        ),
        said=f" {' '.join(words)} ",
        stems=wording.stems(words),
        subjects=_one(wording.subjects(words)),
        states=_one(named(words).states),
        kinds=_one(kinds(words)),
        certain=_one(kinds(word for word in words if word not in anybody)),
        speaker=name(origin),
        actors=_parties(event.actors),
        recipients=_parties(event.recipients),
        window=window(first.event.time),
        place=event.place,
        placed=dating.in_own_words(event.place, claim),
        precision=first.event.time.precision if first.event.time else "vague",
        original=copied.get(claim.report) or claim.report,
        dated=dating.in_own_words(first.event.time, first),
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
