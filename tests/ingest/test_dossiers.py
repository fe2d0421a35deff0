"""The development dossiers, where they are at hand: what ingest yields against what a careful analyst noted."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from rashomon.ingest import copies, read_paths
from rashomon.model import Report

DOSSIERS = Path(__file__).parents[3] / "shared" / "dossiers"
pytestmark = pytest.mark.skipif(not DOSSIERS.is_dir(), reason="the shared dossiers are not here")


class Noted(msgspec.Struct):
    id: str
    path: str
    published: str
    dateline_place: str | None
    copy_of: str | None


class Quoted(msgspec.Struct):
    report: str
    quote: str


class Gold(msgspec.Struct):
    reports: list[Noted]
    claims: list[Quoted]


def test_reports_are_what_the_analyst_noted() -> None:
    wrong = []
    for file in sorted(DOSSIERS.glob("*/gold.json")):
        gold = msgspec.json.decode(file.read_bytes(), type=Gold)
        read = {r.path: r for r in copies.find([r for r in read_paths([file.parent]) if isinstance(r, Report)])}
        ids = {note.id: read[note.path].id for note in gold.reports}
        text = {note.id: read[note.path].text for note in gold.reports}
        for note in gold.reports:
            report = read[note.path]
            place = report.dateline.place if report.dateline else None
            same = (report.published or "")[:10] == note.published and report.copy_of == (
                note.copy_of and ids[note.copy_of]
            )
            if not same or (place is None) != (note.dateline_place is None) or report.language != "en":
                wrong.append(f"{file.parent.name}/{note.path}")
        wrong += [f"{file.parent.name}: {c.quote}" for c in gold.claims if c.quote not in text[c.report]]
    assert not wrong
