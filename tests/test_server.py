"""An archive on a server from the command line and from Python: the whole way, as with a file."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from test_cli import run

import rashomon

TOLL = """Published: 2024-03-05 10:00 UTC

KHARTOUM (Wire) - Shelling killed 12 people in Omdurman on Monday, the army said. Medics said at least 20 people died.
"""


@pytest.fixture(scope="module")
def both(server: Callable[[], str], tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """A server's archive and a file, into which the same was put."""
    folder = tmp_path_factory.mktemp("both")
    (folder / "toll.txt").write_text(TOLL, encoding="utf-8")
    where, file = server(), folder / "kept.db"
    for archive in (where, file):
        run("add", folder / "toll.txt", "--dossier", "omdurman", "--archive", archive)
    return where, file


@pytest.mark.parametrize(
    "command",
    [
        ("dossiers",),
        ("show",),
        ("show", "--all"),
        ("claims", "--source", "MEDICS"),
        ("claims", "--outcome", "killed", "--json"),
        ("sources",),
        ("verify",),
        ("export", "omdurman", "--with-names"),
        ("export", "omdurman", "--format", "acled", "--with-names"),
    ],
)
def test_commands_say_the_same_of_a_server_as_of_a_file(both: tuple[str, Path], command: tuple[str, ...]) -> None:
    said, wanted = (run(*command, "--archive", archive) for archive in both)
    assert said.out == wanted.out
    assert wanted.out


def test_adding_again_changes_nothing(both: tuple[str, Path], tmp_path: Path) -> None:
    (tmp_path / "toll.txt").write_text(TOLL, encoding="utf-8")
    assert "1 report" in run("add", tmp_path, "--dossier", "omdurman", "--archive", both[0]).err


def test_python_opens_a_server_too(both: tuple[str, Path]) -> None:
    with rashomon.open(both[0]) as archive:
        assert archive.names() == ("omdurman",)
        assert archive.dossier("omdurman").conclusions.questions
        assert str(archive.path).startswith("postgresql://")


def test_a_packed_dossier_goes_from_a_server_to_a_file(both: tuple[str, Path], tmp_path: Path) -> None:
    run("pack", "omdurman", "--archive", both[0], "--output", tmp_path / "o.zip")
    run("unpack", tmp_path / "o.zip", "--archive", tmp_path / "other.db")
    theirs = run("export", "omdurman", "--with-names", "--archive", tmp_path / "other.db").out
    assert json.loads(theirs) == json.loads(run("export", "omdurman", "--with-names", "--archive", both[1]).out)
