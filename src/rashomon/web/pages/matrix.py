"""The claim matrix: rows are questions, columns origins, cells what each answers. An empty cell is silence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Annotated

import msgspec

from rashomon.archive.browsing import Page
from rashomon.exporting import profiling
from rashomon.model import Claim
from rashomon.web.quoting import Point, Quote
from rashomon.web.views import Asked, View

PER_PAGE = 20
COMPARED = ("contested", "revised", "agreed")
"""Statuses of questions to which more than one answer was given."""
MOST_COLUMNS = 16
WEIGHTS = {"contested": 100, "revised": 10, "agreed": 10, "single": 1}
"""How far to the left an answer to such a question moves an origin's column."""


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """Which part of the matrix."""

    page: Annotated[int, msgspec.Meta(ge=1, le=100_000)] = 1
    all: bool = False
    """Also questions to which only one origin speaks."""


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """What an origin answers."""

    letter: str
    words: str
    replaced: bool
    quote: Quote | None
    """Its first claim that gives this answer; None when it cannot be told which is its own."""


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A question."""

    question: str
    text: str
    status: str
    cells: tuple[tuple[Cell, ...], ...]
    """For each column the answers, later ones last; empty: silent."""
    elsewhere: int
    """Origins that answer it and have no column."""


class Matrix(msgspec.Struct, frozen=True, kw_only=True):
    """One page of the matrix."""

    columns: tuple[str, ...]
    """Origins, those that answer the most contested ones of these questions first."""
    rows: tuple[Row, ...]
    all: bool
    page: int
    pages: int


def build(asked: Asked[Query]) -> Matrix:
    look, query = asked.dossier, asked.query
    statuses = (*COMPARED, "single") if query.all else COMPARED
    questions = look.ranked(Page(offset=(query.page - 1) * PER_PAGE, limit=PER_PAGE), statuses)
    points = look.points(questions)
    counts: Counter[str] = Counter()
    for point in points:
        counts.update(dict.fromkeys((o for a in point.answers for o in a.origins), WEIGHTS[point.status]))
    columns = tuple(sorted(counts, key=lambda name: (-counts[name], name)))[:MOST_COLUMNS]
    claims = look.claims(sorted({q.claim for p in points for a in p.answers for q in a.quotes}))
    total = sum(look.head.questions[status] for status in statuses)
    return Matrix(
        columns=columns,
        rows=tuple(_row(point, columns, claims) for point in points),
        all=query.all,
        page=query.page,
        pages=max(1, -(-total // PER_PAGE)),
    )


def _row(point: Point, columns: tuple[str, ...], claims: dict[str, Claim]) -> Row:
    everyone = {o for a in point.answers for o in a.origins}
    return Row(
        question=point.id,
        text=point.text,
        status=point.status,
        cells=tuple(tuple(_cells(point, origin, claims)) for origin in columns),
        elsewhere=len(everyone - set(columns)),
    )


def _cells(point: Point, origin: str, claims: dict[str, Claim]) -> Iterable[Cell]:
    for answer in point.answers:
        if origin not in answer.origins:
            continue
        own = [q for q in answer.quotes if _credited(q, claims[q.claim], answer.origins) == origin]
        yield Cell(
            letter=answer.letter,
            words=answer.words,
            replaced=answer.replaced_by is not None,
            quote=own[0] if own else None,
        )


def _credited(quote: Quote, claim: Claim, origins: tuple[str, ...]) -> str | None:
    return profiling.credited(claim, quote.outlet, origins)


VIEW = View(
    name="matrix",
    path="/dossiers/{dossier}/matrix",
    template="matrix.html",
    summary="The claim matrix: questions by origins, with what each answers and in which words.",
    shape=Matrix,
    query=Query,
    build=build,
    title=lambda _: "Claim matrix",
)
