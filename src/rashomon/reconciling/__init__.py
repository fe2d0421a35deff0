"""Claims in, incidents, questions and relations out: pure, and independent of the order of reports and claims."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from rashomon.model import Claim, Conclusions, Dossier, Held, Incident, Report, Time
from rashomon.reconciling import bases, cases, completing, grading, holding, linking, phrasing, questions, relations
from rashomon.reconciling.bases import Concluded
from rashomon.reconciling.cases import Asked
from rashomon.reconciling.happening import Happening
from rashomon.reconciling.statements import Window, state

__all__ = ["conclude", "reconcile"]


def conclude(dossier: Dossier, held: Held | None = None, before: Conclusions | None = None) -> Conclusions:
    """What the dossier's claims amount to, each with the day and place that its other reports may give for it."""
    return reconcile(dossier.reports, completing.foretold(dossier).claims(), held, before)


def reconcile(
    reports: Sequence[Report], claims: Sequence[Claim], held: Held | None = None, before: Conclusions | None = None
) -> Conclusions:
    """What the claims of the reports amount to. Nothing here says what is true.

    Statements are linked into happenings by place and time, questions are asked inside each, answers become positions.
    What people decided about how claims belong together (`held`) is kept to.
    Ids come from content, so that the same claims give the same ids whatever else a dossier holds.
    `before` changes nothing but the time it takes: what it concluded from exactly the same is not worked out again.
    """
    happenings = holding.keep(linking.link(state(reports, claims)), held or Held())
    known = bases.known(before)
    found: list[Concluded] = []
    while happenings:  # Statements are half of the memory: each happening lets go of its own once it is asked.
        happening = happenings.pop()
        basis = bases.basis(happening)
        found.append(known.get(basis) or _concluded(happening, basis))
    found.sort(key=lambda c: c.incident.id)
    return Conclusions(
        incidents=tuple(c.incident for c in found),
        questions=tuple(sorted((q for c in found for q in c.questions), key=lambda q: q.id)),
        relations=tuple(sorted((r for c in found for r in c.relations), key=lambda r: r.question)),
        bases=tuple(c.basis for c in found),
    )


def _concluded(happening: Happening, basis: str) -> Concluded:
    id_ = _id(happening)
    here = questions.ask(happening, id_)
    asked = sorted((a.question for a in here), key=lambda q: q.id)
    denials = {s.id: s.claim.denies for s in happening.statements if s.claim.denies}
    return Concluded(basis, _incident(id_, happening, here), tuple(asked), relations.relate(asked, denials))


def _id(happening: Happening) -> str:
    members = "\n".join(sorted(s.id for s in happening.statements))
    return f"i{hashlib.sha256(members.encode()).hexdigest()[:12]}"


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
