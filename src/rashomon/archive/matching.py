"""Words, found by each database in its own way: SQLite's FTS5, PostgreSQL's text search.

Both fold capitals and accents, take what is no letter and no digit for a gap, know no stop words and no stems, and find
the last word also where it goes on.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Protocol, TypeAlias

from sqlalchemy import ColumnElement, Connection, Select, Table, func, literal_column, select, text

from rashomon.archive import tables as t

Query: TypeAlias = "Select[*tuple[object, ...]]"
RANKED = 1_000
"""Reports that a server ranks, the first by their ids: to rank is to fetch, and some words are everywhere."""
_MARKS = re.compile("[\u0300-\u036f]")
_WORD = re.compile(r"[^\W_]+")


class Matching(Protocol):
    """How a database finds words."""

    def expression(self, terms: Sequence[str], *, goes_on: bool) -> str:
        """The terms as the database understands them, so that none is an operator; all must be there, in any order,
        the words of one term in theirs. `goes_on`: the last word may be the beginning of one. "": nothing to find."""

    def found(self, ids: Query, asked: str, most: int) -> Query:
        """Of a query for ids of `claims` those that have the words in content, sources or place: so many at most."""

    def ranked(self, query: Query, asked: str, ids: Sequence[str]) -> Query:
        """Of a query over `claims` those that were found (their `ids`, when there are not too many), the best first."""

    def reports(self, query: Query, asked: str) -> Query:
        """Of a query over `reports` those that have the words in title or text; the best first. What else is asked of
        them is in the query already."""


class Fts5:
    """SQLite; BM25 tells what fits best."""

    def expression(self, terms: Sequence[str], *, goes_on: bool) -> str:
        quoted = ['"' + term.replace('"', " ") + '"' for term in terms]
        if quoted and goes_on:
            quoted[-1] += "*"
        return " ".join(quoted)

    def found(self, ids: Query, asked: str, most: int) -> Query:
        return self._claims(ids, asked).limit(most)

    def ranked(self, query: Query, asked: str, ids: Sequence[str]) -> Query:  # noqa: ARG002 - BM25 weighs all
        return self._claims(query, asked).order_by(text("search_claims.rank"))

    def reports(self, query: Query, asked: str) -> Query:
        return (
            query.join(t.search_reports, t.search_reports.c.report == t.reports.c.id)
            .where(text("search_reports MATCH :match").bindparams(match=asked))
            .order_by(text("search_reports.rank"))
        )

    def _claims(self, query: Query, asked: str) -> Query:
        return (
            query.join(t.searched, t.searched.c.claim == t.claims.c.id)
            .join(t.search_claims, t.search_claims.c.rowid == t.searched.c.number)
            .where(text("search_claims MATCH :match").bindparams(match=asked))
        )


class TextSearch:
    """PostgreSQL; how often and how near to each other the words stand tells what fits best.

    `search` is a column that the server derives from the row (`migrations/postgresql`).
    """

    def expression(self, terms: Sequence[str], *, goes_on: bool) -> str:
        phrases = [_WORD.findall(_folded(term)) for term in terms]
        asked = " & ".join(" <-> ".join(f"'{word}'" for word in words) for words in phrases if words)
        return f"{asked}:*" if asked and goes_on and phrases[-1] else asked

    def found(self, ids: Query, asked: str, most: int) -> Query:
        return ids.where(_search(t.claims).op("@@")(_sought(asked))).order_by(t.claims.c.id).limit(most)

    def ranked(self, query: Query, asked: str, ids: Sequence[str]) -> Query:
        return _by_rank(query.where(t.claims.c.id.in_(ids)), t.claims, asked)

    def reports(self, query: Query, asked: str) -> Query:
        found = query.where(_search(t.reports).op("@@")(_sought(asked)))
        first = found.with_only_columns(t.reports.c.id, maintain_column_froms=True).order_by(t.reports.c.id)
        ids = select(first.limit(RANKED).subquery().c.id)
        return _by_rank(query.where(t.reports.c.id.in_(ids)), t.reports, asked)


def of(connection: Connection) -> Matching:
    """How this connection's database finds words."""
    return TextSearch() if connection.dialect.name == "postgresql" else Fts5()


def _folded(term: str) -> str:
    """As `rashomon_words` does it on the server."""
    return _MARKS.sub("", unicodedata.normalize("NFKD", term)).lower()


def _search(table: Table) -> ColumnElement[object]:
    return literal_column(f"{table.name}.search")


def _sought(asked: str) -> ColumnElement[object]:
    return func.to_tsquery(literal_column("'simple'"), asked)


def _by_rank(query: Query, table: Table, asked: str) -> Query:
    return query.order_by(func.ts_rank(_search(table), _sought(asked)).desc(), table.c.id)
