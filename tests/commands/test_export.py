"""`rashomon export`: which file holds what, what is told on the way, and what cannot be asked for."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from rashomon import pipeline
from rashomon.archive import open_archive
from rashomon.cli import app
from rashomon.errors import NotFound, RashomonError
from rashomon.exporting.registry import TARGETS

TEXT = """Published: 2024-03-05 10:00 UTC

KHARTOUM (Wire) - Shelling killed 12 people in Omdurman on Monday, the army said. Amina Osman told Reuters that at least
20 people had died.
"""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exported")
    (folder / "report.txt").write_text(TEXT, encoding="utf-8")
    with open_archive(folder / "kept.db", create=True) as opened:
        pipeline.add(opened, [folder / "report.txt"], name="market")
        pipeline.conclude(opened, "market")
    return folder / "kept.db"


def export(archive: Path, *words: str | Path) -> Result:
    return CliRunner().invoke(app, ["export", "market", "--archive", str(archive), *map(str, words)])


@pytest.mark.parametrize("name", [name for name, target in TARGETS.items() if not target.several])
def test_formats_of_one_file_go_to_the_file_or_to_standard_output(name: str, archive: Path, tmp_path: Path) -> None:
    if name == "claimreview":
        pytest.skip("nobody has graded anything here; see test_nothing_without_a_person")
    told = export(archive, "-f", name)
    assert told.exit_code == 0
    assert export(archive, "-f", name, "-o", tmp_path / "out").stdout_bytes == b""
    assert (tmp_path / "out").read_bytes() == told.stdout_bytes


def test_tables_go_into_a_folder_or_a_zip_and_are_the_same_bytes(archive: Path, tmp_path: Path) -> None:
    assert export(archive, "-f", "csv", "-o", tmp_path / "tables").exit_code == 0
    names = sorted(path.name for path in (tmp_path / "tables").iterdir())
    assert "claims.csv" in names
    export(archive, "-f", "csv", "-o", tmp_path / "tables.zip")
    with zipfile.ZipFile(io.BytesIO(export(archive, "-f", "csv").stdout_bytes)) as zipped:
        assert sorted(zipped.namelist()) == names
        assert all(zipped.read(name) == (tmp_path / "tables" / name).read_bytes() for name in names)
    assert (tmp_path / "tables.zip").read_bytes() == export(archive, "-f", "csv").stdout_bytes


def test_what_a_format_leaves_out_and_whose_numbers_it_has_is_told(archive: Path) -> None:
    told = export(archive, "-f", "acled").stderr
    assert "acled (codebook 2024 / 1) leaves out: who says what" in told
    assert "numbers of the dead by the policy acled (" in told
    assert "numbers of the dead by the policy ucdp (" in export(archive, "-f", "geojson").stderr
    assert "by the policy airwars (" in export(archive, "-f", "geojson", "--policy", "airwars").stderr
    assert "changes nothing" in export(archive, "-f", "csv", "--policy", "airwars").stderr
    assert "leaves out" not in export(archive, "-f", "json").stderr


def test_names_of_private_persons_are_left_out_of_every_format(archive: Path) -> None:
    without = export(archive, "-f", "csv")
    assert "names of private persons withheld: 1" in without.stderr
    with zipfile.ZipFile(io.BytesIO(without.stdout_bytes)) as zipped:
        assert not any(b"Osman" in zipped.read(name) for name in zipped.namelist())
    assert b"Osman" in export(archive, "-f", "jsonl", "--with-names").stdout_bytes


@pytest.mark.parametrize(("words", "said"), [(("-f", "docx"), "docx"), (("--policy", "mine"), "mine")])
def test_what_there_is_not_is_a_mistake_of_the_command(words: tuple[str, ...], said: str, archive: Path) -> None:
    ran = export(archive, *words)
    assert ran.exit_code == 2
    assert said in ran.stderr


def test_nothing_without_a_person(archive: Path) -> None:
    ran = export(archive, "-f", "claimreview")
    assert isinstance(ran.exception, NotFound)
    assert "claimreview: there is nothing to write" in str(ran.exception)


def test_a_folder_that_cannot_be_made_is_said(archive: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    ran = export(archive, "-f", "csv", "-o", tmp_path / "taken")
    assert isinstance(ran.exception, RashomonError)
    assert "cannot be made a folder" in str(ran.exception)


def test_all_formats_are_listed() -> None:
    ran = CliRunner().invoke(app, ["export", "--list"])
    assert ran.exit_code == 0
    assert [line.split()[0] for line in ran.stdout.splitlines() if not line.startswith(" ")] == list(TARGETS)


def test_event_data_of_a_report_says_both_numbers(archive: Path) -> None:
    (feature,) = json.loads(export(archive, "-f", "geojson").stdout_bytes)["features"]
    assert (feature["properties"]["killed_low"], feature["properties"]["killed_high"]) == (12, 20)
