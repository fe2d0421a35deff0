"""`add` killed at its worst moments, run again, and compared with one that was never interrupted."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from rashomon import pipeline
from rashomon.archive import open_archive, queries
from rashomon.cli import main
from rashomon.exporting.record import build, encode
from rashomon.model import Mentions, Reading, Report
from rashomon.reading import batches, identity

REPORTS = 40
"""Three batches, the last one not full."""

CHILD = """
import sys
from pathlib import Path
from rashomon import pipeline, reconciling
from rashomon.archive import open_archive
from rashomon.model import Mentions, Reading
from rashomon.reading import batches, identity

def stop():
    print("here", flush=True)
    sys.stdin.read()

def read(reports, seen=[]):
    seen.append(reports)
    if sys.argv[3] == "reading" and len(seen) == 2:
        stop()
    return [Reading(report=r.id, mentions=Mentions(), claims=()) for r in reports]

def conclude(*given, real=reconciling.conclude, **more):
    if sys.argv[3] == "reconciling":
        stop()
    return real(*given, **more)

batches.read, reconciling.conclude, identity.describe = read, conclude, lambda: "none 1"
with open_archive(Path(sys.argv[1]), create=True) as archive:
    pipeline.add(archive, [Path(sys.argv[2])], name="war")
    pipeline.conclude(archive, "war")
"""


def _read(reports: list[Report]) -> list[Reading]:
    return [Reading(report=report.id, mentions=Mentions(), claims=()) for report in reports]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "reports"
    made.mkdir()
    for number in range(REPORTS):
        (made / f"{number:02}.txt").write_text(f"GAZA (Wire) - {number} people were killed on Monday, police said.\n")
    return made


@pytest.mark.parametrize(("moment", "kept"), [("reading", 16), ("reconciling", REPORTS)])
def test_killed_and_run_again(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str, kept: int
) -> None:
    monkeypatch.setattr(batches, "read", _read)
    monkeypatch.setattr(identity, "describe", lambda: "none 1")
    _killed(tmp_path / "killed.db", folder, moment)
    with open_archive(tmp_path / "killed.db") as archive:
        (line,) = queries.dossiers(archive)
    assert (line.reports, line.stale) == (kept, True)
    assert _added(tmp_path / "killed.db", folder) == _added(tmp_path / "whole.db", folder)


def _killed(path: Path, folder: Path, moment: str) -> None:
    command = [sys.executable, "-c", CHILD, str(path), str(folder), moment]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            assert process.stdout.readline() == "here\n"
        finally:
            process.kill()


def _added(path: Path, folder: Path) -> bytes:
    with open_archive(path, create=True) as archive:
        pipeline.add(archive, [folder], name="war")
        record = build(pipeline.conclude(archive, "war"))
        assert not queries.dossiers(archive)[0].stale
    return encode(record)


def test_ctrl_c_keeps_what_was_added_and_says_so(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    calls: list[int] = []

    def interrupted(reports: list[Report]) -> list[Reading]:
        calls.append(len(reports))
        if len(calls) == 2:
            raise KeyboardInterrupt
        return _read(reports)

    monkeypatch.setattr(batches, "read", interrupted)
    monkeypatch.setattr(identity, "describe", lambda: "none 1")
    path = tmp_path / "stopped.db"
    monkeypatch.setattr(sys, "argv", ["rashomon", "add", str(folder), "--archive", str(path), "--dossier", "war"])
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == 130
    assert capsys.readouterr().err.startswith("rashomon: interrupted: what was added stays")
    with open_archive(path) as archive:
        assert queries.dossiers(archive)[0].reports == 16
    assert _added(path, folder) == _added(tmp_path / "whole.db", folder)
