"""`rashomon sources`: what each source claimed, and what became of it. Never how true it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from rashomon.commands import opened
from rashomon.terminal import marks, streams
from rashomon.terminal import options as o

if TYPE_CHECKING:
    from rashomon.model import Dossier, Question, Relation


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """An origin in a list of them: how many of its claims and questions are what."""

    origin: str
    dossiers: int
    claims: int
    """That answer a question."""
    questions: int
    """To which it speaks; the numbers below are of these."""
    contradicted: int
    denied: int
    revised: int
    """By itself."""
    first: int
    """It answered before any other."""


COUNTS = tuple(name for name in Line.__struct_fields__ if name != "origin")


class Sources(msgspec.Struct, frozen=True, kw_only=True):
    """The origins, those with the most claims first."""

    caveat: str
    sources: tuple[Line, ...]


def sources(
    dossier: Annotated[str | None, typer.Argument(help="Its name (all dossiers, if left out).")] = None,
    archive: o.ArchiveFile = o.DEFAULT_ARCHIVE,
    json: o.AsJson = False,
) -> None:
    """What each source claimed: how often it is contradicted, denied, revises itself, is first. Never a truth score."""
    from rich.table import Table

    from rashomon import pipeline
    from rashomon.archive import queries
    from rashomon.exporting.profiling import CAVEAT

    with opened.archive(archive) as kept:
        names = [dossier] if dossier is not None else [line.name for line in queries.dossiers(kept)]
        found = [line for name in names for line in _lines(pipeline.conclude(kept, name))]
    listed = Sources(caveat=CAVEAT, sources=_over_all(found))
    if json:
        streams.write_json(listed)
        return
    with streams.page() as console:
        table = Table(box=None, pad_edge=False)
        table.add_column("source", overflow="fold")
        for heading in ("claims", "questions", "contradicted", "denied", "revised", "first"):
            table.add_column(heading, justify="right")
        for line in listed.sources:
            counts = (line.claims, line.questions, line.contradicted, line.denied, line.revised, line.first)
            table.add_row(marks.plain(line.origin), *(f"{n:,}" for n in counts))
        console.print(table)
        console.print(CAVEAT)


def _lines(dossier: Dossier) -> Iterator[Line]:
    from rashomon.exporting import profiling

    claims = {claim.id: claim for claim in dossier.claims()}
    reports = {report.id: report for report in dossier.reports}
    spoken: dict[str, list[Question]] = {}
    for question in dossier.conclusions.questions:
        for origin in sorted({name for position in question.positions for name in position.origins}):
            spoken.setdefault(origin, []).append(question)
    relations: dict[str, list[Relation]] = {}
    for relation in dossier.conclusions.relations:
        relations.setdefault(relation.question, []).append(relation)
    for origin, asked in spoken.items():
        bearing = [relation for question in asked for relation in relations.get(question.id, ())]
        found = profiling.profile(origin, asked, bearing, claims, reports)
        yield Line(
            origin=origin,
            dossiers=1,
            claims=len(found.claims),
            questions=found.questions,
            contradicted=len(found.contradicted),
            denied=len(found.denied),
            revised=len(found.revised),
            first=len(found.first),
        )


def _over_all(lines: Iterable[Line]) -> tuple[Line, ...]:
    """One line an origin, over all dossiers; most claims first."""
    found: dict[str, Line] = {}
    for line in lines:
        held = found.get(line.origin)
        sums = {name: getattr(held, name) + getattr(line, name) for name in COUNTS} if held else {}
        found[line.origin] = msgspec.structs.replace(line, **sums)
    return tuple(sorted(found.values(), key=lambda line: (-line.claims, line.origin)))
