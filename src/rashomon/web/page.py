"""What the dossier page shows, as documented values, and the page written from them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib import resources

import msgspec

from rashomon.exporting.record import Record, ReportRecord
from rashomon.model import Claim, Incident, Question
from rashomon.web import ladder, lighting
from rashomon.web.ladder import Ladder
from rashomon.web.lighting import Paragraph

HEADINGS = {
    "contested": ("Contested", "Two origins give answers that cannot both be true."),
    "revised": ("Revised", "An origin has replaced its own earlier answer."),
    "agreed": ("Agreed", "Two or more origins give answers that can all be true."),
    "single": ("One origin only", "Nobody else speaks to the point: silence is neither agreement nor denial."),
}
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


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
    kind: str
    status: str
    why: tuple[str, ...]
    answers: tuple[Answer, ...]
    ladder: Ladder | None


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """All questions of one status."""

    status: str
    heading: str
    meaning: str
    points: tuple[Point, ...]


class Text(msgspec.Struct, frozen=True, kw_only=True):
    """A report with its claims lit."""

    id: str
    title: str
    outlet: str
    published: str
    place: str
    copy_of: str | None
    copy_outlet: str
    warnings: tuple[str, ...]
    paragraphs: tuple[tuple[Paragraph, tuple[Quote, ...]], ...]
    """Each with the notes on the claims that begin in it."""


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """The whole page of a dossier."""

    name: str
    generator: str
    reports: int
    copies: int
    claims: int
    outlets: int
    period: str
    sections: tuple[Section, ...]
    texts: tuple[Text, ...]
    withheld: int
    """How many private persons' names were left out."""


def build(record: Record, *, withheld: int = 0) -> Page:
    """The page of a record. Everything is in a fixed order: the same record gives the same page."""
    quotes = _quotes(record)
    incidents = {q: i for i in record.incidents for q in i.questions}
    claims = {c.id: c for c in record.claims}
    days = sorted(r.published[:10] for r in record.reports if r.published)
    return Page(
        name=record.dossier,
        generator=f"{record.generator.name} {record.generator.version}, {record.generator.model}",
        reports=len(record.reports),
        copies=sum(r.copy_of is not None for r in record.reports),
        claims=len(record.claims),
        outlets=len({r.outlet for r in record.reports if r.outlet}),
        period=" to ".join(dict.fromkeys((days[0], days[-1]))) if days else "undated",
        sections=tuple(_sections(record.questions, incidents, quotes, claims)),
        texts=tuple(_text(r, record, quotes) for r in sorted(record.reports, key=_when)),
        withheld=withheld,
    )


def render(page: Page) -> str:
    """One self-contained HTML document: no script, nothing loaded from anywhere."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("rashomon.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = resources.files("rashomon.web").joinpath("static/style.css").read_text(encoding="utf-8")
    return environment.get_template("dossier.html").render(page=page, style=style)


def _quotes(record: Record) -> dict[str, Quote]:
    reports = {r.id: r for r in record.reports}
    answers = defaultdict(list)
    for question in record.questions:
        for position in question.positions:
            for claim in position.claims:
                answers[claim].append(question.id)
    return {c.id: _quote(c, reports[c.report], tuple(dict.fromkeys(answers[c.id]))) for c in record.claims}


def _quote(claim: Claim, report: ReportRecord, questions: tuple[str, ...]) -> Quote:
    said = claim.said.start if claim.said and claim.said.precision in ("day", "part-of-day") else None
    hedges = [h for h in (claim.certainty, claim.status) if h not in ("certain", "actual")]
    outlet = report.outlet or "outlet unknown"
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


def _sections(
    questions: Iterable[Question], incidents: dict[str, Incident], quotes: dict[str, Quote], claims: dict[str, Claim]
) -> Iterator[Section]:
    by_status: dict[str, list[Question]] = defaultdict(list)
    for question in questions:
        by_status[question.status].append(question)
    for status, (heading, meaning) in HEADINGS.items():
        points = [_point(q, incidents.get(q.id), quotes, claims) for q in by_status[status]]
        points.sort(key=lambda p: (-_weight(p), p.text, p.id))
        if points:
            yield Section(status=status, heading=heading, meaning=meaning, points=tuple(points))


def _weight(point: Point) -> int:
    """Questions on which more origins speak come first."""
    return len({o for a in point.answers for o in a.origins})


def _point(question: Question, incident: Incident | None, quotes: dict[str, Quote], claims: dict[str, Claim]) -> Point:
    answers = []
    said = []
    for letter, position in zip(_letters(), question.positions, strict=False):
        replaced = position.superseded_by
        mine = sorted((quotes[c] for c in position.claims), key=lambda q: (q.when, q.outlet, q.claim))
        answers.append(
            Answer(
                letter=letter,
                words=position.answer,
                origins=position.origins,
                quotes=tuple(mine),
                replaced_by=None if replaced is None else LETTERS[replaced % len(LETTERS)],
            )
        )
        said += [s for q in mine for s in _figures(q, claims[q.claim], letter, replaced is not None)]
    return Point(
        id=question.id,
        text=question.text,
        incident=incident.title if incident else "",
        kind=question.kind,
        status=question.status,
        why=tuple(dict.fromkeys(r.rule for r in question.evidence)),
        answers=tuple(answers),
        ladder=ladder.build(_alike(said, question)) if question.kind == "figure" else None,
    )


def _letters() -> Iterator[str]:
    number = 0
    while True:
        yield LETTERS[number % len(LETTERS)]
        number += 1


def _figures(quote: Quote, claim: Claim, letter: str, withdrawn: bool) -> Iterator[ladder.Said]:
    for figure in claim.figures:
        yield ladder.Said(
            figure=figure, when=quote.when, who=quote.who, claim=claim.id, position=letter, withdrawn=withdrawn
        )


def _alike(said: list[ladder.Said], question: Question) -> list[ladder.Said]:
    """Of each claim the figure that its position is about: claims often carry several."""
    spans = [(p.low, p.high) for p in question.positions]

    def fits(one: ladder.Said) -> bool:
        low, high = one.figure.low, one.figure.high
        return any(
            (low is None or b is None or low <= b) and (high is None or a is None or high >= a) for a, b in spans
        )

    best: dict[str, ladder.Said] = {}
    for one in said:
        if fits(one):
            best.setdefault(one.claim, one)
    return list(best.values())


def _text(report: ReportRecord, record: Record, quotes: dict[str, Quote]) -> Text:
    claims = [c for c in record.claims if c.report == report.id]
    original = next((r for r in record.reports if r.id == report.copy_of), None)
    pieces = []
    for paragraph in lighting.paragraphs(report.text, lighting.lights(claims)):
        pieces.append((paragraph, tuple(quotes[c] for c in paragraph.claims)))
    return Text(
        id=report.id,
        title=report.title or report.path or report.id,
        outlet=report.outlet or "outlet unknown",
        published=report.published or "undated",
        place=(report.dateline.place or "") if report.dateline else "",
        copy_of=report.copy_of,
        copy_outlet=(original.outlet or "") if original else "",
        warnings=report.warnings,
        paragraphs=tuple(pieces),
    )


def _when(report: ReportRecord) -> tuple[str, str, str]:
    return (report.published or "9999", report.path or "", report.id)
