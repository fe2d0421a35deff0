"""One question: its positions, and how each claim stands to each other, with the reason."""

from __future__ import annotations

import msgspec

from rashomon.errors import NotFound
from rashomon.model import Relation
from rashomon.web.quoting import Point, Quote
from rashomon.web.views import Asked, NoQuery, View

MOST_RELATIONS = 200
ORDER = ("CONTRADICTS", "DENIES", "SUPERSEDES", "AGREES", "COMPATIBLE")
"""What a person comes for first."""


class QuestionPage(msgspec.Struct, frozen=True, kw_only=True):
    """A question."""

    point: Point
    relations: tuple[Relation, ...]
    """Up to 200 of them."""
    related: int
    """How many there are."""
    quotes: dict[str, Quote]
    """The claims that the relations name, by id."""


def build(asked: Asked[NoQuery]) -> QuestionPage:
    look = asked.dossier
    found = look.questions(ids=[asked.path["question"]])
    if not found:
        raise NotFound(f"no question {asked.path['question']!r} in this dossier", where=look.name)
    relations = sorted(look.relations([found[0].id]), key=lambda relation: ORDER.index(relation.kind))
    shown = relations[:MOST_RELATIONS]
    quotes = look.quotes(look.claims(sorted({end for r in shown for end in (r.a, r.b)})))
    return QuestionPage(
        point=look.points(found)[0],
        relations=tuple(r for r in shown if r.a in quotes and r.b in quotes),
        related=len(relations),
        quotes=quotes,
    )


VIEW = View(
    name="question",
    path="/dossiers/{dossier}/questions/{question}",
    template="question.html",
    summary="A question: its positions side by side, and how the claims stand to one another.",
    shape=QuestionPage,
    query=NoQuery,
    build=build,
    title=lambda page: page.point.text,
)
