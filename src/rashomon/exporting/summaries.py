"""An incident as event data sees it: one type, two sides, one place and time, and the figures of a named policy.

Whatever does not fit into one row (who says so, who denies it, what was withdrawn) goes into its notes.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rashomon.exporting.codebooks import Side, is_civilian, side
from rashomon.exporting.record import Record, ReportRecord
from rashomon.exporting.rows import day
from rashomon.model import Assessment, Claim, Figure, Incident, Place, Position, Question
from rashomon.model.claim import Outcome

VIOLENT = ("ASSAULT", "COERCE", "PROTEST")
"""Types of events that are done to somebody who need not have a name."""
ENOUGH_ORIGINS, FEW_CLAIMS = 2, 4
"""One origin among many that names somebody does not make them the actor, however often it says so: two must, unless
there are only three claims in all."""
OWN_VOICE = "outlet's own voice"
LIKELY = ("certain", "probable")
RAZED = "destroy"
FLOWN = ("aerial",)
"""Modes of attack for which a party needs aircraft with pilots."""
DENIED = "not "
"""How an answer begins that only says who it was not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What one row of event data can say of an incident, and what its notes need."""

    incident: Incident
    claims: tuple[Claim, ...]
    reports: tuple[ReportRecord, ...]
    """Those with one of the claims, by the time they were published; copies too."""
    type: str
    mode: str | None
    """The most frequent mode among the claims of that type that have one."""
    first: Side | None
    """Who did it; None where that is unknown, or several are named by different origins."""
    second: Side | None
    """To whom it was done, or who fought the first."""
    named: tuple[tuple[str, tuple[str, ...]], ...]
    """Every armed party with a name that somebody says did it, with who says so."""
    accused: tuple[str, ...]
    """Everyone that some origin holds responsible."""
    responsibility_contested: bool
    assessment: Assessment | None
    """The policy's reading of the dead; None where it has none."""
    dead: Question | None
    """How many were killed: the question with the most claims."""
    injured: Question | None
    origins: tuple[str, ...]
    """The independent origins behind everything that is said of it."""
    contested: int
    """Questions to which two origins give answers that cannot both be true."""

    @property
    def took_place(self) -> bool:
        """Whether anybody says that it happened, and not only that it would, might or did not."""
        told = (c for c in self.claims if c.event.type == self.type and c.polarity == "positive")
        return self.type != "NONE" and any(
            c.status == "actual" and c.certainty in LIKELY and _says_something(c) for c in told
        )

    @property
    def place(self) -> Place | None:
        return self.incident.place

    @property
    def start(self) -> date | None:
        return day(self.incident.time.start) if self.incident.time else None

    @property
    def end(self) -> date | None:
        return day(self.incident.time.end) if self.incident.time else None

    @property
    def originals(self) -> tuple[ReportRecord, ...]:
        """The reports that are no copy of another."""
        return tuple(report for report in self.reports if report.copy_of is None) or self.reports

    @property
    def civilians_suffered(self) -> bool:
        """Whether those who were killed or hurt are said to be no party to the fighting."""
        harmed = [f for claim in self.claims for f in claim.figures if f.outcome in ("killed", "wounded")]
        return bool(self.second and self.second.civilian) or any(is_civilian(figure.counted) for figure in harmed)


def summarise(record: Record, *, policy: str) -> Iterator[Summary]:
    """The summaries of all incidents, by day and id."""
    claims = {claim.id: claim for claim in record.claims}
    reports = {report.id: report for report in record.reports}
    asked: dict[str | None, list[Question]] = defaultdict(list)
    for question in record.questions:
        asked[question.incident].append(question)
    for incident in sorted(record.incidents, key=lambda i: (i.time.start or "" if i.time else "", i.id)):
        mine = tuple(claims[id] for id in incident.claims if id in claims)
        told = tuple(reports[id] for id in dict.fromkeys(claim.report for claim in mine))
        yield _summary(incident, mine, told, tuple(asked[incident.id]), policy)


def answers(question: Question) -> str:
    """The positions with the origins behind each: "at least 56 (SOHR); 73, withdrawn (Airwars)"."""
    return "; ".join(
        f"{p.answer}{', withdrawn' if p.superseded_by is not None else ''} ({', '.join(p.origins)})"
        for p in question.positions
    )


def standing(question: Question) -> tuple[Position, ...]:
    """The positions that were not replaced by their own origin."""
    return tuple(position for position in question.positions if position.superseded_by is None)


def figures_of(position: Position, claims: Iterable[Claim]) -> Iterator[Figure]:
    """The figures that the position was made from."""
    for claim in claims:
        if claim.id in position.claims:
            yield from (f for f in claim.figures if (f.low, f.high) == (position.low, position.high))


def _summary(
    incident: Incident,
    claims: tuple[Claim, ...],
    reports: tuple[ReportRecord, ...],
    questions: tuple[Question, ...],
    policy: str,
) -> Summary:
    types = Counter(claim.event.type for claim in claims)
    kind = min(types, key=lambda t: (t == "NONE", -types[t], t), default="NONE")
    dead = _asked(questions, claims, "killed")
    # Where people died, what was destroyed with them is not what happened.
    modes = Counter(m for c in claims if c.event.type == kind and (m := c.event.mode) and not (dead and m == RAZED))
    mode = min(modes, key=lambda m: (-modes[m], m), default=None)
    accused, contested = _accused(questions)
    did = [c for c in claims if c.event.type == kind and c.polarity == "positive" and c.status == "actual"]
    first = _first(mode, did, accused)
    return Summary(
        incident=incident,
        claims=claims,
        reports=tuple(sorted(reports, key=lambda r: (r.published or "9", r.path or "", r.id))),
        type=kind,
        mode=mode,
        first=first,
        second=_second(kind, did, first),
        named=_named(mode, did),
        accused=accused,
        responsibility_contested=contested,
        assessment=next((a for a in incident.assessments if a.policy == policy), None),
        dead=dead,
        injured=_asked(questions, claims, "wounded"),
        contested=sum(question.status == "contested" for question in questions),
        origins=tuple(sorted({origin for q in questions for p in standing(q) for origin in p.origins})),
    )


def _says_something(claim: Claim) -> bool:
    """Whether it says how, who, to whom or how many: a mere word for an event is none that could be coded."""
    event = claim.event
    counted = any(figure.outcome != "none" for figure in claim.figures)
    return bool(event.mode or event.actors or event.recipients or counted)


def _accused(questions: Sequence[Question]) -> tuple[tuple[str, ...], bool]:
    """Armed parties that an origin holds responsible, and whether others say otherwise."""
    asked = [question for question in questions if question.kind == "responsibility"]
    names = {p.answer.removeprefix(DENIED) for q in asked for p in standing(q)}
    return tuple(sorted(n for n in names if side(n).armed)), any(q.status == "contested" for q in asked)


def _first(mode: str | None, claims: Sequence[Claim], accused: tuple[str, ...]) -> Side | None:
    """Who is held responsible, when it is one; else whom most of the claims that name an armed party name."""
    if accused:
        return side(accused[0]) if len(accused) == 1 else None
    able = [(_origin(claim), _able(claim, mode)) for claim in claims]
    best = _most_named(party for _, sides in able for party in sides)
    # "The militants" do not speak against the Islamic State: only others with a name of their own do.
    telling = [origin for origin, sides in able if best in sides or any(party.known for party in sides)]
    behind = [origin for origin, sides in able if best in sides]
    enough = len(set(behind)) >= ENOUGH_ORIGINS or len(claims) < FEW_CLAIMS
    return best if enough and 2 * len(behind) > len(telling) else None


def _able(claim: Claim, mode: str | None) -> set[Side]:
    """Those named as doing it who could have."""
    sides = {side(party.name) for party in claim.event.actors}
    return {party for party in sides if party.armed and (mode not in FLOWN or party.flies)}


def _origin(claim: Claim) -> str:
    """Who says it, roughly: for whom the innermost source speaks (a state with one voice), or the report itself."""
    if not claim.sources:
        return claim.report
    speaks_for = side(claim.sources[-1].affiliation or claim.sources[-1].name)
    state = speaks_for.sort is not None and speaks_for.sort.state
    return speaks_for.country if state and speaks_for.country else speaks_for.name


def _named(mode: str | None, claims: Sequence[Claim]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Every armed party that is named as doing it, with who names it."""
    found: dict[str, set[str]] = {}
    for claim in claims:
        for party in _able(claim, mode):
            if party.known:
                found.setdefault(party.name, set()).add(claim.sources[-1].name if claim.sources else OWN_VOICE)
    return tuple((name, tuple(sorted(found[name]))) for name in sorted(found))


def _second(kind: str, claims: Sequence[Claim], first: Side | None) -> Side | None:
    """To whom it was done: an armed party that enough origins name, else whoever else it is. Outside violence only who
    has a name: whoever withdraws does so alone."""
    named = [(_origin(claim), side(party.name)) for claim in claims for party in claim.event.recipients]
    others = [(origin, party) for origin, party in named if first is None or party.name != first.name]
    origins = {party: {origin for origin, one in others if one == party} for _, party in others}
    few = len(claims) < FEW_CLAIMS
    able = [party for _, party in others if party.armed and (few or len(origins[party]) >= ENOUGH_ORIGINS)]
    if kind not in VIOLENT:
        return _most_named(party for party in able if party.known)
    return _most_named([*able, *(party for _, party in others if party.civilian)])


def _most_named(sides: Iterable[Side]) -> Side | None:
    """The party named most often, those with a name of their own before "rebels" and "soldiers"."""
    counts = Counter(sides)
    return min(counts, key=lambda s: (not s.known, -counts[s], s.name), default=None)


def _asked(questions: Sequence[Question], claims: Sequence[Claim], outcome: Outcome) -> Question | None:
    """The figure question on that outcome that most claims answer; of parts of a whole only where no other is."""
    asked = []
    for question in questions:
        outcomes = [f.outcome for p in question.positions for f in figures_of(p, claims)]
        if question.kind == "figure" and outcomes and Counter(outcomes).most_common(1)[0][0] == outcome:
            asked.append(question)
    return min(asked, key=lambda q: (-sum(len(p.claims) for p in q.positions), q.id), default=None)
