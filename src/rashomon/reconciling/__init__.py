"""Claims in, incidents, questions and relations out: pure, and independent of the order of reports and claims."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from rashomon.model import Claim, Conclusions, Held, Incident, Question, Report, Time
from rashomon.reconciling import cases, grading, holding, linking, phrasing, questions, relations
from rashomon.reconciling.cases import Asked
from rashomon.reconciling.linking import Happening
from rashomon.reconciling.rarity import Rarity
from rashomon.reconciling.statements import Window, state

__all__ = ["reconcile"]


def reconcile(reports: Sequence[Report], claims: Sequence[Claim], held: Held | None = None) -> Conclusions:
    """What the claims of the reports amount to. Nothing here says what is true.

    Statements are linked into happenings by place and time, questions are asked inside each, answers become positions.
    What people decided about how claims belong together (`held`) is kept to.
    Ids come from content, so that the same claims give the same ids whatever else a dossier holds.
    """
    statements = state(reports, claims)
    incidents: list[Incident] = []
    asked: list[Question] = []
    happenings = holding.keep(linking.link(statements), held or Held())
    denials = {s.id: s.claim.denies for s in statements if s.claim.denies}
    del statements  # They are half of the memory: each happening lets go of its own once it is asked.
    while happenings:
        happening = happenings.pop()
        id_ = _id(happening)
        here = questions.ask(happening, id_, Rarity(happening.statements))
        incidents.append(_incident(id_, happening, here))
        asked += [a.question for a in here]
    incidents.sort(key=lambda i: i.id)
    asked.sort(key=lambda q: q.id)
    return Conclusions(incidents=tuple(incidents), questions=tuple(asked), relations=relations.relate(asked, denials))


def _id(happening: Happening) -> str:
    members = "\n".join(sorted(s.id for s in happening.statements))
    return f"i{hashlib.sha256(members.encode()).hexdigest()[:8]}"


def _incident(id_: str, happening: Happening, asked: Sequence[Asked]) -> Incident:
    return Incident(
        id=id_,
        title=phrasing.title(happening),
        place=happening.place,
        time=_time(happening.window),
        claims=tuple(s.id for s in happening.statements),
        questions=tuple(sorted(a.question.id for a in asked)),
        assessments=grading.grade(cases.case(asked, happening.statements)),
        evidence=tuple(happening.reasons),
    )


def _time(window: Window | None) -> Time | None:
    if window is None:
        return None
    return Time(
        start=phrasing.iso(window[0]),
        end=phrasing.iso(window[1]),
        mention=None,
        precision="day" if window[0] == window[1] else "vague",
    )
