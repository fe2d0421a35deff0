"""What can be decided: each function makes one decision of a form, and says where its sender goes then."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import msgspec
from starlette.exceptions import HTTPException

from rashomon.archive import decisions
from rashomon.errors import NotFound
from rashomon.model import Anchor, Claim, Graded, Incident, Moved, OnClaim, OnIncidents, Report, Undone
from rashomon.model.decision import Act
from rashomon.reviewing import standing
from rashomon.reviewing.claims import anchor
from rashomon.web.desk import Person
from rashomon.web.links import OnDesk
from rashomon.web.looking import Look
from rashomon.web.review import claimform, sheet
from rashomon.web.review.incidentpage import one


@dataclass(frozen=True, slots=True)
class Sent:
    """A form: where it was sent, by whom, and what stands in it."""

    look: Look
    person: Person
    path: Mapping[str, str]
    fields: Mapping[str, str]
    lists: Mapping[str, tuple[str, ...]]
    """Boxes of which several can be ticked."""

    @property
    def to(self) -> OnDesk:
        return self.look.to

    def incident(self, id: str) -> Incident:
        """Raises NotFound."""
        return one(self.look.incidents(ids=[id]), id)

    def anchors(self, claims: Sequence[str]) -> tuple[Anchor, ...]:
        """Raises NotFound when one is not there."""
        found = self.look.claims(claims)
        if len(found) < len(set(claims)):
            raise NotFound("a claim of this form is not there any more", where=self.look.name)
        return tuple(anchor(claim) for claim in found.values())


Made = Callable[[Sent], tuple[Act, str]]
"""What a form decides, and where its sender goes then."""


def accept(sent: Sent) -> tuple[Act, str]:
    """The claim is as it stands."""
    claim = _claim(sent)
    return OnClaim(verdict="accept", claim=anchor(claim), before=claim, after=claim), onward(sent)


def reject(sent: Sent) -> tuple[Act, str]:
    """The claim leaves every position."""
    claim = _claim(sent)
    return OnClaim(verdict="reject", claim=anchor(claim), before=claim, after=None), onward(sent)


def correct(sent: Sent) -> tuple[Act, str]:
    """The claim has other values."""
    claim = _claim(sent)
    page = _sheet(sent, claim.report)
    after = _read(sent, page.report, claim)
    if not claimform.flat(after).items() ^ claimform.flat(claim).items():
        raise HTTPException(422, "nothing was changed: accept the claim instead")
    act = OnClaim(verdict="correct", claim=anchor(claim), before=claim, after=after)
    return act, f"{sent.to.base}/claims/{claim.id}"


def add(sent: Sent) -> tuple[Act, str]:
    """A claim that was not read."""
    page = _sheet(sent, sent.path["report"])
    empty = claimform.empty(page.report)
    found = _read(sent, page.report, empty)
    taken = {claim.id for claim in page.claims}
    stem = f"{page.report.id}.{found.content.start}"
    id = next(i for i in (f"{stem}-p{n}" for n in range(1, len(taken) + 2)) if i not in taken)
    claim = msgspec.structs.replace(found, id=id)
    act = OnClaim(verdict="add", claim=anchor(claim), before=None, after=claim)
    return act, f"{sent.to.base}/claims/{id}"


def move(sent: Sent) -> tuple[Act, str]:
    """The claim answers a question as another claim does."""
    claim = _claim(sent)
    _shared(sent)
    found = sent.look.questions(ids=[sent.fields.get("question", "")])
    to = sent.look.claims([sent.fields.get("to", "")])
    if not found or not to:
        raise NotFound("that position is not there any more", where=sent.look.name)
    target = next(iter(to.values()))
    was = next((p.answer for p in found[0].positions if claim.id in p.claims), "")
    shall = next((p.answer for p in found[0].positions if target.id in p.claims), "")
    act = Moved(claim=anchor(claim), to=anchor(target), question=found[0].text, before=was, after=shall)
    return act, f"{sent.to.base}/claims/{claim.id}"


def merge(sent: Sent) -> tuple[Act, str]:
    """Two incidents are one."""
    _shared(sent)
    mine, other = _pair(sent)
    sides = (sent.anchors(mine.claims), sent.anchors(other.claims))
    act = OnIncidents(verdict="merge", sides=sides, before=(mine.title, other.title), after=(mine.title,))
    return act, f"{sent.to.base}/incidents"


def link(sent: Sent) -> tuple[Act, str]:
    """Two incidents belong together."""
    _shared(sent)
    mine, other = _pair(sent)
    titles = (mine.title, other.title)
    sides = (sent.anchors(mine.claims), sent.anchors(other.claims))
    act = OnIncidents(verdict="link", sides=sides, before=titles, after=titles)
    return act, f"{sent.to.base}/incidents/{mine.id}/review"


def split(sent: Sent) -> tuple[Act, str]:
    """Some claims of an incident are another one."""
    _shared(sent)
    mine = sent.incident(sent.path["incident"])
    chosen = [claim for claim in mine.claims if claim in sent.lists.get("claim", ())]
    if not chosen or len(chosen) == len(mine.claims):
        raise HTTPException(422, "tick some of the claims, not none and not all")
    act = OnIncidents(
        verdict="split",
        sides=(sent.anchors(chosen),),
        before=(mine.title,),
        after=(mine.title, f"an incident of {len(chosen)} claims"),
    )
    return act, f"{sent.to.base}/incidents"


def grade(sent: Sent) -> tuple[Act, str]:
    """A policy's grade is confirmed or changed."""
    mine = sent.incident(sent.path["incident"])
    policy = sent.fields.get("policy", "")
    found = next((a for a in mine.assessments if a.policy == policy), None)
    if found is None:
        raise NotFound(f"{policy!r} proposes nothing for this incident", where=mine.title)
    after = sent.fields.get("grade", "").strip()[:100] or None
    if after != found.grade and not sent.fields.get("why", "").strip():
        raise HTTPException(422, "a changed grade needs a note that says why")
    act = Graded(
        incident=sent.anchors(mine.claims), policy=policy, version=found.version, before=found.grade, after=after
    )
    return act, f"{sent.to.base}/incidents/{mine.id}/review"


def undo(sent: Sent) -> tuple[Act, str]:
    """An earlier decision no longer holds. Coders undo their own, editors any."""
    layer = sheet.layer_of(sent.look.connection, sent.look.name, sent.person)
    given = sent.path["number"]
    number = int(given) if given.isdecimal() and len(given) < 10 else 0
    log = decisions.logged(sent.look.connection, sent.look.name, layer=layer)
    found = next((decision for decision in standing(log, layer=layer) if decision.number == number), None)
    if found is None:
        raise NotFound(f"decision {given} is not there, or was undone", where=sent.look.name)
    if found.by != sent.person.name and sent.person.role != "editor":
        raise HTTPException(403, f"decision {number} is by {found.by}: only they or an editor can undo it")
    back = _local(sent.fields.get("next", ""))
    return Undone(decision=number), back or f"{sent.to.base}/decisions"


def _sheet(sent: Sent, report: str) -> sheet.Sheet:
    return sheet.sheet(sent.look.connection, sent.look.name, report, sent.person)


def _claim(sent: Sent) -> Claim:
    """The claim of the path, as its sender saw it. Raises NotFound, and HTTPException 409 when it was changed since."""
    id = sent.path["claim"]
    page = _sheet(sent, sheet.report_of(id))
    claim = page.claim(id)
    if sent.fields.get("stamp") != sheet.stamp(claim, page.marks.get(id)):
        raise HTTPException(409, "this claim was decided on since you loaded it: look at it again")
    return claim


def _read(sent: Sent, report: Report, claim: Claim) -> Claim:
    try:
        return claimform.read(sent.fields, report, claim)
    except claimform.FormError as error:
        raise HTTPException(422, str(error)) from None


def _pair(sent: Sent) -> tuple[Incident, Incident]:
    mine, other = sent.incident(sent.path["incident"]), sent.incident(sent.fields.get("other", ""))
    if mine.id == other.id:
        raise HTTPException(422, "choose another incident")
    return mine, other


def _shared(sent: Sent) -> None:
    """Raises HTTPException 409 while the sender codes blindly: incidents and positions are drawn from both."""
    if sheet.layer_of(sent.look.connection, sent.look.name, sent.person):
        raise HTTPException(409, "while you code this dossier blindly you decide on claims only")


def onward(sent: Sent) -> str:
    return _local(sent.fields.get("next", "")) or f"{sent.to.base}/review"


def _local(address: str) -> str:
    """The address if it is one of the desk, else "": a form may not send people elsewhere."""
    plain = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
    return address if plain else ""
