"""A report on which reading breaks down: one line, exit code 3, and everything else as if it were not there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from rashomon.cli import app
from rashomon.model import Mentions, Reading, Report
from rashomon.reading import claims

BROKEN = "b.txt"


def _read(reports: Iterable[Report], *_: object) -> Iterator[Reading]:
    for report in reports:
        if report.path == BROKEN:
            raise ValueError("no such\nthing")
        yield Reading(report=report.id, mentions=Mentions(), claims=())


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(claims, "read", _read)
    monkeypatch.setattr("rashomon.reading.gazetteer.standard", lambda: None)
    made = tmp_path / "reports"
    made.mkdir()
    for name in ("a.txt", BROKEN, "c.txt"):
        (made / name).write_text(f"GAZA (Wire) - Nine people were killed on Monday, police told {name[0]}.\n")
    return made


def test_read_tells_it_in_one_line_and_keeps_all_reports(folder: Path, tmp_path: Path) -> None:
    record = tmp_path / "record.json"
    done = CliRunner().invoke(app, ["read", str(folder), "--json", str(record)])
    assert done.exit_code == 3
    lines = [line for line in done.stderr.splitlines() if BROKEN in line]
    assert len(lines) == 1
    assert "ValueError: no such thing" in lines[0]
    assert all(f"told {letter}" in record.read_text() for letter in "abc")


def test_add_tells_it_in_one_line_and_keeps_all_reports(folder: Path, tmp_path: Path) -> None:
    archive = ["--archive", str(tmp_path / "kept.db")]
    done = CliRunner().invoke(app, ["add", str(folder), "--dossier", "war", *archive])
    assert done.exit_code == 3
    assert len([line for line in done.stderr.splitlines() if BROKEN in line]) == 1
    assert "war: 3 reports (" in done.stderr
    again = CliRunner().invoke(app, ["add", str(folder), "--dossier", "war", *archive])
    assert again.exit_code == 0
