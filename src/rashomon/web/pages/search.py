"""Search over what was claimed and over the texts, narrowed by source, place, date, outcome and status."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from rashomon.archive import browsing, searching
from rashomon.archive.browsing import Page
from rashomon.archive.queries import ClaimLine
from rashomon.archive.searching import Hits, Passage, Sought
from rashomon.model.claim import Outcome, Polarity, Status
from rashomon.web import quoting
from rashomon.web.quoting import Quote
from rashomon.web.views import Asked, View

PER_PAGE = 25
PASSAGES = 10

Words = Annotated[str, msgspec.Meta(max_length=300)]
Day = Annotated[str, msgspec.Meta(pattern=r"^(\d{4}-\d{2}-\d{2})?$")]


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """What is looked for; whatever is left empty may be anything."""

    q: Words = ""
    """All of these words; those in quotation marks in this order."""
    dossier: Words = ""
    source: Words = ""
    place: Words = ""
    since: Day = ""
    until: Day = ""
    outcome: Outcome | Literal[""] = ""
    status: Status | Literal[""] = ""
    polarity: Polarity | Literal[""] = ""
    page: Annotated[int, msgspec.Meta(ge=1, le=10_000)] = 1


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A claim that was found."""

    dossier: str
    quote: Quote
    place: str
    when: str
    """When it is said to have happened."""
    report: str
    """Title of the report."""


class Search(msgspec.Struct, frozen=True, kw_only=True):
    """What was found."""

    query: Query
    hits: tuple[Hit, ...]
    total: int
    """Claims that fit, counted up to `counted`."""
    counted: int = searching.COUNTED
    passages: tuple[Passage, ...]
    """Texts that have the words: U+E000 and U+E001 stand around each."""
    dossiers: tuple[str, ...]
    """All there are, to choose from."""
    asked: bool
    """Whether anything was looked for."""
    pages: int


def build(asked: Asked[Query]) -> Search:
    query = asked.query
    sought = Sought(
        words=query.q,
        dossier=query.dossier or None,
        source=query.source,
        place=query.place,
        since=query.since or None,
        until=query.until or None,
        outcome=query.outcome or None,
        status=query.status or None,
        polarity=query.polarity or None,
    )
    found = Hits(claims=(), dossiers=(), total=0)
    passages: tuple[Passage, ...] = ()
    if sought.narrowed:
        window = Page(offset=(query.page - 1) * PER_PAGE, limit=PER_PAGE)
        found = searching.claims(asked.connection, sought, window)
        if query.page == 1:
            passages = searching.passages(asked.connection, sought, Page(limit=PASSAGES))
    if asked.desk.hides_from(asked.person):
        found, passages = _veiled(asked, found, passages)
    return Search(
        query=query,
        hits=tuple(_hit(line, dossier) for line, dossier in zip(found.claims, found.dossiers, strict=True)),
        total=found.total,
        passages=passages,
        dossiers=browsing.names(asked.connection),
        asked=sought.narrowed,
        pages=max(1, -(-found.total // PER_PAGE)),
    )


def _veiled(asked: Asked[Query], found: Hits, passages: tuple[Passage, ...]) -> tuple[Hits, tuple[Passage, ...]]:
    """What a reader may see of it: nothing from dossiers in which the words are the name of a private person."""
    words = f"{asked.query.q} {asked.query.source}"
    looks = {name: asked.at(name) for name in {*found.dossiers, *(p.dossier for p in passages)}}
    pairs = [
        (
            msgspec.structs.replace(line, claim=looks[name].hit(line.claim), title=looks[name].prose(line.title or "")),
            name,
        )
        for line, name in zip(found.claims, found.dossiers, strict=True)
        if not looks[name].hides(words)
    ]
    hits = Hits(
        claims=tuple(line for line, _ in pairs),
        dossiers=tuple(name for _, name in pairs),
        total=found.total - (len(found.claims) - len(pairs)),
    )
    return hits, tuple(
        msgspec.structs.replace(
            passage,
            snippet=looks[passage.dossier].prose(passage.snippet),
            title=looks[passage.dossier].prose(passage.title or ""),
        )
        for passage in passages
        if not looks[passage.dossier].hides(words)
    )


def _hit(line: ClaimLine, dossier: str) -> Hit:
    event = line.claim.event
    days = [d for d in (event.time.start, event.time.end) if d] if event.time else []
    return Hit(
        dossier=dossier,
        quote=quoting.quote(line.claim, line, ()),
        place=event.place.name if event.place else "",
        when=" to ".join(dict.fromkeys(days)),
        report=line.title or line.outlet or line.claim.report,
    )


VIEW = View(
    name="search",
    path="/search",
    template="search.html",
    summary="Search over claims and texts, narrowed by source, place, date, outcome and status.",
    shape=Search,
    query=Query,
    build=build,
    title=lambda page: f"Search: {page.query.q}" if page.query.q else "Search",
)
