"""One claim in review: its words in the report, what was read from them, what it answers, and what was decided."""

from __future__ import annotations

import msgspec

from rashomon.archive import browsing, completing, decisions
from rashomon.model import Claim, Question
from rashomon.web import clashing, lighting, quoting
from rashomon.web.lighting import Paragraph
from rashomon.web.looking import Look
from rashomon.web.review import claimform, sheet, telling
from rashomon.web.review.claimform import Group
from rashomon.web.review.sheet import Sheet
from rashomon.web.review.telling import Change, Told
from rashomon.web.views import Asked, NoQuery, View

AROUND = 1
"""Paragraphs shown before and after the claim's own: enough to see whom "he" means."""


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """In which row of claims the person is."""

    question: str | None = None
    """Go through the claims of this question; else of the first question that the claim answers, else of the report."""


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """A position that the claim could be moved to."""

    letter: str
    answer: str
    claim: str
    """A claim that stands there; "" when there is no other."""
    mine: bool


class Answered(msgspec.Struct, frozen=True, kw_only=True):
    """A question that the claim helps to answer."""

    id: str
    text: str
    status: str
    sides: tuple[Side, ...]


class ClaimPage(msgspec.Struct, frozen=True, kw_only=True):
    """A claim in review."""

    claim: Claim
    """As it stands."""
    quote: quoting.Quote
    state: str
    """unreviewed, accepted, corrected, added or rejected."""
    groups: tuple[Group, ...]
    """Its values."""
    changes: tuple[Change, ...]
    """What a person changed of what was read."""
    completed: tuple[Change, ...]
    """As long as nobody has decided: the days and place that only other reports give, in the place of what was read."""
    completed_why: tuple[str, ...]
    report: str
    title: str
    passage: tuple[Paragraph, ...]
    answers: tuple[Answered, ...]
    history: tuple[Told, ...]
    """Newest first."""
    disagreements: tuple[str, ...]
    layer: str
    """"" or the person, while they code blindly."""
    before: str | None
    after: str | None
    """The claims before and after it in the row."""
    row: str | None
    """The question whose claims make the row."""
    place: tuple[int, int]
    """Its number in the row, and how many there are."""
    stamp: str
    seen: int


def build(asked: Asked[Query]) -> ClaimPage:
    sheet.may_review(asked.person)
    look = asked.dossier
    id = asked.path["claim"]
    page = sheet.sheet(look.connection, look.name, sheet.report_of(id), asked.person)
    claim = page.claim(id)
    mark = page.marks.get(id)
    answered = browsing.answering(look.connection, look.name, [id]).get(id, ())
    questions = look.questions(ids=answered) if answered else ()
    row, members = _row(page, questions, asked.query.question)
    at = members.index(id) if id in members else 0
    read = next((c for c in page.read if c.id == id), None)
    whole = completing.laid_over(look.connection, look.name, {id: claim})[id]
    return ClaimPage(
        claim=claim,
        quote=quoting.quote(claim, page.report, answered),
        state=mark.state if mark else "unreviewed",
        groups=tuple(g for g in claimform.groups(claim) if any(b.value for b in g.boxes) and not g.blank),
        changes=telling.changed(read, claim) if read is not None else (),
        completed=tuple(c for c in telling.changed(claim, whole) if c.after) if mark is None else (),
        completed_why=tuple(reason.rule for reason in whole.evidence[len(claim.evidence) :]) if mark is None else (),
        report=page.report.id,
        title=page.report.title or page.report.path or page.report.id,
        passage=_passage(page, claim),
        answers=tuple(_answered(question, id) for question in questions),
        history=_history(page, claim, asked),
        disagreements=_disagreements(page, look, id),
        layer=page.layer,
        before=members[at - 1] if at else None,
        after=members[at + 1] if at + 1 < len(members) else None,
        row=row,
        place=(at + 1, max(len(members), 1)),
        stamp=sheet.stamp(claim, mark),
        seen=page.seen,
    )


def _row(page: Sheet, questions: tuple[Question, ...], wanted: str | None) -> tuple[str | None, list[str]]:
    """The claims to go through one after the other."""
    chosen = next((q for q in questions if q.id == wanted), questions[0] if questions else None)
    if chosen is None:
        return None, [claim.id for claim in page.claims]
    return chosen.id, list(dict.fromkeys(claim for position in chosen.positions for claim in position.claims))


def _passage(page: Sheet, claim: Claim) -> tuple[Paragraph, ...]:
    all_ = list(lighting.paragraphs(page.report.text, lighting.lights([claim])))
    own = [n for n, p in enumerate(all_) if p.start < claim.content.end and claim.content.start < p.start + len(p.text)]
    first, last = (min(own), max(own)) if own else (0, 0)
    return tuple(all_[max(first - AROUND, 0) : last + AROUND + 1])


def _answered(question: Question, claim: str) -> Answered:
    return Answered(
        id=question.id,
        text=question.text,
        status=question.status,
        sides=tuple(
            Side(
                letter=clashing.letter(number),
                answer=position.answer,
                claim=next((c for c in position.claims if c != claim), ""),
                mine=claim in position.claims,
            )
            for number, position in enumerate(question.positions)
        ),
    )


def _history(page: Sheet, claim: Claim, asked: Asked[Query]) -> tuple[Told, ...]:
    holding = {decision.number for decision in page.reviewed.standing}
    may = {d.number for d in page.reviewed.standing if asked.person.role == "editor" or d.by == asked.person.name}
    return tuple(
        telling.tell(decision, holds=decision.number in holding, may_undo=decision.number in may)
        for decision in reversed(page.history(claim))
    )


def _disagreements(page: Sheet, look: Look, id: str) -> tuple[str, ...]:
    own = [d for d in page.reviewed.disagreements if d.claim == id]
    kept = [] if page.layer else [d for d in decisions.disagreements(look.connection, look.name) if d.claim == id]
    return tuple(dict.fromkeys(f"Decision {d.decision}: {d.words}" for d in (*own, *kept)))


VIEW = View(
    name="claim",
    path="/dossiers/{dossier}/claims/{claim}",
    template="review_claim.html",
    summary="A claim in review: its words, its values, what it answers, what was decided about it.",
    shape=ClaimPage,
    query=Query,
    build=build,
    title=lambda page: f"Claim: {page.claim.content.text[:60]}",
)


class FormPage(msgspec.Struct, frozen=True, kw_only=True):
    """A claim to be corrected, or a new one to be added."""

    claim: str
    """"" when one is added."""
    report: str
    title: str
    passage: tuple[Paragraph, ...]
    groups: tuple[Group, ...]
    stamp: str
    seen: int
    layer: str


def build_form(asked: Asked[NoQuery]) -> FormPage:
    sheet.may_review(asked.person)
    look = asked.dossier
    id = asked.path.get("claim", "")
    report = asked.path.get("report") or sheet.report_of(id)
    page = sheet.sheet(look.connection, look.name, report, asked.person)
    claim = page.claim(id) if id else None
    return FormPage(
        claim=id,
        report=report,
        title=page.report.title or page.report.path or page.report.id,
        passage=tuple(lighting.paragraphs(page.report.text, lighting.lights([claim] if claim else page.claims))),
        groups=claimform.groups(claim),
        stamp=sheet.stamp(claim, page.marks.get(id)) if claim else "",
        seen=page.seen,
        layer=page.layer,
    )


CORRECT = View(
    name="correct",
    path="/dossiers/{dossier}/claims/{claim}/correct",
    template="review_form.html",
    summary="All values of a claim as the boxes of a form.",
    shape=FormPage,
    query=NoQuery,
    build=build_form,
    title=lambda page: f"Correct: {page.title[:60]}",
)
ADD = View(
    name="add-claim",
    path="/dossiers/{dossier}/reports/{report}/add",
    template="review_form.html",
    summary="An empty form for a claim that was not read.",
    shape=FormPage,
    query=NoQuery,
    build=build_form,
    title=lambda page: f"Add a claim: {page.title[:60]}",
)
