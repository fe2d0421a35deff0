"""Days and places that only the other reports of a dossier give, before and after it is reconciled.

What happened when and where decides which claims are about one incident, and most reports that tell of an incident
together know its day and place. So claims are first put together by what each report tells by itself, complete each
other, and are reconciled with what they then tell.
"""

from __future__ import annotations

import msgspec

from rashomon.model import Conclusions, Dossier, Incident
from rashomon.reconciling import dating, lasting, linking, placing
from rashomon.reconciling.statements import state


def complete(dossier: Dossier) -> Dossier:
    """The dossier with the days and places of its incidents where a report does not tell them itself, each with its
    reason. What a person has reviewed stays."""
    return placing.complete(lasting.complete(dating.complete(dossier)))


def foretold(dossier: Dossier) -> Dossier:
    """The same by incidents as the reports tell them each by itself, whatever has been concluded."""
    happenings = linking.link(state(dossier.reports, dossier.claims()))
    incidents = tuple(
        Incident(
            id=str(number),
            title="",
            place=happening.place,
            time=None,
            claims=tuple(s.id for s in happening.statements),
            questions=(),
        )
        for number, happening in enumerate(happenings)
    )
    return complete(msgspec.structs.replace(dossier, conclusions=Conclusions(incidents=incidents)))
