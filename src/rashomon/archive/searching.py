"""Words, looked for in what was claimed and in the texts, and what else narrows a search down."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec
from sqlalchemy import ColumnElement, Connection, exists, func, select

from rashomon.archive import completing, matching, portable
from rashomon.archive import tables as t
from rashomon.archive.browsing import Page
from rashomon.archive.matching import Matching, Query
from rashomon.archive.queries import ClaimLine
from rashomon.model import Claim
from rashomon.model.claim import Certainty, Outcome, Polarity, Status

MOST_TERMS = 16
"""Words of one search. More narrow nothing down that these do not."""
COUNTED = 1_000
"""Hits are counted up to this: whoever has more narrows the search down, and counting more takes time."""
OPENING, CLOSING = "\ue000", "\ue001"
"""Stand around the words that were found; no text has these (private use), and a page replaces them."""
AROUND = 110
"""Characters of a text shown on each side of what was found."""
FAR = 200_000
"""Characters of a text in which the words are looked for to show them: no dispatch is a tenth as long."""
_TERM = re.compile(r'"([^"]*)"|(\S+)')


class Sought(msgspec.Struct, frozen=True, kw_only=True):
    """What is looked for; "" and None: whatever it is."""

    words: str = ""
    """All of them; what stands in quotation marks in this order."""
    dossier: str | None = None
    source: str = ""
    """Part of the name or affiliation of anyone in the chain of sources."""
    place: str = ""
    since: str | None = None
    """ISO date: the event may have been on that day or later."""
    until: str | None = None
    outcome: Outcome | None = None
    status: Status | None = None
    certainty: Certainty | None = None
    polarity: Polarity | None = None

    @property
    def narrowed(self) -> bool:
        """Whether anything but the dossier is asked for."""
        return self != Sought(dossier=self.dossier)


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """A place in a report's text that has the words."""

    report: str
    dossier: str
    title: str | None
    outlet: str | None
    published: str | None
    snippet: str
    """With OPENING and CLOSING around the words."""


class Hits(msgspec.Struct, frozen=True, kw_only=True):
    """The claims that were found, and how many there are (up to COUNTED)."""

    claims: tuple[ClaimLine, ...]
    dossiers: tuple[str, ...]
    """For each claim a dossier that holds it."""
    total: int


def expression(words: str, how: Matching) -> str:
    """The words as a database understands them: none is an operator; the last may go on."""
    return how.expression(_terms(words), goes_on=not words.rstrip().endswith('"'))


def snippet(text: str, terms: Sequence[str]) -> str:
    """The text around the first of the terms, with OPENING and CLOSING around each that is near.

    FTS5's own snippet() weighs every pair of hits: a line of a megabyte that repeats one word would take it minutes.
    """
    words = [re.escape(word) for term in terms for word in re.findall(r"\w+", term)]
    if not words:
        return text[: 2 * AROUND]
    sought = re.compile(rf"(?<!\w)(?:{'|'.join(words)})\w*", re.IGNORECASE)
    first = sought.search(text, 0, FAR)
    at = first.start() if first else 0
    start, end = max(0, at - AROUND), min(len(text), at + AROUND)
    cut = re.sub(rf"[\s{OPENING}{CLOSING}]+", " ", text[start:end])
    if start:
        cut = "… " + cut.partition(" ")[2]
    if end < len(text):
        cut = cut.rpartition(" ")[0] + " …"
    return sought.sub(lambda found: f"{OPENING}{found.group()}{CLOSING}", cut)


def claims(connection: Connection, sought: Sought, page: Page) -> Hits:
    """The claims that have the words in their content, source or place: the best fit first, else the earliest.

    They have the days and places that other reports of their dossier give."""
    how = matching.of(connection)
    match = expression(sought.words, how)
    if sought.words.strip() and not match:
        return Hits(claims=(), dossiers=(), total=0)
    holder = select(func.min(t.members.c.dossier)).where(t.members.c.report == t.claims.c.report)
    if sought.dossier is not None:
        holder = holder.where(t.members.c.dossier == sought.dossier)
    query: Query = select(
        t.claims.c.body,
        t.reports.c.outlet,
        t.reports.c.published,
        t.reports.c.title,
        holder.scalar_subquery().label("dossier"),
    ).join_from(t.claims, t.reports, t.reports.c.id == t.claims.c.report)
    conditions = tuple(_conditions(sought))
    query = query.where(*conditions)
    counting: Query = select(t.claims.c.id).select_from(t.claims).where(*conditions)
    if match:
        ids = connection.scalars(how.found(counting, match, COUNTED)).all()
        total, query = len(ids), how.ranked(query, match, [str(id) for id in ids])
    else:
        query = query.order_by(t.claims.c.id)
        total = connection.scalar(select(func.count()).select_from(counting.limit(COUNTED).subquery())) or 0
    rows = connection.execute(query.offset(page.offset).limit(page.limit)).all()
    whole: dict[tuple[str, str], Claim] = {}
    for name in {row.dossier or "" for row in rows}:
        held = {row.body.id: row.body for row in rows if (row.dossier or "") == name}
        whole |= {(name, id): claim for id, claim in completing.laid_over(connection, name, held).items()}
    lines = (
        ClaimLine(
            claim=whole[row.dossier or "", row.body.id], outlet=row.outlet, published=row.published, title=row.title
        )
        for row in rows
    )
    return Hits(claims=tuple(lines), dossiers=tuple(row.dossier or "" for row in rows), total=total)


def passages(connection: Connection, sought: Sought, page: Page) -> tuple[Passage, ...]:
    """The reports that have the words in title or text, the best fit first."""
    how = matching.of(connection)
    match = expression(sought.words, how)
    if not match:
        return ()
    holder = select(func.min(t.members.c.dossier)).where(t.members.c.report == t.reports.c.id)
    if sought.dossier is not None:
        holder = holder.where(t.members.c.dossier == sought.dossier)
    query: Query = select(
        t.reports.c.id.label("report"),
        holder.scalar_subquery().label("dossier"),
        t.reports.c.title,
        t.reports.c.outlet,
        t.reports.c.published,
        t.reports.c.text,
    ).select_from(t.reports)
    if sought.dossier is not None:
        mine = (t.members.c.report == t.reports.c.id) & (t.members.c.dossier == sought.dossier)
        query = query.where(exists().where(mine))
    query = how.reports(query, match)
    rows = connection.execute(query.offset(page.offset).limit(page.limit))
    terms = _terms(sought.words)
    return tuple(
        Passage(
            report=row.report,
            dossier=row.dossier,
            title=row.title,
            outlet=row.outlet,
            published=row.published,
            snippet=snippet(row.text, terms),
        )
        for row in rows
    )


def _terms(words: str) -> list[str]:
    """What is looked for: single words, and what stands in quotation marks."""
    found = [first or second for first, second in _TERM.findall(words.replace("\0", " "))][:MOST_TERMS]
    return [term for term in found if re.search(r"\w", term)]


def _conditions(sought: Sought) -> Iterator[ColumnElement[bool]]:
    claim = t.claims.c
    if sought.dossier is not None:
        mine = (t.members.c.report == claim.report) & (t.members.c.dossier == sought.dossier)
        yield exists().where(mine)
    if sought.source.strip():
        named = portable.holds(t.claim_sources.c.name, sought.source.strip())
        named |= portable.holds(t.claim_sources.c.affiliation, sought.source.strip())
        yield exists().where((t.claim_sources.c.claim == claim.id) & named)
    if sought.place.strip():
        yield completing.holds("place", sought.dossier, lambda name: portable.holds(name, sought.place.strip()))
    if sought.since is not None:
        yield completing.holds("time_end", sought.dossier, lambda day: day >= sought.since)
    if sought.until is not None:
        yield completing.holds("time_start", sought.dossier, lambda day: day <= sought.until)
    if sought.outcome is not None:
        yield exists().where((t.claim_figures.c.claim == claim.id) & (t.claim_figures.c.outcome == sought.outcome))
    for column, wanted in ((claim.status, sought.status), (claim.certainty, sought.certainty)):
        if wanted is not None:
            yield column == wanted
    if sought.polarity is not None:
        yield claim.polarity == sought.polarity
