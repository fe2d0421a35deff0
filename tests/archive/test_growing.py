"""A dossier that grows: what no new report bears on is neither concluded nor written again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from making import LATER, claim, event, figure, place, report, source
from sqlalchemy import text

from rashomon import pipeline
from rashomon.archive import Archive, open_archive, queries, writing
from rashomon.model import Claim, Mentions, Reading
from rashomon.reconciling import reconcile

TOKHAR, HAMMAM = place("Tokhar", 36.5, 38.0), place("Hammam", 34.1, 40.2)
MONITOR, NETWORK = source("Monitoring Group"), source("Local Network")


def _add(archive: Archive, id_: str, claims: Sequence[Claim]) -> None:
    reading = Reading(report=id_, mentions=Mentions(), claims=tuple(claims))
    writing.add(archive, "war", report(id_), reading, model="m")


def _tolls(report_id: str, number: int, *, at: str, by: str) -> list[Claim]:
    where, day = (TOKHAR, "2016-07-19") if at == "Tokhar" else (HAMMAM, LATER)
    who = MONITOR if by == "monitor" else NETWORK
    told = figure(number, number)
    return [
        claim(f"{report_id}.{at}", in_report=report_id, by=(who,), figures=(told,), happened=event(at=where, day=day))
    ]


def _rows(archive: Archive, place_name: str) -> set[tuple[object, ...]]:
    """The rows of the conclusions on the place's incident, with the numbers that SQLite gave them."""
    of = (
        "SELECT 'i', rowid, id, basis FROM _incidents WHERE title LIKE :place UNION ALL "
        "SELECT 'q', q.rowid, q.id, '' FROM _questions q JOIN _incidents i ON i.id = q.incident "
        "WHERE i.title LIKE :place UNION ALL "
        "SELECT 'p', p.rowid, p.question, '' FROM _positions p JOIN _questions q ON q.id = p.question "
        "JOIN _incidents i ON i.id = q.incident WHERE i.title LIKE :place UNION ALL "
        "SELECT 'r', r.rowid, r.question, '' FROM _relations r JOIN _questions q ON q.id = r.question "
        "JOIN _incidents i ON i.id = q.incident WHERE i.title LIKE :place"
    )
    with archive.reading() as connection:
        return {tuple(row) for row in connection.execute(text(of), {"place": f"%{place_name}%"})}


def test_rows_that_no_new_report_bears_on_stay_and_the_whole_is_as_from_nothing(tmp_path: Path) -> None:
    with open_archive(tmp_path / "a.rashomon", create=True) as archive:
        _add(archive, "r1", [*_tolls("r1", 46, at="Tokhar", by="monitor"), *_tolls("r1", 7, at="Hammam", by="monitor")])
        _add(archive, "r2", [*_tolls("r2", 60, at="Tokhar", by="network"), *_tolls("r2", 9, at="Hammam", by="network")])
        pipeline.conclude(archive, "war")
        tokhar, hammam = _rows(archive, "Tokhar"), _rows(archive, "Hammam")
        assert {row[0] for row in tokhar} == {"i", "q", "p", "r"}
        _add(archive, "r3", _tolls("r3", 11, at="Hammam", by="network"))
        grown = pipeline.conclude(archive, "war").conclusions
        assert _rows(archive, "Tokhar") == tokhar
        assert _rows(archive, "Hammam") != hammam
        kept = queries.snapshot(archive, "war").dossier
        assert kept.conclusions == grown == reconcile(kept.reports, kept.claims())
