"""The process dies in the middle of adding; what was added whole stays, and adding again completes it."""

import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from rashomon.archive import open_archive, queries, writing
from rashomon.model import Reading, Report

Pair = tuple[Report, Reading]

TOTAL = 400
"""Adding them takes the other process about a second; noticing three of them takes this one milliseconds."""
PATIENCE = 60.0
"""Seconds after which the other process counts as hung."""

ADDS = """
import sys, msgspec
from pathlib import Path
from rashomon.archive import open_archive, writing
from rashomon.model import Reading, Report
pairs = msgspec.json.decode(Path(sys.argv[2]).read_bytes(), type=list[tuple[Report, Reading]])
with open_archive(Path(sys.argv[1]), create=True) as archive:
    for report, reading in pairs:
        writing.add(archive, "war", report, reading, model="none 1")
"""

DIES_WITHIN = """
import os, signal
from rashomon.archive import writing as within
def die(connection, table, rows, insert=within.insert_all):
    insert(connection, table, rows)
    if table is within.t.claims and rows[0]["report"] == sys.argv[3]:
        os.kill(os.getpid(), signal.SIGKILL)
within.insert_all = die
"""


def test_killed_while_adding(tmp_path: Path, made: Callable[[int], Pair]) -> None:
    pairs = [made(number) for number in range(TOTAL)]
    path = tmp_path / "killed"
    with _started(ADDS, path, _kept(tmp_path, pairs)) as process:
        try:
            _wait(process, path, 3)
        finally:
            process.kill()
    assert process.returncode < 0, "it had finished before it was killed"
    assert 3 <= _count(path) < TOTAL
    assert _completed(path, pairs) == _completed(tmp_path / "whole", pairs)


@pytest.mark.skipif(sys.platform == "win32", reason="a process cannot send itself SIGKILL there")
def test_killed_between_a_report_and_its_figures(tmp_path: Path, made: Callable[[int], Pair]) -> None:
    pairs = [made(number) for number in range(6)]
    path = tmp_path / "killed"
    program = ADDS.replace("with open_archive", DIES_WITHIN + "with open_archive")
    with _started(program, path, _kept(tmp_path, pairs), pairs[3][0].id) as process:
        assert process.wait(PATIENCE) < 0
    assert _count(path) == 3
    with open_archive(path) as archive:
        assert not queries.is_read(archive, pairs[3][0].id, model="none 1")
    assert _completed(path, pairs) == _completed(tmp_path / "whole", pairs)


def _kept(folder: Path, pairs: list[Pair]) -> Path:
    path = folder / "pairs.json"
    path.write_bytes(msgspec.json.encode(pairs))
    return path


def _started(program: str, *arguments: Path | str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", program, *map(str, arguments)])


def _wait(process: subprocess.Popen[bytes], path: Path, number: int) -> None:
    end = time.monotonic() + PATIENCE
    while _count(path) < number:
        assert process.poll() is None, "it ended by itself"
        assert time.monotonic() < end, "it hangs"
        time.sleep(0.001)


def _count(path: Path) -> int:
    """Reports in the archive; 0 as long as there is none."""
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
            found: int = connection.execute("SELECT count(*) FROM reports").fetchone()[0]
    except sqlite3.OperationalError:
        return 0
    return found


def _completed(path: Path, pairs: list[Pair]) -> queries.Snapshot:
    """All of them added as the command line does it: what has been read is not read again."""
    with open_archive(path, create=True) as archive:
        for report, reading in pairs:
            known = queries.is_read(archive, report.id, model="none 1")
            writing.add(archive, "war", report, None if known else reading, model="none 1")
        return queries.snapshot(archive, "war")
