"""Words, found by each database in its own way: SQLite's FTS5, PostgreSQL's text search.

Both fold capitals and accents, take what is no letter and no digit for a gap, know no stop words and no stems, and find
the last word also where it goes on.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Protocol, TypeAlias

from sqlalchemy import ColumnElement, Connection, Select, Table, func, literal_column, text

from rashomon.archive import tables as t

Query: TypeAlias = "Select[*tuple[object, ...]]"
_MARKS = re.compile("[\u0300-\u036f]")
_WORD = re.compile(r"[^\W_]+")


class Matching(Protocol):
    """How a database finds words."""

    def expression(self, terms: Sequence[str], *, goes_on: bool) -> str:
        """The terms as the database understands them, so that none is an operator; all must be there, in any order,
        the words of one term in theirs. `goes_on`: the last word may be the beginning of one. "": nothing to find."""

    def claims(self, query: Query, asked: str, *, ranked: bool) -> Query:
        """Of a query over `claims` those that have the words in content, sources or place; the best first."""

    def reports(self, query: Query, asked: str) -> Query:
        """Of a query over `reports` those that have the words in title or text; the best first."""


class Fts5:
    """SQLite; BM25 tells what fits best."""

    def expression(self, terms: Sequence[str], *, goes_on: bool) -> str:
        quoted = ['"' + term.replace('"', " ") + '"' for term in terms]
        if quoted and goes_on:
            quoted[-1] += "*"
        return " ".join(quoted)

    def claims(self, query: Query, asked: str, *, ranked: bool) -> Query:
        found = (
            query.join(t.searched, t.searched.c.claim == t.claims.c.id)
            .join(t.search_claims, t.search_claims.c.rowid == t.searched.c.number)
            .where(text("search_claims MATCH :match").bindparams(match=asked))
        )
        return found.order_by(text("search_claims.rank")) if ranked else found

    def reports(self, query: Query, asked: str) -> Query:
        return (
            query.join(t.search_reports, t.search_reports.c.report == t.reports.c.id)
            .where(text("search_reports MATCH :match").bindparams(match=asked))
            .order_by(text("search_reports.rank"))
        )


class TextSearch:
    """PostgreSQL; how often and how near to each other the words stand tells what fits best.

    `search` is a column that the server derives from the row (`migrations/postgresql`).
    """

    def expression(self, terms: Sequence[str], *, goes_on: bool) -> str:
        phrases = [_WORD.findall(_folded(term)) for term in terms]
        asked = " & ".join(" <-> ".join(f"'{word}'" for word in words) for words in phrases if words)
        return f"{asked}:*" if asked and goes_on and phrases[-1] else asked

    def claims(self, query: Query, asked: str, *, ranked: bool) -> Query:
        return _found(query, t.claims, asked, ranked=ranked)

    def reports(self, query: Query, asked: str) -> Query:
        return _found(query, t.reports, asked, ranked=True)


def of(connection: Connection) -> Matching:
    """How this connection's database finds words."""
    return TextSearch() if connection.dialect.name == "postgresql" else Fts5()


def _folded(term: str) -> str:
    """As `rashomon_words` does it on the server."""
    return _MARKS.sub("", unicodedata.normalize("NFKD", term)).lower()


def _found(query: Query, table: Table, asked: str, *, ranked: bool) -> Query:
    search: ColumnElement[object] = literal_column(f"{table.name}.search")
    sought = func.to_tsquery(literal_column("'simple'"), asked)
    found = query.where(search.op("@@")(sought))
    return found.order_by(func.ts_rank(search, sought).desc(), table.c.id) if ranked else found
