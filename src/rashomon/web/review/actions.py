"""What can be decided: each form is one decision, signed, chained and held against what its sender had seen."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from rashomon.archive import Archive, browsing, codings, decisions
from rashomon.archive.decisions import Overtaken, Signed
from rashomon.errors import NotFound
from rashomon.model import Anchor, Claim, Graded, Incident, Moved, OnClaim, OnIncidents, Report, Undone
from rashomon.model.decision import Act
from rashomon.reviewing import standing
from rashomon.reviewing.claims import anchor
from rashomon.web import forms, links
from rashomon.web.desk import Desk, Person, Role
from rashomon.web.links import OnDesk
from rashomon.web.looking import Look
from rashomon.web.review import claimform, sheet
from rashomon.web.review.incidentpage import one

MOST = 2000
"""Characters of a note."""
TRIES = 5
"""How often a form is checked anew when others decide at the same moment."""


AT_ONCE = 5000
"""Claims of a dossier up to which conclusions are drawn anew with each decision: 1.5 seconds of one core (measured; a
quarter of a millisecond for each claim)."""


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


def routes(desk: Desk) -> Sequence[BaseRoute]:
    """Where the forms are sent."""
    base = "/dossiers/{dossier}"
    takes: tuple[tuple[str, Role, Made], ...] = (
        ("/claims/{claim}/accept", "coder", accept),
        ("/claims/{claim}/reject", "coder", reject),
        ("/claims/{claim}/correct", "coder", correct),
        ("/claims/{claim}/move", "coder", move),
        ("/reports/{report}/add", "coder", add),
        ("/incidents/{incident}/merge", "coder", merge),
        ("/incidents/{incident}/link", "coder", link),
        ("/incidents/{incident}/split", "coder", split),
        ("/incidents/{incident}/grade", "editor", grade),
        ("/decisions/{number}/undo", "coder", undo),
    )
    return tuple(Route(f"{base}{path}", _taking(desk, role, made), methods=["POST"]) for path, role, made in takes)


def accept(sent: Sent) -> tuple[Act, str]:
    """The claim is as it stands."""
    claim = _claim(sent)
    return OnClaim(verdict="accept", claim=anchor(claim), before=claim, after=claim), _next(sent)


def reject(sent: Sent) -> tuple[Act, str]:
    """The claim leaves every position."""
    claim = _claim(sent)
    return OnClaim(verdict="reject", claim=anchor(claim), before=claim, after=None), _next(sent)


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


def _taking(desk: Desk, role: Role, made: Made) -> Callable[[Request], object]:
    async def take(request: Request) -> Response:
        form, person = await forms.sent(desk, request, role)
        return await run_in_threadpool(_decide, desk, request, form, person, made)

    return take


def _decide(desk: Desk, request: Request, form: FormData, person: Person, made: Made) -> Response:
    name = links.name(request.path_params["dossier"])
    with desk.opened() as archive:
        for _ in range(TRIES):
            try:
                onward = _decided(desk, archive, request, form, (person, made, name))
            except Overtaken:
                continue
            _conclude(desk, archive, name)
            return RedirectResponse(onward, status_code=303)
    raise HTTPException(409, "others are deciding on this dossier at the same moment: send the form again")


def _decided(desk: Desk, archive: Archive, request: Request, form: FormData, who: tuple[Person, Made, str]) -> str:
    """Where the sender goes; the decision is in the log. Raises Overtaken when another came between."""
    person, made, name = who
    fields = {key: value for key, value in form.items() if isinstance(value, str)}
    lists = {key: tuple(v for v in form.getlist(key) if isinstance(v, str)) for key in form}
    once = _once(request.url.path, person, lists)
    with archive.reading() as connection:
        look = Look(desk, connection, browsing.head(connection, name), person)
        sent = Sent(look, person, request.path_params, fields, lists)
        if decisions.by_form(connection, once) is not None:
            return _next(sent)  # What is sent again was decided when it was sent first.
        layer, last = sheet.layer_of(connection, name, person), decisions.last(connection, name)
        if layer and any(coding.coder == layer and coding.done for coding in codings.of(connection, name)):
            raise HTTPException(409, "you have done: your coding is fixed until the other coder has done too")
        act, onward = made(sent)
    why = fields.get("why", "").strip()[:MOST]
    decisions.decide(archive, name, act, Signed(by=person.name, why=why, layer=layer, once=once, after=last))
    return onward


def _conclude(desk: Desk, archive: Archive, name: str) -> None:
    """Draws the conclusions anew where that takes a moment only; else the pages say that they are stale."""
    with archive.reading() as connection:
        head = browsing.head(connection, name)
    if head.stale and head.claims <= AT_ONCE:
        desk.conclude(archive, name)


def _once(path: str, person: Person, lists: Mapping[str, Sequence[str]]) -> str:
    """The same for the same form sent again: it holds how many decisions its sender had seen (`seen`)."""
    kept = sorted((name, values) for name, values in lists.items() if name != "token")
    return hashlib.sha256(msgspec.json.encode((path, person.name, kept))).hexdigest()


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


def _next(sent: Sent) -> str:
    return _local(sent.fields.get("next", "")) or f"{sent.to.base}/review"


def _local(address: str) -> str:
    """The address if it is one of the desk, else "": a form may not send people elsewhere."""
    plain = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
    return address if plain else ""
