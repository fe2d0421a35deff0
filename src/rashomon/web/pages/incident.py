"""One incident: its questions with the positions side by side, grades proposed by policies, who says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Annotated

import msgspec

from rashomon.errors import NotFound
from rashomon.model import Assessment, Incident, Question
from rashomon.web import belligerents, quoting, timeline
from rashomon.web.quoting import Quote, Section
from rashomon.web.views import Asked, View

UNDECIDED = "undecided"
"""How the rule of a reason begins that keeps a link open."""
PER_PAGE = 60
"""Questions of one page: the longest incidents of our dossiers have 40."""


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """What of the incident is wanted."""

    policy: Annotated[str, msgspec.Meta(max_length=40)] = ""
    """Only the grade that this policy proposes; "": of all."""
    page: Annotated[int, msgspec.Meta(ge=1, le=100_000)] = 1


class Own(msgspec.Struct, frozen=True, kw_only=True):
    """What a belligerent says itself."""

    party: str
    answers: bool
    """Whether it is an origin of a position here, so that it has a page."""
    quotes: tuple[Quote, ...]


class Chain(msgspec.Struct, frozen=True, kw_only=True):
    """A way by which claims came: outermost source first, then the outlets that print it."""

    who: str
    claims: int
    outlets: tuple[str, ...]


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """An independent origin, and how many questions of the incident it speaks to."""

    name: str
    questions: int


class Undecided(msgspec.Struct, frozen=True, kw_only=True):
    """Claims that were put here for one reason, and fit another incident as well."""

    reason: str
    """Names place and days of the other incident."""
    quotes: tuple[Quote, ...]
    words: tuple[str, ...]
    """Of claims that were corrected or rejected since."""


class IncidentPage(msgspec.Struct, frozen=True, kw_only=True):
    """An incident."""

    incident: Incident
    when: str
    statuses: dict[str, int]
    """How many questions of each status."""
    sections: tuple[Section, ...]
    assessments: tuple[Assessment, ...]
    policies: tuple[str, ...]
    """Policies that have something to say."""
    policy: str
    own: tuple[Own, ...]
    undecided: tuple[Undecided, ...]
    origins: tuple[Origin, ...]
    chains: tuple[Chain, ...]
    reports: int
    page: int
    pages: int


def build(asked: Asked[Query]) -> IncidentPage:
    look, query = asked.dossier, asked.query
    found = look.incidents(ids=[asked.path["incident"]])
    if not found:
        raise NotFound(f"no incident {asked.path['incident']!r} in this dossier", where=look.name)
    incident = found[0]
    questions = look.questions(ids=incident.questions)
    shown = questions[(query.page - 1) * PER_PAGE :][:PER_PAGE]
    claims = look.claims(incident.claims)
    quotes = look.quotes(claims)
    statuses: Counter[str] = Counter(q.status for q in questions)
    known = {o for q in questions for p in q.positions for o in p.origins}
    stated = belligerents.statements(tuple(claims.values()), questions)
    return IncidentPage(
        incident=incident,
        when=timeline.when(incident.time.start, incident.time.end) if incident.time else "undated",
        statuses={status: statuses[status] for status in quoting.HEADINGS},
        sections=tuple(quoting.sections(look.points(shown))),
        assessments=tuple(a for a in incident.assessments if query.policy in ("", a.policy)),
        policies=tuple(a.policy for a in incident.assessments),
        policy=query.policy,
        own=tuple(Own(party=s.party, answers=s.party in known, quotes=_quoted(s.claims, quotes)) for s in stated),
        undecided=_undecided(incident, {c.content.text: quotes[id] for id, c in claims.items()}),
        origins=_origins(questions),
        chains=_chains(quotes.values()),
        reports=len({claim.report for claim in claims.values()}),
        page=query.page,
        pages=max(1, -(-len(questions) // PER_PAGE)),
    )


def _quoted(claims: Iterable[str], quotes: Mapping[str, Quote]) -> tuple[Quote, ...]:
    return tuple(sorted((quotes[c] for c in claims), key=lambda quote: (quote.when, quote.claim)))


def _undecided(incident: Incident, said: Mapping[str, Quote]) -> tuple[Undecided, ...]:
    """By reason, those of most claims first; `said` are the claims of the incident by their words."""
    found: dict[str, dict[str, None]] = {}
    for reason in incident.evidence:
        if reason.rule.startswith(UNDECIDED):
            found.setdefault(reason.rule.removeprefix(f"{UNDECIDED}: "), {})[reason.words] = None
    ordered = sorted(found.items(), key=lambda one: (-len(one[1]), one[0]))
    return tuple(
        Undecided(
            reason=reason,
            quotes=tuple(said[w] for w in words if w in said),
            words=tuple(w for w in words if w not in said),
        )
        for reason, words in ordered
    )


def _origins(questions: Iterable[Question]) -> tuple[Origin, ...]:
    counts = Counter(o for q in questions for o in sorted({o for p in q.positions for o in p.origins}))
    return tuple(Origin(name=name, questions=n) for name, n in sorted(counts.items(), key=lambda c: (-c[1], c[0])))


def _chains(quotes: Iterable[Quote]) -> tuple[Chain, ...]:
    found: dict[str, list[str]] = {}
    for quote in quotes:
        found.setdefault(quote.who, []).append(quote.outlet)
    ordered = sorted(found.items(), key=lambda one: (-len(one[1]), one[0]))
    return tuple(Chain(who=who, claims=len(outlets), outlets=tuple(sorted(set(outlets)))) for who, outlets in ordered)


VIEW = View(
    name="incident",
    path="/dossiers/{dossier}/incidents/{incident}",
    template="incident.html",
    summary="An incident: its questions, grades proposed by policies, belligerents' own statements, sources.",
    shape=IncidentPage,
    query=Query,
    build=build,
    title=lambda page: page.incident.title,
)
