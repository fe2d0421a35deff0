"""Every event by itself: what is mentioned inside a claim, or beside all claims, as claims of their own."""

from __future__ import annotations

import msgspec

from rashomon.model import Claim, Event, EventMention, Reading, Reason


def take(reading: Reading) -> Reading:
    """The reading with a claim for each event mention, after the claim that it stands in; its id is the mention's.

    Such a claim has the source of the one that it stands in, or is the outlet's own voice; its event has a type and a
    trigger only.
    """
    by_id = {claim.id: claim for claim in reading.claims}
    added = [_claim(reading.report, one, by_id.get(one.inside or "")) for one in reading.mentions.events]
    claims = sorted((*reading.claims, *added), key=lambda claim: (claim.content.start, -claim.content.end))
    return msgspec.structs.replace(reading, claims=tuple(claims))


def _claim(report: str, one: EventMention, around: Claim | None) -> Claim:
    event = Event(type=one.type, mode=one.mode, trigger=one.trigger, actors=(), recipients=(), place=None, time=None)
    where = f"stands in claim {around.id}, meant otherwise" if around else "stands in no other claim"
    return Claim(
        id=one.id,
        report=report,
        content=one.clause,
        cue=around.cue if around else None,
        sources=around.sources if around else (),
        mode=around.mode if around else "narration",
        said=around.said if around else None,
        polarity=one.polarity,
        certainty=one.certainty,
        status=one.status,
        event=event,
        figures=(),
        evidence=(Reason(part="content", rule=where, words=one.trigger.text), *one.evidence),
    )
