"""Who plays a part that a clause leaves open, as the rest of the report tells.

A count of dead is about the same raid as the sentence before it: whoever is said there to have done it, by the same
speaker or by the report itself, is meant here too. Where the report names several, the part stays open.
"""

from __future__ import annotations

from collections import Counter
from typing import Literal

import msgspec

from rashomon.model import Claim, Party, Reason
from rashomon.model.claim import EventType, Outcome
from rashomon.reading import parties
from rashomon.reading.happenings import TOPIC

Part = Literal["actors", "recipients"]

SHARED: tuple[EventType, ...] = ("ASSAULT", "COERCE", "RETREAT", "AID")
"""Types of happenings that a report tells of over many sentences; demands and talks are each of their own."""
COUNTED: tuple[tuple[tuple[Outcome, ...], Part, tuple[EventType, ...]], ...] = (
    (("killed", "wounded", "missing"), "recipients", ("ASSAULT",)),
    (("detained",), "recipients", ("COERCE",)),
    (("evacuated", "displaced", "surrendered"), "actors", ("RETREAT",)),
)
"""Which part those play who are counted with an outcome."""
CLEAR = 2.0
"""How many times as often as the next one a party must be named to be meant where nobody is named."""


def fill(claims: list[Claim]) -> list[Claim]:
    """The claims of one report, in text order, with open parts filled from the others."""
    claims = [_counted(claim) for claim in claims]
    filled = []
    for at, claim in enumerate(claims):
        event = claim.event
        if event.type in SHARED and _stated(claim):
            for part in ("actors", "recipients"):
                if not getattr(event, part):
                    found, rule = _of_others(claims, at, part)
                    if found:
                        claim = _with(claim, part, found, rule)
        filled.append(claim)
    return filled


def _of_others(claims: list[Claim], at: int, part: str) -> tuple[tuple[Party, ...], str]:
    """The parties of that part in the other claims about the same type of event."""
    claim = claims[at]
    same = [c for c in claims if c.event.type == claim.event.type and _able(getattr(c.event, part), part)]
    own = [c for c in same if _speaker(c) == _speaker(claim)]
    for group, rule, least in ((own, "said by the same speaker", 1), (same, "said in the same report", 2)):
        found = _clear(group, part, least)
        if found:
            return found, rule
    return (), ""


def _stated(claim: Claim) -> bool:
    """Whether the claim itself tells of a deed, not only the topic of the story."""
    topical = any(reason.part == "type" and reason.rule.endswith(TOPIC) for reason in claim.evidence)
    return not topical


def _able(parties: tuple[Party, ...], part: str) -> bool:
    """Whether the parties can be meant where nobody is named: a body with a name did it, not "a fighter"."""
    return bool(parties) and (part == "recipients" or all(p.kind == "organisation" for p in parties))


def _clear(claims: list[Claim], part: str, least: int) -> tuple[Party, ...]:
    """The parties of the claims when they name one set of them, or one clearly more often than any other."""
    count: Counter[tuple[str, ...]] = Counter()
    first: dict[tuple[str, ...], tuple[Party, ...]] = {}
    for claim in claims:
        parties: tuple[Party, ...] = getattr(claim.event, part)
        names = tuple(sorted(p.name for p in parties))
        count[names] += 1
        first.setdefault(names, parties)
    ranked = count.most_common(2)
    if not ranked or ranked[0][1] < least or (len(ranked) > 1 and ranked[0][1] < CLEAR * ranked[1][1]):
        return ()
    return first[ranked[0][0]]


def _counted(claim: Claim) -> Claim:
    """Who is counted as killed suffered it, who is counted as evacuated left."""
    for outcomes, part, types in COUNTED:
        if claim.event.type not in types or getattr(claim.event, part):
            continue
        found: dict[str, Party] = {}
        for figure in claim.figures:
            if figure.outcome in outcomes and figure.unit == "count":
                party = parties.harmed(Party(name=figure.counted or "people", mention=figure.mention, kind="unnamed"))
                found.setdefault(party.name, party)
        if found:
            claim = _with(claim, part, tuple(found.values()), "those who are counted")
    return claim


def _with(claim: Claim, part: str, parties: tuple[Party, ...], rule: str) -> Claim:
    reason = Reason(part=part, rule=rule, words=", ".join(p.mention.text for p in parties))
    event = msgspec.structs.replace(claim.event, **{part: parties})
    return msgspec.structs.replace(claim, event=event, evidence=(*claim.evidence, reason))


def _speaker(claim: Claim) -> str | None:
    return claim.sources[-1].name if claim.sources else None
