"""Claims as they are quoted, and questions with their positions side by side: what every page is made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from typing import Protocol

import msgspec

from rashomon.model import Claim, Figure, Position, Question, Relation
from rashomon.web import clashing, ladder
from rashomon.web.clashing import Clash, Twice
from rashomon.web.ladder import Ladder

HEADINGS = {
    "contested": ("Contested", "Two origins give answers that cannot both be true."),
    "revised": ("Revised", "An origin has replaced its own earlier answer."),
    "agreed": ("Agreed", "Two or more origins give answers that can all be true."),
    "single": ("One origin only", "Nobody else speaks to the point: silence is neither agreement nor denial."),
}
NO_OUTLET = "outlet unknown"


class Published(Protocol):
    """What a quote needs to know of the report it stands in."""

    @property
    def outlet(self) -> str | None: ...
    @property
    def published(self) -> str | None: ...


class Quote(msgspec.Struct, frozen=True, kw_only=True):
    """A claim as it is quoted under a position, or noted beside a report's text."""

    claim: str
    """Id of the claim, and the fragment at which its words are lit."""
    pieces: tuple[str, ...]
    who: str
    """The chain of sources, outermost first: "BBC ← driver"; the outlet's name when it speaks itself."""
    own_voice: bool
    outlet: str
    when: str
    """The day it was said or, unless the report tells, published; "undated"."""
    negative: bool
    hedge: str
    """"" or how the claim falls short of a plain statement: "possible", "planned" ..."""
    questions: tuple[str, ...]
    """Ids of the questions that it answers."""


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """A position on a question."""

    letter: str
    words: str
    origins: tuple[str, ...]
    quotes: tuple[Quote, ...]
    replaced_by: str | None
    """Letter of the position by which its own origin replaced it."""


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """A question with its positions side by side."""

    id: str
    text: str
    incident: str
    """Title of the incident."""
    incident_id: str
    kind: str
    status: str
    why: tuple[str, ...]
    answers: tuple[Answer, ...]
    clashes: tuple[Clash, ...] = ()
    """Which standing answers cannot be true together: each pair once, under the answer that most others oppose."""
    twice: tuple[Twice, ...] = ()
    """Who stands in more than one answer."""
    ladder: Ladder | None

    def answer(self, letter: str) -> Answer:
        """The answer with this letter."""
        return next(answer for answer in self.answers if answer.letter == letter)

    @property
    def origins(self) -> int:
        """How many origins speak to it."""
        return len({origin for answer in self.answers for origin in answer.origins})


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """Questions of one status."""

    status: str
    heading: str
    meaning: str
    points: tuple[Point, ...]
    total: int
    """How many there are, shown here or not."""


def points(
    questions: Iterable[Question],
    titles: Mapping[str, str],
    claims: Mapping[str, Claim],
    reports: Mapping[str, Published],
    relations: Iterable[Relation] = (),
) -> list[Point]:
    """The questions in their order, with which answers the `relations` set against each other.

    `titles` of incidents, `claims` and `reports` by id; a claim that is not there (it was rejected since) is left out.
    """
    questions = list(questions)
    answered = answers_of(questions)
    cited = {c for question in questions for position in question.positions for c in position.claims if c in claims}
    quotes = {id: quote(claims[id], reports[claims[id].report], answered.get(id, ())) for id in cited}
    opposed: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for relation in relations:
        if relation.kind in ("CONTRADICTS", "DENIES"):
            opposed[relation.question].add((relation.a, relation.b))
    return [
        msgspec.structs.replace(
            _point(q, titles.get(q.incident or "", ""), quotes, claims),
            clashes=clashing.clashes(q, opposed[q.id]),
            twice=clashing.twice(q, opposed[q.id]),
        )
        for q in questions
    ]


def sections(found: Iterable[Point], totals: Mapping[str, int] | None = None) -> Iterator[Section]:
    """The points by status, contested first; those on which more origins speak come first."""
    by_status: dict[str, list[Point]] = defaultdict(list)
    for point in found:
        by_status[point.status].append(point)
    for status, (heading, meaning) in HEADINGS.items():
        mine = sorted(by_status[status], key=lambda p: (-p.origins, p.text, p.id))
        total = totals.get(status, 0) if totals is not None else len(mine)
        if mine or total:
            yield Section(status=status, heading=heading, meaning=meaning, points=tuple(mine), total=total)


def answers_of(questions: Iterable[Question]) -> dict[str, tuple[str, ...]]:
    """By claim, the ids of the questions that it answers."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for question in questions:
        for position in question.positions:
            for claim in position.claims:
                found[claim][question.id] = None
    return {claim: tuple(ids) for claim, ids in found.items()}


def quote(claim: Claim, report: Published, questions: tuple[str, ...]) -> Quote:
    """The claim as it is quoted."""
    said = claim.said.start if claim.said and claim.said.precision in ("day", "part-of-day") else None
    hedges = [h for h in (claim.certainty, claim.status) if h not in ("certain", "actual")]
    outlet = report.outlet or NO_OUTLET
    return Quote(
        claim=claim.id,
        pieces=tuple(p.text for p in claim.parts or (claim.content,)),
        who=" ← ".join(s.name for s in claim.sources) or outlet,
        own_voice=not claim.sources,
        outlet=outlet,
        when=said or (report.published or "undated")[:10],
        negative=claim.polarity == "negative",
        hedge=", ".join(hedges),
        questions=questions,
    )


def _point(question: Question, incident: str, quotes: Mapping[str, Quote], claims: Mapping[str, Claim]) -> Point:
    answers = []
    said = []
    for letter, position in zip(map(clashing.letter, count()), question.positions, strict=False):
        replaced = position.superseded_by
        mine = sorted((quotes[c] for c in position.claims if c in quotes), key=lambda q: (q.when, q.outlet, q.claim))
        answers.append(
            Answer(
                letter=letter,
                words=position.answer,
                origins=position.origins,
                quotes=tuple(mine),
                replaced_by=None if replaced is None else clashing.letter(replaced),
            )
        )
        if question.kind == "figure":
            said += [s for q in mine for s in _said(q, claims[q.claim], letter, position)]
    return Point(
        id=question.id,
        text=question.text,
        incident=incident,
        incident_id=question.incident or "",
        kind=question.kind,
        status=question.status,
        why=tuple(dict.fromkeys(r.rule for r in question.evidence)),
        answers=tuple(answers),
        ladder=ladder.build(said),
    )


def _said(quote: Quote, claim: Claim, letter: str, position: Position) -> Iterator[ladder.Said]:
    """Of the claim's figures the one that its position is about: the same interval, else one that overlaps it."""
    same = [f for f in claim.figures if (f.low, f.high) == (position.low, position.high)]
    near = [f for f in claim.figures if _overlap(f, position)]
    for figure in (*same, *near)[:1]:
        yield ladder.Said(
            figure=figure,
            when=quote.when,
            who=quote.who,
            claim=claim.id,
            position=letter,
            withdrawn=position.superseded_by is not None,
        )


def _overlap(figure: Figure, position: Position) -> bool:
    low, high = figure.low, figure.high
    below = low is None or position.high is None or low <= position.high
    return below and (high is None or position.low is None or high >= position.low)
